"""Level D: people on a closed list vote once each; a ballot of anybody else waits until the town hall decides."""

from __future__ import annotations

import re
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from sqlalchemy import delete, select

from budgeting.refusal import Refusal
from models import Commune, Contact, Cycle, PendingEntry, Role, Turnout, UnmatchedVoter, WaitingBallot
from services.counting.count import count_cycle
from services.cycles.notices import notices_of
from services.cycles.rules import write_rules
from services.house import House
from services.retention import forget_words
from services.revision import grow_revision
from services.roles import RoleName
from services.roll.asking import forget_who_asked, unmatched_people
from services.roll.deciding import add_to_roll, find_by_voter_number, refuse_voter
from services.roll.reasons import RollReason
from services.roll.showing import roll_page
from services.voting.box import IN_TIME
from tests.conftest import HandClock
from tests.services.polling_day import GRACE
from tests.services.roll_town import RollDay, plant_roll_day
from tests.services.townsfolk import plant_staff

AFI, KOFI, ESSI = "+22890112233", "+22890445566", "+22890778899"
LISTED = (("90 11 22 33", "", "", ""), ("", "TG-4455-81", "", ""))


@pytest.fixture
def day(house: House, clock: HandClock) -> RollDay:
    return plant_roll_day(house, clock, *LISTED)


def said(taken: Any) -> str:
    assert taken.reply is not None
    return str(taken.reply.text)


def all_of(house: House, table: Any) -> list[Any]:
    return house.work.read(lambda session: list(session.scalars(select(table).order_by(*table.__table__.primary_key))))


def reference_in(taken: Any) -> str:
    found = re.search(r"\b([A-Z]\d[A-Z]\d[A-Z])\b", said(taken))
    assert found, said(taken)
    return found[1]


def why(act: Any) -> str:
    with pytest.raises(Refusal) as no:
        act()
    return str(no.value.reason)


def test_who_is_on_the_list_votes_once_over_all_channels(day: RollDay) -> None:
    assert "3 Projet 3" in said(day.sms(AFI, "VOTE 3"))
    day.telegram("501", "VOTE 5")
    day.telegram("501", "", phone=AFI)
    assert day.choices() == [[5]]
    assert len(all_of(day.house, Turnout)) == 1
    assert "5 Projet 5" in said(day.sms(AFI, "MON VOTE"))


def test_a_ballot_of_nobody_on_the_list_waits_sealed_and_counts_nowhere(day: RollDay) -> None:
    taken = day.sms(KOFI, "VOTE 4")
    assert reference_in(taken) == reference_in(day.sms(KOFI, "MON VOTE"))
    assert "Projet" not in said(taken)
    assert (day.choices(), all_of(day.house, Turnout), all_of(day.house, PendingEntry)) == ([], [], [])
    (waiting,) = all_of(day.house, WaitingBallot)
    assert waiting.voter == day.house.keyring.load(day.cycle_id).voter(KOFI)
    day.sms(KOFI, "VOTE 6")
    assert len(all_of(day.house, WaitingBallot)) == len(all_of(day.house, UnmatchedVoter)) == 1


def test_who_shows_their_voters_number_votes_with_the_ballot_that_waited(day: RollDay) -> None:
    reference = reference_in(day.sms(KOFI, "VOTE 4 6"))
    day.do(find_by_voter_number, reference.lower(), "tg 4455 81")
    assert day.choices() == [[4, 6]]
    assert all_of(day.house, WaitingBallot) == []
    assert "compte maintenant" in day.texts()[-1]
    day.sms(KOFI, "VOTE 7")
    assert day.choices() == [[7]]
    assert len(all_of(day.house, Turnout)) == 1


def test_one_voters_number_is_claimed_once(day: RollDay) -> None:
    first, second = (reference_in(day.sms(phone, "VOTE 4")) for phone in (KOFI, ESSI))
    day.do(find_by_voter_number, first, "TG445581")
    assert why(lambda: day.do(find_by_voter_number, second, "TG445581")) == RollReason.NUMBER_TAKEN
    assert why(lambda: day.do(find_by_voter_number, second, "TG445582")) == RollReason.NUMBER_UNKNOWN
    assert why(lambda: day.do(find_by_voter_number, first, "TG445581")) == RollReason.DECIDED
    assert why(lambda: day.do(find_by_voter_number, "Z9Z9Z", "TG445581")) == RollReason.UNKNOWN
    assert day.choices() == [[4]]


