"""Telling what was found: one thing at once, of several the one that is picked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.asked_words import not_alone, not_by_place
from bot.budget_words import STATUSES
from bot.found_words import found_answer, labels_of_hits
from bot.line_money import heading_of, spending_first
from bot.phrases import Value
from bot.records import Record
from bot.steps import Choice, Choose, Go, Say
from bot.wording import Sentences

MOST = 5


def tell_naming(found: Record) -> Any:
    """Tell the lines that name a topic which has none of its own, by their names: their sum is not the topic's."""
    alone = not_alone(found.asked_topic)
    where = Sentences([alone, not_by_place(found.asked_place) if found.asked_place else ""])
    yield from tell_found(found.naming, found.asked_year, where=where, above=where)


def tell_found(
    hits: Sequence[Record], year: int | None = None, *, where: Value = "", after: Value = "", above: Value = ""
) -> Any:
    """Tell one thing that was found, or let the person pick; programmes, projects and promises have dialogues.

    `year` is the one that was asked for: where the line is another's, that is said; so is `where` it is
    or whose, and `after` it what else can be sent; `above` stands over several. What is spent stands before what comes
    in.
    """
    hits = spending_first(hits[:MOST])
    chosen = 0
    if len(hits) > 1:
        choices = [Choice(place, label) for place, label in enumerate(labels_of_hits(hits))]
        chosen = yield Choose("hit", Sentences([above, heading_of(hits)]), choices)
    hit = hits[chosen]
    if hit.kind == "programme":
        yield Go("budget", {"programme": hit.code})
    elif hit.kind == "project":
        yield Go("project", {"numbers": [int(hit.code)]})
    elif hit.kind == "follow_up":
        yield Go("follow_up", {"reference": hit.code})
    else:
        status = STATUSES.get(hit.status, hit.status)
        yield Say(found_answer(hit, status, year, where=where, after=after))
