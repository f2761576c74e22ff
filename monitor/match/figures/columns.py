"""The figures in tables: what the head of a column says is said of each cell below. Pure."""

import re
from collections.abc import Sequence
from dataclasses import replace

from db.kinds import ClaimKind
from monitor.match.figures.counts import MOST, Count
from monitor.match.figures.heads import Head, read_head
from monitor.match.figures.money import Sum
from monitor.match.figures.nouns import phrases
from monitor.match.figures.numerals import Number, Sense
from monitor.match.figures.reading import Reading
from monitor.match.figures.spans import YEARS
from monitor.match.spots import LEADING_UP
from monitor.match.tables import Span, Table

_UNIT = re.compile(r"\s?(?:sht|ed|edinits\w*|ta|dona|dana|daana|adad|pcs|units?|[个個台套处處部])?\.?\*?")
"""What may stand behind the number of a cell: «214 шт.»."""


class Columns:
    """The counts and sums in the tables of one page."""

    def __init__(self, reading: Reading, sums: Sequence[Sum]) -> None:
        """`sums`: those read without regard to tables."""
        self._reading = reading
        self.counts: list[Count] = []
        self.sums: list[Sum] = []
        self._read: set[int] = set()
        for table in reading.page.tables:
            heads = [self._head(span) for span in table.head]
            if not any(head.kind or head.currency for head in heads) and self._is_led_up_to(table):
                heads = [self._as_led(table, head) for head in heads]
            for column, head in enumerate(heads):
                self._column(table, column, head)
            if any(head.currency for head in heads):
                self._read |= {one.number.start for one in sums if table.head[0][0] <= one.start < table.head[-1][1]}

    def holds(self, number: Number) -> bool:
        """Whether the column of a number has said what it is."""
        return number.start in self._read

    def _head(self, span: Span) -> Head:
        page = self._reading.page
        return read_head(page.folded.text[span[0] : span[1]], self._reading.base, chinese=page.is_chinese)

    def _column(self, table: Table, column: int, head: Head) -> None:
        cells = [row[column] for row in table.rows if column < len(row)]
        numbers = [(cell, number) for cell in cells if (number := self._number(cell)) is not None]
        if [number.value for _, number in numbers] == list(range(1, len(cells) + 1)) and len(cells) > 1:
            return  # the numbers of the rows
        for cell, number in numbers:
            value = number.value * head.factor
            sentence = self._reading.page.sentence_at(number.start)
            told = replace(number, value=value, scale=max(number.scale, head.factor))
            if head.currency:
                self.sums.append(Sum(told, head.currency, *cell, sentence, own=True))
            elif head.kind and value.denominator == 1 and 0 < value <= MOST and not _is_year(number):
                self.counts.append(Count(told, head.kind, sentence, noun_end=number.end))
            else:
                continue
            self._read.add(number.start)

    def _number(self, cell: Span) -> Number | None:
        """The number that makes up a cell, its unit apart."""
        number = self._reading.numbers.get(cell[0])
        if number is None or number.sense is not Sense.COUNT:
            return None
        return number if _UNIT.fullmatch(self._reading.page.folded.text, number.end, cell[1]) else None

    def _is_led_up_to(self, table: Table) -> bool:
        """Whether the sentence before a table says how devices just told of are divided: «Кешендер былай бөлінеді:»."""
        before = self._before(table)
        text, (begin, end) = self._reading.page.folded.text, self._reading.page.sentence(before)
        told = any(self._reading.watches(sentence) for sentence in range(max(0, before + 1 - LEADING_UP), before + 1))
        if not told or not text[begin:end].rstrip().endswith(":"):
            return False
        return phrases("counting", "divided").search(text, begin, end) is not None

    def _as_led(self, table: Table, head: Head) -> Head:
        """A head that names no thing, as what led up to the table says; the first column tells whose a row is."""
        return Head(self._topic(table)) if head.is_empty else head

    def _topic(self, table: Table) -> ClaimKind | None:
        return self._reading.topic(self._before(table) + 1, 0)

    def _before(self, table: Table) -> int:
        return self._reading.page.sentence_at(table.head[0][0]) - 1


def _is_year(number: Number) -> bool:
    return number.plain and int(number.value) in YEARS
