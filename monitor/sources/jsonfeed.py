"""JSON Feed 1.0 and 1.1 (https://www.jsonfeed.org/version/1.1/): the other shape that sources of kind `feed` have."""

import json
from typing import Any

from monitor.sources.draft import Drafts, Raw, Surroundings
from monitor.sources.entry import Parsed
from monitor.sources.errors import NotAFeed

REMEDY = "put the address of the site's feed into sources.yaml, or run `footprint sources add` with its homepage"


def parse_json_feed(text: str, around: Surroundings, notes: list[str]) -> Parsed:
    """Entries of a JSON Feed. Raises NotAFeed for JSON of another kind, and for what is not JSON."""
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise NotAFeed(f"the answer is broken JSON ({error})", "it may be cut short; look at the address") from error
    if not isinstance(document, dict) or not isinstance(document.get("items"), list):
        raise NotAFeed("the answer is JSON, but no JSON Feed", REMEDY)
    if "jsonfeed.org" not in str(document.get("version", "")):
        notes.append("it does not say which version of JSON Feed it is")
    home = _text(document.get("home_page_url"))
    drafts = Drafts(
        Surroundings(
            base=home if home.startswith("http") else around.base,
            zone=around.zone,
            now=around.now,
            language=around.language,
            declared_language=_text(document.get("language")) or around.declared_language,
        )
    )
    drafts.add([_raw(item) for item in document["items"]])
    return drafts.parsed(_text(document.get("title")), notes)


def _raw(item: Any) -> Raw:
    """One item. The specification's own fallbacks; numbers as ids are taken as text, as it recommends."""
    if not isinstance(item, dict):
        return Raw(guid=f"an item that is no object: {str(item)[:80]}")
    html, plain = _text(item.get("content_html")), _text(item.get("content_text"))
    several = item.get("authors")
    people = several if isinstance(several, list) else [item.get("author")]
    return Raw(
        link=_text(item.get("url")) or _text(item.get("external_url")) or None,
        title=_text(item.get("title")),
        texts=(_text(item.get("summary")), html or plain),
        guid=_text(item.get("id")) or None,
        published=_text(item.get("date_published")) or _text(item.get("date_modified")) or None,
        authors=tuple(_text(one.get("name")) for one in people if isinstance(one, dict)),
    )


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""
