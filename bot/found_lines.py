"""Telling what was found: one thing at once, of several the one that is picked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.budget_words import STATUSES
from bot.found_words import found_answer, heading_of_hits, labels_of_hits
from bot.records import Record
from bot.steps import Choice, Choose, Go, Say

MOST = 5


def tell_found(hits: Sequence[Record], year: int | None = None, *, is_of_all: bool = False) -> Any:
    """Tell one thing that was found, or let the person pick; a programme and a project have a dialogue of their own.

    `year` is the one that was asked for: where the line is another's, that is said; so is that a line `is_of_all`.
    """
    hits = hits[:MOST]
    chosen = 0
    if len(hits) > 1:
        choices = [Choice(place, label) for place, label in enumerate(labels_of_hits(hits))]
        chosen = yield Choose("hit", heading_of_hits(hits), choices)
    hit = hits[chosen]
    if hit.kind == "programme":
        yield Go("budget", {"programme": hit.code})
    elif hit.kind == "project":
        yield Go("project", {"numbers": [int(hit.code)]})
    else:
        yield Say(found_answer(hit, STATUSES.get(hit.status, hit.status), year, is_of_all=is_of_all))
