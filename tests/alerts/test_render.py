"""What readers see: complete, safe whatever was fetched, within every limit, and quick."""

import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st

from alerts.content import DigestContent, Fact, Named, StoryLine, from_json, to_json
from alerts.figures import figures
from alerts.frame import subject
from alerts.jsonview import digest_json
from alerts.line import Brief
from alerts.phrases import Glance, glance_text, story_text
from alerts.render import render_html, render_text
from alerts.render_slack import pages, render_slack
from alerts.safe import host_of, link, plain
from alerts.wording import wording
from db.kinds import ClaimKind, ClaimState, ItemKind, Status
from tests.alerts.gallery import morning, with_desk
from tests.alerts.samples import almaty_story, full_digest, long_digest, policy_story, quiet_digest
from tests.receivers import broken_rules

GMAIL_CLIPS_AT = 102 * 1024
"""Bytes of HTML beyond which Gmail hides the rest behind a link."""
HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    '=HYPERLINK("http://evil.example")',
    "{{ 7 * 7 }} {% raw %}",
    "*bold* _it_ ~no~ `code` <!here> <@U1> &amp;",
    "line\r\nSubject: other\x00\x07",
    "right\u202eto-left\u2066",
    "very " * 400,
    "слово" * 300,
]


def hostile(text: str) -> DigestContent:
    line = almaty_story()
    facts = tuple(replace(fact, sentence=text, said_by=text) for fact in line.facts)
    references = tuple(replace(one, outlet=text, title=text) for one in line.references)
    line = replace(line, headline=text, facts=facts, references=references, reasons=(text,), novelty=(text,))
    return replace(full_digest(), name=text, stories=(line,), updates=(), corrections=())


class TestEverythingIsSaid:
    @pytest.mark.parametrize("render", [render_html, render_text])
    def test_what_an_analyst_needs(self, render: object) -> None:
        page = render(full_digest())  # type: ignore[operator]
        for words in (
            "113 of 121 sources read",
            "Tajikistan: 2 of 5 silent for up to 6 days",
            "В Алматы до марта появятся ещё 350 комплексов «Сергек»",
            "1,641 complexes standing",
            "350 complexes planned",
            "582 million KZT ($1.2M)",
            "by 1 Dec 2026",
            "vendor not named",
            "350 complexes planned (Kazinform) ↔ 400 complexes planned (Orda)",
            "Всего к единой системе видеомониторинга подключено 65 тысяч камер.",
            "Earliest, official: Kazinform (state outlet, Russian), 7 Feb, 13:00",
            "1 official, 11 reprints, 1 independent",
            "Sergek (system) in the headline",
            "Told on 5 Feb 2026: 54 cameras standing; its source now says 45 cameras standing",
            "Adds to a story of 7 Feb 2026",
            "31 stories of grade 1 held back",
            "and 12 more, in the next digest",
            "failing since 2 Feb 2026 (HTTP 503)",
        ):
            assert words in re.sub(r"\s+", " ", BeautifulSoup(page, "html.parser").get_text(" ")).replace(
                " :", ":"
            ) or (words in re.sub(r"\s+(> )?", " ", page)), words

    def test_nothing_is_called_quiet_where_nobody_could_be_heard(self) -> None:
        deaf = replace(quiet_digest(), coverage=replace(quiet_digest().coverage, read=0))
        for page in (render_html(deaf), render_text(deaf), str(render_slack(deaf))):
            assert "All quiet" not in page
            assert "No source could be read" in page

    def test_all_quiet_says_what_it_rests_on(self) -> None:
        for page in (render_html(quiet_digest()), render_text(quiet_digest())):
            assert "All quiet" in page
            assert "113 of 121 sources read" in page

    def test_source_health_is_for_those_who_own_the_sources(self) -> None:
        assert "HTTP 503" not in render_text(replace(full_digest(), health=False))

    def test_the_earliest_source_is_the_link(self) -> None:
        headline = BeautifulSoup(render_html(full_digest()), "html.parser").find("h3", string=re.compile("Сергек"))
        assert headline is not None
        assert headline.find("a")["href"] == "https://kazinform.example/news/1"  # type: ignore[index]

    def test_a_headline_leads_to_the_page_that_bears_it(self) -> None:
        story = almaty_story()
        line = replace(story, headline=story.references[1].title)
        assert story_text(line, full_digest()).link == story.references[1].url
        assert story_text(line, full_digest()).earliest == story_text(story, full_digest()).earliest

    def test_with_a_desk_every_line_has_its_address_there(self) -> None:
        line = replace(almaty_story(), address="https://desk.example/stories/11")
        content = replace(full_digest(), stories=(line,))
        assert "https://desk.example/stories/11" in render_text(content)
        buttons = [block for block in render_slack(content, desk_url="https://desk.example") if "accessory" in block]
        assert [block["accessory"]["url"] for block in buttons] == ["https://desk.example/stories/11"]

    def test_the_subject_counts(self) -> None:
        assert subject(full_digest()) == "Morning digest: 3 new, 1 update, 1 correction · 8 Feb 2026"


