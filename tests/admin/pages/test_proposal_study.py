"""Staff give a proposal to a department, and find what is theirs and what is late."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from services.roles import RoleName
from tests.admin.conftest import Panel
from tests.admin.pages.test_proposals import INDEX, bring
from tests.admin.test_cycle_pages import send, start


@pytest.fixture
def shown(panel: Panel, officer: FlaskClient) -> str:
    start(panel)
    return bring(officer, "Un forage")


def test_a_proposal_is_given_to_a_department_that_is_suggested_the_next_time(
    panel: Panel, officer: FlaskClient, shown: str
) -> None:
    assert "Name the department that studies it." in send(officer, f"{shown}/study", shown, study__department="")
    past = {"study__department": "Voirie", "study__due_on": "2020-01-01"}
    assert "Choose a day that is still to come." in send(officer, f"{shown}/study", shown, **past)
    page = send(officer, f"{shown}/study", shown, study__department="Voirie", study__due_on="2026-12-01")
    assert "<dt>Studied by</dt><dd><bdi>Voirie</bdi>" in page and "late</span>" not in page
    assert '<option value="Voirie"></option>' in officer.get(bring(officer, "Un pont")).text
    panel.hands.turn(days=30)
    assert "late</span>" in officer.get(shown).text
    late = officer.get(f"{INDEX}?state=study_late").text
    assert "Un forage" in late and "Un pont" not in late
    by = officer.get(f"{INDEX}?state=study_by:Voirie").text
    assert "Un forage" in by and "Un pont" not in by
    assert "Un pont" in officer.get(f"{INDEX}?state=study_none").text
    assert "No proposal here." in officer.get(f"{INDEX}?state=study_mine").text


def test_who_only_looks_reads_who_studies_and_changes_nothing(panel: Panel, officer: FlaskClient, shown: str) -> None:
    send(officer, f"{shown}/study", shown, study__department="Voirie")
    observer = panel.browser(panel.person(RoleName.OBSERVER))
    assert "Studied by" in observer.get(shown).text and f"{shown}/study" not in observer.get(shown).text
