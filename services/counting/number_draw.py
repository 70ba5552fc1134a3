"""The numbers on a ballot, drawn in public before the rules are frozen: written down alike by two people.

A project is accepted under the commune's next number. A draw gives the projects of a ballot numbers that no project
ever had: those stay for life, and the ones before lead to the same projects, never to others. So a number that somebody
was told early is never another project's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from budgeting.counting.canonical import canonical_json, digest_of
from budgeting.counting.terms import DRAWN_NUMBERS, GREATEST_DRAWN
from budgeting.number_draw import numbers_by_draw
from budgeting.refusal import Refusal
from models import Cycle, Project
from services.approvals import ApprovalView, withdraw_others
from services.counting.drawing import read_draw
from services.cycles.checks import numbers_to_draw, who_drew_numbers
from services.cycles.consent import Matter, say_yes
from services.cycles.draft import find_cycle, get_draft, note
from services.cycles.reasons import CycleReason
from services.house import House
from services.numbering import next_project_number
from services.projects.follow import tell_followers
from services.projects.words import numbered_words


@dataclass(frozen=True, slots=True)
class NumbersPage:
    """The numbers of a draft's ballot that a draw may give now, who wrote down what it gave, and the draws there were.

    `given` holds for each draw what was drawn and each number before with the one after.
    """

    to_draw: tuple[int, ...]
    voices: tuple[ApprovalView, ...]
    given: tuple[tuple[str, tuple[tuple[int, int], ...]], ...]


def numbers_page(session: Session, commune_id: int, cycle_id: int) -> NumbersPage:
    """Return where the numbers of a ballot stand."""
    cycle = find_cycle(session, commune_id, cycle_id)
    given = (
        (draw["drawn"], tuple((before, after) for before, after in draw["numbers"])) for draw in cycle.number_draws
    )
    waiting = numbers_to_draw(session, cycle)
    return NumbersPage(tuple(one.number for one in waiting), who_drew_numbers(session, cycle), tuple(given))


def draw_numbers(
    session: Session, house: House, commune_id: int, cycle_id: int, words: str, *, staff_id: int, alone: bool = False
) -> bool:
    """Write down what was drawn for the numbers of a ballot; what a second person writes alike gives them. True then.

    Each project is drawn once in its life: nobody can draw again until the order pleases. Followers hear their number.
    """
    cycle = get_draft(session, commune_id, cycle_id)
    projects = numbers_to_draw(session, cycle)
    if not projects:
        raise Refusal(CycleReason.NUMBERS_DRAWN)
    drawn = read_draw(words, DRAWN_NUMBERS, GREATEST_DRAWN)
    digest = _digest(cycle, projects, drawn)
    withdraw_others(session, Matter.NUMBERS, cycle.id, staff_id, digest)
    given = say_yes(session, house, cycle, Matter.NUMBERS, digest, staff_id=staff_id, alone=alone)
    if given:
        _give(session, house, cycle, projects, drawn)
    note(session, house, cycle, "cycle_numbers_drawn" if given else "cycle_numbers_written", staff_id)
    return given


def _give(session: Session, house: House, cycle: Cycle, projects: Sequence[Project], drawn: str) -> None:
    first = next_project_number(session, cycle.commune_id)
    after = numbers_by_draw(drawn, [project.number for project in projects], first)
    for project in projects:
        project.former_number, project.number = project.number, after[project.number]
        project.keeps_number = True
        tell_followers(session, house, project.id, numbered_words(project))
    cycle.exclusive = sorted(sorted(after.get(number, number) for number in group) for group in cycle.exclusive)
    given = {"drawn": drawn, "first": first, "at": house.clock().isoformat(), "numbers": [*map(list, after.items())]}
    cycle.number_draws = [*cycle.number_draws, given]
    cycle.rules = cycle.rules_hash = None
    session.flush()


def _digest(cycle: Cycle, projects: Sequence[Project], drawn: str) -> str:
    """Return the digest of what was drawn for exactly these projects."""
    numbers = [project.number for project in projects]
    return digest_of(canonical_json({"drawn": drawn, "numbers": numbers, "for": cycle.id}))
