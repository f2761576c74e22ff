"""Which articles of a corpus tell one event: the product's own verdicts and grouping, without a database."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from monitor.dedup.grouping import Pair, Pins, group_linked, pair_of
from monitor.dedup.handles import things_of
from monitor.dedup.story import Verdict, World, verdict
from monitor.dedup.telling import Telling, figures_of, names_of, words_of
from monitor.jobs.corpus import Judged


@dataclass(frozen=True)
class ToldApart:
    """What was said of a corpus; an article that is no mention stands in no story."""

    story_of: Mapping[str, str]
    """Of each mention: its story, named by the least id in it."""
    reprint_of: Mapping[str, str]
    """Of each reprint: the earliest article with its words."""
    verdicts: Mapping[Pair, Verdict]
    """Of each pair that was compared."""
    left_out: Mapping[Pair, str]
    """Pairs that are alike and were not joined, and why."""


def tell_apart(judged: Sequence[Judged], world: World) -> ToldApart:
    """The stories of the articles that the matcher took for mentions.

    Compared are those that share a handle, as in the database; but with no regard to when, for a corpus holds dates
    that nobody knows.
    """
    tellings = {one.item.id: telling_of(one) for one in judged if one.match.grade >= 1}
    alike: dict[int, list[str]] = defaultdict(list)
    for key, telling in tellings.items():
        for thing in things_of(telling, world):
            alike[thing].append(key)
    pairs = {pair_of(*pair) for keys in alike.values() for pair in combinations(sorted(set(keys)), 2)}
    verdicts = {pair: verdict(tellings[pair[0]], tellings[pair[1]], world) for pair in sorted(pairs)}

    def vetoed(pair: Pair) -> bool:
        said = verdicts.get(pair)
        return (said or verdict(tellings[pair[0]], tellings[pair[1]], world)).vetoed

    grouped = group_linked(tellings.values(), verdicts, vetoed, Pins())
    story_of = {key: min(story) for story in grouped.stories for key in story}
    return ToldApart(story_of, grouped.reprint_of, verdicts, grouped.left_out)


def telling_of(judged: Judged) -> Telling:
    """A judged article as it is compared."""
    text, match = judged.item.text, judged.match
    shingles, stems = words_of(text.title, text.text)
    return Telling(
        key=judged.item.id,
        when=text.published,
        language=match.language,
        grade=match.grade,
        event=match.event,
        entities=frozenset(match.entities),
        places=frozenset(match.places),
        countries=frozenset(match.countries),
        figures=figures_of((claim.kind, claim.value, claim.unit) for claim in match.claims),
        shingles=shingles,
        stems=stems,
        names=names_of(text.title, text.text),
    )
