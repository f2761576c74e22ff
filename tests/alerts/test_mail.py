"""The mail as bytes: headers that arrive as they should, in any script, whatever a headline holds."""

from dataclasses import replace
from email import message_from_bytes
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import default as modern
from email.utils import parsedate_to_datetime

import pytest

from alerts.mail import mail_bytes, sender_address
from tests.alerts.samples import NOW, full_digest, quiet_digest, update

SENDER = Address("Разведка", "digest", "footprint.example")
LINK = "https://desk.example/unsubscribe/" + "x" * 300


def mail(raw: bytes) -> EmailMessage:
    found = message_from_bytes(raw, policy=modern)
    assert isinstance(found, EmailMessage)
    return found


def made(language: str = "en", **more: object) -> bytes:
    return mail_bytes(full_digest(language), "<abc@footprint.example>", SENDER, "a@desk.example", **more)  # type: ignore[arg-type]


class TestHeaders:
    def test_cyrillic_arrives_in_words_that_every_program_reads(self) -> None:
        raw = made("ru")
        head = raw.partition(b"\r\n\r\n")[0]
        assert head.isascii()
        assert all(len(line) <= 78 for line in head.split(b"\r\n"))
        assert mail(raw)["Subject"] == "Утренний обзор: 3 новых сюжета, 1 дополнение, 1 исправление · 8 февр. 2026"
        assert mail(raw)["From"].addresses[0].display_name == "Разведка"

    def test_the_usual_ones_are_there(self) -> None:
        found = mail(made())
        assert found["Message-ID"] == "<abc@footprint.example>"
        assert parsedate_to_datetime(found["Date"]) == NOW
        assert found["List-Id"] == "<morning.digests.footprint.example>"
        assert found["Auto-Submitted"] == "auto-generated"
        assert found["List-Unsubscribe"] is None

    def test_a_long_unsubscribe_link_is_neither_folded_nor_encoded(self) -> None:
        lines = made(unsubscribe=LINK).split(b"\r\n")
        assert f"List-Unsubscribe: <{LINK}>".encode() in lines
        assert b"List-Unsubscribe-Post: List-Unsubscribe=One-Click" in lines

    def test_updates_answer_the_mails_that_told_their_stories(self) -> None:
        only_updates = replace(full_digest(), stories=(), corrections=(), updates=(update(),))
        answers = ("<one@x>", "<two@x>")
        raw = mail_bytes(only_updates, "<abc@x>", SENDER, "a@desk.example", answers=answers)
        assert mail(raw)["In-Reply-To"] == "<two@x>"
        assert mail(raw)["References"] == "<one@x> <two@x>"
        assert mail(made(answers=answers))["In-Reply-To"] is None

    def test_a_headline_cannot_add_a_header(self) -> None:
        content = replace(full_digest(), name="Morning\r\nBcc: everyone@example.org")
        found = mail(mail_bytes(content, "<abc@x>", SENDER, "a@desk.example"))
        assert found["Bcc"] is None
        assert "Bcc: everyone" in str(found["Subject"])

    @pytest.mark.parametrize("recipient", ["a@b.example\r\nBcc: x@y.example", "no address", ""])
    def test_nor_can_a_recipient(self, recipient: str) -> None:
        with pytest.raises(ValueError, match=r"."):
            mail_bytes(full_digest(), "<abc@x>", SENDER, recipient)


class TestBody:
    def test_text_comes_first_and_both_say_the_same(self) -> None:
        found = mail(made("ru"))
        assert found.get_content_type() == "multipart/alternative"
        text, html = found.iter_parts()
        assert (text.get_content_type(), html.get_content_type()) == ("text/plain", "text/html")
        for part in (text, html):
            assert "350 комплексов" in part.get_content()

    def test_no_line_is_longer_than_smtp_allows(self) -> None:
        assert max(map(len, made("ru").split(b"\r\n"))) <= 998
        assert made().replace(b"\r\n", b"").count(b"\n") == 0

    def test_every_copy_is_the_same(self) -> None:
        assert made() == made()

    def test_an_empty_digest_says_what_it_rests_on(self) -> None:
        found = mail(mail_bytes(quiet_digest(), "<abc@x>", SENDER, "a@desk.example"))
        text = next(found.iter_parts()).get_content()
        assert "113 of 121 sources read" in text
        assert "All quiet" in text


class TestTheSender:
    @pytest.mark.parametrize(
        ("configured", "expected"),
        [
            ("desk@example.org", "Footprint <desk@example.org>"),
            ("Desk <desk@example.org>", "Desk <desk@example.org>"),
            ("desk@пример.рф", "Footprint <desk@xn--e1afmkfd.xn--p1ai>"),
        ],
    )
    def test_with_and_without_a_name(self, configured: str, expected: str) -> None:
        assert str(sender_address(configured, "Footprint")) == expected

    @pytest.mark.parametrize("configured", [None, "", "desk"])
    def test_none(self, configured: str | None) -> None:
        with pytest.raises(ValueError, match="SMTP_FROM"):
            sender_address(configured, "Footprint")
