"""Keeping what a story says of itself true to its mentions."""

from sqlalchemy import func
from sqlmodel import Session, col, select

from db.models import Article, Claim, Mention, SourceState, Story
from db.queries.chunks import known
from db.story_summary import Member, summarise


def story_members(session: Session, story_id: int) -> list[Member]:
    """Which mentions tell this story, and what does each weigh?"""
    counted = select(Claim.mention_id, func.count(col(Claim.id)))
    counted = counted.join(Mention, col(Mention.id) == col(Claim.mention_id))
    figures = dict(session.exec(counted.where(Mention.story_id == story_id).group_by(col(Claim.mention_id))).all())
    asked = (
        select(Mention, Article, SourceState.role)
        .join(Article, col(Article.id) == col(Mention.article_id))
        .join(SourceState, col(SourceState.source_id) == col(Article.source_id), isouter=True)
        .where(Mention.story_id == story_id)
        .order_by(col(Mention.id))
    )
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
        )
        for mention, article, role in session.exec(asked)
    ]


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
