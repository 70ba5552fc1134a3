"""The public draw for projects that are level: held after closing, written down alike by two people, before the count.

Before the count, so that nobody knows who is level; after closing, so that nobody can vote for a tie. Once it stands it
never changes.
"""

from __future__ import annotations

import re

from sqlalchemy.orm import Session

from bot.sms.clean import clean_text
from budgeting.counting.canonical import canonical_json, digest_of
from budgeting.refusal import Refusal
from models import Cycle
from models.cycle import CycleState
from services.approvals import ApprovalView, approvals_on, withdraw_others
from services.counting.ready import needs_draw, unlocks_at
from services.counting.reasons import CountReason
from services.cycles.consent import Matter, say_yes
from services.cycles.draft import get_cycle, note
from services.cycles.reasons import CycleReason
from services.cycles.rules import frozen
from services.house import House

LONGEST = 120
_ONLY_NUMBERS = re.compile(r"[\s,;.\-]*(?:\d{1,4}(?:[\s,;.\-]+|$))+")


def write_draw(
    session: Session, house: House, commune_id: int, cycle_id: int, words: str, *, staff_id: int, alone: bool = False
) -> bool:
    """Write down what the public draw gave; what a second person writes alike stands for ever. True when it does.

    Nobody is shown what the first one wrote: the second has seen the draw. A later entry of one person takes the place
    of the earlier one: nobody can write down several and choose among them.
    """
    cycle = get_cycle(session, commune_id, cycle_id)
    if no := why_not_draw(session, house, cycle):
        raise no
    drawn = read_draw(words, **frozen(cycle)["draw"])
    digest = draw_digest(cycle, drawn)
    withdraw_others(session, Matter.DRAW, cycle.id, staff_id, digest)
    given = say_yes(session, house, cycle, Matter.DRAW, digest, staff_id=staff_id, alone=alone)
    if given:
        cycle.drawn = drawn
    note(session, house, cycle, "cycle_drawn" if given else "cycle_draw_written", staff_id)
    return given


def read_draw(words: str, numbers: int, greatest: int) -> str:
    """Return the numbers that were drawn, in their order and in one way of writing; a `Refusal` for anything else.

    So many as were announced, from nought to the greatest. Ties are broken by a digest of this text: with free words,
    whoever writes them down could choose among spellings.
    """
    text = clean_text(words).strip()
    drawn = [int(number) for number in re.findall(r"\d+", text)]
    if not _ONLY_NUMBERS.fullmatch(text) or len(drawn) != numbers or max(drawn) > greatest:
        raise Refusal(CountReason.DRAW_UNREADABLE, count=numbers, greatest=greatest)
    return " ".join(map(str, drawn))


def why_not_draw(session: Session, house: House, cycle: Cycle) -> Refusal | None:
    """Return why nothing can be written down of a draw, or None."""
    if cycle.state != CycleState.APPROVED:
        return Refusal(CycleReason.NOT_APPROVED)
    if cycle.drawn is not None:
        return Refusal(CountReason.DRAW_DONE)
    if not needs_draw(cycle):
        return Refusal(CountReason.NO_DRAW)
    unlocks = unlocks_at(session, cycle)
    if unlocks is None or house.clock() < unlocks:
        return Refusal(CountReason.TOO_EARLY)
    return None


def who_drew(session: Session, cycle: Cycle) -> tuple[ApprovalView, ...]:
    """Return who has written down what the draw gave, first to last, alike or not."""
    return approvals_on(session, Matter.DRAW, cycle.id)


def draw_digest(cycle: Cycle, drawn: str) -> str:
    """Return the digest of what was drawn for exactly these rules."""
    return digest_of(canonical_json({"drawn": drawn, "for": cycle.rules_hash or ""}))
