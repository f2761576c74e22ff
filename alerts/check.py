"""Reading and checking subscriptions.yaml: every mistake at once, each with its line and what to do."""

import difflib
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any
from zoneinfo import available_timezones

from pydantic import BaseModel, SecretStr, ValidationError

from alerts.channels.base import ChannelSettings, references
from alerts.channels.registry import kinds, settings_of
from alerts.filters import Filters
from alerts.schedule import ScheduleError, check_schedule, quiet_hours
from alerts.subscriptions import FilterValues, Subscription, Subscriptions, subscriptions_path
from alerts.wording import languages, wording
from db.queries.subscriptions import SuppressionView
from monitor.yamlfile import ConfigError, Key, Problem, YamlFile, read_yaml

LANGUAGES = ("ru", "kk", "kk-Latn", "kk-Arab", "uz", "uz-Cyrl", "ky", "tg", "tk", "en", "zh")
SECRET_IN_FILE = re.compile(r"xox[abprs]-|hooks\.slack\.com/services/T|:[^@/\s]+@", re.IGNORECASE)

Path_ = tuple[Key, ...]


def load_subscriptions(
    config_dir: Path, environment: Mapping[str, str], values: FilterValues | None = None
) -> tuple[Subscriptions, list[Problem]]:
    """The subscriptions of `config_dir`, and what is suspect about them without stopping them (a secret that is not
    set, a value that no filter knows). Raises ConfigError with everything that does stop the file."""
    file = read_yaml(subscriptions_path(config_dir))
    subscriptions, problems = check_subscriptions(file, environment, values)
    if any(problem.fatal for problem in problems):
        raise ConfigError(problems)
    return subscriptions, problems


def check_subscriptions(
    file: YamlFile, environment: Mapping[str, str], values: FilterValues | None = None
) -> tuple[Subscriptions, list[Problem]]:
    """Everything that is wrong with the file, and what of it can be used."""
    if not isinstance(file.data, Mapping):
        return Subscriptions(), [file.problem((), "no `subscriptions:`", "begin with `subscriptions:` and a list")]
    problems: list[Problem] = [_unknown_key(file, (key,), Subscriptions) for key in _extra(file.data, Subscriptions)]
    entries = file.data.get("subscriptions")
    if entries is None:
        entries = []
    if not isinstance(entries, Sequence) or isinstance(entries, str):
        problem = file.problem(("subscriptions",), "not a list", "begin each subscription with `- id: …`")
        return Subscriptions(), [*problems, problem]
    found: list[Subscription] = []
    for index, entry in enumerate(entries):
        path = ("subscriptions", index)
        subscription, wrong = _subscription(file, path, entry)
        problems += wrong
        if subscription is not None:
            found.append(subscription)
            problems += _meaning(file, path, subscription, environment, values or FilterValues())
        elif isinstance(entry, Mapping):
            problems += _meaning_of_the_rest(file, path, entry)
    problems += _duplicates(file, entries)
    usd, wrong = _rates(file)
    problems += wrong
    return Subscriptions.model_construct(subscriptions=tuple(found), usd_rates=usd), problems


def unsubscribed(file: YamlFile, subscriptions: Subscriptions, left: Iterable[SuppressionView]) -> list[Problem]:
    """A note on each recipient of the file who has unsubscribed: that outranks the file, so they get nothing."""
    since = {(one.subscription_id, one.channel, one.recipient): one.since for one in left}
    notes = []
    for at, subscription in enumerate(subscriptions.subscriptions):
        for index, channel in enumerate(subscription.channels):
            for recipient in channel.recipients():
                when = since.get((subscription.id, channel.kind, recipient))
                if when is not None:
                    what = f"{recipient} unsubscribed on {when:%Y-%m-%d} and gets nothing"
                    path = ("subscriptions", at, "channels", index)
                    notes.append(file.problem(path, what, "take the recipient out of the file", fatal=False))
    return notes


def _rates(file: YamlFile) -> tuple[Mapping[str, Mapping[date, float]], list[Problem]]:
    """`usd_rates`, its days as text until they are checked: so a mistake names the day as it is written."""
    written = file.data.get("usd_rates") or {}
    if isinstance(written, Mapping):
        written = {
            currency: {str(day): rate for day, rate in days.items()} if isinstance(days, Mapping) else days
            for currency, days in written.items()
        }
    checked, wrong = _validated(Subscriptions, {"usd_rates": written}, file, ())
    return (checked.usd_rates if isinstance(checked, Subscriptions) else {}), wrong


