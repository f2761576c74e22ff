"""Signed links by which a recipient leaves a subscription with one click (RFC 8058)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from alerts.outbox import cancel
from alerts.wording import wording
from db.engine import Database
from db.kinds import DeliveryState
from db.queries.deliveries import deliveries_of
from db.queries.subscriptions import SuppressionView, suppress

if TYPE_CHECKING:
    from itsdangerous import URLSafeSerializer

SECRET = "FOOTPRINT_SECRET"  # noqa: S105 (the variable's name)
"""The environment variable that links are signed with. Without it, or without a desk, no link is made."""
PATH = "/unsubscribe/"
PURPOSE = "unsubscribe"


class BadLinkError(Exception):
    """A link that we did not sign, or signed with another secret."""


@dataclass(frozen=True, slots=True)
class Leaving:
    """Who leaves what."""

    subscription_id: str
    channel: str
    recipient: str


def unsubscribe_link(leaving: Leaving, desk_url: str | None, environment: Mapping[str, str]) -> str:
    """The address that unsubscribes one recipient; empty when there is no desk or no secret."""
    key = environment.get(SECRET)
    if not desk_url or not key:
        return ""
    token = _serializer(key).dumps([leaving.subscription_id, leaving.channel, leaving.recipient])
    return f"{desk_url.rstrip('/')}{PATH}{token}"


def read_token(token: str, environment: Mapping[str, str]) -> Leaving:
    """What a link's token says. Raises BadLinkError for one that we did not sign."""
    from itsdangerous import BadSignature

    key = environment.get(SECRET)
    if not key:
        raise BadLinkError(f"{SECRET} is not set")
    try:
        subscription_id, channel, recipient = _serializer(key).loads(token)
    except (BadSignature, ValueError) as error:
        raise BadLinkError("not a link of ours") from error
    return Leaving(str(subscription_id), str(channel), str(recipient))


@dataclass(frozen=True, slots=True)
class PageWords:
    """What the page behind the link says."""

    language: str
    title: str
    question: str
    button: str
    done: str
    bad: str


def page_words(language: str) -> PageWords:
    """The words of the page in `language`, else in English."""
    words = wording(language)
    return PageWords(
        language=words.language,
        title=words.text("Unsubscribe"),
        question=words.text("No more digests of this subscription for this recipient?"),
        button=words.text("Unsubscribe"),
        done=words.text("Done. Nothing more will be sent."),
        bad=words.text("This link is not valid. Ask whoever sends the digest to take you off."),
    )


def leave(database: Database, leaving: Leaving, now: datetime) -> bool:
    """Take the recipient off, and cancel what waits for them. False when they had left before."""
    why = "unsubscribed by the link in a digest"
    view = SuppressionView(leaving.subscription_id, leaving.channel, leaving.recipient, now, why)
    with database.writing() as session:
        new = suppress(session, view)
        waits = deliveries_of(
            session, states=(DeliveryState.DUE, DeliveryState.UNCERTAIN), subscription_id=leaving.subscription_id
        )
        for one in waits:
            if (one.channel, one.recipient) == (leaving.channel, leaving.recipient):
                cancel(session, one, why, now)
    return new


def _serializer(key: str) -> "URLSafeSerializer":
    from itsdangerous import URLSafeSerializer

    return URLSafeSerializer(key, salt=PURPOSE)
