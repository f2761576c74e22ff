"""watchlist.yaml: what it may hold, and every mistake told at once with its line."""

from pathlib import Path

import pytest

from monitor.match.match import Text
from monitor.match.matcher import compile_matcher
from monitor.match.watchlist import Watchlist, check_watchlist, load_watchlist, watchlist_of
from monitor.yamlfile import ConfigError, parse_yaml, read_yaml


def watch(text: str) -> Watchlist:
    return watchlist_of(parse_yaml(text, "watchlist.yaml"))


def problems(text: str) -> str:
    return "\n".join(str(problem) for problem in check_watchlist(parse_yaml(text, "watchlist.yaml")))


def test_the_shipped_list_has_no_mistakes() -> None:
    from monitor.defaults import default_file

    assert check_watchlist(read_yaml(default_file("watchlist.yaml"))) == []
    assert len(load_watchlist(None).entries) > 120


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("gadgets: {}", "unknown section `gadgets`"),
        ("vendors: [a, b]", "not a mapping of ids"),
        ("vendors: {a: {name: A, forms: [Aword], colour: red}}", "unknown key `colour`"),
        ("vendors: {a: {forms: [Aword]}}", "no name"),
        ("vendors: {a: {name: A}}", "no forms"),
        ("vendors: {a: {name: A, forms: ['~']}}", "can never match"),
        ("vendors: {a: {name: A, forms: ['«»']}}", "can never match"),
        ("vendors: {a: {name: A, forms: [5]}}", "is not text"),
        ("vendors: {a: {name: A, forms: [x]}}", "single letter"),
        ("vendors: {a: {name: A, forms: [Aword], needs: luck}}", "`needs` is 'luck'"),
        ("vendors: {a: {name: A, forms: [Aword], caps: maybe}}", "`caps` is 'maybe'"),
        ("vendors: {a: {name: A, forms: [Aword], implies: [b]}}", "no entry `b`"),
        ("vendors: {a: {name: A, forms: [Aword], stands_for: {KG: b}}}", "no entry `b`"),
        ("vendors: {a: {name: A, forms: [Сергек~, Sergek~]}}", "adds nothing: this entry has it already"),
        ("vendors: {a: {name: A, forms: [Alongword]}, b: {name: B, forms: [ALONGWORD]}}", "`a` has the same form"),
        (
            "vendors: {a: {name: A, forms: [Aword]}}\nsystems: {a: {name: B, forms: [Bword]}}",
            "already used by a vendor",
        ),
        ("- a", "not a mapping of sections"),
    ],
)
def test_a_mistake_is_told_with_its_place(text: str, said: str) -> None:
    told = problems(text)
    assert said in told
    assert told.startswith("watchlist.yaml:") or "→" in told


def test_all_mistakes_are_told_at_once() -> None:
    with pytest.raises(ConfigError) as caught:
        watch("vendors:\n  a: {forms: [Aword]}\n  b: {name: B, forms: [Bword], needs: luck}\n")
    assert len(caught.value.problems) == 2
    assert [problem.line for problem in caught.value.problems] == [2, 3]


def test_a_form_that_adds_nothing_does_not_stop_the_list() -> None:
    assert watch("vendors: {a: {name: A, forms: [Alongword~, ALONGWORD~]}}")["a"].name == "A"


def test_a_missing_file_is_told() -> None:
    with pytest.raises(ConfigError, match="not there"):
        load_watchlist(Path("/nowhere/watchlist.yaml"))


def test_a_new_vendor_with_three_aliases_needs_no_code() -> None:
    matcher = compile_matcher(
        watch("vendors: {zorkiy: {name: Zorkiy, hq: RU, forms: [Zorkiy~, Зоркий Глаз~, 佐尔基]}}")
    )
    for text in (
        "Камеры «Зоркого Глаза» установят в Алматы",
        "Almatyda Zorkiy-ның камералары орнатылды",
        "佐尔基摄像头在阿拉木图安装",
    ):
        match = matcher.match(Text(text, "Полиция города подписала контракт.", source_country="KZ"))
        assert "zorkiy" in match.entities, text
        assert any(one.id == "zorkiy" and one.text for one in match.evidence)


def test_a_watch_list_without_the_general_technologies_will_do() -> None:
    matcher = compile_matcher(watch("vendors: {zorkiy: {name: Zorkiy, hq: RU, forms: [Zorkiy~, Зоркий Глаз~]}}"))
    for text in (
        "Радары и камеры «Зоркого Глаза» фиксируют нарушения ПДД, водителей штрафуют",
        "Полицейский дрон зафиксировал нарушения, камеры «Зоркого Глаза» распознают лица",
    ):
        assert set(matcher.match(Text(text, text, source_country="KZ")).entities) == {"zorkiy"}