def test_what_is_kept_apart_of_somebody_is_what_they_sent_last(day: RollDay, clock: HandClock) -> None:
    sent = clock()
    clock.wait(minutes=5)
    reference = reference_in(day.sms(KOFI, "VOTE 5", event_at=clock()))
    assert reference_in(day.sms(KOFI, "VOTE 4", event_at=sent)) == reference
    day.do(find_by_voter_number, reference, "TG445581")
    assert day.choices() == [[5]]


def test_a_vote_that_is_kept_apart_is_taken_back_by_a_blank_one(day: RollDay) -> None:
    reference = reference_in(day.sms(KOFI, "VOTE 5"))
    assert "blanc" in said(day.sms(KOFI, "ANNULER MON VOTE"))
    assert reference_in(day.sms(KOFI, "1")) == reference
    day.do(find_by_voter_number, reference, "TG445581")
    assert day.choices() == [[]]


def test_a_number_has_one_reference_on_all_its_channels(day: RollDay) -> None:
    reference = reference_in(day.sms(KOFI, "VOTE 4"))
    day.telegram("501", "VOTE 5")
    assert reference_in(day.telegram("501", "", phone=KOFI)) == reference
    assert len(all_of(day.house, UnmatchedVoter)) == 1
    day.do(find_by_voter_number, reference, "TG445581")
    assert day.choices() == [[5]]
    for taken in (day.sms(KOFI, "MON VOTE"), day.telegram("501", "MON VOTE")):
        assert "5 Projet 5" in said(taken)
    assert day.house.work.read(lambda db: unmatched_people(db, day.cycle_id)) == 0


def test_two_references_of_one_number_are_settled_together_and_nothing_is_decided_about_a_listed_phone(
    day: RollDay,
) -> None:
    reference = reference_in(day.sms(KOFI, "VOTE 4"))
    day.telegram("501", "", phone=KOFI)

    def ask_again(session: Any, again: str) -> None:
        (first,) = session.scalars(select(UnmatchedVoter).where(UnmatchedVoter.reference == reference))
        telegram = session.scalars(select(Contact).where(Contact.channel == "telegram")).one()
        where = {"cycle_id": first.cycle_id, "line_id": first.line_id, "day": first.day}
        session.execute(delete(UnmatchedVoter).where(UnmatchedVoter.contact_id == telegram.id))
        session.add(UnmatchedVoter(contact_id=telegram.id, reference=again, **where))

    day.house.work.write(lambda db: ask_again(db, "K7M3P"))  # as two processes do that meet the number at once
    day.do(find_by_voter_number, reference, "TG445581")
    assert {row.state for row in all_of(day.house, UnmatchedVoter)} == {"confirmed"}
    day.house.work.write(lambda db: ask_again(db, "L7M3P"))
    for act, value in ((find_by_voter_number, "TG445581"), (refuse_voter, "inconnu"), (add_to_roll, "inscrit")):
        assert why(partial(day.do, act, "L7M3P", value)) == RollReason.PHONE_LISTED
    assert day.choices() == [[4]]


def test_two_people_add_who_is_not_on_the_list(day: RollDay) -> None:
    def staff(session: Any) -> list[int]:
        commune = session.get_one(Commune, day.commune_id)
        return [plant_staff(session, commune, name).id for name in ("Awa", "Binta")]

    awa, binta = day.house.work.write(staff)
    reference = reference_in(day.sms(KOFI, "VOTE 4"))
    assert day.do(add_to_roll, reference, "Carte perdue, vue au registre", staff_id=awa) is False
    assert day.choices() == []
    assert why(lambda: day.do(add_to_roll, reference, "Carte perdue, vue au registre", staff_id=awa)) == (
        "approval_given_already"
    )
    page = day.house.work.read(lambda db: roll_page(db, day.house, day.commune_id, day.cycle_id))
    assert page.asking[0].asked_by == ("Awa",)
    assert day.do(add_to_roll, reference, "Carte perdue, vue au registre", staff_id=binta) is True
    assert day.choices() == [[4]]
    page = day.house.work.read(lambda db: roll_page(db, day.house, day.commune_id, day.cycle_id))
    assert (page.by_files, page.added, page.waiting) == (2, 1, 0)


