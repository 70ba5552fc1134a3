"""A vote held, counted and published, for tests of what is published of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from services.counting import count_cycle, publish
from services.counting.publish import run_digest
from services.house import House
from services.voting.log import append_pending
from tests.services.cycles.plans import CLOSES, GRACE, OPENS, Plan

MANY = [(1, 2), (1,), (1, 3), (3,), (3, 2), (3,), (), (2,), (1, 2), (2, 3)] * 3
"""Thirty ballots: enough to be published one by one; three of them are blank."""


def hold_vote(
    session: Session, house: House, clock: Any, ballots: Iterable[tuple[int, ...]] = MANY, **values: Any
) -> tuple[Plan, list[str]]:
    """Hold a vote over two hours, in which the third phone votes twice; return it with the receipts, in order."""
    made = Plan(session, house, **values).approved()
    clock.set(OPENS + timedelta(hours=1))
    receipts = [made.vote(phone, *numbers) for phone, numbers in enumerate(ballots)]
    append_pending(session, house, made.cycle.id)
    clock.wait(hours=1)
    receipts.append(made.vote(2, *list(ballots)[2]))
    return made, receipts


def publish_count(made: Plan, clock: Any) -> None:
    """Count the ballots and let two people publish the result."""
    clock.set(CLOSES + GRACE)
    where = (made.session, made.house, made.commune.id, made.cycle.id)
    run = count_cycle(*where, staff_id=made.staff[0].id)
    for person in made.staff:
        publish(*where, run_digest(run), staff_id=person.id)
