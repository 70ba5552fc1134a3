"""A commune that has just begun: its pages show what is there and say what comes, and nothing that is missing."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from budgeting.phases import PhaseKind
from models import Commune, Inbound, InformationRequest, Phase, Project
from models.cycle import CycleState
from models.message import InboundState
from services.house import House
from services.revision import grow_revision
from tests.portal.conftest import Site
from tests.services.budgets.planting import plant_document
from tests.services.budgets.planting import plant_line as plant_budget_line
from tests.services.townsfolk import NOW, plant_commune, plant_cycle, plant_heard_line, plant_line, planted

FIRST_TABS = ["/zongo/", "/zongo/learn"]


@pytest.fixture
def new(empty_app: Flask, house: House) -> Site:
    return Site(empty_app, house, house.work.write(lambda session: plant_commune(session, languages=["fr", "ar"]).id))


def tabs(page: str) -> list[str]:
    found = re.search(r'<nav class="tabs".*?</nav>', page, re.S)
    assert found
    return [link.partition("?")[0] for link in re.findall(r'href="([^"]+)"', found.group())]


def test_on_the_first_day_the_home_page_shows_the_lessons_and_what_comes(new: Site) -> None:
    page = new.text("/zongo/?lang=en")
    assert tabs(page) == FIRST_TABS
    assert "What comes next" in page
    for words in ("The budget will stand here", "Projects will stand here", "The number to write to will stand here"):
        assert words in page
    for missing in (
        "No number",
        "Not published yet",
        "None yet",
        "BUDGET HEALTH",
        "VOTE",
        "QUESTION",
        "SMS",
        "CSV",
    ):
        assert missing not in page, missing


def test_a_page_that_has_nothing_yet_is_on_its_own_menu_and_sends_nobody_to_a_number(new: Site) -> None:
    for path in ("budget", "projects", "results", "requests", "documents"):
        page = new.text(f"/zongo/{path}?lang=en")
        assert tabs(page) == sorted(
            [*FIRST_TABS, f"/zongo/{path}"], key=lambda tab: (tab != "/zongo/", tab.endswith("learn"))
        )
        assert "write to the commune" not in page.lower(), path
    assert "SMS" not in new.text("/zongo/learn?lang=en")


def test_each_thing_comes_to_the_home_page_with_its_words_when_it_is_there(new: Site) -> None:
    def write_to(session: Session) -> None:
        plant_heard_line(session, session.get_one(Commune, new.commune_id))

    def publish(session: Session) -> None:
        document = plant_document(session, session.get_one(Commune, new.commune_id), 2025, status="voted")
        plant_budget_line(session, document, "water", voted=900)
        grow_revision(session, new.commune_id)

    def accept(session: Session) -> None:
        names = {"titles": {"fr": "Puits"}, "short_names": {"fr": "Puits"}, "description": ""}
        project = Project(commune_id=new.commune_id, number=1, state="proposed", cost=1, made_at=NOW, **names)
        planted(session, project)

    new.house.work.write(write_to)
    page = new.text("/zongo/?lang=en")
    assert "QUESTION" in page and "BUDGET" not in page and "PROJECTS" not in page
    new.house.work.write(publish)
    page = new.text("/zongo/?lang=en")
    assert "BUDGET WATER" in page and "PROJECTS" not in page and "/zongo/budget" in tabs(page)
    new.house.work.write(accept)
    page = new.text("/zongo/?lang=en")
    assert "PROJECTS" in page and "/zongo/projects" in tabs(page) and "What comes next" not in page


def test_a_number_that_no_message_reaches_yet_stands_on_no_page_and_on_no_citizen_budget(new: Site) -> None:
    def publish(session: Session) -> int:
        commune = session.get_one(Commune, new.commune_id)
        document = plant_document(session, commune, 2025, status="voted")
        plant_budget_line(session, document, "water", voted=900)
        return plant_line(session, commune).id

    number = new.house.work.write(publish)
    paths = ("", "learn", "budget", "budget/2025", "search?q=zzz", "projects")
    for path in paths:
        page = new.text(f"/zongo/{path}{'&' if '?' in path else '?'}lang=en")
        assert not any(word in page for word in ("7070", "sms:", "SMS", "write to the commune")), path
    assert "The number to write to will stand here" in new.text("/zongo/?lang=en")
    assert "No number is connected yet" in new.text("/zongo/budget/2025?lang=en")
    heard = Inbound(line_id=number, provider_id="m1", state=InboundState.DONE, arrived_at=NOW)
    new.house.work.write(lambda session: session.add(heard))
    for path in ("", "budget/2025"):
        assert "7070" in new.text(f"/zongo/{path}?lang=en"), path


def test_what_was_only_tried_or_prepared_opens_no_register(new: Site) -> None:
    def ask(session: Session) -> None:
        rows = [("formal", "prepared", False), ("formal", "closed", False), ("question", "received", True)]
        for number, (kind, state, simulated) in enumerate(rows):
            row = InformationRequest(
                commune_id=new.commune_id,
                reference=f"DI-{number}",
                kind=kind,
                channel="sms",
                language="fr",
                state=state,
                text=b"",
                received_at=NOW,
                is_simulated=simulated,
            )
            planted(session, row)

    new.house.work.write(ask)
    assert tabs(new.text("/zongo/")) == FIRST_TABS


def test_the_stage_to_come_stands_with_its_day_and_the_vote_once_it_is_planned(new: Site) -> None:
    def plan(session: Session) -> None:
        commune = session.get_one(Commune, new.commune_id)
        plant_heard_line(session, commune)
        cycle = plant_cycle(session, commune)
        cycle.state = CycleState.APPROVED
        opens, closes = NOW.replace(year=NOW.year + 5), NOW.replace(year=NOW.year + 6)
        planted(session, Phase(cycle_id=cycle.id, kind=PhaseKind.VOTE, opens_at=opens, closes_at=closes))

    new.house.work.write(plan)
    page = new.text("/zongo/?lang=en")
    assert re.search(rf"<strong>The vote is open</strong> from .*{NOW.year + 5}", page)
    assert "<code>VOTE \u2068… … …\u2069</code>" in page


@pytest.mark.parametrize("state", [CycleState.DRAFT, CycleState.APPROVED])
def test_who_may_send_an_idea_reads_it_on_the_home_page_before_the_ballot_is_approved(
    new: Site, state: CycleState
) -> None:
    def plan(session: Session) -> None:
        commune = session.get_one(Commune, new.commune_id)
        plant_heard_line(session, commune)
        cycle = plant_cycle(session, commune)
        cycle.state = state
        opens, closes = NOW.replace(year=NOW.year - 5), NOW.replace(year=NOW.year + 5)
        planted(session, Phase(cycle_id=cycle.id, kind=PhaseKind.PROPOSALS, opens_at=opens, closes_at=closes))

    assert "IDEA" not in new.text("/zongo/?lang=en")
    new.house.work.write(plan)
    page = new.text("/zongo/?lang=en")
    assert page.count("<strong>Proposals are open</strong> until") == 1
    assert "<code>IDEA …</code>" in page
    assert ("/zongo/votes/" in page) == (state is CycleState.APPROVED)


def test_the_first_day_is_said_in_every_language(new: Site) -> None:
    assert "Et ensuite" in new.text("/zongo/?lang=fr")
    assert "ما يأتي" in new.text("/zongo/?lang=ar")
