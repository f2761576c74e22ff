"""What became of deliveries in a round, for the log and the command line. Pure."""

import traceback
from dataclasses import dataclass
from pathlib import Path

from alerts import outbox
from db.kinds import DeliveryState
from db.queries.deliveries import DeliveryView


@dataclass(frozen=True, slots=True)
class DeliveryResult:
    """What became of one delivery in a round."""

    id: str
    subscription: str
    channel: str
    recipient: str
    status: str
    stories: int
    attempts: int
    error: str | None
    alarm: bool = False
    """Tried often and in vain: people should look."""

    @property
    def is_sent(self) -> bool:
        """Whether nothing is left to do."""
        return self.status == DeliveryState.SENT


def result_of(view: DeliveryView, error: str | None = None) -> DeliveryResult:
    """A delivery as it stands, with what is to be said of this round."""
    return DeliveryResult(
        id=str(view.id),
        subscription=view.subscription_id,
        channel=view.channel,
        recipient=view.recipient,
        status=view.state.value,
        stories=view.last_line - view.first_line,
        attempts=view.attempts,
        error=error or view.error,
        alarm=outbox.is_alarming(view),
    )


def said(result: DeliveryResult) -> dict[str, object]:
    """A line of the log."""
    return {
        "delivery": result.id,
        "subscription": result.subscription,
        "channel": result.channel,
        "recipient": result.recipient,
        "status": result.status,
        "attempts": result.attempts,
        "error": result.error,
    }


def in_words(error: Exception) -> str:
    """What and where it was, not its words: they may quote an address that is a secret."""
    where = traceback.extract_tb(error.__traceback__)[-1]
    return f"an error of ours: {type(error).__name__} in {Path(where.filename).name}, line {where.lineno}; report it"
