from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from budgeting.refusal import Refusal
from models import AuditEntry, Commune, Document, DocumentFollower, Outbox, OutboxState
from services.documents import (
    DocumentNo,
    DocumentView,
    NewDocument,
    audience_of,
    follow_documents,
    latest_documents,
    publish_document,
    tell_of_document,
    unfollow_documents,
    withdraw_document,
)
from services.documents.spreading import AT_ONCE, spread
from services.erasure import erase_contact
from services.house import House
from services.limits import is_over_ceiling
from services.quiet_hours import permitted_from
from tests.services.at_once import at_once
from tests.services.townsfolk import NOW, plant_commune, plant_contact, plant_line, told
from worker.jobs.spread_news import tell_the_rest

PRICE = 25_000


class Site:
    """A commune with a line that costs 25 F a segment, and two people who follow its documents."""

    def __init__(self, session: Session, house: House) -> None:
        self.session, self.house = session, house
        self.commune = plant_commune(session)
        self.line = plant_line(session, self.commune)
        self.line.price = PRICE
        self.ali, self.bio = (self.follower(f"+2290197000{number}") for number in range(2))

    def follower(self, number: str, **values: Any) -> Any:
        contact = plant_contact(self.session, self.house, self.commune, number, **values)
        follow_documents(self.session, self.house, self.commune.id, contact.id, self.line.id)
        return contact

    def publish(self, title: str = "Budget citoyen 2026", *, tell: bool = True) -> DocumentView:
        new = NewDocument(title, "budget", "fr", date(2026, 1, 15), link="https://zongo.example/b.pdf")
        return publish_document(self.session, self.house, commune_id=self.commune.id, new=new, staff_id=None, tell=tell)

    def tell(self, document_id: int) -> DocumentView:
        return tell_of_document(
            self.session, self.house, commune_id=self.commune.id, document_id=document_id, staff_id=None
        )

    def withdraw(self, document_id: int) -> None:
        withdraw_document(self.session, self.house, commune_id=self.commune.id, document_id=document_id, staff_id=None)


def at_site(house: House, act: Callable[[Site], None]) -> None:
    house.work.write(lambda session: act(Site(session, house)))


def test_those_who_follow_are_told_in_the_transaction_that_publishes(house: House) -> None:
    def act(site: Site) -> None:
        view = site.publish()
        assert (view.told, view.told_at) == (2, house.clock())
        assert (
            told(site.session, house)
            == [
                "Nouveau: Budget, 15/01/2026, Budget citoyen 2026: https://zongo.example/b.pdf "
                "Pour ne plus en recevoir: PLUS DE DOCUMENTS"
            ]
            * 2
        )
        assert {row.purpose for row in site.session.scalars(select(Outbox))} == {f"document:{view.id}"}
        acts = set(site.session.scalars(select(AuditEntry.act)))
        assert {"document_published", "document_told"} <= acts

    at_site(house, act)


def test_nobody_is_told_unless_it_is_asked_for(house: House) -> None:
    def act(site: Site) -> None:
        view = site.publish(tell=False)
        assert (view.told, view.told_at, told(site.session, house)) == (0, None, [])
        assert site.tell(view.id).told == 2

    at_site(house, act)


def test_of_a_document_people_are_told_once(house: House) -> None:
    def act(site: Site) -> None:
        view = site.publish()
        with pytest.raises(Refusal) as no:
            site.tell(view.id)
        assert no.value.reason == DocumentNo.TOLD_ALREADY
        assert len(told(site.session, house)) == 2

    at_site(house, act)


def test_of_a_withdrawn_document_nobody_is_told_any_more(house: House) -> None:
    def act(site: Site) -> None:
        kept, gone, late = site.publish("Un"), site.publish("Deux"), site.publish("Trois", tell=False)
        site.withdraw(gone.id)
        site.withdraw(late.id)
        states = {
            (row.purpose, row.state)
            for row in site.session.scalars(select(Outbox).execution_options(populate_existing=True))
        }
        assert states == {
            (f"document:{kept.id}", OutboxState.QUEUED),
            (f"document:{gone.id}", OutboxState.DROPPED),
        }
        with pytest.raises(Refusal) as no:
            site.tell(late.id)
        assert no.value.reason == DocumentNo.WITHDRAWN_ALREADY

    at_site(house, act)


def test_who_stopped_the_news_unfollowed_or_was_forgotten_is_not_told(house: House) -> None:
    def act(site: Site) -> None:
        site.ali.wants_news = False
        assert unfollow_documents(site.session, site.commune.id, site.bio.id)
        assert not unfollow_documents(site.session, site.commune.id, site.bio.id)
        forgotten = site.follower("+22901970009")
        erase_contact(site.session, forgotten, NOW)
        rows = site.session.scalars(select(DocumentFollower.contact_id)).all()
        assert rows == [site.ali.id]
        assert (audience_of(site.session, house, site.commune.id).people, site.publish().told) == (0, 0)
        site.ali.wants_news = True  # START: what was followed is followed still
        assert site.publish().told == 1

    at_site(house, act)


