"""The digest's own words, in the reader's language: catalogues in `alerts/locale/`, numbers and dates by Babel.

English is what the code says; every other language is one file, `alerts/locale/CODE.po`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from db.kinds import ClaimKind, ClaimState, Event, Status

if TYPE_CHECKING:
    from babel import Locale
    from babel.messages import Catalog

OWN_NAMES: Mapping[tuple[str, str], str] = {("ru", "KG"): "Кыргызстан"}
"""Where people of a country call it otherwise than the Unicode tables do (they say Киргизия)."""

LOCALES = Path(__file__).parent / "locale"
ENGLISH = "en"


def mark(message: str) -> str:
    """`message` itself: marks an English text in data for the catalogues."""
    return message


EVENTS: Mapping[Event, str] = {
    Event.TENDER: mark("Tender"),
    Event.CONTRACT: mark("Contract"),
    Event.LAUNCH: mark("Launch"),
    Event.EXPANSION: mark("Expansion"),
    Event.FAILURE: mark("Failure"),
    Event.REMOVAL: mark("Removal"),
    Event.COURT: mark("Court"),
    Event.AUDIT: mark("Audit"),
    Event.LAW: mark("Law"),
    Event.POLICY: mark("Policy"),
    Event.HARM: mark("Harm"),
    Event.LEAK: mark("Leak"),
    Event.STATISTICS: mark("Statistics"),
    Event.NEGOTIATION: mark("Negotiation"),
    Event.OTHER: mark("Other"),
}
STATES: Mapping[ClaimState, str] = {
    ClaimState.PLANNED: mark("planned"),
    ClaimState.STANDING: mark("standing"),
    ClaimState.ENDED: mark("gone"),
}
STATUSES: Mapping[str, str] = {
    Status.PLANNED: mark("planned"),
    Status.PILOT: mark("pilot"),
    Status.NEGOTIATING: mark("under negotiation"),
    Status.TENDER: mark("tender open"),
    Status.CONTRACT: mark("contract signed"),
    Status.INSTALLING: mark("being installed"),
    Status.TESTING: mark("being tested"),
    Status.OPERATING: mark("in operation"),
    Status.EXPANDING: mark("being expanded"),
    Status.DELIVERED: mark("delivered"),
    Status.SUSPENDED: mark("suspended"),
    Status.CANCELLED: mark("cancelled"),
    Status.DISMANTLED: mark("dismantled"),
    Status.ENDED: mark("ended"),
}
OWNERSHIPS: Mapping[str, str] = {
    "state": mark("state outlet"),
    "party": mark("party outlet"),
    "private": mark("private outlet"),
    "exile": mark("outlet in exile"),
    "foreign-funded": mark("foreign-funded outlet"),
}
GROUP_TITLES = (
    mark("Tenders and contracts"),
    mark("Launches and expansions"),
    mark("Failures and removals"),
    mark("Harm and leaks"),
    mark("Courts, audits and rules"),
    mark("Statistics and other"),
)
"""One for each of `alerts.digest.GROUPS`."""


@cache
def languages() -> tuple[str, ...]:
    """The codes of the languages that a digest can be written in."""
    return tuple(sorted({ENGLISH, *(path.stem for path in LOCALES.glob("*.po"))}))


@cache
def wording(language: str) -> "Wording":
    """The words of `language`; of its base (kk for kk-Latn), else English where no catalogue is kept."""
    for code in (language, language.split("-", maxsplit=1)[0]):
        if code in languages():
            return _read(code)
    return _read(ENGLISH)


def _read(code: str) -> "Wording":
    from babel import Locale
    from babel.messages import Catalog
    from babel.messages.pofile import read_po

    path = LOCALES / f"{code}.po"
    if not path.exists():
        return Wording(code, Locale.parse(code), Catalog(locale=code))
    with path.open("rb") as file:
        return Wording(code, Locale.parse(code, sep="-"), read_po(file, locale=code.replace("-", "_")))


@dataclass(frozen=True)
class Wording:
    """One language's words, plurals, numbers and dates."""

    language: str
    locale: "Locale"
    catalogue: "Catalog"

    def text(self, message: str, /, **values: Any) -> str:
        """`message` in this language with `values` put into its {places}."""
        entry = self.catalogue.get(message)
        found = entry.string if entry and isinstance(entry.string, str) and entry.string else message
        return found.format(**values) if values else found

    def number_of(self, one: str, many: str, count: int, /, **values: Any) -> str:
        """The form for `count` of two English texts; `{n}` is the count as people write it."""
        entry = self.catalogue.get(one)
        forms = entry.string if entry and not isinstance(entry.string, str) else ()
        found = one if count == 1 else many
        if entry and forms:
            index = self._plural(count)
            found = forms[index] if index < len(forms) and forms[index] else found
        return found.format(n=self.number(count), **values)

    def _plural(self, count: int) -> int:
        from babel.messages.plurals import get_plural

        return int(_plural_rule(get_plural(self.catalogue.locale).plural_expr)(count))

    def number(self, value: float) -> str:
        """12345 as `12,345` or `12 345`."""
        return _number(value, str(self.locale))

    def money(self, amount: int, currency: str | None) -> str:
        """A sum as people say it: `93.2 billion KZT`; `≈` where the short form is rounded."""
        from babel.numbers import format_compact_decimal

        if amount < 1_000_000:
            return f"{self.number(amount)} {currency or ''}".strip()
        scale = 1000 ** ((len(str(amount)) - 1) // 3)
        exact = amount * 100 % scale == 0
        short = format_compact_decimal(amount, format_type="long", locale=self.locale, fraction_digits=2)
        return f"{'' if exact else '≈ '}{short} {currency or ''}".strip()

    def dollars(self, amount: int) -> str:
        """A sum in dollars, short: `$1.9M`."""
        from babel.numbers import format_compact_currency

        return format_compact_currency(amount, "USD", locale=self.locale, fraction_digits=1 if amount >= 1000 else 0)

    def country(self, code: str) -> str:
        """The name of an ISO 3166-1 country."""
        return OWN_NAMES.get((self.language, code)) or str(self.locale.territories.get(code, code))

    def language_name(self, code: str) -> str:
        """The name of a language code."""
        return str(self.locale.languages.get(code.split("-", maxsplit=1)[0], code))

    def day(self, when: datetime | date, zone: str = "UTC") -> str:
        """`7 Feb 2026`."""
        from babel.dates import format_date

        local = when.astimezone(ZoneInfo(zone)) if isinstance(when, datetime) else when
        return format_date(local, "d MMM y", locale=self.locale)

    def moment(self, when: datetime, zone: str) -> str:
        """`7 Feb, 08:12` in the reader's time zone."""
        from babel.dates import format_datetime

        return format_datetime(when, "d MMM, HH:mm", tzinfo=ZoneInfo(zone), locale=self.locale)

    def span(self, since: datetime, until: datetime, zone: str) -> str:
        """`6 Feb, 08:00 to 7 Feb 2026, 08:00`."""
        from babel.dates import format_datetime

        end = format_datetime(until, "d MMM y, HH:mm", tzinfo=ZoneInfo(zone), locale=self.locale)
        return f"{self.moment(since, zone)} – {end}"

    def days(self, number: int) -> str:
        """`6 days`."""
        return self.number_of("{n} day", "{n} days", number)

    def device(self, kind: ClaimKind, count: int) -> str:
        """A counted device with its number."""
        match kind:
            case ClaimKind.CAMERAS:
                return self.number_of("{n} camera", "{n} cameras", count)
            case ClaimKind.COMPLEXES:
                return self.number_of("{n} complex", "{n} complexes", count)
            case ClaimKind.SENSORS:
                return self.number_of("{n} sensor", "{n} sensors", count)
            case _:
                return self.number_of("{n} point", "{n} points", count)


@cache
def _plural_rule(expression: str) -> Any:
    from gettext import c2py

    return c2py(re.sub(r"\s+", " ", expression))


@lru_cache(4096)
def _number(value: float, locale: str) -> str:
    """Kept, because a long digest says the same small numbers over and over."""
    from babel.numbers import format_decimal

    return format_decimal(value, locale=locale)
