"""Ségou's session of 22 February 2018: thirteen earlier recommendations, forty places, and the report, read back."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from io import BytesIO
from typing import Any

import pytest
from docx import Document as WordFile
from pypdf import PdfReader
from sqlalchemy import select

from budgeting.refusal import Refusal
from models import Document, PublicSession
from models.public_session import SessionKind, SessionState
from printing.word_file import report_docx
from printing.written_report import Facts, Heading, Paragraph, Points, Table, WrittenReport, report_pdf
from services.follow_ups.importing import TableTerms, accept_table, stage_table
from services.follow_ups.moving import Move, move
from services.follow_ups.table import read_table
from services.house import House
from services.printing.session_report import missing_parts, session_report
from services.public_sessions.agenda import NewItem, add_item
from services.public_sessions.door import Press, press
from services.public_sessions.preparing import Official, set_bureau, set_planned, set_texts
from services.public_sessions.press import NewArticle, add_article
from services.public_sessions.running import close_session, open_session
from services.public_sessions.taking_part import bring_association
from services.session_rooms.answering import PromisedInRoom, answer_in_room, promise_in_room, put_into_writing
from services.session_rooms.asking import SaidAloud, ask_aloud
from services.session_rooms.joining import join
from services.session_rooms.publishing import publish_report
from services.session_rooms.reasons import RoomNo
from services.session_rooms.sorting import hide, let_in
from services.session_rooms.voting import HandCount, NewVote, count_hands, put_to_vote
from services.uploads import keep_upload
from tests.conftest import HandClock
from tests.services.session_rooms.planting import PHONES, Room
from tests.services.session_rooms.test_questions import ids, why

BEFORE = datetime(2018, 2, 12, 8, tzinfo=UTC)
DAY = datetime(2018, 2, 22, 9, tzinfo=UTC)
THIRTEEN = """Recommandation;Responsable;Etat;Observations
Ouvrir le débat à plus de monde;Bureau;Fait;
Dire le budget par plus de canaux;Communication;non fait;Pas encore de moyens
Former les habitants au budget;Société civile;des réflexions sont en cours;
Mettre en place un cadre d'échange;Bureau;le cadre existe déjà mais non fonctionnel;
Inviter la société civile par lettre;Secrétariat;;
Tenir la séance plus tôt dans l'année;Bureau;En cours;
Remettre les documents avant la séance;Finances;;
Traduire le budget en bamanankan;Communication;non fait;
Montrer l'inventaire des biens;Domaines;;à voir avec le service
Afficher le taux de recouvrement;Recettes;des réflexions sont en cours;
Faire un programme annuel;Planification;non fait;
Visiter les chantiers ensemble;Travaux;En cours;
Dire ce que donnent les partenaires;Finances;;
"""
SIGNED = ("Secrétaire de séance", "Présidente du groupe de suivi")
PLANNED = {"council": 10, "services": 8, "civil_society": 12, "media": 4, "citizens": 6}


@pytest.fixture
def room(house: House, clock: HandClock) -> Room:
    found = Room(house, clock)
    clock.set(BEFORE)
    found.set(kind=SessionKind.FIRST_BUDGET, title="Restitution publique du budget", place="Ségou", starts_at=DAY)
    return found


def take_over(room: Room) -> None:
    """Take the table of the session before over, every state as its words surely say it."""
    terms = TableTerms("recommendation", "Séance publique de 2017", date(2017, 2, 24), "public", "segou.csv")
    rows = read_table(THIRTEEN.encode(), "segou.csv")
    assert len(rows) == 13
    table = room.write(stage_table, terms, rows)
    room.write(accept_table, table, {})


def hold(room: Room) -> None:
    """Hold the session: prepare it, hear what is asked, vote, and close it."""
    room.write(
        set_bureau, room.id, [Official("Président de séance", "Un conseiller"), Official("Secrétaire de séance")]
    )
    room.write(set_texts, room.id, "Le président ouvre la séance.", "Exposés, puis questions et réponses.")
    room.write(set_planned, room.id, PLANNED)
    room.write(add_item, room.id, NewItem("Exécution du budget", time(9, 30), "Chef des finances"))
    assert "inventaire" in room.say("QUESTION Qui tient l'inventaire des biens du budget ?")
    assert "séance" in room.say("2")  # what is known of inventories was no answer
    room.say("QUESTION Où est le programme annuel du budget ?", PHONES[1])
    room.say("QUESTION le programme annuel du budget, où est-il ?", PHONES[2])
    room.say("QUESTION Le budget de mon voisin Ali au 76 11 22 33 ?", PHONES[3])
    room.clock.set(DAY)
    room.write(open_session, room.id)
    inventory, programme, again, unfit = ids(room)
    room.write(let_in, inventory, "Qui tient l'inventaire des biens ?")
    asked = room.write(join, room.id, [programme, again], "Où est le programme annuel ?").id
    room.write(hide, unfit, "Nomme une personne")
    aloud = room.write(ask_aloud, room.id, SaidAloud("Quel est le taux de recouvrement ?", "civil_society", "women")).id
    room.write(answer_in_room, inventory, "Le service des domaines le tient.", "Chef des domaines")
    room.write(put_into_writing, aloud)
    room.write(answer_in_room, asked, "Il n'existe pas encore.", "Chef de la planification")
    room.write(
        promise_in_room, asked, PromisedInRoom("Publier un programme annuel", "Planification", date(2018, 9, 30))
    )
    room.say("QUESTION Et le marché à bétail ?", PHONES[4])
    for text, hands in (("Élargir le débat aux cercles", (31, 2, 4)), ("Tenir deux séances par an", (9, 20, 8))):
        vote = room.write(put_to_vote, room.id, NewVote(text, "hands", "Secrétariat général", date(2018, 12, 31))).id
        room.write(count_hands, vote, HandCount(*hands, SIGNED))
    doors = {("council", "men"): 9, ("civil_society", "women"): 11, ("citizens", "women"): 14, ("media", "men"): 3}
    for number, ((presence, sex), people) in enumerate(doors.items()):
        room.write(press, room.id, Press(presence, sex, people, f"door-{number}"))
    room.write(bring_association, room.id, "Groupe de suivi du budget", "")
    room.write(close_session, room.id)
    room.write(add_article, room.id, NewArticle("Radio locale", "radio", DAY.date(), "La séance du budget"))


def report(room: Room, language: str = "fr") -> WrittenReport:
    found: WrittenReport = room.read(lambda db: session_report(db, room.house, room.commune_id, room.id, language))
    return found


def headings(found: WrittenReport) -> list[str]:
    return [part.text for part in found.parts if isinstance(part, Heading)]


def rows_under(found: WrittenReport, heading: str) -> tuple[tuple[str, ...], ...]:
    at = next(place for place, part in enumerate(found.parts) if part == Heading(heading))
    return next(part.rows for part in found.parts[at:] if isinstance(part, Table))


def test_the_report_follows_the_order_and_tells_what_there_is(room: Room) -> None:
    take_over(room)
    hold(room)
    found = report(room)
    assert headings(found) == [
        "Ouverture",
        "Bureau",
        "Méthode",
        "Ordre du jour et présentations",
        "Préoccupations des participants",
        "Recommandations",
        "État des recommandations précédentes",
        "Participation",
        "Associations participantes",
        "Couverture médiatique",
    ]
    assert found.title == "Rapport de la séance publique du 22 février 2018"
    concerns = {question: (count, answer) for question, count, answer in rows_under(found, headings(found)[4])}
    assert {count for count, _answer in concerns.values()} == {"…"}  # one asked, or two: who knows them would know
    assert "Il n'existe pas encore. (Chef de la planification)" in concerns["Où est le programme annuel ?"][1]
    assert "R14" in concerns["Où est le programme annuel ?"][1]
    assert "par écrit" in concerns["Quel est le taux de recouvrement ?"][1]
    facts = [row for part in found.parts if isinstance(part, Facts) for row in part.rows]
    assert ("Secrétaire de séance", "–") in facts  # a function without a name
    assert len(concerns) == 3  # neither what was hidden, nor what nobody read
    (adopted,) = rows_under(found, "Recommandations")
    assert adopted[:2] == ("R15", "Élargir le débat aux cercles")
    assert "31 pour, 2 contre, 4 abstentions. Signé" in adopted[2].replace("\u2068", "").replace("\u2069", "")
    assert all(signer in adopted[2] for signer in SIGNED)


def test_the_thirteen_earlier_recommendations_keep_their_words_of_state(room: Room) -> None:
    take_over(room)
    hold(room)
    room.write(move, 12, Move("done", "Visite faite en mars."))
    rows = rows_under(report(room), "État des recommandations précédentes")
    assert len(rows) == 13
    states = [row[2] for row in rows]
    assert states[:2] == ["Fait", "non fait"] and states[5] == "En cours"
    assert states[2] == states[9] == "des réflexions sont en cours"
    assert states[3] == "le cadre existe déjà mais non fonctionnel"
    assert [states[place] for place in (4, 6, 8, 12)] == ["Non noté"] * 4
    assert rows[1][3] == "Pas encore de moyens" and rows[8][3] == "à voir avec le service"
    assert rows[11][2:] == ("réalisé", "Visite faite en mars.")


def test_who_came_stands_beside_who_was_awaited_and_no_small_group(room: Room) -> None:
    take_over(room)
    hold(room)
    rows = {row[0]: row[1:] for row in rows_under(report(room), "Participation")}
    assert list(rows.values())[-1] == ("40", "37")
    assert ("12", "11") in rows.values() and ("6", "14") in rows.values()
    assert not any(came == "3" for _planned, came in rows.values())


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_it_comes_out_as_pdf_and_as_docx_in_each_language(room: Room, language: str) -> None:
    take_over(room)
    hold(room)
    found = report(room, language)
    pdf = "\n".join(page.extract_text() for page in PdfReader(BytesIO(report_pdf(found))).pages)
    assert "R14" in pdf and "37" in pdf
    answer = next(row[2] for row in rows_under(found, headings(found)[4]) if row[0] == "Où est le programme annuel ?")
    assert [words.count("R14") for words in answer.split("\u2069 \u2068")] == [0, 1]  # each reads its own way
    assert not any(run in pdf for run in ("NuméroRecommandation", "NumberRecommendation"))
    word: Any = WordFile(BytesIO(report_docx(found)))
    said = [line.text for line in word.paragraphs]
    assert [one for one in said if one in headings(found)] == headings(found)
    cells = {cell.text for table in word.tables for row in table.rows for cell in row.cells}
    assert {"des réflexions sont en cours", "Où est le programme annuel ?", "Élargir le débat aux cercles"} <= cells
    assert not any(hidden in text for text in (pdf, *said, *cells) for hidden in ("76 11 22 33", "Ali", "bétail"))


def test_a_promise_that_answers_a_question_not_read_to_the_room_stands_in_the_report(room: Room) -> None:
    hold(room)
    unread = ids(room)[-1]
    given = PromisedInRoom("Refaire le marché à bétail", "Voirie", date(2018, 10, 31))
    made = room.write(promise_in_room, unread, given)
    found = report(room)
    texts = [part.text for part in found.parts if isinstance(part, Paragraph)]
    caption = "Promesses faites en réponse à des questions"
    promises = next(part for part in found.parts if isinstance(part, Table) and part.caption == caption)
    assert (f"R{made.number}", "Refaire le marché à bétail", "Voirie", "31 octobre 2018") in promises.rows
    assert [row[1] for row in promises.rows] == ["Publier un programme annuel", "Refaire le marché à bétail"]
    assert any("promesse" in text and f"R{made.number}" in text for text in texts)
    assert not any("Et le marché" in text for text in texts)  # its words nobody has read for everybody


def test_what_nobody_wrote_down_is_said_and_never_made_up(room: Room) -> None:
    found = report(room)
    missing = Paragraph("Non noté.")
    assert found.parts.count(missing) == len(headings(found))
    assert len(room.read(lambda db: missing_parts(db, room.house, room.commune_id, room.id))) == len(headings(found))
    with pytest.raises(Refusal):
        report(room, "xx")


def test_it_is_published_as_a_document_once_in_each_language(room: Room) -> None:
    hold(room)

    def publish(language: str) -> Any:
        made = report(room, language)
        upload = keep_upload(room.house, "rapport.pdf", report_pdf(made))
        return room.write(publish_report, room.id, made, upload)

    publish("fr")
    assert why(publish, "fr") == RoomNo.PUBLISHED_ALREADY
    publish("ar")
    rows = room.read(lambda db: list(db.scalars(select(Document).order_by(Document.id))))
    assert [(row.category, row.language, row.dated_on) for row in rows] == [
        ("minutes", "fr", DAY.date()),
        ("minutes", "ar", DAY.date()),
    ]
    assert rows[0].title.startswith("Rapport de la séance publique du 22 février 2018")


def test_five_who_ask_are_told_as_a_number_and_one_abstention_is_one(room: Room) -> None:
    for phone in PHONES[:5]:
        room.say("QUESTION Où est le programme annuel du budget ?", phone)
    room.clock.set(DAY)
    room.write(open_session, room.id)
    room.write(join, room.id, ids(room), "Où est le programme annuel ?")
    for hands in ((5, 1, 1), (1, 5, 2), (9, 0, 0)):
        vote = room.write(put_to_vote, room.id, NewVote("Le publier", "hands")).id
        room.write(count_hands, vote, HandCount(*hands, SIGNED))
    room.write(press, room.id, Press("citizens", "women", 8, "door"))
    found = report(room)
    at = next(n for n, one in enumerate(found.parts) if isinstance(one, Paragraph) and "plus de mains" in one.text)
    assert "8" in found.parts[at].text and found.parts[at + 1] == Points(("Le publier",))  # nine hands of eight people
    assert rows_under(found, "Préoccupations des participants")[0][:2] == ("Où est le programme annuel ?", "5")
    assert not any("…" in part.text for part in found.parts if isinstance(part, Paragraph))
    said = str(found.parts).replace("\u2068", "").replace("\u2069", "").replace("\\u2068", "").replace("\\u2069", "")
    assert all(
        words in said for words in ("1 contre, 1 abstention.", "5 contre, 2 abstentions.", "0 contre, 0 abstention.")
    )


def test_the_next_report_tells_only_what_ended_since(room: Room) -> None:
    take_over(room)
    hold(room)

    def next_one(session: Any) -> int:
        row = PublicSession(
            commune_id=room.commune_id,
            title="Séance suivante",
            place="Ségou",
            starts_at=datetime(2019, 2, 20, 9, tzinfo=UTC),
            state=SessionState.ANNOUNCED,
            made_at=room.clock(),
        )
        session.add(row)
        session.flush()
        return int(row.id)

    room.id = room.house.work.write(next_one)
    room.clock.set(datetime(2019, 1, 10, 9, tzinfo=UTC))
    room.write(move, 2, Move("done", "La radio le dit."))
    room.clock.set(datetime(2019, 2, 20, 9, tzinfo=UTC))
    room.write(open_session, room.id)
    numbers = [row[0] for row in rows_under(report(room), "État des recommandations précédentes")]
    assert "R2" in numbers and "R15" in numbers and "R1" not in numbers
