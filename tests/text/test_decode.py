"""Text is read by the encoding that it is in, whatever it is declared to be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.text.decode import decode

RUSSIAN = "В Алматы установят камеры Hikvision. МВД РК: Открытые технологии, ЦОУ"
DECLARED = "<?xml version='1.0' encoding='{}'?><t>" + RUSSIAN + "</t>"


@pytest.mark.parametrize("true", ["utf-8", "windows-1251", "koi8-r"])
@pytest.mark.parametrize("declared", ["utf-8", "windows-1251", "koi8-r", "iso-8859-1", "no-such-charset", "base64"])
def test_cyrillic_is_read_right_whatever_is_declared(true: str, declared: str) -> None:
    text = DECLARED.format(declared)
    assert decode(text.encode(true)).text == text


@pytest.mark.parametrize("charset", ["kz1048", "cp866", "iso-8859-5", "koi8-u", "gb2312", "big5", "shift_jis"])
def test_a_rarer_encoding_is_believed_when_declared(charset: str) -> None:
    text = (
        "中文摄像"
        if charset == "gb2312"
        else "中文"
        if charset == "big5"
        else "カメラ"
        if charset == "shift_jis"
        else RUSSIAN
    )
    assert decode(text.encode(charset), f"text/xml; charset={charset}").text == text


@pytest.mark.parametrize("charset", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_wide_encodings_are_known_by_their_bytes(charset: str) -> None:
    text = DECLARED.format("utf-16")
    assert decode(text.encode(charset)).text == text


def test_a_wrong_declaration_is_told_and_a_right_one_is_not() -> None:
    assert decode(RUSSIAN.encode("cp1251"), "text/html; charset=utf-8").note == "declared as utf-8, but it is cp1251"
    assert decode(RUSSIAN.encode("cp1251"), "text/html; charset=Windows-1251").note is None
    assert decode(b"plain", "text/html; charset=koi8-r").note is None


def test_western_text_is_not_taken_for_cyrillic() -> None:
    text = "naïve café façade über São Paulo señor"
    assert decode(text.encode("latin-1"), "text/html").text == text


def test_a_few_broken_bytes_do_not_change_the_encoding() -> None:
    body = RUSSIAN.encode()[:-1] + b"\xd0"
    assert decode(body).text.startswith("В Алматы установят камеры Hikvision")
    assert decode(body).note


def test_the_page_names_its_own_charset() -> None:
    page = (
        b'<html><meta http-equiv="Content-Type" content="text/html; charset=windows-1251"><p>\xcc\xc2\xc4 \xd0\xca</p>'
    )
    assert "МВД РК" in decode(page, "text/html").text


@given(st.binary(max_size=200), st.none() | st.text(max_size=30))
def test_any_bytes_are_text(body: bytes, content_type: str | None) -> None:
    decode(body, content_type)


@given(st.text(max_size=200))
def test_utf_8_comes_back_as_it_was(text: str) -> None:
    body = text.encode("utf-8", "ignore")
    if b"\0" not in body and not body.startswith(b"\xef\xbb\xbf"):
        assert decode(body).text == body.decode()