def test_who_is_refused_is_told_why_and_their_ballot_is_erased_unopened(day: RollDay) -> None:
    reference = reference_in(day.sms(KOFI, "VOTE 4"))
    assert why(lambda: day.do(refuse_voter, reference, "  ")) == RollReason.REASON_NEEDED
    day.do(refuse_voter, reference, "N'habite pas la commune")
    assert "N'habite pas la commune" in day.texts()[-1]
    assert all_of(day.house, WaitingBallot) == []
    assert "mairie" in said(day.sms(KOFI, "VOTE 4"))
    assert day.choices() == []


def test_the_town_hall_decides_until_the_count_and_a_ballot_of_the_day_is_none_of_the_grace(
    day: RollDay, clock: HandClock
) -> None:
    references = [reference_in(day.sms(phone, "VOTE 4")) for phone in (KOFI, ESSI)]
    clock.set(day.closes_at + timedelta(seconds=GRACE, hours=30))
    day.house.work.write(lambda db: forget_words(db, clock()))
    assert reference_in(day.sms(KOFI, "MON VOTE")) == references[0]
    day.do(find_by_voter_number, references[0], "TG445581")
    assert "MON VOTE" not in day.texts()[-1]
    run = day.house.work.write(lambda db: count_cycle(db, day.house, day.commune_id, day.cycle_id, staff_id=None))
    assert (run.ballots, run.ballots_in_grace) == (1, 0)
    assert day.house.work.read(lambda db: unmatched_people(db, day.cycle_id)) == 1
    assert why(lambda: day.do(refuse_voter, references[1], "trop tard")) == RollReason.COUNTED
    day.house.work.write(lambda db: forget_words(db, clock()))
    assert [row.sealed for row in all_of(day.house, WaitingBallot)] == [None]


def test_a_ballot_of_the_grace_stays_one_of_the_grace_when_the_town_hall_lets_it_count(
    day: RollDay, clock: HandClock
) -> None:
    sent = day.closes_at - timedelta(minutes=1)
    reference = reference_in(day.sms(KOFI, "VOTE 4"))
    clock.set(day.closes_at + timedelta(minutes=5))
    day.sms(KOFI, "VOTE 6", event_at=sent)
    day.do(find_by_voter_number, reference, "TG445581")
    (record,) = day.records()
    assert (record["choices"], record[IN_TIME]) == ([6], [4])


def test_after_closing_nobody_hears_that_a_vote_counts_which_does_not(day: RollDay, clock: HandClock) -> None:
    references = [reference_in(day.sms(phone, "VOTE 4")) for phone in (KOFI, ESSI)]
    day.do(refuse_voter, references[1], "inconnue")
    clock.set(day.closes_at + timedelta(minutes=5))
    assert reference_in(day.sms(KOFI, "MON VOTE")) == references[0]
    for phone in (AFI, ESSI):
        assert "électeur de la liste compte" in said(day.sms(phone, "MON VOTE"))
    clock.set(day.closes_at + timedelta(seconds=GRACE, hours=1))
    day.house.work.write(lambda db: count_cycle(db, day.house, day.commune_id, day.cycle_id, staff_id=None))
    assert "électeur de la liste compte" in said(day.sms(KOFI, "MON VOTE"))


def test_who_asks_to_be_forgotten_is_looked_for_no_more(day: RollDay) -> None:
    day.sms(KOFI, "VOTE 4")
    code = re.search(r"\b\d{4}\b", said(day.sms(KOFI, "EFFACER")))
    assert code is not None
    day.sms(KOFI, code[0])
    assert (all_of(day.house, UnmatchedVoter), all_of(day.house, WaitingBallot)) == ([], [])


