"""One morning's digest as readers get it: reported facts from many languages, for the pictures and for looking at."""

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
SERGEK = Named("sergek", "Sergek", "system")
PRESIGHT = Named("presight", "Presight", "vendor")
HUAWEI = Named("huawei", "Huawei", "vendor")
FACES = Named("facial-recognition", "Facial recognition", "technology")
VIDEO = Named("video-surveillance", "Public video surveillance", "technology")
NAMES = {
    "en": {"almaty": "Almaty", "astana": "Astana", "bishkek": "Bishkek", "uzgen": "Uzgen", "namangan": "Namangan",
           "khujand": "Khujand", "kostanay": "Kostanay"},
    "ru": {"almaty": "Алматы", "astana": "Астана", "bishkek": "Бишкек", "uzgen": "Узген", "namangan": "Наманган",
           "khujand": "Худжанд", "kostanay": "Костанай"},
}  # fmt: skip
"""Place → its name in the digest's language: as `alerts.known` gives them."""


NOVEL = "not in our ledger; 4 stories on Astana since 2025; known there: Sergek"
"""As the ledger says it."""


def published(
    number: int, outlet: str, url: str, standing: Standing, hours: float, language: str = "ru", **other: object
) -> Reference:
    when = NOW - timedelta(hours=hours)
    values: dict[str, object] = {
        "mention_id": number, "text_version_id": number, "source_id": outlet.lower(), "outlet": outlet, "url": url,
        "title": outlet, "language": language, "published": when, "first_seen": when + timedelta(minutes=9),
        "standing": standing, "ownership": "private",
    }  # fmt: skip
    return Reference(**(values | other))  # type: ignore[arg-type]


def told(  # noqa: PLR0917 (a table of facts reads best in columns)
    number: int, headline: str, language: str, event: Event, where: tuple[str, ...], references: tuple[Reference, ...],
    digest: str, **more: object,
) -> StoryLine:  # fmt: skip
    country, *places = where
    values: dict[str, object] = {
        "story_id": number, "kind": ItemKind.NEW, "headline": headline, "language": language, "grade": 3,
        "event": event, "first_seen": references[0].first_seen, "last_seen": references[-1].first_seen,
        "countries": (country,), "places": tuple(Named(one, NAMES[digest][one]) for one in places),
        "references": references, "address": references[0].url,
    }  # fmt: skip
    return StoryLine(**(values | more))  # type: ignore[arg-type]


def dome(digest: str) -> StoryLine:
    said = "ەلوردادا 22 مىڭ كامەرا قويىلادى، كوبى قۇراستىرىلىپ بولدى. 53 ميلليارد تەڭگەنى ينۆەستورلار سالادى."
    first = published(
        1, "Kazinform", "https://ar.inform.kz/news/astana-akymy-srk-jysyn-arab-kwmanyasyna-br-maslsyn-ctsyndyrdy-7828fb/",
        Standing.OFFICIAL, 17, "kk-Arab", ownership="state",
    )  # fmt: skip
    second = published(2, "Muslim Network", "https://www.muslimnetwork.tv/kazakhstan-to-roll-out-uae-backed-ai",
                       Standing.INDEPENDENT, 11, "en", ownership=None)  # fmt: skip
    copies = tuple(
        published(n, f"Portal {n}", f"https://portal{n}.example/{n}", Standing.REPRINT, 10) for n in range(3, 12)
    )
    facts = (
        Fact(ClaimKind.CAMERAS, 22000, "camera", ClaimState.PLANNED, said_by="аким Астаны Женис Касымбек",
             sentence=said, mention_id=1),
        Fact(ClaimKind.AMOUNT, 53_000_000_000, "KZT", None, sentence=said, mention_id=1, usd=104_900_000),
        Fact(ClaimKind.CAMERAS, 20000, "camera", ClaimState.PLANNED, mention_id=2,
             sentence="The agreement covers 20,000 cameras and five years of maintenance."),
        Fact(ClaimKind.STATUS, Status.INSTALLING, mention_id=1),
    )  # fmt: skip
    return told(
        101, "استانا اكىمى «سەرگەك» نە ءۇشىن اراب كومپانياسىمەن جۇمىس ىستەيتىنىن ايتتى", "kk-Arab", Event.CONTRACT,
        ("KZ", "astana"), (first, second, *copies), digest, entities=(PRESIGHT, SERGEK, FACES), facts=facts,
        conflicts=((facts[2], facts[0]),), reasons=("Presight (vendor) in the text, 22 000 cameras, in astana",),
        novelty=(NOVEL,),
    )  # fmt: skip


