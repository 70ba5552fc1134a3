"""Files of the panel are kept by browsers; what is no page of the panel is the same for everybody."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask

from admin.assets import FOLDER, asset_address
from admin.build import attach_panel
from gateways.base import LineView
from gateways.registry import find_providers
from portal.build import attach_portal
from services.communes import create_commune
from services.house import House
from services.line_book import LineBook
from services.throttle import Throttle
from tests.admin.conftest import CHEAP, Panel, new_commune
from webhooks.doors import Doors, attach_doors


def whole_app(house: House) -> Flask:
    """Return doors, public pages and panel on one app, as the product has them."""
    app = Flask("palabre_test", static_folder=None)
    app.config.update(TESTING=True, PROPAGATE_EXCEPTIONS=False, SECURITY_PASSWORD_HASH_PASSLIB_OPTIONS=CHEAP)
    book: LineBook[LineView] = LineBook(house, lambda facts: LineView(facts.provider, facts.key, facts.address, ""))
    attach_doors(app, Doors(house, find_providers(), book, Throttle()))
    attach_portal(app, house, sheet=asset_address("palabre.css"))
    attach_panel(app, house, secret_key="not so secret")
    house.work.write(lambda db: create_commune(db, house, new_commune("assoli")))
    return app


@pytest.mark.parametrize(
    "path", ["/", "/assoli/", "/assoli/results", "/assoli/documents", "/nothing/", asset_address("palabre.css")]
)
def test_a_public_page_is_the_same_with_and_without_cookies(empty_house: House, path: str) -> None:
    answer = whole_app(empty_house).test_client().get(path, buffered=True)
    assert "Cookie" not in answer.headers.get("Vary", "") and "Set-Cookie" not in answer.headers


def test_a_webhook_never_looks_at_a_session(empty_house: House) -> None:
    client = whole_app(empty_house).test_client()
    for answer in (client.post("/webhooks/telegram/main/inbound", data=b"{}"), client.get("/webhooks/nobody/x/status")):
        assert "Cookie" not in answer.headers.get("Vary", "") and "Set-Cookie" not in answer.headers


def test_a_page_of_the_panel_still_varies_by_cookie(panel: Panel) -> None:
    assert "Cookie" in panel.browser().get("/panel/login").headers["Vary"]


def test_the_sheet_is_kept_for_a_year_under_the_address_of_its_content(panel: Panel) -> None:
    address = asset_address("palabre.css")
    assert address in panel.browser().get("/panel/login").text
    answer = panel.browser().get(address, buffered=True)
    assert answer.data == (FOLDER / "palabre.css").read_bytes()
    kept = answer.cache_control
    assert kept.public and kept.max_age == 31_536_000 and kept.immutable and not kept.no_cache


@pytest.mark.parametrize("query", ["", "?v=", "?v=0123456789ab"])
def test_under_any_other_address_the_sheet_is_asked_for_again(panel: Panel, query: str) -> None:
    answer = panel.browser().get(f"/panel/static/palabre.css{query}", buffered=True)
    assert answer.status_code == 200 and answer.cache_control.no_cache and not answer.cache_control.immutable


def test_a_file_that_is_not_there_is_not_found(panel: Panel) -> None:
    for path in ("/panel/static/nothing.css?v=x", "/panel/static/../build.py?v=x", "/panel/static/%2e%2e/build.py"):
        answer = panel.browser().get(path)
        assert answer.status_code == 404 and not answer.cache_control.immutable


def test_every_file_of_the_panel_is_asked_for_by_its_content() -> None:
    templates = Path(FOLDER).parent / "templates"
    assert not [path.name for path in templates.rglob("*.html") if "panel.static" in path.read_text()]
