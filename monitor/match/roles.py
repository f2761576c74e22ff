"""Which part the firms of a text have: maker, integrator, operator, customer, lender, by the text's own words. Pure."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from db.kinds import RoleKind
from monitor.match.lexemes import Lexeme, Lexemes, tokens_of
from monitor.match.lexicon_files import lexicon
from monitor.match.match import Role
from monitor.match.spots import Page, Spot
from monitor.match.voices import short_name
from monitor.match.watchlist import WatchEntry

PARTIES = ("vendor", "integrator")
"""Kinds of watched things that can have a part."""
PARTS = frozenset(kind.value for kind in RoleKind)
NEAR = 60
"""Letters between a word of a part and the firm that has it, at most..."""
BESIDE = 20
"""...and between a loan or an investment and the lender: whoever is paid by it stands in the same sentence."""
FORMER = 20
"""The same between such a word, or a firm, and what says that it was so before."""
_LISTED = re.compile(
    r"[\s\"]*(?:,|i|and|zhane|men|zana|va|ham|bilan|menen|va|hem|\+|/|和|、)?[\s\"]*(?:\w{2,4}\s)?[\s\"]*"
)
"""What stands between the names of one list: «ТОО "Rpart" и ТОО "InfoData"»."""
_CLAUSE_END = re.compile(r"[,.;:(\n]|\s-\s")
_PAUSE = re.compile(r"[,;]")
_COPULA = re.compile(r"[\s\-–—:\"]*")


@cache
def _words() -> Lexemes:
    return Lexemes(lexicon("roles"))


def roles_of(page: Page, named: Iterable[Spot], entries: Mapping[str, WatchEntry]) -> tuple[Role, ...]:
    """Who has which part, in reading order; each pair of part and name once. `named`: the watched things of the page.

    A watched firm has its id, a customer that is not watched its name as written. Never raises on any text.
    """
    parties = [spot for spot in named if entries[spot.id].kind in PARTIES and spot.start < page.recall]
    end = min(page.story_end, page.recall)
    tokens = page.tokens if end == page.tokens.end else tokens_of(page.folded.text, end)
    found = _words().find(tokens, page.folded.text)
    roles = list[Role]()
    for cue in found:
        if cue.label not in PARTS or _is_denied(cue.start, found):
            continue
        kind = RoleKind(cue.label)
        if kind is RoleKind.CUSTOMER:
            name = _customer(page, cue, found, parties)
            roles += [_role(page, kind, name, cue)] if name else []
        else:
            roles += [_role(page, kind, spot.id, cue) for spot in _firms(page, cue, parties, found)]
    once = {(role.kind, role.entity): role for role in reversed(roles)}
    return tuple(sorted(once.values(), key=lambda role: role.start))


def _role(page: Page, kind: RoleKind, entity: str, cue: Lexeme) -> Role:
    begin, end = page.sentence(page.sentence_at(cue.start))
    start, stop = page.folded.original(cue.start, cue.end)
    return Role(kind, entity, " ".join(page.source(begin, end).split()), start, stop)


def _firms(page: Page, cue: Lexeme, parties: Sequence[Spot], found: Sequence[Lexeme]) -> list[Spot]:
    """The nearest firm of the cue's sentence, with those that are listed beside it."""
    sentence = page.sentence_at(cue.start)
    here = [spot for spot in parties if spot.sentence == sentence and not _is_denied(spot.start, found)]
    most = BESIDE if cue.label == RoleKind.LENDER else NEAR
    near = [spot for spot in here if _gap(cue, spot) <= most and not _is_apart(page, cue, spot, found)]
    if not near:
        return []
    firm = min(near, key=lambda spot: (_gap(cue, spot), -spot.start))
    place = here.index(firm)
    first = last = place
    text = page.folded.text
    while first > 0 and _LISTED.fullmatch(text, here[first - 1].end, here[first].start):
        first -= 1
    while last + 1 < len(here) and _LISTED.fullmatch(text, here[last].end, here[last + 1].start):
        last += 1
    return here[first : last + 1]


def _gap(cue: Lexeme, spot: Spot) -> int:
    return max(spot.start - cue.end, cue.start - spot.end)


def _is_apart(page: Page, cue: Lexeme, spot: Spot, found: Iterable[Lexeme]) -> bool:
    """Whether a comma, or the word of another part, stands between: the firm is that one's."""
    left, right = min(cue.end, spot.end), max(cue.start, spot.start)
    taken = any(left <= one.start and one.end <= right and one.label in PARTS for one in found)
    return taken or bool(_PAUSE.search(page.folded.text, left, right))


def _is_denied(start: int, found: Iterable[Lexeme]) -> bool:
    """Whether "the former", "instead of" or "rival" stands right before."""
    return any(one.label == "not_a_party" and 0 <= start - one.end <= FORMER for one in found)


def _customer(page: Page, cue: Lexeme, found: Sequence[Lexeme], parties: Iterable[Spot]) -> str | None:
    """Who stands behind "customer:": a watched firm's id, or the name up to the end of its clause; None: nobody."""
    text, end = page.folded.text, page.sentence(page.sentence_at(cue.start))[1]
    at = cue.end
    for one in found:
        if one.label == "is" and one.start >= at and _COPULA.fullmatch(text, at, one.start):
            at = one.end
    behind = _COPULA.match(text, at)
    at = behind.end() if behind else at
    firm = next((spot for spot in parties if spot.start == at), None)
    if firm is not None:
        return firm.id
    stop = _CLAUSE_END.search(text, at, end)
    words = page.source(at, stop.start() if stop else end)
    begins = words[:1].isupper() or words[:1] >= "\u3400"
    return short_name(words) if words and begins else None
