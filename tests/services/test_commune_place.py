"""A commune's country, money and hours can be set right until something depends on them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from budgeting.refusal import Refusal
from models import AuditEntry, Commune, RequestEvent, Spending
from models.cycle import CycleState
from services.commune_place import Place, PlaceReason, change_place, why_place_held
from services.communes import CommuneReason
from services.house import House
from services.requests import file_question
from services.requests.reasons import Moved
from services.territory import currency_of, time_zones_of
from tests.conftest import HandClock
from tests.services.budgets.planting import plant_document
from tests.services.indicators.planting import plant_question
from tests.services.townsfolk import NOW, plant_commune, plant_contact, plant_cycle, plant_line, told

RIGHT = Place("MG", "MGA", "Indian/Antananarivo")


@pytest.mark.parametrize(
    ("country", "zones", "currency"),
    [
        ("MG", ("Indian/Antananarivo",), "MGA"),
        ("TG", ("Africa/Lome",), "XOF"),
        ("CD", ("Africa/Kinshasa", "Africa/Lubumbashi"), "CDF"),
        ("MA", ("Africa/Casablanca",), "MAD"),
        ("QQ", (), None),
    ],
)
def test_a_country_brings_its_own_hours_and_money(country: str, zones: tuple[str, ...], currency: str | None) -> None:
    assert (time_zones_of(country), currency_of(country)) == (zones, currency)


def test_a_wrong_place_is_set_right_and_the_trail_says_what_it_was(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        commune = plant_commune(session)
        assert why_place_held(session, commune.id) == {}
        changed = change_place(session, house, commune.id, RIGHT, staff_id=None)
        assert changed == ["country", "currency", "time_zone"]
        assert (commune.country, commune.currency, commune.time_zone) == ("MG", "MGA", "Indian/Antananarivo")
        assert session.get_one(Commune, commune.id).revision == 2
        (entry,) = session.scalars(select(AuditEntry).where(AuditEntry.act == "commune_place_changed"))
        assert entry.details["time_zone"] == "Africa/Porto-Novo → Indian/Antananarivo"
        assert change_place(session, house, commune.id, RIGHT, staff_id=None) == []

    run(work)


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_who_waits_for_an_answer_hears_that_the_time_was_set_right_and_of_no_holiday(
    house: House, clock: HandClock, run: Any, language: str
) -> None:
    clock.set(NOW)  # half an hour into 1 April in Porto-Novo, and still 31 March in Lomé

    def work(session: Session) -> None:
        commune = plant_commune(session)
        line = plant_line(session, commune)
        contact = plant_contact(session, house, commune, "+22997000001", language=language)
        row = file_question(
            session, house, commune=commune, contact=contact, line=line, text="Quand ?", topic=None, language=language
        )
        before, said = row.due_on, len(told(session, house))
        change_place(session, house, commune.id, Place("BJ", "XOF", "Africa/Lome"), staff_id=None)
        assert before is not None and row.due_on is not None and row.due_on < before
        (words,) = told(session, house)[said:]
        assert {"fr": "l'heure de la commune", "ar": "توقيت الجماعة", "en": "time was set right"}[language] in words
        assert not any(holiday in words for holiday in ("férié", "عطلة", "holiday"))
        steps = session.scalars(
            select(RequestEvent.reason).where(RequestEvent.request_id == row.id).order_by(RequestEvent.id)
        ).all()
        assert steps[-1] == Moved.TIME_ZONE

    run(work)


def approve_a_plan(session: Session, commune: Commune) -> None:
    plant_cycle(session, commune).state = CycleState.APPROVED


def draft_a_plan(session: Session, commune: Commune) -> None:
    plant_cycle(session, commune)


def import_a_budget(session: Session, commune: Commune) -> None:
    plant_document(session, commune)


def take_a_question(session: Session, commune: Commune) -> None:
    plant_question(session, commune)


def set_a_ceiling(_session: Session, commune: Commune) -> None:
    commune.daily_ceiling = 5000


def pay_for_messages(session: Session, commune: Commune) -> None:
    session.add(Spending(commune_id=commune.id, day=NOW.date(), segments=1, cost=25_000))


def price_a_line(session: Session, commune: Commune) -> None:
    plant_line(session, commune).price = 25_000


def rename(_session: Session, commune: Commune) -> None:
    commune.name = "Zongo 2"


@pytest.mark.parametrize(
    ("plant", "held"),
    [
        (approve_a_plan, dict.fromkeys(("country", "currency", "time_zone"), PlaceReason.VOTE)),
        (import_a_budget, dict.fromkeys(("country", "currency"), PlaceReason.BUDGET)),
        (take_a_question, {"country": PlaceReason.REQUESTS}),
        (draft_a_plan, {"currency": PlaceReason.MONEY}),
        (set_a_ceiling, {"currency": PlaceReason.MONEY}),
        (pay_for_messages, {"currency": PlaceReason.MONEY}),
        (price_a_line, {"currency": PlaceReason.MONEY}),
        (rename, {}),
    ],
)
def test_what_something_depends_on_stays_and_says_why(
    house: House, run: Any, plant: Callable[[Session, Commune], None], held: dict[str, PlaceReason]
) -> None:
    def work(session: Session) -> None:
        commune, other = plant_commune(session), plant_commune(session, "kozah")
        plant(session, commune)
        session.flush()
        assert why_place_held(session, commune.id) == held
        assert why_place_held(session, other.id) == {}
        here = {part: getattr(commune, part) for part in ("country", "currency", "time_zone")}
        for part, reason in held.items():
            with pytest.raises(Refusal) as no:
                change_place(session, house, commune.id, Place(**here | {part: getattr(RIGHT, part)}), staff_id=None)
            assert no.value.reason == reason
        free = {part: getattr(RIGHT, part) for part in here if part not in held}
        assert change_place(session, house, commune.id, Place(**here | free), staff_id=None) == list(free)

    run(work)


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        (Place("Togo", "XOF", "Africa/Lome"), CommuneReason.COUNTRY_WRONG),
        (Place("TG", "FCFA", "Africa/Lome"), CommuneReason.CURRENCY_WRONG),
        (Place("TG", "XOF", "../etc"), CommuneReason.TIME_ZONE_WRONG),
    ],
)
def test_a_place_that_cannot_be_is_refused(house: House, run: Any, wrong: Place, reason: CommuneReason) -> None:
    def work(session: Session) -> None:
        with pytest.raises(Refusal) as no:
            change_place(session, house, plant_commune(session).id, wrong, staff_id=None)
        assert no.value.reason == reason

    run(work)
