"""Which language a text is in: the eleven kinds of writing that the region's news comes in, or none of them.

Letters decide where they can (an alphabet is a fact, and costs microseconds); py3langid, limited to these languages and
to those that are easily taken for them, decides the rest. It knows neither Kazakh in Latin nor Kazakh in Arabic script:
there the letters have the last word.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from functools import cache
from typing import Any

CODES = ("ru", "kk", "kk-Latn", "kk-Arab", "uz", "uz-Cyrl", "ky", "tg", "tk", "en", "zh")

ENOUGH = 1500
"""So many characters tell a language; reading on only costs time."""

LETTER = re.compile(r"[^\W\d_]")
MARKS = ("@", "#", "://", "www.")
"""What furniture has in it: without one of these there is none to look for."""
FURNITURE = re.compile(r"https?://\S+|www\.\S+|\S+@\S+|[@#]\w+")

SPECIAL = frozenset("әғқңөұүһіўҳҷӣӯ" + "ћђїєґљњџјѕќѓҡҙҫҗѓӊӈҥ")
"""Cyrillic letters that Russian does not have."""
ALPHABETS: Mapping[str, frozenset[str]] = {
    "kk": frozenset("әғқңөұүһі"),
    "ky": frozenset("ңөү"),
    "uz-Cyrl": frozenset("ўқғҳ"),
    "tg": frozenset("ҷӣӯқғҳ"),
}
"""What each alphabet adds to the Russian one."""
OWN: Mapping[str, frozenset[str]] = {
    "kk": frozenset("ұіқғ"),  # Tatar and Bashkir share ә ө ү ң һ, so these must be there too
    "ky": frozenset("ң"),  # Mongolian has ө ү
    "uz-Cyrl": frozenset("ў"),
    "tg": frozenset("ҷӣӯ"),
}
"""Letters of which at least one must occur before the alphabet alone decides."""

RUSSIAN_WORDS = frozenset(
    ["в", "на", "с", "по", "и", "к", "за", "из", "для", "что", "от", "о", "об", "не", "при", "до", "у", "как"]
)
SLAVIC_WORD = re.compile(r"(?<!\w)(?:в|к|с|и|для|что|при)(?![\w.])")
"""Words of Russian and its kin that are none of the other languages in Cyrillic; an initial has a dot."""
NOT_SLAVIC = frozenset(["kk", "ky", "uz", "tg", "tt", "ba", "mn"])
ENGLISH_WORDS = frozenset((
    "the", "of", "and", "in", "to", "for", "on", "with", "by", "will", "is", "are", "was", "has", "have",
    "from", "at", "that", "its",
))  # fmt: skip
KAZAKH_LATIN_WORDS = frozenset((
    "jáne", "men", "úshin", "boıynsha", "týraly", "jańa", "qala", "qalasy", "qazaqstan", "qoıyldy", "dep",
    "aıtty", "bul", "osy", "jäne", "üşin", "boiynşa", "turaly", "jaña", "deidi", "edi", "ekinşi", "jyl",
    "jyly", "jylǵy", "jylğy", "ornatyldy", "ornatylady", "oblysy",
))  # fmt: skip
CLOSED_Y = re.compile(r"[bcdfghjklmnpqrstvzğǵńñŋş][yı][bcdfghjklmnpqrstvzğǵńñŋş]")
"""Kazakh writes a vowel so (qyzmet, qızmet); Uzbek, which has a q as well, does not, and Turkmen has no q."""
PERSIAN_SCRIPT = re.compile(r"[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]")
KAZAKH_ARABIC = frozenset("ۇۋەىٸٵٶٷۆڭعگ")
"""Letters that Kazakh writes; Persian and Arabic write vowels otherwise, Uyghur has ې ۈ ۇ ە with hamza carriers."""
HAMZA = re.compile(r"ٴ|(?<!\w)ء(?=\w)")
"""The hamza before a word with front vowels, high or, as papers type it, plain: Kazakh alone."""
WRITTEN_VOWELS = frozenset("ەى")
INNER_Y = re.compile(r"ى(?=\w)")
"""Inside a word only Kazakh and Uyghur write it; Arabic ends words with it."""
NEIGHBOURS = frozenset("یکێڕڵةأإٰ")
"""Letters of Persian, Kurdish and Arabic that Kazakh does without."""
UYGHUR = frozenset("ېۈئ")
ALIEN_COST = 4.0
"""What one letter from outside a language's alphabet takes from its score (natural logarithm)."""
STRANGER_COST = 8.0
"""A language that no source here writes in must be clearly the better guess."""
PRIOR_GAIN = 4.0
"""What a source's declared language adds: enough to settle a headline, nothing against a whole text."""

