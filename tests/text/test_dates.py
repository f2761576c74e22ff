"""A date is read as its outlet meant it; what cannot be read or cannot be true keeps its raw text."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.text.dates import Precision, Published, understand_date

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
ALMATY = ZoneInfo("Asia/Almaty")  # UTC+5 since March 2024


def at_almaty(raw: str, language: str | None = None) -> str | None:
    """The day and minute understood, on Almaty's clock; without the clock when only a day was given."""
    found = understand_date(raw, ALMATY, NOW, language)
    if found.at is None:
        assert found.precision is None
        return None
    local = found.at.astimezone(ALMATY)
    return f"{local:%Y-%m-%d}" if found.precision is Precision.DAY else f"{local:%Y-%m-%d %H:%M}"


STANDARD = [
    ("Tue, 24 Nov 2026 10:00:00 +0500", "2026-11-24 10:00"),
    ("Tue, 24 Nov 2026 05:00:00 GMT", "2026-11-24 10:00"),
    ("Tue, 24 Nov 26 10:00:00 +0500", "2026-11-24 10:00"),
    ("24 Nov 2026 10:00", "2026-11-24 10:00"),
    ("Tue, 24 Nov 2026 10:00:00", "2026-11-24 10:00"),
    ("Tue, 24 Nov 2026 10:00:00 MSK", "2026-11-24 12:00"),
    ("Tue, 24 Nov 2026 10:00:00 GMT+6", "2026-11-24 09:00"),
    ("Tue, 24 Nov 2026 05:00:00 -0000", "2026-11-24 10:00"),
    ("2026-11-24T10:00:00+05:00", "2026-11-24 10:00"),
    ("2026-11-24T05:00:00Z", "2026-11-24 10:00"),
    ("2026-11-24T05:00:00.123456789Z", "2026-11-24 10:00"),
    ("2026-11-24 10:00:00 +0500", "2026-11-24 10:00"),
    ("2026-11-24T10:00", "2026-11-24 10:00"),
    ("2026-11-24", "2026-11-24"),
    ("1795500000", "2026-11-24 06:00"),
]


@pytest.mark.parametrize(("raw", "read"), STANDARD)
def test_a_date_by_the_standards(raw: str, read: str) -> None:
    assert at_almaty(raw) == read


HABITS = [
    ("ru", "24 ноября 2026", "2026-11-24"),
    ("ru", "24 ноября 2026 г., 14:30", "2026-11-24 14:30"),
    ("ru", "24 ноября 2026 года в 14:30", "2026-11-24 14:30"),
    ("ru", "02.11.2026 14:30", "2026-11-02 14:30"),
    ("ru", "14:30, 02.11.2026", "2026-11-02 14:30"),
    ("ru", "24/11/2026 - 09:15", "2026-11-24 09:15"),
    ("ru", "Вт, 24 ноя 2026 10:00:00 +0600", "2026-11-24 09:00"),
    ("ru", "вчера, 14:30", "2026-11-23 14:30"),
    ("ru", "5 минут назад", "2026-11-24 16:55"),
    ("kk", "24 қараша 2026", "2026-11-24"),
    ("kk", "2026 жылғы 24 қараша", "2026-11-24"),
    ("kk", "24 қарашада 2026", "2026-11-24"),
    ("kk", "24 Қараша, 2026 14:30", "2026-11-24 14:30"),
    ("kk", "бүгін 10:00", "2026-11-24 10:00"),
    ("kk", "5 қаңтар 2026", "2026-01-05"),
    ("kk-Latn", "24 qarasha 2026", "2026-11-24"),
    ("kk-Latn", "25 qazan 2026", "2026-10-25"),
    ("uz", "24-noyabr 2026", "2026-11-24"),
    ("uz", "2026-yil 24-noyabr", "2026-11-24"),
    ("uz", "24-noyabr, 2026-yil 14:30", "2026-11-24 14:30"),
    ("uz", "1 sentyabr 2026", "2026-09-01"),
    ("uz", "bugun, 10:00", "2026-11-24 10:00"),
    ("uz-Cyrl", "2026 йил 24 ноябрь", "2026-11-24"),
    ("uz-Cyrl", "24 ноябр 2026", "2026-11-24"),
    ("ky", "24-ноябрь, 2026-жыл", "2026-11-24"),
    ("ky", "2026-жылдын 24-ноябры", "2026-11-24"),
    ("ky", "бүгүн 10:00", "2026-11-24 10:00"),
    ("tg", "24 ноябри 2026", "2026-11-24"),
    ("tg", "24 ноябри соли 2026", "2026-11-24"),
    ("tk", "24 noýabr 2026", "2026-11-24"),
    ("tk", "2026-njy ýylyň 24-nji noýabry", "2026-11-24"),
    ("en", "Nov. 24, 2026, 5:30 p.m.", "2026-11-24 17:30"),
    ("en", "24th November 2026", "2026-11-24"),
    ("zh", "2026年11月24日 10:30", "2026-11-24 10:30"),
]


@pytest.mark.parametrize(("language", "raw", "read"), HABITS, ids=[f"{code}-{raw}" for code, raw, _ in HABITS])
def test_a_date_in_the_outlets_own_words(language: str, raw: str, read: str) -> None:
    assert at_almaty(raw, language) == read


@pytest.mark.parametrize(
    "raw",
    [
        "1970-01-01T00:00:00Z",
        "Thu, 01 Jan 1970 00:00:00 +0000",
        "0001-01-01",
        "9999-12-31T23:59:59Z",
        "2027-01-01",
        "Tue, 99 Foo 2026 25:61:61 +99999",
        "2026-11-24T10:00:00+99:99",
        "Пресс-служба",
        "24 ноября",
        "10:00",
        "100500",
        "x" * 5000,
        "",
    ],
)
def test_what_is_no_date_or_cannot_be_true_keeps_its_raw_text(raw: str) -> None:
    assert understand_date(raw, ALMATY, NOW) == Published(raw[:120], None, None)


def test_a_clock_some_hours_fast_is_believed_a_day_is_not() -> None:
    assert at_almaty("25.11.2026 16:00", "ru") == "2026-11-25 16:00"
    assert at_almaty("25.11.2026 17:30", "ru") is None


class TestLaws:
    @given(st.integers(820_454_400, 1_795_000_000), st.sampled_from([-8, 0, 3, 5, 6]))
    def test_an_offset_outranks_the_sources_zone(self, moment: int, hours: int) -> None:
        meant = datetime.fromtimestamp(moment, UTC)
        local = meant.replace(tzinfo=None) + timedelta(hours=hours)
        raw = f"{local:%Y-%m-%dT%H:%M:%S}{'-' if hours < 0 else '+'}{abs(hours):02}:00"
        assert understand_date(raw, ALMATY, NOW).at == meant

    @given(st.text(max_size=60))
    def test_no_text_raises_and_what_is_understood_is_possible(self, raw: str) -> None:
        found = understand_date(raw, ALMATY, NOW)
        assert "\0" not in found.raw
        if found.at is not None:
            assert datetime(1995, 1, 1, tzinfo=UTC) <= found.at <= NOW + timedelta(days=1)
