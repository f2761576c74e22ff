"""Links to other stories: what stands under them is not the story's, and what goes on behind them is."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.jobs.corpus import read_corpus
from monitor.match.match import Match, Text
from monitor.match.matcher import Matcher
from monitor.match.spots import read_page
from monitor.text.fold import fold

HELD = Path(__file__).parent.parent / "corpus" / "held"


def figures(match: Match) -> set[tuple[str, int | str]]:
    return {(claim.kind.value, claim.value) for claim in match.claims if claim.kind.value in ("cameras", "amount")}


@pytest.mark.parametrize(
    ("country", "title", "text"),
    [
        (
            "KZ",
            "Школы района получат видеонаблюдение",
            "В Бурлинском районе школы оснащают техникой, сообщили в акимате.\n\nЧитайте также\n"
            "Hikvision поставит 700 камер в Атырау\n\nВсего в школах района установят 428 камер видеонаблюдения, их "
            "подключат к центру оперативного управления полиции до конца года.",
        ),
        (
            "KZ",
            "Теміртау көшелеріне бейнебақылау қойылады",
            "Теміртауда полиция бейнебақылау жүйесін кеңейтеді.\n"
            "Сондай-ақ оқыңыз: Атырауда Hikvision 700 камера орнатады\n"
            "Қала көшелеріне қосымша 428 бейнебақылау камерасы қойылады, олардың бәрі жедел басқару орталығына "
            "қосылмақ.",
        ),
        (
            "UZ",
            "Chinoz tumanida kuzatuv kameralari oʻrnatiladi",
            "Tuman hokimligi bu haqda maʼlum qildi.\n\nO‘QING: Atirauda Hikvision 700 ta kamera oʻrnatadimi?\n\n"
            "Tuman markazidagi koʻchalarga 428 ta kuzatuv kamerasi oʻrnatiladi va ularning barchasi ichki ishlar "
            "boʻlimiga ulanadi.",
        ),
        (
            "KG",
            "Osh streets to get surveillance cameras",
            "The mayor's office of Osh announced it on Monday.\nRead also\nHikvision to supply 700 cameras to Atyrau\n"
            "In all 428 surveillance cameras will be installed in the streets of Osh and connected to the police.",
        ),
    ],
    ids=["ru", "kk", "uz", "en"],
)
def test_a_story_goes_on_behind_a_link_in_its_midst(matcher: Matcher, country: str, title: str, text: str) -> None:
    found = matcher.match(Text(title, text, country))
    assert figures(found) == {("cameras", 428)}
    assert "hikvision" not in found.entities
    assert "atyrau" not in found.places
    claim = next(claim for claim in found.claims if claim.value == 428)
    assert f"{title}\n{text}"[claim.start : claim.end] == "428"
    assert "428" in claim.sentence


@pytest.mark.parametrize(
    "links",
    [
        "Читайте также\nHikvision поставит 700 камер в Атырау\nВ Актобе закупят 300 камер\n15:40 / 3 мая",
        "Читайте также: Hikvision поставит 700 камер в Атырау",
        "Популярное\nHikvision поставит 700 камер в Атырау\nВ Актобе закупят 300 камер\nПогода",
        "18:32\nВ Атырау поставят 700 камер Hikvision\n17:55\nВ Актобе закупят 300 камер для школ\n17:45\n"
        "500 камер Dahua привезли в Тараз",
        "Комментарии (2)\nМарат\nВ Атырау давно висят 700 камер Hikvision, а толку от них никакого не видно.",
        "Похожие новости\nHikvision в Атырау\nКомпания Hikvision установит в Атырау 700 камер видеонаблюдения, "
        "сообщили журналистам в областном акимате на брифинге.",
        "Читайте также\nОдин\nДва\nТри\nЧетыре\nКомпания Hikvision установит в Атырау 700 камер видеонаблюдения, "
        "сообщили журналистам в областном акимате на брифинге.",
    ],
    ids=[
        "headlines",
        "one line",
        "a heading of its own",
        "times and headlines",
        "comments",
        "a list of summaries",
        "many headlines",
    ],
)
def test_what_stands_behind_the_story_is_other_news(matcher: Matcher, links: str) -> None:
    body = "В Бурлинском районе установят 428 камер видеонаблюдения, их подключат к полиции.\n\n"
    found = matcher.match(Text("Камеры поставят в Бурлинском районе", body + links, "KZ"))
    assert figures(found) == {("cameras", 428)}
    assert "hikvision" not in found.entities


def test_a_list_of_the_storys_own_is_no_list_of_headlines(matcher: Matcher) -> None:
    text = (
        "В Актобе камеры подключат к полиции. Новые камеры видеонаблюдения появятся в таких местах:\n"
        "Парк имени Первого президента, 40 камер\nПлощадь у драматического театра, 30 камер\n"
        "Набережная реки Сазды, 20 камер\n"
        "Рынок «Асем» и улицы вокруг, 10 камер"
    )
    found = matcher.match(Text("Камеры поставят в Актобе", text, "KZ"))
    assert ("cameras", 40) in figures(found)
    assert ("cameras", 10) in figures(found)


@pytest.mark.parametrize(
    ("country", "text"),
    [
        (
            "KG",
            "Osh gets new cameras, the mayor said.\nThe city will install 428 surveillance cameras\n"
            "Hikvision will supply all of the equipment\nThe police will connect them to its centre\n"
            "Work begins in the first week of May",
        ),
        ("KZ", "Новости\n428 камер видеонаблюдения Hikvision установят в Актобе до конца года"),
        ("KZ", "Акимат Актобе провёл брифинг.\nПо теме\n- 428 камер видеонаблюдения Hikvision\n- пост полиции"),
        ("KZ", "Как пишет газета «Последние новости», в Актобе установят 428 камер видеонаблюдения Hikvision."),
        ("KZ", "Соңғы жаңалықтар бойынша, Ақтөбеде 428 бейнебақылау камерасы орнатылады, оны Hikvision жеткізеді."),
        ("UZ", "Oʻqing, oʻrganing, deydi hokim. Toshkentda Hikvision 428 ta kuzatuv kamerasi oʻrnatadi."),
        ("KG", "See also Annex 2. In Bishkek Hikvision will install 428 surveillance cameras for the police."),
        (
            "KZ",
            "12 мая 2025 г. в 10:00\nПоследние новости\nДоллар подорожал\n\nВ Актобе установят 428 камер "
            "видеонаблюдения Hikvision, их подключат к полиции.",
        ),
    ],
    ids=["points", "label", "bullets", "a paper's name", "by the latest news", "read and learn", "annex", "date above"],
)
def test_what_only_looks_like_links_is_the_storys(matcher: Matcher, country: str, text: str) -> None:
    found = matcher.match(Text("Камеры видеонаблюдения", text, country))
    assert ("cameras", 428) in figures(found)
    assert "hikvision" in found.entities


def test_a_claim_quotes_no_link(matcher: Matcher) -> None:
    text = (
        "В Актобе установят 428 камер видеонаблюдения. Читайте также: Hikvision поставит 700 камер в Атырау\n"
        "Их подключат к оперативному управлению полиции до конца этого года."
    )
    claims = matcher.match(Text("Камеры поставят в Актобе", text, "KZ")).claims
    assert {claim.sentence for claim in claims if claim.value == 428} == {
        "В Актобе установят 428 камер видеонаблюдения."
    }


def test_links_above_a_story_do_not_end_it(matcher: Matcher) -> None:
    text = (
        "Сўнгги янгиликлар\nHikvision Атирауда 700 та камера ўрнатади\nДоллар курси яна тушди\n\nЧиноз тумани "
        "марказидаги кўчаларга 428 та кузатув камераси ўрнатилди, уларнинг барчаси ички ишлар бўлимига уланди."
    )
    found = matcher.match(Text("Чинозда кузатув камералари ўрнатилди", text, "UZ"))
    assert figures(found) == {("cameras", 428)}
    assert "hikvision" not in found.entities


def test_a_headline_that_is_the_first_line_too_is_read_once(matcher: Matcher) -> None:
    title = "В Актобе поставят 428 камер"
    body = "АСТАНА. Камеры видеонаблюдения подключат к полиции. Их купят за 300 млн тенге."
    once, twice = (matcher.match(Text(title, text, "KZ")) for text in (body, f"{title}\n{body}"))
    assert (once.grade, once.places, figures(once)) == (twice.grade, twice.places, figures(twice))
    assert once.reasons == twice.reasons
    start = next(claim.start for claim in twice.claims if claim.value == 300_000_000)
    assert f"{title}\n{title}\n{body}"[start:].startswith("300 млн тенге")


def test_words_of_a_link_within_a_sentence_end_no_story(matcher: Matcher) -> None:
    text = (
        "Researchers visited Bishkek; they also read through nearly 100 contracts. The city has 428 surveillance "
        "cameras, which the police connected to one centre last year."
    )
    assert ("cameras", 428) in figures(matcher.match(Text("Surveillance in Kyrgyzstan", text, "KG")))


def with_links(body: str, place: str, headlines: list[str]) -> str:
    links, lines = "\n".join(["Читайте также", *headlines]), body.split("\n")
    if place == "above":
        return f"{links}\n\n{body}"
    return f"{body}\n{links}" if place == "behind" else "\n".join([lines[0], links, *lines[1:]])


@pytest.mark.parametrize(("place", "least"), [("above", 54), ("in the midst", 54), ("behind", 57)])
def test_links_leave_a_story_as_it_was(matcher: Matcher, place: str, least: int) -> None:
    items = sorted(read_corpus(HELD), key=lambda item: -len(item.text.text))[:60]
    headlines = [item.text.title for item in items if item.labels["grade"] == 3]
    told = []
    for number, item in enumerate(items):
        others = [headlines[(number + step) % len(headlines)] for step in (5, 9)]
        body = item.text.text.replace(". ", ".\n", 1)
        texts = (replace(item.text, text=one) for one in (body, with_links(body, place, others)))
        found = [matcher.match(text) for text in texts]
        before, after = ((one.grade >= 2, one.entities, one.places, figures(one)) for one in found)
        told.append(before == after)
    assert len(told) == 60
    assert sum(told) >= least, sum(told)


LINES = st.lists(
    st.sampled_from(
        [
            "Читайте также",
            "Read also: another story",
            "Камеры поставят в Атырау",
            "Похожие новости",
            "",
            "Щёлково, подъезд: «ёлка» и объект — 12 шт.",
            "В районе установят 428 камер видеонаблюдения, их подключат к полиции до конца этого года, сообщил аким.",
        ]
    ),
    max_size=12,
)


@given(LINES)
def test_what_is_left_of_a_text_leads_back_to_its_places(lines: list[str]) -> None:
    text = Text("Заголовок", "\n".join(lines))
    page = read_page(text)
    assert 0 <= page.title_end <= page.story_end <= len(page.folded.text)
    last = 0
    for place, letter in enumerate(page.folded.text):
        start, end = page.folded.original(place, place + 1)
        assert last <= start <= end <= len(text.whole)
        assert letter in fold(text.whole[start:end]).text
        last = start
