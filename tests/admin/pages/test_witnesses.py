"""Naming a witness, giving them a link, and choosing where observers read the log, as a decider does it."""

from __future__ import annotations

import re

from services.roles import RoleName
from services.witnesses.naming import witnesses_of
from tests.admin.conftest import Panel

PAGE = "/panel/witnesses/"
MARIAM = {"name": "Mariam Issa", "capacity": "association", "body": "Women of Zongo", "agreed_by": "the council"}


def posted(panel: Panel, path: str, **fields: str) -> str:
    browser = panel.browser(panel.person(RoleName.ADMINISTRATOR))
    return _post(browser, path, **fields)


def _post(browser: object, path: str, **fields: str) -> str:
    text = browser.get(PAGE).get_data(as_text=True)  # type: ignore[attr-defined]
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', text)
    sent = {**fields, "csrf_token": token[1] if token else ""}
    answer = browser.post(f"{PAGE}{path}", data=sent, follow_redirects=True)  # type: ignore[attr-defined]
    assert answer.status_code == 200
    return str(answer.get_data(as_text=True))


def test_a_witness_is_named_and_given_a_link_that_is_shown_once(panel: Panel) -> None:
    browser = panel.browser(panel.person(RoleName.ADMINISTRATOR))
    named = _post(browser, "", **MARIAM)
    assert "Mariam Issa" in named and "Has not accepted yet" in named
    one = panel.house.work.read(lambda db: witnesses_of(db, panel.communes[0].id))[0]
    shown = _post(browser, f"{one.id}/link")
    found = re.search(rf"http://localhost/{panel.communes[0].key}/witness/([\w-]{{32}})<", shown)
    assert found is not None
    assert found[1] not in browser.get(PAGE).get_data(as_text=True)


def test_what_is_missing_is_said(panel: Panel) -> None:
    text = posted(panel, "", **{**MARIAM, "agreed_by": ""})
    assert "Write the name, for whom they speak, and who agreed to them." in text
    assert panel.house.work.read(lambda db: witnesses_of(db, panel.communes[0].id)) == []


def test_nothing_is_asked_of_a_witness_who_has_not_accepted(panel: Panel) -> None:
    browser = panel.browser(panel.person(RoleName.ADMINISTRATOR))
    _post(browser, "", **MARIAM)
    one = panel.house.work.read(lambda db: witnesses_of(db, panel.communes[0].id))[0]
    for asks in ("1:cycle_void", "x:y", ":", "99999999999999999999:cycle_result"):
        text = _post(browser, f"{one.id}/link", asks=asks)
        assert "/witness/" not in text or asks == ":"


def test_a_witness_of_another_commune_is_none(panel: Panel) -> None:
    browser = panel.browser(panel.person(RoleName.ADMINISTRATOR, commune=1))
    _post(browser, "", **MARIAM)
    one = panel.house.work.read(lambda db: witnesses_of(db, panel.communes[1].id))[0]
    assert "There is no such witness" in posted(panel, f"{one.id}/link")


def test_without_a_bot_the_page_says_that_nothing_can_be_posted(panel: Panel) -> None:
    text = posted(panel, "chat", chat="-1001234567890")
    assert "The commune has no bot on Telegram" in text


def test_an_observer_reads_and_names_nobody(panel: Panel) -> None:
    browser = panel.browser(panel.person(RoleName.OBSERVER))
    assert "Name a witness" not in browser.get(PAGE).get_data(as_text=True)
