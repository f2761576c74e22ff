"""The misbehaving origin, for all tests of this folder."""

from tests.origin import origin  # noqa: F401
