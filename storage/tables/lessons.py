"""What a desk has learned from its own history: under which category words were solved."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Integer, String, Table

from storage.tables.base import Word, metadata

# An empty word counts the requests of a category. No request, person or date stands here.
category_words = Table(
    "category_words",
    metadata,
    Column("workspace_id", ForeignKey("workspaces.id"), primary_key=True),
    Column("desk_key", String(32), primary_key=True),
    Column("word", Word, primary_key=True),
    Column("category", String(100), primary_key=True),
    Column("requests", Integer, nullable=False),
)
