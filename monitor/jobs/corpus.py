"""Labelled articles: the lines of a corpus file, and what was predicted for each."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from monitor.match.match import Claim, Match, Text


class CorpusError(Exception):
    """A corpus file cannot be read; the message names file and line."""


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a corpus: what a judge may see (`text`), and the labels that it may not."""

    id: str
    text: Text
    labels: Mapping[str, Any]

    @property
    def labelled(self) -> bool:
        """Whether the item says what is right."""
        return self.labels.get("grade") is not None


@dataclass(frozen=True, slots=True)
class Judged:
    """An item and the verdict on it."""

    item: Item
    match: Match


def read_corpus(path: Path) -> list[Item]:
    """The items of a JSON-lines file, or of every `*.jsonl` below a folder. Raises CorpusError."""
    if path.is_dir():
        files = sorted(path.rglob("*.jsonl"))
        if not files:
            raise CorpusError(f"{path}: no .jsonl file in this folder")
        return [item for file in files for item in read_corpus(file)]
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise CorpusError(f"{path}: cannot be read ({error})") from None
    return [_item(line, path, number) for number, line in enumerate(lines, 1) if line.strip()]


def _item(line: str, path: Path, number: int) -> Item:
    try:
        row = json.loads(line)
        published = row.get("published")
        text = Text(
            title=str(row.get("title") or ""),
            text=str(row.get("text") or ""),
            source_country=row.get("source_country"),
            published=_instant(published) if published else None,
        )
        return Item(str(row["id"]), text, row)
    except (ValueError, KeyError, AttributeError, TypeError) as error:
        raise CorpusError(f"{path}:{number}: not a corpus item ({type(error).__name__}: {error})") from None


def _instant(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment


def fact(claim: Claim) -> dict[str, Any]:
    """A claim as the outside contract writes it (`facts`)."""
    return {
        "kind": claim.kind.value,
        "value": claim.value,
        "unit": claim.unit,
        "state": claim.state.value if claim.state else None,
        "scope": claim.scope,
        "as_of": claim.as_of.isoformat() if claim.as_of else None,
        "said_by": claim.said_by,
        "sentence": claim.sentence,
    }


def prediction(judged: Judged) -> dict[str, Any]:
    """One line of the predictions file."""
    match = judged.match
    return {
        "id": judged.item.id,
        "grade": match.grade,
        "event": match.event.value if match.event else None,
        "entities": list(match.entities),
        "places": list(match.places),
        "countries": list(match.countries),
        "facts": [fact(claim) for claim in match.claims],
        "language": match.language,
    }
