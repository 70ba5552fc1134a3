"""Programmes are written by one commune's staff, measured by period, and say themselves what is missing."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from budgeting.refusal import Refusal
from models import Action, Activity, AuditEntry, Commune, Indicator, Measure, Programme
from services.budgets.answers import topic_answer
from services.house import House
from services.programmes.drafts import Frequency, IndicatorDraft, MeasureDraft, ProgrammeDraft
from services.programmes.findings import Gap
from services.programmes.gaps import gaps_of
from services.programmes.measuring import add_indicator, change_indicator, remove_indicator, set_measure
from services.programmes.reading import ProgrammeView, find_programme, list_programmes
from services.programmes.told import told_in, years_of
from services.programmes.writing import (
    add_action,
    add_activity,
    add_programme,
    change_programme,
    remove_action,
    remove_activity,
    remove_programme,
)
from tests.services.budgets.planting import TODAY, plant_document, plant_line
from tests.services.townsfolk import plant_commune

LABOUR = ProgrammeDraft("017", "Emploi des jeunes")
WHOLE = ProgrammeDraft("18", "Eau", False, "Awa, cheffe du service", "De l'eau pour tous", "Douze puits")
WELLS = IndicatorDraft("Puits qui marchent", "puits", source="Tournée", frequency="year", baseline=5_000)


def view_of(session: Session, commune: Commune, number: int) -> ProgrammeView:
    found = find_programme(session, commune.id, number)
    assert found is not None
    return found


def test_a_code_has_three_digits_and_is_given_once(session: Session, house: House, commune: Commune) -> None:
    for typed, kept in (("17", "017"), ("018", "018"), ("١٥٩", "159"), ("7", "007")):
        number = add_programme(session, house, commune.id, replace(LABOUR, code=typed), staff_id=None)
        assert view_of(session, commune, number).code == kept
    for wrong in ("", "1234", "A1", "-17", "1.7"):
        with pytest.raises(Refusal, match="programme_code_wrong"):
            add_programme(session, house, commune.id, replace(LABOUR, code=wrong), staff_id=None)
    with pytest.raises(Refusal, match="programme_code_taken"):
        add_programme(session, house, commune.id, LABOUR, staff_id=None)
    other = plant_commune(session, key="other")
    assert add_programme(session, house, other.id, LABOUR, staff_id=None)


def test_a_programme_of_another_commune_is_not_there(session: Session, house: House, commune: Commune) -> None:
    number = add_programme(session, house, plant_commune(session, key="other").id, LABOUR, staff_id=None)
    assert find_programme(session, commune.id, number) is None
    assert find_programme(session, commune.id, 2**70) is None
    for act in (
        lambda: change_programme(session, house, commune.id, number, WHOLE, staff_id=None),
        lambda: add_action(session, house, commune.id, number, "x", staff_id=None),
        lambda: add_indicator(session, house, commune.id, number, WELLS, staff_id=None),
        lambda: remove_programme(session, house, commune.id, number, staff_id=None),
    ):
        with pytest.raises(Refusal, match="programme_unknown"):
            act()


def test_actions_hold_activities_and_go_with_them(session: Session, house: House, commune: Commune) -> None:
    number = add_programme(session, house, commune.id, WHOLE, staff_id=None)
    action = add_action(session, house, commune.id, number, "  Réparer  les pompes ", staff_id=None)
    first = add_activity(session, house, commune.id, number, action, "Acheter", staff_id=None)
    add_activity(session, house, commune.id, number, action, "Former", staff_id=None)
    (part,) = view_of(session, commune, number).actions
    assert (part.name, [each.name for each in part.activities]) == ("Réparer les pompes", ["Acheter", "Former"])
    remove_activity(session, house, commune.id, number, first, staff_id=None)
    remove_action(session, house, commune.id, number, action, staff_id=None)
    session.flush()
    assert session.scalar(select(func.count()).select_from(Activity)) == 0
    with pytest.raises(Refusal, match="programme_part_unknown"):
        remove_activity(session, house, commune.id, number, first, staff_id=None)


def test_a_measure_written_again_replaces_the_first(session: Session, house: House, commune: Commune) -> None:
    number = add_programme(session, house, commune.id, WHOLE, staff_id=None)
    indicator = add_indicator(session, house, commune.id, number, WELLS, staff_id=None)
    set_measure(session, house, commune.id, number, indicator, MeasureDraft(2025, target=12_000), staff_id=None)
    told = MeasureDraft(2025, target=12_000, result=7_500, note="Pluies")
    set_measure(session, house, commune.id, number, indicator, told, staff_id=None)
    (measure,) = view_of(session, commune, number).indicators[0].measures
    assert (measure.target, measure.result, measure.note) == (12_000, 7_500, "Pluies")


@pytest.mark.parametrize(
    ("draft", "reason"),
    [
        (MeasureDraft(2025), "programme_nothing_measured"),
        (MeasureDraft(1600, target=1), "programme_period_wrong"),
        (MeasureDraft(2025, part=1, target=1), "programme_period_wrong"),
        (MeasureDraft(2025, result=10_000, result_women=4_000, result_men=5_000), "programme_split_differs"),
    ],
)
def test_what_cannot_be_is_not_measured(
    session: Session, house: House, commune: Commune, draft: MeasureDraft, reason: str
) -> None:
    number = add_programme(session, house, commune.id, WHOLE, staff_id=None)
    indicator = add_indicator(session, house, commune.id, number, WELLS, staff_id=None)
    with pytest.raises(Refusal, match=reason):
        set_measure(session, house, commune.id, number, indicator, draft, staff_id=None)


def test_shares_of_women_and_of_men_need_not_add_up(session: Session, house: House, commune: Commune) -> None:
    number = add_programme(session, house, commune.id, WHOLE, staff_id=None)
    share = IndicatorDraft("Élus au bureau", "%", "Membres du bureau", "Membres", counts_people=True)
    indicator = add_indicator(session, house, commune.id, number, share, staff_id=None)
    told = MeasureDraft(2025, result=50_000, result_women=40_000, result_men=60_000)
    assert set_measure(session, house, commune.id, number, indicator, told, staff_id=None)


def test_an_indicator_finds_its_topic_in_its_words(session: Session, house: House, commune: Commune) -> None:
    number = add_programme(session, house, commune.id, WHOLE, staff_id=None)
    for name in ("Forages réparés", "Satisfaction"):
        add_indicator(session, house, commune.id, number, IndicatorDraft(name), staff_id=None)
    chosen = add_indicator(session, house, commune.id, number, IndicatorDraft("Actes", topic="social"), staff_id=None)
    assert [each.topic for each in view_of(session, commune, number).indicators] == ["water", "", "social"]
    with pytest.raises(Refusal, match="programme_topic_wrong"):
        change_indicator(session, house, commune.id, number, chosen, replace(WELLS, topic="moon"), staff_id=None)


def test_what_examiners_would_find_is_said_first(session: Session, house: House, commune: Commune) -> None:
    number = add_programme(session, house, commune.id, LABOUR, staff_id=None)
    bare = {finding.gap for finding in gaps_of(view_of(session, commune, number), 2026)}
    assert bare == {Gap.NO_RESPONSIBLE, Gap.NO_OBJECTIVE, Gap.NO_RESULTS, Gap.NO_ACTION, Gap.NO_INDICATOR}
    indicator = add_indicator(session, house, commune.id, number, IndicatorDraft("Part", "%"), staff_id=None)
    found = {finding.gap for finding in gaps_of(view_of(session, commune, number), 2026) if finding.indicator}
    assert found == {Gap.NO_DENOMINATOR, Gap.NO_BASELINE, Gap.NO_SOURCE, Gap.NO_FREQUENCY, Gap.NO_TARGET}
    assert Gap.NO_SEX_SPLIT in {finding.gap for finding in gaps_of(view_of(session, commune, number), 2026)}
    people = replace(WELLS, name="Jeunes formés", counts_people=True)
    change_indicator(session, house, commune.id, number, indicator, people, staff_id=None)
    told = MeasureDraft(2025, target=10_000, result=9_000)
    set_measure(session, house, commune.id, number, indicator, told, staff_id=None)
    found = {finding.gap for finding in gaps_of(view_of(session, commune, number), 2026) if finding.indicator}
    assert found == {Gap.NOT_BY_SEX}


def test_a_whole_programme_misses_nothing(session: Session, house: House, commune: Commune) -> None:
    number = add_programme(session, house, commune.id, WHOLE, staff_id=None)
    add_action(session, house, commune.id, number, "Réparer", "Chef des puits", staff_id=None)
    people = replace(WELLS, name="Habitants servis", counts_people=True)
    indicator = add_indicator(session, house, commune.id, number, people, staff_id=None)
    told = MeasureDraft(2025, target=9_000, result=8_000, result_women=5_000, result_men=3_000)
    set_measure(session, house, commune.id, number, indicator, told, staff_id=None)
    set_measure(session, house, commune.id, number, indicator, MeasureDraft(2026, target=1_000), staff_id=None)
    assert gaps_of(view_of(session, commune, number), 2026) == []
    assert [finding.gap for finding in gaps_of(view_of(session, commune, number), 2027)] == [Gap.NO_RESULT]


def test_a_programme_with_lines_stays_and_another_goes_with_all_its_parts(
    session: Session, house: House, commune: Commune
) -> None:
    number = add_programme(session, house, commune.id, WHOLE, staff_id=None)
    action = add_action(session, house, commune.id, number, "Réparer", staff_id=None)
    add_activity(session, house, commune.id, number, action, "Acheter", staff_id=None)
    indicator = add_indicator(session, house, commune.id, number, WELLS, staff_id=None)
    set_measure(session, house, commune.id, number, indicator, MeasureDraft(2025, target=1), staff_id=None)
    line = plant_line(session, plant_document(session, commune), "water", programme_id=number, voted=1)
    with pytest.raises(Refusal, match="programme_has_lines"):
        remove_programme(session, house, commune.id, number, staff_id=None)
    session.delete(line)
    session.flush()
    remove_programme(session, house, commune.id, number, staff_id=None)
    for model in (Programme, Action, Activity, Indicator, Measure):
        assert session.scalar(select(func.count()).select_from(model)) == 0


def test_money_and_result_stand_on_one_row(session: Session, house: House, commune: Commune) -> None:
    number = add_programme(session, house, commune.id, WHOLE, staff_id=None)
    indicator = add_indicator(session, house, commune.id, number, WELLS, staff_id=None)
    told = MeasureDraft(2025, target=12_000, result=7_000)
    set_measure(session, house, commune.id, number, indicator, told, staff_id=None)
    set_measure(session, house, commune.id, number, indicator, MeasureDraft(2020, result=3_000), staff_id=None)
    document = plant_document(session, commune, 2025, status="executed")
    plant_line(session, document, "water", programme_id=number, authorised=900, credit=300, committed=250, paid=200)
    (row,) = told_in(session, commune.id, 2025)
    assert (row.told.authorised, row.told.planned, row.told.committed, row.told.done) == (900, 300, 250, 200)
    assert [(each.name, each.target, each.result) for each in row.told.achievements] == [
        ("Puits qui marchent", 12_000, 7_000)
    ]
    years = years_of(session, commune.id, view_of(session, commune, number))
    assert [(year.year, year.done) for year in years] == [(2025, 200), (2020, None)]
    assert told_in(session, commune.id, 2024) == []


def test_citizens_are_told_of_results_by_programme_and_by_topic(
    session: Session, house: House, commune: Commune
) -> None:
    number = add_programme(session, house, commune.id, WHOLE, staff_id=None)
    indicator = add_indicator(session, house, commune.id, number, replace(WELLS, topic="water"), staff_id=None)
    told = MeasureDraft(2025, target=12_000, result=7_000)
    set_measure(session, house, commune.id, number, indicator, told, staff_id=None)
    document = plant_document(session, commune, 2025)
    plant_line(session, document, "water", programme_id=number, voted=100)
    plant_line(session, document, "roads", programme_id=number, voted=10)
    for view in (
        topic_answer(session, commune, "water", None, None, today=TODAY),
        topic_answer(session, commune, None, None, "18", today=TODAY),
    ):
        assert [(each.target, each.result) for each in view.achievements] == [(12_000, 7_000)]
    assert topic_answer(session, commune, "roads", None, None, today=TODAY).achievements == ()
    assert topic_answer(session, commune, None, None, None, today=TODAY).achievements == ()


def test_an_indicator_without_topic_speaks_for_what_its_programme_is_mainly_about(
    session: Session, house: House, commune: Commune
) -> None:
    number = add_programme(session, house, commune.id, WHOLE, staff_id=None)
    indicator = add_indicator(session, house, commune.id, number, IndicatorDraft("Satisfaction"), staff_id=None)
    set_measure(session, house, commune.id, number, indicator, MeasureDraft(2025, target=1_000), staff_id=None)
    document = plant_document(session, commune, 2025)
    plant_line(session, document, "water", programme_id=number, voted=60)
    plant_line(session, document, "roads", programme_id=number, voted=40)
    assert len(topic_answer(session, commune, "water", None, None, today=TODAY).achievements) == 1
    assert topic_answer(session, commune, "roads", None, None, today=TODAY).achievements == ()


def test_parts_of_a_year_stand_in_where_the_whole_is_not_measured(
    session: Session, house: House, commune: Commune
) -> None:
    number = add_programme(session, house, commune.id, WHOLE, staff_id=None)
    quarterly = replace(WELLS, frequency=str(Frequency.QUARTER))
    indicator = add_indicator(session, house, commune.id, number, quarterly, staff_id=None)
    for part, result in ((1, 2_000), (3, 6_000), (4, None)):
        told = MeasureDraft(2025, part, target=9_000, result=result)
        set_measure(session, house, commune.id, number, indicator, told, staff_id=None)
    plant_line(session, plant_document(session, commune, 2025), "water", programme_id=number, voted=1)
    (achieved,) = topic_answer(session, commune, None, None, "018", today=TODAY).achievements
    assert (achieved.period, achieved.result) == ("3/4", 6_000)


def test_every_write_is_in_the_trail_and_turns_the_revision(session: Session, house: House, commune: Commune) -> None:
    before = commune.revision
    number = add_programme(session, house, commune.id, WHOLE, staff_id=None)
    indicator = add_indicator(session, house, commune.id, number, WELLS, staff_id=None)
    remove_indicator(session, house, commune.id, number, indicator, staff_id=None)
    acts = session.scalars(select(AuditEntry.act).order_by(AuditEntry.id)).all()
    assert acts == ["programme_added", "programme_indicator_added", "programme_indicator_removed"]
    session.refresh(commune)
    assert commune.revision == before + 3
    entries = session.scalars(select(AuditEntry).order_by(AuditEntry.id)).all()
    assert not any("Awa" in str(entry.details) for entry in entries)


def test_programmes_are_listed_by_code_a_page_at_a_time(session: Session, house: House, commune: Commune) -> None:
    for code in ("159", "017", "018"):
        add_programme(session, house, commune.id, replace(LABOUR, code=code), staff_id=None)
    rows, total = list_programmes(session, commune.id, limit=2)
    assert ([row.code for row in rows], total) == (["017", "018"], 3)


def test_texts_of_any_bytes_and_any_length_get_a_clear_answer(session: Session, house: House, commune: Commune) -> None:
    number = add_programme(session, house, commune.id, replace(LABOUR, name="eau\0\ud800", results="\0"), staff_id=None)
    assert view_of(session, commune, number).name.startswith("eau")
    with pytest.raises(Refusal, match="programme_text_too_long"):
        add_action(session, house, commune.id, number, "x" * 201, staff_id=None)
    with pytest.raises(Refusal, match="programme_without_name"):
        add_action(session, house, commune.id, number, " \0 ", staff_id=None)
