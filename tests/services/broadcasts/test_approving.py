"""Two people agree to a broadcast, to each word of it; what may not be written or begun at all."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from budgeting.refusal import Refusal
from models import AuditEntry, Broadcast, BroadcastState, Commune, Contact, Line, Staff
from services.broadcasts.approving import MOST_A_WEEK, approve_broadcast, consent_to
from services.broadcasts.drafting import LONGEST_NOTE, Draft, change_broadcast, drop_broadcast
from services.broadcasts.estimate import estimate
from services.broadcasts.reasons import BroadcastNo
from services.broadcasts.stopping import pause_broadcast, resume_broadcast, stop_broadcast
from services.cycles.reasons import CycleReason
from services.house import House
from services.witnesses.links import make_accept_link, make_link
from services.witnesses.naming import NewWitness, name_witness
from services.witnesses.reasons import WitnessReason
from services.witnesses.saying import Asked, accept, answer, asked_by
from tests.conftest import HandClock
from tests.services.broadcast_town import BroadcastTown, plant_broadcast_town
from tests.services.townsfolk import plant_commune, plant_contact, plant_zone


@pytest.fixture
def town(house: House) -> BroadcastTown:
    return plant_broadcast_town(house)


def refused(act: Callable[..., Any], *args: Any, **more: Any) -> str:
    with pytest.raises(Refusal) as no:
        act(*args, **more)
    return str(no.value.reason)


def test_one_person_alone_begins_nothing(town: BroadcastTown) -> None:
    number = town.draft()
    assert not town.approve(number, 0)
    assert refused(town.approve, number, 0) == "approval_given_already"
    town.minute()
    assert (town.row(number).state, town.listed(number)) == (BroadcastState.DRAFT, [])
    assert refused(town.approve, number, 0, alone=True) == CycleReason.NOT_ALONE
    assert town.approve(number, 1)
    assert town.row(number).state == BroadcastState.RUNNING


def test_a_change_takes_the_first_yes_away(town: BroadcastTown) -> None:
    number, commune = town.draft(), town.day.commune_id
    seen = town.digest(number)
    town.approve(number, 0)
    changed = Draft("vote_opening", town.day.cycle_id, language="fr")
    town.write(lambda s: change_broadcast(s, town.house, commune, number, changed, staff_id=town.staff[0]))
    assert refused(town.approve, number, 1, seen) == BroadcastNo.CHANGED
    assert not town.approve(number, 1)
    assert town.approve(number, 0)


def test_what_it_says_is_part_of_what_is_agreed_to(town: BroadcastTown) -> None:
    project = town.works()
    number = town.draft("project_progress", project)
    seen = town.digest(number)
    town.approve(number, 0)
    town.works(progress=70)
    assert refused(town.approve, number, 1, seen) == BroadcastNo.CHANGED


def test_one_that_runs_is_changed_by_nobody(town: BroadcastTown) -> None:
    number, commune = town.agreed(), town.day.commune_id
    staff, draft = town.staff[0], Draft("vote_opening", town.day.cycle_id)
    for act in (
        lambda s: change_broadcast(s, town.house, commune, number, draft, staff_id=staff),
        lambda s: drop_broadcast(s, town.house, commune, number, staff_id=staff),
    ):
        assert refused(town.write, act) == BroadcastNo.NOT_A_DRAFT
    assert refused(town.approve, number, 1) == BroadcastNo.NOT_A_DRAFT


def test_a_commune_of_one_person_goes_on_after_the_public_notice(town: BroadcastTown, clock: HandClock) -> None:
    session = town.session(starts_at=clock() + timedelta(days=9))
    town.end_vote()
    town.write(lambda s: s.execute(update(Staff).where(Staff.id == town.staff[1]).values(active=False)))
    number = town.draft("session_invitation", session)
    assert not town.approve(number, 0)
    assert refused(town.approve, number, 0, alone=True) == CycleReason.NOTICE_RUNS
    clock.wait(hours=48)
    consent = town.read(lambda s: consent_to(s, town.day.commune_id, s.get_one(Broadcast, number), town.digest(number)))
    assert consent.alone_from == clock()
    assert town.approve(number, 0, alone=True)
    assert (town.row(number).state, town.row(number).one_person) == (BroadcastState.RUNNING, True)


@pytest.mark.parametrize(
    ("draft", "no"),
    [
        (Draft("vote_for_me", 1), BroadcastNo.PURPOSE_UNKNOWN),
        (Draft("vote_opening", 99), BroadcastNo.SUBJECT_UNKNOWN),
        (Draft("vote_opening", 1, note="Votez pour le 3"), BroadcastNo.NO_NOTE_HERE),
        (Draft("vote_reminder", 1, note="Votez pour le 3"), BroadcastNo.NO_NOTE_HERE),
        (Draft("vote_opening", 1, zone_id=99), BroadcastNo.ZONE_UNKNOWN),
        (Draft("vote_opening", 1, language="de"), BroadcastNo.LANGUAGE_UNKNOWN),
    ],
)
def test_what_may_not_be_written(town: BroadcastTown, draft: Draft, no: BroadcastNo) -> None:
    more = {"zone_id": draft.zone_id, "language": draft.language, "note": draft.note}
    assert refused(town.draft, draft.purpose, draft.subject_id, **more) == no


def test_a_zone_of_another_commune_is_none(town: BroadcastTown) -> None:
    def elsewhere(session: Session) -> int:
        return plant_zone(session, plant_commune(session, "autre"), "Là-bas").id

    assert refused(town.draft, zone_id=town.write(elsewhere)) == BroadcastNo.ZONE_UNKNOWN


def test_no_free_words_while_people_vote(town: BroadcastTown, clock: HandClock) -> None:
    project = town.works()
    assert refused(town.draft, "project_progress", project, note="Votez") == BroadcastNo.NOTE_IN_VOTE
    town.end_vote()
    long = "x" * (LONGEST_NOTE + 1)
    assert refused(town.draft, "project_progress", project, note=long) == BroadcastNo.NOTE_TOO_LONG
    number = town.draft("project_progress", project, note="Merci")
    clock.set(town.day.opens_at + timedelta(minutes=5))
    assert refused(town.approve, number, 0) == BroadcastNo.NOTE_IN_VOTE


def test_a_session_announced_while_people_vote_is_told_of_after_the_vote(town: BroadcastTown, clock: HandClock) -> None:
    session = town.session(title="Votez pour le 3", starts_at=clock() + timedelta(days=5))
    before = town.session(made_at=town.day.opens_at - timedelta(days=1))
    number, other = town.agreed("session_invitation", session), town.agreed("session_invitation", before)
    town.minute()
    assert (town.listed(number), len(town.listed(other))) == ([], 6)
    town.end_vote()
    town.minute()
    assert len(town.listed(number)) == 6


def test_nobody_to_tell_is_nothing_to_agree_to(town: BroadcastTown) -> None:
    number = town.draft()
    town.write(lambda s: s.execute(update(Contact).values(wants_news=False)))
    assert refused(town.approve, number, 0) == BroadcastNo.NOBODY


def test_over_the_month_s_ceiling_it_is_refused_the_others_under_way_counted(town: BroadcastTown) -> None:
    # 15 francs each, six people told as ten: 150; of 400 news may have 200
    town.change_commune(monthly_ceiling=400)
    number = town.agreed()
    other = town.draft("vote_reminder")
    assert refused(town.approve, other, 0) == BroadcastNo.TOO_DEAR
    town.write(lambda s: stop_broadcast(s, town.house, town.day.commune_id, number, staff_id=town.staff[0]))
    assert not town.approve(other, 0)
    town.change_commune(monthly_ceiling=290)
    assert refused(town.approve, other, 1) == BroadcastNo.TOO_DEAR


def test_the_same_is_not_said_again_soon(town: BroadcastTown) -> None:
    town.agreed()
    assert refused(town.approve, town.draft(), 0) == BroadcastNo.TOO_SOON
    assert not town.approve(town.draft("vote_reminder"), 0)


def test_so_many_begin_in_a_week_and_no_more(town: BroadcastTown, clock: HandClock) -> None:
    for day in range(MOST_A_WEEK):
        town.agreed("session_invitation", town.session(made_at=town.day.opens_at - timedelta(days=1 + day)))
    last = town.session(made_at=town.day.opens_at - timedelta(days=1), starts_at=clock() + timedelta(days=30))
    assert refused(town.approve, town.draft("session_invitation", last), 0) == BroadcastNo.TOO_MANY
    clock.wait(days=8)
    assert not town.approve(town.draft("session_invitation", last), 0)


def test_the_estimate_says_people_money_time_and_what_stays(town: BroadcastTown) -> None:
    town.add_readers(5, language="ar")
    town.change_commune(monthly_ceiling=1000)
    number, house = town.draft(), town.house
    found = town.read(lambda s: estimate(s, house, s.get_one(Commune, 1), s.get_one(Broadcast, number)))
    assert (found.people, found.segments, found.cost) == (15, 10 + 10, 20 * 15_000)  # each rounded up to fives
    assert [(one.language, one.people, one.segments) for one in found.groups] == [("ar", 5, 2), ("fr", 10, 1)]
    assert found.left == 500_000 - 20 * 15_000
    assert (found.minutes, found.is_too_dear, found.is_empty) == (None, False, False)  # Twilio keeps its own queue


def test_the_estimate_counts_the_days_that_a_capped_sim_needs(town: BroadcastTown) -> None:
    town.add_readers(5, language="ar")
    number, house = town.draft(), town.house
    phone = update(Line).where(Line.id == town.line).values(provider="android", settings={"per_day": "6"})
    town.write(lambda s: s.execute(phone))
    found = town.read(lambda s: estimate(s, house, s.get_one(Commune, 1), s.get_one(Broadcast, number)))
    assert (found.segments, found.minutes) == (20, 6 * 24 * 60)  # three a day for news: on the seventh day


def test_figures_do_not_tell_how_many_are_in_a_small_group(town: BroadcastTown) -> None:
    town.change_commune(monthly_ceiling=1000)
    town.add_readers(4)
    number, french, house = town.draft(), town.draft(language="fr"), town.house
    told, apart = set(), set()
    for count in (1, 2, 3, 4):
        arabic = update(Contact).where(Contact.id <= count).values(language="ar")
        town.write(lambda s, arabic=arabic: s.execute(arabic))
        found, some = (
            town.read(lambda s, one=one: estimate(s, house, s.get_one(Commune, 1), s.get_one(Broadcast, one)))
            for one in (number, french)
        )
        told.add((found.people, found.segments, found.cost, found.left))
        apart.add((found.people - some.people, found.segments - some.segments, found.cost - some.cost))
    assert told == {(15, 10 + 5 * 2, 20 * 15_000, 500_000 - 20 * 15_000)}
    assert apart == {(5, 10, 10 * 15_000)}  # nor does a draft for the others alone beside it
    assert refused_over(town, number, 19 * 15 * 2) == BroadcastNo.TOO_DEAR


def refused_over(town: BroadcastTown, number: int, ceiling: int) -> object:
    """Return why a broadcast is refused under a month's ceiling of so many francs, half of it for news."""
    town.change_commune(monthly_ceiling=ceiling)
    return refused(town.approve, number, 0)


