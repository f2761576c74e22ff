"""Each raw sample beside this file becomes the values beside it; what is no feed says so, with a remedy."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.sources import draft, feed
from monitor.sources.entry import Entry, Parsed
from monitor.sources.errors import NotAFeed
from monitor.sources.source import Source

SAMPLES = Path(__file__).parent / "samples"
NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
SOURCE = Source(id="sample", name="Sample", url="https://feeds.example.kz/rss", country="KZ", language="ru")


def parse(body: bytes, content_type: str | None = None, source: Source = SOURCE) -> Parsed:
    return feed.parse(body, content_type=content_type, url=source.url, source=source, now=NOW)


def rss(*items: str, head: str = "") -> bytes:
    return f'<rss version="2.0"><channel>{head}{"".join(items)}</channel></rss>'.encode()


def shown(entry: Entry, names: list[str]) -> dict[str, Any]:
    """The named fields as a sample's JSON writes them."""
    values: dict[str, Any] = {name: getattr(entry, name) for name in names}
    if "published" in names:
        at = entry.published.at if entry.published else None
        values["published"] = at.isoformat() if at else None
    if "authors" in names:
        values["authors"] = list(entry.authors)
    return values


def expected_files() -> list[Path]:
    return sorted(path for path in SAMPLES.glob("*.json"))


@pytest.mark.parametrize("expected", expected_files(), ids=lambda path: path.stem)
def test_a_sample_becomes_the_values_beside_it(expected: Path) -> None:
    raw = next(path for path in SAMPLES.glob(expected.stem + ".*") if path != expected)
    wanted = json.loads(expected.read_text(encoding="utf-8"))
    parsed = parse(raw.read_bytes())
    assert parsed.title == wanted["title"]
    names = [list(one) for one in wanted["entries"]]
    assert [shown(entry, kept) for entry, kept in zip(parsed.entries, names, strict=True)] == wanted["entries"]
    assert [[one.key, one.reason] for one in parsed.refusals] == wanted.get("refusals", [])
    assert len(parsed.notes) == len(wanted["notes"]), parsed.notes
    for note, told in zip(parsed.notes, wanted["notes"], strict=True):
        assert note.startswith(told["begins"]) if isinstance(told, dict) else note == told


def test_every_sample_has_its_expected_values() -> None:
    raw = {path.stem for path in SAMPLES.iterdir() if path.suffix != ".json"}
    assert raw == {path.stem for path in expected_files()}


class TestWhatIsNoFeed:
    """It is told what came instead, and what to do."""

    @pytest.mark.parametrize(
        ("body", "said"),
        [
            (b"", "empty"),
            (b" \n\0 ", "empty"),
            (b"<!DOCTYPE html><html><head><title>News</title></head><body>x</body></html>", "a web page"),
            (
                b'<html><head><link rel="alternate" type="application/rss+xml" href="/rss.xml"></head></html>',
                "its feed is at https://feeds.example.kz/rss.xml",
            ),
            (b"<html><title>Just a moment...</title><script src=/cdn-cgi/cf-chl.js></script></html>", "browsers"),
            (b"<?xml version='1.0'?><urlset><url><loc>https://x/</loc></url></urlset>", "sitemap"),
            (b"<?xml version='1.0'?><!-- c --><opml version='2.0'></opml>", "OPML"),
            (b"<?xml version='1.0'?><catalog/>", "<catalog>"),
            (b"Access denied", "Access denied"),
            (b'{"error": "no such feed"}', "no JSON Feed"),
            (b'[{"a": 1}]', "no JSON Feed"),
            (b'{"version": "https://jsonfeed.org/version/1", "items": [', "broken JSON"),
            (b"[" * 100_000, "broken JSON"),
        ],
    )
    def test_is_told_in_words(self, body: bytes, said: str) -> None:
        with pytest.raises(NotAFeed) as refused:
            parse(body)
        assert said in refused.value.reason
        assert refused.value.remedy


