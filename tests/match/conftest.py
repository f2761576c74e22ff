"""The shipped watch list, compiled once for all tests of this folder."""

import pytest

from monitor.match.matcher import Matcher, compile_matcher
from monitor.match.watchlist import load_watchlist


@pytest.fixture(scope="session")
def matcher() -> Matcher:
    return compile_matcher(load_watchlist(None))
