"""How a digest looks on a phone and on a screen, by day and by night: pictures kept here, compared with tolerance.

FOOTPRINT_GOLDEN=write keeps new pictures; look at them before you commit them.
"""

import os
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from alerts.render import render_html
from tests.alerts.gallery import morning, with_desk
from tests.golden.browser import NAMES, WIDTHS, browser, difference, pictures

HERE = Path(__file__).parent
FONT = "Noto Sans"
"""The pictures are made with it (Debian: fonts-noto-core): every machine breaks lines elsewhere with its own fonts."""
TOLERANCE = 1.2
"""The same page gives 0.3 at most; headlines three pixels smaller give 2.6, a page without its list on top 8."""
SCHEMES = ("light", "dark")
Shots = dict[tuple[int, str], Image.Image]


def page() -> str:
    html = render_html(with_desk(morning()), "https://desk.example.org/unsubscribe/token")
    assert "-apple-system" in html
    return html.replace("-apple-system", f"'{FONT}', -apple-system")


def is_installed(font: str) -> bool:
    files = (f"{font.replace(' ', '')}-Regular.*", f"{font.replace(' ', '')}[[]*")
    folders = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path.home() / ".fonts")
    return any(next(folder.rglob(name), None) for folder in folders for name in files)


@pytest.fixture(scope="module")
def program() -> str:
    found = browser()
    if found and is_installed(FONT):
        return found
    missing = f"the font {FONT}" if found else f"a browser ({', '.join(NAMES)})"
    told = f"THE LOOK OF DIGESTS WAS NOT TESTED: {missing} is not installed"
    warnings.warn(told, stacklevel=1)
    pytest.skip(told)


@pytest.fixture(scope="module")
def shots(program: str) -> Iterator[Shots]:
    taken = {scheme: pictures(program, page(), dark=scheme == "dark") for scheme in SCHEMES}
    yield {(width, scheme): taken[scheme][width] for scheme in SCHEMES for width in WIDTHS}


def kept(width: int, scheme: str) -> Path:
    return HERE / f"digest-{width}-{scheme}.png"


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", WIDTHS)
def test_a_digest_looks_as_it_was_approved(shots: Shots, width: int, scheme: str, tmp_path: Path) -> None:
    shot, path = shots[width, scheme], kept(width, scheme)
    if os.environ.get("FOOTPRINT_GOLDEN") == "write":
        shot.quantize(64).save(path, optimize=True)
    shot.save(tmp_path / path.name)
    with Image.open(path) as approved:
        told = f"look at {tmp_path / path.name} beside {path}"
        assert abs(shot.height - approved.height) < approved.height * 0.03, told
        assert difference(approved, shot) < TOLERANCE, told


def test_a_change_of_the_look_would_be_noticed(program: str, shots: Shots) -> None:
    smaller = pictures(program, page().replace("font-size:18px", "font-size:15px"), dark=False)
    assert difference(shots[380, "light"], smaller[380]) > TOLERANCE
    assert difference(shots[380, "light"], shots[380, "dark"]) > 20 * TOLERANCE


def test_nothing_is_wider_than_the_phone(shots: Shots) -> None:
    """What sticks out would make the right edge of the margin another colour somewhere."""
    shot = shots[380, "light"]
    edge = {shot.getpixel((shot.width - 1, y)) for y in range(shot.height)}
    assert len(edge) <= 4, "more than the backgrounds of page, coverage and cards"
