"""Targets change by an amendment both sign; reviews say what was reached, and both sign those too."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models import ContractResult, FollowUp
from models.contract import ContractState
from services.contracts.amending import drop_amended, propose_amendment, set_amended, take_back_amendment
from services.contracts.changes import changed_targets
from services.contracts.drafts import TargetDraft
from services.contracts.found import Said
from services.contracts.history import history_of
from services.contracts.proposed import proposed_amendment, proposed_review
from services.contracts.reasons import ContractNo
from services.contracts.results import ResultDraft, add_result
from services.contracts.reviewing import ReviewDraft, agree_on, open_review, take_back_review, write_review
from services.follow_ups.moving import Move, move
from services.follow_ups.reading import follow_up_page
from services.house import House
from services.printing.contract_report import contract_report
from tests.services.contracts.school import DROPOUTS, PUPILS, TODAY, School


def agreed(school: School) -> int:
    """A unit's contract that both sides have signed."""
    unit = school.write("unit", giver_id=school.director, taker_id=school.head)
    school.agree(unit)
    return unit


def test_an_amendment_holds_once_both_have_signed_it_and_moves_the_promises(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        school = School(session, house)
        unit = agreed(school)
        keys = (*school.keys, unit)
        made = propose_amendment(*keys, "Crédits coupés de moitié", staff_id=school.head)
        fewer = TargetDraft("Autre chose", 70_000, "élèves", 100_000, due_on=date(2026, 11, 30))
        set_amended(*keys, made, 0, fewer, staff_id=school.head)
        drop_amended(*keys, made, school.targets(unit)[1], staff_id=school.head)
        set_amended(*keys, made, None, TargetDraft("Ouvrir un labo", 30_000, "labos", 1_000), staff_id=school.head)
        assert school.sign(unit, "taker", school.head, "amendment", made) is False
        assert [one.planned for one in school.page(unit).targets] == [200_000, 20_000]
        assert school.sign(unit, "giver", school.director, "amendment", made) is True
        first, second = school.page(unit).targets
        # what was signed keeps its words, its unit and its direction: others would make it another target
        assert (first.text, first.unit, first.weight, first.planned) == (PUPILS.text, "enseignants", 70_000, 100_000)
        assert (second.text, second.weight, second.reference) == ("Ouvrir un labo", 30_000, "R3")
        rows = session.scalars(select(FollowUp).order_by(FollowUp.number)).all()
        assert [(row.state, row.due_on, row.reason) for row in rows] == [
            ("not_started", date(2026, 11, 30), None),
            ("abandoned", date(2026, 12, 31), "Crédits coupés de moitié"),
            ("not_started", date(2026, 12, 31), None),
        ]
        (amendment,) = history_of(session, unit, school.reader()).amendments
        told = [
            (one.text, one.before and one.before.planned, one.after and one.after.planned) for one in amendment.changed
        ]
        assert told == [
            (PUPILS.text, 200_000, 100_000), (DROPOUTS.text, 20_000, None), ("Ouvrir un labo", None, 1_000)
        ]  # fmt: skip
        words = str(contract_report(*school.keys, unit, school.reader(), "fr").parts)
        assert "200 enseignants" in words and "100 enseignants" in words and "Avant" in words
        history = follow_up_page(session, school.commune.id, 1, today=TODAY, reader=school.reader()).history
        assert [(one.kind, one.note) for one in history] == [("due", "Crédits coupés de moitié"), ("made", None)]

    run(work)


def test_an_amendment_says_why_it_cannot_be_signed_or_made(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        school = School(session, house)
        unit = agreed(school)
        keys = (*school.keys, unit)
        assert school.why(propose_amendment, unit, "  ") == ContractNo.REASON_NEEDED
        made = propose_amendment(*keys, "Moins de crédits", staff_id=school.head)
        assert school.why_not_sign(unit, "taker", school.head, matter="amendment", matter_id=made) == (
            ContractNo.NOTHING_CHANGED
        )
        assert school.why(propose_amendment, unit, "Encore un") == ContractNo.ONE_AT_A_TIME
        assert school.why(open_review, unit, "midterm") == ContractNo.ONE_AT_A_TIME
        second = school.targets(unit)[1]
        assert school.why(drop_amended, unit, made, second + 7) == ContractNo.TARGET_GONE
        drop_amended(*keys, made, second, staff_id=school.head)
        assert school.why(drop_amended, unit, made, second) == ContractNo.TARGET_GONE
        assert school.why_not_sign(unit, "taker", school.head, matter="amendment", matter_id=made) == (
            ContractNo.WEIGHTS_TOO_LITTLE
        )
        take_back_amendment(*keys, made, staff_id=school.head)
        assert school.why(drop_amended, unit, made, second) == ContractNo.NO_SUCH_AMENDMENT
        assert len(school.page(unit).targets) == 2

    run(work)


def test_from_an_old_page_the_target_that_was_meant_is_taken_out_whatever_place_it_has_now(
    house: House, run: Any
) -> None:
    def work(session: Session) -> None:
        school = School(session, house)
        unit = agreed(school)
        keys = (*school.keys, unit)
        made = propose_amendment(*keys, "Moins de crédits", staff_id=school.head)

        def standing() -> dict[str, int]:
            found = proposed_amendment(session, school.commune.id, unit, made, school.reader())
            return {one.draft.text: one.id for one in found.targets}

        for text in ("Ouvrir un labo", "Ouvrir une classe"):
            set_amended(*keys, made, None, TargetDraft(text, 20_000, "salles", 1_000), staff_id=school.head)
        old = standing()
        assert len(set(old.values())) == 4
        for text in (PUPILS.text, "Ouvrir un labo"):
            drop_amended(*keys, made, old[text], staff_id=school.head)
            assert school.why(drop_amended, unit, made, old[text]) == ContractNo.TARGET_GONE
        set_amended(*keys, made, None, TargetDraft("Ouvrir un labo", 40_000, "salles", 1_000), staff_id=school.head)
        assert school.why(drop_amended, unit, made, old["Ouvrir un labo"]) == ContractNo.TARGET_GONE
        assert list(standing()) == [DROPOUTS.text, "Ouvrir une classe", "Ouvrir un labo"]
        school.agree(unit, "amendment", made)
        assert [one.text for one in school.page(unit).targets] == [DROPOUTS.text, "Ouvrir une classe", "Ouvrir un labo"]

    run(work)


def test_what_is_reached_is_told_in_per_cent_and_in_points_and_no_data_is_no_nought(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        school = School(session, house)
        unit = agreed(school)
        page = school.page(unit)
        assert [(one.figure.value, one.percent, one.points, one.gap) for one in page.targets] == [(None,) * 4] * 2
        assert (page.score.points, page.score.known, page.score.unknown) == (0, 0, 100)
        school.reach(unit, 0, 250_000)
        page = school.page(unit)
        first = page.targets[0]
        assert (first.percent, first.points, first.gap) == (125, 60, 50_000)  # 125 %, counted as 100 %
        assert (page.score.points, page.score.known, page.score.unknown) == (60, 60, 40)
        school.reach(unit, 1, 25_000)  # fewer is better: 20 planned, 25 left
        page = school.page(unit)
        assert (page.targets[1].percent, page.targets[1].points, page.targets[1].gap) == (80, 32, 5_000)
        assert (page.score.points, page.score.known, page.score.unknown) == (92, 100, 0)
        school.reach(unit, 0, 50_000)  # the last that was written stands, what was before is kept
        assert school.page(unit).targets[0].percent == Fraction(25)
        assert session.query(ContractResult).count() == 3

    run(work)


def test_a_result_is_of_a_day_that_was_and_of_no_less_than_nought(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        school = School(session, house)
        unit = agreed(school)
        target = school.targets(unit)[0]
        assert school.why(add_result, unit, target, ResultDraft(-1, TODAY)) == ContractNo.VALUE_WRONG
        for day in (date(2026, 4, 2), date(2025, 12, 31)):
            assert school.why(add_result, unit, target, ResultDraft(1, day)) == ContractNo.READ_LATER
        other = agreed(school)
        assert school.why(add_result, other, target, ResultDraft(1, TODAY)) == ContractNo.NO_SUCH_TARGET

    run(work)


def test_mid_term_and_final_reviews_are_signed_by_both_and_the_final_one_closes(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        school = School(session, house)
        unit = agreed(school)
        school.reach(unit, 0, 90_000)
        middle = school.review(unit, "midterm", 90_000, None)
        school.agree(unit, "review", middle)
        assert school.row(unit).state == ContractState.REVIEWED
        assert [(one.figure.value, one.figure.is_signed) for one in school.page(unit).targets] == [
            (90_000, True),
            (None, True),
        ]
        assert school.why(open_review, unit, "midterm") == ContractNo.REVIEWED_ALREADY
        final = school.review(unit, "final", 210_000, 30_000)
        school.agree(unit, "review", final)
        assert school.row(unit).state == ContractState.CLOSED
        page = school.page(unit)
        assert page.score.points == 60 + Fraction(80, 3)
        assert [one.figure.comment for one in page.targets] == ["Vu ensemble"] * 2
        rows = session.scalars(select(FollowUp).order_by(FollowUp.number)).all()
        # what both signed as reached is done; what was in part has begun and stays in the list of what is awaited
        assert [(row.state, row.done_on) for row in rows] == [("done", TODAY), ("in_progress", None)]
        assert school.why(propose_amendment, unit, "Trop tard") == ContractNo.NOT_AGREED
        assert school.why(add_result, unit, school.targets(unit)[0], ResultDraft(1, TODAY)) == ContractNo.NOT_AGREED

    run(work)


@pytest.mark.parametrize(
    ("reached", "begun", "state"), [(0, False, "not_started"), (None, False, "not_started"), (9, True, "in_progress")]
)
def test_a_promise_of_which_nothing_was_reached_is_not_begun_and_one_that_was_is_left(
    house: House, run: Any, reached: int | None, begun: bool, state: str
) -> None:
    def work(session: Session) -> None:
        school = School(session, house)
        unit = agreed(school)
        if begun:
            move(*school.keys, 1, Move("in_progress", "Une classe est ouverte"), staff_id=school.officer)
        school.agree(unit, "review", school.review(unit, "final", reached, None))
        page = follow_up_page(session, school.commune.id, 1, today=TODAY, reader=school.reader())
        assert (page.row.state, len(page.history)) == (state, 2 if begun else 1)

    run(work)


def test_a_review_that_changes_after_one_signed_is_signed_anew(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        school = School(session, house)
        unit = agreed(school)
        made = school.review(unit, "final", 210_000, 30_000)
        school.sign(unit, "giver", school.director, "review", made)
        target = school.targets(unit)[0]
        better = ReviewDraft("taker", TODAY, {target: (200_000, "Dix de moins")})
        write_review(*school.keys, unit, made, better, staff_id=school.head)
        assert school.sign(unit, "taker", school.head, "review", made) is False
        take_back_review(*school.keys, unit, made, staff_id=school.head)
        assert school.why(write_review, unit, made, better) == ContractNo.NO_SUCH_REVIEW
        again = school.review(unit, "final", 200_000, None)
        assert school.sign(unit, "taker", school.head, "review", again) is False
        assert DROPOUTS.less_is_better

    run(work)


def test_each_side_writes_its_own_and_where_they_differ_both_agree_before_they_sign(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        school = School(session, house)
        unit = agreed(school)
        made = open_review(*school.keys, unit, "final", staff_id=school.head)
        school.say(unit, made, "taker", 210_000, 30_000, by=school.head, comment="Tous comptés")
        school.say(unit, made, "giver", 190_000, 30_000, by=school.director, comment="Vingt sans diplôme")
        found = proposed_review(session, school.commune.id, unit, made, school.reader()).rows
        first, second = (found[target] for target in school.targets(unit))
        assert (first.differs, first.is_open, second.differs, second.value) == (True, True, False, 30_000)
        assert first.said == {"giver": Said(190_000, "Vingt sans diplôme"), "taker": Said(210_000, "Tous comptés")}
        assert school.why_not_sign(unit, "giver", school.director, matter="review", matter_id=made) == (
            ContractNo.SIDES_DIFFER
        )
        target = school.targets(unit)[0]
        agree_on(*school.keys, unit, made, {target: 200_000}, staff_id=school.head)
        school.sign(unit, "giver", school.director, "review", made)
        school.say(unit, made, "taker", 205_000, 30_000, by=school.head)  # on another value both agree anew
        assert school.why_not_sign(unit, "taker", school.head, matter="review", matter_id=made) == (
            ContractNo.SIDES_DIFFER
        )
        agree_on(*school.keys, unit, made, {target: 200_000}, staff_id=school.director)
        school.agree(unit, "review", made)
        figure = school.page(unit).targets[0].figure
        assert (figure.value, figure.is_signed) == (200_000, True)
        assert figure.comment == "Ministère de l'éducation: Vingt sans diplôme · École normale supérieure: Vu ensemble"
        (review,) = history_of(session, unit, school.reader()).reviews
        assert [one.value for one in review.rows[0].said.values()] == [190_000, 205_000]
        words = repr(contract_report(*school.keys, unit, school.reader(), "fr"))
        assert all(one in words for one in ("190 enseignants", "205 enseignants", "200 enseignants", "Vingt sans"))

    run(work)


def test_nobody_writes_what_the_other_side_found(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        school = School(session, house)
        unit = agreed(school)
        made = open_review(*school.keys, unit, "midterm", staff_id=school.head)
        draft = {side: ReviewDraft(side, TODAY, {}) for side in ("giver", "taker", "both")}
        for side, who in (("giver", school.head), ("taker", school.director), ("taker", school.boss), ("both", 0)):
            by = who or school.head
            assert school.why(write_review, unit, made, draft[side], by=by) == ContractNo.NOT_YOUR_WORDS
        assert school.why(agree_on, unit, made, {school.targets(unit)[0]: 1}) == ContractNo.NOTHING_CHANGED
        college = school.write("institution", taker_id=school.director)
        school.agree(college)
        paper = open_review(*school.keys, college, "midterm", staff_id=school.boss)
        assert school.why(write_review, college, paper, draft["giver"], by=school.director) == ContractNo.NOT_YOUR_WORDS
        write_review(*school.keys, college, paper, draft["giver"], staff_id=school.boss)

    run(work)


def test_an_amendment_that_makes_a_figure_of_other_targets_says_so() -> None:
    entry = {
        "id": 1,
        "text": "Élèves",
        "unit": "élèves",
        "weight": 60_000,
        "planned": 9,
        "due_on": None,
        "making": "sum",
    }
    before, after = [{**entry, "parts": [3]}], [{**entry, "parts": [3, 4]}]
    (changed,) = changed_targets(before, after)
    assert changed.before == changed.after and changed.is_remade
    (reweighted,) = changed_targets(before, [{**before[0], "weight": 1_000}])
    assert not reweighted.is_remade
    assert changed_targets(before, before) == ()
    assert [one.is_remade for one in changed_targets([], after)] == [False]
