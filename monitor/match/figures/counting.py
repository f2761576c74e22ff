"""Which number counts what: cameras, complexes, sensors, points. Pure.

A number is bound to the noun that follows it. One without a noun of its own ("ещё 70", "в Оше — 57", "940-ы") speaks of
what the sentence counted last; numbers bound to anything else are left alone.
"""

from collections.abc import Sequence
from dataclasses import replace

from db.kinds import ClaimKind
from monitor.match.figures.binding import Binder
from monitor.match.figures.bound import Bound
from monitor.match.figures.counts import MOST, Count, is_of_so_many, leads_on, led
from monitor.match.figures.ellipsis import (
    counts_alone,
    counts_other_pieces,
    goes_on_with,
    is_located,
    is_recorded,
    is_sort_of_more,
    noun_of_whole,
    tells_speed,
)
from monitor.match.figures.left_of_number import (
    begins_with,
    is_change_of_others,
    is_genitive,
    is_measured,
    is_of_its,
    is_of_other_things,
    is_of_others,
    is_of_people,
    is_of_them,
    is_plenty,
    is_plenty_of_others,
    is_tally_of_others,
    is_tally_of_points,
)
from monitor.match.figures.listing import AND, bound_of_list, is_row, shares_noun
from monitor.match.figures.nouns import Role, is_listed, phrases
from monitor.match.figures.number_words import TURKIC
from monitor.match.figures.numerals import Number, Sense
from monitor.match.figures.rates import is_rate
from monitor.match.figures.reading import NUMBER, Reading, Word, is_of, names_device, owns
from monitor.match.figures.spans import begins_a_span, begins_a_sum, is_end_of_span
from monitor.match.figures.uncounted import counts_nothing, is_each, is_how_often

_NOT_OURS = (Role.OTHER, Role.PERSON)


