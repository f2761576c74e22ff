"""What the columns of tables count and pay: their heads say it of each cell below. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from db.kinds import ClaimKind
from monitor.match.figures.counts import Count
from monitor.match.figures.money import Sum
from monitor.match.figures.nouns import Role
from monitor.match.figures.numerals import Number, Sense
from monitor.match.figures.reading import Reading, Word
from monitor.match.tables import Span, Table

_OTHERS = (Role.OTHER, Role.PERSON, Role.MEASURE)


class Columns:
    """The figures in the tables of one page."""

    def __init__(self, reading: Reading, sums: Sequence[Sum]) -> None:
        """`sums`: those read without regard to tables."""
        self._reading = reading
        self._sums = sums
        self.counts: list[Count] = []
        self.sums: list[Sum] = []
        for table in reading.page.tables:
            for column, head in enumerate(table.head):
                self._read(table, column, head)
        self._tables = [(table.head[0][0], table.rows[-1][-1][1]) for table in reading.page.tables]

    def holds(self, number: Number) -> bool:
        """Whether a number stands in a table: then its column has said all of it."""
        return any(start <= number.start < end for start, end in self._tables)

    def _read(self, table: Table, column: int, head: Span) -> None:
        money = next((one for one in self._sums if head[0] <= one.start < head[1]), None)
        kind = self._kind(table, head) if money is None else None
        for row in table.rows:
            number = self._number(row[column])
            if number is None:
                continue
            sentence = self._reading.page.sentence_at(number.start)
            if money is not None:
                value = number.value * money.number.value
                paid = replace(number, value=value, scale=money.number.scale)
                self.sums.append(Sum(paid, money.currency, *row[column], sentence, own=True))
            elif kind is not None and number.value.denominator == 1 and number.value > 0:
                self.counts.append(Count(number, kind, sentence, noun_end=number.end))

    def _number(self, cell: Span) -> Number | None:
        """The number that makes up a cell."""
        number = self._reading.numbers.get(cell[0])
        if number is None or number.end < cell[1] or number.sense is not Sense.COUNT:
            return None
        return number

    def _kind(self, table: Table, head: Span) -> ClaimKind | None:
        """What a column counts by its head, or, where no head names a thing, by what led up to the table."""
        told = self._named(head)
        if told is not None or any(self._named(other) is not None for other in table.head):
            return told
        if any(word.meaning.role in _OTHERS for word in self._words(head)) or not self._is_led_up_to(table):
            return None
        return self._reading.topic(self._reading.page.sentence_at(table.head[0][0]), 0)

    def _named(self, head: Span) -> ClaimKind | None:
        """The kind of device that a head names."""
        kinds = [word.meaning.kind for word in self._words(head) if word.meaning.role is Role.DEVICE]
        return kinds[-1] if kinds else None

    def _is_led_up_to(self, table: Table) -> bool:
        """Whether the sentence before a table ends in a colon and speaks of devices: «Камералар былай бөлінеді:»."""
        before = self._reading.page.sentence_at(table.head[0][0]) - 1
        if before < 0:
            return False
        begin, end = self._reading.page.sentence(before)
        return self._reading.page.folded.text[begin:end].rstrip().endswith(":") and self._reading.watches(before)

    def _words(self, span: Span) -> Iterator[Word]:
        words = self._reading.sentences[self._reading.page.sentence_at(span[0])]
        return (word for word in words if span[0] <= word.start < span[1])
