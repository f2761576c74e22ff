"""Where the files that ship with the product are: inside the package when installed, at the root of a checkout."""

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent


def default_file(name: str) -> Path:
    """The shipped file of this name (`watchlist.yaml`, `sources.yaml`, `subscriptions.yaml`)."""
    packaged = PACKAGE / "defaults" / name
    return packaged if packaged.is_file() else PACKAGE.parent / name