def complexes(digest: str) -> StoryLine:
    said = "До 1 марта в Алматы добавят ещё 350 комплексов «Сергек», сейчас их 1641."
    url = "https://www.inform.kz/ru/eshe-350-kompleksov-sergek-poyavyatsya-v-almati-do-marta-579fdb"
    first = published(21, "Kazinform", url, Standing.OFFICIAL, 20, ownership="state")
    copies = tuple(published(n, f"Portal {n}", f"https://p{n}.example/", Standing.REPRINT, 19) for n in range(22, 33))
    by = "Управление цифровизации Алматы"
    facts = (
        Fact(ClaimKind.COMPLEXES, 350, "complex", ClaimState.PLANNED, said_by=by, sentence=said, mention_id=21),
        Fact(ClaimKind.COMPLEXES, 1641, "complex", ClaimState.STANDING, said_by=by, sentence=said, mention_id=21),
        Fact(ClaimKind.CAMERAS, 65000, "camera", ClaimState.STANDING, as_of=date(2026, 2, 7), mention_id=21,
             sentence="Всего к единой системе видеомониторинга подключено 65 тысяч камер."),
        Fact(ClaimKind.DEADLINE, "2026-03-01", sentence=said, mention_id=21),
        Fact(ClaimKind.STATUS, Status.EXPANDING, mention_id=21),
    )  # fmt: skip
    return told(
        102, "Еще 350 комплексов «Сергек» появятся в Алматы до марта", "ru", Event.EXPANSION, ("KZ", "almaty"),
        (first, *copies), digest, entities=(SERGEK, VIDEO), facts=facts, interest="almaty",
        reasons=("Sergek (system) in the title, 350 complexes, told as expansion, in almaty",),
    )  # fmt: skip


def graves(digest: str) -> StoryLine:
    url = "https://www.nur.kz/society/2222757-400-kamer-planiruyut-ustanovit-na-kladbishchah-v-almaty/"
    paper = published(41, "NUR.KZ", url, Standing.INDEPENDENT, 9)
    facts = (
        Fact(ClaimKind.CAMERAS, 400, "camera", ClaimState.PLANNED, said_by="конкурсная документация",
             sentence="На кладбищах города намерены поставить 400 камер.", mention_id=41),
        Fact(ClaimKind.AMOUNT, 582_000_000, "KZT", usd=1_150_000, mention_id=41,
             sentence="На это выделят 582 млн тенге."),
        Fact(ClaimKind.STATUS, Status.TENDER, mention_id=41),
    )  # fmt: skip
    return told(
        103, "400 камер планируют установить на кладбищах в Алматы", "ru", Event.TENDER, ("KZ", "almaty"), (paper,),
        digest, entities=(VIDEO,), facts=facts, interest="almaty",
        reasons=("Public video surveillance (technology) in the title, 400 cameras, told as tender, in almaty",),
    )  # fmt: skip


def crossings(digest: str) -> StoryLine:
    url = "https://kun.uz/news/2026/02/07/namangan-chorrahalar"
    paper = published(51, "Kun.uz", url, Standing.INDEPENDENT, 8, "uz")
    said = "Namangan viloyatida 120 ta chorrahaga Huawei ishlab chiqargan kuzatuv kameralari o‘rnatilishi kutilmoqda."
    facts = (
        Fact(ClaimKind.POINTS, 120, "point", ClaimState.PLANNED, said_by="IIB YHXB", sentence=said, mention_id=51),
    )
    headline = (
        "Yangi yildan barcha YPX xodimlari bodikamera bilan yo‘lga chiqadi, Namangandagi 120 ta chorrahaga esa "
        "yuzni taniydigan kuzatuv kameralari o‘rnatiladi: kim qoidani buzsa, jarima avtomatik yoziladi"
    )
    return told(
        104, headline, "uz", Event.LAUNCH, ("UZ", "namangan"), (paper,), digest, entities=(HUAWEI, FACES), facts=facts,
        reasons=("Huawei (vendor) in the text, 120 points, told as launch, in namangan",),
    )  # fmt: skip


def removed(digest: str) -> StoryLine:
    paper = published(61, "Наша газета", "https://www.ng.kz/modules/news/article.php?numberpart=120394",
                      Standing.INDEPENDENT, 6)  # fmt: skip
    facts = (
        Fact(ClaimKind.STATUS, Status.DISMANTLED, mention_id=61,
             sentence="Все комплексы демонтированы, договор с подрядчиком не продлён."),
    )  # fmt: skip
    return told(
        105, "Костанай остался без «Сергека»: систему сняли подчистую", "ru", Event.REMOVAL, ("KZ", "kostanay"),
        (paper,), digest, entities=(SERGEK,), facts=facts,
        reasons=("Sergek (system) in the title, told as removal, in kostanay",),
    )  # fmt: skip


