"""One form for a text, whatever its script and spelling, with the way back to the source.

The steps, in this order: combining marks composed (NFC), blanks in a row made one, words broken over a line joined,
look-alike letters of the other script put right, every letter replaced by its name in the skeleton (alphabets.py),
digraphs joined, «видео-наблюдение» and «бейне бақылау» made one word.
Watch list, articles and searches pass through the same function, so what folds alike is alike.

No step needs the way back until something was found; it is worked out then, from the few places where lengths changed.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable
from typing import Final

from monitor.text.alphabets import CYRILLIC_LOOKALIKES, LATIN_LOOKALIKES, letters
from monitor.text.quick import QuickTable

_TABLE: Final = letters()
_TABLE_2018: Final = letters(kazakh_2018=True)
_QUICK: Final = QuickTable(_TABLE)
_QUICK_2018: Final = QuickTable(_TABLE_2018)

_LONGER_OR_GONE: Final = re.compile(
    "[" + "".join(re.escape(chr(code)) for code, name in _TABLE.items() if len(name) != 1) + "]"
)
"""The letters whose names are not one letter (щ, ь); all that the table does not hold keep their length."""
_MARK: Final = re.compile("[\u0300-\u036f\u0653-\u0655]")
_MARKED: Final = re.compile("[^\u0300-\u036f\u0653-\u0655][\u0300-\u036f\u0653-\u0655]+")
_BROKEN: Final = re.compile(r"(?<=[^\W\d_])[-‐\u00ad][ \t]*\r?\n[ \t]*(?=[^\W\d_])")
_TWO_BLANKS: Final = "  "
_BLANKS: Final = re.compile(" {2,}")
_HYPHENS: Final = ("-", "‐", "\u00ad")
_MIXED: Final = re.compile("[A-Za-z](?:(?=[\u0400-\u04ff])|(?<=[\u0400-\u04ff].))")
_CYRILLIC: Final = re.compile("[\u0400-\u04ff]")
_WORD: Final = re.compile(r"[^\W\d_]+")
_DIGRAPH: Final = re.compile("dzh|dj|zh|gh|kh|i{2,}")
_DIGRAPHS: Final = {"dzh": "j", "dj": "j", "zh": "j", "gh": "g", "kh": "h"}
_WATCHES: Final = (
    "nabliud|kamer(?!n|t)|fiksats|registrat|monitoring|jeton|kuzatuv|nazorat"
    "|kozomol|kozemel|bakilau|tirke[ug]|baikoo|gozegchilig"
)
"""Behind «видео» and a blank these make a compound, which others write in one word or with a hyphen."""
_COMPOUNDS: Final = tuple(
    (start, re.compile(start + gap))
    for start, gap in (
        *((part, f"(?:-(?=[a-z])| (?=(?:{_WATCHES})))") for part in ("video", "beine")),
        *((f"{part}-", "(?=[a-z])") for part in ("foto", "veb", "audio")),
    )
)
"""How each begins, and the whole: an expression that begins with plain letters is found ten times faster."""
_TURKMEN: Final = re.compile("[ňşçžäöüŇŞÇŽÄÖÜ]")
_KAZAKH: Final = re.compile("[ǵǴńŃıáóúÁÓÚqQ]")

SILENT: Final = frozenset("ьъЬЪ")
"""Letters that have no name in the skeleton: they belong to the letter before them."""

Edit = tuple[int, int, str]
"""Input from, input to, what stands there afterwards."""


class Folded:
    """A folded text. `text` is the skeleton; `original` leads from places in it back to the source."""

    __slots__ = ("_steps", "_ways", "source", "text")

    def __init__(self, source: str, text: str, steps: tuple[Callable[[], "_Way"], ...]) -> None:
        self.source = source
        self.text = text
        self._steps = steps
        self._ways: tuple[_Way, ...] | None = None

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The code points of the source that produced `text[start:end]`; half a letter counts as the whole one."""
        if self._ways is None:
            self._ways = tuple(step() for step in reversed(self._steps))
        for way in self._ways:
            start, end = way.back(start, end)
        while self.source[end : end + 1] in SILENT:
            end += 1
        return start, end

    def without(self, *stretches: tuple[int, int]) -> "Folded":
        """The same without some stretches of `text`, in their order; the source stays whole."""
        steps = list(self._steps)
        text = _edit(self.text, [(start, end, "") for start, end in stretches], steps)
        return Folded(self.source, text, tuple(steps))

    def __repr__(self) -> str:
        return f"Folded({self.text!r})"


class _Way:
    """The way back over one step: where what stands at each place of its output begins and ends in its input."""

    __slots__ = ("_ends", "_starts")

    def __init__(self, size: int, edits: Iterable[Edit]) -> None:
        """`size`: of the input."""
        self._starts: list[int] = []
        self._ends: list[int] = []
        at = 0
        for start, end, replacement in edits:
            self._keep(at, start)
            self._starts += [start] * len(replacement)
            self._ends += [end] * len(replacement)
            at = end
        self._keep(at, size + 1)

    def _keep(self, start: int, end: int) -> None:
        """The input from `start` to `end` stands in the output as it is."""
        self._starts += range(start, end)
        self._ends += range(start + 1, end + 1)

    def back(self, start: int, end: int) -> tuple[int, int]:
        begin = self._starts[start]
        return begin, self._ends[end - 1] if end > start else begin


