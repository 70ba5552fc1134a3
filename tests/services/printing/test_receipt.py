"""The acknowledgement of a request on paper: what was asked, by when it is answered and why, never who asked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, replace
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from budgeting.law.asking import FormField
from budgeting.refusal import Refusal
from models import Commune, Inbound, InformationRequest, Line
from models.message import InboundState
from printing.press import overflows
from services.house import House
from services.printing.leaflet import TextPart
from services.printing.papers import press_receipt, receipt
from services.printing.reasons import PaperNo
from services.printing.receipt import Receipt
from services.public import lines_of
from services.requests import (
    Deposit,
    answer,
    ask_back,
    close,
    extend,
    file_complaint,
    note_complaint_answer,
    prepare_formal,
    receive_formal,
    refuse,
)
from services.requests.room import LONGEST
from tests.conftest import HandClock
from tests.printing.sheets_of import is_accessible, opened, order, text_of
from tests.services.townsfolk import plant_commune, plant_contact, plant_line, planted

NAME = "Afi Mensah"
ISOLATES = {0x2068: None, 0x2069: None}


@pytest.fixture
def morocco(house: House) -> int:
    def plant(session: Session) -> int:
        return plant_commune(session, "zongo", name="Aït Melloul", country="MA", languages=["fr", "ar"]).id

    return house.work.write(plant)


ASKED = "Le compte administratif de 2025,\net le marché de la route."


def filed(house: House, commune_id: int, *, handed_in: bool = True, asked: str = ASKED) -> int:
    def work(session: Session) -> int:
        commune = session.get_one(Commune, commune_id)
        contact = plant_contact(session, house, commune, "+212600000001")
        line = plant_line(session, commune)
        given = {"commune": commune, "contact": contact, "line": line, "text": asked, "topic": None, "language": "fr"}
        row = prepare_formal(session, house, **given)
        if handed_in:
            papers = dict.fromkeys((FormField.IDENTITY_NUMBER, FormField.IDENTITY_COPY), "AB12")
            fields = {FormField.NAME: NAME, FormField.POSTAL_ADDRESS: "Rue 12", **papers}
            deposit = Deposit(asked, fields, received_on=date(2026, 3, 30))
            receive_formal(session, house, commune_id=commune_id, request_id=row.id, deposit=deposit, staff_id=None)
        return row.id

    return house.work.write(work)


def sheet_of(house: House, commune_id: int, request_id: int, language: str = "fr") -> Receipt:
    return house.work.read(lambda session: receipt(session, house, commune_id, request_id, language))


def test_the_sheet_says_what_was_asked_by_when_and_why_then_and_names_nobody(house: House, morocco: int) -> None:
    sheet = sheet_of(house, morocco, filed(house, morocco))
    paper = press_receipt(sheet)
    words = text_of(paper.content)
    due = next(fact.value for fact in sheet.facts.rows if fact.label == "Réponse due")
    for part in (
        sheet.reference,
        "Aït Melloul",
        "30 mars 2026",
        due,
        "20 jours ouvrables",
        "marché de la route",
        "31-13",
    ):
        assert part in words, part
    assert NAME not in words and "AB12" not in words and "+212" not in words
    assert paper.file_name == f"receipt-{sheet.reference}-fr.pdf"
    assert len(opened(paper.content).pages) == 1 and is_accessible(paper.content)


@pytest.mark.parametrize("language", ["ar", "en"])
def test_it_is_said_in_the_language_asked_for_and_quotes_the_request_in_its_own(
    house: House, morocco: int, language: str
) -> None:
    sheet = sheet_of(house, morocco, filed(house, morocco), language)
    assert (sheet.language, sheet.asked_language, sheet.asked_direction) == (language, "fr", "ltr")
    assert sheet.asked.paragraphs == tuple(ASKED.splitlines())
    assert sheet.title != sheet_of(house, morocco, 1, "fr").title
    paper = press_receipt(sheet)
    assert len(opened(paper.content).pages) == 1 and is_accessible(paper.content)


def test_the_longest_request_fits_on_its_page(house: House, morocco: int) -> None:
    sheet = sheet_of(house, morocco, filed(house, morocco))
    full = replace(
        sheet,
        commune="Ouagadougoutenkodogo" * 4,
        asked=TextPart(sheet.asked.title, ("mot " * (LONGEST // 4), "x" * 200)),
        account=TextPart(sheet.account.title, sheet.account.paragraphs * 3),
        stages=TextPart(sheet.stages.title, sheet.stages.paragraphs * 2),
    )
    assert overflows(order("receipt", asdict(full), "fr")) == []


def test_the_longest_answer_stands_on_the_other_side_of_the_longest_request(house: House, morocco: int) -> None:
    request_id = filed(house, morocco, asked="mot " * (LONGEST // 4))
    decide(house, morocco, request_id, refuse, code="deliberation", reason="court")
    assert len(opened(press_receipt(sheet_of(house, morocco, request_id)).content).pages) == 1
    house.work.write(lambda s: setattr(s.get_one(InformationRequest, request_id), "reason", "raison " * (LONGEST // 7)))
    sheet = sheet_of(house, morocco, request_id)
    paper = press_receipt(sheet)
    first, second = opened(paper.content).pages
    assert "l’autre côté" in sheet.decision.overleaf
    assert "raison" in second.extract_text() and "raison" not in first.extract_text()
    assert overflows(order("receipt", asdict(sheet), "fr")) == [] and is_accessible(paper.content)


def test_a_form_that_was_not_handed_in_has_no_receipt_and_another_communes_request_is_none(
    house: House, morocco: int
) -> None:
    prepared = filed(house, morocco, handed_in=False)
    with pytest.raises(Refusal) as refused:
        sheet_of(house, morocco, prepared)
    assert refused.value.reason == PaperNo.NOT_RECEIVED
    other = house.work.write(lambda session: plant_commune(session, "kozah").id)
    with pytest.raises(Refusal, match="request"):
        sheet_of(house, other, prepared)


def decide(house: House, commune_id: int, request_id: int, act: Callable[..., object], **said: object) -> None:
    common = {"commune_id": commune_id, "request_id": request_id, "staff_id": None}
    house.work.write(lambda session: act(session, house, **common, **said))


REASON = "Le compte est encore chez le receveur."


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("fr", ("Refusée le", "Motif : Secret des délibérations")),
        ("ar", ("رُفض", "سرية المداولات")),
        ("en", ("Refused on", "Ground: Secrecy of deliberations")),
    ],
)
def test_the_sheet_says_that_a_request_was_refused_when_why_and_where_to_turn(
    house: House, clock: HandClock, morocco: int, language: str, told: tuple[str, ...]
) -> None:
    request_id = filed(house, morocco)
    clock.set(datetime(2026, 4, 2, 10, tzinfo=UTC))
    decide(house, morocco, request_id, refuse, code="deliberation", reason=REASON)
    sheet = sheet_of(house, morocco, request_id, language)
    said = " ".join(sheet.decision.told).translate(ISOLATES)
    assert all(part in said for part in told), said
    assert sheet.decision.words == (REASON,)
    assert "2026" in sheet.stages.paragraphs[0]
    if language == "fr":
        assert "2 avril 2026" in said and "Réponse due" not in labelled(sheet)
        words = text_of(press_receipt(sheet).content)
        assert "Refusée le 2 avril 2026" in words and "chez le receveur" in words


def test_a_request_that_waits_has_nothing_decided_on_its_sheet(house: House, morocco: int) -> None:
    sheet = sheet_of(house, morocco, filed(house, morocco))
    assert (sheet.decision.told, sheet.decision.words) == ((), ())
    assert "Réponse due" in labelled(sheet)


def test_the_sheet_says_an_answer_and_keeps_it_once_the_request_is_closed(house: House, morocco: int) -> None:
    request_id = filed(house, morocco)
    decide(house, morocco, request_id, answer, text="Douze millions.\nAu bureau 4.")
    answered = sheet_of(house, morocco, request_id).decision
    assert answered.told[0].startswith("Réponse donnée le") and answered.words == ("Douze millions.", "Au bureau 4.")
    decide(house, morocco, request_id, close)
    assert sheet_of(house, morocco, request_id).decision == answered


def test_the_sheet_says_why_an_answer_takes_longer_and_what_who_asked_is_asked(
    house: House, clock: HandClock, morocco: int
) -> None:
    clock.set(datetime(2026, 4, 2, 10, tzinfo=UTC))
    request_id = filed(house, morocco)
    decide(house, morocco, request_id, extend, days=5, code="many_documents", reason=REASON)
    later = sheet_of(house, morocco, request_id).decision
    assert later.words == (REASON,) and later.told[0].startswith("Délai prolongé le")
    assert "Beaucoup de documents à réunir" in later.told[1]
    decide(house, morocco, request_id, ask_back, text="Quelle année ?")
    assert sheet_of(house, morocco, request_id).decision.words == ("Quelle année ?",)


def let_a_message_in(session: Session) -> None:
    line = session.scalars(select(Line)).one()
    planted(session, Inbound(line_id=line.id, provider_id="first", state=InboundState.DONE, arrived_at=line.created_at))


def labelled(sheet: Receipt) -> dict[str, str]:
    return {fact.label: fact.value.translate(ISOLATES) for fact in sheet.facts.rows}


def test_the_sheet_says_where_to_write_and_where_to_go(house: House, morocco: int) -> None:
    request_id = filed(house, morocco)

    def say_office(session: Session) -> None:
        office = {"place": "Bureau 3, hôtel de ville", "hours": "Lundi à jeudi, 9 h à 15 h"}
        session.get_one(Commune, morocco).commitments = {"office": office}

    house.work.write(say_office)
    assert "Pour la suivre par SMS" not in labelled(sheet_of(house, morocco, request_id)), "nothing arrives there yet"
    house.work.write(let_a_message_in)
    sheet = sheet_of(house, morocco, request_id)
    told = labelled(sheet)
    (line,) = house.work.read(lambda session: lines_of(session, morocco))
    assert told["Pour la suivre par SMS"] == f"Envoyez SUIVI {sheet.reference} à {line.written}"
    assert told["Où se rendre"] == "Bureau 3, hôtel de ville"
    assert told["Heures d’ouverture"] == "Lundi à jeudi, 9 h à 15 h"
    assert overflows(order("receipt", asdict(sheet), "fr")) == []


def test_without_a_line_and_an_office_the_sheet_sends_to_the_town_hall_alone(house: House, morocco: int) -> None:
    request_id = filed(house, morocco)

    def cut_off(session: Session) -> None:
        for row in session.scalars(select(Line)):
            row.enabled = False

    house.work.write(cut_off)
    told = labelled(sheet_of(house, morocco, request_id))
    assert "Pour la suivre par SMS" not in told
    assert told["Pour la suivre"] == "Demandez à la mairie, avec ce récépissé."


def test_the_day_of_the_court_is_printed_with_the_reserve_that_its_number_was_not_checked(
    house: House, clock: HandClock, morocco: int
) -> None:
    request_id, day = filed(house, morocco), date(2026, 4, 2)
    clock.set(datetime(2026, 4, 2, 10, tzinfo=UTC))
    decide(house, morocco, request_id, refuse, code="deliberation", reason=REASON)
    for stage in (0, 1):
        assert "vérifié" not in " ".join(sheet_of(house, morocco, request_id).stages.paragraphs)
        decide(house, morocco, request_id, file_complaint, stage=stage, filed_on=day)
        decide(house, morocco, request_id, note_complaint_answer, stage=stage, answered_on=day, verdict="against")
    (*_before, court) = sheet_of(house, morocco, request_id).stages.paragraphs
    assert "1 juin 2026" in court.translate(ISOLATES).replace("1er", "1") and "vérifié dans le texte de loi" in court


def test_days_are_said_in_one_form_and_an_arabic_sheet_says_what_a_body_named_in_french_is(house: House) -> None:
    def plant(session: Session) -> int:
        return plant_commune(session, "zio", name="Zio", country="TG", languages=["fr", "ar"]).id

    commune_id = house.work.write(plant)
    request_id = filed(house, commune_id)
    sheet = sheet_of(house, commune_id, request_id)
    assert "30 mars 2026" in str(asdict(sheet)) and "30/03/2026" not in str(asdict(sheet))
    assert "Protecteur du citoyen" in sheet.stages.paragraphs
    arabic = sheet_of(house, commune_id, request_id, "ar").stages.paragraphs
    assert any("Protecteur du citoyen" in line and not line.startswith("Protecteur") for line in arabic)
