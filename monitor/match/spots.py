"""Spots: what was found where in a folded text, of whatever kind, and the layout of the text around them."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property, lru_cache
from typing import NamedTuple

from monitor.match.alphabet import ARABIC_LETTERS, CYRILLIC, LATIN, languages_of, letters_tell
from monitor.match.lexemes import Tokens, tokens_of
from monitor.match.lexicon_files import lexicon
from monitor.match.links import either, links_of
from monitor.match.match import Text
from monitor.match.tables import Table, tables_of
from monitor.text.fold import Folded, fold
from monitor.text.transliteration import in_known_script

_APOSTROPHES = str.maketrans(dict.fromkeys("ʻ‘’ʼ`´ʹ", "'") | {"ё": "е"})
_ONE_I = str.maketrans("іый", "иии")  # which of them is meant, the Latin alphabets of Kazakh tell each in its own way


def as_written(word: str) -> str:
    """The letters of a word for a comparison that does not fold scripts together."""
    return word.casefold().translate(_APOSTROPHES)


def begins_as(word: str, literal: str, language: str | None = None) -> bool:
    """Whether a word of a source begins with these letters.

    `language`: what the source is in, if its letters tell; then its other scripts count, too (телефон, telefon).
    """
    if as_written(word).startswith(literal):
        return True
    return language in ("uz", "kk") and _in_one_script(word, language).startswith(_in_one_script(literal, language))


@lru_cache(maxsize=1 << 12)
def _in_one_script(word: str, language: str) -> str:
    if language == "uz":
        return as_written(in_known_script(word, "uz-Cyrl" if CYRILLIC.search(word) else "uz"))
    script = "kk-Arab" if ARABIC_LETTERS.search(word) else "kk-Latn" if LATIN.search(word) else "kk"
    return as_written(in_known_script(word, script)).translate(_ONE_I)


class SpotKind(StrEnum):
    """What a found form belongs to."""

    ENTITY = "entity"
    TERM = "term"
    PLACE = "place"
    COUNTRY = "country"
    BODY = "body"
    FOREIGN = "foreign"


class Label(NamedTuple):
    """What a form stands for: its kind and id, and what must hold for a hit to count."""

    kind: SpotKind
    id: str
    caps: bool = False
    """Must be capitalised or quoted."""
    quoted: bool = False
    capitals: bool = False
    """Must be written in capitals (a short abbreviation)."""
    language: str | None = None
    """Counts only in a text whose letters allow this language; None: in any."""
    literal: str | None = None
    """The source must begin with these letters; None: whatever folds alike will do."""


class Spot(NamedTuple):
    """A label at [start, end) of the folded text."""

    label: Label
    start: int
    end: int
    sentence: int
    exact: bool = False

    @property
    def id(self) -> str:
        """The id of what was found."""
        return self.label.id

    @property
    def kind(self) -> SpotKind:
        """The kind of what was found."""
        return self.label.kind


_WWW = fold("www.").text
_LETTER = re.compile(r"[^\W\d_]")
_ADDRESS = re.compile(rf"(?:\b[a-z]+://|\b{re.escape(_WWW)})[^\s\"<>()\[\],;\u0080-\uffff]*[\w/=&#%+-]")
_BREAK = re.compile(r"[\n.!?…。！？](?:(?<=\n)\n*|(?<=[。！？])|(?<=[.!?…])(?!\n)(?P<gap>[\"»)]?\s+)(?=\S))")
"""The end of a sentence, its mark included. It begins with one of few letters, so that no other is looked at twice."""
_WRAPPED = re.compile(r"(?<=[^\n]{60}[\w,-])\n")
"""The end of a long line without a mark: it is cut in the midst of a sentence."""
_ABBREVIATION = re.compile(
    r"(?:^|[\s(\"])(?:[a-z]|gg|ul|im|st|ch|tis|haz|mln|mlrd|trln|rub|tg|kv|obl|r-n|pos|sh|dj|kas|kor|no|mr|mrs|dr|u\.s)\.[\"]?$"
)


@dataclass(frozen=True)
class Page:
    """A text ready to be read: folded, cut into sentences; sentence 0 begins the title."""

    text: Text
    folded: Folded
    starts: tuple[int, ...] = field(default=(0,))
    """Where each sentence begins in the folded text."""
    title_end: int = 0
    """Where the title ends in the folded text."""
    story_end: int = 0
    """Where links to other news begin, or the text ends; `folded` is without those in the story's midst."""
    recall: int = 0
    """Where the text begins to tell an older event again ("Напомним"), or ends."""

    def sentence_at(self, position: int) -> int:
        """Which sentence a place of the folded text is in."""
        return bisect_right(self.starts, position) - 1

    def sentence(self, number: int) -> tuple[int, int]:
        """Where a sentence begins and ends."""
        end = self.starts[number + 1] if number + 1 < len(self.starts) else len(self.folded.text)
        return self.starts[number], end

    @cached_property
    def languages(self) -> frozenset[str]:
        """The languages whose words may stand in this text, by its letters."""
        return languages_of(self.folded.source)

    @cached_property
    def language_by_letters(self) -> str | None:
        """The language of the region that the letters alone give away."""
        return letters_tell(self.folded.source)

    @cached_property
    def tokens(self) -> Tokens:
        """The words and marks of the story."""
        return tokens_of(self.folded.text, self.story_end)

    def reach(self, letters: int) -> int:
        """How many characters of this text tell as much as so many letters of another: a Chinese sign is a word."""
        return letters // SIGN if self.is_chinese else letters

    @cached_property
    def is_chinese(self) -> bool:
        """Whether signs make up the text."""
        return 3 * len(HAN.findall(self.folded.text)) > len(self.folded.text)

    @property
    def title_sentences(self) -> int:
        """How many sentences the title has."""
        return max(1, bisect_right(self.starts, max(0, self.title_end - 1)))

    def source(self, start: int, end: int) -> str:
        """The words of the source at a place of the folded text."""
        begin, finish = self.folded.original(start, end)
        return self.folded.source[begin:finish]

    def spelling(self, start: int, end: int) -> str:
        """The same with the hamza that stands before a word of front vowels in Arabic letters."""
        begin, finish = self.folded.original(start, end)
        return self.folded.source[begin - (self.folded.source[begin - 1 : begin] in HAMZA) : finish]

    def is_quoted(self, start: int, end: int) -> bool:
        """Whether the folded span stands right behind an opening quote, or right before a closing one."""
        text = self.folded.text
        if text[start - 1 : start] == '"' or text[end : end + 1] == '"':
            return True
        begin, finish = self.folded.original(start, end)
        return self.folded.source[max(0, begin - 1) : begin] in APOSTROPHE_QUOTES or (
            self.folded.source[finish : finish + 1] in CLOSING_QUOTES
        )

    def is_capitalised(self, start: int, end: int) -> bool:
        """Whether the source word at a folded place begins with a capital, or has none to begin with."""
        word = self.source(start, end)
        return not word or word[0].isupper() or not (word[0].islower())

    def in_capitals(self, start: int, end: int) -> bool:
        """Whether the source's letters at a folded place are all capitals."""
        return self.source(start, end).isupper()

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        """The tables of the story."""
        return tables_of(self.folded.text, self.title_end, self.story_end) if "|" in self.folded.text else ()

    @cached_property
    def table_heads(self) -> dict[int, int]:
        """The sentence of its table's head for each row."""
        heads = {row[0][0]: table.head[0][0] for table in self.tables for row in table.rows}
        return {self.sentence_at(row): self.sentence_at(head) for row, head in heads.items()}

    @cached_property
    def breaks(self) -> list[int]:
        """Where paragraphs end: at each end of a line but one in the midst of a sentence, as mails have them."""
        text = self.folded.text
        ends = (found.start() for found in re.finditer("\n", text))
        return [end for end in ends if end <= self.title_end or not _WRAPPED.match(text, end)]

    def paragraph(self, sentence: int) -> range:
        """The sentences of the paragraph up to this one; a row goes with its table's head and what leads up to it."""
        if sentence in self.table_heads:
            return range(max(0, self.table_heads[sentence] - LEADING_UP), sentence + 1)
        before = bisect_left(self.breaks, self.starts[sentence])
        begin = self.breaks[before - 1] + 1 if before else 0
        return range(self.sentence_at(begin), sentence + 1)

    def begins_sentence(self, start: int) -> bool:
        """Whether a word at this place is the first of its sentence."""
        begin = self.starts[self.sentence_at(start)]
        return not any(character.isalnum() for character in self.folded.text[begin:start])


