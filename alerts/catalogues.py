"""Which English texts a digest's catalogues must hold: read from the code itself. Used by the tests and by translators.

`python -m alerts.catalogues CODE` brings `alerts/locale/CODE.po` up to date: new texts are added untranslated, texts
that the code no longer says are dropped, translations are kept.
"""

import io
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel.messages import Catalog

HERE = Path(__file__).parent
LOCALES = HERE / "locale"
KEYWORDS: dict[str, tuple[int, ...] | None] = {"text": None, "mark": None, "number_of": (1, 2)}
"""The calls whose first (and second, for plurals) argument is a text to translate."""


def template(code: str = "en") -> "Catalog":
    """An empty catalogue of every text, with the plural forms of `code`."""
    from babel.messages import Catalog
    from babel.messages.extract import extract_from_dir

    found = Catalog(locale=code, project="footprint-monitor", charset="utf-8", fuzzy=False)
    for name, _, message, _, _ in extract_from_dir(str(HERE), [("**.py", "python")], keywords=KEYWORDS):
        if name != Path(__file__).name:
            found.add(message)
    return found


def refreshed(code: str) -> "Catalog":
    """The catalogue of `code` with exactly the texts of the code, and the translations that it has."""
    from babel.messages.pofile import read_po

    fresh = template(code)
    path = LOCALES / f"{code}.po"
    if path.exists():
        with path.open("rb") as file:
            kept = read_po(file, locale=code)
        fresh.header_comment = kept.header_comment
        for message in fresh:
            before = kept.get(message.id) if message.id else None
            if before is not None:
                message.string = before.string
    return fresh


def main(code: str) -> None:
    """Write the refreshed catalogue of `code`."""
    from babel.messages.pofile import write_po

    written = io.BytesIO()
    write_po(written, refreshed(code), width=120, sort_output=True, omit_header=False, no_location=True)
    path = LOCALES / f"{code}.po"
    whole = path.with_suffix(".po.new")  # the old one is read until the new one is whole
    whole.write_bytes(written.getvalue())
    whole.replace(path)


if __name__ == "__main__":
    main(sys.argv[1])
