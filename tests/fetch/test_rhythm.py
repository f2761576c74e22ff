"""When a source is looked at again: its server's wish, its failures, its own rhythm, in this order."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.fetch.rhythm import (
    LONGEST,
    LONGEST_WAIT,
    SHORTEST,
    SourceHealth,
    is_due,
    learnt_interval,
    next_poll,
    retry_after,
)

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
MIDDLE = 0.5
"""The chance that moves nothing."""
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)


def health(**known: object) -> SourceHealth:
    return SourceHealth(**({"last_polled": NOW, "usual_interval": 20 * MINUTE} | known))  # type: ignore[arg-type]


def wait(known: SourceHealth, chance: float = MIDDLE) -> timedelta:
    return next_poll(known, NOW, chance).at - NOW


class TestAWorkingSource:
    def test_is_looked_at_in_its_usual_rhythm(self) -> None:
        assert next_poll(health(), NOW, MIDDLE).reason == "its usual rhythm"
        assert wait(health()) == 20 * MINUTE

    def test_a_rhythm_in_the_file_outranks_what_was_learnt(self) -> None:
        assert wait(health(every=3 * HOUR)) == 3 * HOUR
        assert "sources.yaml" in next_poll(health(every=3 * HOUR), NOW, MIDDLE).reason

    def test_a_new_one_is_due_at_once(self) -> None:
        assert wait(SourceHealth()) == timedelta()

    @given(st.floats(0, 1, exclude_max=True))
    def test_chance_moves_it_by_a_tenth_at_most(self, chance: float) -> None:
        assert 18 * MINUTE <= wait(health(), chance) <= 22 * MINUTE


class TestAFailingSource:
    def test_waits_twice_as_long_after_each_failure_up_to_a_day(self) -> None:
        waits = [wait(health(failures=n, http_status=500)) for n in range(1, 9)]
        assert waits[:3] == [40 * MINUTE, 80 * MINUTE, 160 * MINUTE]
        assert waits == sorted(waits)
        assert wait(health(failures=100_000, http_status=500)) == LONGEST_WAIT
        assert "3 failures" in next_poll(health(failures=3), NOW, MIDDLE).reason

    def test_without_any_answer_it_waits_two_hours_at_most_for_the_network_may_be_ours(self) -> None:
        assert wait(health(failures=1)) == 40 * MINUTE
        assert wait(health(failures=100_000)) == 2 * HOUR

    def test_the_servers_own_wish_comes_first_and_is_never_shortened(self) -> None:
        known = health(failures=9, http_status=429, retry_after=NOW + HOUR)
        assert wait(known, 0.0) == HOUR
        assert wait(known, 0.99) >= HOUR
        assert "asked us to wait" in next_poll(known, NOW, MIDDLE).reason

    def test_a_wish_of_weeks_is_a_day_and_one_of_seconds_some_minutes(self) -> None:
        assert wait(health(failures=1, retry_after=NOW + timedelta(days=30)), 0.0) == LONGEST_WAIT
        assert wait(health(failures=1, retry_after=NOW + timedelta(seconds=1)), 0.0) == SHORTEST

    def test_a_wish_that_has_passed_is_none(self) -> None:
        assert wait(health(retry_after=NOW - MINUTE)) == 20 * MINUTE

    def test_gone_for_good_slows_to_daily_and_says_what_to_do(self) -> None:
        due = next_poll(health(failures=1, http_status=410), NOW, MIDDLE)
        assert due.at - NOW == LONGEST_WAIT
        assert "410" in due.reason
        assert "address" in due.reason

    def test_not_found_is_believed_the_third_time(self) -> None:
        assert wait(health(failures=2, http_status=404)) == 80 * MINUTE
        assert wait(health(failures=3, http_status=404)) == LONGEST_WAIT


class TestLearningARhythm:
    def test_a_busy_outlet_is_looked_at_every_five_minutes_and_a_quiet_one_hourly(self) -> None:
        busy = quiet = 30 * MINUTE
        for _ in range(12):
            busy = learnt_interval(busy, 10, busy)
            quiet = learnt_interval(quiet, 0, quiet)
        assert (busy, quiet) == (SHORTEST, LONGEST)

    def test_it_settles_at_one_new_entry_a_poll(self) -> None:
        usual = 30 * MINUTE
        for _ in range(20):
            new = round(usual / (12 * MINUTE))
            usual = learnt_interval(usual, new, usual)
        assert 6 * MINUTE <= usual <= 18 * MINUTE

    @given(
        st.timedeltas(timedelta(), timedelta(days=9)),
        st.integers(0, 10_000),
        st.none() | st.timedeltas(-HOUR, timedelta(days=9)),
    )
    def test_it_never_leaves_its_bounds(self, usual: timedelta, new: int, since: timedelta | None) -> None:
        assert SHORTEST <= learnt_interval(usual, new, since) <= LONGEST


class TestRetryAfter:
    @pytest.mark.parametrize(
        ("value", "seconds"),
        [
            ("120", 120),
            (" 5 ", 5),
            ("Tue, 24 Nov 2026 12:10:00 GMT", 600),
            ("Tue, 24 Nov 2026 17:10:00 +0500", 600),
            ("0", None),
            ("-5", None),
            ("Tue, 24 Nov 2026 11:00:00 GMT", None),
            ("soon", None),
            ("٥", None),
            ("", None),
            (None, None),
        ],
    )
    def test_both_forms_are_read(self, value: str | None, seconds: int | None) -> None:
        assert retry_after(value, NOW) == (None if seconds is None else NOW + timedelta(seconds=seconds))

    @given(st.text(max_size=40))
    def test_any_text_is_survived(self, value: str) -> None:
        moment = retry_after(value, NOW)
        assert moment is None or moment > NOW

    @pytest.mark.parametrize("value", ["9" * 400, "31536000", "Fri, 31 Dec 2099 23:59:59 GMT"])
    def test_no_server_is_left_alone_for_more_than_a_day(self, value: str) -> None:
        assert retry_after(value, NOW) == NOW + LONGEST_WAIT


def test_due_is_what_was_never_looked_at_what_has_come_and_what_a_wrong_clock_set() -> None:
    assert is_due(None, NOW)
    assert is_due(NOW, NOW)
    assert not is_due(NOW + MINUTE, NOW)
    assert not is_due(NOW + LONGEST_WAIT, NOW)
    assert is_due(NOW + timedelta(days=900), NOW)
