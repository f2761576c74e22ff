"""Dates as outlets write them: by the standards, by local habit, or in words of nine languages."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from email.utils import parsedate_to_datetime
from enum import StrEnum

EARLIEST_YEAR = 1995
"""A page from before the web has a date that a machine made up: 1970-01-01, 0001-01-01."""
FUTURE = timedelta(days=1)
"""Clocks and offsets are wrong by hours; by more than a day, it is not the day of publication."""
LONGEST = 120
"""Characters of a date; what is longer is none."""


class Precision(StrEnum):
    """How exactly a date was given."""

    SECOND = "second"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class Published:
    """A date as it stood (`raw`) and as it was understood; `at` is None where it could not be."""

    raw: str
    at: datetime | None
    """Aware, UTC."""
    precision: Precision | None


MONTHS = tuple(
    (re.compile(rf"\b(?:{stems})\w{{0,6}}\b", re.IGNORECASE), english)
    for english, stems in {
        "January": "январ|қаңтар|qa[nń]tar|qañtar|yanvar|ýanwar",
        "February": "феврал|ақпан|aqpan|fevral|fewral",
        "March": "наурыз|nauryz|mart|март",
        "April": "апрел|сәуір|s[aáäə]u[iı]r|aprel",
        "May": "мамыр|mamyr|май|may|maý|мая",
        "June": "июн|маусым|mausym|iyun|iýun",
        "July": "июл|шілде|shilde|şilde|iyul|iýul",
        "August": "август|тамыз|tamyz|avgust|awgust",
        "September": "сент[яь]?б|қыркүйек|qyrk[uúü][iı]ek|sent[yý]?abr",
        "October": "окт[яь]?б|қазан|qazan|okt[yý]?abr",
        "November": "ноябр|қараша|qarasha|qaraşa|noyabr|noýabr",
        "December": "декабр|желтоқсан|jeltoqsan|dekabr",
    }.items()
)
"""Months that dateparser does not know, or not in every case form: Tajik, Turkmen, Kazakh in Latin letters, Uzbek in
Cyrillic, and the endings of Kazakh and Kyrgyz (қарашада, ноябры, ноябри)."""
YEAR_WORDS = re.compile(
    r"[\s-]*\b(?:жылғы|жылдың|жылдын|жылы|жыл|ж\.|йил\w*|yil\w*|jyl\w*|jıl\w*|ýyl\w*|соли|сол)(?=\W|$)", re.IGNORECASE
)
ORDINALS = re.compile(r"(?<=\d)\s?-?(?:nji|njy|inji|ynjy|ші|шы|чы|чи|нчи|нчы|nchi)\b", re.IGNORECASE)
OFFSET = re.compile(r"(?:GMT|UTC|\s)\s*([+-])(\d{1,2})(?::?(\d{2}))?$")
ZONES = {"MSK": 3, "UZT": 5, "TJT": 5, "TMT": 5, "ALMT": 5, "QYZT": 5, "KGT": 6}
"""Hours east of Greenwich for zone names that RFC 5322 does not list."""
ZONE = re.compile(rf"\s({'|'.join(ZONES)})$")
RFC_822 = re.compile(r"^(?:[A-Za-z]{3,9},?\s+)?\d{1,2}[\s-][A-Za-z]{3,9}[\s-]\d{2,4}\b", re.ASCII)
ISO = re.compile(r"^\d{4}-?\d{2}-?\d{2}(?:[T\s]\d{2}|Z|$)")
CLOCK = re.compile(r"\d{1,2}:\d{2}|[T\s]\d{6}\b|^\d{10}$")
SPAN = re.compile(r"мин|час|сек|hour|min|sec|сағат|soat|daqiqa|саат|мүнөт|соат|дақиқа", re.IGNORECASE)
KNOWN_LANGUAGES = {"ru": "ru", "kk": "kk", "uz": "uz", "uz-Cyrl": "uz-Cyrl", "ky": "ky", "en": "en", "zh": "zh"}
"""Our language codes as dateparser names them."""


def understand_date(raw: str, zone: tzinfo, now: datetime, language: str | None = None) -> Published:
    """What `raw` says. A date without an offset is in `zone`; `language` is the source's own, if known.

    A date that cannot be read, or that cannot be true (before the web, more than a day after `now`), comes back with
    `at` None and its raw text. Never raises.
    """
    text = " ".join(raw.replace("\0", "").split())[:LONGEST]
    found = _read(text, zone, now, language) if text else None
    if found is None:
        return Published(text, None, None)
    precision = Precision.SECOND if CLOCK.search(text) or SPAN.search(text) else Precision.DAY
    if precision is Precision.DAY:
        found = found.replace(hour=0, minute=0, second=0, microsecond=0)
    try:
        at = (found if found.tzinfo else found.replace(tzinfo=zone)).astimezone(UTC)
    except (OverflowError, ValueError):
        return Published(text, None, None)
    if at.year < EARLIEST_YEAR or at > now + FUTURE:
        return Published(text, None, None)
    return Published(text, at.replace(microsecond=0), precision)


def _read(text: str, zone: tzinfo, now: datetime, language: str | None) -> datetime | None:
    """By the standards first, by a date library when they do not fit."""
    plain, offset = _offset_apart(text)
    if RFC_822.match(plain) or ISO.match(plain):
        try:
            return _by_standard(plain, offset)
        except (ValueError, TypeError, IndexError, OverflowError):
            pass  # only looked like one
    found = _in_words(plain, zone, now, language)
    return found.replace(tzinfo=offset) if found and offset and not found.tzinfo else found


def _by_standard(plain: str, offset: tzinfo | None) -> datetime:
    """RFC 822 (RSS) or ISO 8601 (Atom, JSON Feed). Raises what the standard library raises."""
    found = datetime.fromisoformat(plain) if ISO.match(plain) else parsedate_to_datetime(plain)
    return found.replace(tzinfo=offset) if offset else found


def _offset_apart(text: str) -> tuple[str, tzinfo | None]:
    """`… GMT+5`, `… +0500`, `… MSK` as the text before it and the offset; an offset in ISO style is left in place."""
    named = ZONE.search(text)
    if named:
        return text[: named.start()].rstrip(), timezone(timedelta(hours=ZONES[named[1]]))
    written = OFFSET.search(text)
    if written and CLOCK.search(text[: written.start()]):
        span = timedelta(hours=int(written[2]), minutes=int(written[3] or 0))
        if span <= timedelta(hours=14):
            return text[: written.start()].rstrip(), timezone(-span if written[1] == "-" else span)
    return text, None


def _in_words(text: str, zone: tzinfo, now: datetime, language: str | None) -> datetime | None:
    """Local habits and languages: `24 ноября 2026, 14:30`, `02.11.2026`, `бүгін 10:05`, `2026-yil 24-noyabr`."""
    import dateparser

    plain = ORDINALS.sub("", YEAR_WORDS.sub(" ", text))
    in_english = plain
    for stem, english in MONTHS:
        in_english = stem.sub(english, in_english)
    known = KNOWN_LANGUAGES.get(language or "") or KNOWN_LANGUAGES.get((language or "").partition("-")[0])
    languages = list(dict.fromkeys(name for name in (known, "ru", "en") if name))
    settings = {
        "DATE_ORDER": "DMY",
        "PREFER_LOCALE_DATE_ORDER": False,
        "STRICT_PARSING": True,
        "PARSERS": ["timestamp", "relative-time", "absolute-time"],
        "RELATIVE_BASE": now.astimezone(zone).replace(tzinfo=None),
    }
    for wording in dict.fromkeys((text, plain, in_english)):
        try:
            found: datetime | None = dateparser.parse(wording, languages=languages, settings=settings)
        except (
            ValueError,
            TypeError,
            OverflowError,
            IndexError,
            RecursionError,
        ):  # its tables meet strange input badly
            continue
        if found:
            return found
    return None