class TestWhateverWasFetched:
    @pytest.mark.parametrize("text", HOSTILE)
    def test_html_has_no_element_that_the_template_did_not_write(self, text: str) -> None:
        page = BeautifulSoup(render_html(hostile(text)), "html.parser")
        assert not page.find_all(["script", "img", "iframe", "form", "svg"])
        assert not [tag for tag in page.find_all(True) if any(name.startswith("on") for name in tag.attrs)]
        for anchor in page.find_all("a"):
            assert str(anchor["href"]).startswith(("http://", "https://"))

    @pytest.mark.parametrize("text", HOSTILE)
    def test_text_keeps_its_lines(self, text: str) -> None:
        page = render_text(hostile(text))
        assert "\x00" not in page
        assert "\u202e" not in page
        assert "\r" not in page
        assert not any(line.startswith("Subject:") for line in page.splitlines())

    @pytest.mark.parametrize("text", HOSTILE)
    def test_slack_keeps_its_limits_and_calls_nobody(self, text: str) -> None:
        content = hostile(text)
        for first, last in pages(content):
            blocks = render_slack(content, first, last)
            assert broken_rules({"blocks": blocks, "text": "x"}) == []
            read_as_markup = str([block for block in blocks if block["type"] != "header"])
            assert "<!here>" not in read_as_markup
            assert "<@U1>" not in read_as_markup

    @pytest.mark.parametrize(
        "url",
        [
            "javascript:alert(1)", "data:text/html,x", "//evil.example", "https://", "ftp://x.example/", "https://a b/",
            "https://user:pass@bank.example/", 'https://x.example/"onclick=', "https://x.example/\u202e", "", "/path",
            "http://[::1", "https:\\\\x.example",
        ],
    )  # fmt: skip
    def test_only_web_addresses_become_links(self, url: str) -> None:
        assert link(url) == ""

    @pytest.mark.parametrize("url", ["https://x.example/", "http://пример.рф/новости?a=1&b=2#c", "https://[::1]/"])
    def test_and_they_do(self, url: str) -> None:
        assert link(url) == url

    def test_a_host_as_readers_know_it(self) -> None:
        assert host_of("https://www.inform.kz/ru/x") == "inform.kz"

    @given(st.text(), st.integers(20, 400))
    def test_plain_text_is_one_visible_line_of_limited_length(self, text: str, limit: int) -> None:
        made = plain(text, limit)
        assert len(made) <= limit
        assert "\n" not in made
        assert plain(made, limit) == made


class TestSlackParts:
    @settings(max_examples=25, deadline=None)
    @given(st.integers(0, 70))
    def test_every_line_stands_in_exactly_one_part(self, number: int) -> None:
        content = replace(long_digest(number), updates=(), corrections=())
        parts = pages(content)
        assert [line for first, last in parts for line in range(first, last)] == list(range(number))
        for first, last in parts:
            assert broken_rules({"blocks": render_slack(content, first, last), "text": "x"}) == []


class TestTheFrozenContent:
    def test_it_comes_back_from_json_as_it_was(self) -> None:
        assert from_json(to_json(full_digest())) == full_digest()

    def test_the_contract_of_preview_json(self) -> None:
        data = digest_json(full_digest())
        assert {"subscription", "since", "until", "coverage", "stories", "updates"} <= set(data)
        story = data["stories"][0]
        assert {
            "id", "headline", "first_seen", "last_seen", "grade", "event", "countries", "places", "entities", "facts",
            "languages", "sources", "mentions",
        } <= set(story)  # fmt: skip
        assert story["id"] == "11"
        assert set(story["facts"][0]) == {"kind", "value", "unit", "state", "scope", "as_of", "said_by", "sentence"}
        assert data["updates"][0]["kind"] == ItemKind.UPDATE
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", data["since"])


