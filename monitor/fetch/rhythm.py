"""When to look at a source again, and why. Pure: time, chance and what is known of the source come in."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

SHORTEST = timedelta(minutes=5)
LONGEST = timedelta(hours=1)
"""Bounds of a working source's own rhythm: news is not worth asking for more often, and not worth having later."""
LONGEST_WAIT = timedelta(days=1)
"""However badly a source does, it is looked at once a day: outlets come back."""
LONGEST_UNREACHED = timedelta(hours=2)
"""The longest wait after failures without any answer: as often as not it was our own network that was down, and it
comes back without telling."""
USUAL = timedelta(minutes=30)
"""The rhythm of a source that we know nothing of yet."""
GONE_AFTER = 3
"""Failures in a row after which "not found" (404) is taken to be meant; "gone" (410) is believed at once."""
DOUBLINGS = 16
JITTER = 0.1
"""Share of a wait by which chance moves it, so that a hundred sources do not come due in one second."""


@dataclass(frozen=True, slots=True)
class SourceHealth:
    """What the next poll depends on."""

    last_polled: datetime | None = None
    failures: int = 0
    """In a row."""
    http_status: int | None = None
    """Of the last answer; None when none came."""
    retry_after: datetime | None = None
    """The server's own wish."""
    usual_interval: timedelta = USUAL
    """The rhythm learnt so far."""
    every: timedelta | None = None
    """The rhythm that sources.yaml fixes."""


@dataclass(frozen=True, slots=True)
class Due:
    """When a source is to be looked at, and the reason in words."""

    at: datetime
    reason: str


def next_poll(health: SourceHealth, now: datetime, chance: float) -> Due:
    """When to look again after a poll that ended `now`. `chance` lies in [0, 1)."""
    usual = health.every or _within(health.usual_interval)
    if health.last_polled is None:
        return Due(now, "it was never looked at")
    if health.retry_after and health.retry_after > now:  # RFC 9110 §10.2.3: the server's own wish comes first
        wait = max(min(health.retry_after - now, LONGEST_WAIT), min(usual, SHORTEST))
        return Due(now + _later(wait, chance), "the server asked us to wait")
    if _is_gone(health):
        what = "gone for good" if health.http_status == 410 else f"not found, {health.failures} times in a row"
        why = f"the server says it is {what} ({health.http_status}): looking once a day until its address is mended"
        return Due(now + _moved(LONGEST_WAIT, chance), why)
    if health.failures:
        longest = LONGEST_UNREACHED if health.http_status is None else LONGEST_WAIT
        wait = min(usual * 2 ** min(health.failures, DOUBLINGS), max(longest, usual))
        times = "a failure" if health.failures == 1 else f"{health.failures} failures in a row"
        return Due(now + _moved(wait, chance), f"backing off after {times}")
    reason = "the rhythm set in sources.yaml" if health.every else "its usual rhythm"
    return Due(now + _moved(usual, chance), reason)


def is_due(next_due: datetime | None, now: datetime) -> bool:
    """Whether it is time. A moment farther off than any wait can be was set by a clock that was wrong."""
    return next_due is None or next_due <= now or next_due - now > 2 * LONGEST_WAIT


def learnt_interval(usual: timedelta, new_entries: int, since_last: timedelta | None) -> timedelta:
    """The rhythm after a successful poll that brought `new_entries`, `since_last` after the one before.

    Aims at one new entry a poll: halfway to the observed gap each time, a quarter longer when nothing came.
    """
    if since_last is None or since_last <= timedelta():
        return _within(usual)
    if new_entries == 0:
        return _within(usual * 1.25)
    return _within((usual + since_last / new_entries) / 2)


def retry_after(value: str | None, now: datetime) -> datetime | None:
    """The moment that a Retry-After header names, in seconds or as an HTTP date (RFC 9110 §10.2.3), at most a day away:
    a server that names a year by mistake would never be asked again.

    None when there is none, it cannot be read, or it has passed.
    """
    text = (value or "").strip()
    try:
        if text.isascii() and text.isdecimal():
            moment = now + timedelta(seconds=int(text[:9]))
        else:
            moment = parsedate_to_datetime(text)
            moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return min(moment.astimezone(UTC), now + LONGEST_WAIT) if moment > now else None


def _is_gone(health: SourceHealth) -> bool:
    missing = health.http_status == 404 and health.failures >= GONE_AFTER
    return health.failures > 0 and (health.http_status == 410 or missing)


def _within(interval: timedelta) -> timedelta:
    return min(max(interval, SHORTEST), LONGEST)


def _moved(wait: timedelta, chance: float) -> timedelta:
    """`wait`, moved by up to a tenth of itself either way."""
    return wait * (1 - JITTER + 2 * JITTER * chance)


def _later(wait: timedelta, chance: float) -> timedelta:
    """`wait`, never shortened: a server that named a time means it."""
    return wait * (1 + JITTER * chance)
