"""One digest in the form of each channel, to be looked at before anything is sent. Pure."""

from typing import Any

from alerts.content import DigestContent
from alerts.mail import mail_bytes, sender_address
from alerts.render_slack import pages, render_slack, slack_summary

READER = "reader@example.org"
SENDER = "footprint@example.org"
"""Stands for SMTP_FROM where it is not set."""


def slack_messages(content: DigestContent, desk_url: str | None) -> list[dict[str, Any]]:
    """The messages that Slack would get, in order: https://app.slack.com/block-kit-builder shows each."""
    return [
        {"text": slack_summary(content), "blocks": render_slack(content, first, last, desk_url or "")}
        for first, last in pages(content)
    ]


def mail(content: DigestContent, sender: str | None) -> bytes:
    """The mail that one reader would get."""
    return mail_bytes(content, "<preview@footprint.invalid>", sender_address(sender or SENDER, content.name), READER)
