"""Staff write contracts, sign them, measure, amend and review them; a person's is there for who may read it alone."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from docx import Document
from flask.testing import FlaskClient
from pypdf import PdfReader
from sqlalchemy import select
from sqlalchemy.orm import Session

from models import ContractTarget
from services.contracts.drafting import add_contract, add_target
from services.contracts.drafts import ContractDraft, TargetDraft
from services.roles import RoleName
from tests.admin.conftest import Panel
from tests.admin.pages.test_follow_ups import NASTY, send
from tests.services.uploads.files import PDF

LIST, SIGNING = "/panel/contracts/", "/panel/contract-signing/"
SECRET = "Corriger deux cents copies"


@dataclass
class Staffed:
    """A panel with people of the chain and a contract of one of them."""

    panel: Panel
    giver: int
    taker: int
    other: int
    admin: int
    observer: int

    def browser(self, who: int) -> FlaskClient:
        return self.panel.browser(who)

    def write(self, level: str, *targets: TargetDraft, **fields: Any) -> int:
        """Write a contract of the two down and return its id."""
        house, commune = self.panel.house, self.panel.communes[0].id
        given = {"giver_id": self.giver, "taker_id": self.taker, "giver": "Direction", "taker": "Département", **fields}
        draft = ContractDraft(level, starts_on=date(2026, 1, 1), ends_on=date(2026, 12, 31), **given)

        def work(db: Session) -> int:
            made = add_contract(db, house, commune, draft, staff_id=self.admin)
            for target in targets or (TargetDraft(SECRET, 100_000, "copies", 200_000),):
                add_target(db, house, commune, made, target, staff_id=self.admin)
            return made

        return house.work.write(work)

    def sign(self, contract: int, who: int, side: str, matter: str = "contract", of: int = 0, page: str = "") -> str:
        """Sign as a person does: with what the page holds for that side."""
        browser, place = self.browser(who), page or f"{LIST}{contract}"
        digest = re.search(r'name="digest" value="([0-9a-f]+)"', browser.get(place).text)
        data = {"side": side, "digest": digest[1] if digest else ""}
        return send(browser, place, f"{SIGNING}{contract}/sign/{matter}/{of or contract}", data).text

    def agree(self, contract: int, matter: str = "contract", of: int = 0, page: str = "") -> None:
        assert "It is signed for this side." in self.sign(contract, self.giver, "giver", matter, of, page)
        assert "It is signed for this side." in self.sign(contract, self.taker, "taker", matter, of, page)


@pytest.fixture
def staffed(panel: Panel) -> Staffed:
    people = [panel.person(RoleName.MODERATOR, 0, f"m{number}@example.org") for number in range(2)]
    other = panel.person(RoleName.BUDGET_OFFICER)
    return Staffed(panel, *people, other, panel.person(RoleName.ADMINISTRATOR), panel.person(RoleName.OBSERVER))


def test_a_contract_is_written_targeted_and_signed_by_both(staffed: Staffed) -> None:
    admin = staffed.browser(staffed.admin)
    data = {
        "level": "unit", "giver": "Direction " + NASTY, "giver_id": str(staffed.giver), "taker": "Département",
        "taker_id": str(staffed.taker), "starts_on": "2026-01-01", "ends_on": "2026-12-31", "plan": "PND 2018-2027",
    }  # fmt: skip
    page = send(admin, f"{LIST}new", f"{LIST}new", data)
    assert "The contract is written down." in page.text and "<script>alert" not in page.text
    place = page.request.path
    number = int(place.rsplit("/", 1)[1])
    assert "It has no target yet." in page.text
    target = {"text": "Former des enseignants", "weight": "62,5", "planned": "200", "unit": "enseignants"}
    page = send(admin, place, f"{place}/targets", {**target, "direction": "more"})
    assert "37.5 are missing" in page.text  # said how far it is
    target = {"text": "Réduire les abandons", "weight": "37.5", "planned": "20", "unit": "élèves"}
    page = send(admin, place, f"{place}/targets", {**target, "direction": "less"})
    assert "are missing" not in page.text
    assert "I sign for this side" not in page.text  # the administrator is no party
    assert "1 signature of yours is awaited" in staffed.browser(staffed.taker).get(LIST).text
    assert "Département" in staffed.browser(staffed.taker).get(SIGNING).text
    staffed.agree(number)
    text = admin.get(place).text
    assert "Agreed by both sides" in text and "R1" in text and "no data" in text
    assert "Nothing waits for your signature." in staffed.browser(staffed.taker).get(SIGNING).text
    assert "Former des enseignants" in admin.get("/panel/follow-ups/1").text


def test_a_side_without_an_account_signs_on_paper_and_the_paper_is_kept(staffed: Staffed) -> None:
    number = staffed.write("ministry", giver_id=None)
    place = f"{LIST}{number}"
    admin = staffed.browser(staffed.admin)
    digest = re.search(r'name="digest" value="([0-9a-f]+)"', admin.get(place).text)
    assert digest
    data = {"side": "giver", "digest": digest[1], "signed_on": "2026-03-01"}
    act = f"{SIGNING}{number}/sign/contract/{number}"
    assert "Nothing is signed yet." in send(admin, place, act, data).text
    wrong = {**data, "file": (io.BytesIO(b"MZ"), "x.exe")}
    assert "It is signed" not in send(admin, place, act, wrong).text
    page = send(admin, place, act, {**data, "file": (io.BytesIO(PDF), "contrat.pdf")})
    assert "It is signed for this side." in page.text and "contrat.pdf" in page.text
    paper = re.search(rf"{SIGNING}{number}/papers/\d+/file", page.text)
    assert paper
    got = staffed.browser(staffed.other).get(paper[0], buffered=True)
    assert got.data == PDF and got.headers["Content-Disposition"].startswith("attachment")
    staffed.sign(number, staffed.taker, "taker")
    assert "Agreed by both sides" in admin.get(place).text


def test_what_is_reached_is_written_amended_and_reviewed(staffed: Staffed) -> None:
    number = staffed.write("unit")
    place = f"{LIST}{number}"
    staffed.agree(number)
    taker = staffed.browser(staffed.taker)
    house = staffed.panel.house
    target = house.work.read(lambda db: db.scalars(select(ContractTarget.id)).one())
    field = f"result-{target}"
    wrong = send(taker, place, f"{place}/targets/{target}/result", {f"{field}-read_on": "2026-11-01"})
    assert "Write what was reached." in wrong.text
    data = {f"{field}-value": "150", f"{field}-read_on": "2026-11-01", f"{field}-comment": "Cent cinquante"}
    page = send(taker, place, f"{place}/targets/{target}/result", data)
    assert "75 points of 100" in page.text and "Cent cinquante" in page.text
    page = send(taker, place, f"{SIGNING}{number}/amendments", {"amend-reason": "Moins de classes"})
    change = page.request.path
    assert "Change the targets, then both sides sign." in page.text
    data = {"at-0-text": "x", "at-0-direction": "more", "at-0-weight": "100", "at-0-planned": "150"}
    assert "The amendment is changed." in send(taker, change, f"{change}/targets/0", data).text
    extra = {"new-text": "Autre", "new-weight": "10", "new-planned": "1", "new-direction": "more"}
    assert "10 are too many" in send(taker, change, f"{change}/targets", extra).text
    drops = re.findall(rf'action="({change}/targets/-?[0-9]+/drop)"', taker.get(change).text)
    assert "The amendment is changed." in send(taker, change, drops[1], {}).text
    assert "This target is taken out already" in send(taker, change, drops[1], {}).text
    staffed.agree(number, "amendment", int(change.rsplit("/", 1)[1]), change)
    assert "100 points of 100" in taker.get(place).text and "Moins de classes" in taker.get(place).text
    page = send(taker, place, f"{SIGNING}{number}/reviews", {"kind": "final"})
    review = page.request.path
    data = {"taker-read_on": "2026-11-10", f"taker-value_{target}": "130", f"taker-comment_{target}": "Vu"}
    assert "It is kept." in send(taker, review, f"{review}/taker", data).text
    assert (
        "you do not write for this side" in send(taker, review, f"{review}/giver", {"giver-read_on": "2026-11-10"}).text
    )
    giver = staffed.browser(staffed.giver)
    data = {"giver-read_on": "2026-11-10", f"giver-value_{target}": "110", f"giver-comment_{target}": "Pas tout vu"}
    text = send(giver, review, f"{review}/giver", data).text
    assert all(one in text for one in ("the sides differ", "130&nbsp;copies", "110&nbsp;copies", "Pas tout vu"))
    assert "The two sides found different figures." in text and "I sign for this side" not in text
    wrong = {f"agreed-value_{target}": "beaucoup"}
    assert "Write a number" in send(giver, review, f"{review}/agreed", wrong).text
    assert "It is kept." in send(giver, review, f"{review}/agreed", {f"agreed-value_{target}": "120"}).text
    staffed.agree(number, "review", int(review.rsplit("/", 1)[1]), review)
    text = taker.get(place).text
    assert "Over" in text and "80 points of 100" in text and "Final review" in text
    assert "Pas tout vu" in text and "the sides differed" in text
    gone = taker.get(review, follow_redirects=True)  # who comes second is told, and led to what came of it
    assert gone.request.path == place and "it was signed or taken back meanwhile" in gone.text


def test_a_review_and_an_amendment_are_taken_back_and_a_draft_is_put_right(staffed: Staffed) -> None:
    number = staffed.write("unit")
    place = f"{LIST}{number}"
    admin = staffed.browser(staffed.admin)
    target = staffed.panel.house.work.read(lambda db: db.scalars(select(ContractTarget.id)).one())
    data = {"text": "Autre cible", "weight": "50", "planned": "3", "direction": "more"}
    page = send(admin, f"{place}/targets/{target}", f"{place}/targets/{target}", data)
    assert "The target is changed." in page.text and "Autre cible" in page.text
    data = {"level": "unit", "giver": "Direction", "taker": "Labo", "starts_on": "2026-12-01", "ends_on": "2026-01-01"}
    assert "The last day comes after the first." in send(admin, f"{place}/edit", f"{place}/edit", data).text
    data |= {"starts_on": "2026-01-01", "ends_on": "2026-12-31"}
    assert "The contract is changed." in send(admin, f"{place}/edit", f"{place}/edit", data).text
    assert "The target is taken out." in send(admin, place, f"{place}/targets/{target}/remove", {}).text
    assert "Write why." in send(admin, place, f"{place}/aside", {}).text
    assert "The contract is set aside." in send(admin, place, f"{place}/aside", {"aside-reason": "Doublon"}).text
    again = staffed.write("unit")
    staffed.agree(again)
    place = f"{LIST}{again}"
    change = send(admin, place, f"{SIGNING}{again}/amendments", {"amend-reason": "x"}).request.path
    assert "The amendment is taken back." in send(admin, change, f"{change}/back", {}).text
    review = send(admin, place, f"{SIGNING}{again}/reviews", {"kind": "midterm"}).request.path
    assert "The review is taken back." in send(admin, review, f"{review}/back", {}).text


def test_a_figure_is_made_of_targets_below(staffed: Staffed) -> None:
    whole = staffed.write("institution")
    part = staffed.write("unit", parent_id=whole)
    house = staffed.panel.house
    above, below = house.work.read(lambda db: db.scalars(select(ContractTarget.id).order_by(ContractTarget.id)).all())
    admin = staffed.browser(staffed.admin)
    page = f"{LIST}{whole}/targets/{above}"
    assert "No contract that you may read" in admin.get(f"{LIST}{part}/targets/{below}").text
    answer = send(admin, page, f"{page}/making", {"making": "sum", "parts": str(below)})
    assert "It is written down what makes the figure." in answer.text
    for number in (whole, part):
        staffed.agree(number)
    assert "propose an amendment" in send(admin, page, f"{page}/making", {"making": "none"}).text
    assert f'action="{page}/making"' not in admin.get(page).text  # it is shown, not to be changed by one side
    change = send(admin, f"{LIST}{whole}", f"{SIGNING}{whole}/amendments", {"amend-reason": "Moyenne"}).request.path
    sent = {"made-0-making": "average", "made-0-parts": str(below)}
    assert "The amendment is changed." in send(admin, change, f"{change}/targets/0/making", sent).text
    wrong = {"made-0-making": "average"}
    assert "Choose the targets that make it." in send(admin, change, f"{change}/targets/0/making", wrong).text
    staffed.agree(whole, "amendment", int(change.rsplit("/", 1)[1]), change)
    assert "Average of targets of contracts below" in admin.get(page).text
    data = {f"result-{below}-value": "40", f"result-{below}-read_on": "2026-11-01"}
    send(admin, f"{LIST}{part}", f"{LIST}{part}/targets/{below}/result", data)
    assert "20 points of 100" in admin.get(f"{LIST}{whole}").text


def test_no_door_shows_a_persons_contract_to_anybody_else(staffed: Staffed) -> None:
    number = staffed.write("individual", giver="Chef de service", taker="Zénabou, correctrice")
    place = f"{LIST}{number}"
    staffed.agree(number)
    house = staffed.panel.house
    target = house.work.read(lambda db: db.scalars(select(ContractTarget.id)).one())
    admin = staffed.browser(staffed.admin)
    review = send(admin, place, f"{SIGNING}{number}/reviews", {"kind": "midterm"}).request.path
    closed = (
        place, f"{place}/edit", f"{place}/targets/{target}", f"{place}/report.pdf", f"{place}/report.docx", review,
        f"{SIGNING}{number}/amendments/1", f"{SIGNING}{number}/papers/1/file", "/panel/follow-ups/1",
    )  # fmt: skip
    open_to_all = (
        LIST, SIGNING, "/panel/follow-ups/", "/panel/follow-ups/?state=from:contract_target", "/panel/today/",
        "/panel/search/?q=Corriger", "/panel/search/?q=Zénabou", "/panel/audit/",
    )  # fmt: skip
    for who, reads in ((staffed.giver, True), (staffed.taker, True), (staffed.admin, True), (staffed.other, False),
                       (staffed.observer, False)):  # fmt: skip
        browser = staffed.browser(who)
        assert browser.get(place).status_code == (200 if reads else 404)
        if reads:
            assert SECRET in browser.get(place).text
            continue
        for door in closed:
            assert browser.get(door).status_code in {403, 404}, door
        for door in open_to_all:
            text = browser.get(door).text
            assert SECRET not in text and "correctrice" not in text, door
    other = staffed.browser(staffed.other)
    for act in (f"{place}/publish", f"{place}/aside", f"{place}/targets", f"{SIGNING}{number}/reviews",
                f"{SIGNING}{number}/sign/contract/{number}"):  # fmt: skip
        assert send(other, LIST, act, {"side": "taker", "digest": "0"}).status_code == 404, act
    trail = staffed.browser(staffed.observer).get("/panel/audit/").text
    assert "A contract is signed by both sides" in trail and "One person" not in trail


def test_an_observer_reads_and_writes_nothing(staffed: Staffed) -> None:
    number = staffed.write("unit")
    browser = staffed.browser(staffed.observer)
    assert SECRET in browser.get(f"{LIST}{number}").text
    assert "Add a target" not in browser.get(f"{LIST}{number}").text
    assert send(browser, "/panel/account/", f"{LIST}{number}/targets", {}).status_code == 403


def test_the_report_tells_results_against_plans_in_each_language_as_pdf_and_docx(staffed: Staffed) -> None:
    number = staffed.write("unit")
    staffed.agree(number)
    browser = staffed.browser(staffed.taker)
    for language, word in (("fr", "Résultats"), ("en", "Results"), ("ar", "النتائج")):
        got = browser.get(f"{LIST}{number}/report.docx?language={language}")
        assert got.headers["Content-Disposition"].startswith("attachment")
        document = Document(io.BytesIO(got.data))
        assert any(word in line.text for line in document.paragraphs), language
        assert document.tables[0].rows[1].cells[0].text == SECRET
    words = "".join(
        page.extract_text() for page in PdfReader(io.BytesIO(browser.get(f"{LIST}{number}/report.pdf").data)).pages
    )
    assert "copies" in words


def test_an_institutions_contract_is_published_and_taken_back(staffed: Staffed) -> None:
    number = staffed.write("institution")
    place = f"{LIST}{number}"
    officer = staffed.browser(staffed.other)
    assert "This is for a contract in force" in send(officer, place, f"{place}/publish", {}).text
    staffed.agree(number)
    assert "Everybody can read the contract now." in send(officer, place, f"{place}/publish", {}).text
    assert "Only staff can read the contract now." in send(officer, place, f"{place}/withdraw", {}).text
