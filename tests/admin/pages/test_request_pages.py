"""Formal requests, feasts, groups, promises and the register of personal data, page by page."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from models import AuditEntry, Commune, InformationRequest
from services.commitments import read_promise_of
from services.requests import read_dossier
from services.roles import RoleName
from tests.admin.pages.conftest import Things
from tests.admin.pages.test_requests import TextOf, decide, details, send

NAME, NUMBER = "Fatima Zohra Alami", "BK445566"


@pytest.fixture
def morocco(things: Things) -> Things:
    commune_id = things.panel.communes[0].id
    change = update(Commune).where(Commune.id == commune_id).values(country="MA")
    things.panel.house.work.write(lambda db: db.execute(change) and None)
    return things


def prepare(things: Things, browser: FlaskClient, text: str = "Le compte de 2025") -> int:
    data = {"kind": "formal", "way": "desk", "text": text, "topic": "", "zone": "", "language": "fr"}
    answer = send(browser, "/panel/requests/desk", "/panel/requests/desk", data)
    assert answer.status_code == 200
    newest = select(InformationRequest.id).order_by(InformationRequest.id.desc()).limit(1)
    return things.panel.house.work.read(lambda db: db.scalars(newest).one())


def filled(**more: str) -> dict[str, Any]:
    fields = {"name": NAME, "postal_address": "Rue 12", "identity_number": NUMBER}
    common = {"text": "Le compte de 2025", "asker": "anybody", "track": "ordinary", **fields, **more}
    return {f"receive-{name}": value for name, value in common.items()}


def test_a_form_handed_in_is_registered_with_its_date_and_its_receipt_names_nobody(
    morocco: Things, text_of: TextOf
) -> None:
    browser = morocco.sign_in(RoleName.COMMUNICATION_OFFICER)
    request_id = prepare(morocco, browser)
    assert details(morocco, request_id).row.state == "prepared"
    decide(morocco, browser, request_id, "receive", filled())
    row = details(morocco, request_id).row
    assert row.state == "received" and row.due_on is not None
    page = text_of(browser, f"/panel/requests/{request_id}")
    assert "The law gives 20 working days" in page and NAME not in page and NUMBER not in page
    receipt = text_of(browser, f"/panel/requests/{request_id}/receipt")
    assert row.reference in receipt and NAME not in receipt
    for language in ("fr", "ar"):
        with browser.get(f"/panel/requests/{request_id}/receipt/{language}.pdf") as sheet:
            assert (sheet.status_code, sheet.mimetype) == (200, "application/pdf")
            assert f"receipt-{row.reference}-{language}.pdf" in sheet.headers["Content-Disposition"]
    wrong = browser.get(f"/panel/requests/{request_id}/receipt/xx.pdf", follow_redirects=True)
    assert "Choose a language of the list" in wrong.get_data(as_text=True)
    assert browser.get("/panel/requests/424242/receipt/fr.pdf").status_code == 404


def test_a_form_that_lacks_what_the_law_asks_for_says_which_field(morocco: Things) -> None:
    browser = morocco.sign_in(RoleName.COMMUNICATION_OFFICER)
    request_id = prepare(morocco, browser)
    page = decide(morocco, browser, request_id, "receive", filled(name="", identity_number="")).get_data(as_text=True)
    assert "The law asks for this." in page and "The law asks for one of the two." in page
    above = page[page.index("Nothing was kept yet.") :].partition("</p>")[0]
    assert "#receive-name" in above and "#receive-identity_number" in above
    assert details(morocco, request_id).row.state == "prepared"


def test_a_form_marks_what_the_law_asks_for_and_what_does_as_well(morocco: Things, text_of: TextOf) -> None:
    browser = morocco.sign_in(RoleName.COMMUNICATION_OFFICER)
    page = text_of(browser, f"/panel/requests/{prepare(morocco, browser)}")
    marks = dict(re.findall(r'<label for="receive-(\w+)">[^<]*(?:<small>\(([^)]*)\)</small>)?</label>', page))
    assert (marks["name"], marks["postal_address"]) == ("", "")
    assert (marks["identity_number"], marks["residence_number"]) == ("one of the two", "one of the two")
    assert marks["email"] == "If the answer is wanted by e-mail"
    given = filled(identity_number="", residence_number="R778899")
    request_id = prepare(morocco, browser)
    decide(morocco, browser, request_id, "receive", given)
    assert details(morocco, request_id).row.state == "received"


def test_a_form_prepared_at_the_desk_is_not_said_to_be_registered(morocco: Things) -> None:
    browser = morocco.sign_in(RoleName.COMMUNICATION_OFFICER)
    data = {"kind": "formal", "way": "desk", "text": "Le compte", "topic": "", "zone": "", "language": "fr"}
    page = send(browser, "/panel/requests/desk", "/panel/requests/desk", data).get_data(as_text=True)
    assert "not registered yet" in page and "The question is kept." not in page


def test_who_asked_is_shown_to_those_who_may_and_that_it_was_read_stands_in_the_trail(morocco: Things) -> None:
    browser = morocco.sign_in(RoleName.ADMINISTRATOR)
    request_id = prepare(morocco, browser)
    decide(morocco, browser, request_id, "receive", filled())
    shown = decide(morocco, browser, request_id, "form", {})
    assert NAME in shown.get_data(as_text=True)
    acts = morocco.panel.house.work.read(
        lambda db: [(entry.act, str(entry.details)) for entry in db.scalars(select(AuditEntry))]
    )
    assert "request_form_read" in {act for act, _details in acts}
    assert all(NAME not in words and NUMBER not in words for _act, words in acts)
    for role in (RoleName.OBSERVER, RoleName.MODERATOR, RoleName.BUDGET_OFFICER):
        assert decide(morocco, morocco.sign_in(role), request_id, "form", {}).status_code == 403


def test_the_clock_is_paused_and_runs_on_from_the_page(morocco: Things, text_of: TextOf) -> None:
    browser = morocco.sign_in(RoleName.ADMINISTRATOR)
    request_id = prepare(morocco, browser)
    decide(morocco, browser, request_id, "receive", filled())
    decide(morocco, browser, request_id, "ask", {"ask-text": "Pour quelle année ?"})
    page = text_of(browser, f"/panel/requests/{request_id}")
    assert "The clock stands still" in page and "Without the wait the last day is" in page
    decide(morocco, browser, request_id, "reply", {"reply-text": "2025"})
    assert details(morocco, request_id).row.state == "received"


def test_a_refusal_opens_the_stages_and_a_complaint_is_noted(morocco: Things, text_of: TextOf) -> None:
    browser = morocco.sign_in(RoleName.ADMINISTRATOR)
    request_id = prepare(morocco, browser)
    decide(morocco, browser, request_id, "receive", filled())
    decide(morocco, browser, request_id, "refuse", {"refuse-code": "defence", "refuse-reason": "Plan de défense."})
    receipt = text_of(browser, f"/panel/requests/{request_id}/receipt")
    assert "Answer was due" in receipt and "Refused on" in receipt and "Plan de défense." in receipt
    assert "Answer due" not in receipt
    today = morocco.panel.house.clock().date().isoformat()
    decide(morocco, browser, request_id, "complain", {"complain-stage": "0", "complain-day": today})
    page = text_of(browser, f"/panel/requests/{request_id}")
    assert "Complaint filed, answer awaited" in page
    assert re.search(r"answer due by [^<]{6,40} <small>This number was not checked in the text of the law\.", page)
    undecided = {"complaint_answer-stage": "0", "complaint_answer-day": today}
    said = decide(morocco, browser, request_id, "complaint_answer", undecided).get_data(as_text=True)
    assert "Complaint filed, answer awaited" in said and "Nothing was kept yet." in said
    decided = {**undecided, "complaint_answer-verdict": "in_part", "complaint_answer-text": "Sans l'annexe."}
    decide(morocco, browser, request_id, "complaint_answer", decided)
    page = text_of(browser, f"/panel/requests/{request_id}")
    assert "The citizen is right in part" in page and "Sans l&#39;annexe." in page
    assert "CDAI (commission on the right of access to information)" in page
    assert "CDAI (commission" in text_of(browser, f"/panel/requests/{request_id}/receipt")
    decide(morocco, browser, request_id, "complaint_answer", {**decided, "complaint_answer-verdict": "for_citizen"})
    page = text_of(browser, f"/panel/requests/{request_id}")
    assert "Not needed any more: the citizen is right" in page and "Not open yet" not in page


def test_what_is_published_is_what_staff_confirmed(things: Things) -> None:
    browser = things.sign_in(RoleName.ADMINISTRATOR)
    decide(things, browser, things.other_question, "answer", {"answer-text": "Mardi, appelez le 90 12 34 56."})
    page = browser.get(f"/panel/requests/{things.other_question}").get_data(as_text=True)
    field = re.search(r'<textarea[^>]*name="publish-answer"[^>]*>([^<]*)<', page)
    assert field and field.group(1).strip() == "Mardi, appelez le […]."
    data = {"publish-text": "Quand ?", "publish-answer": "Mardi.", "publish-is_read": "y"}
    decide(things, browser, things.other_question, "publish", data)

    def published(db: Session) -> object:
        return read_dossier(db, things.panel.house, things.panel.communes[0].id, things.other_question).published_at

    assert things.panel.house.work.read(published) is not None
    decide(things, browser, things.other_question, "withdraw", {})
    assert things.panel.house.work.read(published) is None


def test_a_feast_is_added_shown_and_taken_back(morocco: Things, text_of: TextOf) -> None:
    browser, page = morocco.sign_in(RoleName.ADMINISTRATOR), "/panel/feasts/"
    send(browser, page, page, {"kind": "added", "day": "2026-12-09", "name": "Jour de deuil", "to": ""})
    assert "Jour de deuil" in text_of(browser, f"{page}?year=2026")
    again = send(browser, page, page, {"kind": "added", "day": "2026-12-09", "name": "Encore", "to": ""})
    said = again.get_data(as_text=True)
    assert "has been corrected already" in said and "2026-12-09 has been" not in said
    assert re.search(r"9 Dec\w* 2026 has been|Dec\w* 9, 2026 has been", said)
    send(browser, page, f"{page}undo", {"day": "2026-12-09"})
    assert "Jour de deuil" not in text_of(browser, f"{page}?year=2026")


@pytest.mark.parametrize(("country", "is_hinted"), [("MA", False), ("ML", False), ("SN", True)])
def test_feasts_without_a_name_in_the_language_of_the_page_are_explained(
    morocco: Things, country: str, is_hinted: bool
) -> None:
    browser = morocco.sign_in(RoleName.OBSERVER)
    morocco.panel.house.work.write(lambda session: session.execute(update(Commune).values(country=country)) and None)
    page = browser.get("/panel/feasts/?year=2026&lang=ar").get_data(as_text=True)
    assert 'dir="rtl"' in page and ("أسماء بلغة أخرى" in page) == is_hinted


@pytest.mark.parametrize("year", ["", "1999", "99999", "٢٠٢٦", "x", "2100"])
def test_every_year_asked_for_gives_a_page(morocco: Things, text_of: TextOf, year: str) -> None:
    text_of(morocco.sign_in(RoleName.OBSERVER), f"/panel/feasts/?year={year}")


@pytest.mark.parametrize(
    "data",
    [
        {"kind": "added", "day": "2026-12-09", "name": "", "to": ""},
        {"kind": "moved", "day": "2026-12-09", "name": "Fête", "to": ""},
        {"kind": "confirmed", "day": "2026-12-09", "name": "", "to": ""},
        {"kind": "added", "day": "1850-12-09", "name": "Fête", "to": ""},
        {"kind": "nothing", "day": "", "name": "", "to": ""},
    ],
)
def test_a_correction_that_cannot_be_says_why(morocco: Things, data: dict[str, str]) -> None:
    browser = morocco.sign_in(RoleName.ADMINISTRATOR)
    text = send(browser, "/panel/feasts/", "/panel/feasts/", data).get_data(as_text=True)
    assert 'class="notice wrong"' in text or 'class="errors"' in text


def test_questions_that_ask_the_same_are_put_together_and_answered_once(things: Things, text_of: TextOf) -> None:
    browser, page = things.sign_in(RoleName.COMMUNICATION_OFFICER), "/panel/request-groups/"
    for text in ("Quand ouvre le grand marché couvert ?", "quand le grand marche couvert ouvre"):
        data = {"kind": "question", "way": "desk", "text": text, "topic": "", "zone": "", "language": "fr"}
        send(browser, "/panel/requests/desk", "/panel/requests/desk", data)
    shown = text_of(browser, page)
    ids = re.findall(r'name="request" value="(\d+)"', shown)
    assert len(ids) == 2
    send(browser, page, page, {"request": ids, "question": "Quand ouvre le marché, ou appelez le 699112244 ?"})
    group = re.search(r"request-groups/(\d+)/read", text_of(browser, page))
    assert group
    step = f"{page}{group.group(1)}"
    looked = send(browser, page, f"{step}/read", {"text": "Le 3 mars. Ne pas appeler M. Bouba au 699112233."})
    seen = unescape(looked.get_data(as_text=True))
    assert "699112233" not in seen and "au […]." in seen and "in the answer may say who" in seen
    assert "699112244" not in seen and "le […] ?" in seen and "in the question may say who" in seen
    words = {"text": "Quand ouvre le marché ?", "answer": "Le 3 mars."}
    unread = send(browser, page, f"{step}/answer", words).get_data(as_text=True)
    assert "Read the texts and tick the box." in unread and "Le 3 mars." in unread
    assert not {details(things, int(one)).row.state for one in ids} & {"answered"}
    send(browser, page, f"{step}/answer", {**words, "is_read": "y"})
    assert {details(things, int(one)).row.state for one in ids} == {"answered"}
    rows = things.panel.house.work.read(lambda db: [db.get_one(InformationRequest, int(one)) for one in ids])
    assert {(row.public_text, row.public_answer) for row in rows} == {tuple(words.values())}


def test_an_answer_of_two_lines_that_names_nobody_alarms_nobody(things: Things, text_of: TextOf) -> None:
    browser, page = things.sign_in(RoleName.COMMUNICATION_OFFICER), "/panel/request-groups/"
    ids = [str(things.budget_question), str(things.other_question)]
    send(browser, page, page, {"request": ids, "question": "Quand ouvre le marché […] ?"})
    group = re.search(r"request-groups/\d+/read", text_of(browser, page))
    assert group
    seen = send(browser, page, f"/panel/{group[0]}", {"text": " Le 3 mars.\r\nA 9 h. "}).get_data(as_text=True)
    assert "A 9 h." in seen and "may say who somebody is" not in seen


def test_a_group_of_one_is_refused(things: Things) -> None:
    browser, page = things.sign_in(RoleName.ADMINISTRATOR), "/panel/request-groups/"
    data = {"request": [str(things.other_question)], "question": "Quand ?"}
    assert "Tick at least two" in send(browser, page, page, data).get_data(as_text=True)


def test_promises_are_kept_and_the_register_says_what_is_open(morocco: Things, text_of: TextOf) -> None:
    browser, page = morocco.sign_in(RoleName.ADMINISTRATOR), "/panel/commitments/"
    assert "Say who is responsible" in text_of(browser, "/panel/processing/")
    data = {
        "days": "10",
        "unit": "working",
        "extension_days": "5",
        "grounds": ["not_held", "not_communal"],
        "extension_grounds": ["third_parties"],
        "stage_1": "Le médiateur",
        "stage_1_file": "20",
        "place": "Mairie, bureau 4",
        "hours": "8-12",
        "phone": "+212 5 00 00 00 00",
        "emergency": "Pompiers 15",
        "misconduct": "Ligne verte 0800",
        "appeal_days": "7",
        "controller": "Le président",
        "contact": "dpo@commune.ma",
        "host": "Hébergeur",
        "host_country": "fr",
    }
    assert "The promises are kept" in send(browser, page, page, data).get_data(as_text=True)
    register = text_of(browser, "/panel/processing/")
    assert "Le président" in register and "CNDP" in register and "Say who is responsible" not in register
    kept = text_of(browser, page)
    assert 'value="Le médiateur"' in kept and 'value="10"' in kept
    assert 'value="Pompiers 15"' in kept and 'value="Ligne verte 0800"' in kept and 'value="7"' in kept
    ticked = re.findall(r'<input checked[^>]* name="grounds"[^>]* value="(\w+)"', kept)
    assert ticked == ["not_held", "not_communal"]
    promise = morocco.panel.house.work.read(lambda db: read_promise_of(db, morocco.panel.communes[0].id))
    assert [ground.code for ground in promise.refusal_grounds] == ticked
    assert [ground.code for ground in promise.reasons_for_more_time] == ["third_parties"]
    assert "the commune promises: 10 working days from today" in text_of(browser, "/panel/requests/desk")
    assert "365 days" in text_of(browser, "/panel/processing/kept")
    assert "Where somebody stopped in a lesson: 365 days" in register and "Place reached in a lesson" in register


def test_the_register_of_a_country_nobody_wrote_down_says_that_staff_must_check_its_law(things: Things) -> None:
    commune_id = things.panel.communes[0].id
    change = update(Commune).where(Commune.id == commune_id).values(country="MG")
    things.panel.house.work.write(lambda db: db.execute(change) and None)
    page = things.sign_in(RoleName.ADMINISTRATOR).get("/panel/processing/").get_data(as_text=True)
    assert "does not know the law of this country" in page and "Find out whether this country has a law" in page
    assert "No law on personal data was found" not in page and "No data-protection authority is known" not in page
    assert "example from: Cameroon" in page and not re.search(r"\b(CM|MA|SN|BJ)\b", page)


def test_a_promise_that_is_none_says_so(morocco: Things) -> None:
    browser, page = morocco.sign_in(RoleName.ADMINISTRATOR), "/panel/commitments/"
    answer = send(browser, page, page, {"days": "0", "unit": "working"})
    assert 'class="errors"' in answer.get_data(as_text=True)
    unknown = send(browser, page, page, {"days": "9", "unit": "working", "grounds": ["because"]})
    assert 'class="errors"' in unknown.get_data(as_text=True)


def test_the_country_of_a_company_is_asked_by_the_company_s_name(morocco: Things, text_of: TextOf) -> None:
    line = {
        "key": "phone",
        "address": "+212650123456",
        "setting_api_url": "https://api.sms-gate.app",
        "setting_username": "ABCDEF",
        "secret_password": "secret-of-the-app",
        "secret_signing_key": "signing-key",
    }
    browser = morocco.sign_in(RoleName.ADMINISTRATOR)
    send(browser, "/panel/lines/new/android", "/panel/lines/new/android", line)
    page = unescape(text_of(browser, "/panel/commitments/"))
    assert "Android phone (SMS)" in page and "works" in page and "Country in which android" not in page


def test_a_refusal_asks_for_a_ground_and_an_explanation_under_two_names(things: Things, text_of: TextOf) -> None:
    browser = things.sign_in(RoleName.ADMINISTRATOR)
    page = text_of(browser, f"/panel/requests/{things.other_question}?lang=fr")
    refusing = page.partition("/refuse")[2].partition("</form>")[0]
    labels = re.findall(r"<(?:legend|label for=\"refuse-reason\")>([^<]+)<", refusing)
    assert len(labels) == len(set(labels)) == 2
    assert "<dt>Reçue le</dt>" in page