def safe_city(digest: str) -> StoryLine:
    url = "http://tiroz.tj/dar-sha-ri-hu-and-loi-ai-sha-ri-behatar-amal-megardad"
    paper = published(71, "Тироз", url, Standing.INDEPENDENT, 4, "tg", published=None, ownership="state")
    return told(
        106, "Дар шаҳри Хуҷанд лоиҳаи «Шаҳри бехатар» амалӣ мегардад", "tg", Event.POLICY, ("TJ", "khujand"), (paper,),
        digest, grade=2, entities=(Named("tj-safe-city", "Safe City (Tajikistan)", "programme"),),
        reasons=("Safe City (Tajikistan) (programme) in the title, in khujand",),
    )  # fmt: skip


def signed(digest: str) -> StoryLine:
    url = "https://24.kg/english/142378_At_least_60_face_recognition_cameras_installed_in_Bishkek/"
    paper = published(81, "24.kg", url, Standing.INDEPENDENT, 3, "en")
    facts = (
        Fact(ClaimKind.CAMERAS, 72, "camera", ClaimState.PLANNED, said_by="Interior Ministry", mention_id=81,
             sentence="At least 72 more cameras will be put up in the 6th microdistrict."),
    )  # fmt: skip
    return told(
        90, "At least 60 face recognition cameras installed in Bishkek", "en", Event.EXPANSION, ("KG", "bishkek"),
        (paper,), digest, entities=(Named("ceiec", "CEIEC", "vendor"), FACES), facts=facts, kind=ItemKind.UPDATE,
        causes=("81",), first_seen=NOW - timedelta(days=9),
        reasons=("CEIEC (vendor) in the text, 72 cameras, told as expansion, in bishkek",),
    )  # fmt: skip


def corrected(digest: str) -> StoryLine:
    paper = published(91, "Open.kg", "https://open.kg/ky/news/exclusive/page/224", Standing.INDEPENDENT, 80, "ky")
    before = Fact(ClaimKind.CAMERAS, 540, "camera", ClaimState.STANDING, mention_id=91)
    after = Fact(ClaimKind.CAMERAS, 54, "camera", ClaimState.STANDING, mention_id=91,
                 sentence="Өзгөн шаарына 54 камера орнотулду.")  # fmt: skip
    headline = "Өзгөн шаарына коопсуздук камералары орнотулду"
    return told(
        80, headline, "ky", Event.LAUNCH, ("KG", "uzgen"), (paper,), digest, kind=ItemKind.CORRECTION,
        entities=(VIDEO,), facts=(after,), causes=("edited:92",),
        correction=Correction(Change.EDITED, NOW - timedelta(days=3), headline, (before,), (after,)),
    )  # fmt: skip


def morning(digest: str = "en") -> DigestContent:
    """Six new stories, one update, one correction."""
    six_days = NOW - timedelta(days=6)
    silent = tuple(TroubledSource(f"tj-{n}", f"Tajik {n}", "TJ", Trouble.SILENT, six_days) for n in (1, 2))
    failing = TroubledSource("tm-1", "Turkmen Portal", "TM", Trouble.FAILING, six_days, "HTTP 503")
    countries = (CountryCoverage("KZ", 113, 106), CountryCoverage("TJ", 5, 5), CountryCoverage("TM", 3, 2))
    stories = (
        complexes(digest), graves(digest), dome(digest), crossings(digest), removed(digest), safe_city(digest),
    )  # fmt: skip
    return DigestContent(
        subscription="morning",
        name={"en": "Morning digest", "ru": "Утренний обзор"}[digest],
        language=digest,
        timezone="Asia/Almaty",
        created=NOW,
        since=NOW - timedelta(days=1),
        until=NOW,
        coverage=Coverage(121, 113, countries, (*silent, failing)),
        stories=stories,
        updates=(signed(digest),),
        corrections=(corrected(digest),),
        held=HeldBack(((1, 31),), over_length=3, backlog=4),
    )


def with_desk(content: DigestContent, desk: str = "https://desk.example.org") -> DigestContent:
    """The same where a desk is: each line has its page there."""
    stories = tuple(replace(one, address=f"{desk}/stories/{one.story_id}") for one in content.stories)
    return replace(content, stories=stories)
