"""A vote by codes from the first message to the count: the code is the voter, whatever phone it comes from."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from budgeting.voting_codes import find_code, new_code, write_code
from models import (
    Ballot,
    CodeTries,
    Commune,
    Contact,
    Conversation,
    CountRun,
    Cycle,
    Inbound,
    InformationRequest,
    LogEntry,
    Outbox,
    PendingEntry,
    SetAside,
    Turnout,
)
from models.cycle import IdentityLevel
from services.codes.tries import ATTACK, MOST
from services.codes.voiding import void_code
from services.contacts import STATE
from services.counting.count import count_beside, count_cycle
from services.counting.reading import count_page
from services.cycles.rules import write_rules
from services.house import House
from services.public.codes import public_codes
from services.retention import forget_words
from services.revision import grow_revision
from services.voting.log import append_pending
from tests.conftest import HandClock
from tests.services.codes_town import CodeDay, plant_code_day
from tests.services.interrupted import Interrupted
from tests.services.polling_day import GRACE, plant_vote

AFI_PHONE, KOFI_PHONE = "+22890112233", "+22890445566"


@pytest.fixture
def day(house: House) -> CodeDay:
    return plant_code_day(house)


def all_of(house: House, table: Any) -> list[Any]:
    return house.work.read(lambda session: list(session.scalars(select(table))))


def said(taken: Any) -> str:
    assert taken.reply is not None
    return str(taken.reply.text)


def stranger_to(codes: tuple[str, ...], number: int = 1) -> str:
    """A well-formed code that was not made."""
    return next(code for drawn in range(number, 10**6) if (code := new_code(lambda _b, d=drawn: d)) not in codes)


def test_the_same_code_replaces_its_ballot_from_another_phone_and_channel(day: CodeDay) -> None:
    (code,) = day.hand_out(1)
    day.sms(AFI_PHONE, f"VOTE {code} 3")
    day.sms(KOFI_PHONE, f"VOTE {write_code(code)} 4")
    assert day.choices() == [[4]]
    day.telegram("501", f"VOTE {code} 5 6")
    assert day.choices() == [[5, 6]]
    assert len(all_of(day.house, Turnout)) == 1
    events = sorted(str(entry.event) for entry in all_of(day.house, PendingEntry))
    assert events == ["cast", "cast", "cast", "replaced", "replaced"]


def test_people_who_share_a_phone_have_a_ballot_each(day: CodeDay) -> None:
    codes = day.hand_out(3)
    for place, code in enumerate(codes, 1):
        day.sms(AFI_PHONE, f"VOTE {code} {place}")
    assert day.choices() == [[1], [2], [3]]
    assert "2 Projet" in said(day.sms(AFI_PHONE, f"MON VOTE {codes[1]}"))
    assert len(all_of(day.house, Turnout)) == 3


def test_without_a_code_a_phone_has_no_vote(day: CodeDay) -> None:
    day.hand_out(1)
    assert "code" in said(day.sms(AFI_PHONE, "VOTE 3"))
    day.telegram("501", "", phone=AFI_PHONE)
    assert day.choices() == []


def test_step_by_step_leaves_no_code_and_no_choice_between_two_messages(day: CodeDay) -> None:
    (code,) = day.hand_out(1)
    for text in ("VOTE", write_code(code)):
        day.sms(AFI_PHONE, text)
        kept = all_of(day.house, Conversation)[0].state
        state = str(day.house.vault.open_json(kept, STATE)).replace(" ", "")
        key = day.house.keyring.load(day.cycle_id)
        assert not any(part in state for part in (code, code[:5], code[5:], key.mark(code), key.voter(key.mark(code))))
    day.sms(AFI_PHONE, "3 7")
    assert day.choices() == [[3, 7]]
    assert [row.body for row in all_of(day.house, Inbound)] == [None] * 3


def test_a_code_that_was_voided_votes_for_nobody(day: CodeDay) -> None:
    good, lost = day.hand_out(2)
    day.void(lost)
    assert "mairie" in said(day.sms(AFI_PHONE, f"VOTE {lost} 3"))
    assert "mairie" in said(day.sms(AFI_PHONE, f"MON VOTE {lost}"))
    day.sms(AFI_PHONE, f"VOTE {good} 4")
    assert day.choices() == [[4]]


def test_a_code_voided_while_its_numbers_are_asked_votes_no_more(day: CodeDay) -> None:
    (code,) = day.hand_out(1)
    day.sms(AFI_PHONE, f"VOTE {code}")
    day.void(code)
    day.sms(AFI_PHONE, "3")
    assert day.choices() == []


def test_a_code_of_another_vote_is_not_good_here(day: CodeDay, clock: HandClock) -> None:
    (code,) = day.hand_out(1)
    later = plant_second_vote(day, clock)
    clock.wait(days=301)
    assert "mairie" in said(day.sms(AFI_PHONE, f"VOTE {code} 11"))
    assert day.house.work.read(lambda db: db.scalars(select(Ballot.id).where(Ballot.cycle_id == later)).all()) == []


def plant_second_vote(day: CodeDay, clock: HandClock) -> int:
    """Another vote by codes, 300 days later."""

    def plant(session: Any) -> int:
        commune = session.get_one(Commune, day.commune_id)
        opens_at = clock() + timedelta(days=300)
        cycle_id = plant_vote(session, day.house, commune, opens_at, opens_at + timedelta(days=10), 11)
        cycle = session.get_one(Cycle, cycle_id)
        cycle.identity_level = IdentityLevel.VOTING_CODE
        write_rules(session, cycle)
        grow_revision(session, day.commune_id)
        return int(cycle_id)

    return day.house.work.write(plant)


def test_the_grace_and_the_closing_are_as_everywhere(day: CodeDay, clock: HandClock) -> None:
    on_time, late, too_late = day.hand_out(3)
    clock.set(day.closes_at + timedelta(hours=1))
    day.sms(AFI_PHONE, f"VOTE {on_time} 3", event_at=day.closes_at - timedelta(minutes=1))
    day.sms(AFI_PHONE, f"VOTE {late} 4")
    assert day.choices() == [[3]]
    assert [ballot.in_grace for ballot in all_of(day.house, Ballot)] == [True]
    clock.set(day.closes_at + timedelta(seconds=GRACE))
    day.sms(AFI_PHONE, f"VOTE {too_late} 5", event_at=day.closes_at - timedelta(minutes=1))
    assert day.choices() == [[3]]
    assert "mairie" not in said(day.sms(AFI_PHONE, f"MON VOTE {on_time}"))


def test_wrong_codes_are_tried_so_often_a_day_and_a_mistyped_one_is_none(day: CodeDay, clock: HandClock) -> None:
    codes = day.hand_out(1)
    (code,) = codes
    typo = code[:9] + str((int(code[9]) + 1) % 10)
    for _time in range(MOST + 1):
        day.sms(AFI_PHONE, f"VOTE {typo} 3")
    assert all_of(day.house, CodeTries) == []
    for number in range(1, MOST + 1):
        day.sms(AFI_PHONE, f"VOTE {stranger_to(codes, number)} 3")
    assert [row.wrong for row in all_of(day.house, CodeTries)] == [MOST]
    assert "demain" in said(day.sms(AFI_PHONE, f"VOTE {code} 3"))
    assert day.choices() == []
    day.sms(KOFI_PHONE, f"VOTE {code} 4")
    assert day.choices() == [[4]]


def test_who_asks_to_be_forgotten_has_no_more_tries_for_it(day: CodeDay) -> None:
    codes = day.hand_out(1)
    for number in range(1, MOST + 1):
        day.sms(AFI_PHONE, f"VOTE {stranger_to(codes, number)} 3")
    erase(day, AFI_PHONE)
    assert "demain" in said(day.sms(AFI_PHONE, f"VOTE {codes[0]} 3"))


def test_a_code_in_other_words_is_cut_and_no_try(day: CodeDay) -> None:
    good, voided = day.hand_out(2)
    day.void(voided)
    for code in (good, voided):
        day.sms(AFI_PHONE, f"QUESTION le papier {write_code(code)} est tombé dans le puits")
        day.sms(AFI_PHONE, "1")
    asked = [str(row.text) for row in all_of(day.house, InformationRequest)]
    assert asked
    assert not any(code[:5] in text for code in (good, voided) for text in asked)
    assert all_of(day.house, CodeTries) == []


def test_a_phone_looks_once_a_day_whether_a_number_is_a_code_and_has_all_its_tries_left(day: CodeDay) -> None:
    codes = day.hand_out(1)
    for number in (1, 2, 3):
        day.sms(AFI_PHONE, f"recherche papier {stranger_to(codes, number)}")
    assert [row.wrong for row in all_of(day.house, CodeTries)] == [1]
    for number in range(1, MOST):
        day.sms(AFI_PHONE, f"VOTE {stranger_to(codes, number)} 3")
    day.sms(AFI_PHONE, f"VOTE {codes[0]} 3")
    assert day.choices() == [[3]]


def test_at_the_entrance_of_a_shared_line_a_code_is_not_kept(day: CodeDay) -> None:
    (code,) = day.hand_out(1)
    day.share_line()
    assert "commune" in said(day.sms(AFI_PHONE, f"VOTE {write_code(code)} 3"))
    (kept,) = all_of(day.house, Conversation)
    state = str(day.house.vault.open_json(kept.state, STATE))
    assert "VOTE 3" in state
    assert not any(part in state for part in (code, code[:5], code[5:]))
    assert "code" in said(day.sms(AFI_PHONE, "1"))
    day.sms(AFI_PHONE, code)
    day.sms(AFI_PHONE, "1")
    assert day.choices() == [[3]]


def test_a_day_later_a_phone_may_try_again_and_nothing_of_it_is_kept(day: CodeDay, clock: HandClock) -> None:
    for number in (1, 2):
        day.sms(AFI_PHONE, f"VOTE {stranger_to((), number)} 3")
    clock.wait(days=1)
    day.house.work.write(lambda session: forget_words(session, clock()))
    assert all_of(day.house, CodeTries) == []


def test_a_vote_that_is_guessed_at_still_takes_right_codes(day: CodeDay, clock: HandClock) -> None:
    codes = day.hand_out(2)

    def attack(session: Any) -> None:
        session.add(CodeTries(cycle_id=day.cycle_id, phone="x" * 64, since=clock().replace(minute=0), wrong=ATTACK))

    day.house.work.write(attack)
    day.sms(AFI_PHONE, f"VOTE {codes[0]} 3")
    assert day.choices() == [[3]]
    day.sms(KOFI_PHONE, f"VOTE {stranger_to(codes)} 4")
    assert "demain" in said(day.sms(KOFI_PHONE, f"VOTE {codes[1]} 4"))


def test_a_try_leads_to_no_contact(day: CodeDay) -> None:
    day.sms(AFI_PHONE, f"VOTE {stranger_to(())} 3")
    (tries,) = all_of(day.house, CodeTries)
    (contact,) = all_of(day.house, Contact)
    assert tries.phone not in {contact.phone_hash, contact.address_hash}
    assert (tries.since.minute, tries.since.second) == (0, 0)


def test_a_trial_phone_shows_no_code_in_a_real_commune(day: CodeDay) -> None:
    (code,) = day.hand_out(1)
    day.trial_sms(AFI_PHONE, f"VOTE {code} 3")
    assert (day.choices(), all_of(day.house, CodeTries)) == ([], [])


def erase(day: CodeDay, phone: str) -> str:
    """Ask to be forgotten, send the code back, and return what is said."""
    code = next(word for word in said(day.sms(phone, "EFFACER")).replace(".", " ").split() if word.isdecimal())
    return said(day.sms(phone, code))


def test_who_is_forgotten_leaves_ballots_by_code_where_they_are_and_hears_so(day: CodeDay) -> None:
    (code,) = day.hand_out(1)
    day.sms(AFI_PHONE, f"VOTE {code} 3")
    assert "vote" in erase(day, AFI_PHONE)
    assert day.choices() == [[3]]
    day.sms(KOFI_PHONE, f"VOTE {code} 4")
    assert day.choices() == [[4]]


def test_no_row_joins_a_code_to_a_phone_or_to_its_ballot(day: CodeDay) -> None:
    codes = day.hand_out(2)
    day.sms(AFI_PHONE, f"VOTE {codes[0]} 3")
    rows = everything(day)
    key = day.house.keyring.load(day.cycle_id)
    mark = key.mark(codes[0])
    assert not any(code in row.replace(" ", "") for code in codes for row in rows)
    assert sum(mark in row for row in rows) == 1
    assert sum(key.voter(mark) in row for row in rows) == 1
    assert not any(key.voter(AFI_PHONE) in row or key.voter(codes[0]) in row for row in rows)


def everything(day: CodeDay) -> list[str]:
    """Every row of every table, as text."""

    def read(session: Any) -> list[str]:
        tables = Ballot.metadata.sorted_tables
        return [str(tuple(row)) for table in tables for row in session.execute(select(table))]

    return day.house.work.read(read)


def test_a_code_voided_while_the_count_is_worked_out_is_not_counted(day: CodeDay, clock: HandClock) -> None:
    good, lost = day.hand_out(2)
    for code, choice in ((good, 1), (lost, 2)):
        day.sms(AFI_PHONE, f"VOTE {code} {choice}")
    append(day)
    clock.set(day.closes_at + timedelta(seconds=GRACE))
    where = (day.house, day.commune_id, day.cycle_id)
    voiding = [lambda session: void_code(session, *where, lost, "stolen", staff_id=None)]
    beside = replace(day.house, work=Interrupted(day.house.work, voiding))
    run_id = count_beside(beside, day.commune_id, day.cycle_id, staff_id=None)
    run = day.house.work.read(lambda session: session.get_one(CountRun, run_id))
    assert (run.ballots, run.outcome["votes"]["2"], run.parameters["set_aside"]) == (1, 0, 1)


def test_a_ballot_of_a_voided_code_is_set_aside_and_not_counted(day: CodeDay, clock: HandClock) -> None:
    good, lost, replaced = day.hand_out(3)
    stolen = day.hand_out(2)
    for code, choice in ((good, 1), (lost, 2), (replaced, 2), *((code, 3) for code in stolen)):
        day.sms(AFI_PHONE, f"VOTE {code} {choice}")
    day.void(lost)
    day.void_batch(2)
    append(day)
    clock.set(day.closes_at + timedelta(seconds=GRACE))
    run = count(day)
    assert (run.ballots, run.parameters["set_aside"]) == (2, 3)
    assert (run.parameters["entries_without_ballot"], run.parameters["ballots_without_entry"]) == (0, 0)
    assert run.outcome["votes"] == {str(number): int(number in (1, 2)) for number in range(1, 11)}
    assert len(all_of(day.house, SetAside)) == 3
    assert len(all_of(day.house, Turnout)) == 2
    events = sorted(str(entry.event) for entry in all_of(day.house, LogEntry))
    assert events == ["cast"] * 5 + ["voided"] * 3
    again = count(day)
    assert (again.id, len(all_of(day.house, LogEntry))) == (run.id, 8)
    with pytest.raises(Exception, match="codes_counted"):
        day.void(good)


def test_a_ballot_by_code_seals_the_minute_and_no_number_of_a_message(day: CodeDay, clock: HandClock) -> None:
    (code,) = day.hand_out(1)
    clock.wait(seconds=17)
    day.sms(AFI_PHONE, f"VOTE {code} 3")
    (record,) = day.records()
    assert (record["seq"], record["at"][17:]) == (0, "00.000000+00:00")
    day.sms(KOFI_PHONE, f"VOTE {code} 4")
    assert day.choices() == [[4]]


def test_of_few_voided_codes_nobody_is_told_how_many_had_voted(day: CodeDay, clock: HandClock) -> None:
    codes = day.hand_out(9)
    for code in codes:
        day.sms(AFI_PHONE, f"VOTE {code} 3")
    for code in codes[:4]:
        day.void(code)
    append(day)
    clock.set(day.closes_at + timedelta(seconds=GRACE))
    assert count(day).parameters["set_aside"] == 4
    page = day.house.work.read(lambda db: count_page(db, day.house, day.commune_id, day.cycle_id))
    public = day.house.work.read(lambda db: public_codes(db, day.cycle_id))
    assert page.run is not None and public is not None
    assert (page.run.set_aside, public.set_aside, public.voided) == (0, 0, 4)


def append(day: CodeDay) -> None:
    day.house.work.write(lambda session: append_pending(session, day.house, day.cycle_id))


def count(day: CodeDay) -> Any:
    return day.house.work.write(
        lambda session: count_cycle(session, day.house, day.commune_id, day.cycle_id, staff_id=None)
    )


def test_no_reply_says_the_code_back(day: CodeDay) -> None:
    (code,) = day.hand_out(1)
    for text in (f"VOTE {code} 3", f"MON VOTE {code}", f"VOTE {code} 0", f"VOTE {code}", f"mon code {code} ?"):
        answer = said(day.sms(AFI_PHONE, text))
        assert find_code(answer) is None
        day.sms(AFI_PHONE, "MENU")
    assert all(row.is_secret for row in all_of(day.house, Outbox) if row.inbound_id in (1, 3, 5, 7))
