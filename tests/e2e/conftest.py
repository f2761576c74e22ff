"""What stands around the installed command: an origin, a mail server, receivers, and a folder."""

from pathlib import Path

import pytest

from tests.e2e.place import Place
from tests.origin import origin  # noqa: F401
from tests.receivers import receiver, slack  # noqa: F401
from tests.smtp import mail_server  # noqa: F401


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)
