"""Targets change by an amendment both sign; reviews say what was reached, and both sign those too."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import ContractResult, FollowUp
from models.contract import ContractState
from services.contracts.amending import drop_amended, propose_amendment, set_amended, take_back_amendment
from services.contracts.drafts import TargetDraft
from services.contracts.reasons import ContractNo
from services.contracts.results import ResultDraft, add_result
from services.contracts.reviewing import ReviewDraft, open_review, take_back_review, write_review
from services.follow_ups.reading import follow_up_page
from services.house import House
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
        drop_amended(*keys, made, 1, staff_id=school.head)
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
        assert school.why(drop_amended, unit, made, 7) == ContractNo.NO_SUCH_TARGET
        drop_amended(*keys, made, 1, staff_id=school.head)
        assert school.why_not_sign(unit, "taker", school.head, matter="amendment", matter_id=made) == (
            ContractNo.WEIGHTS_TOO_LITTLE
        )
        take_back_amendment(*keys, made, staff_id=school.head)
        assert school.why(drop_amended, unit, made, 0) == ContractNo.NO_SUCH_AMENDMENT
        assert len(school.page(unit).targets) == 2

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
        # what both signed as reached is done; what was not stays in the list of what is awaited
        assert [(row.state, row.done_on) for row in rows] == [("done", TODAY), ("not_started", None)]
        assert school.why(propose_amendment, unit, "Trop tard") == ContractNo.NOT_AGREED
        assert school.why(add_result, unit, school.targets(unit)[0], ResultDraft(1, TODAY)) == ContractNo.NOT_AGREED

    run(work)


def test_a_review_that_changes_after_one_signed_is_signed_anew(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        school = School(session, house)
        unit = agreed(school)
        made = school.review(unit, "final", 210_000, 30_000)
        school.sign(unit, "giver", school.director, "review", made)
        target = school.targets(unit)[0]
        better = ReviewDraft(TODAY, {target: (200_000, "Dix de moins")})
        write_review(*school.keys, unit, made, better, staff_id=school.head)
        assert school.sign(unit, "taker", school.head, "review", made) is False
        take_back_review(*school.keys, unit, made, staff_id=school.head)
        assert school.why(write_review, unit, made, better) == ContractNo.NO_SUCH_REVIEW
        again = school.review(unit, "final", 200_000, None)
        assert school.sign(unit, "taker", school.head, "review", again) is False
        assert DROPOUTS.less_is_better

    run(work)
