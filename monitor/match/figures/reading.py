"""A page's words as somebody who counts reads them: what each means, and which sentences speak of watching. Pure."""

import re
from collections.abc import Collection, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from db.kinds import ClaimKind
from monitor.match.figures.nouns import Meaning, Role, is_listed, meaning_of, phrases
from monitor.match.figures.number_words import TURKIC
from monitor.match.figures.numerals import RESOLUTION, Number
from monitor.match.spots import Page
from monitor.text.fold import fold

NUMBER = "0"
"""What stands for a number among the words, however it is written."""
OWNER = 3
"""So many words say whose the devices are, at most."""
BEHIND = 2
"""How many sentences behind a title say what stands at the points that it counts."""
_INSIDE = re.compile(r"\w{2,}[dt][aeo]")
"""A Turkic noun in the case of where, folded: облыста, шаҳарда."""
_APPARATUS = re.compile(r"ap?parat(?:a|i|ov|ami|ah|(?:t?ar|lar)\w*)?")
_EQUIPMENT = re.compile(r"monitor(?!ing)|kabel|server|kommutator|jestk")
_RECORDER = "videoregistrator"
_OF_WATCHING = re.compile(r"(?:beine|video)(?:bakilau|kuzatuv|baikoo|kozomol|gozegchilik|nazorat)\w{0,3}")
_VEHICLES = ("transport", "avtotransport")
"""What makes the "means" behind it a car, folded: «транспорт воситаси»."""
_ACRONYMS = frozenset(("AI", "ИИ", "ЖИ", "СИ", "ЗС", "HD", "UHD", "IP", "PTZ", "LED", "GPS", "GSM", "LTE"))
"""What may stand between a number and its noun; in small letters some are other words: "ай" is a month."""
_FOLDED_ACRONYMS = frozenset(fold(name).text for name in _ACRONYMS)
_WORD = re.compile(r"[^\W\d_]+|\d+|[^\w\s]")


class Word(NamedTuple):
    """A word or mark of the folded text and what it means."""

    text: str
    start: int
    end: int
    meaning: Meaning


