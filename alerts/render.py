"""A digest → HTML and plain text. Pure: templates hold the layout, `alerts.phrases` the words."""

import textwrap
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from alerts.content import DigestContent
from alerts.phrases import coverage_text, health_text, held_text, more_text, subject, tally
from alerts.safe import link, plain
from alerts.sections import sections
from alerts.wording import wording

if TYPE_CHECKING:
    from jinja2 import Environment

WIDTH = 76
"""Columns of a plain-text mail."""


@dataclass(frozen=True, slots=True)
class Page:
    """Everything of a digest but its stories, in words."""

    language: str
    subject: str
    name: str
    tally: str
    peek: str
    """What a mail program shows beside the subject."""
    span: str
    coverage: str
    troubles: tuple[str, ...]
    quiet: str
    more: str
    held: tuple[str, ...]
    health: tuple[str, ...]
    unsubscribe: str
    says: dict[str, str]


def render_html(content: DigestContent, unsubscribe: str = "") -> str:
    """The digest as an HTML page that survives mail programs: tables, inlined styles, light and dark."""
    import css_inline
    from markupsafe import Markup

    page = (
        _templates()
        .get_template("digest.html.j2")
        .render(page=page_of(content, unsubscribe), sections=sections(content), styles=Markup(_styles()))  # noqa: S704
    )
    inlined: str = css_inline.CSSInliner(keep_at_rules=True, load_remote_stylesheets=False).inline(page)
    return inlined


def render_text(content: DigestContent, unsubscribe: str = "", lines: tuple[int, int] | None = None) -> str:
    """The digest as plain text that is good by itself; `lines`: that range of its lines alone."""
    first, last = lines or (0, len(content.lines))
    template = _templates().get_template("digest.txt.j2")
    page = page_of(content, unsubscribe)
    return template.render(page=page, sections=sections(content, first, last)).strip() + "\n"


def page_of(content: DigestContent, unsubscribe: str = "") -> Page:
    """The frame of a digest in words."""
    words = wording(content.language)
    coverage, troubles = coverage_text(content)
    headlines = " · ".join(plain(line.headline, 80) for line in content.lines[:2])
    return Page(
        language=words.language,
        subject=subject(content),
        name=plain(content.name, 100),
        tally=tally(content),
        peek=headlines or coverage,
        span=words.span(content.since, content.until, content.timezone),
        coverage=coverage,
        troubles=troubles,
        quiet=words.text("All quiet: nothing new in what was read."),
        more=more_text(content),
        held=held_text(content),
        health=health_text(content),
        unsubscribe=link(unsubscribe),
        says={
            "earliest": words.text("Earliest:"),
            "official": words.text("First official:"),
            "why": words.text("Why:"),
            "disagree": words.text("Sources disagree:"),
            "health": words.text("Sources in trouble"),
            "unsubscribe": words.text("Unsubscribe"),
            "open": words.text("“"),
            "close": words.text("”"),
        },
    )


@cache
def _templates() -> "Environment":
    from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

    templates = Environment(
        loader=PackageLoader("alerts", "templates"),
        autoescape=select_autoescape(enabled_extensions=("html.j2",)),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.filters["filled"] = _filled
    return templates


@cache
def _styles() -> str:
    return files("alerts").joinpath("templates", "digest.css").read_text(encoding="utf-8")


def _filled(text: Any, first: str, rest: str) -> str:
    return textwrap.fill(
        str(text), WIDTH, initial_indent=first, subsequent_indent=rest, break_long_words=False, break_on_hyphens=False
    )
