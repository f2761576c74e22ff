"""Two links to one page become one string."""

import string
from urllib.parse import quote

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from monitor.dedup.address import LONGEST, AddressError, canonical_url, host_of, is_mirror, is_site_root
from monitor.dedup.address_rules import AddressRules, address_rules

labels = st.text(string.ascii_lowercase + string.digits, min_size=1, max_size=8)
hosts = st.builds(lambda name, zone: f"{name}.{zone}", labels, st.sampled_from(["kz", "uz", "kg", "com.tm", "қаз"]))
letters = st.text(string.ascii_letters + "әөқўʻғңүқҳҷ٫قازاقشا%/.-_~ +&=#?;:'()*,!|[]@$", max_size=20)
odd_segments = st.sampled_from(["amp", "..", ".", "", "index.php", "a.amp.html", ";phpsessid=1", "%2F"])
segments = st.one_of(letters, odd_segments)
queries = st.lists(st.tuples(letters, letters), max_size=4).map(lambda pairs: "&".join(f"{a}={b}" for a, b in pairs))
urls = st.builds(
    lambda scheme, host, path, query: f"{scheme}://{host}/{'/'.join(path)}" + (f"?{query}" if query else ""),
    st.sampled_from(["http", "https", "HTTPS"]),
    hosts,
    st.lists(segments, max_size=5),
    queries,
)
plain_urls = st.builds(
    lambda host, path: f"https://{host}/{'/'.join(path)}", hosts, st.lists(labels, min_size=1, max_size=4)
)
trackers = st.sampled_from(
    ["utm_source=rss", "fbclid=a1", "yclid=9", "from=rss", "utm_campaign=%D0%B0", "amp=1", "amp"]
)


def canonical_or_none(url: str) -> str | None:
    try:
        return canonical_url(url)
    except AddressError:
        return None


class TestTheSamePublicationHasOneAddress:
    """Two links to one page lead to one `Article`."""

    @given(urls)
    @example("https://a.kz/x/amp/index.php/amp")
    @example("https://a.kz/index.php.amp")
    @example("https://a.kz/a;jsessionid=1;jsessionid=2/..")
    @example("https://google.com/url?q=https%3A%2F%2Fgoogle.com%2Furl%3Fq%3Dhttps%3A%2F%2Fa.kz%2Fb")
    def test_a_canonical_address_stays_as_it_is(self, url: str) -> None:
        canonical = canonical_or_none(url)
        if canonical:
            assert canonical_url(canonical) == canonical
            assert host_of(canonical) == host_of(url) or "google" in url

    @given(plain_urls, trackers)
    def test_a_tracking_parameter_changes_nothing(self, url: str, parameter: str) -> None:
        assert canonical_url(f"{url}?{parameter}") == canonical_url(url)
        assert canonical_url(f"{url}?id=7&{parameter}") == canonical_url(f"{url}?{parameter}&id=7")

    @given(plain_urls, letters.filter(lambda words: words.strip()))
    def test_how_it_is_encoded_changes_nothing(self, url: str, words: str) -> None:
        raw, encoded = quote(words, safe=""), "".join(f"%{byte:02x}" for byte in words.encode())
        assert canonical_url(f"{url}?q={raw}") == canonical_url(f"{url}?q={encoded}")

    @pytest.mark.parametrize(
        "same",
        [
            "http://24.kg/obschestvo/347290_kol/",
            "https://www.24.kg/obschestvo/347290_kol",
            "https://m.24.kg/obschestvo/347290_kol/?utm_source=telegram",
            "https://24.kg./obschestvo//347290_kol/#comments",
            "HTTPS://WWW.24.KG:443/obschestvo/347290_kol/amp/",
            "https://24.kg/obschestvo/./x/../347290_kol?from=rss",
            "https://amp.24.kg/obschestvo/347290_kol?amp",
            "https://www.google.com/amp/s/24.kg/obschestvo/347290_kol/",
            "https://24-kg.cdn.ampproject.org/c/s/24.kg/obschestvo/347290_kol/amp/?usqp=mq331",
            "https://l.facebook.com/l.php?u=https%3A%2F%2F24.kg%2Fobschestvo%2F347290_kol%2F%3Ffbclid%3D1&h=AT0",
            "  https://24.kg/obschestvo/\n347290_kol  ",
            "//24.kg/obschestvo/347290_kol",
            "https://user:secret@24.kg/obschestvo/347290_kol",
        ],
    )
    def test_variants_seen_in_feeds_are_one(self, same: str) -> None:
        assert canonical_url(same) == "https://24.kg/obschestvo/347290_kol"

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("https://кун.уз/янгилик", "http://xn--j1agr.xn--g1ax/%d1%8f%d0%bd%d0%b3%d0%b8%d0%bb%d0%b8%d0%ba"),
            ("https://a.kz/?b=2&a=1", "https://a.kz/?a=1&b=2"),
            ("https://a.kz/index.php?id=5", "https://a.kz/?id=5&PHPSESSID=77"),
            ("https://t.iss.one/s/channel/5", "https://t.me/s/channel/5"),
            ("https://a.kz/x?print", "https://a.kz/x"),
        ],
    )
    def test_two_spellings_are_one(self, one: str, other: str) -> None:
        assert canonical_url(one) == canonical_url(other)


