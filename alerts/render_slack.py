"""A digest → Slack's Block Kit, within its limits. Pure.

Limits (https://docs.slack.dev/reference/block-kit/blocks): 50 blocks a message, 3,000 characters of text in a section,
150 in a header, 10 elements in a context.
"""

from collections.abc import Iterable
from typing import Any

from alerts.content import DigestContent
from alerts.frame import coverage_text, held_text, more_text, page_of, tally
from alerts.phrases import StoryText, story_text
from alerts.sections import sections
from alerts.wording import Wording, wording

BLOCKS = 50
SECTION = 3000
HEADER = 150
STORIES = 12
"""Lines in one message: at most 3 blocks a line and a frame of 4 stay below 50 blocks."""
CHARACTERS = 11_000
"""Text in one message: Slack answers `msg_blocks_too_long` somewhat above 13,000, which its pages do not say."""

Block = dict[str, Any]


def pages(content: DigestContent) -> list[tuple[int, int]]:
    """The ranges of lines that each fit into one message. One range, an empty one, for a digest without lines."""
    words = wording(content.language)
    ranges: list[tuple[int, int]] = []
    first, filled = 0, sum(map(_length, _top(content)))
    for index, line in enumerate(content.lines):
        length = sum(map(_length, _story(story_text(line, content), words, "")))
        if index > first and (filled + length > CHARACTERS or index - first == STORIES):
            ranges.append((first, index))
            first, filled = index, 0
        filled += length
    return [*ranges, (first, len(content.lines))]


def render_slack(content: DigestContent, first: int = 0, last: int | None = None, desk_url: str = "") -> list[Block]:
    """The blocks for the lines [first, last); the first part has the coverage on top, the last what was held back."""
    last = len(content.lines) if last is None else last
    blocks: list[Block] = []
    if first == 0:
        blocks += _top(content)
    for section in sections(content, first, last):
        blocks.append(_section(f"*{escaped(section.title)}*"))
        for story in section.stories:
            blocks += _story(story, wording(content.language), desk_url)
    if first == 0 and not content.lines:
        blocks.append(_section(escaped(page_of(content).quiet)))
    if last == len(content.lines):
        end = [line for line in (more_text(content), *held_text(content)) if line]
        blocks += [_context("\n".join(map(escaped, end)))] if end else []
    return blocks[:BLOCKS]


def slack_summary(content: DigestContent) -> str:
    """The line for notifications."""
    return escaped(f"{content.name}: {tally(content)}")


def escaped(text: str) -> str:
    """`text` as Slack takes it: `<!channel>` and links come only from us, and formatting signs stay signs.

    https://docs.slack.dev/messaging/formatting-message-text#escaping
    """
    for sign, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;")):
        text = text.replace(sign, entity)
    for sign in "*_~`":
        text = text.replace(sign, f"\u2060{sign}\u2060" if sign in text else sign)
    return text


def _top(content: DigestContent) -> list[Block]:
    page = page_of(content)
    first, troubles = coverage_text(content)
    rests = "\n".join(map(escaped, (f"{first} · {page.span}", *troubles)))
    title = f"{page.name}: {page.tally}"[:HEADER]
    return [{"type": "header", "text": {"type": "plain_text", "text": title, "emoji": False}}, _context(rests)]


def _story(story: StoryText, words: Wording, desk_url: str) -> Iterable[Block]:
    headline = f"*<{story.link}|{escaped(story.headline)}>*" if story.link else f"*{escaped(story.headline)}*"
    figures = " · ".join(escaped(one) for one in (story.who, *story.figures) if one)
    lines = [f"{escaped(story.event)} · {escaped(story.where)}" if story.where else escaped(story.event), headline]
    lines += [escaped(one) for one in (story.note, *story.novelty) if one]
    lines += [figures] if figures else []
    lines += [f"⚠ {escaped(words.text('Sources disagree:'))} {escaped(one)}" for one in story.disagreements]
    lines += [f">{escaped(quote.sentence)}{_by(quote.by, quote.link)}" for quote in story.quotes]
    block = _section("\n".join(lines))
    if desk_url and story.address.startswith(desk_url):
        button = {"type": "plain_text", "text": words.text("Evidence"), "emoji": False}
        block["accessory"] = {"type": "button", "text": button, "url": story.address}
    yield block
    yield _context(_provenance(story, words))


def _by(by: str, link: str) -> str:
    if not by:
        return ""
    return f" — <{link}|{escaped(by)}>" if link else f" — {escaped(by)}"


def _provenance(story: StoryText, words: Wording) -> str:
    lines = []
    first = words.text("Earliest, official:") if story.first_is_official else words.text("Earliest:")
    for label, source in ((first, story.earliest), (words.text("First official:"), story.official)):
        if source:
            outlet = f"<{source.link}|{escaped(source.outlet)}>" if source.link else escaped(source.outlet)
            lines.append(f"{escaped(label)} {outlet}{escaped(source.about)}")
    lines.insert(0, f"*{escaped(story.counted)}* · {escaped(story.sure)}")
    if story.why:
        lines.append(f"{escaped(words.text('Why:'))} {escaped(story.why)}")
    return "\n".join(lines)


def _length(block: Block) -> int:
    """The characters of a block's text."""
    texts = [block.get("text"), *block.get("elements", ())]
    return sum(len(one["text"]) for one in texts if one)


def _section(text: str) -> Block:
    return {"type": "section", "text": {"type": "mrkdwn", "text": _cut(text), "verbatim": True}}


def _context(text: str) -> Block:
    return {"type": "context", "elements": [{"type": "mrkdwn", "text": _cut(text), "verbatim": True}]}


def _cut(text: str) -> str:
    """At most SECTION characters, cut between lines so that no link is torn."""
    if len(text) <= SECTION:
        return text or " "
    kept = ""
    for line in text.split("\n"):
        if len(kept) + len(line) + 3 > SECTION:
            return f"{kept}…" if kept else "…"
        kept += line + "\n"
    return kept.rstrip()
