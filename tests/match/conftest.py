"""The shipped watch list, compiled once for all tests of this folder."""

import pytest

from monitor.jobs.world import matcher_of
from monitor.match.matcher import Matcher, compile_matcher
from monitor.match.watchlist import load_watchlist


@pytest.fixture(scope="session")
def matcher() -> Matcher:
    """Judges by the signals alone."""
    return compile_matcher(load_watchlist(None))


@pytest.fixture(scope="session")
def product() -> Matcher:
    """Judges as the product does, with a second opinion."""
    return matcher_of(load_watchlist(None))
