from __future__ import annotations

import io
from datetime import date, datetime
from typing import Any

import pytest
from openpyxl import Workbook
from sqlalchemy.orm import Session

from budgeting.refusal import Refusal
from models.follow_up import FollowUpState
from services.follow_ups.importing import (
    LEAVE_OUT,
    TableTerms,
    accept_table,
    drop_table,
    stage_table,
    waiting_table,
    waiting_tables,
)
from services.follow_ups.reading import UNSAID, follow_up_page, follow_ups_page
from services.follow_ups.reasons import FollowUpNo
from services.follow_ups.table import day_written, read_table
from services.follow_ups.table_words import Column, column_named, state_said
from services.house import House
from services.retention import forget_words
from tests.conftest import HandClock
from tests.services.follow_ups.planting import TODAY, Hall

SEGOU = """Etat d'exécution des recommandations de la session du 24 février 2017;;;;
N°;Recommandations;Structure responsable;Niveau d'exécution;Observations
1;Élargir le débat sur le budget;Conseil régional;Fait;
2;Multiplier les canaux d'information;Conseil régional;non fait;Manque de moyens
3;Former les citoyens au processus budgétaire;Société civile;des réflexions sont en cours;
4;Créer un cadre de concertation;Conseil régional;le cadre existe déjà mais non fonctionnel;
5;Inviter officiellement la société civile;;;
6;Tenir la session au premier trimestre;Bureau;En cours;échéance : fin 2018
7;Publier le programme annuel;Bureau;abandonné;
;;;;
"""
"""As the region of Ségou kept it: states in words, some of them none."""

TERMS = TableTerms("recommendation", "Séance publique du 22 février 2018", date(2018, 2, 22), "public", "segou.csv")


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_a_table_is_read_with_its_states_as_they_are_written(encoding: str) -> None:
    rows = read_table(SEGOU.encode(encoding), "segou.csv")
    assert [(row.number, row.state) for row in rows] == [
        (3, FollowUpState.DONE),
        (4, FollowUpState.NOT_STARTED),
        (5, None),
        (6, None),
        (7, None),
        (8, FollowUpState.IN_PROGRESS),
        (9, FollowUpState.ABANDONED),
    ]
    assert rows[2].text == "Former les citoyens au processus budgétaire"
    assert rows[2].as_written[Column.STATE] == "des réflexions sont en cours"
    assert rows[2].as_written[Column.OWNER] == "Société civile"


def test_a_workbook_is_read_with_its_days_and_its_merged_cells() -> None:
    book = Workbook()
    sheet = book.active
    for row in (
        ("Plan d'action",),
        ("Activités", "Responsable", "Échéance", "Statut"),
        ("Créer la page web", "Secrétariat", datetime(2026, 9, 30), "en cours"),
        ("Publier le budget citoyen", None, "12/2026", ""),
        ("Former le personnel", None, "fin d'année", None),
    ):
        sheet.append(row)
    sheet.merge_cells("B3:B5")
    kept = io.BytesIO()
    book.save(kept)
    rows = read_table(kept.getvalue(), "plan.xlsx")
    assert [(row.text, row.due_on, row.as_written[Column.OWNER]) for row in rows] == [
        ("Créer la page web", date(2026, 9, 30), "Secrétariat"),
        ("Publier le budget citoyen", date(2026, 12, 31), "Secrétariat"),
        ("Former le personnel", None, "Secrétariat"),
    ]
    assert rows[2].as_written[Column.DUE] == "fin d'année"


def test_a_table_in_arabic_is_read_too() -> None:
    table = "التوصية,الحالة,ملاحظات\nتوسيع النقاش,منجز,\nتكوين المواطنين,قيد الدراسة,في يونيو\n"
    rows = read_table(table.encode(), "tawsiyat.csv")
    assert [row.state for row in rows] == [FollowUpState.DONE, None]


@pytest.mark.parametrize(
    ("said", "state"),
    [
        ("FAIT", "done"),
        ("Non exécuté.", "not_started"),
        ("in progress", "in_progress"),
        ("Fait en partie", None),
        ("presque terminé", None),
        ("non, mais des réflexions sont en cours", None),
        ("50 %", None),
        ("", None),
    ],
)
def test_a_state_is_taken_over_only_where_its_words_say_it_and_nothing_else(said: str, state: str | None) -> None:
    assert state_said(said) == state


