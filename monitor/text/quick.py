"""The letters' table, fast, for texts of the characters that most texts are made of.

`str.translate` looks every character up in a dictionary; this goes over bytes instead, some eight times faster: every
character to a byte of its own (the machinery of the standard library's one-byte encodings), bytes to skeleton bytes,
then the few letters that become two. A text with any other character is left to the table.
"""

import codecs
from typing import Final

from monitor.text.alphabets import Letters

CHARACTERS: Final = (
    "".join(map(chr, range(128)))
    + "абвгдеёжзийклмнопрстуфхцчшщъыьэюяАБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ"
    + "әғқңөұүһіўҳӣӯҷӘҒҚҢӨҰҮҺІЎҲҶ"
    + "öüäşçğıňýžÖÜŞÇÝ"
    + "ǵńúóáÁÓ"
    + "«»“”„’‘ʻʼ–—…№\u00a0"
)
"""At most 256: ASCII, Cyrillic of all the region's languages, the Latin letters and marks that stand beside it."""

_LATIN, _CYRILLIC, _OTHER = b"L"[0], b"C"[0], b" "[0]


class QuickTable:
    """A `Letters` table over `CHARACTERS`, and the test for words in two scripts that comes almost for free."""

    def __init__(self, table: Letters) -> None:
        self._encoding = codecs.charmap_build(CHARACTERS.ljust(256, "\ufffe"))
        targets = [table[ord(character)] for character in CHARACTERS]
        longer = sorted({target for target in targets if len(target) > 1})
        codes = {target: 0x80 + number for number, target in enumerate(longer)}
        self._expansions = tuple((bytes([code]), target.encode("ascii")) for target, code in codes.items())
        self._delete = bytes(number for number, target in enumerate(targets) if not target)
        names = [codes.get(target) or (ord(target) if target else 0) for target in targets]
        self._names = bytes(names).ljust(256, b"\0")
        self._scripts = bytes(map(_script, CHARACTERS)).ljust(256, b" ")

    def encode(self, text: str) -> bytes | None:
        """A byte for every character; None when `text` has a character beyond CHARACTERS."""
        try:
            return codecs.charmap_encode(text, "strict", self._encoding)[0]
        except UnicodeEncodeError:
            return None

    def mixes_scripts(self, encoded: bytes) -> bool:
        """Whether a Latin and a Cyrillic letter stand side by side somewhere."""
        scripts = encoded.translate(self._scripts)
        return b"LC" in scripts or b"CL" in scripts

    def spell(self, encoded: bytes) -> str:
        """The skeleton of an encoded text, as the table would give it."""
        spelt = encoded.translate(self._names, self._delete)
        for code, letters in self._expansions:
            spelt = spelt.replace(code, letters)
        return spelt.decode("ascii")


def _script(character: str) -> int:
    if character.isascii():
        return _LATIN if character.isalpha() else _OTHER
    return _CYRILLIC if "\u0400" <= character <= "\u04ff" else _OTHER