class Reading:
    """The words of a page, sentence by sentence."""

    def __init__(
        self,
        page: Page,
        base: str | None,
        numbers: Sequence[Number],
        names: Mapping[int, int] | None = None,
        spoken_of: Collection[int] = (),
    ) -> None:
        """`base`: the language. `names`: where systems' and vendors' names begin and end in the folded text.

        `spoken_of`: sentences that speak of something watched, in whatever words.
        """
        self.page = page
        self.base = base
        self.names = names or {}
        self.numbers = {number.start: number for number in numbers}
        self._spoken_of = spoken_of
        self._watches: dict[int, bool] = dict.fromkeys(spoken_of, True)
        sentences = [self._words(sentence) for sentence in range(len(page.starts))]
        sentences = [_with_aircraft(words, sentences[max(0, at - 1)]) for at, words in enumerate(sentences)]
        sentences = [_without_recorders(words) for words in sentences]
        if any(_tells_who(words) for words in sentences):
            sentences = [[_as_complex(word) for word in words] for words in sentences]
        self.sentences = tuple(sentences)

    def _words(self, sentence: int) -> list[Word]:
        start, end = self.page.sentence(sentence)
        text, end = self.page.folded.text, min(end, self.page.story_end)
        words: list[Word] = []
        past = start
        for found in _WORD.finditer(text, start, end):
            at = found.start()
            if at < past:
                continue
            counted = bool(words) and words[-1].text == NUMBER
            if counted and (resolution := RESOLUTION.match(text, at)):
                words.append(Word("k", at, resolution.end(), Meaning(Role.SKIP)))
                past = resolution.end()
                continue
            number = self.numbers.get(at)
            if number is not None:
                words.append(Word(NUMBER, number.start, number.end, Meaning(Role.UNKNOWN)))
                past = number.end
                continue
            words.append(Word(found.group(), at, found.end(), self._meaning(found, words[-1] if words else None)))
        return words

    def _meaning(self, found: re.Match[str], before: Word | None) -> Meaning:
        """What a word means behind the one `before` it."""
        word = found.group()
        meaning = meaning_of(word, self.base)
        if word in _FOLDED_ACRONYMS and self.page.source(found.start(), found.end()) in _ACRONYMS:
            meaning = Meaning(Role.SKIP)
        if before is None:
            return meaning
        if is_listed(word, "means") and before.text.startswith(_VEHICLES):
            meaning = Meaning(Role.OTHER)
        elif is_listed(word, "means") and _OF_WATCHING.fullmatch(before.text):
            meaning = Meaning(Role.DEVICE, ClaimKind.CAMERAS)
        if word == "mest" and before.text.startswith("obshestven"):
            meaning = Meaning(Role.SITE, ClaimKind.POINTS)
        return Meaning(Role.OTHER) if _is_of_others(before, meaning) else meaning

    def is_name(self, word: Word) -> bool:
        """Whether a word has a capital in the source."""
        return self.page.source(word.start, word.end)[:1].isupper()

    def watched(self, sentence: int) -> bool:
        """Whether a device is named in a sentence or the one before it."""
        return self.watches(sentence) or (sentence > 0 and self.watches(sentence - 1))

    def watched_at_points(self, sentence: int) -> bool:
        """Whether devices stand at the points of a sentence: named there, before it, or right behind a title."""
        if self.watched(sentence):
            return True
        titles = self.page.title_sentences
        return sentence < titles and any(self.watches(near) for near in range(titles, len(self.sentences))[:BEHIND])

    @cached_property
    def speaks_of_watching(self) -> bool:
        """Whether any sentence speaks of cameras or watching: else "devices" are something else."""
        words = (word for sentence in self.sentences for word in sentence)
        return any(names_device(word) or is_listed(word.text, "watching") for word in words)

    @cached_property
    def named_kind(self) -> ClaimKind:
        """What bears a system's name: complexes where they are spoken of, else cameras."""
        words = (word for sentence in self.sentences for word in sentence)
        complexes = any(word.meaning.kind is ClaimKind.COMPLEXES for word in words)
        return ClaimKind.COMPLEXES if complexes else ClaimKind.CAMERAS

    def kind_of(self, noun: Word) -> ClaimKind:
        """What a word counts that names a device or a system."""
        return noun.meaning.kind or self.named_kind

    def watches(self, sentence: int) -> bool:
        """Whether a device or system is named in a sentence itself."""
        if sentence not in self._watches:
            self._watches[sentence] = self._names_a_device(sentence)
        return self._watches[sentence]

    def _names_a_device(self, sentence: int) -> bool:
        if self.page.is_chinese:  # its signs are no words
            return phrases("money", "ours").search(self.page.folded.text, *self.page.sentence(sentence)) is not None
        return any(
            (word.meaning.role is Role.DEVICE and word.meaning.kind is not ClaimKind.POINTS)
            or word.meaning.role in (Role.NAMED, Role.GENERIC)
            or is_listed(word.text, "watching")
            or word.start in self.names
            for word in self.sentences[sentence]
        )

    def is_part(self, number: Word) -> bool:
        """Whether "of them" follows a number: it goes on with what was counted, whatever was named since."""
        return bool(phrases("counting", "of_them").match(self.page.folded.text, number.end + 1))

    @cached_property
    def first_device(self) -> int:
        """The first sentence that speaks of something watched; "units" alone may be of anything. 0 where none does."""
        told = (number for number in range(len(self.sentences)) if self._speaks_of_ours(number))
        return next(told, 0)

    def _speaks_of_ours(self, sentence: int) -> bool:
        generic = (word.meaning.role is Role.GENERIC for word in self.sentences[sentence])
        if sentence in self._spoken_of or not any(generic):
            return self.watches(sentence)
        return any(names_device(word) or is_listed(word.text, "watching") for word in self.sentences[sentence])

    def topic(self, sentence: int, place: int) -> ClaimKind | None:
        """The kind of device named last before a place, else anywhere."""
        for number in range(sentence, -1, -1):
            words = self.sentences[number][:place] if number == sentence else self.sentences[number]
            for word in reversed(words):
                if word.meaning.role is Role.DEVICE and word.meaning.kind is not ClaimKind.POINTS:
                    return word.meaning.kind
        for number in range(sentence, len(self.sentences)):
            for word in self.sentences[number][place if number == sentence else 0 :]:
                if word.meaning.role is Role.DEVICE and word.meaning.kind is not ClaimKind.POINTS:
                    return word.meaning.kind
        return None


