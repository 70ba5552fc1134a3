"""The page on which administrators and observers see what stands out in a vote, and what never reached the lines."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from models import Cycle, InboundCheck, Line, LineCommune, Phase, WatchReport
from models.cycle import CycleState
from services.roles import RoleName
from tests.admin.conftest import NOW, Panel

PAGE = "/panel/watch/"
HOUR = (NOW - timedelta(hours=5)).replace(minute=0).isoformat()
FIGURES = {
    "bursts": [[HOUR, 140]],
    "night": [12, 300],
    "night_hours": [],
    "blocks": [3, 21],
    "new": [40, 280],
    "new_hours": [],
}


def plant(panel: Panel, alike: dict[str, object] | None = None) -> int:
    def work(session: Session) -> int:
        commune = panel.communes[0].id
        cycle = Cycle(commune_id=commune, title="Budget 2026", year=2026, envelope=1000, state=CycleState.APPROVED)
        cycle.created_at = NOW
        session.add(cycle)
        session.flush()
        ends = NOW + timedelta(days=1)
        session.add(Phase(cycle_id=cycle.id, kind="vote", opens_at=NOW - timedelta(days=2), closes_at=ends))
        session.add(WatchReport(cycle_id=cycle.id, figures=FIGURES, alike=alike, made_at=NOW))
        line = Line(provider="twilio", key="a", channel="sms", address="+22890000001", created_at=NOW)
        session.add(line)
        session.flush()
        session.add(LineCommune(line_id=line.id, commune_id=commune))
        day = (NOW - timedelta(days=1)).date()
        session.add(InboundCheck(line_id=line.id, day=day, theirs=120, missing=2, fetched=3, unread=1, checked_at=NOW))
        return cycle.id

    return panel.house.work.write(work)


def page(panel: Panel, role: RoleName = RoleName.OBSERVER) -> str:
    return panel.browser(panel.person(role)).get(PAGE, follow_redirects=True).get_data(as_text=True)


def test_an_observer_sees_figures_hours_and_what_they_may_mean(panel: Panel) -> None:
    plant(panel)
    text = page(panel)
    assert "Hours with far more votes than usual" in text and ">140<" in text
    assert "21 numbers, in 3 rows of ten" in text
    assert "May be innocent" in text and "What to do" in text
    assert re.search(r"2 messages are missing", text)


def test_before_the_count_nothing_is_said_of_ballots(panel: Panel) -> None:
    plant(panel)
    assert "before, no ballot is opened" in page(panel)


@pytest.mark.parametrize(
    ("alike", "said"),
    [({"hours": None}, "Too few full hours"), ({"hours": [2, 9]}, "2 of 9 hours with twenty ballots or more")],
)
def test_after_the_count_a_number_of_hours_is_said_and_no_more(
    panel: Panel, alike: dict[str, object], said: str
) -> None:
    plant(panel, alike)
    assert said in page(panel)


def test_what_lacks_is_said_on_the_first_page_too(panel: Panel) -> None:
    plant(panel)
    browser = panel.browser(panel.person(RoleName.ADMINISTRATOR))
    assert "2 messages are missing" in browser.get("/panel/today/").get_data(as_text=True)


def test_without_a_vote_the_page_says_so(panel: Panel) -> None:
    assert "No vote has opened yet" in page(panel, RoleName.ADMINISTRATOR)


def test_the_vote_of_another_commune_is_not_found(panel: Panel) -> None:
    number = plant(panel)
    browser = panel.browser(panel.person(RoleName.OBSERVER, commune=1))
    assert browser.get(f"{PAGE}{number}").status_code == 404


@pytest.mark.parametrize("role", [RoleName.BUDGET_OFFICER, RoleName.MODERATOR, RoleName.COMMUNICATION_OFFICER])
def test_others_do_not_open_it(panel: Panel, role: RoleName) -> None:
    assert panel.browser(panel.person(role)).get(PAGE).status_code == 403
