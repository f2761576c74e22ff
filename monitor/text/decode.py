"""From bytes to text, whatever they are declared to be.

Outlets of the region still send windows-1251 and KOI8-R, and declare UTF-8; or the reverse. The bytes themselves are
better witnesses than any header: text in another encoding is hardly ever valid UTF-8, and Cyrillic read through the
wrong table has letters that no language puts side by side.
"""

import codecs
import re
from dataclasses import dataclass

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
IN_THE_DOCUMENT = re.compile(
    rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9_.:-]{1,40})|<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{1,40})""",
    re.IGNORECASE,
)
IN_THE_HEADER = re.compile(r"""charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{1,40})""", re.IGNORECASE)
USUAL = ("windows-1251", "koi8-r", "windows-1252")
"""Tried when what was declared does not fit: Cyrillic first, this is where our sources are."""
WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "iso8859-1": "cp1252", "euc_kr": "cp949", "tis_620": "cp874"}
"""What a label is taken for, by the WHATWG Encoding Standard: those who write it use the larger table."""
OF_TEXT = re.compile(r"utf[_-]?(8|16|32)|cp\d|koi8|iso8859|gb|big5|euc|shift|mac|kz1048|ptcp154|johab|tis|ascii")
"""Python names of encodings; `zip`, `base64`, `idna` and their like are codecs too."""
SAMPLE = 60_000
BELIEF = 10
"""Pairs of letters by which another encoding must look better than the declared one: a short line in capitals
("МВД РК") is lower-case gibberish in KOI8-R, and looks no worse."""
DAMAGED_AT_MOST = 0.1
"""Share of the non-ASCII bytes that may be broken in text that is UTF-8 all the same (cut or spliced)."""

UNLIKELY = re.compile(
    "[a-zA-Z][а-яё]|[а-яё][a-zA-Z]"  # two scripts in one word
    "|[а-яё][А-ЯЁ]"  # a capital after a small letter: KOI8-R read as windows-1251, and the reverse
    "|[À-ÿ]{3}"  # windows-1251 read as windows-1252
    "|[\u2500-\u259f\x80-\x9f\ufffd]"  # frames of a terminal, control characters
    "|[ЂЃЉЊЌЋЏђѓљњќћџ]"  # letters of Serbian and Macedonian, all over misread text
)
LIKELY = re.compile("[а-яё]{2}|[äöüßñçğışâêîôûéèà](?=[a-z])")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, the encoding it was read by, and what is to be said of that."""

    text: str
    encoding: str
    note: str | None = None
    """Set when the declared encoding was not the true one, or bytes had to be dropped."""


def decode(body: bytes, content_type: str | None = None) -> Decoded:
    """Read `body`, whose HTTP header said `content_type`. Never raises: what cannot be read becomes U+FFFD."""
    declared = declared_encodings(body, content_type)
    for mark, name in BOMS:
        if body.startswith(mark):
            return Decoded(body[len(mark) :].decode(name, "replace"), name)
    if wide := _wide(body):
        return Decoded(body.decode(wide, "replace"), wide)
    try:
        return _told(body.decode("utf-8"), "utf-8", declared)
    except UnicodeDecodeError:
        pass
    damaged = body.decode("utf-8", "replace")
    beyond_ascii = len(re.findall(r"[^\x00-\x7f]", damaged))
    if damaged.count("\ufffd") <= max(3, DAMAGED_AT_MOST * beyond_ascii) < beyond_ascii:
        return Decoded(damaged, "utf-8", "some bytes are not valid UTF-8 and were replaced")
    best = max(_candidates(declared), key=lambda name: _fitness(body[:SAMPLE], name, declared))
    return _told(body.decode(best, "replace"), best, declared)


def declared_encodings(body: bytes, content_type: str | None) -> tuple[str, ...]:
    """What the header and then the document call its encoding, as Python names that exist."""
    found = [match[1] for match in [IN_THE_HEADER.search(content_type or "")] if match]
    inner = IN_THE_DOCUMENT.search(body[:4096])
    if inner:
        found.append((inner[1] or inner[2]).decode("ascii"))
    return tuple(dict.fromkeys(name for name in map(_known, found) if name))


def _known(name: str) -> str | None:
    try:
        known = codecs.lookup(name)
    except LookupError:
        return None
    if not OF_TEXT.match(known.name):
        return None
    return WIDER.get(known.name, known.name)


def _wide(body: bytes) -> str | None:
    """UTF-16 without its mark: every other byte of the beginning is zero."""
    start = body[:64]
    if len(start) < 4:
        return None
    even, odd = start[0::2].count(0) / len(start[0::2]), start[1::2].count(0) / len(start[1::2])
    if odd > 0.6 and even < 0.2:
        return "utf-16-le"
    return "utf-16-be" if even > 0.6 and odd < 0.2 else None


def _candidates(declared: tuple[str, ...]) -> list[str]:
    single = [name for name in declared if not name.startswith(("utf", "ascii"))]
    return list(dict.fromkeys([*single, *(codecs.lookup(name).name for name in USUAL)]))


def _fitness(sample: bytes, name: str, declared: tuple[str, ...]) -> int:
    """How much `sample` looks like language when read as `name`; what was declared is believed when in doubt."""
    text = sample.decode(name, "replace")
    believed = BELIEF if name in declared else 0
    return len(LIKELY.findall(text)) - 4 * len(UNLIKELY.findall(text)) + believed


def _told(text: str, name: str, declared: tuple[str, ...]) -> Decoded:
    """With a note when what was declared is another encoding (plain ASCII reads the same in all of them)."""
    if not declared or name in declared or text.isascii():
        return Decoded(text, name)
    return Decoded(text, name, f"declared as {declared[0]}, but it is {name}")
