"""One place to look, as an analyst describes it in sources.yaml."""

import re
from datetime import timedelta
from enum import StrEnum
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

EVERY = re.compile(r"^\s*(\d+)\s*(s|m|h|d)\s*$")
UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}


class Ownership(StrEnum):
    """Who stands behind an outlet: without it "+11 outlets" cannot be weighed."""

    STATE = "state"
    PARTY = "party"
    PRIVATE = "private"
    EXILE = "exile"
    FOREIGN_FUNDED = "foreign-funded"


class Role(StrEnum):
    """What an outlet usually is in the chain of a story."""

    FIRST = "first"
    REPORTER = "reporter"
    REPRINTER = "reprinter"


class FullText(StrEnum):
    """Whether the pages behind the entries are read."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


def as_interval(value: Any) -> Any:
    """`30m`, `2h`, `1d` as a timedelta; raises ValueError for another form."""
    if isinstance(value, timedelta) or value is None:
        return value
    found = EVERY.match(str(value))
    if not found:
        raise ValueError("not a span of time; write 30m, 2h or 1d")
    span = timedelta(**{UNITS[found[2]]: int(found[1])})
    if not span:
        raise ValueError("a span of time of nothing; write 30m, 2h or 1d")
    return span


class Source(BaseModel):
    """One place to look."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$", max_length=64)]
    name: str
    url: str
    kind: str = "feed"
    language: str | None = None
    """A prior, not a verdict."""
    country: Annotated[str | None, Field(pattern=r"^[A-Z]{2}$")] = None
    """What the outlet covers: a prior for the place."""
    timezone: str | None = None
    """Of dates without an offset; default: the country's, else UTC."""
    ownership: Ownership | None = None
    role: Role | None = None
    every: Annotated[timedelta | None, BeforeValidator(as_interval)] = None
    full_text: FullText = FullText.AUTO
    enabled: bool = True
    proxy: str | None = None
    """`http://…` or `socks5://…`; `direct`: none, even when FOOTPRINT_PROXY names one."""
    user_agent: str | None = None
    note: str | None = None
    options: dict[str, Any] = Field(default_factory=dict)
