"""Envelopes of zones in a plan: what is frozen of them, and what is refused before."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy.orm import Session

from budgeting.refusal import Refusal
from models import Zone
from services.cycles.checks import why_not_freeze
from services.cycles.pots import ZoneMoney
from services.cycles.reasons import CycleReason
from services.house import House
from tests.services.counting.zoned import MONEY, Zoned, zoned


def reasons(made: Zoned) -> set[str]:
    return {str(no.reason) for no in why_not_freeze(made.plan.session, made.plan.house, made.plan.cycle)}


def test_a_plan_is_refused_where_the_money_of_a_zone_makes_no_sense(house: House) -> None:
    def work(session: Session) -> None:
        made = zoned(session, house)
        a, b = made.zones
        assert reasons(made) == set()
        made.change(ZoneMoney({a.id: 3_200, b.id: 2_500}))
        assert reasons(made) == {CycleReason.CHECK_TOO_DEAR_ZONE}
        made.change(ZoneMoney({a.id: 5_000, b.id: 2_500}), envelope=3_900)
        assert reasons(made) == {CycleReason.CHECK_TOO_DEAR}
        made.change(ZoneMoney({a.id: 5_000, b.id: 2_500}, "to_commune"), envelope=3_900)
        assert reasons(made) == set()
        made.change(ZoneMoney(MONEY), envelope=6_000)
        made.plan.choose(1, 2, 3, 4)
        assert reasons(made) == {CycleReason.CHECK_ZONE_EMPTY}
        made.plan.choose(1, 2, 3, 4, 5)
        made.exclude((3, 5))
        assert reasons(made) == {CycleReason.CHECK_EXCLUSIVE_ZONES}
        made.exclude((3, 4))
        assert reasons(made) == set()

    house.work.write(work)


def test_no_zone_of_another_commune_gets_money(house: House) -> None:
    def work(session: Session) -> None:
        made = zoned(session, house)
        for money, reason in (
            (ZoneMoney({10**6: 5}), CycleReason.ZONE_UNKNOWN),
            (ZoneMoney({made.zones[0].id: 0}), CycleReason.ENVELOPE_WRONG),
            (ZoneMoney(MONEY, "elsewhere"), CycleReason.LEFTOVERS_WRONG),
        ):
            with pytest.raises(Refusal) as no:
                made.change(money)
            assert no.value.reason == reason

    house.work.write(work)


def test_all_the_money_may_be_that_of_zones(house: House, clock: Any) -> None:
    def work(session: Session) -> None:
        made = zoned(session, house)
        made.change(ZoneMoney(MONEY), envelope=0)
        made.plan.choose(3, 4, 5)
        assert reasons(made) == set()
        made.change(ZoneMoney(), envelope=6_000)
        with pytest.raises(Refusal):
            made.change(ZoneMoney(), envelope=0)

    house.work.write(work)


def test_a_project_competes_for_the_nearest_zone_that_has_money(house: House) -> None:
    def work(session: Session) -> None:
        made = zoned(session, house)
        inner = Zone(commune_id=made.plan.commune.id, name="Rue", parent_id=made.zones[1].id)
        session.add(inner)
        session.flush()
        made.plan.projects[1].zone_id = inner.id
        made.change(ZoneMoney({made.zones[0].id: 5_000, made.zones[1].id: 4_000}))
        made.plan.freeze()
        rules = made.plan.cycle.rules
        assert rules is not None and rules["kind"] == "palabre-rules/2"
        b = str(made.zones[1].id)
        assert {row["number"]: row.get("pot") for row in rules["projects"]}[2] == b
        assert rules["envelopes"][b] == 4_000 and rules["terms"]["leftovers"] == "stay"

    house.work.write(work)


def test_without_envelopes_of_zones_the_rules_are_what_they_were(house: House) -> None:
    def work(session: Session) -> None:
        made = zoned(session, house)
        made.change(ZoneMoney())
        made.plan.freeze()
        rules = made.plan.cycle.rules
        assert rules is not None and rules["kind"] == "palabre-rules/1" and rules["terms"]["kind"] == "palabre-terms/1"
        assert not rules.keys() & {"envelopes", "zones"} and "leftovers" not in rules["terms"]
        assert not any("pot" in row for row in rules["projects"])

    house.work.write(work)
