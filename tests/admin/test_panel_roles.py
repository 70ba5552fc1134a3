"""Every route of the panel with every role: the matrix is made from the routes that are there."""

from __future__ import annotations

import pytest

from admin.guard import FOR_STAFF, FOR_STRANGERS
from services.roles import RoleName
from tests.admin.conftest import Panel


def test_every_route_under_the_panel_is_declared_or_known_to_be_open(panel: Panel) -> None:
    declared = panel.app.extensions["palabre.panel.routes"]
    known = FOR_STRANGERS | FOR_STAFF
    rules = [rule for rule in panel.app.url_map.iter_rules() if rule.rule.startswith("/panel")]
    strays = {r.endpoint for r in rules if not r.endpoint.startswith("security.")} - known - set(declared)
    assert rules and strays == set()


@pytest.mark.parametrize("role", list(RoleName))
def test_a_route_opens_for_its_roles_and_for_nobody_else(panel: Panel, role: RoleName) -> None:
    browser = panel.browser(panel.person(role))
    seen = 0
    for rule in panel.app.url_map.iter_rules():
        declared = panel.app.extensions["palabre.panel.routes"].get(rule.endpoint)
        if declared is None or "GET" not in (rule.methods or set()):
            continue
        path = panel.path_of(rule)
        status = browser.get(path).status_code
        seen += 1
        if role in declared[1]:
            assert status not in {401, 403} and status < 500, (path, status)
        else:
            assert status == 403, (path, status)
    assert seen
