"""When a digest is due: as Debian's cron reads it, missed moments in one, quiet hours, nights when clocks change."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alerts.schedule import QuietHours, Rhythm, ScheduleError, check_schedule, due, next_due, quiet_hours

ALMATY = ZoneInfo("Asia/Almaty")
BERLIN = ZoneInfo("Europe/Berlin")
EIGHT = Rhythm("0 8 * * *", "Asia/Almaty")


def at(*parts: int, zone: ZoneInfo = ALMATY) -> datetime:
    return datetime(*parts, tzinfo=zone)  # type: ignore[misc, arg-type]


class TestDue:
    @pytest.mark.parametrize(
        ("last", "now", "expected"),
        [
            (at(2026, 3, 1, 8), at(2026, 3, 1, 7, 59), None),
            (at(2026, 3, 1, 8), at(2026, 3, 2, 7, 59), None),
            (at(2026, 3, 1, 8), at(2026, 3, 2, 8), at(2026, 3, 2, 8)),
            (at(2026, 3, 1, 8), at(2026, 3, 2, 23), at(2026, 3, 2, 8)),
            (at(2026, 3, 1, 8), at(2026, 3, 9, 9), at(2026, 3, 9, 8)),
            (at(2026, 3, 2, 8), at(2026, 3, 2, 8), None),
        ],
    )
    def test_the_latest_moment_after_the_last(self, last: datetime, now: datetime, expected: datetime | None) -> None:
        assert due(EIGHT, last.astimezone(UTC), now.astimezone(UTC)) == expected

    @pytest.mark.parametrize(
        ("schedule", "moment"),
        [
            ("0 8 13 * 5", at(2026, 3, 6, 8)),
            ("0 8 13 * 5", at(2026, 3, 13, 8)),
            ("0 8 * * 7", at(2026, 3, 8, 8)),
            ("0 8 * * 0", at(2026, 3, 8, 8)),
            ("0 8 * * 5-7", at(2026, 3, 8, 8)),
            ("0 8 * * MON", at(2026, 3, 9, 8)),
            ("0 8 29 2 *", at(2024, 2, 29, 8)),
            ("*/15 * * * *", at(2026, 3, 8, 8, 45)),
        ],
    )
    def test_cron_as_cron_reads_it(self, schedule: str, moment: datetime) -> None:
        rhythm = Rhythm(schedule, "Asia/Almaty")
        assert due(rhythm, moment - timedelta(minutes=1), moment) == moment

    def test_a_moment_that_the_clock_skips_is_made_once_and_one_that_it_repeats_once(self) -> None:
        rhythm = Rhythm("30 2 * * *", "Europe/Berlin")
        for night in (datetime(2026, 3, 28, 12, tzinfo=UTC), datetime(2026, 10, 24, 12, tzinfo=UTC)):
            made = []
            last = night
            for minutes in range(0, 24 * 60, 10):
                now = night + timedelta(minutes=minutes)
                if moment := due(rhythm, last, now):
                    made.append(moment)
                    last = moment
            assert len(made) == 1, made

    @given(
        st.sampled_from(["0 8 * * *", "*/20 * * * *", "0 3 1 * *", "15 2 * * 0", "0 0 29 2 *"]),
        st.sampled_from(["UTC", "Asia/Almaty", "Europe/Berlin", "America/New_York"]),
        st.integers(0, 730 * 86_400),
        st.timedeltas(timedelta(0), timedelta(days=40)),
    )
    def test_what_is_due_lies_between_and_is_due_but_once(
        self, schedule: str, zone: str, last: int, slept: timedelta
    ) -> None:
        rhythm = Rhythm(schedule, zone)
        before = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=last)
        now = before + slept
        moment = due(rhythm, before, now)
        if moment is not None:
            assert before < moment <= now
            assert due(rhythm, moment.astimezone(UTC), now) is None
            following = next_due(rhythm, moment)
            assert following is not None
            assert following.astimezone(UTC) > now


class TestImmediate:
    def test_it_is_due_once_its_span_is_over(self) -> None:
        rhythm = Rhythm("immediate", at_most_every=timedelta(minutes=15))
        last = at(2026, 3, 1, 8)
        assert due(rhythm, last, last + timedelta(minutes=14)) is None
        assert due(rhythm, last, last + timedelta(minutes=15)) == last + timedelta(minutes=15)


class TestQuietHours:
    @pytest.mark.parametrize(("hour", "quiet"), [(21, False), (22, True), (23, True), (3, True), (7, False)])
    def test_they_may_span_midnight(self, hour: int, quiet: bool) -> None:
        rhythm = Rhythm("immediate", "Asia/Almaty", quiet_hours("22:00-07:00"))
        now = at(2026, 3, 2, hour)
        assert (due(rhythm, now - timedelta(days=1), now) is None) is quiet

    def test_what_fell_into_them_is_due_when_they_end(self) -> None:
        rhythm = Rhythm("0 3 * * *", "Asia/Almaty", quiet_hours("22:00-07:00"))
        assert due(rhythm, at(2026, 3, 1, 12), at(2026, 3, 2, 6, 59)) is None
        assert due(rhythm, at(2026, 3, 1, 12), at(2026, 3, 2, 7)) == at(2026, 3, 2, 3)
        assert next_due(rhythm, at(2026, 3, 1, 12)) == at(2026, 3, 2, 7)

    @pytest.mark.parametrize("text", ["", "22-7", "25:00-07:00", "22:00-22:00", "22:60-07:00", "night"])
    def test_other_forms_are_refused(self, text: str) -> None:
        with pytest.raises(ScheduleError, match="22:00-07:00"):
            quiet_hours(text)

    def test_within_one_day(self) -> None:
        hours = quiet_hours("12:00-13:30")
        assert isinstance(hours, QuietHours)
        assert [hours.covers(at(2026, 1, 1, *moment).time()) for moment in ((11, 59), (12, 0), (13, 29), (13, 30))] == [
            False, True, True, False,
        ]  # fmt: skip


class TestCheck:
    @pytest.mark.parametrize("schedule", ["immediate", "0 8 * * *", "0 8 * * 1-6", "*/5 * * * *", "0 8 L * *"])
    def test_good(self, schedule: str) -> None:
        check_schedule(schedule)

    @pytest.mark.parametrize(
        "schedule", ["", "daily", "0 8 * *", "0 8 * * * *", "61 8 * * *", "0 8 31 2 *", "0 8 * * 9"]
    )
    def test_bad(self, schedule: str) -> None:
        with pytest.raises(ScheduleError):
            check_schedule(schedule)
