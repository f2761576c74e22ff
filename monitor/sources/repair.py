"""Making XML out of what is sent as XML, before a parser sees it."""

import re
from html.entities import html5

CDATA = re.compile(r"(<!\[CDATA\[.*?(?:\]\]>|\Z))", re.DOTALL)
NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""XML 1.0 §2.2: no parser may accept these."""
CHARACTER = re.compile(r"&#(?:x([0-9a-fA-F]{1,6})|(\d{1,7}));")
ENTITY = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,31});")
BARE_AMPERSAND = re.compile(r"&(?!#\d{1,7};|#x[0-9a-fA-F]{1,6};|[A-Za-z][A-Za-z0-9]{1,31};)")
OF_XML = frozenset({"amp", "lt", "gt", "quot", "apos"})


def repaired(text: str) -> tuple[str, list[str]]:
    """`text` (from the root element on) as an XML parser can take it, and what was mended, in words.

    The prolog must be cut off already: with it goes any document type, and no entity can be declared (entities that
    multiply, entities that read files). What HTML calls `&nbsp;` and `&laquo;` is put in as characters.
    """
    notes = []
    clean = NOT_IN_XML.sub("", text)
    if clean != text:
        notes.append("characters that XML forbids were removed")
    parts = CDATA.split(clean)
    mended = 0
    for place in range(0, len(parts), 2):
        part = ENTITY.sub(_named, CHARACTER.sub(_numbered, parts[place]))
        parts[place], times = BARE_AMPERSAND.subn("&amp;", part)
        mended += times
    if mended:
        notes.append("ampersands were not escaped")
    return "".join(parts), notes


def _numbered(found: re.Match[str]) -> str:
    """A character reference, unless it names a character that XML forbids."""
    code = int(found[1], 16) if found[1] else int(found[2])
    return "" if code > 0x10FFFF or NOT_IN_XML.match(chr(code)) else found[0]


def _named(found: re.Match[str]) -> str:
    """XML's five stay; HTML's are put in; others are text."""
    if found[1] in OF_XML:
        return found[0]
    return html5.get(found[1] + ";", f"&amp;{found[1]};")
