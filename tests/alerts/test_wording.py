"""The digest's words: every text has its translation, plurals and sums are right."""

import pytest
from babel.messages import Catalog
from babel.messages.pofile import read_po

from alerts import catalogues
from alerts.digest import GROUPS
from alerts.wording import EVENTS, GROUP_TITLES, LOCALES, STATES, STATUSES, languages, wording
from db.kinds import ClaimKind, ClaimState, Event, Status

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
            forms = [message.string] if isinstance(message.string, str) else list(message.string)
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
