"""Fixtures for the fetching tests."""

from tests.origin import origin

__all__ = ["origin"]