def test_people_choose_among_the_projects_of_their_zone_and_of_everybody(house: House, clock: HandClock) -> None:
    rows = (("90112233", "", "", "Zongo"), ("", "TG445581", "", "Plateau"))
    day = plant_roll_day(house, clock, *rows, zones={3: "Zongo", 4: "Plateau"})
    assert "Autre zone: 4" in said(day.sms(AFI, "VOTE 3 4 5"))
    assert "d'une autre zone : 4. Rien n'est" in said(day.sms(AFI, "VOTE 4"))
    both = said(day.sms(AFI, "VOTE 4 99"))
    assert "Pas dans ce vote : 99" in both and "zone: 4" in both
    listed = said(day.sms(AFI, "VOTE"))
    assert "3 Projet 3" in listed
    assert "4 Projet 4" not in listed
    day.sms(AFI, "0")
    assert day.choices() == [[3, 5]]
    reference = reference_in(day.sms(KOFI, "VOTE 3 4 5"))
    day.do(find_by_voter_number, reference, "TG445581")
    assert day.choices() == [[3, 5], [4, 5]]
    assert "sans les projets" in day.texts()[-1]


@pytest.mark.parametrize(("ballot", "least"), [("VOTE 3", 1), ("VOTE 3 5", 2)])
def test_a_ballot_that_is_none_within_its_zone_is_not_cast_and_its_voter_hears_so(
    house: House, clock: HandClock, ballot: str, least: int
) -> None:
    day = plant_roll_day(house, clock, ("", "TG445581", "", "Plateau"), zones={3: "Zongo", 4: "Plateau"})

    def ask_for(session: Any) -> None:
        cycle = session.get_one(Cycle, day.cycle_id)
        cycle.min_choices = least
        write_rules(session, cycle)
        grow_revision(session, day.commune_id)

    house.work.write(ask_for)
    day.do(find_by_voter_number, reference_in(day.sms(KOFI, ballot)), "TG445581")
    assert (day.choices(), all_of(house, WaitingBallot), all_of(house, Turnout)) == ([], [], [])
    assert "ne compte pas" in day.texts()[-1]
    day.sms(KOFI, "VOTE 4 5")
    assert day.choices() == [[4, 5]]


def test_no_number_is_kept_in_clear(day: RollDay) -> None:
    day.sms(AFI, "VOTE 3")
    day.sms(KOFI, "VOTE 4")

    def rows(session: Any) -> str:
        names = ("roll_batch", "roll_entry", "roll_mark", "unmatched_voter", "waiting_ballot", "audit_entry", "ballot")
        found = [session.connection().exec_driver_sql(f"SELECT * FROM {name}").all() for name in names]
        return str(found)

    kept = day.house.work.read(rows)
    for clear in ("90112233", "11 22 33", "4455", AFI, KOFI):
        assert clear not in kept
    assert day.house.keyring.load(day.cycle_id).voter(AFI) not in kept


def test_one_person_adds_somebody_after_a_public_notice(day: RollDay, clock: HandClock) -> None:
    def staff(session: Any) -> int:
        role = Role(name=RoleName.BUDGET_OFFICER.value)
        person = plant_staff(session, session.get_one(Commune, day.commune_id))
        person.roles = [role]
        return int(person.id)

    awa = day.house.work.write(staff)
    reference = reference_in(day.sms(KOFI, "VOTE 4"))
    why_added = "Inscrite au registre"
    assert day.do(add_to_roll, reference, why_added, staff_id=awa) is False
    assert [str(one.matter) for one in day.house.work.read(lambda db: notices_of(db, day.commune_id))] == [
        "roll_addition"
    ]
    assert why(lambda: day.do(add_to_roll, reference, why_added, staff_id=awa, alone=True)) == "cycle_notice_runs"
    clock.wait(hours=49)
    assert day.do(add_to_roll, reference, why_added, staff_id=awa, alone=True) is True
    assert day.choices() == [[4]]
    assert day.house.work.read(lambda db: notices_of(db, day.commune_id)) == []
    assert day.house.work.read(lambda db: db.get_one(Cycle, day.cycle_id).one_person) is True


def test_who_was_not_found_is_forgotten_with_the_key_and_stays_a_figure(day: RollDay) -> None:
    day.sms(KOFI, "VOTE 4")
    day.house.work.write(lambda db: forget_who_asked(db, day.cycle_id))
    assert [row.contact_id for row in all_of(day.house, UnmatchedVoter)] == [None]
    assert day.house.work.read(lambda db: unmatched_people(db, day.cycle_id)) == 1
    page = day.house.work.read(lambda db: roll_page(db, day.house, day.commune_id, day.cycle_id))
    assert [one.channel for one in page.asking] == [""]
    assert why(lambda: day.do(refuse_voter, page.asking[0].reference, "x")) == RollReason.GONE
