"""How the other script of a language spells a form of the lexicon, where the skeleton keeps the two apart.

Most letters of Uzbek Cyrillic and Latin meet in the skeleton; ё and yo, е and ye, ц and s do not (ёнғин, yongʻin).
"""

import re

from monitor.match.alphabet import CYRILLIC
from monitor.text.fold import fold
from monitor.text.transliteration import in_known_script, uzbek_in_cyrillic

_KIND = re.compile("(<[a-z_]+>)")


def in_both_scripts(written: str, language: str) -> tuple[str, ...]:
    """A form of the lexicon, and the other spelling of it where that folds to something else.

    `written`: in the notation of `forms.py`. `language`: a code of the lexicon's; only Uzbek has such words.
    """
    if language != "uz" or written.startswith("="):
        return (written,)
    other = "".join(part if _KIND.fullmatch(part) else _respelt(part) for part in _KIND.split(written))
    return (written,) if fold(other).text == fold(written).text else (written, other)


def _respelt(uzbek: str) -> str:
    return in_known_script(uzbek, "uz-Cyrl") if CYRILLIC.search(uzbek) else uzbek_in_cyrillic(uzbek)