def test_groups_of_fewer_than_five_are_no_number(town: BroadcastTown) -> None:
    town.add_readers(2, language="ar")
    number, house = town.draft(), town.house
    found = town.read(lambda s: estimate(s, house, s.get_one(Commune, 1), s.get_one(Broadcast, number)))
    assert found.people == 15
    assert [one.people for one in found.groups] == [None, 10]  # fifteen less ten are five, however few they are
    town.write(lambda s: s.execute(update(Contact).where(Contact.id > 3).values(wants_news=False)))
    found = town.read(lambda s: estimate(s, house, s.get_one(Commune, 1), s.get_one(Broadcast, number)))
    assert (found.people, found.segments, found.cost, found.left, found.is_empty) == (None, None, None, None, False)


def test_every_use_is_in_the_trail_and_no_person(town: BroadcastTown) -> None:
    number, commune = town.agreed(), town.day.commune_id
    town.minute()
    town.write(lambda s: pause_broadcast(s, town.house, commune, number, staff_id=town.staff[0]))
    town.write(lambda s: resume_broadcast(s, town.house, commune, number, staff_id=town.staff[0]))
    town.write(lambda s: stop_broadcast(s, town.house, commune, number, staff_id=town.staff[0]))
    entries = town.read(
        lambda s: list(s.scalars(select(AuditEntry).where(AuditEntry.subject == "broadcast").order_by(AuditEntry.id)))
    )
    assert [one.act for one in entries] == [
        "broadcast_written", "approved", "approved", "broadcast_approved", "broadcast_listed",
        "broadcast_paused", "broadcast_resumed", "broadcast_stopped",
    ]  # fmt: skip
    assert not any("+228" in str(one.details) for one in entries)


