"""A kind of source is a file: found by its name, and no other file has to know it."""

import pytest

from monitor.sources import feed
from monitor.sources.kinds import UnknownKind, kind, kinds


def test_the_kinds_are_the_files_that_can_parse() -> None:
    assert "feed" in kinds()
    assert not {"catalogue", "draft", "jsonfeed", "kinds", "repair"} & set(kinds())
    assert kind("feed") is feed


def test_an_unknown_kind_is_told_with_those_that_there_are() -> None:
    with pytest.raises(UnknownKind, match="feed"):
        kind("../../etc")
