"""footprint evaluate: how well the matching does on labelled articles."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from monitor.cli.app import JsonFlag, WrongUse, app, settings
from monitor.cli.output import progress, say, show_document


@app.command()
def evaluate(
    corpus: Annotated[
        Path, typer.Argument(help="A JSON-lines file of labelled articles, or a folder of them.", exists=True)
    ],
    predictions: Annotated[
        Path | None, typer.Option("--predictions", help="Write one verdict a line to this file.", dir_okay=False)
    ] = None,
    html: Annotated[
        Path | None, typer.Option("--html", help="Write a page with every miss and false alarm.", dir_okay=False)
    ] = None,
    stories: Annotated[
        bool, typer.Option("--stories", help="Tell and score stories and near-duplicates as well.")
    ] = False,
    show: Annotated[int, typer.Option("--show", help="How many misses and false alarms to print.", min=0)] = 20,
    labels: Annotated[
        bool, typer.Option("--labels", help="Print every wrong place, name, country, count and sum as well.")
    ] = False,
    as_json: JsonFlag = False,
) -> None:
    """Precision, recall and F1 of "relevant" (grade 2 and 3), overall and by language, country and grade.

    An article is judged by its title, text, source country and date alone. Articles without labels are predicted and
    not scored.
    """
    from monitor.jobs.configuration import watchlist_path
    from monitor.jobs.corpus import read_corpus
    from monitor.jobs.evaluate import evaluate_items, predictions_of
    from monitor.jobs.label_errors import label_errors
    from monitor.jobs.world import matcher_of, world_of
    from monitor.match.watchlist import load_watchlist

    items = read_corpus(corpus)
    watchlist = load_watchlist(watchlist_path(settings().config_dir))
    matcher = matcher_of(watchlist)
    advance, close = progress(len(items), "judging")
    try:
        evaluation = evaluate_items(items, matcher.match, advance, world_of(watchlist) if stories else None)
    finally:
        close()
    try:
        if predictions is not None:
            lines = (json.dumps(one, ensure_ascii=False) for one in predictions_of(evaluation))
            predictions.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        if html is not None:
            from monitor.jobs.evaluation_page import page

            html.write_text(page(evaluation), encoding="utf-8")
    except OSError as error:
        raise WrongUse(f"cannot write there: {error}") from None
    if as_json:
        show_document(evaluation.scores)
    else:
        _show(evaluation.scores, [_line(one) for one in evaluation.wrong], show)
        if labels:
            _show_labels(label_errors(evaluation.judged))


def _line(one: Any) -> str:
    kind = "missed" if one.item.labels["grade"] > one.match.grade else "false alarm"
    reason = one.match.reasons[0] if one.match.reasons else "nothing found"
    said = f"{one.item.id} is {one.item.labels['grade']}, said {one.match.grade}"
    return f"{kind}: {said}: {one.item.text.title}\n    {reason}"


def _percent(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def _show(scores: dict[str, Any], wrong: list[str], limit: int) -> None:
    say(f"{scores['labelled']} labelled of {scores['items']} articles")
    precision, recall, f1 = (_percent(scores[name]) for name in ("precision", "recall", "f1"))
    say(f"relevant: precision {precision}  recall {recall}  F1 {f1}")
    for group in ("by_language", "by_country"):
        say(f"\n{group.replace('_', ' '):<14} items  precision  recall     F1")
        for name, row in scores[group].items():
            precision, recall, f1 = (_percent(row[score]) for score in ("precision", "recall", "f1"))
            say(f"{name:<14} {row['items']:>5}  {precision:>9}  {recall:>6}  {f1:>5}")
    say("\ntrue grade → said")
    for truth, given in scores["by_grade"].items():
        say(f"  {truth} → " + ", ".join(f"{grade}: {count}" for grade, count in given.items()))
    say("")
    for name in ("entities", "places", "countries", "facts"):
        row = scores[name]
        exact, precision, recall = (_percent(row[score]) for score in ("exact", "precision", "recall"))
        say(f"{name:<10} wholly right in {exact} of {row['items']}; precision {precision}, recall {recall}")
    told = scores["events"]
    right, heading = _percent(told["accuracy"]), _percent(told["heading"])
    say(f"event      right in {right} of {told['items']}; under its heading of a digest in {heading}")
    say(f"language   right in {_percent(scores['language']['accuracy'])} of {scores['language']['items']}")
    if scores["stories"]:
        _show_stories(scores["stories"], limit)
    if wrong:
        say(f"\n{len(wrong)} wrong" + (f", the first {limit}" if len(wrong) > limit else ""))
    for line in wrong[:limit]:
        say(line)


def _show_labels(errors: Sequence[Any]) -> None:
    """Article by article: what a label should have been, and what was said too many."""
    last = None
    for error in errors:
        if error.article != last:
            say(f"\n{error.article}: {error.title}")
        last = error.article
        parts = [
            f"{name} {', '.join(some)}" for name, some in (("missed", error.missed), ("too many", error.extra)) if some
        ]
        say(f"  {error.kind}: {'; '.join(parts)}")


def _show_stories(scores: dict[str, Any], limit: int) -> None:
    say(f"\n{scores['stories']} stories with more than one article, of {scores['items']} mentions")
    for name, row in (("stories", scores), ("near-duplicates", scores["near_duplicates"])):
        for measure, label in (("pairwise", "pairs"), ("b3", "B³")):
            figures = row[measure]
            say(
                f"{name:<16}{label:<6} precision {_percent(figures['precision'])}  "
                f"recall {_percent(figures['recall'])}  F1 {_percent(figures['f1'])}"
            )
    for label, key in (("joined wrongly", "joined_wrongly"), ("missed", "missed")):
        for one, other in scores[key][:limit]:
            say(f"{label}: {one} and {other}")
