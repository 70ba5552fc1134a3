"""A participatory budget through the pages: proposal, project, plan, key, two people, count, publication, works."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient

from budgeting.phases import Phase, PhaseKind
from models import Commune, Cycle, Project
from services.cycles.draft import Draft, start_cycle
from services.keyring import CycleKey, KeyMissing
from services.proof import make_due_bundles
from services.roles import RoleName
from services.voting.cast import cast_ballot
from services.voting.paper import poll_at
from services.voting.voter import Voting
from tests.admin.conftest import NOW, Panel

OPENS, CLOSES = NOW + timedelta(days=10), NOW + timedelta(days=20)


def token(page: str) -> str:
    found = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert found
    return found[1]


def send(browser: FlaskClient, path: str, on: str | None = None, **values: Any) -> str:
    """Post a form as the page shows it and return the page that follows."""
    form = {name.replace("__", "-"): value for name, value in values.items()}
    shown = browser.get(on or path).get_data(as_text=True)
    answer = browser.post(path, data={"csrf_token": token(shown), **form}, follow_redirects=True)
    assert answer.status_code == 200, answer.status_code
    return answer.get_data(as_text=True)


def start(panel: Panel) -> int:
    """A draft whose proposals are open now and whose vote opens in ten days."""
    phases = (
        Phase(PhaseKind.PROPOSALS, NOW - timedelta(days=5), NOW + timedelta(days=5)),
        Phase(PhaseKind.VOTE, OPENS, CLOSES),
        Phase(PhaseKind.APPEAL, CLOSES + timedelta(days=1), CLOSES + timedelta(days=10)),
    )
    draft = Draft("Budget 2026", 2026, 10_000_000, phases=phases)
    commune = panel.communes[0].id
    return panel.house.work.write(lambda db: start_cycle(db, panel.house, commune, draft, staff_id=None).id)


def propose(admin: FlaskClient, title: str, short: str, cost: str) -> str:
    page = send(admin, "/panel/proposals/desk", title=title, zone="", language="fr")
    found = re.search(r"P-26-\d{4}", page)
    assert found
    path = f"/panel/proposals/{found[0]}"
    return send(admin, f"{path}/accept", path, accept__cost=cost, accept__title_0=title, accept__short_0=short)


def test_a_budget_goes_from_an_idea_to_its_works(panel: Panel, admin: FlaskClient, officer: FlaskClient) -> None:
    cycle = start(panel)
    assert "Accepted" in propose(admin, "Un forage", "Forage", "6 000 000")
    propose(admin, "Un marché", "Marché", "5.000.000")
    path = f"/panel/cycle/{cycle}"

    assert "Frozen" in send(admin, f"{path}/freeze", path)
    sheet = send(admin, f"{path}/key", path)
    groups = re.search(r'<p class="code">((?:[0-9a-f]{4} ){16})', sheet)
    assert groups
    wrong = send(admin, f"{path}/backup", path, last_group="zzzz")
    assert "not the last four characters" in wrong
    assert "Backup confirmed" in send(admin, f"{path}/backup", path, last_group=groups[1].split()[-1])

    digest = panel.house.work.read(lambda db: db.get_one(Cycle, cycle).rules_hash)
    unaware = send(admin, f"{path}/approve", path, digest=digest)
    assert "Ideas are still gathered" in unaware and "Ideas are still to come:" in unaware
    aware = {"digest": str(digest), "ideas_wait": "yes"}
    assert "a second person signs in" in send(admin, f"{path}/approve", path, **aware)
    assert "said yes already" in send(admin, f"{path}/approve", path, **aware)
    assert "On the ballot" in send(officer, f"{path}/approve", path, **aware)
    assert "Accepted" in propose(admin, "Un pont", "Pont", "2 000 000")
    assert panel.house.work.read(lambda db: str(db.get_one(Cycle, cycle).state)) == "approved"
    lose_and_restore_the_key(panel, officer, cycle)

    vote(panel, cycle, [(1,), (1, 2), (1,)])
    count = f"/panel/count/{cycle}"
    before = officer.get(count).get_data(as_text=True)
    assert "people voted" in before
    assert "The ballots stay closed" in before
    assert "Chosen" not in before

    panel.hands.now = CLOSES + timedelta(hours=2)
    counted = send(officer, f"{count}/run", count)
    assert "Every ballot has its receipt" in counted
    assert "the one that costs less; if they are level in this too: the one with the smaller number" in counted
    assert "1 000 000 F" in counted  # what the market lacked
    shown = re.search(r'name="digest" value="([0-9a-f]{64})"', counted)
    assert shown
    assert "Your yes is written down." in send(officer, f"{count}/publish", count, digest=shown[1])
    out = send(admin, f"{count}/publish", count, digest=shown[1])
    assert "The result is published." in out and "Your yes is written down." not in out
    assert "The bundle is being made" in officer.get(count).text
    assert make_due_bundles(panel.house) == 1
    assert re.search(r'href="/[a-z-]+/results/[0-9a-f]{64}\.zip"', officer.get(count).text)

    panel.hands.now += timedelta(days=60)
    assert "Only the key on this machine is destroyed" in officer.get(count).text
    send(officer, f"{count}/destroy", count)
    assert "and all copies of it been destroyed too" in send(admin, f"{count}/destroy", count)
    with pytest.raises(KeyMissing):
        panel.house.keyring.load(cycle)

    works = send(
        officer, "/panel/projects/1", state="done", progress="100", spent="5 900 000", done_on="2026-11-30", proof="PV"
    )
    assert "cannot be finished on a day" not in works
    assert panel.house.work.read(lambda db: str(db.query(Project).filter_by(number=1).one().state)) == "done"


def lose_and_restore_the_key(panel: Panel, officer: FlaskClient, cycle: int) -> None:
    path = f"/panel/cycle/{cycle}"
    assert "on this machine" in officer.get(path).text and f"{path}/restore" not in officer.get(path).text
    secret = panel.house.keyring.load(cycle).secret.hex()
    panel.house.keyring.restore(cycle, CycleKey(b"x" * 32))
    page = officer.get(path).text
    assert "on this machine" not in page and f"{path}/restore" in page
    send(officer, f"{path}/restore", path, key=secret)
    assert "on this machine" in officer.get(path).text


def vote(panel: Panel, cycle: int, ballots: list[tuple[int, ...]]) -> None:
    panel.hands.now = OPENS + timedelta(days=1)

    def work(db: Any) -> None:
        commune = db.get_one(Commune, panel.communes[0].id)
        poll = poll_at(db, panel.house, commune, panel.hands())
        for place, numbers in enumerate(ballots):
            voting = Voting(f"+2289000000{place}", "sms", "fr", None, panel.hands(), place)
            cast_ballot(db, panel.house, poll, voting, list(numbers))

    panel.house.work.write(work)


def test_a_name_that_is_too_long_is_said_and_what_was_typed_stays(panel: Panel, admin: FlaskClient) -> None:
    start(panel)
    page = propose(admin, "Un forage", "Forage au grand marché de Zongo", "6000000")
    assert "takes 31 places, 18 are allowed" in page
    assert 'value="Forage au grand marché de Zongo"' in page
    assert "To examine" in page


@pytest.mark.parametrize("cost", ["", "beaucoup", "12,5", "-4", "0"])
def test_a_cost_that_is_none_is_said(panel: Panel, admin: FlaskClient, cost: str) -> None:
    start(panel)
    page = propose(admin, "Un forage", "Forage", cost)
    assert "in digits" in page or "A project needs its cost" in page
    assert "To examine" in page


def test_a_refusal_says_what_is_missing(panel: Panel, admin: FlaskClient) -> None:
    start(panel)
    send(admin, "/panel/proposals/desk", title="Un pont", zone="", language="fr")
    path = "/panel/proposals/P-26-0001"
    assert "Choose the kind of refusal" in send(admin, f"{path}/refuse", path, refuse__reason="Trop cher")
    page = send(admin, f"{path}/refuse", path, refuse__code="too_dear", refuse__reason="Trop cher")
    assert "The proposal is refused" in page


def test_a_double_is_suggested_and_merged(panel: Panel, admin: FlaskClient) -> None:
    start(panel)
    for title in ("Un forage à Zongo", "Forage de Zongo"):
        send(admin, "/panel/proposals/desk", title=title, zone="", language="fr")
    path = "/panel/proposals/P-26-0002"
    assert "Into P-26-0001" in admin.get(path).get_data(as_text=True)
    unknown = send(admin, f"{path}/merge", path, merge__into="P-26-9999")
    assert "Nothing has the number P-26-9999." in unknown
    assert "The proposal is merged" in send(admin, f"{path}/merge", path, merge__into="P-26-0001")


def test_a_plan_is_typed_on_the_commune_s_clock(panel: Panel, admin: FlaskClient) -> None:
    page = send(
        admin,
        "/panel/cycle/new",
        title="Budget 2027",
        year="2027",
        envelope="10 000 000",
        max_choices="3",
        min_choices="1",
        max_points="10",
        max_each="5",
        ballot_format="approval",
        minimum_votes="0",
        grace_minutes="120",
        vote_opens="2027-03-01T08:00",
        vote_closes="2027-03-10T18:00",
    )
    assert "Mar 1, 2027" in page or "1 Mar 2027" in page
    assert "Projects on the ballot: 0." in page


LEAST = {
    "title": "B",
    "year": "2027",
    "envelope": "1",
    "max_choices": "3",
    "min_choices": "1",
    "max_points": "10",
    "max_each": "5",
    "ballot_format": "approval",
    "minimum_votes": "0",
    "grace_minutes": "0",
}


def test_a_phase_with_one_date_is_said(panel: Panel, admin: FlaskClient) -> None:
    page = send(admin, "/panel/cycle/new", **LEAST, vote_opens="2027-03-01T08:00")
    assert "A phase needs both dates, or none." in page


def test_a_vote_on_paper_says_where_the_box_stands(panel: Panel, admin: FlaskClient) -> None:
    paper = {**LEAST, "level": "C", "on_paper": "y", "both_ways": "paper"}
    assert "Write where people put their sheets." in send(admin, "/panel/cycle/new", **paper)
    page = send(admin, "/panel/cycle/new", **paper, boxes="École de Zongo, le 12 mars")
    assert "Ballot box: \u2068École de Zongo, le 12 mars\u2069." in page


def test_a_vote_on_a_list_asks_for_a_code_sent_back_unless_staff_say_no(panel: Panel, admin: FlaskClient) -> None:
    fresh = admin.get("/panel/cycle/new", headers={"Accept-Language": "en"}).get_data(as_text=True)
    assert re.search(r'<input[^>]*checked[^>]*name="confirms"|name="confirms"[^>]*checked', fresh)
    listed = {**LEAST, "level": "D"}
    asked = send(admin, "/panel/cycle/new", **listed, confirms="y")
    assert "Each vote by SMS is confirmed by a code sent back." in asked
    assert "who forges a sender votes in the place" in send(admin, "/panel/cycle/new", **{**listed, "title": "Autre"})


def test_another_commune_s_things_are_not_found(panel: Panel, admin: FlaskClient) -> None:
    cycle = start(panel)
    send(admin, "/panel/proposals/desk", title="Un pont", zone="", language="fr")
    stranger = panel.browser(panel.person(RoleName.ADMINISTRATOR, 1))
    for path in (f"/panel/cycle/{cycle}", f"/panel/count/{cycle}", "/panel/proposals/P-26-0001", "/panel/projects/1"):
        assert stranger.get(path).status_code == 404


def test_an_observer_reads_and_finds_no_button(panel: Panel) -> None:
    cycle = start(panel)
    observer = panel.browser(panel.person(RoleName.OBSERVER))
    page = observer.get(f"/panel/cycle/{cycle}").get_data(as_text=True)
    assert "Freeze the rules" not in page
    assert observer.post(f"/panel/cycle/{cycle}/freeze", data={"csrf_token": token(page)}).status_code == 403


def test_the_plan_says_of_every_phase_whether_it_is_needed(panel: Panel, admin: FlaskClient) -> None:
    page = admin.get("/panel/cycle/new", headers={"Accept-Language": "en"}).get_data(as_text=True)
    marks = re.findall(r"<legend>([^<]+)<(small|span)", page)
    assert [kind for _name, kind in marks].count("span") == 2  # the vote and the appeals
    assert len(marks) == len(PhaseKind)
