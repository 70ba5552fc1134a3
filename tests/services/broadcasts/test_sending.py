"""A broadcast on its way: who gets it, once; what goes before it; what ends it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from models import (
    BroadcastState,
    BroadcastText,
    Contact,
    Cycle,
    HeldNumbers,
    HoldReason,
    NewsReader,
    Outbox,
    OutboxState,
    Project,
    Zone,
)
from models.cycle import CycleState
from services.broadcasts.failing import ENOUGH
from services.broadcasts.listing import list_some
from services.broadcasts.readers import unfollow_news
from services.broadcasts.reasons import BroadcastNo
from services.broadcasts.stopping import pause_broadcast, resume_broadcast, stop_broadcast
from services.broadcasts.turns import next_in_turn
from services.erasure import erase_contact, forget_addresses
from services.held_numbers.blocks import block_of
from services.held_numbers.noticing import REALM, forget_known
from services.house import House
from services.other_lines import rest_line
from services.outbox import Failed, record_failed
from services.projects.follow import unfollow
from tests.conftest import HandClock
from tests.services.broadcast_town import BroadcastTown, plant_broadcast_town


@pytest.fixture
def town(house: House) -> BroadcastTown:
    return plant_broadcast_town(house)


def test_everybody_who_asked_for_it_reads_it_once(town: BroadcastTown) -> None:
    number = town.agreed()
    town.minute()
    assert town.listed(number) == town.people
    sent = town.send()
    assert len(sent) == len({one.address for one in sent}) == len(town.people)
    assert all("STOP" in one.message.text for one in sent)
    town.minute()
    assert town.row(number).state == BroadcastState.DONE
    assert (town.told(number), town.listed(number), town.send()) == (town.people, [], [])


def test_the_words_are_kept_once_for_everybody_who_reads_them(town: BroadcastTown) -> None:
    town.add_readers(3, language="ar")
    number = town.agreed()
    town.minute()
    texts = {one.message.text for one in town.send()}
    assert len(texts) == 2
    kept = town.read(lambda s: s.scalar(select(func.count(BroadcastText.id))))
    copied = select(func.count(Outbox.id)).where(Outbox.broadcast_id == number, Outbox.payload.is_not(None))
    assert (kept, town.read(lambda s: s.scalar(copied))) == (2, 0)


def test_nobody_is_told_who_did_not_ask_for_it(town: BroadcastTown) -> None:
    town.day.sms("+22899999999", "VOTE 3")
    town.send()
    number = town.agreed()
    town.minute()
    town.send()
    assert town.told(number) == town.people


def test_an_answer_goes_before_every_broadcast(town: BroadcastTown) -> None:
    number = town.agreed()
    town.minute()
    assert len(town.listed(number)) == 6
    town.day.sms("+22899999999", "BUDGET")
    (first,) = town.claim(limit=1)
    assert first.address == "+22899999999"
    assert len(town.claim(limit=2)) == 2
    town.day.sms("+22899999998", "BUDGET")
    addresses = [one.address for one in town.claim(limit=3)]
    assert addresses[0] == "+22899999998"
    assert len(addresses) == 3


def test_broadcasts_take_no_more_places_than_they_may(town: BroadcastTown) -> None:
    town.agreed()
    town.minute()
    assert len(town.claim(limit=100, broadcast_limit=2)) == 2
    assert town.claim(limit=100, broadcast_limit=0) == []


def test_an_answer_does_not_wait_for_a_broadcast_that_failed(town: BroadcastTown) -> None:
    town.agreed()
    town.minute()
    (message, *_others) = town.claim()
    town.write(lambda s: record_failed(s, message, Failed("server_error", 0), town.house.clock()))
    town.day.sms(message.address, "BUDGET")
    (answer,) = town.claim(broadcast_limit=0)
    assert answer.address == message.address
    assert answer.id != message.id


@pytest.mark.parametrize("how", ["stop", "gone", "unfollowed", "erased", "moved_line"])
def test_who_wants_it_no_more_in_the_middle_is_left_out(town: BroadcastTown, how: str) -> None:
    number = town.agreed()
    town.minute()
    first = town.people[0]
    now = town.house.clock()
    acts = {
        "stop": lambda s: s.execute(update(Contact).where(Contact.id == first).values(wants_news=False)),
        "gone": lambda s: s.execute(update(Contact).where(Contact.id == first).values(gone_at=now)),
        "unfollowed": lambda s: unfollow_news(s, town.day.commune_id, first),
        "erased": lambda s: erase_contact(s, s.get_one(Contact, first), now),
        "moved_line": lambda s: s.execute(
            update(NewsReader).where(NewsReader.contact_id == first).values(line_id=town.day.lines["telegram"])
        ),
    }
    town.write(acts[how])
    town.send()
    left_out = [] if how == "moved_line" else [first]  # who asked on another line meanwhile still wants it
    assert town.told(number) == [one for one in town.people if one not in left_out]
    assert town.listed(number) == []


def test_who_stops_between_two_tries_gets_no_second_one(town: BroadcastTown) -> None:
    town.agreed()
    town.minute()
    (message, *others) = town.claim()
    town.hand_over(*others)
    town.write(lambda s: record_failed(s, message, Failed("server_error", 0), town.house.clock()))
    town.write(lambda s: s.execute(update(Contact).values(wants_news=False)))
    town.house.clock.wait(minutes=1)  # type: ignore[attr-defined]
    assert town.claim() == []
    assert town.read(lambda s: s.get_one(Outbox, message.id).state) == OutboxState.DROPPED


def test_who_only_dials_is_written_to_by_nobody(town: BroadcastTown) -> None:
    town.write(lambda s: s.execute(update(Contact).where(Contact.id == town.people[0]).values(channel="ussd")))
    number = town.agreed()
    town.minute()
    assert town.listed(number) == town.people[1:]


def test_a_proven_number_on_two_channels_reads_it_once(town: BroadcastTown) -> None:
    (again,) = town.add_readers(1, phone_hash=town.read(lambda s: s.get_one(Contact, town.people[0]).phone_hash))
    number = town.agreed()
    town.minute()
    assert town.listed(number) == [one for one in town.people if one != again]


def test_it_is_stopped_at_once_and_for_ever(town: BroadcastTown) -> None:
    number = town.agreed()
    town.minute()
    (message, *others) = town.claim(limit=3)
    town.hand_over(*others)
    town.write(lambda s: record_failed(s, message, Failed("server_error", 0), town.house.clock()))
    town.write(lambda s: stop_broadcast(s, town.house, town.day.commune_id, number, staff_id=town.staff[0]))
    town.house.clock.wait(minutes=2)  # type: ignore[attr-defined]
    assert town.claim() == []
    town.minute()
    assert (town.listed(number), len(town.told(number))) == ([], 3)
    assert town.row(number).state == BroadcastState.STOPPED
    assert town.read(lambda s: s.get_one(Outbox, message.id).state) == OutboxState.DROPPED


def test_it_is_held_back_and_goes_on_where_it_was(town: BroadcastTown) -> None:
    number = town.agreed()
    town.minute()
    town.hand_over(*town.claim(limit=2))
    town.write(lambda s: pause_broadcast(s, town.house, town.day.commune_id, number, staff_id=town.staff[0]))
    town.minute()
    assert town.claim() == []
    town.write(lambda s: resume_broadcast(s, town.house, town.day.commune_id, number, staff_id=town.staff[1]))
    assert len(town.send()) == 4
    assert town.told(number) == town.people


def test_what_was_tried_waits_while_it_is_held_back(town: BroadcastTown) -> None:
    number = town.agreed()
    town.minute()
    (message, *others) = town.claim()
    town.hand_over(*others)
    town.write(lambda s: record_failed(s, message, Failed("server_error", 0), town.house.clock()))
    town.write(lambda s: pause_broadcast(s, town.house, town.day.commune_id, number, staff_id=town.staff[0]))
    town.house.clock.wait(minutes=1)  # type: ignore[attr-defined]
    assert town.claim() == []
    town.write(lambda s: resume_broadcast(s, town.house, town.day.commune_id, number, staff_id=town.staff[0]))
    town.house.clock.wait(minutes=2)  # type: ignore[attr-defined]
    assert [one.id for one in town.claim()] == [message.id]


def test_a_vote_that_is_over_or_cancelled_ends_it(town: BroadcastTown) -> None:
    number = town.agreed()
    town.minute()
    town.hand_over(*town.claim(limit=2))
    town.write(lambda s: s.execute(update(Cycle).values(state=CycleState.VOIDED)))
    assert town.claim() == []
    town.minute()
    assert (town.row(number).state, town.row(number).why) == (BroadcastState.STOPPED, BroadcastNo.OVER)
    assert town.listed(number) == []


def test_nobody_is_woken(town: BroadcastTown, clock: HandClock) -> None:
    session = town.session(starts_at=clock() + timedelta(days=5))
    town.end_vote()
    clock.set(clock().replace(hour=21))
    number = town.agreed("session_invitation", session)
    town.minute()
    assert len(town.listed(number)) == 6
    assert town.claim() == []
    clock.wait(hours=12)
    assert len(town.claim()) == 6


def test_what_was_tried_in_the_evening_waits_for_the_morning(town: BroadcastTown, clock: HandClock) -> None:
    session = town.session(starts_at=clock() + timedelta(days=5))
    town.end_vote()
    clock.set(clock().replace(hour=18, minute=59))
    town.agreed("session_invitation", session)
    town.minute()
    (message, *others) = town.claim()
    town.hand_over(*others)
    town.write(lambda s: record_failed(s, message, Failed("server_error", 120), clock()))
    clock.wait(minutes=3)
    assert town.claim() == []
    clock.wait(hours=12)
    assert [one.id for one in town.claim()] == [message.id]


def test_a_line_whose_company_is_away_fills_the_outbox_no_further(town: BroadcastTown) -> None:
    town.agreed()
    town.minute()
    for message in town.claim(limit=2):
        town.write(lambda s, one=message: record_failed(s, one, Failed("server_error", 0), town.house.clock()))
    now = town.house.clock()
    assert town.write(lambda s: next_in_turn(s, town.line, now, 100, most_waiting=2)) == []
    assert len(town.write(lambda s: next_in_turn(s, town.line, now, 100, most_waiting=3))) == 1


def test_a_line_that_rests_is_tried_by_answers_alone(town: BroadcastTown, clock: HandClock) -> None:
    town.agreed()
    town.minute()
    town.write(lambda s: rest_line(s, town.line, "server_error", clock()))
    town.day.sms("+22899999999", "BUDGET")
    (answer,) = town.claim()
    assert answer.address == "+22899999999"
    town.hand_over(answer)
    clock.wait(minutes=6)
    assert len(town.claim()) == len(town.people)


def test_numbers_that_are_held_back_wait_in_a_broadcast_too(town: BroadcastTown, clock: HandClock) -> None:
    number = town.agreed()
    town.minute()
    block = town.house.vault.hash(REALM, block_of(f"+22890{0:06}") or "")
    held = {"line_id": town.line, "block": block, "reason": HoldReason.ADJACENT, "since": clock(), "shown": b""}
    town.write(lambda s: s.add(HeldNumbers(**held)))
    forget_known(town.house, town.line)
    assert town.claim() == []
    assert town.told(number) == town.people


def test_who_was_silent_for_too_long_on_whatsapp_is_left_out(town: BroadcastTown, clock: HandClock) -> None:
    silent, heard = town.people[:2]
    town.write(lambda s: s.execute(update(Contact).where(Contact.id.in_([silent, heard])).values(channel="whatsapp")))
    town.write(lambda s: s.execute(update(Contact).where(Contact.id == heard).values(seen_at=clock())))
    number = town.agreed()
    town.minute()
    town.send()
    assert town.told(number) == town.people[1:]


def test_one_that_mostly_fails_holds_itself_back(town: BroadcastTown) -> None:
    town.add_readers(ENOUGH + 10)
    number = town.agreed()
    town.minute()
    for message in town.claim(limit=ENOUGH):
        town.write(lambda s, one=message: record_failed(s, one, Failed("refused", None), town.house.clock()))
    assert town.claim() == []
    town.minute()
    assert (town.row(number).state, town.row(number).why) == (BroadcastState.PAUSED, BroadcastNo.FAILING)
    town.house.clock.wait(minutes=1)  # type: ignore[attr-defined]
    town.write(lambda s: resume_broadcast(s, town.house, town.day.commune_id, number, staff_id=town.staff[0]))
    assert len(town.claim()) == 16


def test_it_takes_no_money_that_answers_need(town: BroadcastTown) -> None:
    # 15 francs each: the day's ceiling leaves news 50 of 100
    town.change_commune(daily_ceiling=100)
    number = town.agreed()
    town.minute()
    assert len(town.send()) == 3
    town.house.clock.wait(days=1)  # type: ignore[attr-defined]
    assert town.row(number).state == BroadcastState.RUNNING
    assert town.send() == []  # the vote is over


def test_the_rest_of_the_money_is_there_tomorrow(town: BroadcastTown, clock: HandClock) -> None:
    session = town.session(starts_at=clock() + timedelta(days=9))
    town.end_vote()
    town.change_commune(daily_ceiling=100)
    number = town.agreed("session_invitation", session)
    town.minute()
    assert len(town.send()) == 3
    clock.wait(days=1)
    assert len(town.send()) == 3
    assert town.told(number) == town.people


def test_followers_hear_of_their_project_and_who_unfollows_does_not(town: BroadcastTown) -> None:
    project = town.works()
    number = town.agreed("project_progress", project)
    town.minute()
    town.write(lambda s: unfollow(s, s.get_one(Project, project), town.people[1]))
    town.send()
    assert town.told(number) == [one for one in town.people if one != town.people[1]]


def test_a_change_after_two_people_agreed_ends_it(town: BroadcastTown) -> None:
    project = town.works()
    number = town.agreed("project_progress", project)
    town.works(progress=60)
    town.minute()
    assert (town.row(number).state, town.row(number).why) == (BroadcastState.STOPPED, BroadcastNo.CHANGED)
    assert town.send() == []


def test_a_note_is_held_back_while_people_vote(town: BroadcastTown, clock: HandClock) -> None:
    town.end_vote()
    project = town.works()
    number = town.agreed("project_progress", project, note="Merci de votre patience")
    town.minute()
    clock.set(town.day.opens_at + timedelta(minutes=5))
    assert town.claim() == []
    town.end_vote()
    assert len(town.claim()) == 6
    assert town.row(number).state == BroadcastState.RUNNING


def test_the_list_is_made_in_batches_that_go_on_behind_the_last(town: BroadcastTown, clock: HandClock) -> None:
    number = town.agreed()
    assert town.write(lambda s: list_some(s, town.house, number, 2)) == 2
    town.send()
    clock.wait(seconds=1)
    town.add_readers(1)  # who asks now is in the next one
    assert town.listed(number) == []
    town.minute()
    assert town.listed(number) == town.people[2:6]
    assert town.row(number).listed == 6


def test_only_those_of_a_zone_and_of_a_language(town: BroadcastTown) -> None:
    def settle(session: Session) -> int:
        outer = Zone(commune_id=town.day.commune_id, name="Nord")
        session.add(outer)
        session.flush()
        inner = Zone(commune_id=town.day.commune_id, name="Nord 1", parent_id=outer.id)
        session.add(inner)
        session.flush()
        for who, zone, tag in ((0, outer, "fr"), (1, inner, None), (2, inner, "ar")):
            session.get_one(Contact, town.people[who]).zone_id = zone.id
            session.get_one(Contact, town.people[who]).language = tag
        return outer.id

    zone = town.write(settle)
    number = town.agreed("vote_opening", zone_id=zone)
    other = town.agreed("vote_reminder", zone_id=zone, language="fr")
    town.minute()
    assert town.listed(number) == town.people[:3]
    assert town.listed(other) == town.people[:2]


def test_who_is_forgotten_is_on_no_list(town: BroadcastTown) -> None:
    number = town.agreed()
    town.minute()
    first, now = town.people[0], town.house.clock()
    town.write(lambda s: erase_contact(s, s.get_one(Contact, first), now))
    assert town.listed(number) == town.people[1:]
    assert town.write(lambda s: forget_addresses(s, now)) == 1
    assert town.read(lambda s: s.scalar(select(func.count()).where(NewsReader.contact_id == first))) == 0
