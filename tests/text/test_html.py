"""Markup becomes what a reader would see, and nothing that a database or a terminal chokes on."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.text.html import clean_text, one_line, printable, tidy

CASES = [
    ("a <b>b</b>c", "a bc"),
    ("<p>Первый</p><p>второй<br>третий</p>", "Первый\nвторой\nтретий"),
    ("<ul><li>Алматы</li><li>Ош</li></ul>", "Алматы\nОш"),
    ("<td>350</td><td>камер</td>", "350\nкамер"),
    ("строка\n  в исходнике <i>та же</i>", "строка в исходнике та же"),
    ("до<script>track('<p>')</script><style>p{}</style><!-- скрыто -->после", "допосле"),
    ("<noscript>Включите JavaScript</noscript>текст <b>есть</b>", "текст есть"),
    ("&laquo;Сергек&raquo;&nbsp;&mdash; 5&#160;000", "«Сергек» — 5 000"),
    ("&amp;laquo;дважды&amp;raquo; &amp;lt;p&amp;gt;да&amp;lt;/p&amp;gt;", "«дважды»\nда"),
    ("&lt;p&gt;Привет&lt;/p&gt;", "Привет"),
    ("AT&T & Co, 1 < 2 > 0", "AT&T & Co, 1 < 2 > 0"),
    ("<Hikvision> и <200 камер", "<Hikvision> и <200 камер"),
    ("<b>x</b> <200 камер", "x <200 камер"),
    ("<b>a</b><![CDATA[hello]]>", "ahello"),
    (
        "Oʻzbekiston — g‘oya, Қазақстан ә ғ қ ң ө ұ ү һ і, ҷ ӣ ӯ",
        "Oʻzbekiston — g‘oya, Қазақстан ә ғ қ ң ө ұ ү һ і, ҷ ӣ ӯ",
    ),
    ("nul\x00 bell\x07 surrogate\ud800 bom\ufeff", "nul bell surrogate bom"),
    ("\n\n  \t ", ""),
    ("<p>абзац</p>\n\n\n<p></p><p> &nbsp; </p><p>ещё</p>", "абзац\nещё"),
    ("<div>" * 30_000 + "дно", "дно"),
]


@pytest.mark.parametrize(("html", "text"), CASES, ids=[html[:30] for html, _ in CASES])
def test_markup_becomes_readable_text(html: str, text: str) -> None:
    assert clean_text(html) == text


def test_a_title_stays_on_one_line() -> None:
    assert one_line("<p>В Оше<br>камеры</p>") == "В Оше камеры"


class TestAnyString:
    @given(st.text(st.characters(), max_size=300))
    def test_comes_out_storable_and_tidy(self, text: str) -> None:
        clean = clean_text(text)
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]", clean)
        assert clean == clean.strip()
        assert not re.search(r"\n\n| \n|\n | {2}", clean)

    @given(
        st.lists(st.sampled_from(["<p>", "</div>", "<script>", "&amp;", "&lt;", "<!--", "]]>", "да", " ", "<a b='"]))
    )
    def test_of_tags_never_raises_and_leaves_no_script(self, parts: list[str]) -> None:
        assert "<script>" not in clean_text("".join(parts))

    @given(st.text("абвгдəқғұabcdefgʻ ,.!?—«»0123456789\n", max_size=200))
    def test_without_markup_keeps_its_words(self, text: str) -> None:
        assert clean_text(text).split() == text.split()
        assert clean_text(clean_text(text)) == clean_text(text)

    @given(st.text())
    def test_tidied_twice_is_tidied_once(self, text: str) -> None:
        assert tidy(tidy(text)) == tidy(text)
        assert printable(printable(text)) == printable(text)

    @given(st.text("абвab <>&", min_size=1, max_size=50))
    def test_survives_being_escaped(self, text: str) -> None:
        from html import escape

        assert clean_text(f"<p>{escape(text)}</p>").split() == clean_text(text).split() or "<" in text
