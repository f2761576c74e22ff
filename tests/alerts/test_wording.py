"""The digest's words: every text has its translation, plurals and sums are right."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from babel.messages import Catalog
from babel.messages.pofile import read_po

from alerts import catalogues
from alerts import wording as words_of_digests
from alerts.check import check_subscriptions
from alerts.digest import GROUPS
from alerts.names import GENERAL, named
from alerts.reasons import why
from alerts.render import render_html
from alerts.wording import EVENTS, GROUP_TITLES, LOCALES, STATES, STATUSES, languages, wording
from db.kinds import ClaimKind, ClaimState, Event, Status
from monitor.match.match import Text
from monitor.match.matcher import compile_matcher
from monitor.match.watchlist import load_watchlist
from monitor.yamlfile import parse_yaml
from tests.alerts.samples import full_digest

OTHERS = [code for code in languages() if code != "en"]


def kept(code: str) -> Catalog:
    with (LOCALES / f"{code}.po").open("rb") as file:
        return read_po(file, locale=code)


class TestEveryTextIsTranslated:
    @pytest.mark.parametrize("code", OTHERS)
    def test_the_catalogue_has_what_the_code_says_and_nothing_else(self, code: str) -> None:
        wanted = {message.id for message in catalogues.template(code) if message.id}
        assert {message.id for message in kept(code) if message.id} == wanted

    @pytest.mark.parametrize("code", OTHERS)
    def test_no_translation_is_empty_or_loses_a_value(self, code: str) -> None:
        for message in kept(code):
            forms = [message.string] if isinstance(message.string, str) else list(message.string or ())
            source = message.id if isinstance(message.id, str) else message.id[0]
            if not source:
                continue
            assert all(forms), source
            for form in forms:
                assert places(form) == places(source), source

    def test_the_tables_are_complete(self) -> None:
        assert set(EVENTS) == set(Event)
        assert set(STATES) == set(ClaimState)
        assert set(STATUSES) == set(Status)
        assert len(GROUP_TITLES) == len(GROUPS)
        assert sorted(event for group in GROUPS for event in group) == sorted(Event)


def places(text: str) -> set[str]:
    return {part.partition("}")[0] for part in text.split("{")[1:]}


class TestAddingALanguage:
    """One file, `alerts/locale/CODE.po`: nothing else names the languages."""

    @pytest.fixture
    def kyrgyz(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
        shutil.copytree(LOCALES, tmp_path / "locale")
        for module, name in ((words_of_digests, "LOCALES"), (catalogues, "LOCALES")):
            monkeypatch.setattr(module, name, tmp_path / "locale")
        caches = (words_of_digests.languages, words_of_digests.wording)
        for cache in caches:
            cache.cache_clear()
        yield tmp_path / "locale" / "ky.po"
        for cache in caches:
            cache.cache_clear()

    def test_one_file_is_all(self, kyrgyz: Path) -> None:
        catalogues.main("ky")
        text = kyrgyz.read_text(encoding="utf-8")
        assert 'msgid "Corrections"\nmsgstr ""' in text
        kyrgyz.write_text(text.replace('msgid "Corrections"\nmsgstr ""', 'msgid "Corrections"\nmsgstr "Түзөтүүлөр"'))
        assert words_of_digests.languages() == ("en", "ky", "ru")
        content = replace(full_digest(), language="ky")
        page = render_html(content)
        assert '<html lang="ky">' in page
        assert "Түзөтүүлөр" in page
        assert "Казакстан" in page, "countries and dates come from the Unicode tables"
        _, problems = check_subscriptions(parse_yaml(SUBSCRIPTION, "subscriptions.yaml"), {})
        assert not problems

    def test_bringing_a_catalogue_up_to_date_keeps_its_translations(self, kyrgyz: Path) -> None:
        before = (kyrgyz.parent / "ru.po").read_bytes()
        catalogues.main("ru")
        after = (kyrgyz.parent / "ru.po").read_bytes()
        assert [line for line in after.splitlines() if b"Creation-Date" not in line] == [
            line for line in before.splitlines() if b"Creation-Date" not in line
        ]


SUBSCRIPTION = """
subscriptions:
  - {id: tang, name: Таңкы, language: ky, channels: [{kind: console}]}
"""


class TestNamesAndReasons:
    def test_every_watched_technology_has_a_name_in_each_language(self) -> None:
        assert {entry.name for entry in load_watchlist() if entry.kind == "technology"} <= set(GENERAL)

    def test_names_of_vendors_and_systems_stay(self) -> None:
        assert named("Hikvision", wording("ru")) == "Hikvision"
        assert named("Facial recognition", wording("ru")) == "Распознавание лиц"

    @pytest.mark.parametrize(
        ("reason", "en", "ru"),
        [
            (
                "Sergek (system) in the title, 350 complexes, told as expansion, in almaty",
                "Sergek (system) in the headline",
                "Sergek (система) в заголовке",
            ),
            (
                "Facial recognition (technology) in the text, no place in the region",
                "Facial recognition (technology) in the text",
                "Распознавание лиц (технология) в тексте",
            ),
            ("“камер” in the title, in osh", "“камер” in the headline", "“камер” в заголовке"),
            ("An analyst added it", "An analyst added it", "An analyst added it"),
        ],
    )
    def test_why_it_matched_is_told_in_the_digests_language(self, reason: str, en: str, ru: str) -> None:
        assert why((reason, "For (+1.0): a tender."), wording("en")) == en
        assert why((reason,), wording("ru")) == ru

    def test_the_matchers_own_summary_has_that_form(self) -> None:
        verdict = compile_matcher(load_watchlist()).match(
            Text("В Алматы добавят 350 комплексов «Сергек»", "Камеры поставят до марта.")
        )
        assert why(verdict.reasons, wording("ru")) == "Sergek (система) в заголовке"


class TestNumbers:
    @pytest.mark.parametrize(
        ("count", "en", "ru"),
        [
            (1, "1 camera", "1 камера"),
            (2, "2 cameras", "2 камеры"),
            (5, "5 cameras", "5 камер"),
            (21, "21 cameras", "21 камера"),
            (111, "111 cameras", "111 камер"),
        ],
    )
    def test_plurals(self, count: int, en: str, ru: str) -> None:
        assert wording("en").device(ClaimKind.CAMERAS, count) == en
        assert wording("ru").device(ClaimKind.CAMERAS, count) == ru

    @pytest.mark.parametrize(
        ("amount", "said"),
        [
            (950_000, "950,000 KZT"),
            (582_000_000, "582 million KZT"),
            (93_200_000_000, "93.2 billion KZT"),
            (1_234_567_890, "≈ 1.23 billion KZT"),
        ],
    )
    def test_a_rounded_sum_says_that_it_is(self, amount: int, said: str) -> None:
        assert wording("en").money(amount, "KZT") == said

    def test_a_language_without_a_catalogue_is_told_in_its_base_or_in_english(self) -> None:
        assert wording("ru-KZ").language == "ru"
        assert wording("tg").language == "en"

    def test_countries_by_the_name_their_people_use(self) -> None:
        assert wording("ru").country("KG") == "Кыргызстан"
        assert wording("en").country("UZ") == "Uzbekistan"