class TestDifferentPublicationsKeepTheirAddresses:
    """What tells two pages apart is kept."""

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("https://qaz-media.kz?p=35379", "https://qaz-media.kz?p=35380"),
            ("https://kun.uz/uz/news/1", "https://kun.uz/ru/news/1"),
            ("https://kun.uz/news/1", "https://kun.uz/news/1?lang=ru"),
            ("https://a.kz/news?from=2", "https://a.kz/news?from=3"),
            ("https://a.kz/News/1", "https://a.kz/news/1"),
            ("https://m.kg/1", "https://kg/1"),
            ("https://lat.egemen.kz/article/1", "https://egemen.kz/article/1"),
            ("https://a.kz/a%2Fb", "https://a.kz/a/b"),
            ("https://a.kz/?q=a%26b", "https://a.kz/?q=a&b"),
            ("https://a.kz/#/news/1", "https://a.kz/#/news/2"),
            ("https://a.kz:8080/1", "https://a.kz/1"),
            ("https://a.kz/ampersand", "https://a.kz/ersand"),
        ],
    )
    def test_they_stay_two(self, one: str, other: str) -> None:
        assert canonical_or_none(one) != canonical_or_none(other)


@pytest.mark.parametrize(
    "url",
    ["", "news/1", "mailto:a@b.kz", "javascript:alert(1)", "tag:a.kz,2026:1", "https://", "https:///x", "http://[::1",
     "https://a b.kz/".replace(" ", "<"), "https://..", "https://a.kz/" + "x" * LONGEST],
)  # fmt: skip
def test_what_is_no_page_on_the_web_is_refused(url: str) -> None:
    with pytest.raises(AddressError):
        canonical_url(url)


@given(st.text(max_size=60))
def test_no_text_breaks_it(text: str) -> None:
    for url in (text, f"https://{text}", f"https://a.kz/{text}"):
        canonical = canonical_or_none(url)
        assert canonical is None or canonical.isascii()


@pytest.mark.parametrize(
    "url",
    [
        "https://24.kg",
        "https://24.kg/?utm_source=x",
        "http://www.kun.uz/uz/",
        "https://a.kz/amp",
        "https://a.kz/index.php",
    ],
)
def test_front_pages_are_roots(url: str) -> None:
    assert is_site_root(url)


@pytest.mark.parametrize("url", ["https://24.kg/1", "https://a.kz/?p=1", "https://a.kz/#!/1", "https://a.kz/russia"])
def test_pages_behind_them_are_not(url: str) -> None:
    assert not is_site_root(url)


def test_a_host_is_known_without_its_dress() -> None:
    assert host_of("https://www.m.Kun.uz./news") == "kun.uz"


def test_known_copiers_are_mirrors() -> None:
    assert is_mirror(host_of("https://www.uzsushi.com/x"))
    assert not is_mirror("24.kg")


def test_an_alias_of_an_alias_is_refused_when_the_rules_are_read() -> None:
    data = address_rules().model_dump()
    with pytest.raises(ValueError, match=r"b\.kz"):
        AddressRules.model_validate({**data, "aliases": {"a.kz": "b.kz", "b.kz": "c.kz"}})