LEAD = 300
"""Within so many letters behind its headline a story says what it is about, and where."""
LATE = 700
"""What comes so many letters behind a headline may be background: other towns, other works, history."""
LEADING_UP = 5
"""So many sentences before a table lead up to it."""
SIGN = 3
"""Letters that tell as much as one Chinese sign."""
HAN = re.compile("[一-鿿]")
LONGEST = 1500
"""Letters of a sentence at most."""
HAMZA = frozenset("ٴء")
APOSTROPHE_QUOTES = frozenset("‘'‚")
CLOSING_QUOTES = frozenset("’'")


def skeleton_of(text: Text) -> Folded:
    """A text folded, its headline once (many pages have it again as their first line), addresses of pages left out."""
    folded = fold(text.whole)
    if "://" in folded.text or _WWW in folded.text:
        without = folded.without(*(found.span() for found in _ADDRESS.finditer(folded.text)))
        folded = without if _LETTER.search(without.text) else folded
    end = folded.text.find("\n") + 1
    is_twice = bool(text.title.strip()) and folded.text.startswith(folded.text[:end], end)
    return folded.without((end, 2 * end)) if is_twice and end > 1 else folded


def read_page(text: Text, folded: Folded | None = None) -> Page:
    """Cut a text into sentences. Line breaks, full stops and their like end one; "млн." and initials do not."""
    told = folded or skeleton_of(text)
    newline = told.text.find("\n", len(fold(text.title).text) if "\n" in text.title else 0)
    title_end = len(told.text) if newline < 0 else newline
    starts, source = _starts(told.text), told
    links = links_of(told.text, title_end, starts, lambda place: _has_capital(source, place))
    if links.asides:
        told = told.without(*links.asides)
        starts = _starts(told.text)
    story_end = links.story_end - sum(end - start for start, end in links.asides)
    return Page(text, told, starts, title_end, story_end, _beginning(_recall(), told.text, title_end, starts))


