"""Level D with a code sent back: whoever sends in the name of somebody on the list counts nowhere."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from budgeting.confirming_codes import WAIT_HOURS
from models import Ballot, Commune, Cycle, Turnout, UnmatchedVoter, WaitingBallot
from models.cycle import IdentityLevel
from services.counting.count import count_cycle
from services.cycles.rules import who_votes
from services.house import House
from services.public.eligibility import PublicEligibility, public_eligibility
from services.roll.asking import unmatched_people
from services.roll.deciding import add_to_roll, find_by_voter_number, refuse_voter
from services.voting.waiting import lapse_ballots
from tests.conftest import HandClock
from tests.services.confirming_town import FOUR, code_in
from tests.services.polling_day import GRACE
from tests.services.roll_town import RollDay, plant_roll_day
from tests.services.townsfolk import plant_staff

AFI, KOFI, ESSI = "+22890112233", "+22890445566", "+22890778899"
LISTED = (("90 11 22 33", "", "", ""), ("", "TG-4455-81", "", ""))


@pytest.fixture
def day(house: House, clock: HandClock) -> RollDay:
    return plant_roll_day(house, clock, *LISTED, confirms=True)


def said(taken: Any) -> str:
    assert taken.reply is not None
    return str(taken.reply.text)


def votes(day: RollDay, sender: str, text: str, **more: Any) -> str:
    """Let somebody send a ballot, answer with its code, and return what is said then."""
    return said(day.sms(sender, code_in(day.sms(sender, text, **more))))


def all_of(day: RollDay, table: Any) -> list[Any]:
    return day.house.work.read(lambda session: list(session.scalars(select(table))))


def reference_in(text: str) -> str:
    found = re.search(r"\b([A-Z]\d[A-Z]\d[A-Z])\b", text)
    assert found, text
    return found[1]


def test_a_ballot_of_somebody_on_the_list_counts_once_its_code_has_come_back(day: RollDay) -> None:
    code = code_in(day.sms(AFI, "VOTE 3"))
    assert (day.choices(), all_of(day, Turnout)) == ([], [])
    assert "3 Projet 3" in said(day.sms(AFI, code))
    assert (day.choices(), len(all_of(day, Turnout))) == ([[3]], 1)
    assert "5 Projet 5" in votes(day, AFI, "VOTE 5")
    assert (day.choices(), len(all_of(day, Turnout))) == ([[5]], 1)


def test_forged_senders_of_a_list_replace_nothing_and_count_zero_times(house: House, clock: HandClock) -> None:
    numbers = [f"+22890{number:06}" for number in range(30)]
    day = plant_roll_day(house, clock, *((number, "", "", "") for number in numbers), confirms=True)
    for number in numbers[:10]:
        votes(day, number, "VOTE 2")
    for number in numbers:
        assert FOUR.search(said(day.sms(number, "VOTE 7")))
        day.sms(number, "VOTE 0")
    assert day.choices() == [[2]] * 10
    assert len(all_of(day, Turnout)) == 10
    told = day.house.work.read(lambda session: public_eligibility(session, day.cycle_id))
    assert told == PublicEligibility(0, 30, 0, by_code=True, unconfirmed=20)


def test_who_is_not_on_the_list_confirms_first_and_waits_for_the_town_hall_then(day: RollDay) -> None:
    code = code_in(day.sms(KOFI, "VOTE 4 6"))
    assert all_of(day, UnmatchedVoter) == []
    reference = reference_in(said(day.sms(KOFI, code)))
    assert reference == reference_in(said(day.sms(KOFI, "MON VOTE")))
    assert (day.choices(), day.house.work.read(lambda db: unmatched_people(db, day.cycle_id))) == ([], 1)
    day.do(find_by_voter_number, reference, "TG445581")
    assert day.choices() == [[4, 6]]
    votes(day, KOFI, "VOTE 7")
    assert (day.choices(), len(all_of(day, Turnout))) == ([[7]], 1)


def test_what_is_forged_takes_no_ballot_that_waits_for_the_town_hall_away(day: RollDay) -> None:
    reference = reference_in(votes(day, KOFI, "VOTE 4"))
    forged = said(day.sms(KOFI, "VOTE 7"))
    assert FOUR.search(forged)
    assert reference_in(said(day.sms(KOFI, "MON VOTE"))) == reference
    assert "code" in said(day.sms(KOFI, "MON VOTE"))
    day.do(find_by_voter_number, reference, "TG445581")
    assert day.choices() == [[4]]
    day.sms(KOFI, FOUR.findall(forged)[0])
    assert day.choices() == [[7]]


def test_who_was_refused_gets_no_code_and_what_waited_for_one_never_counts(day: RollDay) -> None:
    reference = reference_in(votes(day, ESSI, "VOTE 4"))
    waiting = code_in(day.sms(ESSI, "VOTE 5"))
    day.do(refuse_voter, reference, "Habite ailleurs")
    assert not FOUR.search(said(day.sms(ESSI, waiting)))
    assert not FOUR.search(said(day.sms(ESSI, "VOTE 6")))
    assert day.choices() == []


def test_on_telegram_the_own_card_is_the_proof(day: RollDay) -> None:
    day.telegram("501", "VOTE 5")
    day.telegram("501", "", phone=AFI)
    assert day.choices() == [[5]]


def test_a_ballot_of_its_zone_is_judged_by_it_also_where_the_town_hall_found_its_voter_meanwhile(
    house: House, clock: HandClock
) -> None:
    rows = (("", "TG-4455-81", "", "Nord"),)
    day = plant_roll_day(house, clock, *rows, zones={3: "Nord", 4: "Sud"}, confirms=True)
    reference = reference_in(votes(day, KOFI, "VOTE 3"))
    mixed, abroad = code_in(day.sms(KOFI, "VOTE 3 4")), code_in(day.sms(KOFI, "VOTE 4"))
    day.do(find_by_voter_number, reference, "TG445581")
    day.sms(KOFI, mixed)
    assert day.choices() == [[3]]
    day.sms(KOFI, abroad)
    assert day.choices() == [[3]]


def test_what_no_code_confirmed_lapses_and_what_waits_for_the_town_hall_does_not(
    day: RollDay, clock: HandClock
) -> None:
    reference = reference_in(votes(day, KOFI, "VOTE 4"))
    day.sms(ESSI, "VOTE 5")
    clock.set(day.closes_at + timedelta(seconds=GRACE))
    day.house.work.write(lambda session: lapse_ballots(session, clock()))
    assert [row.sealed is not None for row in all_of(day, WaitingBallot) if row.proof] == []
    assert "code" in said(day.sms(ESSI, "MON VOTE"))
    assert reference_in(said(day.sms(KOFI, "MON VOTE"))) == reference
    day.do(find_by_voter_number, reference, "TG445581")
    assert day.choices() == [[4]]


def test_once_counted_nothing_is_kept_apart_and_the_figures_stay(day: RollDay, clock: HandClock) -> None:
    votes(day, KOFI, "VOTE 4")
    day.sms(ESSI, "VOTE 5")
    votes(day, AFI, "VOTE 3")
    clock.set(day.closes_at + timedelta(seconds=GRACE))
    day.house.work.write(lambda db: count_cycle(db, day.house, day.commune_id, day.cycle_id, staff_id=None))
    day.house.work.write(lambda session: lapse_ballots(session, clock()))
    assert [row for row in all_of(day, WaitingBallot) if row.sealed] == []
    told = day.house.work.read(lambda session: public_eligibility(session, day.cycle_id))
    assert told == PublicEligibility(None, 2, 0, by_code=True, unconfirmed=None)
    assert len(all_of(day, Ballot)) == 1


def test_two_people_add_who_confirmed(day: RollDay) -> None:
    def staff(session: Any) -> list[int]:
        commune = session.get_one(Commune, day.commune_id)
        return [plant_staff(session, commune, name).id for name in ("Awa", "Binta")]

    first, second = day.house.work.write(staff)
    reference = reference_in(votes(day, ESSI, "VOTE 4"))
    day.do(add_to_roll, reference, "Carte perdue", staff_id=first)
    day.do(add_to_roll, reference, "Carte perdue", staff_id=second)
    assert day.choices() == [[4]]


def test_the_rules_announce_it_and_say_nothing_of_it_where_it_is_not_asked() -> None:
    said = {"identity_level": IdentityLevel.CLOSED_ROLL, "own_zone_only": False}
    without = {"voters_per_phone": 1, "minimum_age": None, "age_on": None, "own_zone_only": False}
    assert who_votes(Cycle(**said, confirms=False)) == without
    assert who_votes(Cycle(**said, confirms=True)) == {**without, "confirming_hours": WAIT_HOURS}
