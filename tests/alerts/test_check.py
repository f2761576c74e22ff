"""subscriptions.yaml: every mistake at once, with its line and what to do."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from alerts.check import check_subscriptions, load_subscriptions
from alerts.subscriptions import FilterValues
from alerts.unsubscribe import Leaving, leave
from db.engine import Database
from monitor.jobs.check import check
from monitor.yamlfile import ConfigError, parse_yaml

GOOD = """subscriptions:
  - id: a
    name: A
    schedule: "0 8 * * *"
    channels: [{kind: console}]
"""
VALUES = FilterValues(frozenset({"sergek"}), frozenset({"almaty"}), frozenset({"inform-kz"}))


def problems(text: str, environment: dict[str, str] | None = None) -> list[str]:
    found = check_subscriptions(parse_yaml(text, "subscriptions.yaml"), environment or {}, VALUES)[1]
    return [str(one) for one in found]


MISTAKES = [
    ("schedule: '99 8 * * *'", ":6: subscriptions[0].schedule: cron cannot read it", "0 8 * * 1-6"),
    ("timezone: Asia/Almata", ":6: subscriptions[0].timezone: unknown time zone", "'Asia/Almaty'"),
    ("langage: ru", ":6: subscriptions[0].langage: unknown key 'langage'", "did you mean 'language'?"),
    ("language: xx", ":6: subscriptions[0].language: no digest is written in 'xx'", "en, ru"),
    ("first: 30", ":6: subscriptions[0].first: not a span of time", "write 15m, 12h or 30d"),
    ("quiet: late", ":6: subscriptions[0].quiet: 'late' are no hours of a day", "22:00-07:00"),
    ("filters: {countries: [KAZ]}", "filters.countries[0]: 'KAZ' is none of the countries we know", "'KZ'"),
    ("filters: {events: [tendr]}", "filters.events[0]: ", "'tender'"),
    ("filters: {entities: [sergec]}", "filters.entities[0]: 'sergec' is none of", "did you mean 'sergek'?"),
    ("filters: {places: [almata]}", "filters.places[0]: 'almata' is none of", "did you mean 'almaty'?"),
    ("filters: {sources: [inform]}", "filters.sources[0]: 'inform' is none of", "inform-kz"),
    ("filters: {languages: [klingon]}", "filters.languages[0]: 'klingon' is none of", "ru"),
    ("filters: {grade: 4}", "filters.grade: ", "correct `4`"),
    ("filters: {country: [KZ]}", "filters.country: unknown key 'country'", "countries"),
    ("when_empty: never", "when_empty: ", "'skip' or 'say-so'"),
]


class TestMistakes:
    @pytest.mark.parametrize(("line", "what", "remedy"), MISTAKES)
    def test_each_is_named_with_its_line_and_its_remedy(self, line: str, what: str, remedy: str) -> None:
        text = GOOD.replace('    schedule: "0 8 * * *"\n', "") if line.startswith("schedule") else GOOD
        (found,) = (
            problems(text.rstrip() + "\n    " + line + "\n") if text is GOOD else problems(text + f"    {line}\n")
        )
        assert what.replace(":6:", ":5:" if text is not GOOD else ":6:") in found
        assert remedy in found

    @pytest.mark.parametrize(
        ("channel", "what"),
        [
            (
                "{kind: emial}",
                "unknown channel 'emial' → did you mean 'email'? (apprise, console, email, file, slack, webhook)",
            ),
            ("{to: [a@x.org]}", "a channel without its kind"),
            ("{kind: email, to: []}", "channels[0].to: "),
            ("{kind: email, to: [desk]}", "'desk' is no mail address"),
            ("{kind: email, to: ['Desk <a@x.org>']}", "is no mail address"),
            ("{kind: slack}", "give a webhook or a token"),
            ('{kind: slack, token: "${T}"}', "no channel to post to"),
            ("{kind: file, pth: x}", "unknown key 'pth' → did you mean 'path'?"),
            ("{kind: webhook, url: 'ftp://x'}", "no web address"),
            ("console", "not a channel"),
        ],
    )
    def test_channels(self, channel: str, what: str) -> None:
        assert any(what in found for found in problems(GOOD.replace("{kind: console}", channel), {"T": "x"}))

    def test_all_at_once(self) -> None:
        text = GOOD.replace("name: A", "nmae: A").replace("0 8 * * *", "x") + "    timezone: Mars\n    first: 3\n"
        found = "\n".join(problems(text))
        for part in ("nmae", "name: missing", "schedule", "timezone", "first"):
            assert part in found

    def test_a_taken_id(self) -> None:
        twice = GOOD + GOOD.removeprefix("subscriptions:\n")
        assert "the id 'a' is taken (line 2)" in problems(twice)[0]

    def test_an_unquoted_variable(self) -> None:
        with pytest.raises(ConfigError, match="write the variable in quotes"):
            parse_yaml(GOOD.replace("{kind: console}", "{kind: slack, webhook: ${X}}"), "subscriptions.yaml")

    @pytest.mark.parametrize("text", ["", "[]", "subscriptions: 3", "subscriptions: [3]", "subs: []", "- a"])
    def test_what_is_no_such_file(self, text: str) -> None:
        found = check_subscriptions(parse_yaml(text or "#", "subscriptions.yaml"), {})[1]
        assert found

    def test_usd_rates(self) -> None:
        assert problems(GOOD + "usd_rates: {KZT: {2026-01-01: 505.4}}\n") == []
        assert "usd_rates.KZT.2026-01-01" in problems(GOOD + "usd_rates: {KZT: {2026-01-01: -1}}\n")[0]


class TestSecrets:
    SLACK = GOOD.replace("{kind: console}", '{kind: slack, webhook: "${SLACK_URL}"}')

    def test_one_that_is_not_set_is_an_error_for_its_channel_alone(self, tmp_path: Path) -> None:
        (tmp_path / "subscriptions.yaml").write_text(self.SLACK, encoding="utf-8")
        subscriptions, (problem,) = load_subscriptions(tmp_path, {})
        assert "SLACK_URL is not set" in str(problem)
        assert not problem.fatal
        assert subscriptions.subscriptions[0].channels[0].recipients() == ("SLACK_URL",)

    def test_one_that_is_set_is_kept_nowhere(self, tmp_path: Path) -> None:
        (tmp_path / "subscriptions.yaml").write_text(self.SLACK, encoding="utf-8")
        subscriptions, found = load_subscriptions(tmp_path, {"SLACK_URL": "https://hooks.slack.com/services/T1/B2/xyz"})
        assert found == []
        assert "xyz" not in repr(subscriptions) + subscriptions.model_dump_json()

    def test_one_written_into_the_file_is_told(self) -> None:
        text = self.SLACK.replace("${SLACK_URL}", "https://hooks.slack.com/services/T1/B2/xyz")
        (found,) = problems(text)
        assert "a secret in the file" in found
        assert "xyz" not in found


class TestTheShippedFile:
    def test_it_has_no_mistake_and_needs_no_secret(self) -> None:
        subscriptions, found = load_subscriptions(Path(__file__).parents[2], {})
        assert found == []
        assert {channel.kind for one in subscriptions.subscriptions for channel in one.channels} == {"file", "console"}

    def test_what_its_comments_teach_has_no_mistake_either(self) -> None:
        text = (Path(__file__).parents[2] / "subscriptions.yaml").read_text(encoding="utf-8")
        lines = []
        for line in text.splitlines():
            bare = line.removeprefix("#")
            taught = line.startswith(("#  - ", "#    ", "# usd_rates", "#   KZT"))
            lines.append(bare.removeprefix(" ") if line.startswith(("# usd", "#   KZT")) else bare if taught else line)
        found = problems("\n".join(lines), {"SLACK_WEBHOOK_URL": "x", "SLACK_BOT_TOKEN": "x"})
        assert found == []

    def test_a_missing_file_says_how_to_get_one(self, tmp_path: Path) -> None:
        with pytest.raises(ConfigError, match="footprint init"):
            load_subscriptions(tmp_path, {})


class TestWhoUnsubscribed:
    """A suppression outranks the file, so the file's owner is told of it."""

    def test_it_is_named_with_its_line(self, database: Database, tmp_path: Path) -> None:
        write_files(tmp_path)
        url = database.engine.url.render_as_string(hide_password=False)
        leave(database, Leaving("desk", "email", "b@x.org"), datetime(2026, 11, 24, 12, tzinfo=UTC))
        leave(database, Leaving("desk", "email", "gone@x.org"), datetime(2026, 11, 24, 12, tzinfo=UTC))
        notes = [one for one in check(tmp_path, {}, url) if "unsubscribed" in one.what]
        assert [(one.what, one.line, one.fatal) for one in notes] == [
            ("b@x.org unsubscribed on 2026-11-24 and gets nothing", 5, False)
        ]

    def test_a_database_that_is_not_there_is_neither_needed_nor_made(self, tmp_path: Path) -> None:
        write_files(tmp_path)
        assert not [one for one in check(tmp_path, {}, f"sqlite:///{tmp_path}/data/x.db") if one.fatal]
        assert not [one for one in check(tmp_path, {}, "postgresql://nobody@127.0.0.1:9/x") if one.fatal]
        assert not (tmp_path / "data").exists()


def write_files(folder: Path) -> None:
    text = (
        "subscriptions:\n  - id: desk\n    name: Desk\n    channels:\n      - {kind: email, to: [a@x.org, b@x.org]}\n"
    )
    (folder / "subscriptions.yaml").write_text(text, encoding="utf-8")
    (folder / "sources.yaml").write_text("sources: []\n", encoding="utf-8")
