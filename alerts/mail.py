"""A digest as the bytes of a mail. Pure: the same message makes the same mail, whatever copy it is."""

from email.errors import HeaderParseError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import format_datetime
from typing import Any

from alerts.content import DigestContent
from alerts.frame import subject
from alerts.render import render_html, render_text
from alerts.safe import plain
from alerts.wording import wording

AS_WRITTEN = frozenset(
    {"message-id", "in-reply-to", "references", "list-id", "list-unsubscribe", "list-unsubscribe-post"}
)
"""Headers that machines read: folding would put encoded words into a long address (RFC 2369, RFC 8058)."""


class MailPolicy(EmailPolicy):
    """SMTP's policy, but some headers stand as they are written, at any length."""

    def fold(self, name: str, value: Any) -> str:
        """One header as text."""
        return f"{name}: {value}{self.linesep}" if name.lower() in AS_WRITTEN else super().fold(name, value)

    def fold_binary(self, name: str, value: Any) -> bytes:
        """One header as bytes."""
        if name.lower() in AS_WRITTEN:
            return f"{name}: {value}{self.linesep}".encode("ascii")
        return super().fold_binary(name, value)


POLICY = MailPolicy(linesep="\r\n", cte_type="7bit", raise_on_defect=True)


def mail_bytes(
    content: DigestContent, message_id: str, sender: Address, recipient: str, unsubscribe: str = "",
    answers: tuple[str, ...] = (),
) -> bytes:  # fmt: skip
    """The mail: multipart/alternative, text first. `unsubscribe` adds the one-click headers of RFC 8058; `answers`
    are the Message-IDs of the mails that told what this one adds to. Raises ValueError for a broken address."""
    mail = EmailMessage(policy=POLICY)
    mail["From"] = sender
    mail["To"] = _address(recipient)
    mail["Subject"] = subject(content)
    mail["Date"] = format_datetime(content.created)
    mail["Message-ID"] = message_id
    if answers:
        if not content.stories:
            mail["In-Reply-To"] = answers[-1]
        mail["References"] = " ".join(answers[-10:])
    mail["List-Id"] = f"<{content.subscription}.digests.{sender.domain}>"
    mail["Auto-Submitted"] = "auto-generated"
    mail["Content-Language"] = wording(content.language).language
    if unsubscribe:
        mail["List-Unsubscribe"] = f"<{unsubscribe}>"
        mail["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    mail.set_content(render_text(content, unsubscribe))
    mail.add_alternative(render_html(content, unsubscribe), subtype="html")
    mail.set_boundary("=_" + "".join(filter(str.isalnum, message_id))[:40])
    return mail.as_bytes()


def _address(spec: str) -> Address:
    """Raises ValueError for what is no address; the parser itself has other names for it."""
    try:
        return Address(addr_spec=spec)
    except (IndexError, HeaderParseError) as error:
        raise ValueError(f"{spec!r} is no mail address") from error


def sender_address(configured: str | None, name: str) -> Address:
    """SMTP_FROM (`desk@example.org` or `Name <desk@example.org>`) as an address; `name` where it has none.

    Raises ValueError when it is missing or no address.
    """
    from email.utils import parseaddr

    shown, spec = parseaddr(configured or "")
    if "@" not in spec:
        raise ValueError("SMTP_FROM is no mail address; set it to the address that digests come from")
    local, _, domain = spec.rpartition("@")
    return Address(plain(shown or name, 80), local, domain.encode("idna").decode("ascii"))
