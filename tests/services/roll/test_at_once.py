"""Level D at one moment: two phones that one person may vote with, or the town hall and a phone, each on a connection.

On PostgreSQL two such transactions run side by side; what the first has done the second sees only after it.
"""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from bot.ports import CastBallot
from budgeting.ballot import marks_of
from budgeting.refusal import Refusal
from models import Commune, Contact, RollMark, Turnout, UnmatchedVoter, WaitingBallot
from services.house import House
from services.roll.deciding import find_by_voter_number, refuse_voter
from services.roll.reasons import RollReason
from services.voting.on_roll import cast_on_roll
from services.voting.paper import polls_of
from services.voting.voter import Voting
from tests.conftest import HandClock
from tests.services.at_once import Act, at_once, meanwhile
from tests.services.roll.test_voting import AFI, ESSI, KOFI, LISTED, all_of, reference_in, said
from tests.services.roll_town import RollDay, plant_roll_day

CARD = "TG445581"


@pytest.fixture
def day(house: House, clock: HandClock) -> RollDay:
    return plant_roll_day(house, clock, *LISTED)


def finding(day: RollDay, reference: str) -> Act:
    """Return the act of the town hall that finds somebody by their voter's number."""
    where = (day.house, day.commune_id, day.cycle_id, reference, CARD)
    return lambda session: find_by_voter_number(session, *where, staff_id=None)


def voting(day: RollDay, sender: str, channel: str, number: int) -> Act:
    """Return the act of a phone that votes for one number on a channel of its own."""

    def cast(session: Session) -> CastBallot:
        commune = session.get_one(Commune, day.commune_id)
        contact = session.scalars(select(Contact).where(Contact.channel == channel)).one()
        (poll,) = polls_of(session, day.house, commune)
        sent = Voting(sender, channel, "fr", None, day.house.clock(), number)
        line_id = day.lines[channel]
        return cast_on_roll(session, day.house, poll, sent, contact, line_id, marks_of([number], []))

    return cast


def refusal_of(outcome: Any) -> str:
    assert isinstance(outcome, Refusal), outcome
    return str(outcome.reason)


def test_two_phones_with_one_voters_number_are_one_voter_when_both_are_found_at_once(
    day: RollDay, engine: Engine
) -> None:
    kofi, essi = (reference_in(day.sms(phone, ballot)) for phone, ballot in ((KOFI, "VOTE 4"), (ESSI, "VOTE 6")))
    first, second = at_once(engine, finding(day, kofi), finding(day, essi))
    assert first is None
    assert refusal_of(second) == RollReason.NUMBER_TAKEN
    assert day.choices() == [[4]]
    assert (len(all_of(day.house, Turnout)), len(all_of(day.house, WaitingBallot))) == (1, 1)
    assert len(all_of(day.house, RollMark)) == len(LISTED) + 1


def test_one_phone_that_two_at_the_town_hall_find_at_once_is_found_once(day: RollDay, engine: Engine) -> None:
    reference = reference_in(day.sms(KOFI, "VOTE 4"))
    first, second = at_once(engine, finding(day, reference), finding(day, reference))
    assert first is None
    assert refusal_of(second) == RollReason.DECIDED
    assert day.choices() == [[4]]


@pytest.mark.parametrize("sender", [AFI, KOFI])
def test_two_channels_of_one_phone_that_vote_at_once_are_one_ballot(day: RollDay, engine: Engine, sender: str) -> None:
    for say in (day.sms, day.telegram):
        say(sender if say == day.sms else "501", "MENU")
    day.telegram("501", "", phone=sender)
    by_sms, by_telegram = (voting(day, sender, channel, number) for channel, number in (("sms", 3), ("telegram", 5)))
    for outcome in at_once(engine, by_sms, by_telegram):
        assert isinstance(outcome, CastBallot), outcome
    if sender == KOFI:  # nobody knows who they are until the town hall finds them
        assert day.choices() == []
        day.do(find_by_voter_number, all_of(day.house, UnmatchedVoter)[0].reference, CARD)
    assert day.choices() == [[5]]
    assert (len(all_of(day.house, Turnout)), all_of(day.house, WaitingBallot)) == (1, [])


def test_a_ballot_sent_while_the_town_hall_finds_its_voter_counts_in_place_of_the_one_that_waited(
    day: RollDay, engine: Engine
) -> None:
    reference = waiting_for(day)
    found, taken = meanwhile(engine, finding(day, reference), partial(day.telegram, "501", "VOTE 6"))
    assert found is None
    assert "6 Projet 6" in said(taken)
    assert day.choices() == [[6]]
    assert all_of(day.house, WaitingBallot) == []
    assert len(all_of(day.house, Turnout)) == 1


def test_a_ballot_sent_while_its_voter_is_found_is_judged_by_their_own_zone(
    house: House, clock: HandClock, engine: Engine
) -> None:
    day = plant_roll_day(house, clock, ("", CARD, "", "Plateau"), zones={3: "Zongo", 4: "Plateau"})
    reference = waiting_for(day)
    found, taken = meanwhile(engine, finding(day, reference), partial(day.telegram, "501", "VOTE 3 4 6"))
    assert found is None
    assert "3 Projet 3" not in said(taken)
    assert day.choices() == [[4, 6]]


def test_a_ballot_sent_while_its_voter_is_refused_is_not_kept(day: RollDay, engine: Engine) -> None:
    reference = waiting_for(day)
    where = (day.house, day.commune_id, day.cycle_id, reference, "inconnu")
    refused, taken = meanwhile(
        engine,
        lambda session: refuse_voter(session, *where, staff_id=None),
        partial(day.telegram, "501", "VOTE 6"),
    )
    assert refused is None
    assert "mairie" in said(taken)
    assert (day.choices(), all_of(day.house, WaitingBallot)) == ([], [])


def waiting_for(day: RollDay) -> str:
    """Let somebody who is not found vote by SMS, and return their reference; they write on Telegram from now on.

    The town hall answers by SMS: on one channel both would wait for the row of the same contact, and not meet here.
    """
    reference = reference_in(day.sms(KOFI, "VOTE 4"))
    day.telegram("501", "", phone=KOFI)
    day.telegram("501", "MENU")
    return reference
