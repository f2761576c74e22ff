"""The lexicon compiled: every form that is not the watch list's, with the label it stands for."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from monitor.match.alphabet import CYRILLIC
from monitor.match.forms import Form, read_form
from monitor.match.lexicon_files import lexicon
from monitor.match.spellings import in_both_scripts
from monitor.match.spots import Label, SpotKind, as_written

CAPITAL = "the-capital"
"""The id of a place that is named only as the capital of its country."""
TRIGGERS = ("camera", "drone", "radar")
"""Classes of terms that by themselves make a text worth a second look."""

LABEL_TERMS = ("face", "recognise", "plate", "offence", "fine", "bodyworn")
"""Classes of terms that are looked at for labels as well, even inside a longer term."""

IN_GENERAL = "watching-in-general"
"""The id of words that tell of video surveillance without naming it: a label only where nothing else is one."""
NATIONALITIES = frozenset(("Chinese", "Russian", "American", "British", "European"))


@dataclass(frozen=True, slots=True)
class Labelled:
    """A form and what it stands for."""

    form: Form
    label: Label


def labelled(form: Form, kind: SpotKind, identity: str, *, caps: bool = False) -> Labelled:
    """A form with its label; quotes, capitals and spelling that the form itself asks for go along."""
    capitals = any(word.capitals for word in form.words)
    literal = as_written(form.spelt) if form.spelt else None
    return Labelled(form, Label(kind, identity, caps and not capitals, form.quoted, capitals, literal=literal))


@lru_cache(maxsize=1)
def trigger_terms() -> tuple[Labelled, ...]:
    """The terms that are looked for in every text."""
    return tuple(_terms(name for name in lexicon("terms") if name in TRIGGERS))


def context_terms() -> tuple[Labelled, ...]:
    """All that is looked for once a text has something of interest: other terms, bodies, countries, places."""
    geography = lexicon("geography")
    found: list[Labelled] = [*_terms(name for name in lexicon("terms") if name not in TRIGGERS)]
    for country, names in geography["countries"].items():
        found += _all(names["names"], SpotKind.COUNTRY, country, caps=True, name=True)
        found += _all(names["demonyms"], SpotKind.COUNTRY, country, name=True)
    for country, groups in geography["bodies"].items():
        found += [one for group in groups for one in _bodies(group, country)]
    found += _all(geography["region"], SpotKind.COUNTRY, "region")
    found += _all(geography["capital"], SpotKind.PLACE, CAPITAL)
    found += _foreign((*geography["foreign"], *lexicon("abroad")))
    for place in gazetteer():
        found += _all(place["forms"], SpotKind.PLACE, place["id"], caps=True, name=True)
    return tuple(found)


@lru_cache(maxsize=1)
def label_terms() -> tuple[Labelled, ...]:
    """The words of lexicon/labels.yaml, and those terms that decide labels too, for a text that is worth labels."""
    ways = lexicon("paraphrases")["video-surveillance"]
    general = [form for language, forms in ways.items() for form in _spelt(forms, language)]
    return (*_terms(lexicon("labels"), "labels"), *_terms(LABEL_TERMS), *_all(general, SpotKind.TERM, IN_GENERAL))


@lru_cache(maxsize=1)
def paraphrases() -> tuple[Labelled, ...]:
    """The ways to tell of a technology without its plain words, each standing for the technology."""
    return tuple(
        one
        for technology, languages in lexicon("paraphrases").items()
        for language, forms in languages.items()
        for one in _all(_spelt(forms, language), SpotKind.ENTITY, technology)
    )


@lru_cache(maxsize=1)
def gazetteer() -> tuple[dict[str, Any], ...]:
    """The places of lexicon/gazetteer.json."""
    return tuple(lexicon("gazetteer"))


def _bodies(group: Iterable[object] | Mapping[str, Iterable[object]], country: str) -> Iterator[Labelled]:
    """Bodies of a country; those given by language are looked for in texts that may be in it."""
    if not isinstance(group, Mapping):
        yield from _all(group, SpotKind.BODY, country)
        return
    for language, forms in group.items():
        for one in _all(_spelt(forms, language), SpotKind.BODY, country):
            yield Labelled(one.form, one.label._replace(language=language))


def _foreign(names: Iterable[str]) -> Iterator[Labelled]:
    """Foreign places; adjectives ("Chinese", «китайск~») tell whose a firm is, not where it works."""
    for name in names:
        if str(name)[0].islower() or str(name) in NATIONALITIES:
            yield from _all([name], SpotKind.TERM, "nationality")
        else:
            yield from _all([name], SpotKind.FOREIGN, "foreign", caps=True, name=True)


def _terms(names: Iterable[str], file: str = "terms") -> Iterator[Labelled]:
    for name in names:
        for language, forms in lexicon(file)[name].items():
            for one in _all(_spelt(forms, language), SpotKind.TERM, name):
                native = language if _is_native(one.form, language) else None
                yield Labelled(one.form, one.label._replace(language=native))


def _spelt(forms: Iterable[object], language: str) -> Iterator[str]:
    """The forms of a language, in both its scripts where they do not fold alike."""
    return (spelt for form in forms for spelt in in_both_scripts(str(form), language))


def _is_native(form: Form, language: str) -> bool:
    """Whether a form is a word of its language; a Latin name among Russian words ("VAR") is of any, «jol» is Kazakh."""
    return language in ("en", "zh", "tk", "uz") or bool(CYRILLIC.search(form.written)) or form.written[0].islower()


def _all(
    written: Iterable[object], kind: SpotKind, identity: str, *, caps: bool = False, name: bool = False
) -> Iterator[Labelled]:
    for one in written:
        form = read_form(str(one), name=name)
        if not form.is_empty:
            yield labelled(form, kind, identity, caps=caps)
