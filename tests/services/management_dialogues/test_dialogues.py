"""The three programmes go through operational dialogues and a strategic one; nothing is left until it is done."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.phrases import Speech, say
from budgeting.refusal import Refusal
from models import AuditEntry
from services.follow_ups.finding import EVERYBODY, Reader
from services.follow_ups.moving import Move, move
from services.follow_ups.origins import origin_of
from services.follow_ups.reading import follow_up_page
from services.house import House
from services.management_dialogues.blanks import blanks_of
from services.management_dialogues.corrective import add_corrective_action
from services.management_dialogues.drafts import DialogueDraft, MinutesDraft, Participant
from services.management_dialogues.opening import open_dialogue
from services.management_dialogues.reading import corrective_views
from services.management_dialogues.reasons import ManagementNo
from services.management_dialogues.rows import list_dialogues
from services.management_dialogues.writing import (
    change_dialogue,
    close_dialogue,
    prepare_dialogue,
    remove_dialogue,
    reopen_dialogue,
    write_minutes,
)
from services.programmes.measuring import remove_indicator
from services.programmes.standing import Verdict
from services.programmes.writing import remove_programme
from tests.conftest import HandClock
from tests.services.management_dialogues.planting import (
    APRIL,
    MARCH,
    OPERATIONAL,
    STRATEGIC,
    TODAY,
    Ministry,
)
from tests.services.management_dialogues.test_minutes import minutes, words_of
from tests.services.townsfolk import plant_commune


def test_one_corrective_action_goes_from_an_operational_dialogue_through_a_strategic_one_to_the_next(
    session: Session, house: House
) -> None:
    town = Ministry(session, house)
    first = town.dialogue(OPERATIONAL, [town.p017], MARCH)
    town.dialogue(OPERATIONAL, [town.p018], MARCH)
    open_dialogue(*town.keys, first, **town.who)
    kept = add_corrective_action(*town.keys, first, town.corrective("Trouver des lieux de stage"), **town.who)
    done = add_corrective_action(*town.keys, first, town.corrective("Tenir le registre"), **town.who)
    close_dialogue(*town.keys, first, **town.who, is_sure=True)
    strategic = town.dialogue(STRATEGIC, town.all, APRIL)
    assert [one.promise.number for one in town.view(strategic).left] == [kept.number, done.number]
    move(*town.keys, done.number, Move("done", "Registre tenu"), **town.who)
    for _again in range(2):  # read anew, it carries nothing over twice
        open_dialogue(*town.keys, strategic, **town.who)
    (left,) = town.view(strategic).left
    assert (left.promise.number, left.code) == (kept.number, "017")
    page = follow_up_page(
        session, town.commune.id, kept.number, today=TODAY, reader=Reader(town.staff.id, is_administrator=True)
    )
    assert [step.details["source_id"] for step in page.history if step.kind == "carried"] == [strategic]
    assert page.row.source and page.row.source.panel == f"management-dialogues/{first}"
    close_dialogue(*town.keys, strategic, **town.who, is_sure=True)
    nearly = town.dialogue(OPERATIONAL, [town.p017], date(2026, 7, 1), quarter=2)
    assert [one.promise.number for one in town.view(nearly).left] == [kept.number]
    other = town.dialogue(OPERATIONAL, [town.p018], date(2026, 7, 1), quarter=2)
    assert town.view(other).left == ()


def test_the_gap_analysis_reads_the_dashboards_and_says_what_is_not_known(session: Session, house: House) -> None:
    town = Ministry(session, house)
    dialogue = town.dialogue(STRATEGIC, town.all, APRIL)
    open_dialogue(*town.keys, dialogue, **town.who)
    found = {gap.name: gap for one in town.view(dialogue).reviewed for gap in one.gaps}
    assert set(found) == {"Jeunes formés", "Jours pour payer une facture"}  # the third is measured once a year
    young, days = found["Jeunes formés"], found["Jours pour payer une facture"]
    assert (young.target, young.result, young.gap, young.verdict) == (150_000, 120_000, -30_000, Verdict.MISSED)
    assert (days.gap, days.verdict) == (-6_000, Verdict.REACHED)
    year = town.dialogue(OPERATIONAL, [town.p018], APRIL, quarter=0)
    change_dialogue(*town.keys, year, DialogueDraft(OPERATIONAL, [town.p018], 2025, APRIL), **town.who)
    open_dialogue(*town.keys, year, **town.who)
    (gap,) = town.view(year).reviewed[0].gaps
    assert (gap.target, gap.result, gap.gap, gap.verdict) == (60_000, None, None, Verdict.NO_RESULT)


def test_a_result_read_before_the_period_was_over_is_not_judged_until_it_is_read_anew(
    session: Session, house: House, clock: HandClock
) -> None:
    town = Ministry(session, house)
    town.measure(town.p017, town.trained, 2026, 2, target=150_000, result=120_000)
    dialogue = town.dialogue(OPERATIONAL, [town.p017], APRIL, quarter=2)
    open_dialogue(*town.keys, dialogue, **town.who)
    said = MinutesDraft([Participant("Awa")], "Continuer", {town.p017: "Deux centres"})
    write_minutes(*town.keys, dialogue, said, **town.who)
    assert town.view(dialogue).reviewed[0].gaps[0].verdict is Verdict.RUNNING
    assert "en cours" in words_of(minutes(town, dialogue))
    assert blanks_of(session, town.commune.id, dialogue) == []  # no cause is asked of what still runs
    clock.wait(days=91)
    assert town.view(dialogue).reviewed[0].gaps[0].verdict is Verdict.RUNNING
    open_dialogue(*town.keys, dialogue, **town.who)
    assert town.view(dialogue).reviewed[0].gaps[0].verdict is Verdict.MISSED
    assert blanks_of(session, town.commune.id, dialogue) == ["causes"]


def test_what_was_typed_stays_when_the_figures_are_read_anew(session: Session, house: House) -> None:
    town = Ministry(session, house)
    dialogue = town.dialogue(OPERATIONAL, [town.p017], APRIL)
    open_dialogue(*town.keys, dialogue, **town.who)
    (gap,) = town.view(dialogue).reviewed[0].gaps
    people = [Participant("  Awa Koné ", "Directrice"), Participant("", ""), Participant("Bio")]
    draft = MinutesDraft(people, "Ouvrir\n\n Suivre ", {town.p017: "Deux centres sur cinq"}, {gap.id: "Peu de lieux"})
    write_minutes(*town.keys, dialogue, draft, **town.who)
    town.measure(town.p017, town.trained, 2026, 1, target=150_000, result=130_000)
    open_dialogue(*town.keys, dialogue, **town.who)
    view = town.view(dialogue)
    assert view.participants == (Participant("Awa Koné", "Directrice"), Participant("Bio", ""))
    assert view.decisions == ("Ouvrir", "Suivre")
    assert (view.reviewed[0].findings, view.reviewed[0].gaps[0].cause) == ("Deux centres sur cinq", "Peu de lieux")
    assert view.reviewed[0].gaps[0].result == 130_000
    remove_indicator(*town.keys, town.p017, town.trained, **town.who)
    assert town.view(dialogue).reviewed[0].gaps[0].name == "Jeunes formés"


def test_minutes_with_something_empty_close_only_for_who_is_sure(session: Session, house: House) -> None:
    town = Ministry(session, house)
    dialogue = town.dialogue(OPERATIONAL, [town.p017], APRIL)
    open_dialogue(*town.keys, dialogue, **town.who)
    (gap,) = town.view(dialogue).reviewed[0].gaps
    write_minutes(*town.keys, dialogue, MinutesDraft(causes={gap.id: ""}), **town.who)
    assert blanks_of(session, town.commune.id, dialogue) == ["participants", "causes", "findings", "decisions"]
    assert refused(close_dialogue, town, dialogue) == "management_blank"
    assert town.view(dialogue).row.state == "open"
    said = MinutesDraft([Participant("Awa")], "Continuer", {town.p017: "Deux centres"}, {gap.id: "Peu de lieux"})
    write_minutes(*town.keys, dialogue, said, **town.who)
    assert blanks_of(session, town.commune.id, dialogue) == []
    close_dialogue(*town.keys, dialogue, **town.who)
    assert town.view(dialogue).row.state == "closed"


def test_closed_minutes_change_no_more_until_somebody_takes_them_up_again(session: Session, house: House) -> None:
    town = Ministry(session, house)
    dialogue = town.dialogue(OPERATIONAL, [town.p017], APRIL)
    draft = DialogueDraft(OPERATIONAL, [town.p017], 2026, APRIL, 1)
    assert refused(close_dialogue, town, dialogue) == "management_not_open"
    assert refused(reopen_dialogue, town, dialogue) == "management_not_closed"
    open_dialogue(*town.keys, dialogue, **town.who)
    assert refused(change_dialogue, town, dialogue, replace(draft, quarter=2)) == "management_is_open"
    assert refused(remove_dialogue, town, dialogue) == "management_is_open"
    change_dialogue(*town.keys, dialogue, replace(draft, place="Salle", chair="Le maire"), **town.who)
    close_dialogue(*town.keys, dialogue, **town.who, is_sure=True)
    for act, given in (
        (open_dialogue, ()),
        (write_minutes, (MinutesDraft(),)),
        (add_corrective_action, (town.corrective("Tard"),)),
        (change_dialogue, (draft,)),
        (close_dialogue, ()),
    ):
        assert refused(act, town, dialogue, *given) == "management_is_closed"
    reopen_dialogue(*town.keys, dialogue, **town.who)
    add_corrective_action(*town.keys, dialogue, town.corrective("Tard"), **town.who)
    assert (town.view(dialogue).chair, town.view(dialogue).row.state) == ("Le maire", "open")


@pytest.mark.parametrize(
    ("level", "count", "reason"),
    [
        (OPERATIONAL, 0, "management_one_programme"),
        (OPERATIONAL, 2, "management_one_programme"),
        (STRATEGIC, 1, "management_several_programmes"),
        ("tactical", 1, "management_level_wrong"),
    ],
)
def test_an_operational_dialogue_has_one_programme_and_a_strategic_one_several(
    session: Session, house: House, level: str, count: int, reason: str
) -> None:
    town = Ministry(session, house)
    draft = DialogueDraft(level, town.all[:count], 2026, APRIL)
    with pytest.raises(Refusal, match=reason):
        prepare_dialogue(*town.keys, draft, **town.who)


def test_what_is_put_right_has_somebody_in_charge_and_a_day(session: Session, house: House) -> None:
    town = Ministry(session, house)
    dialogue = town.dialogue(STRATEGIC, [town.p017, town.p159], APRIL)
    whole = town.corrective("Nommer un responsable")
    assert refused(add_corrective_action, town, dialogue, whole) == "management_not_open"
    open_dialogue(*town.keys, dialogue, **town.who)
    assert refused(add_corrective_action, town, dialogue, replace(whole, owner=" ")) == "management_owner_needed"
    assert refused(add_corrective_action, town, dialogue, replace(whole, due_on=None)) == "management_day_needed"
    other = replace(whole, programme_id=town.p018)
    assert refused(add_corrective_action, town, dialogue, other) == "management_programme_unknown"
    made = add_corrective_action(*town.keys, dialogue, whole, **town.who)
    assert refused(add_corrective_action, town, dialogue, whole) == "management_decided_already"  # a second press
    (view,) = town.view(dialogue).made
    assert (view.promise.owner, view.promise.visibility, view.code) == ("Service des stages", "staff", "")
    ids = [made.id]
    assert corrective_views(session, town.commune.id, ids, today=TODAY, reader=EVERYBODY) == []


def test_a_dialogue_of_another_commune_is_not_there(session: Session, house: House) -> None:
    town = Ministry(session, house)
    dialogue = town.dialogue(OPERATIONAL, [town.p017], APRIL)
    elsewhere = plant_commune(session, key="kozah")
    with pytest.raises(Refusal, match="management_unknown"):
        open_dialogue(session, house, elsewhere.id, dialogue, staff_id=None)
    with pytest.raises(Refusal, match="management_programme_unknown"):
        prepare_dialogue(
            session, house, elsewhere.id, DialogueDraft(OPERATIONAL, [town.p017], 2026, APRIL), staff_id=None
        )
    assert origin_of("corrective_action").sources(session, elsewhere.id, [dialogue]) == {}
    assert list_dialogues(session, elsewhere.id) == ([], 0)


def test_a_dialogue_is_named_in_every_language_of_its_readers(session: Session, house: House) -> None:
    town = Ministry(session, house)
    dialogue = town.dialogue(STRATEGIC, town.all, APRIL)
    names = origin_of("corrective_action").sources(session, town.commune.id, [dialogue])[dialogue].names
    assert names["fr"] == "Dialogue de gestion stratégique 017, 018, 159, trimestre 1 de 2026"
    assert "017, 018, 159" in names["ar"] and names["ar"] != names["en"]
    (row,), total = list_dialogues(session, town.commune.id)
    assert (total, row.codes, row.state) == (1, ("017", "018", "159"), "prepared")
    assert say(row.title, Speech(("fr",))) == names["fr"]


def test_a_programme_that_was_looked_at_stays_and_a_dialogue_to_come_is_not_closed(
    session: Session, house: House
) -> None:
    town = Ministry(session, house)
    dialogue = town.dialogue(OPERATIONAL, [town.p159], date(2026, 4, 2))
    with pytest.raises(Refusal, match="programme_is_reviewed"):
        remove_programme(*town.keys, town.p159, **town.who)
    open_dialogue(*town.keys, dialogue, **town.who)
    assert refused(close_dialogue, town, dialogue) == "management_day_to_come"


def test_a_dialogue_that_was_never_opened_goes_and_every_step_is_in_the_trail(session: Session, house: House) -> None:
    town = Ministry(session, house)
    dialogue = town.dialogue(OPERATIONAL, [town.p159], APRIL)
    remove_dialogue(*town.keys, dialogue, **town.who)
    remove_programme(*town.keys, town.p159, **town.who)
    trail = select(AuditEntry).where(AuditEntry.subject == "management_dialogue").order_by(AuditEntry.id)
    entries = session.scalars(trail).all()
    assert [entry.act for entry in entries] == ["management_dialogue_prepared", "management_dialogue_removed"]
    assert entries[0].details == {"period": "2026-1", "code": ["159"]}


def refused(act: Any, town: Ministry, *given: Any) -> str:
    with pytest.raises(Refusal) as no:
        act(*town.keys, *given, **town.who)
    return str(no.value.reason)


def test_of_two_dialogues_on_the_same_programmes_and_period_one_is_held_at_a_time(
    session: Session, house: House
) -> None:
    town = Ministry(session, house)
    first, second = (town.dialogue(STRATEGIC, town.all, day) for day in (MARCH, APRIL))
    others = [
        town.dialogue(STRATEGIC, [town.p017, town.p018], APRIL),
        town.dialogue(STRATEGIC, town.all, APRIL, quarter=2),
        town.dialogue(OPERATIONAL, [town.p017], APRIL),
    ]
    assert town.view(second).beside is None
    open_dialogue(*town.keys, first, **town.who)
    beside = town.view(second).beside
    assert beside is not None and beside.id == first
    with pytest.raises(Refusal, match=ManagementNo.ANOTHER_OPEN):
        open_dialogue(*town.keys, second, **town.who)
    for other in others:
        open_dialogue(*town.keys, other, **town.who)
    open_dialogue(*town.keys, first, **town.who)  # read anew
    close_dialogue(*town.keys, first, **town.who, is_sure=True)
    open_dialogue(*town.keys, second, **town.who)
    beside = town.view(first).beside
    assert beside is not None and beside.id == second
    with pytest.raises(Refusal, match=ManagementNo.ANOTHER_OPEN):
        reopen_dialogue(*town.keys, first, **town.who)  # closed minutes beside it
    close_dialogue(*town.keys, second, **town.who, is_sure=True)
    reopen_dialogue(*town.keys, first, **town.who)
