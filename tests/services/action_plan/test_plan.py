"""Commitment 1 written down: dates that do not fit are kept and pointed out, figures are counted from records."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from openpyxl import Workbook
from sqlalchemy import select
from sqlalchemy.orm import Session

from budgeting.own_name import OWN_NAME
from budgeting.refusal import Refusal
from models import AuditEntry, FollowUp, FollowUpEvent, PlanActivity
from models.follow_up import FollowUpEventKind, Visibility
from services.action_plan.activities import add_activity, reword_activity, stage_activities, write_days
from services.action_plan.commitments import add_commitment, change_commitment, remove_commitment
from services.action_plan.drafts import ActivityDraft, IndicatorDraft
from services.action_plan.live import bindable
from services.action_plan.measuring import (
    add_indicator,
    change_indicator,
    remove_indicator,
    remove_reading,
    write_reading,
)
from services.action_plan.reading import commitment_page, commitments_of, current_plan, find_plan, plans_of
from services.action_plan.reasons import PlanNo
from services.action_plan.writing import add_plan, change_plan, publish_plan, remove_plan, withdraw_plan
from services.follow_ups.importing import accept_table, waiting_table
from services.follow_ups.moving import Move, move, promise_by
from services.follow_ups.reading import LATE, follow_up_page, follow_ups_page, public_follow_ups
from services.follow_ups.table import read_table
from services.house import House
from tests.services.action_plan.planting import ACTIVITIES, COMMITMENT, INDICATORS, PLAN, PlanHall
from tests.services.follow_ups.planting import TODAY, Hall
from tests.services.indicators.planting import plant_document
from tests.services.townsfolk import plant_commune, told

TABLE = """N°;Activités;Responsable;Date de début;Date de fin;État
1;Publier le budget citoyen;Service du budget;06/2023;01/2023;Réalisé
2;Mener un budget participatif;;12/2024;09/2024;en cours
3;Ouvrir un bureau du citoyen;;03/2025;01/2025;
4;Éditer un guide;;01/2025;12/2025;des réflexions sont en cours
"""


def test_an_end_before_its_start_is_kept_pointed_out_and_never_taken_for_the_promised_day(
    house: House, run: Any
) -> None:
    def work(session: Session) -> None:
        hall = PlanHall(session, house)
        page = hall.page()
        days = [(one.starts.text, one.ends.text, one.is_unfit, one.row.due_on) for one in page.activities]
        assert days == [
            ("06/2023", "01/2023", True, None),
            ("12/2024", "09/2024", True, None),
            ("03/2025", "01/2025", True, None),
            ("01/2025", "12/2025", False, date(2025, 12, 31)),
            ("2026", "fin du plan", False, None),
        ]
        progress = page.progress
        assert (progress.activities, progress.done, progress.late, progress.unfit) == (5, 0, 1, 4)
        late, _total = follow_ups_page(session, hall.commune.id, reader=hall.reader(), today=TODAY, state=LATE)
        assert [row.reference for row in late] == ["R4"]
        assert follow_up_page(session, hall.commune.id, 1, today=TODAY).history[-1].details == {}

    run(work)


@pytest.mark.parametrize(
    ("starts", "ends", "unread", "due"),
    [
        ("demain", "13/2027", ["demain", "13/2027"], None),
        ("2026", "31/02/2027", ["31/02/2027"], None),
        ("dès que possible", "06/2026", ["dès que possible"], date(2026, 6, 30)),
        ("", "", [], None),
        ("01/2026", "2026", [], date(2026, 12, 31)),
    ],
)
def test_what_cannot_be_read_as_a_day_is_kept_and_to_be_checked(
    house: House, run: Any, starts: str, ends: str, unread: list[str], due: date | None
) -> None:
    def work(session: Session) -> None:
        hall = PlanHall(session, house)
        before = hall.page()
        add_activity(*hall.keys, before.id, ActivityDraft("Essai", {}, starts, ends), **hall.who)
        page = hall.page()
        new = page.activities[-1]
        assert (new.starts.text, new.ends.text, new.row.due_on) == (starts, ends, due)
        assert ([day.text for day in new.unread], new.is_to_check) == (unread, bool(unread))
        assert page.progress.unfit == before.progress.unfit + bool(unread)

    run(work)


def test_the_four_indicators_are_counted_from_the_records_of_the_plan_s_period(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        hall = PlanHall(session, house)
        hall.fill_records()
        figures = {one.key: one.figure for one in hall.page().indicators}
        assert {key: figure and figure.value for key, figure in figures.items()} == {
            "documents_produced": 2_000,
            "associations_taking_part": 1_000,
            "budget_requests": 3_000,
            "projects_carried_out": 1_000,
        }
        figure = figures["budget_requests"]
        assert figure and figure.period and (figure.period.first, figure.period.last) == (PLAN.first_on, TODAY)
        assert figure.read_on == TODAY
        page = hall.page()
        assert [len(page.judged_by(judges)) for judges in ("result", "impact")] == [2, 2]
        before = hall.page(PLAN.first_on - timedelta(days=1))
        assert [one.figure for one in before.indicators] == [None] * 4

    run(work)


def test_days_are_put_right_for_a_reason_and_followers_hear_the_promised_day(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        hall = PlanHall(session, house)
        row = session.scalars(select(FollowUp).where(FollowUp.number == 1)).one()
        hall.tell_ali(row)
        assert hall.why(write_days, 1, "06/2023", "01/2023", "Rien") == PlanNo.NOTHING_NEW
        assert hall.why(write_days, 1, "06/2023", "01/2024", " ") == PlanNo.REASON_NEEDED
        write_days(*hall.keys, 1, "06/2023", "01/2024", "La fiche a une erreur d'année.", **hall.who)
        first = hall.page().activities[0]
        assert (first.is_unfit, first.row.due_on, first.row.as_written["due"]) == (False, date(2024, 1, 31), "01/2023")
        moment = follow_up_page(session, hall.commune.id, 1, today=TODAY).history[0]
        assert (moment.note, moment.details["ends_before"]) == ("La fiche a une erreur d'année.", "01/2023")
        assert told(session, house) == ["R1, Publier le budget citoyen : promis pour le 31/01/2024."]
        write_days(*hall.keys, 1, "06/2024", "01/2024", "Encore une erreur.", **hall.who)
        assert (hall.page().activities[0].is_unfit, hall.page().activities[0].row.due_on) == (True, None)
        move(*hall.keys, 1, Move("done"), **hall.who)
        heard = len(told(session, house))
        write_days(*hall.keys, 1, "06/2023", "01/2024", "Comme il a été fait.", **hall.who)
        assert (hall.page().activities[0].is_unfit, len(told(session, house))) == (False, heard)

    run(work)


def test_a_day_promised_on_the_page_of_the_promise_is_the_end_of_the_activity(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        hall = PlanHall(session, house)
        promise_by(*hall.keys, 2, date(2026, 9, 30), "Le conseil l'a décidé.", **hall.who)
        second = hall.page().activities[1]
        assert (second.ends.text, second.is_unfit, second.row.due_on) == ("2026-09-30", False, date(2026, 9, 30))

    run(work)


def test_a_plan_is_read_by_staff_alone_until_it_is_published_and_again_when_it_is_taken_back(
    house: House, run: Any
) -> None:
    def work(session: Session) -> None:
        hall = PlanHall(session, house, published=False)
        reader = hall.reader()
        with pytest.raises(Refusal):
            hall.page()
        with pytest.raises(Refusal):
            find_plan(session, hall.commune.id, hall.plan, public=True)
        assert (plans_of(session, hall.commune.id, public=True), current_plan(session, hall.commune.id, TODAY)) == (
            [],
            None,
        )
        assert public_follow_ups(session, hall.commune.id, today=TODAY) == ([], 0)
        assert len(hall.page(reader=reader).activities) == len(ACTIVITIES)
        publish_plan(*hall.keys, hall.plan, **hall.who)
        assert hall.why(publish_plan, hall.plan) == PlanNo.NOTHING_NEW
        assert public_follow_ups(session, hall.commune.id, today=TODAY)[1] == len(ACTIVITIES)
        row = hall.page().activities[0].row
        assert row.source and row.source.public == f"action-plan/commitments/{hall.commitment}"
        assert row.occasion == "1. Budget citoyen et budget participatif"
        withdraw_plan(*hall.keys, hall.plan, **hall.who)
        assert hall.why(withdraw_plan, hall.plan) == PlanNo.NOTHING_NEW
        assert {one.visibility for one in session.scalars(select(FollowUp))} == {Visibility.STAFF}
        acts = {entry.act for entry in session.scalars(select(AuditEntry)) if entry.subject == "action_plan"}
        assert {"plan_added", "plan_commitment_added", "plan_indicator_added", "plan_published"} <= acts

    run(work)


def test_who_names_no_plan_means_the_one_that_began_last(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        hall = PlanHall(session, house)
        later = replace(PLAN, first_on=date(2027, 6, 1), last_on=date(2029, 5, 31))
        other = add_plan(*hall.keys, later, **hall.who)
        add_commitment(*hall.keys, other, COMMITMENT, **hall.who)
        publish_plan(*hall.keys, other, **hall.who)
        days = (date(2020, 1, 1), TODAY, date(2027, 6, 1))
        found = [current_plan(session, hall.commune.id, day) for day in days]
        assert [plan and plan.id for plan in found] == [hall.plan, hall.plan, other]
        assert [row.number for row in commitments_of(session, hall.commune.id, hall.plan, today=TODAY)] == [1]

    run(work)


def test_a_table_of_activities_is_taken_over_with_its_dates_as_they_are_written(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        hall = Hall(session, house)
        plan = add_plan(*hall.keys, PLAN, **hall.who)
        commitment = add_commitment(*hall.keys, plan, COMMITMENT, **hall.who)
        rows = read_table(TABLE.encode(), "engagement-1.csv")
        table = stage_activities(*hall.keys, commitment, rows, "engagement-1.csv", **hall.who)
        assert waiting_table(session, hall.commune.id, table).unsure == 2
        accept_table(*hall.keys, table, {5: "in_progress"}, **hall.who)
        page = commitment_page(session, hall.commune.id, commitment, today=TODAY, reader=hall.reader())
        said = [(one.names[OWN_NAME], one.row.state, one.starts.text, one.ends.text) for one in page.activities]
        assert said == [
            ("Publier le budget citoyen", "done", "06/2023", "01/2023"),
            ("Mener un budget participatif", "in_progress", "12/2024", "09/2024"),
            ("Ouvrir un bureau du citoyen", None, "03/2025", "01/2025"),
            ("Éditer un guide", "in_progress", "01/2025", "12/2025"),
        ]
        assert (page.progress.unfit, page.activities[3].row.due_on) == (3, date(2025, 12, 31))
        assert {one.row.visibility for one in page.activities} == {"staff"}
        again = stage_activities(*hall.keys, commitment, rows, "engagement-1.csv", **hall.who)
        assert [row.known for row in waiting_table(session, hall.commune.id, again).rows] == [1, 2, 3, 4]
        elsewhere = add_commitment(*hall.keys, plan, replace(COMMITMENT, number=2), **hall.who)
        other = stage_activities(*hall.keys, elsewhere, rows, "engagement-2.csv", **hall.who)
        assert [row.known for row in waiting_table(session, hall.commune.id, other).rows] == [None] * 4

    run(work)


def test_a_workbook_of_activities_keeps_days_without_their_midnight() -> None:
    book = Workbook()
    for row in (("Activité", "Début", "Fin"), ("Former", date(2024, 3, 1), "12/2024")):
        book.active.append(row)
    kept = io.BytesIO()
    book.save(kept)
    (row,) = read_table(kept.getvalue(), "plan.xlsx")
    assert (row.as_written["start"], row.as_written["due"], row.due_on) == ("2024-03-01", "12/2024", date(2024, 12, 31))


def test_other_indicators_have_figures_that_are_typed_and_live_ones_have_none(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        hall = PlanHall(session, house)
        commitment = hall.commitment
        own = IndicatorDraft("impact", "", {"fr": "Visites du bureau du citoyen"}, "visites", 0, 2023, 500_000)
        number = add_indicator(*hall.keys, commitment, own, **hall.who)
        assert hall.page().indicators[-1].figure is None
        write_reading(*hall.keys, commitment, number, date(2026, 1, 31), 40_000, "Registre", **hall.who)
        write_reading(*hall.keys, commitment, number, date(2026, 2, 28), 90_000, "", **hall.who)
        write_reading(*hall.keys, commitment, number, date(2026, 2, 28), 95_000, "Registre", **hall.who)
        found = hall.page().indicators[-1]
        assert found.figure and (found.figure.value, found.figure.source) == (95_000, "Registre")
        assert len(found.readings) == 2
        remove_reading(*hall.keys, commitment, number, found.readings[0].id, **hall.who)
        assert [one.figure.value for one in hall.page().indicators[-1].readings] == [40_000]
        live = hall.page().indicators[0].id
        later = TODAY + timedelta(days=1)
        assert hall.why(write_reading, commitment, live, TODAY, 1, "") == PlanNo.IS_LIVE
        assert hall.why(write_reading, commitment, number, later, 1, "") == PlanNo.DAY_WRONG
        assert hall.why(remove_reading, commitment, number, 999) == PlanNo.READING_UNKNOWN
        change_indicator(*hall.keys, commitment, number, INDICATORS[0], **hall.who)
        remove_indicator(*hall.keys, commitment, number, **hall.who)
        assert len(hall.page().indicators) == len(INDICATORS)

    run(work)


def test_a_vote_that_runs_and_money_are_no_figures_of_a_commitment() -> None:
    keys = {indicator.key for indicator in bindable()}
    assert {draft.key for draft in INDICATORS} <= keys
    assert keys.isdisjoint({"turnout", "cost_per_participant", "people_trained", "lessons_finished", "blank_ballots"})


def test_what_is_wrong_is_refused_with_its_reason(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        hall = PlanHall(session, house)
        plan, commitment = hall.plan, hall.commitment
        other = plant_commune(session, "kozah")
        elsewhere = plant_document(session, other)
        assert hall.why(add_plan, replace(PLAN, titles={"fr": " "})) == PlanNo.WITHOUT_TITLE
        assert hall.why(add_plan, replace(PLAN, titles={"fr": "m" * 201})) == PlanNo.TEXT_TOO_LONG
        assert hall.why(add_plan, replace(PLAN, last_on=date(2023, 5, 31))) == PlanNo.PERIOD_WRONG
        assert hall.why(add_plan, replace(PLAN, last_on=date(2099, 5, 31))) == PlanNo.PERIOD_WRONG
        assert hall.why(change_plan, plan, replace(PLAN, document_id=elsewhere.id)) == PlanNo.DOCUMENT_UNKNOWN
        assert hall.why(change_plan, 2**40, PLAN) == PlanNo.UNKNOWN
        assert hall.why(remove_plan, plan) == PlanNo.HAS_COMMITMENTS
        assert hall.why(add_commitment, plan, COMMITMENT) == PlanNo.NUMBER_TAKEN
        assert hall.why(add_commitment, plan, replace(COMMITMENT, number=0)) == PlanNo.NUMBER_WRONG
        wrong = replace(COMMITMENT, number=2, principles=("speed",))
        assert hall.why(add_commitment, plan, wrong) == PlanNo.PRINCIPLE_WRONG
        long = replace(COMMITMENT, problems={"fr": "m" * 2001})
        assert hall.why(change_commitment, commitment, long) == PlanNo.TEXT_TOO_LONG
        assert hall.why(remove_commitment, commitment) == PlanNo.HAS_ACTIVITIES
        assert hall.why(add_indicator, commitment, IndicatorDraft("speed", "turnout")) == PlanNo.JUDGES_WRONG
        assert hall.why(add_indicator, commitment, IndicatorDraft("impact", "turnout")) == PlanNo.KEY_WRONG
        assert hall.why(add_indicator, commitment, IndicatorDraft("impact")) == PlanNo.WITHOUT_NAME
        hall.promise()
        assert hall.why(reword_activity, len(ACTIVITIES) + 1, ActivityDraft("Autre")) == PlanNo.ACTIVITY_UNKNOWN
        with pytest.raises(Refusal):
            commitment_page(session, other.id, commitment, today=TODAY)
        empty = add_plan(*hall.keys, PLAN, **hall.who)
        assert hall.why(publish_plan, empty) == PlanNo.WITHOUT_COMMITMENT
        gone = add_commitment(*hall.keys, empty, COMMITMENT, **hall.who)
        add_indicator(*hall.keys, gone, INDICATORS[0], **hall.who)
        assert remove_commitment(*hall.keys, gone, **hall.who) == empty
        remove_plan(*hall.keys, empty, **hall.who)
        assert [one.id for one in plans_of(session, hall.commune.id)] == [plan]

    run(work)


def test_an_activity_is_said_in_other_words_and_its_days_stay(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        hall = PlanHall(session, house)
        reword_activity(*hall.keys, 1, ActivityDraft("Publier un budget clair", {"ar": "ميزانية واضحة"}), **hall.who)
        first = hall.page().activities[0]
        assert (first.names, first.starts.text) == (
            {OWN_NAME: "Publier un budget clair", "ar": "ميزانية واضحة"},
            "06/2023",
        )
        assert session.get_one(PlanActivity, 1).ends == "01/2023"
        same = ActivityDraft("Publier un budget clair", {"ar": "ميزانية واضحة"})
        assert hall.why(reword_activity, 1, same) == PlanNo.NOTHING_NEW
        (kept,) = session.scalars(select(FollowUpEvent).where(FollowUpEvent.kind == FollowUpEventKind.WORDS))
        said = [(one["before"], one["now"]) for one in kept.details["said"]]
        assert said[0] == (ACTIVITIES[0].text, "Publier un budget clair") and kept.staff_id == hall.who["staff_id"]

    run(work)
