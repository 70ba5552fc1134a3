"""What staff put right once is right the next time."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from budgeting.accounts.context import Programme
from budgeting.accounts.keeping import line_as_json, line_from_json
from budgeting.accounts.reading import Line
from budgeting.accounts.topics import Topic
from models import BudgetDocument, BudgetLine, Commune
from services.budgets.figures import INTERNAL
from services.budgets.importing import Source, import_budget
from services.budgets.job import do_job, job_from_json
from services.budgets.lines import proposed_nature
from services.budgets.looking import job_for
from services.budgets.natures import change_nature
from services.budgets.places import as_places
from services.budgets.publishing import change_topic
from services.house import House
from tests.services.budgets.readings import line, reading
from tests.services.townsfolk import plant_commune, plant_zone

HEALTH, TOWN_HALL = Programme("3", "Santé"), Programme("1", "Administration")


def brought_in(session: Session, house: House, commune: Commune, year: int, *lines: Line) -> BudgetDocument:
    source = Source(f"{year}.xlsx", f"{year}".ljust(64, "0"))
    (document,) = import_budget(session, house, commune, reading(*lines), source=source)
    return document


def entry(year: int, label: str, code: str = "6111", programme: Programme | None = None) -> Line:
    return line(label, {(year, "voted"): 10}, code=code, programme=programme)


def topics(session: Session, document: BudgetDocument) -> dict[tuple[str, str | None], str | None]:
    rows = session.scalars(select(BudgetLine).where(BudgetLine.document_id == document.id).order_by(BudgetLine.id))
    return {(row.label, row.code): row.topic for row in rows}


def natures(session: Session, document: BudgetDocument) -> list[str | None]:
    rows = select(BudgetLine.nature).where(BudgetLine.document_id == document.id).order_by(BudgetLine.id)
    return list(session.scalars(rows))


def correct(session: Session, house: House, document: BudgetDocument, label: str, topic: str, place: int = 0) -> None:
    rows = session.scalars(
        select(BudgetLine.id)
        .where(BudgetLine.document_id == document.id, BudgetLine.label == label)
        .order_by(BudgetLine.id)
    ).all()
    change_topic(session, house, document.commune_id, document.id, [rows[place]], topic, staff_id=None)


def test_a_corrected_topic_is_given_again_by_words_and_by_code(
    session: Session, house: House, commune: Commune
) -> None:
    first = brought_in(session, house, commune, 2024, entry(2024, "Hangar n° 2", "2313"), entry(2024, "Papier", "6011"))
    correct(session, house, first, "Hangar n° 2", "markets")
    second = brought_in(
        session, house, commune, 2025, entry(2025, "HANGAR N° 2", "9999"), entry(2025, "Autre hangar", "23.13"),
        entry(2025, "Papier", "6011"),
    )  # fmt: skip
    assert list(topics(session, second).values()) == ["markets", "markets", "administration"]


def test_words_that_stand_under_several_topics_are_remembered_for_their_programme(
    session: Session, house: House, commune: Commune
) -> None:
    lines = (entry(2024, "Salaires", "6111", TOWN_HALL), entry(2024, "Salaires", "6111", HEALTH))
    first = brought_in(session, house, commune, 2024, *lines)
    correct(session, house, first, "Salaires", "health", place=1)
    second = brought_in(
        session, house, commune, 2025, entry(2025, "Salaires", "6111", TOWN_HALL),
        entry(2025, "Salaires", "6112", Programme("003", "Santé")), entry(2025, "Salaires", "6113"),
    )  # fmt: skip
    assert list(topics(session, second).values()) == ["administration", "health", "administration"]


def test_the_last_correction_counts(session: Session, house: House, commune: Commune) -> None:
    first = brought_in(session, house, commune, 2024, entry(2024, "Hangar", "2313"))
    correct(session, house, first, "Hangar", "markets")
    correct(session, house, first, "Hangar", "culture")
    second = brought_in(session, house, commune, 2025, entry(2025, "Hangar", "2313"))
    assert list(topics(session, second).values()) == ["culture"]


def test_receipts_and_other_communes_are_left_alone(session: Session, house: House, commune: Commune) -> None:
    first = brought_in(session, house, commune, 2024, entry(2024, "Marché", "7011"))
    correct(session, house, first, "Marché", "markets")
    receipt = line("Marché", {(2025, "voted"): 1}, side="revenue", topic=Topic.REVENUE, code="7011")
    second = brought_in(session, house, commune, 2025, receipt)
    assert list(topics(session, second).values()) == ["revenue"]
    other = brought_in(session, house, plant_commune(session, "other"), 2025, entry(2025, "Marché", "7011"))
    assert list(topics(session, other).values()) == ["administration"]


def correct_nature(session: Session, house: House, document: BudgetDocument, label: str, nature: str) -> None:
    rows = session.scalars(
        select(BudgetLine.id)
        .where(BudgetLine.document_id == document.id, BudgetLine.label == label)
        .order_by(BudgetLine.id)
    ).all()
    change_nature(session, house, document.commune_id, document.id, rows[:1], nature, staff_id=None)


def test_a_corrected_nature_is_given_again_beside_a_corrected_topic(
    session: Session, house: House, commune: Commune
) -> None:
    lines = (entry(2024, "Salaires des agents", "6611"), entry(2024, "Hangar n° 2", "2313"))
    first = brought_in(session, house, commune, 2024, *lines)
    assert natures(session, first) == ["personnel", None]
    correct(session, house, first, "Hangar n° 2", "markets")
    correct_nature(session, house, first, "Hangar n° 2", "works")
    correct_nature(session, house, first, "Salaires des agents", "transfers")
    second = brought_in(
        session, house, commune, 2025, entry(2025, "HANGAR N° 2", "9999"), entry(2025, "Autre hangar", "23.13"),
        entry(2025, "Salaires des agents", "1"), entry(2025, "Salaires des gardiens", "2"),
    )  # fmt: skip
    assert natures(session, second) == ["works", "works", "transfers", "personnel"]
    assert list(topics(session, second).values()) == ["markets", "markets", "administration", "administration"]
    other = brought_in(session, house, plant_commune(session, "other"), 2025, entry(2025, "Hangar n° 2", "2313"))
    assert natures(session, other) == [None]


def test_a_nature_is_remembered_for_its_programme_where_the_same_words_have_several(
    session: Session, house: House, commune: Commune
) -> None:
    lines = (entry(2024, "Entretien", "6111", TOWN_HALL), entry(2024, "Entretien", "6111", HEALTH))
    first = brought_in(session, house, commune, 2024, *lines)
    was = natures(session, first)[1]
    correct_nature(session, house, first, "Entretien", "transfers")
    again = (entry(2025, "Entretien", "6111", TOWN_HALL), entry(2025, "Entretien", "6111", HEALTH))
    second = brought_in(session, house, commune, 2025, *again)
    assert natures(session, second) == ["transfers", was] and was != "transfers"


def test_words_of_several_natures_are_not_remembered_where_there_is_no_programme(
    session: Session, house: House, commune: Commune
) -> None:
    first = brought_in(
        session, house, commune, 2024, entry(2024, "Entretien", "6111"), entry(2024, "Entretien", "6112")
    )
    was = natures(session, first)[1]
    correct_nature(session, house, first, "Entretien", "transfers")
    correct(session, house, first, "Entretien", "markets")
    again = [entry(2025, "Entretien", code) for code in ("9998", "9999", "6111", "6112")]
    second = brought_in(session, house, commune, 2025, *again, entry(2025, "Entretien", "9997", HEALTH))
    assert natures(session, second) == [was, was, "transfers", was, was] and was != "transfers"
    rows = session.scalars(
        select(BudgetLine.topic).where(BudgetLine.document_id == second.id).order_by(BudgetLine.id)
    ).all()
    assert (rows[2], set(rows) - {rows[2]}) == ("markets", {rows[0]}) and rows[0] != "markets"


def test_what_was_said_of_words_is_forgotten_once_they_mean_several_things(
    session: Session, house: House, commune: Commune
) -> None:
    first = brought_in(session, house, commune, 2024, entry(2024, "Entretien", "6111"))
    correct_nature(session, house, first, "Entretien", "works")
    lines = (entry(2025, "Entretien", "9998"), entry(2025, "Entretien", "9999"))
    second = brought_in(session, house, commune, 2025, *lines)
    assert natures(session, second) == ["works", "works"]
    correct_nature(session, house, second, "Entretien", "transfers")
    third = brought_in(
        session, house, commune, 2026, entry(2026, "Entretien", "9997"), entry(2026, "Entretien", "9998")
    )
    assert natures(session, third)[1] == "transfers" and natures(session, third)[0] not in ("works", "transfers")


def test_moves_between_the_sections_and_receipts_keep_what_they_are(
    session: Session, house: House, commune: Commune
) -> None:
    first = brought_in(session, house, commune, 2024, entry(2024, "Virement", "023"))
    correct_nature(session, house, first, "Virement", "works")
    move = line("Virement", {(2025, "voted"): 1}, code="023", is_internal=True)
    receipt = line("Virement", {(2025, "voted"): 1}, side="revenue", topic=Topic.REVENUE, code="023")
    second = brought_in(session, house, commune, 2025, move, receipt, entry(2025, "Virement", "023"))
    assert natures(session, second) == [INTERNAL, None, "works"]


def test_who_looks_at_the_next_file_sees_the_nature_it_will_have(
    session: Session, house: House, commune: Commune
) -> None:
    first = brought_in(session, house, commune, 2024, entry(2024, "Hangar n° 2", "2313"))
    correct_nature(session, house, first, "Hangar n° 2", "works")
    session.flush()
    job = job_from_json(job_for(session, commune.id, "b.csv", 2025).as_json())
    read = do_job(job, "Code;Intitulé;Prévisions\n2313;Hangar n° 2;500\n2314;Fournitures de bureau;20\n".encode())
    kept = [line_from_json(line_as_json(found)) for found in read.lines]
    assert [proposed_nature(found) for found in kept] == ["works", "goods_services"]


def test_a_line_is_for_the_zone_its_words_name(session: Session, house: House, commune: Commune) -> None:
    zongo, centre = plant_zone(session, commune, "Zongo"), plant_zone(session, commune, "Centre")
    document = brought_in(
        session, house, commune, 2025, entry(2025, "Forage au quartier Zongo"), entry(2025, "Centre de santé"),
        entry(2025, "Voirie du quartier Centre"), entry(2025, "Piste de Zongo au quartier Centre"),
        line("Classes", {(2025, "voted"): 1}, place="ZONGO"),
    )  # fmt: skip
    rows = session.scalars(select(BudgetLine).where(BudgetLine.document_id == document.id).order_by(BudgetLine.id))
    assert [row.zone_id for row in rows] == [zongo.id, None, centre.id, None, zongo.id]


def test_a_line_is_for_the_zone_its_words_name_in_another_language(
    session: Session, house: House, commune: Commune
) -> None:
    zongo, centre = plant_zone(session, commune, "Zongo"), plant_zone(session, commune, "Centre")
    zongo.names, centre.names = {"ar": "زونغو"}, {"ar": "المركز"}
    document = brought_in(
        session, house, commune, 2025, entry(2025, "بئر في زونغو"), entry(2025, "المركز الصحي"),
        entry(2025, "طرق حي المركز"), line("أقسام", {(2025, "voted"): 1}, place="زونغو"),
    )  # fmt: skip
    rows = session.scalars(select(BudgetLine).where(BudgetLine.document_id == document.id).order_by(BudgetLine.id))
    assert [row.zone_id for row in rows] == [zongo.id, None, centre.id, zongo.id]


def test_the_longest_name_of_a_place_is_meant() -> None:
    places = as_places([(1, "Kpota"), (2, "Bè Kpota"), (3, "Bè")])
    assert places.of(line("Latrines à Bè-Kpota", {})) == 2
    assert places.of(line("Être bête", {})) is None
