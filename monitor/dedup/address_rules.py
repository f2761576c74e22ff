"""The data behind `address.py`, checked when it is read."""

from functools import cache
from pathlib import Path
from typing import Final

from pydantic import BaseModel, ConfigDict, field_validator

from monitor.yamlfile import read_yaml

_FILE: Final = Path(__file__).with_name("addresses.yaml")


class Redirector(BaseModel):
    """An address that only leads to another one."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    host: str
    path: str
    parameters: tuple[str, ...]


class Mirror(BaseModel):
    """A host that copies others' articles."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    host: str
    of: tuple[str, ...]
    why: str


class AddressRules(BaseModel):
    """addresses.yaml."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    tracking: tuple[str, ...]
    tracking_values: dict[str, frozenset[str]]
    variants: frozenset[str]
    redirectors: tuple[Redirector, ...]
    aliases: dict[str, str]
    mirrors: tuple[Mirror, ...]

    @field_validator("aliases")
    @classmethod
    def _one_step(cls, aliases: dict[str, str]) -> dict[str, str]:
        """An alias leads to a host that is no alias itself, or an address would change each time it is looked at."""
        if chained := sorted(set(aliases.values()) & set(aliases)):
            raise ValueError(f"these hosts are aliases and targets at once: {', '.join(chained)}")
        return aliases

    def tracks(self, name: str, value: str) -> bool:
        """Whether the parameter says where a reader came from, and not what is read."""
        name, value = name.lower(), value.lower()
        exact, prefixes = _split(self.tracking)
        return name in exact or name.startswith(prefixes) or value in self.tracking_values.get(name, ())


@cache
def _split(tracking: tuple[str, ...]) -> tuple[frozenset[str], tuple[str, ...]]:
    exact = frozenset(name for name in tracking if not name.endswith("*"))
    return exact, tuple(name[:-1] for name in tracking if name.endswith("*"))


@cache
def address_rules() -> AddressRules:
    """The rules that the product ships with."""
    return AddressRules.model_validate(read_yaml(_FILE).data)
