"""The page of `footprint evaluate --html`: every miss and false alarm, with its evidence marked in the text."""

from importlib.resources import files

from markupsafe import Markup, escape

from monitor.jobs.corpus import Judged
from monitor.jobs.evaluate import Evaluation


def page(evaluation: Evaluation) -> str:
    """A self-contained HTML page."""
    from jinja2 import Environment

    source = files("monitor.jobs").joinpath("evaluation.html.j2").read_text(encoding="utf-8")
    template = Environment(autoescape=True, trim_blocks=True).from_string(source)
    return template.render(scores=evaluation.scores, wrong=evaluation.wrong, marked=marked, figure=_figure)


def marked(one: Judged) -> Markup:
    """The item's text with each piece of evidence marked; overlapping pieces are joined to the first."""
    whole, out, at = one.item.text.whole, Markup(), 0
    for piece in sorted(one.match.evidence, key=lambda piece: (piece.start, -piece.end)):
        if piece.start < at or piece.end <= piece.start:
            continue
        kind = "against" if piece.weight < 0 else "for"
        out += escape(whole[at : piece.start]) + Markup('<mark class="{}" title="{}: {} {:+.1f}">{}</mark>').format(
            kind, piece.kind.value, piece.id, piece.weight, whole[piece.start : piece.end]
        )
        at = piece.end
    return out + escape(whole[at:])


def _figure(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"