@pytest.mark.parametrize(("is_demo", "people"), [(False, 2), (True, 3)])
def test_simulated_people_are_told_only_where_all_is_simulated(house: House, is_demo: bool, people: int) -> None:
    def act(site: Site) -> None:
        site.commune.is_demo = is_demo
        site.follower("+22901970008", is_simulated=True)
        assert audience_of(site.session, house, site.commune.id).people == people
        assert site.publish().told == people

    at_site(house, act)


def test_following_twice_is_following_once_and_another_commune_s_news_is_not_theirs(house: House) -> None:
    def act(site: Site) -> None:
        assert not follow_documents(site.session, house, site.commune.id, site.ali.id, site.line.id)
        other = plant_commune(site.session, "kozah")
        assert audience_of(site.session, house, other.id).people == 0
        view = site.publish()
        with pytest.raises(Refusal) as no:
            tell_of_document(site.session, house, commune_id=other.id, document_id=view.id, staff_id=None)
        assert no.value.reason == DocumentNo.UNKNOWN

    at_site(house, act)


@pytest.mark.parametrize("title", ["Budget", "م" * 60, "Compte administratif de la commune et de ses annexes 2025"])
def test_the_cost_that_is_shown_is_what_is_billed(house: House, title: str) -> None:
    def act(site: Site) -> None:
        site.follower("@bio", channel="telegram", language="ar")
        most = audience_of(site.session, house, site.commune.id)
        view = site.publish(title, tell=False)
        exact = audience_of(site.session, house, site.commune.id, view.id)
        site.tell(view.id)
        rows = site.session.scalars(select(Outbox)).all()
        assert exact.cost == sum(row.cost for row in rows) <= most.cost
        assert exact.segments == sum(row.segments for row in rows) <= most.segments
        assert (exact.people, exact.paid) == (3, 2)
        assert exact.cost == exact.segments * PRICE

    at_site(house, act)


def test_the_desk_lists_the_latest_that_are_not_withdrawn_by_kind(house: House) -> None:
    def act(site: Site) -> None:
        shown, gone = site.publish("Un", tell=False), site.publish("Deux", tell=False)
        site.withdraw(gone.id)
        site.session.add_all(
            Document(
                commune_id=site.commune.id, title=f"PV {day}", category="minutes", language="fr",
                dated_on=date(2026, 2, day), stored_as="0" * 32 + ".pdf", file_name="pv.pdf", published_at=NOW,
            )
            for day in range(1, 20)
        )  # fmt: skip
        site.session.flush()
        latest = latest_documents(site.session, house, site.commune)
        assert [one.title for one in latest] == [f"PV {day}" for day in range(19, 4, -1)]
        (budget,) = latest_documents(site.session, house, site.commune, "budget")
        assert (budget.title, budget.kind, budget.dated_on) == ("Un", "budget", shown.dated_on)

    at_site(house, act)


def test_news_never_takes_the_money_that_answers_need(house: House) -> None:
    def act(site: Site) -> None:
        site.commune.daily_ceiling = 99  # two people, one segment of 25 each: more than half of it
        with pytest.raises(Refusal) as no:
            site.publish()
        assert no.value.reason == DocumentNo.NEWS_TOO_DEAR
        assert told(site.session, house) == []
        site.commune.daily_ceiling = 100
        assert site.publish("Deux").told == 2
        assert not is_over_ceiling(site.session, site.commune, house.clock())
        with pytest.raises(Refusal):
            site.publish("Trois")

    at_site(house, act)


def test_many_are_told_some_a_transaction_each_once(house: House) -> None:
    def act(site: Site) -> int:
        for number in range(AT_ONCE + 3):
            site.follower(f"+22961{number:06}")
        assert site.publish().told == AT_ONCE
        return len(told(site.session, house))

    assert house.work.write(lambda session: act(Site(session, house))) == AT_ONCE
    assert tell_the_rest(house) == 5
    assert tell_the_rest(house) == 0
    assert house.work.read(lambda session: session.scalar(select(Document.told))) == AT_ONCE + 5
    rows = house.work.read(lambda session: session.scalars(select(Outbox.contact_id)).all())
    assert len(rows) == len(set(rows)) == AT_ONCE + 5


