"""Pictures of a page as a mail program shows it, by headless Chromium; and how alike two pictures are."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from PIL import Image, ImageChops, ImageFilter, ImageStat

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
OPTIONS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--hide-scrollbars",
)  # fmt: skip
WIDTHS = (380, 720)
"""A phone, and a window on a screen."""
TALL = 6000
COARSE = 8
"""Pictures are compared after shrinking by this: edges of letters fade, layout and colour stay."""


def browser() -> str | None:
    """The browser of this machine: FOOTPRINT_BROWSER, else the first that is installed."""
    return os.environ.get("FOOTPRINT_BROWSER") or next(filter(None, map(shutil.which, NAMES)), None)


def pictures(program: str, html: str, *, dark: bool) -> dict[int, Image.Image]:
    """`html` at each of WIDTHS, down to where it ends. One start of the browser: they stand side by side."""
    frames = "".join(f"<iframe src=page.html style='width:{width}px'></iframe>" for width in WIDTHS)
    style = f"body{{margin:0;display:flex}}iframe{{border:0;height:{TALL}px}}"
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        (here / "page.html").write_text(html, encoding="utf-8")
        (here / "both.html").write_text(
            f'<!doctype html><meta name="color-scheme" content="light dark"><style>{style}</style>{frames}',
            encoding="utf-8",
        )
        size = [f"--window-size={sum(WIDTHS)},{TALL}", f"--screenshot={here / 'shot.png'}"]
        scheme = f"--blink-settings=preferredColorScheme={0 if dark else 1}"
        command = [program, *OPTIONS, f"--user-data-dir={here / 'profile'}", *size, scheme]
        subprocess.run([*command, (here / "both.html").as_uri()], check=True, capture_output=True, timeout=100)
        with Image.open(here / "shot.png") as shot:
            whole = shot.convert("RGB")
    lefts = [sum(WIDTHS[:index]) for index in range(len(WIDTHS))]
    return {
        width: _trimmed(whole.crop((left, 0, left + width, TALL))) for width, left in zip(WIDTHS, lefts, strict=True)
    }


def _trimmed(picture: Image.Image) -> Image.Image:
    """Without the empty rest below the page."""
    empty = Image.new("RGB", picture.size, picture.getpixel((0, TALL - 1)))
    box = ImageChops.difference(picture, empty).getbbox()
    return picture.crop((0, 0, picture.width, box[3] + 16)) if box else picture


def difference(one: Image.Image, other: Image.Image) -> float:
    """How much two pictures differ to the eye of somebody who stands back: 0 (not at all) to 255.

    Both are shrunk to the size of the first, so that a line more or less does not count as another page.
    """
    size = (one.width // COARSE, one.height // COARSE)
    first, second = (
        picture.convert("RGB").resize(size, Image.Resampling.BOX).filter(ImageFilter.GaussianBlur(3))
        for picture in (one, other)
    )
    return max(ImageStat.Stat(ImageChops.difference(first, second)).mean)
