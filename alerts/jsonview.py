"""A digest as JSON for programs: `digest preview --json` and the webhook. Pure; the shape is part of the contract."""

from datetime import UTC, datetime
from typing import Any

from alerts.content import Coverage, DigestContent, Fact, StoryLine


def digest_json(content: DigestContent) -> dict[str, Any]:
    """`subscription, since, until, coverage, stories, updates, corrections, held_back`; times are UTC with Z."""
    return {
        "subscription": content.subscription,
        "since": utc(content.since),
        "until": utc(content.until),
        "coverage": _coverage(content.coverage),
        "stories": [story_json(line) for line in content.stories],
        "updates": [story_json(line) for line in content.updates],
        "corrections": [story_json(line) for line in content.corrections],
        "held_back": {
            "by_grade": {str(grade): number for grade, number in content.held.by_grade},
            "over_length": content.held.over_length,
            "backlog": content.held.backlog,
        },
    }


def story_json(line: StoryLine) -> dict[str, Any]:
    """One line with the fields of `stories --json`, and what a digest adds to them."""
    references = line.references
    return {
        "id": str(line.story_id),
        "kind": line.kind.value,
        "headline": line.headline,
        "first_seen": utc(line.first_seen),
        "last_seen": utc(line.last_seen),
        "grade": line.grade,
        "event": line.event.value,
        "countries": list(line.countries),
        "places": [place.id for place in line.places],
        "entities": [entity.id for entity in line.entities],
        "facts": [fact_json(fact) for fact in line.facts],
        "languages": list(dict.fromkeys(one.language for one in references if one.language)),
        "sources": list(dict.fromkeys(one.source_id for one in references)),
        "mentions": [str(one.mention_id) for one in references],
        "reasons": list(line.reasons),
        "novelty": list(line.novelty),
        "causes": list(line.causes),
        "correction": line.correction.change.value if line.correction else None,
        "url": line.address,
        "earliest": line.earliest.url if line.earliest else None,
        "first_official": line.first_official.url if line.first_official else None,
    }


def fact_json(fact: Fact) -> dict[str, Any]:
    """`kind, value, unit, state, scope, as_of, said_by, sentence`; absent is null."""
    return {
        "kind": fact.kind.value,
        "value": fact.value,
        "unit": fact.unit,
        "state": fact.state.value if fact.state else None,
        "scope": fact.scope,
        "as_of": fact.as_of.isoformat() if fact.as_of else None,
        "said_by": fact.said_by,
        "sentence": fact.sentence,
    }


def utc(when: datetime) -> str:
    """ISO 8601 in UTC with Z, to the second."""
    return when.astimezone(UTC).replace(microsecond=0, tzinfo=None).isoformat() + "Z"


def _coverage(coverage: Coverage) -> dict[str, Any]:
    return {
        "configured": coverage.configured,
        "read": coverage.read,
        "countries": [
            {"country": one.country, "configured": one.configured, "read": one.read} for one in coverage.countries
        ],
        "troubled": [
            {
                "source": one.source_id,
                "country": one.country,
                "trouble": one.trouble.value,
                "since": utc(one.since) if one.since else None,
                "error": one.error,
            }
            for one in coverage.troubled
        ],
    }