def _subscription(file: YamlFile, path: Path_, entry: Any) -> tuple[Subscription | None, list[Problem]]:
    if not isinstance(entry, Mapping):
        return None, [file.problem(path, "not a subscription", "write `id:`, `name:`, `schedule:`, `channels:`")]
    problems = [_unknown_key(file, (*path, key), Subscription) for key in _extra(entry, Subscription)]
    filters = entry.get("filters")
    if isinstance(filters, Mapping):
        problems += [_unknown_key(file, (*path, "filters", key), Filters) for key in _extra(filters, Filters)]
        filters = {key: value for key, value in filters.items() if key in Filters.model_fields}
    channels: list[ChannelSettings] = []
    listed = entry.get("channels")
    for index, written in enumerate(listed if isinstance(listed, list) else []):
        channel, wrong = _channel(file, (*path, "channels", index), written)
        problems += wrong
        channels += [channel] if channel else []
    known = {key: value for key, value in entry.items() if key in Subscription.model_fields}
    if "filters" in known:
        known["filters"] = filters
    if isinstance(listed, list):
        if not listed:
            problems.append(file.problem((*path, "channels"), "no channel", "add one, such as {kind: console}"))
        elif not channels:
            return None, problems
        known["channels"] = tuple(channels)
    subscription, wrong = _validated(Subscription, known, file, path)
    told = {problem.key for problem in problems}
    problems += [one for one in wrong if one.key not in told]
    return (subscription if isinstance(subscription, Subscription) else None), problems


def _channel(file: YamlFile, path: Path_, written: Any) -> tuple[ChannelSettings | None, list[Problem]]:
    if not isinstance(written, Mapping):
        return None, [file.problem(path, "not a channel", "write {kind: email, to: [desk@example.org]}")]
    kind = written.get("kind")
    if kind not in kinds():
        what = f"unknown channel {kind!r}" if kind else "a channel without its kind"
        return None, [file.problem((*path, "kind"), what, _choose(str(kind or ""), kinds()))]
    model = settings_of(str(kind))
    broken = [key for key, value in written.items() if value == "$" or isinstance(value, Mapping)]
    if broken:
        remedy = 'write the variable in quotes: "${NAME}"'
        return None, [file.problem((*path, str(key)), "an unquoted ${…}", remedy) for key in broken]
    problems = [_unknown_key(file, (*path, key), model) for key in _extra(written, model)]
    known = {key: value for key, value in written.items() if key in model.model_fields}
    channel, wrong = _validated(model, known, file, path)
    if not isinstance(channel, ChannelSettings):
        return None, problems + wrong
    problems += [file.problem((*path, *key), what, remedy) for key, what, remedy in channel.mistakes()]
    return channel, problems


def _validated(
    model: type[BaseModel], data: Mapping[str, Any], file: YamlFile, path: Path_
) -> tuple[BaseModel | None, list[Problem]]:
    try:
        return model.model_validate(data), []
    except ValidationError as error:
        problems = []
        for one in error.errors(include_url=False):
            at = (*path, *(part if isinstance(part, int) else str(part) for part in one["loc"] if part != "[key]"))
            if one["type"] == "missing":
                problems.append(file.problem(at, "missing", f"add `{at[-1]}:`"))
            else:
                what, _, remedy = one["msg"].removeprefix("Value error, ").partition("; ")
                problems.append(file.problem(at, what, remedy or f"correct `{one['input']!r:.60}`"))
        return None, problems