MODEL_CODES: Mapping[str, str] = {
    "ru": "ru",
    "kk": "kk",
    "uz": "uz",
    "ky": "ky",
    "tg": "tg",
    "tk": "tk",
    "en": "en",
    "zh": "zh",
}
STRANGERS = ("tr", "az", "fa", "ug", "uzs", "ar", "ur", "tt", "ba", "uk", "be", "bg", "sr", "mk", "mn", "crh")
STRANGERS_MORE = ("de", "fr", "es", "it", "pt", "nl", "pl", "cs", "ro", "id", "ja", "ko")
LATIN_LETTERS: Mapping[str, frozenset[str]] = {
    "en": frozenset(),
    "uz": frozenset("öğşçñ"),
    "tk": frozenset("äňöşüçýž"),
    "tr": frozenset("öüğşçıâîû"),
}
"""Letters beyond a-z; a Latin letter outside the set counts as alien."""
WITHOUT: Mapping[str, frozenset[str]] = {"tk": frozenset("qx"), "tr": frozenset("qx")}
"""Letters of a-z that a language does without."""


def identify(text: str, prior: str | None = None) -> str | None:
    """Name the language of `text`, one of `CODES`; None when it is not one of them or has no letters.

    `prior` is what the source declares: it settles what the text leaves open and never outweighs clear letters.
    """
    sample = text[: ENOUGH * 2]
    if any(mark in sample for mark in MARKS):
        sample = FURNITURE.sub(" ", sample)
    sample = unicodedata.normalize("NFC", sample[:ENOUGH]).lower()
    scripts = _scripts(sample)
    if not scripts:
        return None
    script = max(scripts, key=lambda name: scripts[name])
    if script == "han":
        return None if scripts["kana"] * 5 > scripts["han"] else "zh"
    if script == "arabic":
        return _arabic(sample)
    if script == "cyrillic":
        return _cyrillic_by_letters(sample) or _by_model(sample, prior, latin=False)
    if script == "latin":
        return _latin_by_letters(sample, prior) or _by_model(sample, prior, latin=True)
    return None


def _scripts(sample: str) -> Counter[str]:
    found: Counter[str] = Counter()
    for letter, times in Counter(LETTER.findall(sample)).items():
        found[_script(ord(letter))] += times
    if found["han"]:
        found["han"] *= 3  # one sign says as much as a short word
    return found


def _script(code: int) -> str:
    if code < 0x0250 or 0x1E00 <= code < 0x1F00 or 0x2B0 <= code < 0x300:
        return "latin"
    if 0x0400 <= code < 0x0530:
        return "cyrillic"
    if 0x0600 <= code < 0x0780 or 0xFB50 <= code < 0xFE00 or 0xFE70 <= code < 0xFF00:
        return "arabic"
    if 0x3400 <= code < 0xA000 or 0x20000 <= code < 0x32000:
        return "han"
    return "kana" if 0x3040 <= code < 0x3100 else "other"


def _arabic(sample: str) -> str | None:
    """Kazakh in Arabic script, or none of ours."""
    letters = PERSIAN_SCRIPT.findall(sample)
    kazakh = sum(letter in KAZAKH_ARABIC for letter in letters)
    uyghur = sum(letter in UYGHUR for letter in letters)
    vowels = sum(letter in "ىە" for letter in letters)
    if HAMZA.search(sample) or (kazakh * 4 > len(letters) and vowels * 12 > len(letters)):
        return None if uyghur * 25 > len(letters) else "kk-Arab"
    if uyghur or any(one in NEIGHBOURS for one in letters):
        return None
    written = sum(letter in WRITTEN_VOWELS for letter in letters)
    if (written >= 3 and written * 8 > len(letters)) or ("غ" not in letters and len(INNER_Y.findall(sample)) >= 2):
        return "kk-Arab"
    return None


