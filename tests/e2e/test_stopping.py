"""A one-off command that is stopped: 130 by the person at the terminal, 0 by the system; nothing half done."""

import signal
import time

import pytest

from tests.e2e.place import Place
from tests.origin import Origin


@pytest.mark.parametrize(("sign", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 0)])
def test_a_poll_that_is_stopped_ends_at_once_with_its_status(
    place: Place, origin: Origin, sign: signal.Signals, status: int
) -> None:
    place.environment["FOOTPRINT_TIMEOUT"] = "60"
    place.sources([{"id": "slow", "name": "Slow", "url": origin.url("/faults/hang")}])
    running = place.start("poll")
    while not origin.count("/faults/hang"):
        time.sleep(0.05)
        assert running.poll() is None
    began = time.monotonic()
    running.send_signal(sign)
    assert running.wait(30) == status
    assert time.monotonic() - began < 20
    assert "Traceback" not in (running.stderr.read() if running.stderr else "")
    assert place.footprint("sources", "list", "--json").json[0]["state"] == "new"
