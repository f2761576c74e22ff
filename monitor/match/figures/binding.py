"""What a number is bound to: the first telling word that follows it. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from db.kinds import ClaimKind
from monitor.match.figures.bound import Bound, Scan, told_after_dash
from monitor.match.figures.clauses import device_behind_clause, is_joined, joins_adjectives, meaning_of_pieces
from monitor.match.figures.company import kind_in_company
from monitor.match.figures.compounds import (
    counted_behind,
    disagrees,
    is_camera_of_place,
    is_english_adjective,
    is_finite,
    is_plural,
    is_rough,
    is_surveillance,
    only_describes,
    tells_more,
)
from monitor.match.figures.left_of_number import is_part, is_part_of_others, is_tajik_part
from monitor.match.figures.nouns import Meaning, Role, adjective, adjective_of_one, case_ending, is_listed, phrases
from monitor.match.figures.number_words import TURKIC
from monitor.match.figures.numerals import Number, Sense
from monitor.match.figures.reading import NUMBER, Reading, Word

REACH = 5
"""How many words may stand between a number and its noun."""
SYSTEM_LAST = TURKIC | {"en"}
"""Languages in which "camera systems" ends with the system."""
_OURS = (Role.DEVICE, Role.GENERIC, Role.NAMED, Role.PARTITIVE)
_ARTICLES = frozenset(("a", "an"))
_OF_OTHERS: Mapping[ClaimKind | None, str] = {ClaimKind.POINTS: "manned", ClaimKind.COMPLEXES: "of_networks"}
"""The list of words that, behind a noun of a kind, make it somebody else's."""
_NOUNS = frozenset((Role.DEVICE, Role.GENERIC, Role.OTHER, Role.PERSON, Role.MEASURE))


