"""A complaint is decided: who complained hears how, and where to turn next where there is a next."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy.orm import Session

from bot.law_words import GROUNDS, VERDICTS
from bot.phrases import Speech, say
from bot.records import plain, record
from bot.request_words import standing
from bot.sms.prepare import prepare
from bot.wording import Sentences
from budgeting.law.complaints import RungState, Verdict
from budgeting.law.reasons import LawNo
from budgeting.refusal import Refusal
from models import Commune, Contact, InformationRequest
from services import requests
from services.house import House
from services.requests import RequestNo, find_request
from services.requests.finding import complained_of
from tests.conftest import HandClock
from tests.services.requests.test_lives import Office, office_in


@pytest.fixture
def morocco(house: House, clock: HandClock) -> Office:
    return office_in(house, clock, "MA", "Africa/Casablanca")


@pytest.fixture
def togo(house: House, clock: HandClock) -> Office:
    return office_in(house, clock, "TG", "Africa/Lome")


def complained(office: Office) -> int:
    row = office.deposit()
    office.do(requests.refuse, row.id, code="deliberation", reason="Séance à huis clos.")
    office.do(requests.file_complaint, row.id, stage=0, filed_on=date(2026, 3, 2))
    return row.id


def test_who_wins_a_complaint_hears_it_with_what_was_decided_and_of_no_next_stage(morocco: Office) -> None:
    request_id, day = complained(morocco), date(2026, 3, 2)
    won = {"answered_on": day, "verdict": "for_citizen", "text": "La commune donne le compte avant le 30 mars."}
    morocco.do(requests.note_complaint_answer, request_id, stage=0, **won)
    message = morocco.messages()[-1]
    assert "Décision : on vous donne raison." in message and "La commune donne le compte avant le 30 mars." in message
    assert "Recours :" not in message and "CDAI" not in message
    with pytest.raises(Refusal) as no:
        morocco.do(requests.file_complaint, request_id, stage=1, filed_on=day)
    assert no.value.reason == LawNo.COMPLAINT_BEFORE_STAGE
    common = (morocco.house, morocco.commune_id, request_id)
    rung = morocco.house.work.read(lambda s: requests.read_dossier(s, *common)).rungs[0]
    assert rung.complaint is not None
    assert (rung.complaint.verdict, rung.complaint.decision) == ("for_citizen", won["text"])


def test_the_head_of_the_commune_is_called_as_the_country_calls_them(togo: Office) -> None:
    row = togo.deposit()
    togo.do(requests.refuse, row.id, code="deliberation", reason="Séance à huis clos.")
    assert "Le maire" in togo.messages()[-1] and "président" not in togo.messages()[-1]
    for language, name in (("fr", "Le maire"), ("ar", "العمدة"), ("en", "The mayor")):
        assert name in tracked(togo, row.id, togo.contact_id, language=language)


@pytest.mark.parametrize(("verdict", "is_over"), [("for_citizen", True), ("against", False)])
def test_who_wins_hears_of_no_other_stage_where_the_law_gives_them_no_order(
    togo: Office, verdict: str, is_over: bool
) -> None:
    request_id, day = complained(togo), date(2026, 3, 2)
    togo.do(requests.note_complaint_answer, request_id, stage=0, answered_on=day, verdict=verdict)
    for words in (togo.messages()[-1], tracked(togo, request_id, togo.contact_id)):
        assert ("autorité supérieure" in words) != is_over
    if is_over:
        with pytest.raises(Refusal) as no:
            togo.do(requests.file_complaint, request_id, stage=1, filed_on=day)
        assert no.value.reason == LawNo.COMPLAINT_BEFORE_STAGE


def test_a_complaint_filed_meanwhile_stays_and_is_decided_where_the_silent_mayor_answers_late(morocco: Office) -> None:
    request_id = complained(morocco)
    morocco.go_to(2026, 4, 15)
    morocco.do(requests.file_complaint, request_id, stage=1, filed_on=date(2026, 4, 14))
    late = {"answered_on": date(2026, 4, 15), "verdict": "for_citizen"}
    morocco.do(requests.note_complaint_answer, request_id, stage=0, **late)
    common = (morocco.house, morocco.commune_id, request_id)
    rung = morocco.house.work.read(lambda s: requests.read_dossier(s, *common)).rungs[1]
    assert (rung.state, rung.complaint and rung.complaint.filed_on) == (RungState.FILED, date(2026, 4, 14))
    morocco.do(requests.note_complaint_answer, request_id, stage=1, **late)
    assert "on vous donne raison" in morocco.messages()[-1]


def test_who_wins_in_part_hears_of_the_next_stage(morocco: Office) -> None:
    request_id = complained(morocco)
    answer = {"answered_on": date(2026, 3, 2), "verdict": "in_part"}
    morocco.do(requests.note_complaint_answer, request_id, stage=0, **answer)
    assert "en partie" in morocco.messages()[-1] and "CDAI" in morocco.messages()[-1]


def test_a_complaint_without_a_decision_of_the_list_is_not_noted(morocco: Office) -> None:
    request_id = complained(morocco)
    with pytest.raises(Refusal) as no:
        morocco.do(requests.note_complaint_answer, request_id, stage=0, answered_on=date(2026, 3, 2), verdict="perhaps")
    assert no.value.reason == RequestNo.UNKNOWN_VERDICT


def tracked(
    office: Office, request_id: int, contact_id: int | None, *, language: str = "fr", is_brief: bool = True
) -> str:
    """What TRACK answers to a contact who names the request."""

    def look(session: Session) -> str:
        row = session.get_one(InformationRequest, request_id)
        contact = session.get(Contact, contact_id) if contact_id else None
        commune = session.get_one(Commune, office.commune_id)
        view = find_request(session, office.house, commune, row.reference, contact)
        speech = Speech((language, "en"), is_brief=is_brief)
        return Sentences(standing(record(plain(view)))).spoken(speech)

    return office.house.work.read(look)


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
@pytest.mark.parametrize("verdict", list(Verdict))
def test_who_follows_a_request_reads_in_one_sms_what_became_of_the_complaint(
    morocco: Office, verdict: Verdict, language: str
) -> None:
    request_id, words = complained(morocco), "La commune donne le compte avant le 30 mars. " * 4
    given = {"answered_on": date(2026, 3, 2), "verdict": verdict, "text": words}
    morocco.do(requests.note_complaint_answer, request_id, stage=0, **given)
    told = tracked(morocco, request_id, morocco.contact_id, language=language)
    assert say(VERDICTS[verdict], Speech((language, "en"))) in told
    assert prepare(told).segments <= {"fr": 1, "en": 1, "ar": 2}[language]
    whole = tracked(morocco, request_id, morocco.contact_id, is_brief=False)
    assert "Séance à huis clos." in whole and words.strip() in whole
    assert ("CDAI" in told) == (verdict is not Verdict.FOR_CITIZEN)
    assert say(VERDICTS[verdict], Speech(("fr",))) not in tracked(morocco, request_id, None)


def test_who_follows_a_request_reads_that_the_complaint_waits_for_its_decision(morocco: Office) -> None:
    request_id = complained(morocco)
    told = tracked(morocco, request_id, morocco.contact_id)
    assert "Recours sur DI-26-0001 noté, réponse due le" in told and prepare(told).segments == 1


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_whoever_has_the_number_hears_where_one_may_turn_and_never_whether_somebody_did(
    morocco: Office, language: str
) -> None:
    row = morocco.deposit()
    morocco.do(requests.refuse, row.id, code="deliberation", reason="Séance à huis clos.")
    before = tracked(morocco, row.id, None, language=language)
    assert prepare(before).segments <= {"fr": 1, "en": 1, "ar": 2}[language]
    for part in (say(GROUNDS["deliberation"], Speech((language,))), row.reference):
        assert part in before
    assert "huis clos" not in before
    morocco.do(requests.file_complaint, row.id, stage=0, filed_on=date(2026, 3, 2))
    assert tracked(morocco, row.id, None, language=language) == before


def may_complain_about(office: Office) -> list[str]:
    def work(session: Session) -> list[str]:
        commune, contact = session.get_one(Commune, office.commune_id), session.get_one(Contact, office.contact_id)
        return complained_of(session, office.house, commune, contact)

    return office.house.work.read(work)


def test_who_was_refused_or_waits_in_vain_may_complain_and_nobody_else(morocco: Office) -> None:
    assert may_complain_about(morocco) == []
    waiting, refused = morocco.deposit(), morocco.deposit()
    morocco.prepare()
    assert may_complain_about(morocco) == []
    morocco.do(requests.refuse, refused.id, code="deliberation", reason="Séance à huis clos.")
    assert may_complain_about(morocco) == [refused.reference]
    morocco.go_to(2026, 4, 20)
    assert waiting.reference in may_complain_about(morocco)


def test_whose_complaint_was_noted_is_not_told_to_file_it_again(morocco: Office) -> None:
    complained(morocco)
    assert may_complain_about(morocco) == []


def test_who_does_not_accept_the_answer_to_a_formal_request_may_complain(morocco: Office) -> None:
    row = morocco.deposit()
    morocco.do(requests.answer, row.id, text="Le compte est au bureau 4.")
    assert may_complain_about(morocco) == [row.reference]


def test_an_answer_that_came_after_the_complaint_is_the_news(morocco: Office) -> None:
    request_id = complained(morocco)
    given = {"answered_on": date(2026, 3, 2), "verdict": Verdict.FOR_CITIZEN}
    morocco.do(requests.note_complaint_answer, request_id, stage=0, **given)
    assert "on vous donne raison" in tracked(morocco, request_id, morocco.contact_id)
    morocco.do(requests.answer, request_id, text="Voici le compte.")
    told = tracked(morocco, request_id, morocco.contact_id)
    assert "Voici le compte." in told and "Recours" not in told