class TestHostileFeeds:
    """Whatever one entry or the whole body holds, the rest is read, within bounds."""

    def test_thousands_of_entries_are_bounded_and_said(self) -> None:
        parsed = parse(rss("<item><title>x</title></item>" * 5000))
        assert len(parsed.entries) == draft.MOST_ENTRIES
        assert parsed.notes == ("only the first 2000 entries of 5000 were taken",)

    def test_overlong_fields_are_cut_and_said(self) -> None:
        text = "слово " * 30_000
        item = f"<item><title>{text}</title><description>{text}</description><guid>{'g' * 5000}</guid></item>"
        parsed = parse(rss(item))
        entry = parsed.entries[0]
        assert len(entry.title) == draft.LONGEST_TITLE
        assert len(entry.summary) == draft.LONGEST_TEXT
        assert entry.guid is not None
        assert entry.guid.startswith("sha256:")
        assert sum("was cut" in note for note in parsed.notes) == 2

    @pytest.mark.parametrize("inside", ["<![CDATA[%s]]>", "%s"])
    def test_deep_nesting_harms_nothing(self, inside: str) -> None:
        deep = inside % ("<div>" * 20_000)
        parsed = parse(rss(f"<item><title>a</title><description>{deep}</description></item>"))
        assert parsed.entries[0].title == "a"

    def test_an_entry_that_breaks_the_parser_is_the_only_one_lost(self, monkeypatch: pytest.MonkeyPatch) -> None:
        whole = feed._read

        def fragile(text: str) -> Any:
            if "POISON" in text:
                raise AttributeError("nobody thought of this")
            return whole(text)

        monkeypatch.setattr(feed, "_read", fragile)
        items = [f"<item><guid>n{n}</guid><title>{'POISON' if n == 1 else n}</title></item>" for n in range(4)]
        parsed = parse(rss(*items, head="<title>T</title>"))
        assert [entry.title for entry in parsed.entries] == ["0", "2", "3"]
        assert [refusal.key for refusal in parsed.refusals] == ["n1"]
        assert parsed.title == "T"

    @given(st.binary(max_size=300))
    def test_any_bytes_are_entries_or_a_told_reason(self, body: bytes) -> None:
        try:
            parse(body)
        except NotAFeed as refused:
            assert refused.reason

    @given(st.text(max_size=200), st.text(max_size=60), st.text(max_size=60))
    def test_any_text_in_an_entry_comes_out_storable(self, text: str, link: str, date: str) -> None:
        item = f"<item><title>{text}</title><link>{link}</link><pubDate>{date}</pubDate></item>"
        body = (f"<rss version='2.0'><channel>{item}</channel></rss>").encode("utf-8", "surrogatepass")
        for entry in parse(body).entries:
            for value in (entry.title, entry.summary, entry.guid or "", entry.url or ""):
                assert "\0" not in value
                value.encode()

    @given(st.recursive(st.none() | st.booleans() | st.floats() | st.text(), lambda one: st.lists(one, max_size=3)))
    def test_any_value_anywhere_in_a_json_feed_is_survived(self, value: Any) -> None:
        item = dict.fromkeys(("id", "url", "title", "content_html", "date_published", "authors", "author"), value)
        parsed = parse(json.dumps({"version": value, "title": value, "items": [item, {"title": "good"}]}).encode())
        assert parsed.entries[-1].title == "good"


class TestWhatASourceAddsToItsFeed:
    def test_its_time_zone_is_that_of_dates_without_an_offset(self) -> None:
        item = rss("<item><title>x</title><pubDate>24.11.2026 10:00</pubDate></item>")
        for zone, hour in (("Asia/Bishkek", 4), ("UTC", 10), (None, 5)):
            entry = parse(item, source=SOURCE.model_copy(update={"timezone": zone})).entries[0]
            assert entry.published is not None
            assert entry.published.at is not None
            assert entry.published.at.hour == hour

    def test_the_header_names_the_charset_when_the_document_does_not(self) -> None:
        body = rss("<item><title>中亚的摄像头</title></item>").decode().encode("gb2312")
        assert parse(body, "text/xml; charset=GB2312").entries[0].title == "中亚的摄像头"

    def test_a_link_is_relative_to_the_site_else_to_the_feed(self) -> None:
        item = "<item><title>x</title><link>/a b</link></item>"
        assert parse(rss(item)).entries[0].url == "https://feeds.example.kz/a%20b"
        assert parse(rss(item, head="<link>https://site.kz/</link>")).entries[0].url == "https://site.kz/a%20b"
