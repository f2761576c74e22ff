"""Polite, guarded HTTP, and the rule that says when to look again."""