def test_who_stops_what_does_not_run_is_told_so(town: BroadcastTown) -> None:
    number, commune, staff = town.draft(), town.day.commune_id, town.staff[0]
    assert refused(town.write, lambda s: stop_broadcast(s, town.house, commune, number, staff_id=staff)) == (
        BroadcastNo.NOT_RUNNING
    )
    assert refused(town.write, lambda s: pause_broadcast(s, town.house, commune, number, staff_id=staff)) == (
        BroadcastNo.NOT_RUNNING
    )
    assert refused(town.write, lambda s: resume_broadcast(s, town.house, commune, number, staff_id=staff)) == (
        BroadcastNo.NOT_PAUSED
    )
    assert refused(town.write, lambda s: stop_broadcast(s, town.house, 99, number, staff_id=staff)) == (
        BroadcastNo.UNKNOWN
    )
    town.write(lambda s: drop_broadcast(s, town.house, commune, number, staff_id=staff))
    assert town.row(number).state == BroadcastState.STOPPED


class WithWitness:
    """A commune of one member of staff and a witness whose name has stood in public for long enough."""

    def __init__(self, town: BroadcastTown, clock: HandClock) -> None:
        self.town = town
        town.write(lambda s: s.execute(update(Staff).where(Staff.id == town.staff[1]).values(active=False)))
        clock.wait(hours=-72)
        new = NewWitness("Mariam Issa", "association", "Women of Zongo", "the council")
        here, staff = (town.house, town.day.commune_id), town.staff[0]
        self.witness = town.write(lambda s: name_witness(s, *here, new, staff_id=staff)).id
        token = town.write(lambda s: make_accept_link(s, *here, self.witness, staff_id=staff))
        self.code = town.write(lambda s: accept(s, *here, token))
        clock.wait(hours=72)

    def link(self, number: int) -> str:
        here, staff = (self.town.house, self.town.day.commune_id), self.town.staff[0]
        asked = (self.witness, number, "broadcast")
        return str(self.town.write(lambda s: make_link(s, *here, *asked, staff_id=staff)))

    def asked(self, token: str) -> Asked:
        here = (self.town.house, self.town.day.commune_id)
        return self.town.read(lambda s: asked_by(s, *here, token))  # type: ignore[no-any-return]

    def says(self, token: str, code: str = "") -> Any:
        here = (self.town.house, self.town.day.commune_id)
        return self.town.write(lambda s: answer(s, *here, token, code or self.code))