def fold(text: str) -> Folded:
    """Fold `text` for comparing and finding. Never raises; the same text always folds alike."""
    source, steps = text, list[Callable[[], _Way]]()
    encoded = _QUICK.encode(text)
    mended = _TWO_BLANKS in text or _has_line_end_hyphen(text)
    quick = encoded is not None and not mended and not _QUICK.mixes_scripts(encoded)
    before = text if quick else _mended(text, steps)
    is_2018 = _is_kazakh_2018(before)
    table = _TABLE_2018 if is_2018 else _TABLE
    if quick and encoded is not None:
        spelt = (_QUICK_2018 if is_2018 else _QUICK).spell(encoded)
    else:
        spelt = before.translate(table)
    if len(spelt) != len(before) or not before.isascii():
        steps.append(lambda: _Way(len(before), _renamed(before, table)))
    joined = _joined(spelt)
    if len(joined) != len(spelt):
        steps.append(lambda: _Way(len(spelt), _digraphs(spelt)))
    gaps = [gap for start, compound in _COMPOUNDS if start in joined for gap in _gaps(joined, compound)]
    if gaps:
        joined = _edit(joined, sorted(gaps), steps)
    return Folded(source, joined, tuple(steps))


def _gaps(joined: str, compound: re.Pattern[str]) -> Iterable[Edit]:
    """The hyphens and blanks within compounds, as edits that take them out."""
    for found in compound.finditer(joined):
        if not joined[found.start() - 1 : found.start()].isalnum():
            yield found.end() - 1, found.end(), ""


def _has_line_end_hyphen(text: str) -> bool:
    lines = text.split("\n")
    return any(line.rstrip(" \t\r").endswith(_HYPHENS) for line in lines[:-1])


def _mended(text: str, steps: list[Callable[[], _Way]]) -> str:
    """Marks composed, blanks in a row made one, words broken over a line joined, look-alike letters put right."""
    if _MARK.search(text):
        text = _edit(text, _composed(text), steps)
    if _TWO_BLANKS in text:
        text = _edit(text, [(found.start(), found.end(), " ") for found in _BLANKS.finditer(text)], steps)
    if _has_line_end_hyphen(text):
        text = _edit(text, [(found.start(), found.end(), "") for found in _BROKEN.finditer(text)], steps)
    if not text.isascii() and _CYRILLIC.search(text) and _MIXED.search(text):
        text = _WORD.sub(_in_one_script, text)
    return text


def _edit(text: str, edits: list[Edit], steps: list[Callable[[], _Way]]) -> str:
    """`text` with `edits` made, and the way back added to `steps`."""
    pieces, at = list[str](), 0
    for start, end, replacement in edits:
        pieces += (text[at:start], replacement)
        at = end
    steps.append(lambda: _Way(len(text), edits))
    return "".join((*pieces, text[at:]))


def _composed(text: str) -> list[Edit]:
    """Every letter with marks after it, as NFC writes the two. A mark left over goes in the letters' table."""
    return [(mark.start(), mark.end(), unicodedata.normalize("NFC", mark.group())) for mark in _MARKED.finditer(text)]


def _in_one_script(word: re.Match[str]) -> str:
    """A word that mixes Latin and Cyrillic, in the one script it is meant in, if the other's letters only look alike.

    "Hikvisionның" has letters of both that look like nothing in the other: two scripts on purpose, left alone.
    """
    letters_of = word.group()
    latin = [letter for letter in letters_of if letter.isascii()]
    cyrillic = [letter for letter in letters_of if "\u0400" <= letter <= "\u04ff"]
    if not latin or not cyrillic:
        return letters_of
    latin_proper = any(letter not in LATIN_LOOKALIKES for letter in latin)
    cyrillic_proper = any(letter not in CYRILLIC_LOOKALIKES for letter in cyrillic)
    if latin_proper and cyrillic_proper:
        return letters_of
    to_latin = latin_proper or (not cyrillic_proper and len(latin) > len(cyrillic))
    table = CYRILLIC_LOOKALIKES if to_latin else LATIN_LOOKALIKES
    return "".join(table.get(letter, letter) for letter in letters_of)


def _is_kazakh_2018(text: str) -> bool:
    """Whether ý is Kazakh у (alphabet of 2018) in this text and not Turkmen й: the other letters tell."""
    return ("ý" in text or "Ý" in text) and bool(_KAZAKH.search(text)) and not _TURKMEN.search(text)


def _joined(spelt: str) -> str:
    # "dj" first: of "ddzh" a d and a j are left, which are not the same letter once more
    joined = spelt.replace("dj", "j")
    if "zh" in joined:
        joined = joined.replace("dzh", "j").replace("zh", "j")
    joined = joined.replace("gh", "g").replace("kh", "h")
    while "ii" in joined:
        joined = joined.replace("ii", "i")
    return joined


def _renamed(text: str, table: dict[int, str]) -> Iterable[Edit]:
    for found in _LONGER_OR_GONE.finditer(text):
        yield found.start(), found.end(), table[ord(found.group())]


def _digraphs(spelt: str) -> Iterable[Edit]:
    for found in _DIGRAPH.finditer(spelt):
        yield found.start(), found.end(), _DIGRAPHS.get(found.group(), "i")
