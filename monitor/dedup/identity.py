"""What identifies a publication: its address, else its guid, else its words. Never its date. Pure.

An address that is a site's front page, or that one feed gives to items with different titles, identifies nothing.
Then the guid does, within its source, if no other item of the feed has it; else the words, at any length or age.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from hashlib import blake2b
from typing import Final, Protocol

from monitor.dedup.address import AddressError, canonical_url, is_site_root
from monitor.dedup.boilerplate import boilerplate
from monitor.text.fold import fold

LONGEST_GUID: Final = 500
"""Characters of a guid that are kept as they are; a longer one is known by its hash."""

SAME_TEXT_LENGTH: Final = 300
"""Characters from which equal text on one host is the same publication: shorter ones recur ("Курсы валют")."""

SAME_TEXT_WITHIN: Final = timedelta(days=3)
"""And for how long: rates, weather and how-to pages come again word for word."""


class Publication(Protocol):
    """What is asked of an entry; `monitor.sources.entry.Entry` fits."""

    @property
    def url(self) -> str | None:
        """Its address as the source wrote it."""

    @property
    def title(self) -> str:
        """Clean text."""

    @property
    def summary(self) -> str:
        """Clean text."""

    @property
    def guid(self) -> str | None:
        """What the source calls it."""


@dataclass(frozen=True, slots=True)
class Identity:
    """By what an entry is known."""

    key: str
    """`url:…`, `guid:SOURCE:…` or `text:SOURCE:…`."""
    url: str | None
    """Its canonical address, if that identifies it."""
    guid: str
    """By what its source knows it: its own id, else its address, else its words."""
    reason: str
    """Why it is known by that and not by what would come first."""


@dataclass(frozen=True, slots=True)
class Siblings:
    """What a whole feed says of addresses and guids: which of them it gives to more than one publication."""

    shared_addresses: frozenset[str] = frozenset()
    shared_guids: frozenset[str] = frozenset()


def siblings(entries: Iterable[Publication]) -> Siblings:
    """What the entries of one feed tell of each other."""
    titles: dict[str, set[str]] = defaultdict(set)
    words: dict[str, set[int]] = defaultdict(set)
    for entry in entries:
        address, _ = _address(entry)
        if address:
            titles[address].add(_spaced(fold(entry.title).text))
        if entry.guid:
            words[entry.guid.strip()].add(text_hash(f"{entry.title}\n{entry.summary}"))
    return Siblings(
        frozenset(address for address, given in titles.items() if len(given) > 1),
        frozenset(guid for guid, given in words.items() if len(given) > 1),
    )


def identify(entry: Publication, source_id: str, among: Siblings) -> Identity:
    """By what is this entry of this source known? The same entry always by the same, whatever its date says."""
    address, why_not = _address(entry)
    if address and address in among.shared_addresses:
        address, why_not = None, "the feed gives its address to items with different titles"
    guid, why_no_guid = _guid(entry, among)
    words = text_hash(f"{entry.title}\n{entry.summary}")
    if address:
        return Identity(f"url:{address}", address, guid or address, "its address")
    if guid:
        return Identity(f"guid:{source_id}:{guid}", None, guid, f"its guid, because {why_not}")
    why = f"its words, because {why_not}, and {why_no_guid}"
    return Identity(f"text:{source_id}:{words}", None, f"text:{words}", why)


def text_hash(text: str) -> int:
    """A hash of the folded words, 63 bits: spacing, case, script variants and "123 views" change nothing."""
    folded = _spaced(boilerplate().counters.sub(" ", fold(text).text))
    return int.from_bytes(blake2b(folded.encode("utf-8", "surrogatepass"), digest_size=8).digest()) >> 1


def text_identifies(text: str) -> bool:
    """Whether equal text on the same host within SAME_TEXT_WITHIN is the same publication."""
    return len(text) >= SAME_TEXT_LENGTH


def _address(entry: Publication) -> tuple[str | None, str]:
    if not entry.url:
        return None, "it has no address"
    try:
        if is_site_root(entry.url):
            return None, "its address is a site's front page"
        return canonical_url(entry.url), ""
    except AddressError as error:
        return None, f"its address is of no use ({error})"


def _guid(entry: Publication, among: Siblings) -> tuple[str | None, str]:
    guid = (entry.guid or "").strip()
    if not guid:
        return None, "it has no guid"
    if guid in among.shared_guids:
        return None, "the feed gives its guid to other items too"
    try:
        if is_site_root(guid):
            return None, "its guid is a site's front page"
    except AddressError:
        pass  # most guids are no addresses
    if len(guid) > LONGEST_GUID:
        return f"hash:{text_hash(guid)}", ""
    return guid, ""


def _spaced(text: str) -> str:
    return " ".join(text.split())