def test_an_outside_witness_is_the_second_of_two_where_the_commune_has_one(
    town: BroadcastTown, clock: HandClock
) -> None:
    small, number = WithWitness(town, clock), town.draft()
    assert refused(small.link, number) == WitnessReason.NOTHING_WAITS  # one of the staff first
    assert not town.approve(number, 0)
    token = small.link(number)
    shown = small.asked(token).message
    assert shown is not None and shown.people == 10 and shown.texts.keys() == {"fr", "ar", "en"}
    assert "VOTE" in shown.texts["fr"] and shown.about
    assert small.says(token, "00000000") == "" and town.row(number).state == BroadcastState.DRAFT
    assert small.says(token) == "broadcast"
    row = town.row(number)
    assert (row.state, row.one_person) == (BroadcastState.RUNNING, False)
    town.minute()
    assert len(town.claim()) == 6
    assert refused(small.says, token) == WitnessReason.LINK_DEAD


def test_a_witness_agrees_to_the_words_that_were_shown_and_to_no_others(town: BroadcastTown, clock: HandClock) -> None:
    small, number = WithWitness(town, clock), town.draft()
    town.approve(number, 0)
    token, commune, staff = small.link(number), town.day.commune_id, town.staff[0]
    arabic = Draft("vote_opening", town.day.cycle_id, language="ar")
    town.write(lambda s: change_broadcast(s, town.house, commune, number, arabic, staff_id=staff))
    assert small.asked(token).has_changed and small.asked(token).message is None
    assert refused(small.says, token) in {BroadcastNo.CHANGED, WitnessReason.NOTHING_WAITS}
    assert town.row(number).state == BroadcastState.DRAFT


def test_a_witness_alone_sends_nothing(town: BroadcastTown, clock: HandClock) -> None:
    small, number = WithWitness(town, clock), town.draft()
    digest, commune = town.digest(number), town.day.commune_id
    by = {"staff_id": None, "witness_id": small.witness}
    assert (
        refused(lambda: town.write(lambda s: approve_broadcast(s, town.house, commune, number, digest, **by)))
        == CycleReason.STAFF_FIRST
    )


def test_the_estimate_counts_those_whom_it_cannot_reach_because_they_only_dial(town: BroadcastTown) -> None:
    def dials(count: int, **values: Any) -> None:
        def plant(session: Session) -> None:
            commune = session.get_one(Commune, 1)
            for _place in range(count):
                number = f"+22893{session.query(Contact).count():06}"
                phone = {"phone_hash": town.house.vault.hash("phone", number)}
                plant_contact(session, town.house, commune, number, **{**phone, "channel": "ussd", **values})

        town.write(plant)

    number, house = town.draft(), town.house

    def seen() -> tuple[bool, int | None, int | None]:
        found = town.read(lambda s: estimate(s, house, s.get_one(Commune, 1), s.get_one(Broadcast, number)))
        return found.has_diallers, found.only_dial, found.people

    assert seen() == (False, None, 10)
    dials(4)
    assert seen() == (True, None, 10)  # fewer than five are told as no number
    dials(3)
    assert seen() == (True, 10, 10)
    dials(1, phone_hash=town.read(lambda s: s.scalar(select(Contact.phone_hash).where(Contact.id == town.people[0]))))
    dials(1, erased_at=house.clock())
    dials(1, is_simulated=True)
    assert seen() == (True, 10, 10)
