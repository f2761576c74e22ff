"""Fixtures for all tests."""

import pytest
from hypothesis import settings


@pytest.fixture
def anyio_backend() -> str:
    """Async tests run on asyncio, as the service does."""
    return "asyncio"


# A busy machine is no failure: what must be quick is measured in benchmarks/.
settings.register_profile("footprint", deadline=None)
settings.load_profile("footprint")
