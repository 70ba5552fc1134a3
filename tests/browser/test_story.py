"""The story a newcomer is shown: ask, propose, vote, answer, accept, count, publish, and every figure has moved.

Citizens use the phones of the simulator, staff the panel, each in a browser of their own with JavaScript off.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Browser

from palabre.demo.load import read_demo
from tests.browser.conftest import press, running_demo
from tests.browser.test_public_pages import LARGEST, MOST_REQUESTS
from tests.browser.town import Town, reference_in

AWA, BIO, CELIA = "22890200001", "22890200002", "22890200003"
FIRST, SECOND = 0, 1
BALLOTS = read_demo()["ballots"]
COST = "Cost of messages per participant"
COUNT = re.compile(r"\d+")
"""How a figure that counts is said; the others are shares, amounts and days, or say that there is no data."""


@pytest.fixture(scope="module")
def town(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """A demonstration of its own: its clock is turned."""
    year = datetime.now(UTC).year
    with running_demo(tmp_path_factory.mktemp("story")) as demo:
        town = Town(browser, demo, f"{year}-01-01", f"{year + 1}-12-31")
        yield town
        town.close()


def test_from_a_question_to_published_results_every_figure_moves(town: Town) -> None:
    before = town.figures()
    citizens_vote(town)
    a_question_is_answered(town)
    a_proposal_becomes_a_project(town)
    staff_publish_a_document_and_note_an_association(town)
    assert "Les résultats viennent après" in town.say(AWA, "RESULTATS")
    today = town.turn_clock("To the end of the vote")
    the_vote_is_counted_and_published_by_two(town)
    the_results_are_told(town)
    the_works_are_done(town, today)
    after = town.figures()
    counts = {name: int(figure) for name, figure in after.items() if COUNT.fullmatch(figure)}
    was = {name: int(before[name]) if COUNT.fullmatch(before[name]) else 0 for name in counts}
    assert {name: figure - was[name] for name, figure in counts.items() if figure != was[name]} == {
        "Requests for information on the budget": 2,
        "Requests answered in time": 1,
        "Projects carried out": 1,
        "Documents produced": 1,
        "Associations taking part": 1,
        "People who voted": 3,
        "Blank ballots": sum(not choices for choices in BALLOTS),
    }
    assert int(re.sub(r"\D", "", after[COST])) > 0
    assert town.complaints() == []


def citizens_vote(town: Town) -> None:
    echo = town.say(AWA, "VOTE 3 7")
    assert "Lampes Gare" in echo and "Terrain jeunes" in echo
    town.say(BIO, "VOTE 3 1")
    town.say(CELIA, "VOTE 1")
    assert "Lampes Gare" in town.say(CELIA, "vote 7 et 3")  # the last ballot counts
    assert "Santé 2023" in town.say(CELIA, "BUDGET SANTE")


def a_question_is_answered(town: Town) -> None:
    at_once = town.say(AWA, "QUESTION Combien pour l'eau ?")
    assert "Eau 2023" in at_once  # what the accounts say, before anybody is asked
    told = town.say(AWA, "2")
    count = len(town.heard(AWA))
    page = town.desk(FIRST, "/panel/requests/")
    page.get_by_role("link", name=reference_in(told)).click()
    town.fill(page, "Send the answer", {"answer-text": "Le puits sera réparé en mars pour 400 000 F."})
    answer = town.hear(AWA, count)
    assert reference_in(told) in answer
    assert "réparé en mars" in answer


def a_proposal_becomes_a_project(town: Town) -> None:
    told = town.say(BIO, "IDEE Un robinet à l'école du quartier Zongo")
    count = len(town.heard(BIO))
    page = town.desk(SECOND, "/panel/proposals/")
    page.get_by_role("link", name=reference_in(told)).click()
    names = {"accept-short_0": "Robinet école", "accept-title_1": "صنبور المدرسة", "accept-short_1": "صنبور المدرسة"}
    town.fill(page, "Accept and give a number", {"accept-cost": "1 200 000", **names})
    news = town.hear(BIO, count)
    assert reference_in(told) in news
    assert "13" in news and "Robinet école" in news


def staff_publish_a_document_and_note_an_association(town: Town) -> None:
    day = datetime.now(UTC).date().isoformat()
    page = town.desk(FIRST, "/panel/documents/new")
    paper = {"title": "Guide du budget", "dated_on": day, "link": "https://example.org/guide"}
    town.fill(page, "Publish", {**paper, "category": "guide", "language": "fr"})
    page = town.desk(FIRST, "/panel/associations/")
    town.fill(page, "Add", {"name": "Les amis du puits"})
    page = town.desk(FIRST, "/panel/associations/")
    page.get_by_role("link", name="Les amis du puits").click()
    town.fill(page, "Add", {"role": "Atelier de quartier", "day": day})


def the_vote_is_counted_and_published_by_two(town: Town) -> None:
    for person in (FIRST, SECOND):
        page = town.desk(person, "/panel/count/")
        press(page.locator("main li a").first)
        if person == FIRST:
            town.fill(page, "Count the ballots", {})
        town.fill(page, "I agree to publish this result", {})
    assert "Published" in page.locator("main").inner_text()
    page = town.desk(FIRST, "/panel/cycle/")
    press(page.locator("main tbody tr").filter(has_text="Result published").locator("a"))
    told = page.locator("main").inner_text()
    assert "Voted, chosen" in told and "Voted, not chosen" in told


def the_results_are_told(town: Town) -> None:
    public = town.read("/demo/results")
    assert f"Ballots counted\n{len(BALLOTS) + 3}" in public
    assert "Solar street lamps at Gare" in public
    assert "Round by round" in town.read("/demo/results/steps")
    for page in ("/demo/results", "/demo/results/steps"):
        weight, requests = town.weigh(page)
        assert weight <= LARGEST and requests <= MOST_REQUESTS
        town.look(page)
    told = town.say(AWA, "RESULTATS")
    assert f"Votants: {len(BALLOTS) + 3}" in told
    assert "Lampes Gare" in told


def the_works_are_done(town: Town, day: str) -> None:
    page = town.desk(FIRST, "/panel/projects/3")
    works = {"state": "done", "progress": "100", "spent": "7 000 000", "done_on": day, "proof": "PV de réception 12"}
    town.fill(page, "Report", works)
    assert "Done" in page.locator("main").inner_text()
