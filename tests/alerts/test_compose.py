"""What a subscription is told, on both engines: once, later what is new about it, and what was wrong."""

from datetime import timedelta

import pytest
from sqlmodel import col, select, update

from alerts.compose import compose_due, preview
from alerts.content import Change, DigestContent, Standing
from db.engine import Database
from db.kinds import ArrivedAs, ClaimState, Event, ItemKind, Relation
from db.models import Article, DigestItem, Mention, Story, StoryLink, SubscriptionState
from tests.alerts import rows
from tests.alerts.rows import NOON, Said, subscription
from tests.alerts.telling import DAY, KNOWN, MORNING, followed, heard, stored, told


class TestAStoryIsToldOnce:
    """DigestItem rows decide, never the clock."""

    def test_an_untold_story_is_new_and_a_told_one_is_not(self, database: Database) -> None:
        story_id = stored(database)
        assert heard(told(database)) == [story_id]
        assert told(database, at=NOON + DAY) is None

    def test_each_subscription_is_told_for_itself(self, database: Database) -> None:
        story_id = stored(database)
        other = MORNING.model_copy(update={"id": "evening"})
        assert heard(told(database)) == heard(told(database, by=other)) == [story_id]

    def test_a_preview_tells_nothing(self, database: Database) -> None:
        story_id = stored(database)
        assert [line.story_id for line in preview(database, MORNING, NOON, KNOWN).stories] == [story_id]
        assert heard(told(database)) == [story_id]

    def test_a_late_arrival_with_an_old_date_is_told_all_the_same(self, database: Database) -> None:
        told(database)
        story_id = stored(database, Said(published=NOON - 20 * DAY, seen=NOON + timedelta(hours=1)))
        assert heard(told(database, at=NOON + DAY)) == [story_id]

    def test_digest_items_and_deliveries_are_one_transaction(self, database: Database) -> None:
        broken = MORNING.model_copy(update={"channels": (BrokenSettings(kind="file"),)})
        stored(database)
        with pytest.raises(RuntimeError):
            compose_due(database, broken, NOON, KNOWN, forced=True)
        with database.reading() as session:
            assert not session.exec(select(DigestItem)).all()
            assert not session.exec(select(SubscriptionState)).all()


class BrokenSettings(type(MORNING.channels[0])):  # type: ignore[misc]
    def pages(self, content: DigestContent) -> list[tuple[int, int]]:
        raise RuntimeError("killed here")


class TestFloors:
    """A story first seen before a floor is never told as new; its later updates are."""

    def test_older_than_first_is_never_new(self, database: Database) -> None:
        stored(database, Said(seen=NOON - 31 * DAY))
        assert told(database) is None
        assert told(database, at=NOON + DAY) is None

    def test_but_its_updates_are_told(self, database: Database) -> None:
        story_id = stored(database, Said(seen=NOON - 31 * DAY))
        assert told(database) is None
        followed(database, story_id, Said(cameras=900, seen=NOON))
        content = told(database, at=NOON + DAY)
        assert content is not None
        assert [(line.story_id, line.facts[0].value) for line in content.updates] == [(story_id, 900)]

    def test_a_backlog_is_not_told(self, database: Database) -> None:
        stored(database, Said(arrived=ArrivedAs.BACKLOG))
        assert told(database) is None

    def test_a_wider_filter_does_not_bring_the_old(self, database: Database) -> None:
        narrow = subscription("filters: {countries: [UZ]}")
        wide = subscription("filters: {countries: [UZ, KZ]}")
        assert told(database, by=narrow) is None
        stored(database, Said(seen=NOON - DAY))
        fresh = stored(database, Said(seen=NOON + 40 * DAY))
        assert heard(told(database, at=NOON + 41 * DAY, by=wide)) == [fresh]

    def test_a_second_change_of_filters_does_not_bring_it_either(self, database: Database) -> None:
        for at, countries in ((0, "UZ"), (40, "UZ, KZ"), (80, "UZ, KZ, KG")):
            if at == 40:
                stored(database, Said(seen=NOON - DAY))
            content = told(database, at=NOON + at * DAY, by=subscription(f"filters: {{countries: [{countries}]}}"))
            assert content is None


