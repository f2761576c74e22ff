"""The table of moves, its laws, and the waits between tries."""

from datetime import timedelta
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alerts import outbox
from alerts.outbox import MOVES, Event, MoveError, after, next_wait
from db.kinds import DeliveryState as State

FINAL = {State.SENT, State.CANCELLED}


class TestTheTable:
    def test_a_move_that_is_not_in_it_is_an_error_that_names_state_and_event(self) -> None:
        for state, event in product(State, Event):
            if (state, event) not in MOVES:
                with pytest.raises(MoveError, match=f"{state} cannot be {event}"):
                    after(state, event)

    def test_what_is_sent_or_cancelled_stays_so(self) -> None:
        assert not [move for move in MOVES if move[0] in FINAL]

    def test_every_state_is_reached_and_every_event_happens(self) -> None:
        assert set(MOVES.values()) == set(State)
        assert {event for _, event in MOVES} == set(Event)

    def test_silence_never_leads_straight_back_to_due(self) -> None:
        assert MOVES[State.SENDING, Event.NO_ANSWER] is State.UNCERTAIN

    def test_from_everywhere_there_is_a_way_to_an_end(self) -> None:
        reachable = dict.fromkeys(State, False) | dict.fromkeys(FINAL, True)
        for _ in State:
            for (state, _event), target in MOVES.items():
                reachable[state] = reachable[state] or reachable[target]
        assert all(reachable.values())

    def test_the_documentation_shows_every_move(self) -> None:
        page = (Path(__file__).parents[2] / "docs" / "guarantees.md").read_text(encoding="utf-8")
        for (state, event), target in MOVES.items():
            assert f"| {state} | {event} | {target} |" in page


class TestWaiting:
    @given(st.integers(1, 10_000), st.floats(0, 1, exclude_max=True))
    def test_it_slows_down_to_daily_and_never_ends(self, attempts: int, chance: float) -> None:
        wait = next_wait(attempts, chance)
        assert timedelta(seconds=48) <= wait <= timedelta(days=1.2)
        assert attempts < 9 or wait >= timedelta(days=0.8)

    @given(st.integers(1, 50))
    def test_more_tries_never_mean_a_shorter_wait(self, attempts: int) -> None:
        assert next_wait(attempts + 1, 0.5) >= next_wait(attempts, 0.5)

    def test_the_far_ends_own_wish_comes_first_where_it_is_longer(self) -> None:
        assert next_wait(1, 0.5, timedelta(hours=3)) == timedelta(hours=3)
        assert next_wait(9, 0.5, timedelta(seconds=1)) == timedelta(days=1)

    def test_a_lease_outlives_the_exchange(self) -> None:
        assert outbox.LEASE >= 2 * outbox.DEADLINE
