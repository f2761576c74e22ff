"""Fixtures for all tests."""

import logging
from collections.abc import Iterator

import pytest
import structlog
from hypothesis import settings


@pytest.fixture(autouse=True)
def logs_as_they_were() -> Iterator[None]:
    """A test that sets up logs leaves no handler behind that writes to its own, closed stderr."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    structlog.reset_defaults()
    root.handlers[:] = handlers
    root.setLevel(level)


@pytest.fixture
def anyio_backend() -> str:
    """Async tests run on asyncio, as the service does."""
    return "asyncio"


# A busy machine is no failure: what must be quick is measured in benchmarks/.
settings.register_profile("footprint", deadline=None)
settings.load_profile("footprint")