class TestFilters:
    @pytest.mark.parametrize(
        ("filters", "passing"),
        [
            ("{countries: [KZ]}", True),
            ("{countries: [UZ]}", False),
            ("{places: [almaty]}", True),
            ("{places: [osh]}", False),
            ("{entities: [sergek]}", True),
            ("{entities: [dahua]}", False),
            ("{events: [expansion]}", True),
            ("{events: [court]}", False),
            ("{languages: [ru]}", True),
            ("{languages: [kk]}", False),
            ("{sources: [inform-kz]}", True),
            ("{sources: [orda]}", False),
            ("{grade: 3}", True),
        ],
    )
    def test_each_filter_asks_for_what_it_says(self, database: Database, filters: str, passing: bool) -> None:
        stored(database)
        assert (told(database, by=subscription(f"filters: {filters}")) is not None) is passing

    def test_one_mention_must_meet_all_of_them(self, database: Database) -> None:
        stored(database, Said(countries=("KZ",), entities=()), Said(countries=("UZ",), entities=("sergek",)))
        assert told(database, by=subscription("filters: {countries: [KZ], entities: [sergek]}")) is None

    def test_the_analysts_grade_outranks_the_machines(self, database: Database) -> None:
        stored(database)
        with database.writing() as session:
            session.execute(update(Mention).values(verdict=1))
        assert told(database) is None

    def test_grade_one_is_held_back_and_counted(self, database: Database) -> None:
        stored(database, Said(grade=1))
        stored(database)
        content = told(database)
        assert content is not None
        assert content.held.by_grade == ((1, 1),)

    def test_beyond_the_greatest_length_the_rest_comes_next_time(self, database: Database) -> None:
        short = subscription("max_stories: 2")
        wanted = {stored(database) for _ in range(3)}
        first = told(database, by=short)
        assert first is not None
        assert first.held.over_length == 1
        assert len(first.stories) == 2
        second = told(database, by=short, at=NOON + DAY)
        assert {*heard(first), *heard(second)} == wanted


class TestReprints:
    def test_what_the_stories_know_of_copies_is_counted(self, database: Database) -> None:
        story_id = stored(database, Said(source="agency"), Said(source="copyist"), Said(source="reporter"))
        with database.writing() as session:
            found = session.exec(select(Mention).where(Mention.story_id == story_id).order_by(col(Mention.id)))
            mentions = [one.id or 0 for one in found]
            session.add(StoryLink(one_id=mentions[0], other_id=mentions[1], relation=Relation.REPRINT, created=NOON))
            session.add(StoryLink(one_id=mentions[0], other_id=mentions[2], relation=Relation.REPORT, created=NOON))
        content = told(database)
        assert content is not None
        standings = {one.source_id: one.standing for one in content.stories[0].references}
        assert standings == {
            "agency": Standing.INDEPENDENT, "copyist": Standing.REPRINT, "reporter": Standing.INDEPENDENT,
        }  # fmt: skip


class TestUpdates:
    def test_a_new_figure_is_an_update(self, database: Database) -> None:
        story_id = stored(database)
        told(database)
        cause = followed(database, story_id, Said(cameras=400, seen=NOON))
        content = told(database, at=NOON + DAY)
        assert content is not None
        (line,) = content.updates
        assert (line.story_id, line.kind, line.causes) == (story_id, ItemKind.UPDATE, (str(cause),))
        assert [fact.value for fact in line.facts] == [400]
        assert told(database, at=NOON + 2 * DAY) is None

    def test_a_reprint_is_none(self, database: Database) -> None:
        story_id = stored(database)
        told(database)
        followed(database, story_id, Said(seen=NOON, source="orda"))
        assert told(database, at=NOON + DAY) is None

    def test_a_planned_figure_that_stands_is_one(self, database: Database) -> None:
        story_id = stored(database)
        told(database)
        followed(database, story_id, Said(state=ClaimState.STANDING, seen=NOON))
        assert told(database, at=NOON + DAY) is not None

    def test_a_failure_is_one_without_any_figure(self, database: Database) -> None:
        story_id = stored(database)
        told(database)
        followed(database, story_id, Said(cameras=None, event=Event.FAILURE, seen=NOON))
        assert told(database, at=NOON + DAY) is not None

    def test_what_a_page_adds_to_its_summary_is_one(self, database: Database) -> None:
        stored(database)
        told(database)
        edit(database, cameras=(350, 1641))
        content = told(database, at=NOON + DAY)
        assert content is not None
        assert [fact.value for line in content.updates for fact in line.facts] == [1641]
        assert not content.corrections
        assert told(database, at=NOON + 2 * DAY) is None