def _meaning(
    file: YamlFile, path: Path_, one: Subscription, environment: Mapping[str, str], values: FilterValues
) -> Iterable[Problem]:
    """What types cannot see: cron, zone, hours, languages, ids, secrets."""
    try:
        check_schedule(one.schedule)
    except ScheduleError as error:
        yield file.problem((*path, "schedule"), str(error), 'write "0 8 * * 1-6" (08:00, Monday to Saturday)')
    if one.quiet is not None:
        try:
            quiet_hours(one.quiet)
        except ScheduleError as error:
            what, _, remedy = str(error).partition("; ")
            yield file.problem((*path, "quiet"), what, remedy)
    if one.timezone not in available_timezones():
        what = f"unknown time zone {one.timezone!r}"
        yield file.problem((*path, "timezone"), what, _choose(one.timezone, sorted(available_timezones()), 3))
    if one.language not in languages():
        what = f"no digest is written in {one.language!r}"
        yield file.problem((*path, "language"), what, _choose(one.language, languages()))
    if not one.addresses():
        yield file.problem((*path, "channels"), "nobody gets it", "name a recipient")
    yield from _filter_values(file, path, one, values)
    for index, channel in enumerate(one.channels):
        yield from _secrets(file, (*path, "channels", index), channel, environment)


def _meaning_of_the_rest(file: YamlFile, path: Path_, entry: Mapping[Any, Any]) -> Iterable[Problem]:
    """What can be said of a subscription whose types are wrong elsewhere: all mistakes are told at once."""
    rest = {key: entry[key] for key in ("schedule", "timezone", "language", "quiet") if isinstance(entry.get(key), str)}
    screen = settings_of("console")(kind="console")
    yield from _meaning(file, path, Subscription(id="x", name="x", channels=(screen,), **rest), {}, FilterValues())


def _filter_values(file: YamlFile, path: Path_, one: Subscription, values: FilterValues) -> Iterable[Problem]:
    territories = map(str, wording("en").locale.territories)
    countries = frozenset(code for code in territories if len(code) == 2 and code.isalpha())
    known: tuple[tuple[str, tuple[str, ...], frozenset[str] | None], ...] = (
        ("countries", one.filters.countries, countries),
        ("places", one.filters.places, values.places),
        ("entities", one.filters.entities, values.entities),
        ("sources", one.filters.sources, values.sources),
        ("languages", one.filters.languages, frozenset(LANGUAGES)),
    )
    for key, wanted, all_of_them in known:
        for index, value in enumerate(wanted):
            if all_of_them is not None and value not in all_of_them:
                what = f"{value!r} is none of the {key} we know"
                yield file.problem(
                    (*path, "filters", key, index),
                    what,
                    _choose(value, sorted(all_of_them), 11 if key == "languages" else 3),
                )


def _secrets(
    file: YamlFile, path: Path_, channel: ChannelSettings, environment: Mapping[str, str]
) -> Iterable[Problem]:
    for key in type(channel).model_fields:
        value = getattr(channel, key)
        if not isinstance(value, SecretStr):
            continue
        for name in references(value):
            if not environment.get(name):
                what = f"{name} is not set, so this channel cannot send"
                yield file.problem((*path, key), what, f"set {name} in the environment (see .env.example)", fatal=False)
        if not references(value) and SECRET_IN_FILE.search(value.get_secret_value()):
            yield file.problem(
                (*path, key), "a secret in the file", 'put it into the environment and write "${NAME}"', fatal=False
            )


def _duplicates(file: YamlFile, entries: Sequence[Any]) -> Iterable[Problem]:
    seen: dict[str, int] = {}
    for index, entry in enumerate(entries):
        identity = entry.get("id") if isinstance(entry, Mapping) else None
        if not isinstance(identity, str):
            continue
        if identity in seen:
            first = file.line(("subscriptions", seen[identity], "id"))
            what = f"the id {identity!r} is taken (line {first})"
            yield file.problem(("subscriptions", index, "id"), what, "give it an id of its own")
        seen.setdefault(identity, index)


def _extra(data: Mapping[Any, Any], model: type[BaseModel]) -> list[str]:
    return [str(key) for key in data if key not in model.model_fields]


def _unknown_key(file: YamlFile, path: Path_, model: type[BaseModel]) -> Problem:
    return file.problem(path, f"unknown key {path[-1]!r}", _choose(str(path[-1]), tuple(model.model_fields)))


def _choose(written: str, known: Sequence[str], most: int = 20) -> str:
    near = difflib.get_close_matches(written, known, n=1, cutoff=0.6)
    if near:
        return f"did you mean {near[0]!r}?" + (f" ({', '.join(known)})" if len(known) <= most else "")
    return f"one of: {', '.join(known[:most])}" + (", …" if len(known) > most else "")
