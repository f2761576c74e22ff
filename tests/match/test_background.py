"""The analysts' own kind of text: one about surveillance is found with all it names, its neighbours are not."""

import pytest

from monitor.match.match import Text
from monitor.match.matcher import Matcher

ARTICLE = Text(
    "How Chinese equipment came to watch Kazakhstan's cities",
    """Beijing calls the digital branch of its Belt and Road plan the Digital Silk Road. Huawei and ZTE build most of
the mobile networks along it, while Hikvision, Dahua and again Huawei supply poorer states with the tools to
watch their streets; Kazakhstan is one of the customers. At home China runs the Golden Shield, known abroad as
the Dragon Firewall, which since 2006 has let traffic through a handful of gateways only.

Under Smart City programmes, Kazakh cities hung CCTV over streets to keep order and to fine drivers, and most of
the hardware came from Chinese makers. In the biggest cities the Sergek complexes have run since 2017. Korkem
Telecom, a daughter company of Open Technologies Group, delivers them, with Dahua as technical partner: cameras
on roads, squares, crossings and beside houses, software that recognises what they see, and a system that
analyses it. Hikvision arrived in 2015. Its cameras serve road safety and the unified video monitoring system of
Almaty, which is meant to tell faces and number plates apart.

After the protests of January 2022 about seven thousand people were detained, many of them found through street
cameras. The Ministry of Internal Affairs denied that Face ID cameras or artificial intelligence had been used.""",
)
OTHERS = [
    Text(
        "Loans reshape the economies of Central Asia",
        "Kyrgyzstan owes a large part of its debt to the Export-Import Bank of China, economists in Bishkek say.",
    ),
    Text(
        "Бишкекская ТЭЦ после ремонта",
        "Станцию модернизировали на китайский кредит; после аварии в Кыргызстане начались разбирательства.",
    ),
    Text(
        "A toll road in Tajikistan and its owners",
        "The road from Dushanbe to Chanak is run by a little-known company, and drivers complain of the price.",
    ),
    Text(
        "Gold mines and protests in Kyrgyzstan",
        "Villagers in Naryn region blocked the way to a mine run by a Chinese company.",
    ),
    Text(
        "Opinion of China falls in Kazakhstan",
        "A poll in Almaty and Astana shows distrust, above all because of relatives held in Xinjiang.",
    ),
]


def test_the_article_is_a_mention_with_everything_it_names(matcher: Matcher) -> None:
    match = matcher.match(ARTICLE)
    assert match.grade >= 2
    assert {
        "hikvision", "dahua", "huawei", "zte", "sergek", "korkem-telecom", "open-technologies", "smart-city",
        "facial-recognition",
        "digital-silk-road", "golden-shield", "almaty-unified-video",
    } <= set(match.entities)  # fmt: skip
    assert "KZ" in match.countries
    assert "almaty" in match.places


@pytest.mark.parametrize("text", OTHERS, ids=lambda text: text.title)
def test_its_neighbours_are_not(matcher: Matcher, text: Text) -> None:
    assert matcher.match(text).grade == 0
