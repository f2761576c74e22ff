"""What one poll of a source leaves to the next. Pure: decides, fetches and stores nothing."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import blake2b
from http import HTTPStatus

from db.queries.sources import SourceMemory
from monitor.fetch.rhythm import SourceHealth, learnt_interval, next_poll, retry_after
from monitor.jobs.judging import Told
from monitor.sources.client import Answer, Request
from monitor.sources.kinds import kind
from monitor.sources.source import Source


@dataclass(frozen=True, slots=True)
class Moment:
    """When a poll ended, and the throw of the dice that keeps a hundred sources from coming due in one second."""

    now: datetime
    chance: float


def recalled(source: Source, memory: SourceMemory | None) -> SourceMemory:
    """What is remembered of the source as sources.yaml has it now.

    Validators belong to an address and a parser: when one of them changed they are forgotten.
    """
    version = kind(source.kind).PARSER_VERSION
    if memory is None:
        memory = SourceMemory(source.id, source.url, parser_version=version)
    elif memory.url != source.url:  # an analyst mended it: what was learnt of the old address does not hold
        memory = SourceMemory(
            source.id, source.url, parser_version=version, first_polled=memory.first_polled, last_new=memory.last_new
        )
    elif memory.parser_version != version:
        memory = replace(memory, etag=None, last_modified=None, body_hash=None, parser_version=version)
    return replace(
        memory,
        name=source.name,
        country=source.country,
        role=source.role.value if source.role else None,
        ownership=source.ownership.value if source.ownership else None,
    )


def address_of(memory: SourceMemory) -> str:
    """Where to look: where a permanent redirect led, as long as that works."""
    return memory.moved_to or memory.url


def request_for(source: Source, memories: Sequence[SourceMemory]) -> Request:
    """The one request for sources of one address; with validators when all of them have the same."""
    first = memories[0]
    alike = all((one.etag, one.last_modified) == (first.etag, first.last_modified) for one in memories)
    return Request(
        url=address_of(first),
        etag=first.etag if alike else None,
        last_modified=first.last_modified if alike else None,
        user_agent=source.user_agent,
        proxy=source.proxy,
    )


def refusal_of(answer: Answer, memory: SourceMemory | None = None) -> str | None:
    """Why an answer holds nothing to read, in words; None when it does, or says that what we have is unchanged."""
    if 200 <= answer.status < 300 or (answer.status == 304 and memory is not None and memory.body_hash is not None):
        return None
    try:
        phrase = HTTPStatus(answer.status).phrase
    except ValueError:
        phrase = "a status of its own"
    return f"the server answers {answer.status} ({phrase})"


def is_unchanged(answer: Answer, memory: SourceMemory) -> bool:
    """Whether the body is the one that was read before: by the server's word, or by its own bytes, as servers lie."""
    return answer.status == 304 or (memory.body_hash is not None and memory.body_hash == body_hash(answer.body))


def body_hash(body: bytes) -> int:
    """63 bits that change when a body does."""
    return int.from_bytes(blake2b(body, digest_size=8).digest()) >> 1


def after_success(
    memory: SourceMemory, answer: Answer, told: Told | None, new_articles: int, moment: Moment
) -> SourceMemory:
    """The memory after an answer that was read; `told` is None when nothing had changed."""
    now = moment.now
    since_last = now - memory.last_success if memory.last_success else None
    usual = learnt_interval(timedelta(seconds=memory.usual_interval), new_articles, since_last)
    after = replace(
        memory,
        moved_to=answer.moved_to or memory.moved_to,
        etag=answer.headers.get("etag") or (memory.etag if told is None else None),
        last_modified=answer.headers.get("last-modified") or (memory.last_modified if told is None else None),
        first_polled=memory.first_polled or now,
        last_polled=now,
        last_success=now,
        last_new=now if new_articles else memory.last_new,
        failures=0,
        http_status=answer.status,
        error=None,
        retry_after=None,
        usual_interval=int(usual.total_seconds()),
    )
    if told is not None:
        newest = [date for date in (told.newest, memory.newest_entry) if date]
        after = replace(
            after,
            body_hash=body_hash(answer.body),
            newest_entry=max(newest, default=None),
            entries=len(told.judged),
            notes=told.notes,
        )
    return after


def after_failure(memory: SourceMemory, why: str, answer: Answer | None, moment: Moment) -> SourceMemory:
    """The memory after a poll that brought nothing. Where a redirect led is forgotten: it may have been a mistake."""
    now = moment.now
    return replace(
        memory,
        moved_to=None,
        first_polled=memory.first_polled or now,
        last_polled=now,
        failures=memory.failures + 1,
        http_status=answer.status if answer else None,
        error=why,
        retry_after=retry_after(answer.headers.get("retry-after"), now) if answer and answer.status >= 400 else None,
    )


def scheduled(memory: SourceMemory, source: Source, moment: Moment) -> SourceMemory:
    """The memory with the time of the next poll, and the reason for it."""
    due = next_poll(
        SourceHealth(
            last_polled=memory.last_polled,
            failures=memory.failures,
            http_status=memory.http_status,
            retry_after=memory.retry_after,
            usual_interval=timedelta(seconds=memory.usual_interval),
            every=source.every,
        ),
        moment.now,
        moment.chance,
    )
    return replace(memory, next_due=due.at, next_due_reason=due.reason)
