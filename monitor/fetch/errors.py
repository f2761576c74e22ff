"""Why no answer came. One family; every error says in words what happened and at which address.

FetchError
├── AddressRefused      we will not go there (private network, odd scheme, password in the address)
├── NotReachable        no connection: name, network, TLS, proxy
├── TooSlow             the deadline of the whole exchange passed
├── TooLarge            the body is larger than we take, packed or unpacked
├── TooManyRedirects    a circle, or too long a chain
└── BadAnswer           something came that is not HTTP as it should be
"""

from urllib.parse import urlsplit, urlunsplit


class FetchError(Exception):
    """No answer. `reason` is for people; `url` is where it happened, without any password."""

    def __init__(self, reason: str, url: str) -> None:
        self.reason = reason
        self.url = without_password(url)
        super().__init__(f"{reason} ({self.url})")


class AddressRefused(FetchError):
    """The address itself, or the machine that its name leads to, is none that we fetch from."""


class NotReachable(FetchError):
    """No connection could be made, or it broke before the answer was whole."""


class TooSlow(FetchError):
    """The whole exchange took longer than its deadline."""


class TooLarge(FetchError):
    """The body passed the limit and was not read on."""


class TooManyRedirects(FetchError):
    """The redirects go in a circle, or there are too many of them."""


class BadAnswer(FetchError):
    """The server answered with something that cannot be read as HTTP."""


def without_password(url: str) -> str:
    """`url` with what stands before `@` taken out, so that it can be shown and logged."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    if "@" not in parts.netloc:
        return url
    return urlunsplit(parts._replace(netloc="…@" + parts.netloc.rpartition("@")[2]))
