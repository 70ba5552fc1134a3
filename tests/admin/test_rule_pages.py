"""Choosing how ballots are counted, in the panel; the draw, the rules side by side, and a cycle that was cancelled."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from budgeting.counting.rules import find_rules
from models import Cycle, Project, Staff
from services.counting import count_cycle
from services.cycles.approve import approve_cycle
from services.cycles.ballot_list import choose_ballot
from services.cycles.key import confirm_backup, show_key
from services.cycles.rules import freeze
from tests.admin.conftest import NOW, Panel
from tests.admin.test_cycle_pages import CLOSES, send, start, vote

TYPED = {
    "title": "Budget 2027",
    "year": "2027",
    "envelope": "10 000 000",
    "max_choices": "3",
    "min_choices": "1",
    "max_points": "10",
    "max_each": "5",
    "ballot_format": "approval",
    "minimum_votes": "5",
    "grace_minutes": "120",
    "vote_opens": "2027-03-01T08:00",
    "vote_closes": "2027-03-10T18:00",
}
SHARES = {
    "rule": "equal_shares",
    "equal_shares_utility": "votes",
    "equal_shares_completion": "add1",
    "equal_shares_stop": "budget",
    "equal_shares_comparison": "yes",
}


def drafted(panel: Panel) -> Cycle:
    return panel.house.work.read(lambda db: db.query(Cycle).order_by(Cycle.id.desc()).first())


def plant_ballot(panel: Panel, cycle: int) -> None:
    """Three projects on the ballot: 1 and 2 of six million, 3 of four."""

    def work(db: Any) -> None:
        commune = panel.communes[0].id
        for number, cost in enumerate((6_000_000, 6_000_000, 4_000_000), 1):
            names = {"fr": f"Projet {number}"}
            project = Project(
                commune_id=commune, number=number, titles=names, short_names=names, cost=cost, made_at=NOW
            )
            db.add(project)
        db.flush()
        choose_ballot(db, panel.house, commune, cycle, (1, 2, 3), staff_id=None)

    panel.house.work.write(work)


def approved(panel: Panel, cycle: int) -> None:
    panel.hands.now = NOW + timedelta(days=6)  # no more ideas are taken

    def work(db: Any) -> None:
        where = (db, panel.house, panel.communes[0].id, cycle)
        freeze(*where, staff_id=None)
        confirm_backup(*where, show_key(*where, staff_id=None).groups[-1], staff_id=None)
        for person in db.scalars(select(Staff.id).where(Staff.commune_id == panel.communes[0].id)):
            approve_cycle(*where, str(db.get_one(Cycle, cycle).rules_hash), staff_id=person)

    panel.house.work.write(work)


def counted(panel: Panel, cycle: int) -> None:
    panel.hands.now = CLOSES + timedelta(hours=2)
    panel.house.work.write(lambda db: count_cycle(db, panel.house, panel.communes[0].id, cycle, staff_id=None) and None)


def test_the_form_offers_every_rule_with_its_meaning_and_every_choice(admin: FlaskClient) -> None:
    page = admin.get("/panel/cycle/new").text
    for key, rule in find_rules().items():
        assert f'value="{key}"' in page
        assert rule.words.name in page and rule.words.meaning.replace("’", "’") in page
        for parameter in rule.parameters:
            for value, words in parameter.options.items():
                assert f'name="{key}_{parameter.key}" type="radio" value="{value}"' in page
                assert words.meaning in page
    assert re.findall(r'checked[^>]*name="rule"[^>]*value="(\w+)"', page) == ["greedy"]
    assert re.findall(r'checked[^>]*name="tie_break"[^>]*value="([\w,]+)"', page) == ["more_votes,lower_cost,order"]


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_the_form_says_it_in_the_language_of_who_reads(admin: FlaskClient, language: str) -> None:
    page = admin.get(f"/panel/cycle/new?lang={language}").text
    assert f'<html lang="{language}"' in page
    assert not [rule.key for rule in find_rules().values() if rule.words.name in page or rule.words.meaning in page]


def test_who_chooses_nothing_gets_the_simplest_rule(panel: Panel, admin: FlaskClient) -> None:
    send(admin, "/panel/cycle/new", **TYPED)
    cycle = drafted(panel)
    assert (cycle.counting_rule, cycle.rule_choices, cycle.minimum_votes) == ("greedy", {}, 5)
    assert cycle.tie_break == "more_votes,lower_cost,order"


def test_equal_shares_with_its_choices_is_kept_and_shown_again(panel: Panel, admin: FlaskClient) -> None:
    page = send(admin, "/panel/cycle/new", **TYPED, **SHARES, tie_break="more_votes,draw")
    assert "Equal shares of the money" in page and "Larger shares only" in page
    assert "the one that the announced draw puts first" in page
    cycle = drafted(panel)
    assert cycle.rule_choices == {"utility": "votes", "completion": "add1", "stop": "budget", "comparison": "yes"}
    form = admin.get(f"/panel/cycle/{cycle.id}/plan").text
    for name, value in {**SHARES, "tie_break": "more_votes,draw"}.items():
        assert re.search(rf'checked[^>]*name="{name}"[^>]*value="{value}"', form), name


@pytest.mark.parametrize("typed", [{"rule": "acclaim"}, {**SHARES, "equal_shares_stop": "never"}, {"tie_break": "id"}])
def test_what_the_form_does_not_offer_is_not_kept(panel: Panel, admin: FlaskClient, typed: dict[str, str]) -> None:
    page = send(admin, "/panel/cycle/new", **{**TYPED, **typed})
    assert "Not a valid choice" in page
    assert drafted(panel) is None


def test_projects_that_exclude_each_other_are_typed_beside_the_ballot(panel: Panel, admin: FlaskClient) -> None:
    cycle = start(panel)
    plant_ballot(panel, cycle)
    path = f"/panel/cycle/{cycle}"
    page = send(admin, f"{path}/ballot", path, project=["1", "2", "3"], exclusive="1, 2\n\n2 et 3")
    assert "The ballot is kept." in page and ">1 2\n2 3</textarea>" in page and "1 · 2" in page
    assert drafted(panel).exclusive == [[1, 2], [2, 3]]
    assert "stands alone in a line" in send(admin, f"{path}/ballot", path, project=["1", "2"], exclusive="1")
    refused = send(admin, f"{path}/ballot", path, project=["1", "3"], exclusive="1 9\n3 et 1")
    assert "is not on the ballot" in refused and ">1 9\n3 et 1</textarea>" in refused
    assert re.findall(r'name="project" value="(\d)" checked', refused) == ["1", "3"]
    assert "is not on the ballot" in send(admin, f"{path}/ballot", path, project=["1", "2"], exclusive="1 3")
    assert drafted(panel).exclusive == [[1, 2], [2, 3]]


def test_the_rules_stand_side_by_side_once_the_ballots_are_counted(
    panel: Panel, admin: FlaskClient, officer: FlaskClient
) -> None:
    assert admin
    cycle = start(panel)
    plant_ballot(panel, cycle)
    approved(panel, cycle)
    vote(panel, cycle, [(1,), (1,), (1, 3), (2,), (2, 3)])
    path = f"/panel/count/{cycle}"
    before = officer.get(path).text
    assert "counted in other ways" not in before and "Chosen" not in before
    counted(panel, cycle)
    page = officer.get(path).text
    assert "counted in other ways" in page and page.count(">official<") == 1
    for rule in find_rules().values():
        assert rule.words.name in page
    assert "3 of 5 (60%)" in page or "4 of 5 (80%)" in page or "5 of 5 (100%)" in page
    assert "10 000 000" in page.replace("\u202f", " ").replace("\xa0", " ")


def test_a_draw_is_written_down_by_two_people_before_the_count(
    panel: Panel, admin: FlaskClient, officer: FlaskClient
) -> None:
    cycle = start(panel)
    plant_ballot(panel, cycle)
    panel.house.work.write(lambda db: setattr(db.get_one(Cycle, cycle), "tie_break", "more_votes,draw"))
    approved(panel, cycle)
    vote(panel, cycle, [(1,), (2,)])
    plan = officer.get(f"/panel/cycle/{cycle}/plan").text
    assert "its plan and its rules no longer change" in plan and "<fieldset disabled" in plan
    assert "Keep the draft" not in plan and "freeze and approve them again" not in plan
    path = f"/panel/count/{cycle}"
    assert "Write down what was drawn" not in officer.get(path).text
    panel.hands.now = CLOSES + timedelta(hours=2)
    due = officer.get(path).text
    assert "Write down what was drawn" in due and "Draw 3 numbers from 0 to 99" in due
    assert "The announced draw comes first" in send(officer, f"{path}/run", path)
    waiting = send(officer, f"{path}/draw", path, drawn="12 7 33")
    assert "Written down" in waiting and "12 7 33" not in waiting
    assert "12 7 33" not in admin.get(path).text  # the second has to have seen it
    done = send(admin, f"{path}/draw", path, drawn="12 7 33")
    assert "Write down what was drawn" not in done and "Count the ballots" in done
    assert "12 7 33" in send(admin, f"{path}/run", path)


def test_a_cancelled_cycle_says_why_when_and_by_whom(panel: Panel, admin: FlaskClient, officer: FlaskClient) -> None:
    cycle = start(panel)
    plant_ballot(panel, cycle)
    approved(panel, cycle)
    path = f"/panel/cycle/{cycle}"
    assert "Ask to cancel it" in admin.get(path).text
    asked = send(admin, f"{path}/void", path, void__reason="Liste fausse")
    assert "Asked for, with this reason:" in asked
    page = send(officer, f"{path}/void", path, void__reason="Liste fausse")
    assert "Liste fausse" in page and "Its ballots are not counted." in page
    assert page.count('<span class="badge good">Yes</span>') == 4  # two approved it, two cancelled it


def test_what_people_send_is_chosen_with_its_limits_and_shown(panel: Panel, admin: FlaskClient) -> None:
    in_points = {"ballot_format": "points", "min_choices": "2", "max_points": "12", "max_each": "6"}
    send(admin, "/panel/cycle/new", **{**TYPED, **in_points})
    cycle = drafted(panel)
    assert (cycle.format, cycle.min_choices, cycle.max_points, cycle.max_each) == ("points", 2, 12, 6)
    page = admin.get(f"/panel/cycle/{cycle.id}").text
    assert "12 points, 6 at most for one project" in page and "at least 2" in page
    plan_form = admin.get(f"/panel/cycle/{cycle.id}/plan").text
    assert re.findall(r'checked[^>]*name="ballot_format"[^>]*value="(\w+)"', plan_form) == ["points"]


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"ballot_format": "points", "rule": "phragmen"}, "does not count points or places"),
        ({"ballot_format": "ranking", **SHARES, "equal_shares_utility": "cost"}, "does not count points or places"),
        ({"min_choices": "4"}, "no more than the most, 3"),
        ({"ballot_format": "points", "max_each": "11"}, "no more than a voter has, 10"),
    ],
)
def test_what_does_not_go_together_is_refused_in_words(
    panel: Panel, admin: FlaskClient, values: dict[str, str], words: str
) -> None:
    assert words in send(admin, "/panel/cycle/new", **{**TYPED, **values})
    assert drafted(panel) is None