@pytest.mark.parametrize(
    ("title", "column"),
    [
        ("Recommandations formulées", "text"),
        ("Délai d'exécution", "due"),
        ("Responsable de l'exécution", "owner"),
        ("État d'exécution", "state"),
        ("Observations sur l'exécution", "note"),
        ("N°", None),
    ],
)
def test_a_column_is_known_by_its_name(title: str, column: str | None) -> None:
    assert column_named(title) == column


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("31/12/2018", date(2018, 12, 31)),
        ("2018-12-31", date(2018, 12, 31)),
        ("02/2024", date(2024, 2, 29)),
        ("31/02/2018", None),
        ("31/12/0218", None),
        (datetime(1900, 1, 5), None),
        ("13/2018", None),
        ("fin 2018", None),
        (None, None),
    ],
)
def test_a_day_is_taken_over_only_where_it_is_one(cell: str | None, day: date | None) -> None:
    assert day_written(cell) == day


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", FollowUpNo.TABLE_UNREADABLE),
        (b"%PDF-1.7 no table", FollowUpNo.TABLE_UNREADABLE),
        (b"Nom;Prenom\nAli;Bio\n", FollowUpNo.TABLE_WITHOUT_COLUMNS),
        ("Recommandations;État\n;\n".encode(), FollowUpNo.TABLE_EMPTY),
        (b"Recommandations;Etat\n" + b"Former;fait\n" * 501, FollowUpNo.TABLE_TOO_LONG),
    ],
)
def test_what_is_no_such_table_is_refused(content: bytes, reason: FollowUpNo) -> None:
    with pytest.raises(Refusal) as no:
        read_table(content, "table.csv")
    assert no.value.reason == reason


def test_a_table_is_looked_at_row_by_row_and_what_nobody_says_stays_unsaid(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        hall = Hall(session, house)
        rows = read_table(SEGOU.encode(), "segou.csv")
        table = stage_table(*hall.keys, TERMS, rows, **hall.who)
        assert waiting_tables(session, hall.commune.id) == [(table, "segou.csv")]
        assert waiting_table(session, hall.commune.id, table).unsure == 3
        numbers = accept_table(*hall.keys, table, {6: "in_progress", 7: LEAVE_OUT}, **hall.who)
        assert (numbers, waiting_tables(session, hall.commune.id)) == ([1, 2, 3, 4, 5, 6], [])
        unsaid, _total = follow_ups_page(session, hall.commune.id, reader=hall.reader(), today=TODAY, state=UNSAID)
        assert [(row.text, row.as_written["state"]) for row in unsaid] == [
            ("Former les citoyens au processus budgétaire", "des réflexions sont en cours")
        ]
        second = follow_up_page(session, hall.commune.id, 2, today=TODAY)
        assert (second.row.promised_on, second.row.occasion) == (TERMS.promised_on, TERMS.occasion)
        assert (second.row.owner, second.history[0].note) == ("Conseil régional", "Manque de moyens")
        assert follow_up_page(session, hall.commune.id, 6, today=TODAY).row.reason == "abandonné"

    run(work)


def test_what_is_there_already_is_left_out_unless_somebody_says_otherwise(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        hall = Hall(session, house)
        rows = read_table(SEGOU.encode(), "segou.csv")
        accept_table(*hall.keys, stage_table(*hall.keys, TERMS, rows, **hall.who), {}, **hall.who)
        again = stage_table(*hall.keys, TERMS, rows, **hall.who)
        view = waiting_table(session, hall.commune.id, again)
        assert [row.known for row in view.rows] == [1, 2, 3, 4, 5, 6, 7]
        assert accept_table(*hall.keys, again, {7: "done"}, **hall.who) == [8]

    run(work)


def test_a_table_may_be_dropped_and_is_of_its_commune_alone(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        hall = Hall(session, house)
        rows = read_table(SEGOU.encode(), "segou.csv")
        table = stage_table(*hall.keys, TERMS, rows, **hall.who)
        with pytest.raises(Refusal):
            waiting_table(session, hall.commune.id + 1, table)
        assert hall.why(accept_table, table, {5: "nearly"}) == FollowUpNo.STATE_WRONG
        assert hall.why(accept_table, table, {7: "abandoned"}) == FollowUpNo.TABLE_REASON_NEEDED
        drop_table(session, hall.commune.id, table)
        assert hall.why(accept_table, table, {}) == FollowUpNo.NO_SUCH_TABLE

    run(work)


def test_a_table_says_where_it_comes_from(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        hall = Hall(session, house)
        rows = read_table(SEGOU.encode(), "segou.csv")
        for wrong, reason in (
            (TableTerms("milestone", "x", TODAY, "public"), FollowUpNo.SOURCE_UNKNOWN),
            (TableTerms("recommendation", " ", TODAY, "public"), FollowUpNo.OCCASION_NEEDED),
            (TableTerms("recommendation", "x", date(1, 1, 1), "public"), FollowUpNo.DAY_WRONG),
            (TableTerms("recommendation", "x", TODAY, ""), FollowUpNo.VISIBILITY_WRONG),
        ):
            assert hall.why(stage_table, wrong, rows) == reason

    run(work)


def test_a_table_that_nobody_looks_at_is_forgotten(house: House, run: Any, clock: HandClock) -> None:
    def work(session: Session) -> None:
        hall = Hall(session, house)
        table = stage_table(*hall.keys, TERMS, read_table(SEGOU.encode(), "segou.csv"), **hall.who)
        clock.wait(days=29)
        forget_words(session, clock())
        assert waiting_tables(session, hall.commune.id) == [(table, "segou.csv")]
        clock.wait(days=2)
        forget_words(session, clock())
        assert waiting_tables(session, hall.commune.id) == []

    run(work)
