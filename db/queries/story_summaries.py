"""Keeping what a story says of itself true to its mentions."""

from sqlalchemy import func
from sqlmodel import Session, col, select

from db.kinds import Relation, TextKind
from db.models import Article, Claim, Mention, SourceState, Story, StoryLink, TextVersion
from db.queries.chunks import known, portions
from db.story_summary import Member, summarise


def story_members(session: Session, story_id: int) -> list[Member]:
    """Which mentions tell this story, and what does each weigh?"""
    counted = select(Claim.mention_id, func.count(col(Claim.id)))
    counted = counted.join(Mention, col(Mention.id) == col(Claim.mention_id))
    figures = dict(session.exec(counted.where(Mention.story_id == story_id).group_by(col(Claim.mention_id))).all())
    asked = (
        select(Mention, Article, SourceState.role, TextVersion.kind)
        .join(Article, col(Article.id) == col(Mention.article_id))
        .join(TextVersion, col(TextVersion.id) == col(Mention.text_version_id))
        .join(SourceState, col(SourceState.source_id) == col(Article.source_id), isouter=True)
        .where(Mention.story_id == story_id)
        .order_by(col(Mention.id))
    )
    found = list(session.exec(asked))
    words = _words(session, [known(mention.id) for mention, *_ in found])
    return [
        Member(
            mention_id=known(mention.id),
            title=article.title,
            grade=mention.grade if mention.verdict is None else mention.verdict,
            event=mention.event,
            first_seen=mention.first_seen,
            published=article.published,
            role=role,
            claims=figures.get(known(mention.id), 0),
            reads=2 if mention.verdict is not None else int(kind == TextKind.PAGE),
            words_of=words[known(mention.id)],
        )
        for mention, article, role, kind in found
    ]


def _words(session: Session, mention_ids: list[int]) -> dict[int, int]:
    """Of each mention: the least id of those that have the same words, by links of reprints among them."""
    root = {one: one for one in mention_ids}
    for ids in portions(mention_ids):
        asked = select(StoryLink.one_id, StoryLink.other_id).where(
            StoryLink.relation == Relation.REPRINT, col(StoryLink.one_id).in_(ids)
        )
        for one, other in session.exec(asked.order_by(col(StoryLink.one_id), col(StoryLink.other_id))):
            if other in root and root[one] != root[other]:
                least, most = sorted((root[one], root[other]))
                root = {mention: least if of == most else of for mention, of in root.items()}
    return root


def refresh_story(session: Session, story_id: int) -> None:
    """Derive headline, grade, event and dates of the story anew from its mentions; without any, it stays as it was."""
    members = story_members(session, story_id)
    if not members:
        return
    summary = summarise(members)
    row = session.get_one(Story, story_id)
    row.headline, row.grade, row.event = summary.headline, summary.grade, summary.event
    row.first_seen, row.last_seen = summary.first_seen, summary.last_seen
    session.flush()
