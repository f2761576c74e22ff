"""Which addresses are fetched from. Each range is one of the IANA special-purpose registries."""

from ipaddress import IPv4Address, IPv6Address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.fetch.guard import OWN_NETWORK, address_refusal, as_ip, carried_ipv4, host_refusal, url_refusal

REFUSED = """
0.0.0.0 0.1.2.3 10.0.0.1 100.64.0.1 127.0.0.1 127.255.255.254 169.254.169.254 172.16.0.1 172.31.255.255 192.0.0.1
192.0.2.5 192.88.99.1 192.168.1.1 198.18.0.1 198.51.100.7 203.0.113.9 224.0.0.1 239.255.255.255 240.0.0.1
255.255.255.255
:: ::1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::127.0.0.1 64:ff9b::127.0.0.1 64:ff9b::a9fe:a9fe 64:ff9b:1::8.8.8.8 100::1
2001::1 2001:db8::1 2001:0:7f00:1:: 2002:7f00:1:: 2002:c0a8:101::1 2002:a9fe:a9fe:: 3fff::1 5f00::1 fc00::1
fd00:ec2::254 fe80::1 fec0::1 ff02::1 4000::1 2001:0:4136:e378:8000:63bf:80ff:fffe 2a00::5efe:10.0.0.1
""".split()  # noqa: SIM905
PERMITTED = """
1.1.1.1 8.8.8.8 95.56.234.1 172.15.255.255 172.32.0.0 192.167.1.1 100.63.255.255 100.128.0.0 223.255.255.255
2606:4700::1111 2a00:1450:4010::8a ::ffff:8.8.8.8 64:ff9b::8.8.8.8 2002:808:808::1
""".split()  # noqa: SIM905


@pytest.mark.parametrize("address", REFUSED)
def test_an_address_that_publishes_no_news_is_refused_in_words(address: str) -> None:
    reason = address_refusal(address)
    assert reason is not None
    assert address in reason


@pytest.mark.parametrize("address", PERMITTED)
def test_an_address_of_the_internet_is_permitted(address: str) -> None:
    assert address_refusal(address) is None


@pytest.mark.parametrize("address", ["127.0.0.1", "10.1.2.3", "192.168.0.7", "::1", "fd00::1", "::ffff:127.0.0.1"])
def test_private_addresses_are_let_through_when_allowed(address: str) -> None:
    assert address_refusal(address, allow_private=True) is None


@pytest.mark.parametrize("address", ["169.254.169.254", "0.0.0.0", "224.0.0.1", "fe80::1", "64:ff9b::a9fe:a9fe"])
def test_what_is_no_machine_or_tells_secrets_is_refused_even_then(address: str) -> None:
    assert address_refusal(address, allow_private=True)


INNER = [IPv4Address(int(network.network_address) + 1) for network, _ in OWN_NETWORK if network.version == 4]


class TestAnIpv4AddressInsideAnIpv6OneIsJudgedAsItself:
    @given(st.sampled_from(INNER) | st.ip_addresses(v=4))
    def test_in_every_wrapping(self, inner: IPv4Address) -> None:
        number = int(inner)
        wrapped = [
            IPv6Address(f"::ffff:{inner}"),
            IPv6Address(f"64:ff9b::{inner}"),
            IPv6Address((0x2002 << 112) | (number << 80) | 1),
            IPv6Address(f"2a00:1:2:3:0:5efe:{inner}"),
        ]
        for address in wrapped:
            assert carried_ipv4(address) == (inner,)
            assert bool(address_refusal(str(address))) == bool(address_refusal(str(inner)))

    @given(st.ip_addresses(v=4), st.ip_addresses(v=4))
    def test_teredo_carries_two_and_both_count(self, server: IPv4Address, client: IPv4Address) -> None:
        address = IPv6Address((0x20010000 << 96) | (int(server) << 64) | (int(client) ^ 0xFFFFFFFF))
        assert carried_ipv4(address) == (server, client)
        refused = address_refusal(str(server)) or address_refusal(str(client))
        assert bool(address_refusal(str(address))) == bool(refused)


@given(st.ip_addresses())
def test_whatever_python_calls_private_is_refused(address: IPv4Address | IPv6Address) -> None:
    carries_public = any(address_refusal(str(one)) is None for one in carried_ipv4(address))
    if not address.is_global and not carries_public:
        assert address_refusal(str(address))


class TestUrls:
    @pytest.mark.parametrize(
        "url",
        [
            "http://example.kz/rss",
            "https://example.kz:8443/?a=1",
            "http://8.8.8.8/",
            "https://[2606:4700::1111]/",
            "https://қазақстан.қаз/",
            "http://locals.example.kz/",
        ],
    )
    def test_an_ordinary_one_may_be_tried_on_any_port(self, url: str) -> None:
        assert url_refusal(url) is None

    @pytest.mark.parametrize(
        ("url", "said"),
        [
            ("file:///etc/passwd", "only http"),
            ("gopher://example.org/", "only http"),
            ("javascript:alert(1)", "only http"),
            ("//example.org/rss", "without a scheme"),
            ("", "without a scheme"),
            ("http://", "no host"),
            ("http://user:secret@example.org/", "password"),
            ("http://user@example.org/", "password"),
            ("http://[::1/", "can be read"),
            ("http://example.org:99999/", "can be read"),
            ("http://127.0.0.1/", "this machine"),
            ("http://127.1/", "this machine"),
            ("http://2130706433/", "this machine"),
            ("http://0x7f.0.0.1/", "this machine"),
            ("http://0177.0.0.1/", "this machine"),
            ("http://127.0.0.1./", "this machine"),
            ("http://[::ffff:127.0.0.1]/", "this machine"),
            ("http://169.254.169.254/latest/meta-data/", "link-local"),
            ("http://localhost:8000/", "inner network"),
            ("http://db.internal/", "inner network"),
            ("http://LOCALHOST./", "inner network"),
        ],
    )
    def test_a_bad_one_is_refused_in_words(self, url: str, said: str) -> None:
        reason = url_refusal(url)
        assert reason is not None
        assert said in reason
        assert "secret" not in reason

    def test_inner_names_are_let_through_when_private_is_allowed(self) -> None:
        assert url_refusal("http://localhost:8000/", allow_private=True) is None
        assert url_refusal("http://news.lan/", allow_private=True) is None

    @given(st.text(max_size=60))
    def test_any_text_is_judged_and_never_raises(self, url: str) -> None:
        url_refusal(url)
        url_refusal("http://" + url)
        host_refusal(url)

    @given(st.ip_addresses())
    def test_a_literal_is_judged_as_the_address_it_is(self, address: IPv4Address | IPv6Address) -> None:
        host = f"[{address}]" if address.version == 6 else str(address)
        assert as_ip(host) == str(address)
        assert bool(url_refusal(f"http://{host}/")) == bool(address_refusal(str(address)))
