"""What a source's answer can be instead of what was hoped for.

SourceError
└── NotAFeed    a web page, a sitemap, nothing at all
"""


class SourceError(Exception):
    """An answer that no entries can be taken from. `reason` says what came, `remedy` what to do about it."""

    def __init__(self, reason: str, remedy: str) -> None:
        self.reason = f"{reason}: {remedy}"
        self.what = reason
        self.remedy = remedy
        super().__init__(self.reason)


class NotAFeed(SourceError):
    """The body is no feed of any kind."""