def in_russian(line: StoryLine) -> Glance:
    return glance_text(line, morning("ru"))


class TestAtAGlance:
    """The list on top: who reads nothing else knows what is new, where, how big and by whom."""

    def test_every_story_stands_there_in_the_digests_language_alone(self) -> None:
        content = morning("ru")
        assert [(glance.label, glance.text.replace("\xa0", " ")) for glance in map(in_russian, content.lines)] == [
            ("Исправление: Узген", "540 камер в строю → 54 камеры в строю"),
            ("Расширение: Алматы", "350 комплексов в планах, расширяется, до 1 мар. 2026 · Sergek"),
            ("Тендер: Алматы", "400 камер в планах, 582 миллиона KZT (1,2 млн $), идёт тендер · Видеонаблюдение"),
            (
                "Контракт: Астана",
                "22 000 камер в планах ↔ 20 000 камер в планах, 53 миллиарда KZT (104,9 млн $), устанавливается"
                " · Presight · Sergek",
            ),
            ("Запуск: Наманган", "120 точек в планах · Huawei"),
            ("Демонтаж: Костанай", "демонтировано · Sergek"),
            ("Политика: Худжанд", "Safe City (Tajikistan)"),
            ("Дополнение: Бишкек", "72 камеры в планах · CEIEC"),
        ]
        assert [line.story_id for line in content.lines if in_russian(line).novel] == [101]

    def test_it_leads_to_the_evidence(self) -> None:
        page = BeautifulSoup(render_html(with_desk(morning())), "html.parser")
        links = [str(anchor["href"]) for anchor in page.select("a.name")]
        assert links[1] == "https://desk.example.org/stories/102"
        assert len(links) == len(morning().lines)

    def test_a_story_without_figures_or_names_is_told_by_its_headline(self) -> None:
        bare = replace(policy_story(), entities=(), places=())
        assert glance_text(bare, full_digest()).label == "Policy: Tajikistan"
        assert glance_text(bare, full_digest()).text == bare.headline

    def test_one_story_needs_no_list_and_a_part_of_a_digest_has_none(self) -> None:
        one = replace(morning(), stories=morning().stories[:1], updates=(), corrections=())
        assert "glance" not in str(BeautifulSoup(render_html(one), "html.parser").body)
        assert "- Tender: Almaty" in render_text(morning())
        assert "- Tender: Almaty" not in render_text(morning(), lines=(0, 4))


class TestRightToLeft:
    def test_each_fetched_text_finds_its_own_direction(self) -> None:
        page = BeautifulSoup(render_html(morning()), "html.parser")
        arabic = [tag for tag in page.select("h3, .quote") if re.search("[\u0600-\u06ff]", tag.text)]
        assert len(arabic) == 2
        assert all(tag["dir"] == "auto" for tag in page.select("h3, .quote"))
        assert arabic[0]["lang"] == "kk-Arab"
        assert page.html is not None
        assert "dir" not in page.html.attrs


class TestQuotes:
    def test_a_headline_that_is_the_sentence_is_not_quoted_again(self) -> None:
        said = Fact(ClaimKind.CAMERAS, 400, "camera", sentence=almaty_story().headline, mention_id=1)
        line = replace(almaty_story(), facts=(said,), conflicts=())
        assert story_text(line, full_digest()).quotes == ()
        by_whom = replace(line, facts=(replace(said, said_by="the akimat"),))
        assert [quote.by for quote in story_text(by_whom, full_digest()).quotes] == ["the akimat, Kazinform"]


