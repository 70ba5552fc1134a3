"""The panel writes the apostrophes of what messages say as pages do."""

from __future__ import annotations

from admin.tongue import say_value
from bot.phrases import Named
from tests.admin.conftest import Panel


def test_the_panel_curls_the_apostrophes_of_a_phrase(panel: Panel) -> None:
    with panel.app.test_request_context("/", headers={"Accept-Language": "fr"}):
        assert say_value(Named({"fr": "Latrines de l'école"})) == "Latrines de l’école"
