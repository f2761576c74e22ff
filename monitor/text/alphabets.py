"""What each letter of the region's scripts is called in the common skeleton: the tables behind `fold`.

The skeleton is plain lower-case Latin in which the spellings of one word meet: Kazakh and Uzbek in Cyrillic, in every
Latin alphabet of theirs and in Arabic letters, Russian and English transliterations of a name. It loses distinctions on
purpose (ы, и, й and y are all i; қ, к and q are all k): who needs them looks at the source through the offsets.
"""

import unicodedata
from typing import Final

CYRILLIC: Final = {
    **dict(zip("абвгдезийклмнопрстуфх", "abvgdeziiklmnoprstufh", strict=True)),
    **{"ё": "e", "ж": "j", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sh", "ъ": "", "ы": "i", "ь": "", "э": "e"},
    **{"ю": "iu", "я": "ia", "ѐ": "e", "ѝ": "i"},
    **{"ә": "a", "ғ": "g", "қ": "k", "ң": "n", "ө": "o", "ұ": "u", "ү": "u", "һ": "h", "і": "i"},  # Kazakh, Kyrgyz
    **{"ў": "o", "ҳ": "h"},  # Uzbek
    **{"ӣ": "i", "ӯ": "u", "ҷ": "j"},  # Tajik
    **{"њ": "h", "љ": "j"},  # Tajik in the fonts of before Unicode
    **{"ї": "i", "є": "e", "ґ": "g", "ј": "j", "ѕ": "s", "ԛ": "k", "ѵ": "i", "җ": "j", "ҡ": "k"},
}
"""Cyrillic, lower case. ц is ts, х is h: as in Uzbek Latin and, its digraphs folded, in English."""

LATIN: Final = {
    **{"q": "k", "w": "v", "x": "h", "y": "i"},
    **{"ı": "i", "ý": "i", "ş": "sh", "ș": "sh", "š": "sh", "ç": "ch", "č": "ch", "ž": "j", "ə": "a", "ŋ": "n"},
    **{"ß": "ss", "æ": "a", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "t"},
}
"""Latin letters that are not simply their base letter. ý is й as in Turkmen; see KAZAKH_2018."""

KAZAKH_2018: Final = {"ý": "u"}
"""The alphabet of 2018, still used by state outlets: ý is у there."""

ARABIC: Final = {
    **dict(zip("ابپتدرزسفقكگلمنوۇۋۆىي", "abptdrzsfkkglmnouuvii", strict=True)),
    **{"ج": "j", "چ": "ch", "ش": "sh", "ع": "g", "ڭ": "n", "ح": "h", "ھ": "h", "ه": "e", "ە": "e"},
    **{"ک": "k", "ی": "i", "أ": "a", "إ": "i", "آ": "a", "ئ": "", "ء": "", "ٴ": "", "غ": "g", "خ": "h", "ژ": "j"},
    **{"ۈ": "u", "ې": "e", "ۉ": "o", "ۅ": "o", "ة": "e", "ؤ": "u", "ـ": "", "،": ",", "؛": ";", "؟": "?"},
}
"""Kazakh in Arabic letters (töte jazu). Vowel harmony is not written there, nor kept by the skeleton."""

TRADITIONAL: Final = dict(
    zip(
        "監視頻華為臉識別慧攝頭烏茲亞爾庫國際電訊聯網絡軍區絲綢數據衛錄縣機場處設備車邊檢調標購費賣買雲門萬億項協議約會碼揮興總帶員範圍個從對開關時間問題護權與這樣說無錢實驗報導聞點線過動運輸輛進統銀號隊應該爭鐵證罰",
        "监视频华为脸识别慧摄头乌兹亚尔库国际电讯联网络军区丝绸数据卫录县机场处设备车边检调标购费卖买云门万亿项协议约会码挥兴总带员范围个从对开关时间问题护权与这样说无钱实验报导闻点线过动运输辆进统银号队应该争铁证罚",
        strict=True,
    )
)
"""Traditional Chinese characters that stand in watched names and terms."""

APOSTROPHES: Final = "'’‘ʻʼ`´′ʹ＇‛ʾʿ\u02c8\u2032"
INVISIBLE: Final = (
    "\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u180e"
)
DASHES: Final = "‐‑‒–—―−﹣－"
QUOTES: Final = "«»“”„‟〝〞＂「」『』《》‹›"
SPACES: Final = (
    "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t\r\v\f\u0085"
)

CYRILLIC_LOOKALIKES: Final = dict(zip("АВЕКМНОРСТХУІЈЅаеорсухіјѕк", "ABEKMHOPCTXYIJSaeopcyxijsk", strict=True))
"""Cyrillic letters that look like a Latin one."""

LATIN_LOOKALIKES: Final = {latin: cyrillic for cyrillic, latin in CYRILLIC_LOOKALIKES.items()}


class Letters(dict[int, str]):
    """A table for `str.translate` that keeps what it does not know, in lower case, and remembers it."""

    def __missing__(self, code: int) -> str:
        return self.setdefault(code, chr(code).lower())


def letters(*, kazakh_2018: bool = False) -> Letters:
    """The table that turns a source text into its skeleton, letter by letter (digraphs come after)."""
    table = Letters()
    special = {**CYRILLIC, **LATIN, **(KAZAKH_2018 if kazakh_2018 else {})}
    for code in (*range(0x0600), *range(0x1E00, 0x2000)):
        table[code] = _skeleton(chr(code), special)
    table.update({ord(letter): name for letter, name in ARABIC.items()})
    table.update(dict.fromkeys((*range(0x0300, 0x0370), *range(0x064B, 0x0660), 0x0670), ""))
    table.update({ord(old): new for old, new in TRADITIONAL.items()})
    table.update({code: _skeleton(chr(code - 0xFEE0), special) for code in range(0xFF01, 0xFF5F)})
    table.update({ord("…"): ".", ord("№"): "#"})
    for characters, replacement in ((APOSTROPHES, ""), (INVISIBLE, ""), (DASHES, "-"), (QUOTES, '"'), (SPACES, " ")):
        table.update({ord(character): replacement for character in characters})
    return table


def _skeleton(character: str, special: dict[str, str]) -> str:
    lower = character.lower()
    if lower in special:
        return special[lower]
    base = unicodedata.normalize("NFD", lower)[0]
    return special.get(base, base if base.isascii() and base.isalpha() else lower)
