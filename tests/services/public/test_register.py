"""The register of a large commune is read a page at a time, and counted by the database."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import update
from sqlalchemy.orm import Session

from models import Commune, InformationRequest
from services.house import House
from services.public.requests import figures_of, list_public, open_register
from services.search.find import search
from tests.services.public.loading import loads_of
from tests.services.townsfolk import NOW

MANY = 120


def plant(session: Session, commune: Commune) -> None:
    session.add_all(
        InformationRequest(
            commune_id=commune.id,
            reference=f"Q-{number:04}",
            channel="sms",
            language="fr",
            text="?",
            state="answered" if number % 2 else "received",
            answer="Oui" if number % 2 else None,
            public_text=f"Le forage {number} de Zongo" if number % 3 == 0 else None,
            public_answer="Réparé" if number % 3 == 0 else None,
            published_at=NOW if number % 3 == 0 else None,
            received_at=NOW,
            settled_at=NOW + timedelta(days=number % 7) if number % 2 else None,
            due_on=(NOW + timedelta(days=4)).date(),
        )
        for number in range(MANY)
    )
    session.flush()
    session.expunge_all()


def test_a_page_of_the_register_loads_no_other_page(session: Session, commune: Commune) -> None:
    plant(session, commune)
    with loads_of(InformationRequest) as loaded:
        rows, length = list_public(session, commune.id, limit=25, offset=50)
    assert ([row.reference for row in rows][:2], len(rows), length) == (["Q-0069", "Q-0068"], 25, MANY)
    assert len(loaded) == 25


def test_a_search_of_the_register_loads_what_it_shows(session: Session, commune: Commune) -> None:
    plant(session, commune)
    with loads_of(InformationRequest) as loaded:
        rows, length = list_public(session, commune.id, words="forage zongo REPARE", limit=10, offset=10)
    assert (len(rows), length, rows[0].reference) == (10, 40, "Q-0087")
    assert len(loaded) == 10
    assert list_public(session, commune.id, words="forage q-0003")[1] == 1


def test_the_search_of_the_register_forgives_as_the_one_of_everything_does(
    session: Session, house: House, commune: Commune
) -> None:
    plant(session, commune)
    for words in ("forages", "forrage", "réparés"):
        assert list_public(session, commune.id, words=words)[1] == 40
        assert search(session, commune.id, words)


def test_what_is_taken_back_is_found_no_more_though_the_index_is_remembered(
    session: Session, house: House, commune: Commune
) -> None:
    plant(session, commune)
    assert list_public(session, commune.id, words="forage 3", memory=house.memory)[1] >= 1
    session.execute(update(InformationRequest).values(published_at=None))
    assert list_public(session, commune.id, words="forage", memory=house.memory)[1] == 0


def test_the_figures_are_those_of_the_rows_and_load_none_of_them(
    session: Session, house: House, commune: Commune
) -> None:
    plant(session, commune)
    with loads_of(InformationRequest) as loaded:
        figures = figures_of(session, house, commune.id)
    assert len(loaded) == 0
    rows = list(open_register(session, commune.id))
    days = sorted(row.days for row in rows if row.days is not None)
    assert (figures.received, figures.settled, figures.waiting) == (MANY, len(days), MANY - len(days))
    assert figures.in_time == sum(1 for row in rows if row.in_time)
    assert figures.median_days == (days[29] + days[30]) / 2
