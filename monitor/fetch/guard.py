"""Which addresses may be fetched from. Pure: nothing here resolves a name or opens a connection.

What a feed, a redirect or a page names is chosen by strangers; it must not make this machine speak to its own
network. Ranges are those of the IANA IPv4 and IPv6 Special-Purpose Address Registries (RFC 6890 and its successors);
`ipaddress.is_global` is not enough, since it is true for some addresses that carry a private IPv4 one.
"""

import socket
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from urllib.parse import urlsplit

Address = IPv4Address | IPv6Address

OWN_NETWORK: tuple[tuple[IPv4Network | IPv6Network, str], ...] = tuple(
    (ip_network(network), words)
    for network, words in (
        ("10.0.0.0/8", "a private network"),
        ("100.64.0.0/10", "a provider's inner network"),
        ("127.0.0.0/8", "this machine itself"),
        ("172.16.0.0/12", "a private network"),
        ("192.168.0.0/16", "a private network"),
        ("::1/128", "this machine itself"),
        ("fc00::/7", "a private network"),
    )
)
"""Refused, unless private addresses are allowed."""

NEVER: tuple[tuple[IPv4Network | IPv6Network, str], ...] = tuple(
    (ip_network(network), words)
    for network, words in (
        ("0.0.0.0/8", "no address of a machine"),
        ("169.254.0.0/16", "a link-local address"),  # cloud machines tell their secrets at 169.254.169.254
        ("192.0.0.0/24", "reserved for protocols"),
        ("192.0.2.0/24", "reserved for documentation"),
        ("192.88.99.0/24", "reserved (former 6to4 relays)"),
        ("198.18.0.0/15", "reserved for measurements"),
        ("198.51.100.0/24", "reserved for documentation"),
        ("203.0.113.0/24", "reserved for documentation"),
        ("224.0.0.0/4", "a multicast address"),
        ("240.0.0.0/4", "reserved"),
        ("::/128", "no address of a machine"),
        ("64:ff9b:1::/48", "a translator's inner network"),
        ("100::/64", "a sink for discarded packets"),
        ("100:0:0:1::/64", "reserved"),
        ("2001::/23", "reserved for protocols"),
        ("2001:db8::/32", "reserved for documentation"),
        ("3fff::/20", "reserved for documentation"),
        ("5f00::/16", "reserved for routing"),
        ("fe80::/10", "a link-local address"),
        ("fec0::/10", "a former site-local address"),
        ("ff00::/8", "a multicast address"),
    )
)
"""Refused always: nothing that publishes news lives there."""

GLOBAL_UNICAST = IPv6Network("2000::/3")
"""All that IANA has given out for machines on the internet (RFC 4291 §2.4)."""
NAT64 = IPv6Network("64:ff9b::/96")
COMPATIBLE = IPv6Network("::/96")
ISATAP = (0x00005EFE, 0x02005EFE)
"""The upper half of an interface identifier whose lower half is an IPv4 address (RFC 5214 §6.1)."""
INNER_SUFFIXES = ("localhost", "local", "localdomain", "internal", "intranet", "lan", "home.arpa")


def address_refusal(address: str, *, allow_private: bool = False) -> str | None:
    """Why a connection to the IP `address` is refused, in words; None when it may be made.

    An IPv4 address inside an IPv6 one is judged as itself. Raises ValueError when `address` is no IP address.
    """
    whole = ip_address(address)
    carried = carried_ipv4(whole)
    for one in carried or (whole,):
        reason = _refusal(one, allow_private=allow_private)
        if reason:
            return f"{address} is {reason}"
    return None


def carried_ipv4(address: Address) -> tuple[IPv4Address, ...]:
    """The IPv4 addresses that packets to `address` end at: mapped, compatible, 6to4, NAT64, Teredo, ISATAP."""
    if isinstance(address, IPv4Address):
        return ()
    if address.ipv4_mapped:
        return (address.ipv4_mapped,)
    if address.sixtofour:
        return (address.sixtofour,)
    if address.teredo:
        return address.teredo
    low = int(address) & 0xFFFFFFFF
    if address in NAT64 or (address in COMPATIBLE and low > 0xFFFF):
        return (IPv4Address(low),)
    if (int(address) >> 32) & 0xFFFFFFFF in ISATAP:
        return (IPv4Address(low),)
    return ()


def _refusal(address: Address, *, allow_private: bool) -> str | None:
    for network, words in NEVER:
        if address.version == network.version and address in network:
            return words
    for network, words in OWN_NETWORK:
        if address.version == network.version and address in network:
            return None if allow_private else words
    if isinstance(address, IPv6Address) and address not in GLOBAL_UNICAST:
        return "outside the internet's own range"
    return None


def url_refusal(url: str, *, allow_private: bool = False) -> str | None:
    """Why `url` is refused before any name is looked up, in words; None when it may be tried. Any port will do."""
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        return f"not an address that can be read: {error}"
    if parts.scheme not in ("http", "https"):
        return f"only http and https are fetched, not {parts.scheme or 'an address without a scheme'}"
    if "@" in parts.netloc:
        return "a user name or password stands in the address"
    if not host:
        return "the address names no host"
    return host_refusal(host, allow_private=allow_private)


def host_refusal(host: str, *, allow_private: bool = False) -> str | None:
    """Why the host part of an address is refused by its look alone: an IP address in any spelling, an inner name.

    This is all that can be judged behind a proxy, which looks the name up itself.
    """
    literal = as_ip(host)
    if literal is not None:
        return address_refusal(literal, allow_private=allow_private)
    name = host.rstrip(".").lower()
    if not allow_private and any(name == inner or name.endswith("." + inner) for inner in INNER_SUFFIXES):
        return f"{host} is a name of an inner network"
    return None


def as_ip(host: str) -> str | None:
    """The IP address that `host` spells (`127.1`, `0x7f.1`, `2130706433` included); None when it is a name."""
    try:
        return str(ip_address(host.strip("[]")))
    except ValueError:
        pass
    if not host or not set(host.rstrip(".").lower()) <= set("0123456789abcdefx."):
        return None
    try:
        return str(IPv4Address(socket.inet_aton(host.rstrip("."))))
    except OSError:
        return None