class Binder:
    """Binds the numbers of one page to what stands right of them."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._base = reading.base

    def bound(self, words: Sequence[Word], place: int, number: Number) -> Bound:
        """What the number at `place` of a sentence is bound to."""
        if self._base == "tg" and is_tajik_part(number.ending, words[place + 1 : place + 2]):
            return Bound(Role.PARTITIVE)
        if number.ending and self._base in TURKIC and is_part(number.ending):
            follower = words[place + 1] if place + 1 < len(words) else None
            modifies = follower is not None and follower.meaning.role is Role.DEVICE
            modifies &= follower is not None and not case_ending().fullmatch(follower.text)
            if not modifies or is_part_of_others(words, place):
                return Bound(Role.PARTITIVE)
        if self._stands_alone(words, place, number):
            part = place + 1 < len(words) and words[place + 1].meaning.role is Role.PARTITIVE
            return Bound(Role.PARTITIVE if part else None, verb=True, at=place + 1)
        bound = self._right(words, place, number)
        if self._base in TURKIC and (bound.verb or bound.role not in (None, *_OURS)):
            bound = self._behind_a_clause(words, place) or bound
        if bound.role is Role.UNKNOWN and self._is_of_them(number):
            return Bound(None, verb=True, at=place + 1)
        return bound

    def _is_of_them(self, number: Number) -> bool:
        """Whether the words before a number say that it is a part: "of which", "из них"."""
        before = self._reading.page.folded.text[max(0, number.start - 24) : number.start].rstrip()
        return any(found.end() == len(before) for found in phrases("counting", "of_them").finditer(before))

    def _behind_a_clause(self, words: Sequence[Word], place: int) -> Bound | None:
        at = device_behind_clause(words, place)
        return None if at is None else self._device(words, at, by_type=False)

    def _right(self, words: Sequence[Word], place: int, number: Number) -> Bound:
        """The first telling word after a number."""
        by_type = passed = False
        at, steps = place + 1, 0
        while at < len(words) and steps <= REACH:
            scan = Scan(words, place, at, number, by_type, passed)
            bound = self._mark(scan)
            if bound is None and not self._says_nothing(scan):
                bound = self._noun(scan) or self._end(scan) or self._unknown(scan)
                steps += 1
                by_type = by_type or is_listed(words[at].text, "types")
                passed = passed or (words[at].meaning.role is Role.UNKNOWN and not is_listed(words[at].text, "types"))
            if bound is not None:
                return bound
            at += 1
        alone = at >= len(words) and (not passed or self._is_russian)
        return Bound(None if alone else Role.UNKNOWN, by_type=by_type, at=at)

    def _mark(self, scan: Scan) -> Bound | None:
        """The end of what a number can reach: a mark, another number, a part, a new sentence."""
        words, at, word = scan.words, scan.at, scan.word
        if word.text == '"' or (word.text == "-" and is_joined(words, at)) or self._lists_adjectives(scan):
            return None
        if word.text == NUMBER and self._reading.numbers[word.start].sense is Sense.ORDINAL:
            return None  # "481 360-degree cameras"
        if not word.text[0].isalpha() or word.text == NUMBER:
            if scan.passed and not self._is_russian:
                return Bound(Role.UNKNOWN, at=at)
            told = told_after_dash(words, at) if word.text == "-" and at == scan.place + 1 else None
            return told or Bound(None, by_type=scan.by_type, at=at)
        if word.meaning.role is Role.PARTITIVE and not is_rough(words, at):
            return Bound(Role.PARTITIVE, by_type=scan.by_type)
        return Bound(None, by_type=scan.by_type, at=at) if self._ends_at(scan.number, word) else None

    def _says_nothing(self, scan: Scan) -> bool:
        """Whether a word or mark changes nothing: quotes, hyphens inside a word, adjectives and "and" between them."""
        word, role = scan.word, scan.word.meaning.role
        if not word.text[0].isalpha() or (self._base == "en" and self._is_adjective(scan)):
            return True
        if role is Role.PARTITIVE or self._is_not_less(scan):
            return True  # «20 миңден кем эмес видеокамера»
        if role is Role.VERB:
            return self._describes(word) and not self._is_of_which(word)
        if role is Role.STOP:
            return word.text == "i" and scan.at > scan.place + 1 and joins_adjectives(scan.words, scan.at)
        return role is Role.NUMBER_OF and self._base == "tk"

    def _is_adjective(self, scan: Scan) -> bool:
        """Whether an English word only describes; one that begins a system's name does not: "18 Zerek-2 complexes"."""
        return is_english_adjective(scan.words, scan.at) and self._name_end(scan.words, scan.at) is None

    def _is_not_less(self, scan: Scan) -> bool:
        return is_listed(scan.word.text, "not_less") and is_listed(scan.words[scan.at - 1].text, "less")

    def _noun(self, scan: Scan) -> Bound | None:
        """A noun that the number counts, ours or not."""
        role = scan.word.meaning.role
        if self._is_russian and scan.at == scan.place + 1 and disagrees(scan.number, scan.word.text):
            return Bound(Role.UNKNOWN, at=scan.at)
        if role in (Role.OTHER, Role.PERSON) and only_describes(scan.words, scan.at, self._base):
            return None
        if scan.word.meaning.kind is ClaimKind.POINTS and is_camera_of_place(scan.words, scan.at, self._base):
            return None
        if role in (Role.DEVICE, Role.GENERIC, Role.NAMED):
            return self._device(scan.words, scan.at, scan.by_type)
        if role in (Role.CALL, Role.LOCATED, Role.SYSTEM, Role.SITE):
            kind = kind_in_company(scan.words, scan.place, scan.at)
            return Bound(Role.DEVICE if kind else Role.OTHER, kind, scan.by_type and kind is not None, at=scan.at)
        if role is Role.PERSON or (role in (Role.OTHER, Role.MEASURE) and not self._describes(scan.word, scan.number)):
            return Bound(role, at=scan.at)
        return None

    def _end(self, scan: Scan) -> Bound | None:
        """A verb, a preposition, "of them": the number has no noun of its own."""
        word, role = scan.word, scan.word.meaning.role
        if self._base == "en" and word.text in _ARTICLES:
            return Bound(None, by_type=scan.by_type, at=scan.at)  # "611 a year earlier"
        if role is not Role.NUMBER_OF and self._is_of_which(word):
            sorts = any(is_listed(near.text, "types") for near in scan.words[scan.at : scan.at + 4])
            return Bound(None, by_type=scan.by_type or sorts, verb=True, at=scan.at)
        is_verb = role is Role.VERB or (role is Role.UNKNOWN and self._is_russian and is_finite(word.text))
        if not is_verb and role not in (Role.STOP, Role.NUMBER_OF):
            return None
        if is_verb and self._base in TURKIC and is_surveillance(scan.words[scan.place + 1 : scan.at]):
            return Bound(Role.DEVICE, ClaimKind.CAMERAS, at=scan.at - 1)
        if scan.passed and not self._is_russian:
            return Bound(Role.UNKNOWN, at=scan.at)
        return Bound(None, by_type=scan.by_type, verb=is_verb, at=scan.at)

    def _unknown(self, scan: Scan) -> Bound | None:
        """A name, or a word that can be no modifier: then the number counts something we do not know."""
        if scan.word.meaning.role is not Role.UNKNOWN:
            return None
        name_end = self._name_end(scan.words, scan.at)
        if name_end is not None and scan.words[name_end].meaning.kind is ClaimKind.POINTS:
            return Bound(Role.DEVICE, ClaimKind.POINTS, at=name_end)  # «24 та «Электрон кузатув маскани»»
        if name_end is not None:
            return self._device(scan.words, name_end, scan.by_type, named=True)
        word = scan.word
        modifies = self._is_modifier(word.text) or self._describes(word, scan.number)
        return None if modifies or self._names_part(scan.words, scan.at) else Bound(Role.UNKNOWN, at=scan.at)

    def _lists_adjectives(self, scan: Scan) -> bool:
        """Whether a comma stands between adjectives of one noun: "2 303 муниципальных, частных школы"."""
        words, at = scan.words, scan.at
        if scan.word.text != "," or not self._is_russian or at == scan.place + 1 or at + 1 >= len(words):
            return False
        return bool(adjective().fullmatch(words[at - 1].text) and adjective().fullmatch(words[at + 1].text))

    @property
    def _is_russian(self) -> bool:
        return self._base in (None, "ru")

    def _describes(self, word: Word, number: Number | None = None) -> bool:
        """Whether a Russian word is an adjective; beside 1, 21, 1 641 it may be in the nominative."""
        if number is not None and number.value % 10 == 1 and adjective_of_one().fullmatch(word.text):
            return True
        return self._is_russian and bool(adjective().fullmatch(word.text))

    def _is_of_which(self, word: Word) -> bool:
        return bool(phrases("counting", "of_them").match(self._reading.page.folded.text, word.start))

    def _stands_alone(self, words: Sequence[Word], place: int, number: Number) -> bool:
        """Whether a Turkic numeral has a case ending of its own: then it modifies no noun (1300-ге жетеді)."""
        if self._base not in TURKIC or not case_ending().fullmatch("xx" + number.ending) or number.ending == "ta":
            return self._base == "en" and tells_more(words, place)
        follower = words[place + 1] if place + 1 < len(words) else None
        return follower is None or (follower.meaning.role is not Role.SKIP and not is_rough(words, place + 1))

    def _names_part(self, words: Sequence[Word], at: int) -> bool:
        """Whether a word is the first half of a compound that goes on: IP-камер, аппаратно-программных."""
        if at + 2 >= len(words) or words[at + 1].text != "-" or words[at].end != words[at + 1].start:
            return False
        second = words[at + 2]
        return words[at + 1].end == second.start and (
            second.meaning.role is Role.DEVICE
            or self._is_modifier(second.text)
            or bool(adjective_of_one().fullmatch(second.text))
        )

    def _ends_at(self, number: Number, word: Word) -> bool:
        """Whether the full stop of "тыс." was the sentence's too: the next word has a capital."""
        text = self._reading.page.folded.text
        if text[number.end - 1 : number.end] != "." or '"' in text[number.end : word.start]:
            return False
        source = self._reading.page.source(word.start, word.end)
        return source[:1].isupper() and not source[1:2].isupper() and word.meaning.role is not Role.NAMED

    def _name_end(self, words: Sequence[Word], at: int) -> int | None:
        """The last word of the system's or vendor's name that begins at `at`; None where there is none."""
        end = self._reading.names.get(words[at].start)
        if end is None:
            return None
        last = at
        while last + 1 < len(words) and words[last + 1].start < end:
            last += 1
        before_device = last + 1 < len(words) and words[last + 1].meaning.role is Role.DEVICE
        nouns = _NOUNS - {Role.OTHER} if before_device else _NOUNS  # "57 Safe City cameras"
        return None if any(word.meaning.role in nouns for word in words[at : last + 1]) else last

    def _device(self, words: Sequence[Word], at: int, by_type: bool, *, named: bool = False) -> Bound:
        """The device noun at `at`, or the better one right behind it: units of cameras, «Sergek» complexes."""
        meaning = Meaning(Role.NAMED) if named else words[at].meaning
        after = at + 1
        skipped = meaning.role is Role.NAMED
        while after < len(words) and (words[after].text == '"' or (skipped and words[after].meaning.role is Role.SKIP)):
            after += 1
        follower = words[after] if after < len(words) else None
        if follower is not None and follower.text == "-" and is_joined(words, after) and after + 1 < len(words):
            second = words[after + 1].meaning
            if second.role is Role.DEVICE:
                both = (meaning.kind, second.kind)
                kind = ClaimKind.COMPLEXES if ClaimKind.COMPLEXES in both else second.kind
                return Bound(Role.DEVICE, kind, by_type, at=after + 1)
        if follower is not None and (counted := counted_behind(words[at], follower, self._base)):
            return Bound(counted.role, counted.kind, by_type, at=after)
        others = _OF_OTHERS.get(meaning.kind)
        if follower is not None and others and is_listed(follower.text, others):
            return Bound(Role.OTHER, at=after)  # "200 постов ДПС", «48 комплексов Starlink»
        told = self._by_follower(words, at, after, meaning) if follower is not None else None
        if told is not None:
            return replace(told, by_type=by_type)
        is_system = follower is not None and follower.meaning.role is Role.SYSTEM and self._base in SYSTEM_LAST
        if is_system and meaning.kind is not ClaimKind.POINTS:
            return Bound(Role.DEVICE, ClaimKind.COMPLEXES, by_type, at=after)
        by_type = by_type or (follower is not None and is_listed(follower.text, "types"))
        return Bound(meaning.role, meaning.kind, by_type, at=at)

    def _by_follower(self, words: Sequence[Word], at: int, after: int, meaning: Meaning) -> Bound | None:
        """What "devices", "units" or a name turn out to be by the word behind them; None where that says nothing."""
        follower, role = words[after].meaning, meaning.role
        if role not in (Role.GENERIC, Role.NAMED):
            return None
        if follower.role is Role.DEVICE and follower.kind is not ClaimKind.POINTS:
            return Bound(Role.DEVICE, follower.kind, at=after)
        if words[at].meaning.role is role and {role, follower.role} == {Role.NAMED, Role.GENERIC}:
            return Bound(Role.DEVICE, ClaimKind.COMPLEXES, at=after)  # «Сергек» devices
        if role is Role.NAMED and follower.role in (Role.OTHER, Role.PERSON, Role.MEASURE):
            return Bound(follower.role, at=after) if words[at].meaning.role is not Role.NAMED else None
        if is_listed(words[at].text, "pieces") and (counted := meaning_of_pieces(words, after)):
            return Bound(counted.role, counted.kind, at=after)
        if role is Role.NAMED and words[after].text in ("unit", "units"):
            return Bound(Role.DEVICE, ClaimKind.COMPLEXES, at=after)
        return None

    def _is_modifier(self, word: str) -> bool:
        """Whether an unknown word may stand between a number and its noun."""
        if any(is_listed(word, name) for name in ("face", "watching", "types")):
            return True
        if self._base in TURKIC:
            return is_listed(word, "no_case") or not case_ending().fullmatch(word)
        if self._base == "en":
            return not is_plural(word)
        if self._base == "tg":
            return False
        return bool(adjective().fullmatch(word))
