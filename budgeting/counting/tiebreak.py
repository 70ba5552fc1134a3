"""Announced tie-breaks, tried one after another until nobody is level."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable

from budgeting.counting.election import CountedProject, Election
from budgeting.counting.outcome import Tie
from budgeting.counting.tally import Tally
from budgeting.counting.terms import Terms, TieBreak

TieKey = tuple[int | str, ...]


def settle(projects: Iterable[CountedProject], tally: Tally, terms: Terms) -> tuple[tuple[CountedProject, ...], Tie]:
    """Put level projects in the announced order, and record which tie-breaks it took."""
    settled = tuple(sorted(projects, key=tie_key(tally, terms)))
    keys = [tie_key(tally, terms)(project) for project in settled]
    needed = next(n for n in range(len(terms.tie_break) + 1) if len({key[:n] for key in keys}) == len(keys))
    return settled, Tie(tuple(project.id for project in settled), terms.tie_break[:needed])


def first_of(ids: Collection[str], election: Election, tally: Tally, terms: Terms) -> tuple[str, Tie]:
    """Return which of some level projects comes first in the announced order, and the tie."""
    settled, tie = settle((project for project in election.projects if project.id in ids), tally, terms)
    return settled[0].id, tie


def tie_key(tally: Tally, terms: Terms) -> Callable[[CountedProject], TieKey]:
    """Return the sorting key of the announced tie-breaks; the smallest key goes first and no two are equal."""
    return lambda project: tuple(_rank(project, way, tally, terms) for way in terms.tie_break)


def draw_ticket(seed: str, project: str) -> str:
    """Return a project's ticket in the draw; the smallest ticket goes first.

    The method is that of RFC 3797: a seed nobody controls, published, and a hash anyone can compute again. The seed
    has to be drawn after projects and ballots are frozen, or somebody could choose who wins a tie.
    """
    return hashlib.sha256(f"palabre-draw/1\n{len(seed)}\n{seed}\n{project}".encode()).hexdigest()


def _rank(project: CountedProject, way: TieBreak, tally: Tally, terms: Terms) -> int | str:
    match way:
        case TieBreak.MORE_VOTES:
            return -tally.votes[project.id]
        case TieBreak.LOWER_COST:
            return project.cost
        case TieBreak.ORDER:
            return project.order
        case TieBreak.ID:
            return project.id
        case TieBreak.DRAW:
            return draw_ticket(terms.seed, project.id)
