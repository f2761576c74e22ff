"""A digest with everything in it, made of facts that were reported; the words are ours."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from alerts.content import (
    Change,
    Correction,
    CountryCoverage,
    Coverage,
    DigestContent,
    Fact,
    HeldBack,
    Named,
    Reference,
    Standing,
    StoryLine,
    Trouble,
    TroubledSource,
)
from db.kinds import ClaimKind, ClaimState, Event, ItemKind, Status

NOW = datetime(2026, 2, 8, 3, 0, tzinfo=UTC)
ALMATY = Named("almaty", "Almaty")
SERGEK = Named("sergek", "Sergek", "system")
HIKVISION = Named("hikvision", "Hikvision", "vendor")


def reference(number: int, outlet: str, standing: Standing, **other: object) -> Reference:
    values: dict[str, object] = {
        "mention_id": number,
        "text_version_id": number,
        "source_id": outlet.lower().replace(" ", "-"),
        "outlet": outlet,
        "url": f"https://{outlet.lower().replace(' ', '')}.example/news/{number}",
        "title": f"News {number}",
        "language": "ru",
        "published": NOW - timedelta(hours=20 - number),
        "first_seen": NOW - timedelta(hours=19 - number),
        "standing": standing,
        "ownership": "private",
    }
    return Reference(**(values | other))  # type: ignore[arg-type]


def almaty_story() -> StoryLine:
    agency = reference(1, "Kazinform", Standing.OFFICIAL, ownership="state")
    paper = reference(2, "Orda", Standing.INDEPENDENT)
    copies = tuple(reference(n, f"Lenta {n}", Standing.REPRINT) for n in range(3, 14))
    said = "До 1 марта в Алматы добавят ещё 350 комплексов «Сергек», сейчас их 1641."
    return StoryLine(
        story_id=11,
        kind=ItemKind.NEW,
        headline="В Алматы до марта появятся ещё 350 комплексов «Сергек»",
        language="ru",
        grade=3,
        event=Event.EXPANSION,
        first_seen=NOW - timedelta(hours=18),
        last_seen=NOW - timedelta(hours=2),
        countries=("KZ",),
        places=(ALMATY,),
        entities=(SERGEK,),
        facts=(
            Fact(ClaimKind.COMPLEXES, 350, "complex", ClaimState.PLANNED, said_by="городской штаб", sentence=said,
                 mention_id=1),
            Fact(ClaimKind.COMPLEXES, 1641, "complex", ClaimState.STANDING, said_by="городской штаб", sentence=said,
                 mention_id=1),
            Fact(ClaimKind.CAMERAS, 65000, "camera", ClaimState.STANDING, as_of=date(2026, 2, 7),
                 sentence="Всего к единой системе видеомониторинга подключено 65 тысяч камер.", mention_id=2),
            Fact(ClaimKind.STATUS, Status.EXPANDING, mention_id=1),
        ),
        conflicts=(
            (
                Fact(ClaimKind.COMPLEXES, 350, "complex", ClaimState.PLANNED, mention_id=1),
                Fact(ClaimKind.COMPLEXES, 400, "complex", ClaimState.PLANNED, mention_id=2),
            ),
        ),
        references=(agency, paper, *copies),
        reasons=("Sergek (system) in the title, 350 complexes to be installed in Almaty",),
        novelty=("Higher than any standing count we know for Almaty",),
        address=agency.url,
    )  # fmt: skip


def tender_story() -> StoryLine:
    paper = reference(21, "Power of the Street", Standing.INDEPENDENT, language="en")
    return StoryLine(
        story_id=12,
        kind=ItemKind.NEW,
        headline="Cemeteries of Almaty to get 400 cameras for 582 million tenge",
        language="en",
        grade=3,
        event=Event.TENDER,
        first_seen=NOW - timedelta(hours=9),
        last_seen=NOW - timedelta(hours=9),
        countries=("KZ",),
        places=(ALMATY,),
        entities=(Named("video-surveillance", "Video surveillance", "technology"),),
        facts=(
            Fact(ClaimKind.CAMERAS, 400, "camera", ClaimState.PLANNED, said_by="the tender's documents",
                 sentence="The city means to put up 400 cameras at its cemeteries.", mention_id=21),
            Fact(ClaimKind.AMOUNT, 582_000_000, "KZT", usd=1_150_000,
                 sentence="The lot is worth 582 million tenge.", mention_id=21),
            Fact(ClaimKind.STATUS, Status.TENDER, mention_id=21),
            Fact(ClaimKind.DEADLINE, "2026-12-01", mention_id=21),
        ),
        references=(paper,),
        reasons=("a tender for cameras, a city department, a place",),
        address=paper.url,
    )  # fmt: skip


def policy_story() -> StoryLine:
    paper = reference(31, "Asia-Plus", Standing.INDEPENDENT, published=None)
    return StoryLine(
        story_id=13,
        kind=ItemKind.NEW,
        headline="Дар Душанбе назорати роҳҳо бо камераҳои нав оғоз мешавад",
        language="tg",
        grade=2,
        event=Event.POLICY,
        first_seen=NOW - timedelta(hours=4),
        last_seen=NOW - timedelta(hours=4),
        countries=("TJ",),
        places=(Named("dushanbe", "Dushanbe"),),
        entities=(HIKVISION,),
        references=(paper,),
        reasons=("Hikvision (vendor) beside a surveillance term, in Dushanbe",),
        address=paper.url,
    )


def update() -> StoryLine:
    story = tender_story()
    facts = (Fact(ClaimKind.STATUS, Status.CONTRACT, sentence="The contract was signed on Friday.", mention_id=21),)
    return replace(
        story, story_id=9, kind=ItemKind.UPDATE, headline="Osh buys cameras for its crossings", event=Event.CONTRACT,
        countries=("KG",), places=(Named("osh", "Osh"),), facts=facts, causes=("21",), entities=(HIKVISION,),
    )  # fmt: skip


def correction() -> StoryLine:
    story = tender_story()
    before = Fact(ClaimKind.CAMERAS, 54, "camera", ClaimState.STANDING, mention_id=21)
    after = Fact(ClaimKind.CAMERAS, 45, "camera", ClaimState.STANDING, mention_id=21)
    return replace(
        story, story_id=7, kind=ItemKind.CORRECTION, headline="Uzgen gets cameras", event=Event.LAUNCH,
        countries=("KG",), places=(Named("uzgen", "Uzgen"),), facts=(), causes=("edited:77",),
        correction=Correction(Change.EDITED, NOW - timedelta(days=3), "Uzgen gets cameras", (before,), (after,)),
    )  # fmt: skip


def coverage() -> Coverage:
    six_days = NOW - timedelta(days=6)
    silent = tuple(TroubledSource(f"tj-{n}", f"Tajik {n}", "TJ", Trouble.SILENT, six_days) for n in (1, 2))
    failing = TroubledSource("tm-1", "Turkmen 1", "TM", Trouble.FAILING, six_days, "HTTP 503")
    countries = (CountryCoverage("TJ", 5, 5), CountryCoverage("TM", 3, 2), CountryCoverage("KZ", 113, 106))
    return Coverage(121, 113, countries, (*silent, failing))


def full_digest(language: str = "en") -> DigestContent:
    return DigestContent(
        subscription="morning",
        name="Утренний обзор" if language == "ru" else "Morning digest",
        language=language,
        timezone="Asia/Almaty",
        created=NOW,
        since=NOW - timedelta(days=1),
        until=NOW,
        coverage=coverage(),
        stories=(almaty_story(), tender_story(), policy_story()),
        updates=(update(),),
        corrections=(correction(),),
        held=HeldBack(((1, 31),), over_length=12, backlog=4),
        health=True,
    )


def quiet_digest(language: str = "en") -> DigestContent:
    return replace(full_digest(language), stories=(), updates=(), corrections=(), held=HeldBack(), health=False)


def long_digest(number: int) -> DigestContent:
    story = almaty_story()
    return replace(full_digest(), stories=tuple(replace(story, story_id=n) for n in range(1, number + 1)))
