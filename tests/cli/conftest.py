"""The command line in this process: the same `main`, without the start of an interpreter each time."""

import io
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from monitor import cli
from tests.e2e.place import Place
from tests.e2e.wild import camera_item
from tests.feeds import BISHKEK, BISHKEK_TEXT, TASHKENT, TASHKENT_TEXT, WEATHER, WEATHER_TEXT, Item, rss
from tests.origin import Origin, origin  # noqa: F401


@dataclass(frozen=True)
class Done:
    """How a command ended."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one document on stdout; nothing else may stand there."""
        return json.loads(self.out)


Run = Callable[..., Done]


def run_here(place: Place) -> Run:
    """`run("mentions", "--json")`, in the place's folder and environment."""

    def run(*arguments: str) -> Done:
        out, err = io.TextIOWrapper(io.BytesIO(), "utf-8"), io.StringIO()
        with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
            for name, value in place.environment.items():
                patch.setenv(name, value)
            patch.chdir(place.folder)
            patch.setattr(sys, "argv", ["footprint", *arguments])
            try:
                cli.main()
                status = 0
            except SystemExit as end:
                status = end.code if isinstance(end.code, int) else 0
        out.flush()
        written = out.buffer.getvalue()  # type: ignore[attr-defined]
        return Done(status, written.decode(), err.getvalue())

    return run


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """An empty folder."""
    return Place(tmp_path)


@pytest.fixture
def run(place: Place) -> Run:
    """The command in an empty folder."""
    return run_here(place)


@dataclass(frozen=True)
class Filled:
    """A folder whose sources have been polled."""

    place: Place
    origin: Origin
    run: Run


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Filled]:
    """Three countries' articles, one source that fails, one subscription to a folder."""
    with Origin() as web:
        place = Place(tmp_path_factory.mktemp("filled"))
        kz = [camera_item(1, web), camera_item(2, web), Item(WEATHER, web.url("/w"), WEATHER_TEXT)]
        web.serve("/kz", rss(kz))
        web.serve("/kg", rss([Item(BISHKEK, web.url("/kg/1"), BISHKEK_TEXT)]))
        web.serve("/uz", rss([Item(TASHKENT, web.url("/uz/1"), TASHKENT_TEXT)]))
        listed = [("kz", "ru", "KZ"), ("kg", "ky", "KG"), ("uz", "en", "UZ"), ("gone", "ru", "TM")]
        place.sources(
            [
                {
                    "id": name,
                    "name": name.upper(),
                    "url": web.url(f"/{name}"),
                    "language": language,
                    "country": country,
                    "full_text": "never",
                }
                for name, language, country in listed
            ]
        )
        place.subscriptions([{"id": "desk", "name": "Desk", "channels": [{"kind": "file", "path": "out/"}]}])
        run = run_here(place)
        assert run("poll", "--json").status == 1
        yield Filled(place, web, run)