def test_the_rest_waits_while_answers_need_the_money_and_for_ever_once_withdrawn(house: House) -> None:
    def act(site: Site) -> tuple[int, int]:
        for number in range(AT_ONCE):
            site.follower(f"+22961{number:06}")
        return site.commune.id, site.publish().id

    commune_id, document_id = house.work.write(lambda session: act(Site(session, house)))

    def limit(ceiling: int | None) -> None:
        house.work.write(lambda session: setattr(session.get_one(Commune, commune_id), "daily_ceiling", ceiling))

    limit(100)
    assert tell_the_rest(house) == 0
    house.work.write(
        lambda session: withdraw_document(session, house, commune_id=commune_id, document_id=document_id, staff_id=None)
    )
    limit(None)
    assert tell_the_rest(house) == 0


def being_told(house: House, followers: int) -> int:
    """Return the id of a document that two people and so many more are about to be told of."""

    def act(site: Site) -> int:
        for number in range(followers):
            site.follower(f"+22961{number:06}")
        view = site.publish(tell=False)
        site.session.get_one(Document, view.id).told_at = house.clock()
        return view.id

    return house.work.write(lambda session: act(Site(session, house)))


def test_two_workers_at_once_tell_everybody_once(house: House, engine: Engine) -> None:
    number = being_told(house, 58)
    assert at_once(engine, *[lambda session: spread(session, house, number)] * 2) == (60, 0)
    rows = house.work.read(lambda session: session.scalars(select(Outbox.contact_id)).all())
    assert len(rows) == len(set(rows)) == 60
    assert house.work.read(lambda session: session.scalar(select(Document.told))) == 60


@pytest.mark.parametrize(("is_withdrawn_first", "states"), [(True, []), (False, [OutboxState.DROPPED] * 5)])
def test_a_document_withdrawn_while_people_are_told_of_it_is_announced_to_nobody_more(
    house: House, engine: Engine, is_withdrawn_first: bool, states: list[str]
) -> None:
    number = being_told(house, 3)
    commune_id = house.work.read(lambda session: session.get_one(Document, number).commune_id)

    def withdraw(session: Session) -> None:
        withdraw_document(session, house, commune_id=commune_id, document_id=number, staff_id=None)

    def tell(session: Session) -> int:
        return spread(session, house, number)

    done = at_once(engine, *((withdraw, tell) if is_withdrawn_first else (tell, withdraw)))
    assert not [one for one in done if isinstance(one, Exception)]
    assert list(house.work.read(lambda session: session.scalars(select(Outbox.state)).all())) == states


def test_the_room_is_spent_person_by_person_and_who_costs_nothing_is_told_whatever_is_left(house: House) -> None:
    def act(site: Site) -> None:
        free = [site.follower(f"@{name}", channel="telegram") for name in ("carole", "dossa", "eloi")]
        view = site.publish(tell=False)
        row = site.session.get_one(Document, view.id)
        row.told_at, site.commune.daily_ceiling = house.clock(), 60  # half of it: one SMS of 25, and not two
        assert spread(site.session, house, row.id) == 4
        people = list(site.session.scalars(select(Outbox.contact_id).order_by(Outbox.id)))
        assert people == [*(one.id for one in free), site.ali.id]
        assert (spread(site.session, house, row.id), row.told) == (0, 4)
        site.commune.daily_ceiling = 110
        assert (spread(site.session, house, row.id), row.told) == (1, 5)

    at_site(house, act)


def test_answers_that_cost_more_than_all_the_room_hold_back_no_news_that_is_free(house: House) -> None:
    def act(site: Site) -> None:
        free = site.follower("@carole", channel="telegram")
        row = site.session.get_one(Document, site.publish(tell=False).id)
        row.told_at, site.commune.daily_ceiling = house.clock(), 0
        assert spread(site.session, house, row.id) == 1
        assert list(site.session.scalars(select(Outbox.contact_id))) == [free.id]

    at_site(house, act)


@pytest.mark.parametrize(
    ("said", "goes"),
    [
        ("2026-03-02T12:00+00:00", "2026-03-02T12:00+00:00"),
        ("2026-03-02T18:59+00:00", "2026-03-02T18:59+00:00"),
        ("2026-03-02T19:00+00:00", "2026-03-03T07:00+00:00"),  # 20:00 in Cotonou
        ("2026-03-02T04:30+00:00", "2026-03-02T07:00+00:00"),
        ("2026-03-02T23:30+00:00", "2026-03-03T07:00+00:00"),
    ],
)
def test_nobody_is_woken_by_news(said: str, goes: str) -> None:
    moment = datetime.fromisoformat(said)
    assert permitted_from(moment, "Africa/Porto-Novo") == datetime.fromisoformat(goes)


def test_news_told_at_night_leaves_in_the_morning(house: House) -> None:
    night = replace(house, clock=lambda: datetime(2026, 3, 2, 22, tzinfo=UTC))

    def act(site: Site) -> None:
        site.commune.time_zone = "Africa/Porto-Novo"
        site.publish()
        due = set(site.session.scalars(select(Outbox.due_at)))
        assert due == {datetime(2026, 3, 3, 7, tzinfo=UTC)}

    at_site(night, act)
