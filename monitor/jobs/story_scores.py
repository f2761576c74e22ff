"""How well stories and reprints are told, against labels: pairwise and B³. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import Any

from monitor.dedup.grouping import Pair, pair_of
from monitor.jobs.corpus import Judged
from monitor.jobs.scores import Tally
from monitor.jobs.telling_apart import ToldApart


def score_stories(judged: Sequence[Judged], told: ToldApart) -> dict[str, Any] | None:
    """Figures for stories and for near-duplicates, over what is a mention by its label or by the verdict.

    None without labels of stories. An article without a story counts as one that stands alone.
    """
    scored = [one for one in judged if one.item.labelled and (one.item.labels["grade"] >= 1 or one.match.grade >= 1)]
    if not any(one.item.labels.get("story") for one in scored):
        return None
    keys = [one.item.id for one in scored]
    stories = wanted_stories(scored)
    copies = wanted_copies(scored)
    given_copies = {key: told.reprint_of.get(key, key) for key in keys}
    given = {key: told.story_of.get(key, key) for key in keys}
    return {
        "items": len(keys),
        "stories": sum(size > 1 for size in _sizes(stories).values()),
        **compare(stories, given),
        "near_duplicates": compare(copies, given_copies),
        "joined_wrongly": [list(pair) for pair in sorted(pairs_of(given) - pairs_of(stories))],
        "missed": [list(pair) for pair in sorted(pairs_of(stories) - pairs_of(given))],
    }


def wanted_stories(judged: Iterable[Judged]) -> dict[str, str]:
    """The labelled story of each article; one that has none is alone."""
    return {one.item.id: f"story {one.item.labels.get('story') or one.item.id}" for one in judged}


def wanted_copies(judged: Iterable[Judged]) -> dict[str, str]:
    """Of each article the first of those that have its words, reprints of reprints followed to their beginning."""
    leads = {one.item.id: one.item.labels.get("near_duplicate_of") or one.item.id for one in judged}
    found: dict[str, str] = {}
    for key in leads:
        at, seen = key, {key}
        while (onward := leads.get(at, at)) not in seen:
            at = onward
            seen.add(at)
        found[key] = min(seen) if onward != at else at
    return found


def compare(wanted: Mapping[str, str], given: Mapping[str, str]) -> dict[str, Any]:
    """Two partitions of the same articles: `pairwise` counts pairs that are together, `b3` weighs articles alike."""
    true, said = pairs_of(wanted), pairs_of(given)
    return {
        "pairwise": Tally(len(true & said), len(said - true), len(true - said)).figures(),
        "b3": b_cubed(wanted, given),
    }


def pairs_of(groups: Mapping[str, str]) -> set[Pair]:
    """The pairs that stand together."""
    return {pair_of(*pair) for members in _members(groups).values() for pair in combinations(sorted(members), 2)}


def b_cubed(wanted: Mapping[str, str], given: Mapping[str, str]) -> dict[str, float | None]:
    """The mean, over articles, of the share of its given group that is right and of its true group that was found."""
    if not wanted:
        return {"precision": None, "recall": None, "f1": None}
    true, said = _members(wanted), _members(given)
    precision = recall = 0.0
    for key in wanted:
        both = len(true[wanted[key]] & said[given[key]])
        precision += both / len(said[given[key]]) / len(wanted)
        recall += both / len(true[wanted[key]]) / len(wanted)
    f1 = 2 * precision * recall / (precision + recall)
    return {"precision": round(precision, 4), "recall": round(recall, 4), "f1": round(f1, 4)}


def _members(groups: Mapping[str, str]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for key, group in groups.items():
        found[group].add(key)
    return found


def _sizes(groups: Mapping[str, str]) -> dict[str, int]:
    return {group: len(members) for group, members in _members(groups).items()}
