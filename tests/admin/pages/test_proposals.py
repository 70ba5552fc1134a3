"""The page of proposals: who fills a cycle enters what is said at the desk, and others read whose task it is."""

from __future__ import annotations

import pytest

from services.roles import RoleName
from tests.admin.conftest import Panel
from tests.admin.test_cycle_pages import send, start

INDEX, DESK = "/panel/proposals/", "/panel/proposals/desk"


@pytest.mark.parametrize("role", [RoleName.BUDGET_OFFICER, RoleName.MODERATOR, RoleName.ADMINISTRATOR])
def test_who_may_accept_a_proposal_enters_one_too(panel: Panel, role: RoleName) -> None:
    browser = panel.browser(panel.person(role))
    assert DESK in browser.get(INDEX).text
    start(panel)
    page = send(browser, DESK, title="Un forage", zone="", language="fr")
    assert "Un forage" in page and "<summary>Accept</summary>" in page


@pytest.mark.parametrize("role", [RoleName.OBSERVER, RoleName.COMMUNICATION_OFFICER])
def test_who_may_not_reads_who_does(panel: Panel, role: RoleName) -> None:
    browser = panel.browser(panel.person(role))
    page = browser.get(INDEX).text
    assert "entered by: \u2068Administrator, Budget officer, and Moderator\u2069." in page
    assert DESK not in page and browser.get(DESK).status_code == 403
