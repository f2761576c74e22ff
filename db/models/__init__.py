"""The tables. Rows never leave `db`: what the product sees are the frozen views of `db.queries`."""

from db.models.articles import Article, ArticleUrl, ByHand, Sighting, TextVersion
from db.models.deployments import BaselineLoad, Deployment, DeploymentClaim, DeploymentRole
from db.models.linking import MentionHandle, StoryLink
from db.models.sending import Delivery, Digest, DigestItem, SubscriptionState, Suppression, ToldMention
from db.models.sources import Refusal, SourceState
from db.models.stories import Claim, Mention, MentionTag, Story

__all__ = [
    "Article",
    "ArticleUrl",
    "BaselineLoad",
    "ByHand",
    "Claim",
    "Delivery",
    "Deployment",
    "DeploymentClaim",
    "DeploymentRole",
    "Digest",
    "DigestItem",
    "Mention",
    "MentionHandle",
    "MentionTag",
    "Refusal",
    "Sighting",
    "SourceState",
    "Story",
    "StoryLink",
    "SubscriptionState",
    "Suppression",
    "TextVersion",
    "ToldMention",
]