def _tells_who(words: Sequence[Word]) -> bool:
    """Whether terminals of a sentence recognise people, and are no pillars to call for help."""
    told = any(word.meaning.role is Role.CALL for word in words) and any(
        is_listed(word.text, "knowing") for word in words
    )
    return told and not any(is_listed(word.text, "help") for word in words)


def _with_aircraft(words: list[Word], before: list[Word]) -> list[Word]:
    """«Алты аппарат» of drones: they fly. `before`: the sentence before; "аппараты фиксации" stay devices."""
    if not words or not any(is_listed(word.text, "flying") for word in (*before, *words)):
        return words
    following = [*(word.text for word in words[1:]), ""]
    return [
        word._replace(meaning=Meaning(Role.OTHER))
        if _APPARATUS.fullmatch(word.text) and after != "-" and not is_listed(after, "watching")
        else word
        for word, after in zip(words, following, strict=True)
    ]


def _without_recorders(words: list[Word]) -> list[Word]:
    """«72 камеры, 9 видеорегистраторов, 12 мониторов»: a recorder beside screens and cable stores pictures."""
    counted = any(
        _EQUIPMENT.match(word.text) and NUMBER in [near.text for near in words[max(0, at - 2) : at]]
        for at, word in enumerate(words)
    )
    if not counted:
        return words
    return [word._replace(meaning=Meaning(Role.OTHER)) if word.text.startswith(_RECORDER) else word for word in words]


def _as_complex(word: Word) -> Word:
    return word._replace(meaning=Meaning(Role.DEVICE, ClaimKind.COMPLEXES)) if word.meaning.role is Role.CALL else word


def _is_of_others(before: Word, meaning: Meaning) -> bool:
    """Whether the word before makes complexes houses, or devices aircraft: "жилых комплексов", "учувчисиз қурилма"."""
    if meaning.kind is ClaimKind.COMPLEXES and is_listed(before.text, "buildings"):
        return True
    return (meaning.kind is ClaimKind.COMPLEXES or meaning.role is Role.GENERIC) and is_listed(before.text, "flying")


def names_device(word: Word, *, points: bool = False) -> bool:
    """Whether a word names a device or a system; `points`: or the places where devices stand."""
    if word.meaning.role is Role.DEVICE:
        return points or word.meaning.kind is not ClaimKind.POINTS
    return word.meaning.role is Role.NAMED


def owns(words: Sequence[Word], noun: Word, base: str | None) -> bool:
    """Whether what follows a noun is of it ("компьютеров 30 единиц"), and does not stand in it ("в городе 30")."""
    at = words.index(noun)
    inside = any(word.text in ("v", "vo", "na", "dar", "in", "at") for word in words[max(0, at - 2) : at])
    inside = inside or (base in TURKIC and bool(_INSIDE.fullmatch(noun.text)))
    return noun.meaning.role in (Role.OTHER, Role.PERSON) and not inside


def is_of(between: Sequence[Word]) -> bool:
    """Whether the words between two numbers say that the first is a part of the second."""
    texts = [word.text for word in between]
    if texts in (["iz"], ["of"], ["of", "the"], ["az"]):
        return True
    # "560 of Kostanay's 800 cameras", "58 of the city's 74"
    begin = 2 if texts[1:2] == ["the"] else 1
    owner = between[begin : begin + OWNER]
    named = all(word.meaning.role in (Role.UNKNOWN, Role.OTHER) for word in owner) and bool(owner)
    return texts[:1] == ["of"] and len(texts) == begin + len(owner) and named and texts[-1].endswith("s")
