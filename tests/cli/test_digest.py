"""`digest`: looking before sending, sending once, and what became of it."""

import json
from email import message_from_string
from email.policy import default

from tests.cli.conftest import Filled, Run
from tests.e2e.place import Place
from tests.feeds import BISHKEK

DELIVERY = ["id", "subscription", "channel", "recipient", "status", "stories", "attempts", "error"]


def test_a_preview_in_every_form_stores_nothing_then_it_is_sent_once(filled: Filled) -> None:
    run = filled.run
    seen = run("digest", "preview", "desk", "--json").json
    assert {"subscription", "since", "until", "coverage", "stories", "updates"} <= set(seen)
    assert seen["coverage"]["configured"] == 4
    assert BISHKEK in [story["headline"] for story in seen["stories"]]
    assert BISHKEK in run("digest", "preview", "desk", "--text").out
    assert json.loads(run("digest", "preview", "desk", "--slack").out)[0]["blocks"]
    mail = message_from_string(run("digest", "preview", "desk", "--eml").out, policy=default)
    assert mail.get_content_type() == "multipart/alternative"
    assert run("digest", "history", "--json").json == []

    sent = run("digest", "send", "desk", "--json")
    assert sent.status == 0
    assert [list(one) for one in sent.json] == [DELIVERY]
    assert (sent.json[0]["status"], sent.json[0]["stories"]) == ("sent", len(seen["stories"]))
    assert BISHKEK in next((filled.place.folder / "out").glob("*.html")).read_text()
    assert run("digest", "send", "desk", "--json").json == []
    assert run("digest", "preview", "desk", "--json").json["stories"] == []
    history = run("digest", "history", "desk", "--json").json
    assert [(one["status"], one["attempts"]) for one in history] == [("sent", 1)]


def test_a_delivery_that_failed_is_status_1_and_can_be_replayed(run: Run, place: Place) -> None:
    place.sources([])
    channel = {"kind": "file", "path": "taken/"}
    place.subscriptions([{"id": "desk", "name": "Desk", "when_empty": "say-so", "channels": [channel]}])
    (place.folder / "taken").write_text("a file where a folder is wanted")
    sent = run("digest", "send", "desk", "--json")
    assert sent.status == 1
    assert sent.json[0]["status"] == "due"
    assert sent.json[0]["error"]
    assert run("digest", "replay", sent.json[0]["id"]).status == 2
    assert run("digest", "replay", "--all", "--json").json == []
    (place.folder / "taken").unlink()
    assert run("digest", "send", "desk", "--json").json[0]["status"] == "sent"


def test_with_json_the_console_channel_does_not_write_between(run: Run, place: Place) -> None:
    place.sources([])
    place.subscriptions([{"id": "desk", "name": "Desk", "when_empty": "say-so", "channels": [{"kind": "console"}]}])
    done = run("digest", "send", "desk", "--json")
    assert done.json[0]["status"] == "sent"
    assert "All quiet" in done.err


def test_a_subscription_that_is_not_there_is_named_with_those_that_are(filled: Filled) -> None:
    done = filled.run("digest", "send", "nobody")
    assert done.status == 2
    assert "there are: desk" in done.err
