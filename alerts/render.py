"""A digest → HTML and plain text. Pure: templates hold the layout, `alerts.phrases` and `alerts.frame` the words."""

import textwrap
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from alerts.content import DigestContent
from alerts.frame import page_of
from alerts.phrases import Glance, glance_text
from alerts.sections import sections

if TYPE_CHECKING:
    from jinja2 import Environment

WIDTH = 76
"""Columns of a plain-text mail."""
AT_A_GLANCE = 12
"""Stories in the list on top: what fits on two screens of a phone."""


def render_html(content: DigestContent, unsubscribe: str = "") -> str:
    """The digest as an HTML page that survives mail programs: tables, inlined styles, light and dark."""
    import css_inline
    from markupsafe import Markup

    template = _templates().get_template("digest.html.j2")
    styles = Markup(_styles())  # noqa: S704 (our own file)
    page = template.render(
        page=page_of(content, unsubscribe), sections=sections(content), glances=_glances(content), styles=styles
    )
    inlined: str = css_inline.CSSInliner(keep_at_rules=True, load_remote_stylesheets=False, minify_css=True).inline(
        page
    )
    return inlined


def render_text(content: DigestContent, unsubscribe: str = "", lines: tuple[int, int] | None = None) -> str:
    """The digest as plain text that is good by itself; `lines`: that range of its lines alone."""
    first, last = lines or (0, len(content.lines))
    shown = sections(content, first, last)
    glances = () if lines else _glances(content)
    template = _templates().get_template("digest.txt.j2")
    return template.render(page=page_of(content, unsubscribe), sections=shown, glances=glances).strip() + "\n"


def _glances(content: DigestContent) -> list[Glance]:
    """The list on top. A single story needs none; a long list would be no glance."""
    return [glance_text(line, content) for line in content.lines[:AT_A_GLANCE]] if len(content.lines) > 1 else []


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
