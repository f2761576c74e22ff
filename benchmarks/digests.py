"""How fast a digest is composed and rendered: 1,000 stories in the database, of three mentions each.

    python benchmarks/digests.py [--stories 1000] [--database sqlite:///…]

Composing reads everything from the database, decides, and writes the digest with its deliveries in one transaction;
rendering makes the page, the plain text and the Slack messages. Best of three, in processor seconds of one core: other
work on the machine does not count.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from alerts.compose import compose_due, preview
from alerts.content import DigestContent, from_json
from alerts.known import Known
from alerts.render import render_html, render_text
from alerts.render_slack import pages, render_slack
from db.engine import Database, open_database
from db.schema import upgrade
from tests.alerts.rows import NOON, Said, story, subscription

Answer = TypeVar("Answer")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--stories", type=int, default=1000)
    parser.add_argument("--database")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        url = options.database or f"sqlite:///{folder}/digests.db"
        with open_database(url) as database:
            upgrade(database)
            fill(database, options.stories)
            measure(database, options.stories)


def fill(database: Database, number: int) -> None:
    """Stories of three mentions, each with a figure."""
    with database.writing() as session:
        for index in range(number):
            said = Said(title=f"Almaty gets complexes, part {index}", cameras=300 + index)
            later = timedelta(minutes=30)
            story(session, said, *(Said(source=f"source-{n}", seen=said.seen + n * later) for n in (1, 2)))


def measure(database: Database, number: int) -> None:
    """Print what each step takes."""
    wanted = subscription(f"max_stories: {min(number, 500)}").model_copy(update={"max_stories": number})
    known = Known()
    deciding, content = best(lambda: preview(database, wanted, NOON, known))
    began = time.process_time()
    made = compose_due(database, wanted, NOON, known, forced=True)
    composing = time.process_time() - began
    assert made is not None
    assert len(from_json(made.content).stories) == number
    html, page = best(lambda: render_html(content))
    text, _ = best(lambda: render_text(content))
    slack, _ = best(lambda: slack_messages(content))
    print(f"{number} stories of 3 mentions")
    print(f"read and decide:          {deciding:6.2f} s")
    print(f"  the same, and stored:   {composing:6.2f} s")
    print(f"render HTML:              {html:6.2f} s ({len(page.encode()) / 1e6:.1f} MB)")
    print(f"render text:              {text:6.2f} s")
    print(f"render Slack:             {slack:6.2f} s")


def slack_messages(content: DigestContent) -> int:
    """All of its Slack messages; gives their number."""
    return len([render_slack(content, first, last) for first, last in pages(content)])


def best(work: Callable[[], Answer], times: int = 3) -> tuple[float, Answer]:
    """Processor seconds of the fastest of some runs, and what the last gave."""
    took = []
    for _ in range(times):
        began = time.process_time()
        answer = work()
        took.append(time.process_time() - began)
    return min(took), answer


if __name__ == "__main__":
    main()
