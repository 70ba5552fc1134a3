"""Reviews signed by both sides through the panel, what the report then says, and what a page says to who refuses."""

from __future__ import annotations

import io
from typing import Any

from docx import Document
from sqlalchemy import select

from models import ContractTarget
from tests.admin.pages.test_contracts import LIST, SIGNING, Staffed, staffed
from tests.admin.pages.test_follow_ups import send
from tests.admin.pages.two_people import form_in

__all__ = ["staffed"]  # fixture


def reviewed(staffed: Staffed, contract: int, kind: str, **found: str) -> str:
    """Review a contract of one target: each side writes what it found on its own, then both sign."""
    place = f"{LIST}{contract}"
    mine = select(ContractTarget.id).where(ContractTarget.contract_id == contract)
    target = staffed.panel.house.work.read(lambda db: db.scalars(mine).one())
    page = send(staffed.browser(staffed.taker), place, f"{SIGNING}{contract}/reviews", {"kind": kind})
    review = page.request.path
    for side, who in (("taker", staffed.taker), ("giver", staffed.giver)):
        data = {f"{side}-read_on": "2026-11-10", f"{side}-value_{target}": found[side], f"{side}-comment": f"Vu {kind}"}
        assert "It is kept." in send(staffed.browser(who), review, f"{review}/{side}", data).text
    staffed.agree(contract, "review", int(review.rsplit("/", 1)[1]), review)
    return staffed.browser(staffed.taker).get(place).text


def words_of(staffed: Staffed, contract: int, language: str) -> str:
    got = staffed.browser(staffed.taker).get(f"{LIST}{contract}/report.docx?language={language}")
    document = Document(io.BytesIO(got.data))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    lines = [*(line.text for line in document.paragraphs), *cells]
    return "\n".join(lines).replace("\u2068", "").replace("\u2069", "")


def test_a_midterm_and_a_final_review_are_signed_by_both_and_told_in_the_report(staffed: Staffed) -> None:
    number = staffed.write("unit")
    staffed.agree(number)
    page = reviewed(staffed, number, "midterm", taker="80", giver="80")
    assert "Mid-term review" in page and "40 points of 100" in page and "Reviewed" in page
    assert "signed already" in send(
        staffed.browser(staffed.taker), f"{LIST}{number}", f"{SIGNING}{number}/reviews", {"kind": "midterm"}
    ).text  # fmt: skip
    page = reviewed(staffed, number, "final", taker="150", giver="150")
    assert "Final review" in page and "75 points of 100" in page and "Over" in page
    words = words_of(staffed, number, "fr")
    for said in ("Revue à mi-parcours", "Revue finale", "75 points sur 100", "80 copies", "150 copies",
                 "Vu midterm", "Vu final"):  # fmt: skip
        assert said in words, said
    arabic = words_of(staffed, number, "ar")
    assert "75" in arabic and "150" in arabic and "Vu final" in arabic


def test_who_does_not_agree_reads_what_to_do_and_nothing_holds_without_them(staffed: Staffed) -> None:
    number = staffed.write("unit")
    place = f"{LIST}{number}"
    staffed.sign(number, staffed.giver, "giver")
    taker = staffed.browser(staffed.taker)
    text = taker.get(place).text
    assert "A side that does not agree does not sign: nothing holds then." in text and "set it aside" in text
    staffed.sign(number, staffed.taker, "taker")
    assert "A side that does not agree" not in taker.get(place).text
    change = send(taker, place, f"{SIGNING}{number}/amendments", {"amend-reason": "Moins"}).request.path
    assert "the contract stays as both signed it" in staffed.browser(staffed.giver).get(change).text
    send(staffed.browser(staffed.giver), change, f"{change}/back", {})
    review = send(taker, place, f"{SIGNING}{number}/reviews", {"kind": "final"}).request.path
    assert "take the review back and begin it anew" in staffed.browser(staffed.giver).get(review).text
    assert "The review is taken back." in send(staffed.browser(staffed.giver), review, f"{review}/back", {}).text
    assert "Agreed by both sides" in taker.get(place).text


def test_who_begins_an_amendment_with_two_presses_is_led_back_to_its_contract(staffed: Staffed) -> None:
    number = staffed.write("unit")
    staffed.agree(number)
    place, act, taker = f"{LIST}{number}", f"{SIGNING}{number}/amendments", staffed.browser(staffed.taker)
    form = {**form_in(taker.get(place).text, act), "amend-reason": "Moins"}
    first, second = (taker.post(act, data=form, follow_redirects=True) for _press in range(2))
    assert first.request.path.startswith(f"{act}/") and second.request.path == place
    assert "This was sent twice." in second.text and first.request.path in second.text


def test_a_period_outside_that_of_the_contract_above_is_said_before_signing_and_kept(staffed: Staffed) -> None:
    whole = staffed.write("institution")
    within, outside = staffed.write("unit", parent_id=whole), staffed.write("unit", parent_id=whole)
    admin, said = staffed.browser(staffed.admin), "It begins before, or ends after, the contract it derives from"
    data: dict[str, Any] = {
        "level": "unit", "giver": "Direction", "giver_id": str(staffed.giver), "taker": "Département",
        "taker_id": str(staffed.taker), "parent_id": str(whole), "starts_on": "2026-01-01", "ends_on": "2027-03-31",
    }  # fmt: skip
    place = f"{LIST}{outside}"
    page = send(admin, f"{place}/edit", f"{place}/edit", data)
    assert "The contract is changed." in page.text and said in page.text
    assert said in admin.get(f"{place}/edit").text and said in staffed.browser(staffed.taker).get(place).text
    assert said not in admin.get(f"{LIST}{within}").text and said not in admin.get(f"{LIST}{whole}").text
    staffed.agree(outside)
    text = admin.get(place).text
    assert said not in text and "Agreed by both sides" in text
    assert "2027" in text
