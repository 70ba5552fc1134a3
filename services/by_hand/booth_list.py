"""The list of a booth: each project with the number, the colour and the symbol that the sheet of the vote gives it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from budgeting.refusal import Refusal
from services.printing.project_marks import marks_of
from services.projects.symbols import symbols_of
from services.public import vote_rules
from services.voting.paper import VoteReason


@dataclass(frozen=True, slots=True)
class BoothProject:
    """A project of the frozen list; cost in minor units. `pot` is the place of its envelope, where zones have some."""

    number: int
    titles: Mapping[str, str]
    cost: int
    symbol: str
    colour: str
    pot: int = 0


def booth_list(session: Session, commune_id: int, cycle_id: int) -> tuple[BoothProject, ...]:
    """Return the projects of a vote as they are frozen, by number; a `Refusal` where the list was altered since."""
    rules = vote_rules(session, commune_id, cycle_id)
    if rules is None:
        raise Refusal(VoteReason.NO_VOTE_OPEN)
    pots = {number: place for place, pot in enumerate(rules.ballot.pots) for number in pot.numbers}
    marks = marks_of(rules.projects, symbols_of(session, cycle_id))
    return tuple(
        BoothProject(each.number, each.titles, each.cost, symbol, colour, pots.get(each.number, 0))
        for each, (symbol, colour) in zip(rules.projects, marks, strict=True)
    )
