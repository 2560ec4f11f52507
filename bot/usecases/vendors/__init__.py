"""Vendors: the list that leads keep, and what technicians ask of them."""

from __future__ import annotations
