"""A new folder of YAML files, and a new source found behind an address."""

from dataclasses import dataclass
from pathlib import Path

from monitor.defaults import default_file

FILES = ("sources.yaml", "watchlist.yaml", "subscriptions.yaml")


@dataclass(frozen=True)
class Written:
    """A file of `init`: where it stands, and whether it was written now or stood there before."""

    path: Path
    new: bool


def write_defaults(folder: Path) -> list[Written]:
    """Write the three files into `folder` where they are not there yet; nothing is overwritten. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name in FILES:
        path = folder / name
        try:
            with path.open("x", encoding="utf-8") as file:
                file.write(default_file(name).read_text(encoding="utf-8"))
            written.append(Written(path, new=True))
        except FileExistsError:
            written.append(Written(path, new=False))
    return written
