"""Appeals against the result, while the cycle's stage of appeals is open."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models import Commune, InformationRequest
from services.counting import count_page
from services.house import House
from services.requests.appealing import appeals_waiting
from tests.conftest import HandClock
from tests.services.desk.test_between_phases import APPEAL, COUNT, DAY, VOTE, Town, clock, found
from tests.services.townsfolk import NOW

__all__ = ["clock", "found"]  # fixtures

LAST = (APPEAL.closes_at + timedelta(hours=1)).date()  # by the clock of Benin
WRONG = "RECOURS le résultat du vote est faux, recomptez"


def test_while_appeals_are_taken_one_is_kept_with_the_cycle_and_due_before_the_stage_ends(
    found: Callable[..., Town], clock: HandClock, house: House
) -> None:
    town = found(VOTE, COUNT, APPEAL)
    clock.set(APPEAL.opens_at + DAY)
    answer = town.say("RECOURS")
    assert f"{LAST:%d/%m/%Y}" in answer and "RECOURS et vos raisons" in answer
    answer = town.say(WRONG)
    assert "DI-26-0001" in answer and "fin des recours" in answer
    assert town.say(WRONG) == answer  # sent twice, kept once
    assert "Recours DI-26-0001" in town.say("SUIVI DI-26-0001")

    def look(session: Session) -> None:
        (row,) = session.scalars(select(InformationRequest))
        assert (row.appeal_of, row.text) == (town.cycle_id, "le résultat du vote est faux, recomptez")
        assert row.due_on is not None and row.answer_by is not None and row.due_on <= row.answer_by
        assert [one.reference for one in count_page(session, house, town.commune_id, town.cycle_id).appeals] == [
            "DI-26-0001"
        ]
        assert appeals_waiting(session, town.commune_id) == 1

    house.work.write(look)


def test_an_appeal_is_due_by_the_end_of_the_stage_where_the_promise_is_longer(
    found: Callable[..., Town], clock: HandClock, house: House
) -> None:
    town = found(VOTE, COUNT, APPEAL)
    clock.set(APPEAL.closes_at - DAY)
    town.say(WRONG)

    def look(session: Session) -> None:
        (row,) = session.scalars(select(InformationRequest))
        assert session.get_one(Commune, town.commune_id).promised_days > 2
        assert row.due_on == row.answer_by == LAST

    house.work.write(look)


@pytest.mark.parametrize("moment", [NOW, COUNT.opens_at + DAY, APPEAL.closes_at + DAY])
def test_outside_that_stage_the_word_is_about_requests(
    found: Callable[..., Town], clock: HandClock, moment: object
) -> None:
    town = found(VOTE, COUNT, APPEAL)
    clock.set(moment)  # type: ignore[arg-type]
    assert "refusée ou en retard" in town.say("RECOURS")


def test_once_the_result_is_out_the_first_day_of_appeals_is_told_and_what_is_sent_before_is_no_question(
    found: Callable[..., Town], clock: HandClock, house: House
) -> None:
    town = found(VOTE, COUNT, APPEAL)
    clock.set(COUNT.opens_at + DAY)
    town.publish()
    first = f"{(APPEAL.opens_at + timedelta(hours=1)).date():%d/%m/%Y}"
    for words in ("RECOURS", WRONG):
        answer = town.say(words)
        assert "Rien n'est envoyé" in answer and first in answer and f"{LAST:%d/%m/%Y}" in answer
    assert house.work.read(lambda session: session.scalars(select(InformationRequest)).all()) == []
    clock.set(APPEAL.opens_at)
    assert "DI-26-0001" in town.say(WRONG)
    clock.set(APPEAL.closes_at + DAY)
    assert "refusée ou en retard" in town.say("RECOURS")