def edit(database: Database, cameras: tuple[int, ...]) -> None:
    """The only article says something else now."""
    with database.writing() as session:
        mention = session.exec(select(Mention)).one()
        assert mention.id is not None
        version = rows.text(session, mention.article_id, f"edited {cameras}", NOON)
        session.execute(update(Mention).values(text_version_id=version))
        for number in cameras:
            rows.claim(session, mention.id, version, number)


class TestCorrections:
    def correction(self, database: Database, change: Change) -> DigestContent:
        content = told(database, at=NOON + DAY)
        assert content is not None
        assert [line.correction.change for line in content.corrections if line.correction] == [change]
        assert told(database, at=NOON + 2 * DAY) is None
        return content

    def test_a_figure_that_its_source_took_back(self, database: Database) -> None:
        stored(database)
        told(database)
        edit(database, cameras=(35,))
        content = self.correction(database, Change.EDITED)
        correction = content.corrections[0].correction
        assert correction is not None
        assert [fact.value for fact in correction.before] == [350]
        assert [fact.value for fact in correction.after] == [35]
        assert not content.updates

    def test_an_article_that_is_gone(self, database: Database) -> None:
        stored(database)
        told(database)
        with database.writing() as session:
            session.execute(update(Article).values(removed_at=NOON))
        self.correction(database, Change.REMOVED)

    def test_a_story_that_an_analyst_judged_away(self, database: Database) -> None:
        stored(database)
        told(database)
        with database.writing() as session:
            session.execute(update(Mention).values(verdict=0))
        self.correction(database, Change.REGRADED)

    def test_two_told_stories_that_are_one(self, database: Database) -> None:
        older, newer = stored(database), stored(database, Said(title="The same elsewhere"))
        told(database)
        merge(database, newer, older)
        content = self.correction(database, Change.MERGED)
        assert [line.story_id for line in content.corrections] == [older]
        correction = content.corrections[0].correction
        assert correction is not None
        assert correction.headline == "The same elsewhere"

    def test_a_told_story_that_is_two(self, database: Database) -> None:
        story_id = stored(database, Said(), Said(title="Another tender", cameras=12))
        told(database)
        with database.writing() as session:
            split_off = rows.story(session, Said(grade=1, cameras=None))
            session.execute(
                update(Mention)
                .where(col(Mention.id) == select(Mention.id).where(Mention.story_id == story_id).order_by(
                    col(Mention.id).desc()).limit(1).scalar_subquery())
                .values(story_id=split_off)
            )  # fmt: skip
        content = self.correction(database, Change.SPLIT)
        assert [line.story_id for line in content.corrections] == [split_off]

    def test_an_untold_story_that_joins_a_told_one_is_neither_new_nor_wrong(self, database: Database) -> None:
        older = stored(database)
        told(database)
        merge(database, stored(database, Said(seen=NOON)), older)
        assert told(database, at=NOON + DAY) is None


def merge(database: Database, story_id: int, into: int) -> None:
    with database.writing() as session:
        session.execute(update(Mention).where(col(Mention.story_id) == story_id).values(story_id=into))
        session.execute(update(Story).where(col(Story.id) == story_id).values(merged_into=into))
