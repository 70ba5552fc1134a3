"""The table of what messages to other countries cost, on the page of a line."""

from __future__ import annotations

from flask.testing import FlaskClient

from services.lines import list_lines
from services.prices import OTHER
from services.roles import RoleName
from tests.admin.conftest import Panel
from tests.admin.test_line_pages import LINE, boss
from tests.admin.test_panel_sign_in import send

ROWS = {"country_0": "France", "price_0": "90,5", "country_1": "gh", "price_1": "40", "other": "120"}


def line_of(panel: Panel, browser: FlaskClient) -> str:
    send(browser, "/panel/lines/new/twilio", **LINE)
    return f"/panel/lines/{panel.house.work.read(lambda db: list_lines(db, panel.house))[0].id}"


def prices(panel: Panel) -> dict[str, int]:
    return dict(panel.house.work.read(lambda db: list_lines(db, panel.house))[0].prices)


def test_prices_are_typed_by_country_and_shown_by_its_name(panel: Panel) -> None:
    browser = boss(panel)
    page = line_of(panel, browser)
    assert 'name="country_2"' in browser.get(page).text and 'name="country_3"' not in browser.get(page).text
    assert send(browser, page, **ROWS).status_code == 302
    assert prices(panel) == {"FR": 90_500, "GH": 40_000, OTHER: 120_000}
    shown = browser.get(page).text
    assert "<dt>France</dt>" in shown and "<dt>Ghana</dt>" in shown and "90.5" in shown
    assert 'name="country_4"' in shown and 'value="Ghana"' in shown
    assert send(browser, page, country_0="Ghana", price_0="45", country_1="", price_1="", other="").status_code == 302
    assert prices(panel) == {"GH": 45_000}
    observer = panel.browser(panel.person(RoleName.OBSERVER))
    seen = observer.get(page).text
    assert "<dt>Ghana</dt>" in seen and 'name="country_0"' not in seen
    assert send(observer, page, **ROWS).status_code == 403


def test_a_row_that_is_not_whole_or_right_is_kept_as_typed_and_told_of(panel: Panel) -> None:
    browser = boss(panel)
    page = line_of(panel, browser)
    for wrong, said in (
        ({"country_0": "France", "price_0": ""}, "A row needs both"),
        ({"country_0": "", "price_0": "12"}, "A row needs both"),
        ({"country_0": "Ghana", "price_0": "4", "country_1": "GH", "price_1": "5"}, "in the table already"),
        ({"country_0": "Atlantis", "price_0": "4"}, "The country is not known"),
        ({"country_0": "Togo", "price_0": "4"}, "take its row out"),
        ({"country_0": "France", "price_0": "-4"}, 'value="-4"'),
    ):
        answer = send(browser, page, **wrong)
        assert answer.status_code == 200 and said in answer.text
    assert prices(panel) == {}


def test_a_line_whose_messages_cost_nothing_asks_for_no_prices(panel: Panel) -> None:
    browser = boss(panel)
    send(browser, "/panel/lines/new/telegram", key="a", address="ABot", secret_bot_token="123456:ABC")
    page = f"/panel/lines/{panel.house.work.read(lambda db: list_lines(db, panel.house))[0].id}"
    assert 'name="country_0"' not in browser.get(page).text
    assert send(browser, page, **ROWS).status_code == 404
