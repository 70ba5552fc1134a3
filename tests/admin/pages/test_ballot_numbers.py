"""Staff draw the numbers of a ballot in public, and two people write down what was drawn."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from budgeting.number_draw import numbers_by_draw
from models import Project
from services.cycles.ballot_list import choose_ballot
from services.cycles.draft import Draft, start_cycle
from services.roles import RoleName
from tests.admin.conftest import NOW, Panel
from tests.admin.test_cycle_pages import send

SEED = "4 8 15"
AFTER = numbers_by_draw(SEED, (1, 2), 3)


@pytest.fixture
def path(panel: Panel) -> str:
    """Return the page of a draft whose ballot holds two projects."""
    place = panel.communes[0].id

    def work(db: Session) -> int:
        for number in (1, 2):
            names = {"fr": f"Projet {number}"}
            fields = {"titles": names, "short_names": names, "cost": 300_000, "made_at": NOW}
            db.add(Project(commune_id=place, number=number, **fields))
        cycle = start_cycle(db, panel.house, place, Draft("Budget 2026", 2026, 10_000_000), staff_id=None)
        choose_ballot(db, panel.house, place, cycle.id, (1, 2), staff_id=None)
        return cycle.id

    return f"/panel/cycle/{panel.house.work.write(work)}"


def draw(browser: FlaskClient, path: str, words: str) -> str:
    return send(browser, f"{path}/numbers", path, numbers__drawn=words)


def test_two_people_write_down_what_was_drawn(
    panel: Panel, admin: FlaskClient, officer: FlaskClient, path: str
) -> None:
    assert "It is done once: 1, 2." in admin.get(path).text
    assert "Write the 3 numbers that were drawn" in draw(admin, path, "quatre")
    first = draw(admin, path, SEED)
    assert "It is written down." in first and "Written down</span>" in first
    done = draw(officer, path, SEED)
    assert f"Drawn: {SEED}." in done and "It is done once" not in done
    for before, after in AFTER.items():
        assert f"{before} → {after}" in done
        page = admin.get(f"/panel/projects/{before}").text  # a number from before still leads there
        assert f"<h1>{after} ·" in page and "Number before the draw" in page


def test_two_who_wrote_down_different_numbers_are_told(admin: FlaskClient, officer: FlaskClient, path: str) -> None:
    assert "wrote down different numbers" not in draw(admin, path, SEED)
    assert "wrote down different numbers" in draw(officer, path, "1 2 3")
    assert f"Drawn: {SEED}." in draw(officer, path, SEED)


def test_who_decides_nothing_sees_the_numbers_and_no_form(panel: Panel, path: str) -> None:
    browser = panel.browser(panel.person(RoleName.OBSERVER))
    assert "The numbers on the ballot" in browser.get(path).text
    assert "Write down what was drawn" not in browser.get(path).text


def test_a_new_cycle_says_which_ballot_holds_the_accepted_projects(panel: Panel, admin: FlaskClient, path: str) -> None:
    place = panel.communes[0].id
    later = Draft("Budget 2027", 2027, 10_000_000)
    other = panel.house.work.write(lambda db: start_cycle(db, panel.house, place, later, staff_id=None).id)
    text = admin.get(f"/panel/cycle/{other}").text
    assert "2 projects stand on the ballot of Budget 2026." in text and f'href="{path}"' in text
    assert "Accept proposals first" not in text
    assert "Accept proposals first" not in admin.get(path).text
