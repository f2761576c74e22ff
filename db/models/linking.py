"""How mentions are found to tell one event, and who said that they do."""

from datetime import datetime

from sqlalchemy import JSON, BigInteger, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from db.kinds import Relation
from db.models.columns import AUTOINCREMENT, kind_column


class MentionHandle(SQLModel, table=True):
    """One hash by which a mention is found among all: a band of its text's signature, a figure, a name with a place."""

    __tablename__ = "mention_handle"
    __table_args__ = (Index("ix_mention_handle_mention", "mention_id"), {"sqlite_with_rowid": False})

    value: int = Field(primary_key=True, sa_type=BigInteger)
    mention_id: int = Field(foreign_key="mention.id", primary_key=True)


class StoryLink(SQLModel, table=True):
    """Two mentions tell one event, or must not stand in one story: how sure, why, and by whose word."""

    __tablename__ = "story_link"
    __table_args__ = (UniqueConstraint("one_id", "other_id"), AUTOINCREMENT)

    id: int | None = Field(default=None, primary_key=True)
    one_id: int = Field(foreign_key="mention.id")
    """The lesser of the two ids."""
    other_id: int = Field(foreign_key="mention.id", index=True)
    relation: Relation = Field(sa_column=kind_column(Relation))
    score: float = 0.0
    reasons: list[str] = Field(default_factory=list, sa_type=JSON)
    pinned: bool = False
    """An analyst's word, which the machine never undoes."""
    by: str = "machine"
    created: datetime