def _cyrillic_by_letters(sample: str) -> str | None:
    """The language whose alphabet alone covers the text, if it is the only one and shows itself clearly."""
    marks = Counter(letter for letter in sample if letter in SPECIAL)
    words = re.findall(r"\w+", sample)
    if not marks:
        russian = sum(word in RUSSIAN_WORDS for word in words)
        return "ru" if russian >= 3 and russian * 12 >= len(words) and re.search("[ыэ]", sample) else None
    total = marks.total()
    if total < 4 or total * 50 < len(sample):
        return None
    covering = [code for code, letters in ALPHABETS.items() if marks.keys() <= letters and marks.keys() & OWN[code]]
    if "kk" in covering and "ky" in covering:
        covering.remove("ky")
    return covering[0] if len(covering) == 1 else None


def _latin_by_letters(sample: str, prior: str | None) -> str | None:
    words = re.findall(r"\w+", sample)
    if _is_kazakh_latin(sample, words, prior):
        return "kk-Latn"
    if sample.isascii():
        english = sum(word in ENGLISH_WORDS for word in words)
        return "en" if english >= 3 and english * 10 >= len(words) else None
    return None


def _is_kazakh_latin(sample: str, words: list[str], prior: str | None) -> bool:
    """Tell Kazakh by the letters of its Latin drafts: 2018 (á ǵ ı ń ó ú ý), 2019-2021 (ä ğ ı ñ ö ş ū ü)."""
    count = Counter(sample)
    draft_2018 = sum(count[letter] for letter in "ǵáńóú") + count["ı"]
    draft_2021 = sum(count[letter] for letter in "äğñöşūüŋ") + count["ı"]
    turkmen = sum(count[letter] for letter in "ňžşçwä")
    turkish_only = sum(count[letter] for letter in "çə") + count["v"]
    known = sum(word in KAZAKH_LATIN_WORDS for word in words)
    q = sum("q" in word and "qu" not in word for word in words)
    if count["ǵ"] + count["á"] >= 1 and not turkmen and (q or known or count["ı"] or prior in {"kk", "kk-Latn"}):
        return True
    if draft_2018 >= 3 and q and not turkmen:
        return True
    if count["ń"] + count["ǵ"] >= 1 and count["ı"] + known + q and not turkmen:
        return True
    if prior in {"kk", "kk-Latn"} and not turkmen and count["ı"] + q + known:
        return True
    marked = draft_2021 + known * 2
    closed = sum("q" in word and bool(CLOSED_Y.search(word)) for word in words)
    if not (count["ə"] or count["ë"]) and closed >= 2 and closed * 20 >= len(words):
        return True
    return (
        marked >= 4 and q >= 1 and not turkish_only and bool(count["y"] + count["ı"]) and _has(count, "äñūıǵŋ", known)
    )


def _has(count: Counter[str], letters: str, known: int) -> bool:
    return known >= 2 or any(count[letter] for letter in letters)


def _by_model(sample: str, prior: str | None, *, latin: bool) -> str | None:
    scores = _scores(sample)
    letters = Counter(sample)
    slavic = len(SLAVIC_WORD.findall(sample))
    for name in scores:
        if name not in MODEL_CODES:
            scores[name] -= STRANGER_COST
        scores[name] -= ALIEN_COST * (_aliens(name, letters, latin) + (slavic if name in NOT_SLAVIC else 0))
    wanted = (prior or "").partition("-")[0]
    if wanted in scores:
        scores[wanted] += PRIOR_GAIN
    best = max(scores, key=lambda name: scores[name])
    if best not in MODEL_CODES:
        return None
    if best == "kk" and latin:
        return "kk-Latn"
    if best == "uz" and not latin:
        return "uz-Cyrl"
    return MODEL_CODES[best]


def _aliens(name: str, letters: Counter[str], latin: bool) -> int:
    """How many letters of the text `name` does not write."""
    if latin:
        known = LATIN_LETTERS.get(name)
        if known is None:
            return 0
        without = sum(letters[letter] for letter in WITHOUT.get(name, ()))
        return without + sum(times for letter, times in letters.items() if "ß" <= letter < "ɐ" and letter not in known)
    alphabet = ALPHABETS.get("uz-Cyrl" if name == "uz" else name, frozenset())
    return sum(times for letter, times in letters.items() if letter in SPECIAL and letter not in alphabet)


def _scores(sample: str) -> dict[str, float]:
    """Natural-log scores of each language that the model was limited to."""
    return dict(_model().rank(sample))


@cache
def _model() -> Any:
    """py3langid's model, limited. Loaded on first use: it takes about a second."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    wanted = {*MODEL_CODES, *STRANGERS, *STRANGERS_MORE} & set(identifier.labels)
    identifier.set_languages(wanted)
    return identifier