class TestFigures:
    def test_nothing_is_said_twice(self) -> None:
        cameras = Fact(ClaimKind.CAMERAS, 65000, "camera")
        planned = Fact(ClaimKind.CAMERAS, 400, "camera", ClaimState.PLANNED)
        facts = (cameras, replace(cameras, state=ClaimState.STANDING), planned, Fact(ClaimKind.STATUS, Status.PLANNED))
        line = replace(almaty_story(), facts=facts, conflicts=())
        assert figures(line, wording("en")) == ("400 cameras planned", "65,000 cameras standing")
        alone = replace(line, facts=(cameras, Fact(ClaimKind.STATUS, Status.PLANNED)))
        assert figures(alone, wording("en")) == ("65,000 cameras", "planned")

    def test_each_figure_tells_its_place_where_the_story_has_several(self) -> None:
        facts = tuple(
            Fact(ClaimKind.CAMERAS, value, "camera", ClaimState.STANDING, scope, place)
            for value, scope, place in ((651, "Бишкеке", "bishkek"), (57, "Оше", "osh"), (900, None, None))
        )
        towns = (Named("bishkek", "Bishkek"), Named("osh", "Osh"))
        line = replace(almaty_story(), facts=facts, conflicts=(), places=towns)
        told = ("900 cameras standing", "651 cameras standing (Bishkek)", "57 cameras standing (Osh)")
        assert figures(line, wording("en")) == told
        assert figures(line, wording("ru"))[1].endswith("(Бишкек)")
        one = replace(line, places=towns[:1], facts=facts[:1])
        assert figures(one, wording("en")) == ("651 cameras standing",)

    def test_the_same_number_of_two_places_is_two_figures(self) -> None:
        facts = tuple(
            Fact(ClaimKind.CAMERAS, 100, "camera", state, "Оше", place)
            for state, place in ((ClaimState.STANDING, "bishkek"), (ClaimState.STANDING, "osh"), (None, "talas"))
        )
        line = replace(almaty_story(), facts=facts, conflicts=(), places=(Named("bishkek", "Bishkek"),))
        told = ("100 cameras (Talas)", "100 cameras standing", "100 cameras standing (Osh)")
        assert figures(line, wording("en")) == told

    def test_a_contradiction_is_of_one_place(self) -> None:
        one, other, osh = (
            Fact(ClaimKind.CAMERAS, value, "camera", ClaimState.STANDING, place, place)
            for value, place in ((400, "bishkek"), (350, "bishkek"), (400, "osh"))
        )
        towns = (Named("bishkek", "Bishkek"), Named("osh", "Osh"))
        line = replace(almaty_story(), facts=(one, other, osh), conflicts=((one, other),), places=towns)
        told = ("400 cameras standing ↔ 350 cameras standing (Bishkek)", "400 cameras standing (Osh)")
        assert figures(line, wording("en")) == told

    def test_a_figure_for_a_town_and_others_keeps_the_words_of_its_source(self) -> None:
        fact = Fact(ClaimKind.CAMERAS, 42750, "camera", ClaimState.STANDING, "Ташкенте и регионах")
        line = replace(almaty_story(), facts=(fact,), conflicts=(), places=(Named("tashkent", "Tashkent"),))
        assert figures(line, wording("en")) == ("42,750 cameras standing (“Ташкенте и регионах”)",)
        assert figures(replace(line, places=()), wording("en")) == ("42,750 cameras standing",)

    def test_the_same_figure_in_two_languages_is_one(self) -> None:
        facts = tuple(
            Fact(ClaimKind.CAMERAS, 57, "camera", None, scope, place) for scope, place in (("Оше", "osh"), (None, None))
        )
        line = replace(almaty_story(), facts=facts, conflicts=(), places=())
        assert figures(line, wording("en")) == ("57 cameras (Osh)",)

    def test_what_changes_stands_before_what_is_there(self) -> None:
        assert figures(morning().stories[0], wording("en"))[0] == "350 complexes planned"

    def test_contradicting_figures_stand_side_by_side_never_merged(self) -> None:
        assert figures(morning().stories[2], wording("en"))[0] == "22,000 cameras planned ↔ 20,000 cameras planned"


class TestSize:
    def test_a_usual_digest_is_not_clipped_by_mail_programs(self) -> None:
        stories = (morning().stories * 7)[:40]
        assert len(stories) == Brief("x", "x").max_stories
        assert (
            len(render_html(replace(morning(), stories=stories, updates=(), corrections=())).encode()) < GMAIL_CLIPS_AT
        )


def test_times_are_told_in_the_readers_zone() -> None:
    content = replace(full_digest(), timezone="Asia/Tashkent", until=datetime(2026, 2, 7, 20, 30, tzinfo=UTC))
    assert "8 Feb 2026, 01:30" in render_text(content)