class Counter:
    """Reads the counts of one page."""

    def __init__(self, reading: Reading, taken: Sequence[Number] = ()) -> None:
        """`taken`: numbers that are sums of money."""
        self._reading = reading
        self._binder = Binder(reading)
        self._taken = {number.start for number in taken}

    def counts(self) -> list[Count]:
        """All counts in reading order, those of other things included (kind None)."""
        found: list[Count] = []
        text = self._reading.page.folded.text
        for sentence, words in enumerate(self._reading.sentences):
            bounds: list[tuple[int, Number, Bound]] = []
            for place, word in enumerate(words):
                number = self._reading.numbers.get(word.start)
                if number is None or word.text != NUMBER or number.start in self._taken:
                    continue
                if number.sense in (Sense.COUNT, Sense.RANGE) and not begins_a_sum(text, number, self._taken):
                    bounds.append((place, number, self._binder.bound(words, place, number)))
            mine: list[Count] = []
            for order, (place, number, bound) in enumerate(bounds):
                following = bounds[order + 1] if order + 1 < len(bounds) else None
                told = bound_of_list(words, bounds, order, self._reading.base, self._reading.is_name) or bound
                mine.append(self._count(sentence, place, number, told, following, [*found, *mine]))
            found += mine
        return found

    def _count(
        self,
        sentence: int,
        place: int,
        number: Number,
        bound: Bound,
        following: tuple[int, Number, Bound] | None,
        before: Sequence[Count],
    ) -> Count:
        words = self._reading.sentences[sentence]
        end = words[bound.at].end if place < bound.at < len(words) else number.end
        count = Count(number, None, sentence, by_type=bound.by_type, noun_end=end)
        text = self._reading.page.folded.text
        span = number.sense is Sense.RANGE and is_end_of_span(text, number)
        if span and following is not None and begins_a_span(text, number):
            place, bound = following[0], following[2]
        if (
            number.value > MOST
            or (number.sense is Sense.RANGE and not span)
            or number.value.denominator != 1
            or bound.role is Role.MEASURE
            or counts_nothing(self._reading, words, place, bound, end)
        ):
            return replace(count, leads=is_how_often(words, place, bound))
        located = is_located(words, place, bound, self._reading.base)
        if bound.role is Role.DEVICE:
            if is_each(self._reading, words, number, bound):
                return replace(count, leads=False)
            kind = self._checked(bound.kind, sentence) if number.value > 1 else None
            return replace(count, kind=kind, located=located)
        if bound.role in (Role.GENERIC, Role.NAMED):
            kind = self._generic(sentence, place, bound, before)
            previous = next((word for word in reversed(words[:place]) if word.text[0].isalpha()), None)
            if bound.role is Role.GENERIC and previous and owns(words, previous, self._reading.base):
                return count
            return replace(count, kind=kind if number.value > 1 else None, generic=True)
        of_those = following is not None and is_of(words[place + 1 : following[0]])
        if bound.role in (Role.OTHER, Role.PERSON) or (bound.role is Role.UNKNOWN and not of_those):
            return replace(count, located=located)
        if number.value < 2 or is_rate(text, number.end):
            return replace(count, leads=False)
        if of_those and following is not None and following[2].role in _NOT_OURS:
            return count  # "109 из 129 школ"
        if following is not None and shares_noun(words, place, bound, following):
            shared = following[2].kind or self._reading.topic(sentence, place)
            if shared is not None:
                return replace(count, kind=self._checked(shared, sentence), own=False)
        kind = self._elliptic(sentence, place, bound, before)
        if kind is ClaimKind.POINTS and any(is_listed(word.text, "knowing") for word in words[place:]):
            kind = self._reading.topic(sentence, place)  # "at 38 points. Twenty of them recognise faces"
        alike = [one for one in before if one.sentence == sentence and one.kind is kind]
        sort = bound.by_type or is_sort_of_more(words, place, number, alike)
        return replace(count, kind=self._checked(kind, sentence), own=False, by_type=sort)

    def _generic(self, sentence: int, place: int, bound: Bound, before: Sequence[Count]) -> ClaimKind | None:
        """What "devices" or a system's name counts: what was named last, what was counted last, else cameras."""
        told = (one.kind for one in reversed(before) if one.kind is not None and one.kind is not ClaimKind.POINTS)
        kind = self._reading.topic(sentence, place) or next(told, None)
        if kind is None and bound.role is Role.NAMED:
            return self._reading.named_kind
        if kind is None and self._reading.speaks_of_watching:
            return ClaimKind.CAMERAS
        return kind

    def _checked(self, kind: ClaimKind | None, sentence: int) -> ClaimKind | None:
        """`kind`, unless it is points without a device near."""
        if kind is ClaimKind.POINTS and not self._reading.watched_at_points(sentence):
            return None
        if kind is ClaimKind.SENSORS and any(
            is_listed(word.text, "nature") for word in self._reading.sentences[sentence]
        ):
            return None
        return kind

    def _elliptic(self, sentence: int, place: int, bound: Bound, before: Sequence[Count]) -> ClaimKind | None:
        """What a number without a noun counts."""
        words = self._reading.sentences[sentence]
        located = bool(place) and is_listed(words[place - 1].text, "located_before")
        number, base = self._reading.numbers[words[place].start], self._reading.base
        if is_recorded(words, place, base) or counts_other_pieces(words, place) or tells_speed(number, base):
            return None
        here = [one for one in before if one.sentence == sentence]
        told = [one for one in here if one.leads and (located or one.kind or not one.located)]
        if told_again := goes_on_with(words, place, bound, number, here, told):
            return told_again.kind
        whose = noun_of_whole(words, place, base)
        if whose is not None:
            return self._reading.kind_of(whose) if names_device(whose) else self._reading.topic(sentence, place)
        return self._goes_on(sentence, place, bound, before, told)

    def _goes_on(
        self, sentence: int, place: int, bound: Bound, before: Sequence[Count], told: Sequence[Count]
    ) -> ClaimKind | None:
        """What a number without a noun counts by what stands left of it. `told`: what its sentence has counted."""
        words = self._reading.sentences[sentence]
        left = words[:place]
        last = led(told)
        after = last.noun_end if last is not None else 0
        noun = next((word for word in reversed(left) if word.start >= after and names_device(word)), None)
        if self._counts_elsewhere(words, place, noun.end if noun else after):
            return None
        first = begins_with(left) if self._reading.base in (None, "ru") and not told else None
        if first is not None and first.meaning.role is Role.DEVICE:
            return first.meaning.kind  # points: of no other device, else it would not begin with it
        previous = next((word for word in reversed(left) if word.text[0].isalpha()), None)
        of_noun = previous is not None and is_genitive(previous.text) and not is_listed(previous.text, "of_those")
        if bound.role is Role.PARTITIVE and previous is not None and of_noun:
            if previous.meaning.role in (Role.NAMED, Role.GENERIC):
                return self._reading.topic(sentence, place)
            return previous.meaning.kind if names_device(previous) else None
        if bound.role is Role.PARTITIVE and previous is not None and is_of_its(previous.text):
            return previous.meaning.kind if names_device(previous, points=True) else None
        if last is not None and [word.text for word in left[-2:-1]] == [NUMBER] and left[-1].text in AND:
            return last.kind if last.number.start == left[-2].start and bound.role is None else None
        if bound.role is None and last is not None and last.own and place and last.noun_end == words[place - 1].end:
            return last.kind if is_of_so_many(words, last) else None  # "21 kamera 81 ta": what each of them found
        if noun is not None and noun is words[place - 1] and bound.role is None:
            return self._reading.kind_of(noun)
        if any(word.meaning.role is Role.NUMBER_OF and word.start >= after for word in left[-9:]):
            return self._by_tally(sentence, place, noun, last, before)
        if self._reading.base in (None, "ru") and noun is not None and is_plenty(left):
            return self._reading.kind_of(noun)
        if last is not None and (noun is None or (last.kind is None and last.own)):
            return last.kind
        if noun is not None:
            return self._reading.kind_of(noun) if self._counts_on(words, place, bound) else None
        return self._carried(sentence, place, bound, before)

    def _counts_elsewhere(self, words: Sequence[Word], place: int, since: int) -> bool:
        """Whether gadgets, other things or the places of devices are counted. `since`: where the last device ends."""
        left, base = words[:place], self._reading.base
        behind = [word for word in left if word.start >= since]
        if any(is_listed(word.text, "gadgets") for word in behind) or is_of_other_things(behind):
            return True
        first = begins_with(behind) if base in (None, "ru") else None
        if first is not None and first.meaning.role in _NOT_OURS:
            return True
        if base in (None, "ru") and is_plenty_of_others(left) and left[-1].meaning.role is Role.VERB:
            return True
        here = bool(left) and is_listed(left[-1].text, "located_before")
        return here and base in (None, "ru", "en") and self._reading.is_part(words[place])  # "in 28 of them"

    def _by_tally(
        self, sentence: int, place: int, noun: Word | None, last: Count | None, before: Sequence[Count]
    ) -> ClaimKind | None:
        """What is counted behind "the number of": the device named with it, or what was counted before."""
        if noun is not None:
            return self._reading.kind_of(noun)
        left = self._reading.sentences[sentence][max(0, place - 4) : place]
        if is_tally_of_points(left):
            return ClaimKind.POINTS
        others = last is not None and last.kind is None and last.own
        if self._reading.base == "en" and (others or any(word.meaning.role in _NOT_OURS for word in left)):
            return None  # "the number of recruits at 600", "12 new quadcopters, the number in service to 24"
        if self._reading.base in TURKIC and is_tally_of_others(left):
            return None  # «мейманканалардын саны 33»
        told = (one for one in reversed(before) if last is None and one.sentence == sentence - 1 and leads_on(one))
        led_on = next(told, None)
        return led_on.kind if led_on is not None else self._reading.topic(sentence, place)

    def _counts_on(self, words: Sequence[Word], place: int, bound: Bound) -> bool:
        """Whether a number without a noun stands as a count does: beside a verb, after a dash, "more" or "of them"."""
        if bound.verb or bound.role is Role.PARTITIVE or counts_alone(words, place, self._reading.base):
            return True
        before = words[max(0, place - 3) : place]
        if before and before[-1].text in ("-", ":"):
            return self._reading.base not in TURKIC or not is_of_others(words, place)
        if self._reading.base in (None, "ru") and before and (is_of_them(words[:place]) or is_plenty(before)):
            return True
        if phrases("counting", "among").search(self._reading.page.folded.text, words[0].start, words[place].start):
            return True
        if self._reading.base in TURKIC and any(
            word.meaning.role is Role.VERB for word in words[place + 1 : place + 9]
        ):
            return True
        return any(word.meaning.role is Role.VERB or is_listed(word.text, "more") for word in before)

    def _carried(self, sentence: int, place: int, bound: Bound, before: Sequence[Count]) -> ClaimKind | None:
        """What was counted or named before, where this sentence goes on counting it."""
        words = self._reading.sentences[sentence]
        row = bound.role is None and is_row(words, self._reading.base, self._reading.is_name)
        if sentence == 0 or is_measured(words[:place]) or not (row or self._counts_on(words, place, bound)):
            return None
        ending = self._reading.numbers[words[place].start].ending
        if self._reading.base in TURKIC and is_change_of_others(words[:place], ending):
            return None
        counted = [one for one in before if one.leads and one.kind is not None]
        if self._reading.is_part(words[place]):
            if any(word.meaning.role is Role.GENERIC for word in self._reading.sentences[sentence - 1]):
                return self._reading.topic(sentence, place)  # «Новые устройства появятся у школ. 42 из них …»
            if counted and counted[-1].sentence == sentence - 1:
                return counted[-1].kind
        in_list = bool(place and words[place - 1].text in ("-", ":") and place + 2 >= len(words))
        them = self._reading.base in (None, "ru") and is_of_them(words[:place])
        if them and is_of_people([*self._reading.sentences[sentence - 1], *words[:place]]):
            return None
        more = any(is_listed(word.text, "again") for word in words[max(0, place - 3) : place])
        for number in range(sentence - 1, -1, -1):
            last = led([one for one in before if one.sentence == number and leads_on(one)])
            after = last.noun_end if last is not None and not (them and last.kind is None) else 0
            in_title = number < self._reading.page.title_sentences
            near = self._reading.sentences[number] if in_title else self._reading.sentences[number][::-1]
            noun = next((word for word in near if word.start >= after and names_device(word, points=in_title)), None)
            if noun is not None:
                return noun.meaning.kind or (last.kind if last else None) or self._reading.named_kind
            if last is not None:
                return last.kind
            if number < sentence - 1 and not (in_list or more or bound.role is Role.PARTITIVE):
                return None
        return None