def _starts(whole: str) -> tuple[int, ...]:
    """Where the sentences of a folded text begin."""
    starts = [0]
    for found in _BREAK.finditer(whole):
        behind = found.start() if found["gap"] is None else found.start("gap")
        if whole[found.start()] != "\n" and _ABBREVIATION.search(whole, max(0, behind - 8), behind):
            continue
        if found.end() < len(whole):
            starts.append(found.end())
    return tuple(_bounded(whole, list(dict.fromkeys(starts))))


def _has_capital(folded: Folded, place: int) -> bool:
    begin, end = folded.original(place, place + 1)
    return not folded.source[begin:end].islower()


def _bounded(whole: str, starts: Sequence[int]) -> Iterator[int]:
    """The beginnings of sentences, with more where a "sentence" is longer than any: what one costs stays bounded."""
    for start, end in zip(starts, [*starts[1:], len(whole)], strict=True):
        yield start
        at = start
        while end - at > LONGEST:
            blank = whole.rfind(" ", at + LONGEST // 2, at + LONGEST)
            at = blank + 1 if blank > 0 else at + LONGEST
            yield at


@lru_cache(maxsize=1)
def _recall() -> re.Pattern[str]:
    return re.compile(either(lexicon("geography")["recall"]))


def _beginning(pattern: re.Pattern[str], whole: str, title_end: int, starts: Sequence[int]) -> int:
    """The first hit that begins a sentence, or the text's end: "a year earlier" tells no older event again."""
    for found in pattern.finditer(whole, title_end):
        begin = starts[bisect_right(starts, found.start()) - 1]
        if not any(character.isalnum() for character in whole[begin : found.start()]):
            return found.start()
    return len(whole)
