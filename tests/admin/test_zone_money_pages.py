"""Envelopes of zones in the panel: an amount beside each zone or none, refusals in plain words, the counted result."""

from __future__ import annotations

import re
from typing import Any

import pytest
from flask.testing import FlaskClient

from models import Cycle, Project, Zone
from tests.admin.conftest import Panel
from tests.admin.test_cycle_pages import send, start, vote
from tests.admin.test_rule_pages import TYPED, approved, counted, drafted, plant_ballot


@pytest.fixture
def zones(panel: Panel) -> list[int]:
    def work(db: Any) -> list[int]:
        made = [Zone(commune_id=panel.communes[0].id, name=name) for name in ("Tokoin", "Agla")]
        db.add_all(made)
        db.flush()
        return [zone.id for zone in made]

    return panel.house.work.write(work)


def in_zone(panel: Panel, number: int, zone_id: int) -> None:
    def work(db: Any) -> None:
        db.query(Project).filter_by(commune_id=panel.communes[0].id, number=number).one().zone_id = zone_id

    panel.house.work.write(work)


def test_the_form_lists_the_zones_by_name_and_keeps_what_was_typed(
    panel: Panel, admin: FlaskClient, zones: list[int]
) -> None:
    form = admin.get("/panel/cycle/new").text
    assert not re.search(r"<details[^>]* open", form)
    listed = re.findall(r'name="zone_(\d+)"', form)
    assert listed.index(str(zones[1])) < listed.index(str(zones[0]))
    money = {f"zone_{zones[0]}": "2 500 000", f"zone_{zones[1]}": "", "leftovers": "to_commune"}
    page = send(admin, "/panel/cycle/new", **TYPED, **money)
    assert "Tokoin" in page and "2 500 000" in page.replace("\u202f", " ").replace("\xa0", " ")
    assert "It goes to the projects of the whole commune" in page
    cycle = drafted(panel)
    assert (cycle.envelopes, cycle.leftovers) == ({str(zones[0]): 2_500_000}, "to_commune")
    again = admin.get(f"/panel/cycle/{cycle.id}/plan").text
    assert re.search(rf'name="zone_{zones[0]}"[^>]*value="2 500 000"', again)
    assert re.search(r"<details[^>]* open", again)
    assert re.search(r'checked[^>]*name="leftovers"[^>]*value="to_commune"', again)
    send(admin, f"/panel/cycle/{cycle.id}/plan", **TYPED, leftovers="stay")
    assert drafted(panel).envelopes == {}


def test_what_is_no_amount_is_refused_beside_its_zone(panel: Panel, admin: FlaskClient, zones: list[int]) -> None:
    page = send(admin, "/panel/cycle/new", **TYPED, **{f"zone_{zones[0]}": "plenty"})
    assert re.search(rf"Write the amount in digits.*?zone_{zones[0]}", page, re.DOTALL)
    assert drafted(panel) is None


def test_a_commune_without_zones_is_asked_nothing_of_them(panel: Panel, admin: FlaskClient) -> None:
    panel.house.work.write(lambda db: db.query(Zone).update({"retired": True}) and None)
    assert "leftovers" not in admin.get("/panel/cycle/new").text
    send(admin, "/panel/cycle/new", **TYPED)
    assert drafted(panel).envelopes == {}


def test_what_stands_in_the_way_is_said_in_plain_words(panel: Panel, admin: FlaskClient, zones: list[int]) -> None:
    money = {f"zone_{zones[0]}": "3 000 000", f"zone_{zones[1]}": "9 000 000"}
    send(admin, "/panel/cycle/new", **TYPED, **money)
    cycle = drafted(panel).id
    plant_ballot(panel, cycle)
    in_zone(panel, 3, zones[0])
    page = admin.get(f"/panel/cycle/{cycle}").text
    assert "Project 3 costs more than the envelope of its zone Tokoin and could never win." in page
    assert "Agla has an envelope and no project on the ballot" in page


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_the_count_says_which_envelope_paid_and_what_is_left(
    panel: Panel, admin: FlaskClient, officer: FlaskClient, zones: list[int], language: str
) -> None:
    assert officer
    cycle = start(panel)
    panel.house.work.write(
        lambda db: setattr(db.get_one(Cycle, cycle), "envelopes", {str(zones[0]): 4_500_000}) or None
    )
    plant_ballot(panel, cycle)
    in_zone(panel, 3, zones[0])
    approved(panel, cycle)
    vote(panel, cycle, [(1, 3), (3,), (2,)])
    counted(panel, cycle)
    page = admin.get(f"/panel/count/{cycle}?lang={language}").text
    assert "Tokoin" in page
    if language == "en":
        assert "Whole commune" in page and "given to projects" in page
