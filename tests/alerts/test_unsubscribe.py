"""Leaving with one click: the signed link, the page that asks, and the POST that mail programs send (RFC 8058)."""

from urllib.parse import urlsplit

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from alerts.unsubscribe import BadLinkError, Leaving, read_token, unsubscribe_link
from db.engine import Database
from db.queries.subscriptions import suppressed
from monitor.web.unsubscribe import unsubscribe_routes

SECRET = {"FOOTPRINT_SECRET": "s" * 32}
WHO = Leaving("morning", "email", "редактор@desk.example")
DESK = "https://desk.example"
ONE_CLICK = {"List-Unsubscribe": "One-Click"}


def path() -> str:
    return urlsplit(unsubscribe_link(WHO, DESK, SECRET)).path


@pytest.fixture
def client(database: Database) -> TestClient:
    app = FastAPI()
    app.include_router(unsubscribe_routes(database, SECRET))
    return TestClient(app)


def left(database: Database) -> list[str]:
    with database.reading() as session:
        return [one.recipient for one in suppressed(session)]


class TestTheLink:
    def test_it_says_who_leaves_what(self) -> None:
        assert read_token(path().removeprefix("/unsubscribe/"), SECRET) == WHO

    @pytest.mark.parametrize(("desk", "environment"), [(None, SECRET), (DESK, {}), ("", SECRET)])
    def test_without_a_desk_or_a_secret_there_is_none(self, desk: str | None, environment: dict[str, str]) -> None:
        assert unsubscribe_link(WHO, desk, environment) == ""

    @pytest.mark.parametrize("token", ["", "x", "WyJtIl0.abc", "ÿ" * 40])
    def test_a_forged_one_is_refused(self, token: str) -> None:
        with pytest.raises(BadLinkError):
            read_token(token, SECRET)

    def test_so_is_one_that_another_secret_signed(self) -> None:
        with pytest.raises(BadLinkError):
            read_token(path().removeprefix("/unsubscribe/"), {"FOOTPRINT_SECRET": "other"})


class TestThePage:
    def test_opening_it_asks_and_changes_nothing(self, client: TestClient, database: Database) -> None:
        page = client.get(path(), headers={"accept-language": "ru-KZ,ru;q=0.9"})
        assert page.status_code == 200
        assert "Отписаться" in page.text
        assert WHO.recipient in page.text
        assert left(database) == []

    def test_one_click_takes_the_recipient_off_and_a_second_does_no_harm(
        self, client: TestClient, database: Database
    ) -> None:
        for _ in range(2):
            assert client.post(path(), data=ONE_CLICK).status_code == 200
        assert left(database) == [WHO.recipient]

    def test_a_forged_link_takes_nobody_off(self, client: TestClient, database: Database) -> None:
        assert client.post(path() + "x", data=ONE_CLICK).status_code == 404
        assert left(database) == []

    def test_nothing_may_run_or_leak(self, client: TestClient) -> None:
        headers = client.get(path()).headers
        assert "default-src 'none'" in headers["content-security-policy"]
        assert headers["referrer-policy"] == "no-referrer"
