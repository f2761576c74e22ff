"""The page behind a digest's unsubscribe link.

GET asks and changes nothing: mail scanners open every link. POST takes the recipient off, from the page's button or
from the mail program itself (RFC 8058: `List-Unsubscribe=One-Click`, without cookies, login or a further question).
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined

from alerts.unsubscribe import PATH, BadLinkError, Leaving, PageWords, leave, page_words, read_token
from db.engine import Database

SAFE = {
    "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'",
    "referrer-policy": "no-referrer",
    "cache-control": "no-store",
    "x-robots-tag": "noindex",
}
"""Headers of a page whose address is a key."""


def unsubscribe_routes(database: Database, environment: Mapping[str, str]) -> APIRouter:
    """The routes under `/unsubscribe/`, for the application to include."""
    router = APIRouter()

    @router.get(PATH + "{token}", response_class=HTMLResponse)
    def ask(token: str, request: Request) -> HTMLResponse:
        words = page_words(_language(request))
        try:
            return _page(words, words.question, read_token(token, environment))
        except BadLinkError:
            return _page(words, words.bad, status=404)

    @router.post(PATH + "{token}", response_class=HTMLResponse)
    def take_off(token: str, request: Request) -> HTMLResponse:
        words = page_words(_language(request))
        try:
            leave(database, read_token(token, environment), datetime.now(UTC))
        except BadLinkError:
            return _page(words, words.bad, status=404)
        return _page(words, words.done)

    return router


def _language(request: Request) -> str:
    """The first language that the browser asks for."""
    return request.headers.get("accept-language", "en").partition(",")[0].partition(";")[0].strip() or "en"


def _page(words: PageWords, says: str, leaving: Leaving | None = None, status: int = 200) -> HTMLResponse:
    text = _templates().get_template("unsubscribe.html.j2").render(words=words, says=says, leaving=leaving)
    return HTMLResponse(text, status, SAFE)


@cache
def _templates() -> Environment:
    return Environment(loader=PackageLoader("monitor.web", "templates"), autoescape=True, undefined=StrictUndefined)
