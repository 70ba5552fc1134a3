"""The page of proposals: who fills a cycle enters what is said at the desk, and others read whose task it is."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from models import Commune, Proposal, ProposalEvent
from models.proposal import ProposalState
from services.associations import add_association
from services.public_sessions.announcing import NewSession, add_session, remove_session
from services.roles import RoleName
from tests.admin.conftest import Panel
from tests.admin.test_cycle_pages import send, start

INDEX, DESK, AUDIT = "/panel/proposals/", "/panel/proposals/desk", "/panel/audit/"


def bring(browser: FlaskClient, title: str, language: str = "fr") -> str:
    """Enter an idea at the desk; return where it is shown."""
    found = re.search(r"P-\d\d-\d{4}", send(browser, DESK, title=title, zone="", language=language))
    assert found
    return INDEX + found[0]


def associate(panel: Panel, name: str, commune: int) -> int:
    where = {"commune_id": panel.communes[commune].id, "name": name, "staff_id": None}
    return panel.house.work.write(lambda db: add_association(db, panel.house, **where))


def announce(panel: Panel, title: str) -> int:
    starts_at = panel.house.clock() + timedelta(days=1)
    new, place = NewSession(title, "École", starts_at), panel.communes[0].id
    return panel.house.work.write(lambda db: add_session(db, panel.house, place, new, staff_id=None))


def refuse(browser: FlaskClient, shown: str, reason: str) -> None:
    send(browser, f"{shown}/refuse", **{"refuse-code": "too_dear", "refuse-reason": reason})


@pytest.mark.parametrize("role", [RoleName.BUDGET_OFFICER, RoleName.MODERATOR, RoleName.ADMINISTRATOR])
def test_who_may_accept_a_proposal_enters_one_too(panel: Panel, role: RoleName) -> None:
    browser = panel.browser(panel.person(role))
    assert DESK in browser.get(INDEX).text
    start(panel)
    page = send(browser, DESK, title="Un forage", zone="", language="fr")
    assert "Un forage" in page and "<summary>Accept</summary>" in page


def test_a_project_that_says_nearly_the_same_is_named_beside_an_idea(panel: Panel) -> None:
    browser = panel.browser(panel.person(RoleName.ADMINISTRATOR))
    start(panel)
    first = bring(browser, "Un forage")
    names = {"accept-title_0": "Un forage", "accept-short_0": "Forage"}
    send(browser, f"{first}/accept", first, **{"accept-cost": "3 000 000", **names})
    page = browser.get(bring(browser, "Le forage")).text
    assert 'href="/panel/projects/1">Project 1</a> <bdi>Un forage</bdi>' in page


@pytest.mark.parametrize("role", [RoleName.OBSERVER, RoleName.COMMUNICATION_OFFICER])
def test_who_may_not_reads_who_does(panel: Panel, role: RoleName) -> None:
    browser = panel.browser(panel.person(role))
    page = browser.get(INDEX).text
    assert "entered by: \u2068Administrator, Budget officer, and Moderator\u2069." in page
    assert DESK not in page and browser.get(DESK).status_code == 403


def test_an_appeal_is_shown_with_its_reasons_and_what_to_do_until_it_is_decided(panel: Panel) -> None:
    browser = panel.browser(panel.person(RoleName.MODERATOR))
    start(panel)
    shown = bring(browser, "Un pont")
    refuse(browser, shown, "Il coûte trop.")

    def appeal(session: Session) -> None:
        row = session.scalars(select(Proposal)).one()
        row.state = ProposalState.APPEALED
        event = {"proposal_id": row.id, "state": row.state, "note": "Il sert à l'école."}
        session.add(ProposalEvent(**event, happened_at=panel.house.clock()))

    panel.house.work.write(appeal)
    page = browser.get(shown).text
    assert "does not agree with the refusal" in page and "Il sert à l&#39;école." in page
    assert "Un pont" in browser.get(f"{INDEX}?state=appealed").text
    refuse(browser, shown, "Il coûte encore trop.")
    assert "does not agree with the refusal" not in browser.get(shown).text


def test_the_appeal_of_an_idea_brought_to_the_desk_is_written_down_there(panel: Panel) -> None:
    browser = panel.browser(panel.person(RoleName.MODERATOR))
    start(panel)
    shown = bring(browser, "Un pont")
    assert "Write down an appeal" not in browser.get(shown).text
    refuse(browser, shown, "Il coûte trop.")
    assert "Write down an appeal" in browser.get(shown).text
    assert "Write why the author" in send(browser, f"{shown}/appeal", **{"appeal-why": ""})
    page = send(browser, f"{shown}/appeal", **{"appeal-why": "Il sert aux champs."})
    assert "does not agree with the refusal" in page and "Il sert aux champs." in page
    assert "Write down an appeal" not in page


def test_an_idea_in_another_language_is_accepted_with_names_that_the_form_asks_for_before(panel: Panel) -> None:
    panel.house.work.write(lambda session: _speaks(session, ["fr", "en"]))
    browser = panel.browser(panel.person(RoleName.MODERATOR))
    start(panel)
    shown = bring(browser, "A well near the old market", "en")
    first, second = re.findall(r"<legend>.*?</fieldset>", browser.get(shown).text, re.DOTALL)[:2]
    assert "(needed)" in first and "A well" not in first and "write both names here" in first
    assert 'value="A well near the old market"' in second and 'value="Well near old"' in second
    names = {"accept-cost": "5 000", "accept-title_0": "", "accept-short_0": "", "accept-title_1": "A well"}
    refused = send(browser, f"{shown}/accept", shown, **names)
    assert "Write the names in the commune&#39;s own language." in refused
    assert 'class="errors"><li>Write both the title and the short name, or neither.' in refused
    french = {"accept-title_0": "Un puits", "accept-short_0": "Puits", "accept-title_1": ""}
    assert "The proposal is a project now." in send(browser, f"{shown}/accept", shown, **{**names, **french})


def test_an_idea_in_the_own_language_is_accepted_with_nothing_more_than_its_cost(panel: Panel) -> None:
    browser = panel.browser(panel.person(RoleName.MODERATOR))
    start(panel)
    shown = bring(browser, "Un robinet au marché de Zongo")
    filled = dict(re.findall(r'name="(accept-(?:title|short)_0)"[^>]*value="([^"]*)"', browser.get(shown).text))
    assert filled == {"accept-title_0": "Un robinet au marché de Zongo", "accept-short_0": "Robinet marché"}
    accepted = send(browser, f"{shown}/accept", shown, **{"accept-cost": "5 000", **filled})
    assert "The proposal is a project now." in accepted


def _speaks(session: Session, languages: list[str]) -> None:
    for commune in session.scalars(select(Commune)):
        commune.languages = languages


def test_who_proposes_it_too_is_counted_and_never_named_but_for_associations(panel: Panel) -> None:
    browser = panel.browser(panel.person(RoleName.MODERATOR))
    start(panel)
    shown = bring(browser, "Un forage")
    ours, theirs = associate(panel, "Femmes de Zongo", 0), associate(panel, "Ailleurs", 1)
    page = send(browser, f"{shown}/backers", shown, **{"backers-associations": str(ours), "backers-present": "12"})
    assert "0 phones, 12 people present, <bdi>Femmes de Zongo</bdi>" in page
    assert "Who proposes it too is written down." in page
    again = send(browser, f"{shown}/backers", shown, **{"backers-associations": str(theirs), "backers-present": "5"})
    assert "Ailleurs" not in again and "12 people present" in browser.get(shown).text
    assert "Wrote down who proposes an idea too" in panel.browser(panel.person(RoleName.ADMINISTRATOR)).get(AUDIT).text


def test_an_idea_may_come_from_a_public_session_that_is_taken_off_the_list_later(panel: Panel) -> None:
    browser = panel.browser(panel.person(RoleName.MODERATOR))
    start(panel)
    shown = bring(browser, "Un forage")
    there = announce(panel, "Assemblée de Zongo")
    assert "<bdi>Assemblée de Zongo</bdi>" in send(browser, f"{shown}/backers", shown, **{"backers-there": str(there)})
    place = panel.communes[0].id
    panel.house.work.write(lambda db: remove_session(db, panel.house, place, there, staff_id=None))
    assert "Assemblée de Zongo" not in browser.get(shown).text


def test_the_code_by_which_authors_join_is_made_once_and_shown_to_who_enters_proposals(panel: Panel) -> None:
    browser = panel.browser(panel.person(RoleName.MODERATOR))
    start(panel)
    shown = bring(browser, "Un forage")
    assert "COAUTHOR" not in browser.get(shown).text
    told = [re.search(r"COAUTHOR P-\d\d-\d{4} \d{4}", send(browser, f"{shown}/code", shown)) for _time in range(2)]
    assert told[0] and told[1] and told[0][0] == told[1][0]
    observer = panel.browser(panel.person(RoleName.OBSERVER))
    assert "COAUTHOR" not in observer.get(shown).text
    refuse(browser, shown, "Trop cher.")
    assert "COAUTHOR" not in browser.get(shown).text
