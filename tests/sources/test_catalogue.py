"""sources.yaml is read whole or refused with every mistake, each with its line, its key and what to do."""

from datetime import timedelta
from pathlib import Path

import pytest

from monitor.sources.catalogue import check_catalogue, load_catalogue
from monitor.yamlfile import ConfigError, Problem, parse_yaml

GOOD = """\
sources:
  - id: one
    name: One
    url: https://one.example.kz/rss
    country: KZ
    language: kk-Latn
    ownership: state
    every: 90m
  - {id: two, name: Two, url: "https://two.example.uz/feed/", proxy: "${PROXY}"}
"""


def problems(text: str, **environment: str) -> list[Problem]:
    return check_catalogue(parse_yaml(text, "sources.yaml"), environment)


def one(**keys: object) -> str:
    """A file with one source, changed in `keys`."""
    values = {"id": "one", "name": "One", "url": "https://one.example.kz/rss"} | keys
    return "sources:\n  - " + "\n    ".join(f"{key}: {value}" for key, value in values.items()) + "\n"


def test_a_good_file_becomes_sources_in_its_order(tmp_path: Path) -> None:
    (tmp_path / "sources.yaml").write_text(GOOD)
    first, second = load_catalogue(tmp_path, {"PROXY": "socks5://127.0.0.1:9050"}).sources
    assert (first.id, first.every, first.language) == ("one", timedelta(minutes=90), "kk-Latn")
    assert (second.id, second.kind, second.proxy) == ("two", "feed", "socks5://127.0.0.1:9050")


@pytest.mark.parametrize("text", ["", "sources:\n", "sources: []\n", "# nothing yet\n"])
def test_an_empty_file_holds_no_sources(tmp_path: Path, text: str) -> None:
    (tmp_path / "sources.yaml").write_text(text)
    assert load_catalogue(tmp_path, {}).sources == ()


FATAL = [
    (one(id="Not_An_Id"), 2, "sources[0].id", "small Latin letters"),
    (one(url="ftp://example.org/"), 4, "sources[0].url", "https://"),
    (one(url="example.org"), 4, "sources[0].url", "https://"),
    (one(url='"https://exa mple.org/"'), 4, "sources[0].url", "take it out"),
    (one(url="https://me:pw@example.org/"), 4, "sources[0].url", "take it out"),
    (one(url="https://example.org:port/"), 4, "sources[0].url", "browser"),
    (one(kind="fead"), 5, "sources[0].kind", "did you mean 'feed'"),
    (one(kind="pigeon"), 5, "sources[0].kind", "use one of"),
    (one(contry="KZ"), 5, "sources[0].contry", "did you mean 'country'"),
    (one(country="KAZ"), 5, "sources[0].country", "ISO 3166"),
    (one(country="UK"), 5, "sources[0].country", "GB"),
    (one(country="XX"), 5, "sources[0].country", "ISO 3166"),
    (one(language="kz"), 5, "sources[0].language", "write kk"),
    (one(language="Russian"), 5, "sources[0].language", "ru, kk"),
    (one(timezone="Asia/Almatty"), 5, "sources[0].timezone", "did you mean 'Asia/Almaty'"),
    (one(timezone="UTC+5"), 5, "sources[0].timezone", "Asia/Almaty"),
    (one(every="hourly"), 5, "sources[0].every", "30m, 2h or 1d"),
    (one(every="0m"), 5, "sources[0].every", "30m, 2h or 1d"),
    (one(ownership="goverment"), 5, "sources[0].ownership", "use one of"),
    (one(role="frist"), 5, "sources[0].role", "did you mean 'first'"),
    (one(enabled="perhaps"), 5, "sources[0].enabled", "boolean"),
    (one(proxy='"ssh://host"'), 5, "sources[0].proxy", "socks5"),
    (one(proxy='"${UNSET_PROXY}"'), 5, "sources[0].proxy", "set UNSET_PROXY"),
    (one(proxy="${SET_PROXY}"), 5, "sources[0].proxy", "in quotes"),
    ("sources:\n  - id: one\n    url: https://one.example.kz/rss\n", 2, "sources[0]", "add `name: …`"),
    ("sources:\n  - https://one.example.kz/rss\n", 2, "sources[0]", "- id: …"),
    ("sources: yes please\n", 1, "sources", "- id: …"),
    ("source:\n  - id: one\n", 1, "source", "`sources`"),
    ("- id: one\n", None, "", "sources:"),
]


@pytest.mark.parametrize(
    ("text", "line", "key", "remedy"), FATAL, ids=[f"{key}-{text[-18:-1]}" for text, _, key, _ in FATAL]
)
def test_a_mistake_is_told_with_line_key_and_remedy(text: str, line: int | None, key: str, remedy: str) -> None:
    found = problems(text, SET_PROXY="http://127.0.0.1:3128")
    assert [(problem.line, problem.key, problem.fatal) for problem in found] == [(line, key, True)]
    assert remedy in found[0].remedy or remedy in found[0].what or remedy in str(found[0])


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "sources.yaml").write_text(GOOD + GOOD.partition("\n")[2].replace("one.example.kz/rss", "x y"))
    with pytest.raises(ConfigError) as refused:
        load_catalogue(tmp_path, {})
    told = [(problem.line, problem.key, problem.fatal) for problem in refused.value.problems]
    assert sorted(told, key=str) == sorted(
        [
            (9, "sources[1].proxy", True),
            (10, "sources[2].id", True),
            (12, "sources[2].url", True),
            (17, "sources[3].proxy", True),
            (17, "sources[3].id", True),
            (17, "sources[3].url", False),
        ],
        key=str,
    )


@pytest.mark.parametrize(
    "url",
    [
        "https://example.kz/tag/kamery/",
        "https://example.kz/category/news",
        "https://example.kz/news?page=2",
        "https://example.kz/news/page/2/",
        "https://example.kz/author/ivanov",
    ],
)
def test_a_tag_or_paging_page_is_suspect_but_not_refused(url: str, tmp_path: Path) -> None:
    found = problems(one(url=url))
    assert [(problem.key, problem.fatal) for problem in found] == [("sources[0].url", False)]
    (tmp_path / "sources.yaml").write_text(one(url=url))
    assert len(load_catalogue(tmp_path, {}).sources) == 1


def test_the_feed_of_a_section_is_a_feed() -> None:
    assert problems(one(url="https://example.kz/category/technology/feed/")) == []
    assert problems(one(url="https://example.kz/?feed=rss2&p=x")) == []


def test_two_sources_of_one_address_are_suspect() -> None:
    twice = one() + one(id="other", url="http://www.one.example.kz/rss/").partition("\n")[2]
    assert [(problem.line, problem.fatal) for problem in problems(twice)] == [(7, False)]


def test_an_unquoted_variable_in_braces_is_told_too() -> None:
    try:
        told = problems("sources:\n  - {id: one, name: One, url: https://x.kz/, proxy: ${PROXY}}\n")
    except ConfigError as error:
        told = list(error.problems)
    assert any("quotes" in problem.remedy and problem.line == 2 for problem in told)


def test_the_shipped_catalogue_is_without_a_mistake() -> None:
    root = Path(__file__).parents[2]
    catalogue = load_catalogue(root, {})
    assert len(catalogue.sources) >= 40
    assert check_catalogue(parse_yaml((root / "sources.yaml").read_text(encoding="utf-8"), "sources.yaml"), {}) == []
    for source in catalogue.sources:
        assert source.language, source.id
        assert source.ownership, source.id
        assert source.role, source.id
        assert source.timezone, source.id
