"""`footprint run` as people start it: polls, reads, tells, answers /healthz, takes up edits, and stops when told."""

import json
import re
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.request import urlopen

from tests.e2e.place import Place
from tests.e2e.wild import camera_item
from tests.feeds import rss
from tests.origin import Origin
from tests.smtp import MailServer


class Running:
    """The service, and what it says on stderr, line by line."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self.process = process
        self.lines: list[dict[str, Any]] = []
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        assert self.process.stderr is not None
        for line in self.process.stderr:
            self.lines.append(json.loads(line) if line.startswith("{") else {"event": line})

    def said(self, event: str, **values: object) -> list[dict[str, Any]]:
        return [one for one in list(self.lines) if one["event"] == event and values.items() <= one.items()]

    def stop(self) -> int:
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(40)


@contextmanager
def service(place: Place) -> Iterator[Running]:
    place.environment["FOOTPRINT_LOG_FORMAT"] = "json"
    process = place.start("run")
    running = Running(process)
    try:
        yield running
    finally:
        process.kill()
        process.wait()


def wait_until(true: Callable[[], object], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.1)


def alarm(mail_to: str) -> dict[str, Any]:
    channels = [{"kind": "email", "to": [mail_to]}]
    return {"id": "alarm", "name": "Alarm", "schedule": "immediate", "at_most_every": "1s", "channels": channels}


def test_it_polls_tells_and_stops(place: Place, origin: Origin, mail_server: MailServer) -> None:
    place.environment |= mail_server.environment()
    origin.serve("/rss", rss([camera_item(1, origin)]))
    gone = [{"id": f"gone-{n}", "name": "gone", "url": f"http://gone-{n}.example/rss", "country": "TM"} for n in (1, 2)]
    good = {"id": "good", "name": "Good", "url": origin.url("/rss"), "country": "KZ", "full_text": "never"}
    place.sources([good, *gone])
    place.subscriptions([alarm("desk@desk.example")])
    with service(place) as running:
        wait_until(lambda: mail_server.received)
        wait_until(lambda: len(running.said("source failed")) == 2)
        health = running.said("started")[0]["health"]
        with urlopen(health) as answer:
            assert (answer.status, json.load(answer)["status"]) == (200, "ok")

        edited = (place.folder / "subscriptions.yaml").read_text()
        (place.folder / "subscriptions.yaml").write_text(edited.replace("immediate", "at noon"))
        wait_until(lambda: running.said("file refused, its last good version stays in use", file="subscriptions.yaml"))
        origin.serve("/second", rss([camera_item(2, origin)]))
        place.sources([good, *gone, {**good, "id": "second", "url": origin.url("/second")}])
        wait_until(lambda: running.said("file taken up", file="sources.yaml"))
        wait_until(lambda: running.said("polled", source="second"))
        assert running.stop() == 0
        assert all(len(running.said("source failed", source=one["id"])) == 1 for one in gone)
        assert "is not known (DNS)" in running.said("source failed")[0]["error"]
    assert place.footprint("mentions", "--json").json[0]["source"] in ("good", "second")


def test_a_second_service_on_the_same_database_is_refused_with_the_pid_of_the_first(place: Place) -> None:
    place.sources([])
    place.subscriptions([])
    with service(place) as running:
        wait_until(lambda: running.said("started"))
        other = place.footprint("run")
        assert other.status == 3
        assert str(running.process.pid) in other.err
        assert running.stop() == 0


def test_stopping_in_the_middle_of_a_poll_is_clean(place: Place, origin: Origin) -> None:
    place.sources([{"id": "slow", "name": "slow", "url": origin.url("/faults/hang")}])
    place.subscriptions([])
    with service(place) as running:
        wait_until(lambda: origin.count("/faults/hang"))
        began = time.monotonic()
        assert running.stop() == 0
        assert time.monotonic() - began < 20
        assert running.said("stopped")
    assert place.footprint("sources", "list", "--json").json[0]["state"] == "failing"


def test_the_demo_ends_with_mentions_a_digest_and_a_page(place: Place) -> None:
    done = place.footprint("demo", "--folder", str(place.folder / "look"))
    assert done.status == 0, done.err
    assert "В Алматы до весны добавят 350 «Сергеков»" in done.out
    assert "9 of 10 sources read" in done.out
    assert "the server answers 404 (Not Found)" in done.out
    named = re.search(r"The same as a page: (\S+)", done.out)
    assert named is not None
    assert "На кладбищах Алматы поставят 400 камер" in Path(named[1]).read_text(encoding="utf-8")
    for trap in ("Pegasus to open flights", "Полиция жүргізушілерді сергек болуға", "Рӯзи душанбе"):
        assert trap not in done.out
