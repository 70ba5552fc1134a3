"""A contract is drafted, signed by both sides, and from then on its targets are promises."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import AuditEntry, FollowUp
from models.contract import ContractState
from services.contracts.drafting import add_contract, add_target, change_contract, change_target, remove_target
from services.contracts.drafts import TargetDraft
from services.contracts.ending import publish_contract, set_aside
from services.contracts.reading import contracts_page
from services.contracts.reasons import ContractNo
from services.contracts.results import ResultDraft, add_result
from services.contracts.signing import sign, signed_by, standing_of
from services.follow_ups.moving import entrust, promise_by, show_to
from services.follow_ups.reasons import FollowUpNo
from services.house import House
from tests.services.contracts.school import DROPOUTS, LAST, PAPER, PUPILS, TODAY, Chain, School
from tests.services.townsfolk import plant_commune


def test_both_sides_sign_by_their_own_accounts_and_the_targets_become_promises(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        school = School(session, house)
        unit = school.write("unit", giver="Direction", giver_id=school.director, taker="Labo", taker_id=school.head)
        assert school.sign(unit, "giver", school.director) is False
        assert school.row(unit).state == ContractState.DRAFT
        assert school.sign(unit, "taker", school.head) is True
        assert (school.row(unit).state, school.row(unit).agreed_on) == (ContractState.AGREED, TODAY)
        rows = session.scalars(select(FollowUp).order_by(FollowUp.number)).all()
        assert [(row.text, row.owner, row.staff_id, row.due_on, row.visibility, row.origin_id) for row in rows] == [
            (PUPILS.text, "Labo", school.head, LAST, "staff", unit),
            (DROPOUTS.text, "Labo", school.head, LAST, "staff", unit),
        ]
        assert [one.reference for one in school.page(unit).targets] == ["R1", "R2"]
        matter = school.signing  # nothing more can be signed of it
        assert matter(unit, "giver").digest
        assert school.why_not_sign(unit, "giver", school.director) == ContractNo.NOT_A_DRAFT
        assert [one.side for one in signed_by(session, unit, matter(unit, "giver").matter, unit)] == ["giver", "taker"]

    run(work)


def test_nobody_signs_for_the_other_side_or_for_both(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        school = School(session, house)
        ends = {"giver_id": school.director, "taker_id": school.head}
        unit = school.write("unit", **ends)
        assert school.why_not_sign(unit, "giver", school.boss) == ContractNo.NOT_YOUR_SIDE
        assert school.why_not_sign(unit, "taker", school.director) == ContractNo.NOT_YOUR_SIDE
        school.sign(unit, "giver", school.director)
        assert school.why_not_sign(unit, "giver", school.director) == ContractNo.SIGNED_ALREADY
        same = school.draft(giver_id=school.head, taker_id=school.head)
        assert school.why(add_contract, same) == ContractNo.SAME_PARTY
        watching = school.draft(giver_id=school.observer)
        assert school.why(add_contract, watching) == ContractNo.OBSERVER

    run(work)


def test_a_side_without_an_account_signs_on_paper_that_a_second_person_enters(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        school = School(session, house)
        college = school.write("institution", taker_id=school.director)
        assert school.why_not_sign(college, "giver", school.boss) == ContractNo.PAPER_NEEDED
        assert school.why_not_sign(college, "giver", school.director, paper=PAPER) == ContractNo.SECOND_PERSON
        later = {"paper": PAPER, "signed_on": date(2026, 4, 2)}
        assert school.why_not_sign(college, "giver", school.boss, **later) == ContractNo.SIGNED_LATER
        school.sign(college, "giver", school.boss, paper=PAPER, signed_on=date(2026, 3, 1))
        assert school.sign(college, "taker", school.director) is True
        both = school.write("ministry")
        school.sign(both, "giver", school.boss, paper=PAPER)
        assert school.why_not_sign(both, "taker", school.boss, paper=PAPER) == ContractNo.SECOND_PERSON
        assert school.sign(both, "taker", school.second, paper=PAPER) is True

    run(work)


def test_an_account_that_was_closed_signs_on_paper_from_then_on(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        school = School(session, house)
        unit = school.write("unit", giver_id=school.director, taker_id=school.head)
        school.leaves(school.head)
        assert school.sign(unit, "giver", school.director) is False
        assert school.sign(unit, "taker", school.boss, paper=PAPER) is True
        assert session.scalars(select(FollowUp.staff_id)).all() == [None, None]

    run(work)


def test_weights_are_100_before_anybody_signs_and_it_is_said_how_far_off_they_are(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        school = School(session, house)
        unit = school.write("unit", PUPILS, giver_id=school.director, taker_id=school.head)

        def off() -> tuple[str, Any]:
            why = standing_of(
                session, school.row(unit), school.signing(unit, "giver").matter, unit, school.boss
            ).why_not
            return (str(why.reason), why.values.get("off_quantity")) if why else ("", None)

        assert off() == (ContractNo.WEIGHTS_TOO_LITTLE, 40_000)
        extra = add_target(*school.keys, unit, TargetDraft("Autre", 62_500, "cours", 3_000), staff_id=school.boss)
        assert off() == (ContractNo.WEIGHTS_TOO_MUCH, 22_500)
        change_target(*school.keys, unit, extra, TargetDraft("Autre", 40_000, "cours"), staff_id=school.boss)
        assert off() == (ContractNo.NOT_PLANNED, None)
        assert school.why_not_sign(unit, "giver", school.director) == ContractNo.NOT_PLANNED
        remove_target(*school.keys, unit, extra, staff_id=school.boss)
        add_target(*school.keys, unit, DROPOUTS, staff_id=school.boss)
        assert off() == ("", None)

    run(work)


def test_who_signed_what_stood_before_signs_again(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        school = School(session, house)
        unit = school.write("unit", giver_id=school.director, taker_id=school.head)
        seen = school.signing(unit, "taker")
        school.sign(unit, "giver", school.director)
        target = school.targets(unit)[0]
        other = TargetDraft(PUPILS.text, 60_000, "enseignants", 250_000)
        change_target(*school.keys, unit, target, other, staff_id=school.boss)
        assert school.why(sign, unit, seen, by=school.head) == ContractNo.CHANGED_MEANWHILE
        assert school.sign(unit, "taker", school.head) is False  # the giver has not signed this
        assert school.sign(unit, "giver", school.director) is True

    run(work)


def test_what_is_signed_changes_no_more_and_what_is_not_is_measured_by_nobody(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        school = School(session, house)
        unit = school.write("unit", giver_id=school.director, taker_id=school.head)
        target = school.targets(unit)[0]
        result = ResultDraft(1_000, TODAY)
        assert school.why(add_result, unit, target, result) == ContractNo.NOT_AGREED
        school.agree(unit)
        assert school.why(change_target, unit, target, PUPILS) == ContractNo.NOT_A_DRAFT
        assert school.why(add_target, unit, PUPILS) == ContractNo.NOT_A_DRAFT
        assert school.why(remove_target, unit, target) == ContractNo.NOT_A_DRAFT
        assert school.why(change_contract, unit, school.draft("unit")) == ContractNo.NOT_A_DRAFT
        number = school.page(unit).targets[0].number
        assert school.why(promise_by, number, date(2027, 1, 1), "Plus tard") == FollowUpNo.DAY_IS_SIGNED

    run(work)


def test_a_contract_derives_from_one_above_and_never_in_a_circle(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        school = School(session, house)
        college, unit = school.write("institution"), school.write("unit")
        assert school.why(change_contract, college, school.draft(parent_id=unit)) == ContractNo.PARENT_NOT_ABOVE
        assert school.why(change_contract, unit, school.draft("unit", parent_id=unit)) == ContractNo.PARENT_NOT_ABOVE
        change_contract(*school.keys, unit, school.draft("unit", parent_id=college), staff_id=school.boss)
        assert school.why(change_contract, college, school.draft("unit")) == ContractNo.CHILD_NOT_BELOW
        elsewhere = School(session, house, plant_commune(session, "kozah")).write("ministry")
        assert school.why(change_contract, college, school.draft(parent_id=elsewhere)) == ContractNo.PARENT_WRONG
        page = school.page(college)
        assert [row.id for row in page.below] == [unit]
        assert [row.id for row in school.page(unit).above] == [college]

    run(work)


def test_a_draft_says_what_is_wrong_with_it(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        school = School(session, house)
        assert school.why(add_contract, school.draft("empire")) == ContractNo.LEVEL_WRONG
        assert school.why(add_contract, school.draft(giver="  ")) == ContractNo.WITHOUT_PARTIES
        assert school.why(add_contract, school.draft(plan_document_id=7)) == ContractNo.NO_SUCH_DOCUMENT
        assert school.why(add_contract, school.draft(giver_id=999)) == ContractNo.NO_SUCH_STAFF
        unit = school.write("unit")

        def why(**fields: Any) -> str:
            given = {"text": "Former", "weight": 50_000, "planned": 1_000}
            return school.why(add_target, unit, TargetDraft(**{**given, **fields}))

        assert why(text=" ") == ContractNo.WITHOUT_TEXT
        assert why(weight=None) == why(weight=0) == why(weight=100_001) == ContractNo.WEIGHT_WRONG
        assert why(planned=0) == why(planned=-1, less_is_better=True) == ContractNo.PLANNED_WRONG
        assert why(due_on=date(2027, 1, 1)) == ContractNo.DUE_OUTSIDE

    run(work)


def test_set_aside_needs_a_reason_and_gives_its_promises_up(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        school = School(session, house)
        unit = school.write("unit", giver_id=school.director, taker_id=school.head)
        school.agree(unit)
        assert school.why(set_aside, unit, " ") == ContractNo.REASON_NEEDED
        assert school.why(set_aside, unit, "Fusion", by=school.head) == ContractNo.NOT_ADMINISTRATOR
        publish_contract(*school.keys, unit, staff_id=school.director)
        set_aside(*school.keys, unit, "Le département est fusionné", staff_id=school.boss)
        assert {(row.state, row.reason) for row in session.scalars(select(FollowUp))} == {
            ("abandoned", "Le département est fusionné")
        }
        assert school.row(unit).published_at is None
        assert school.why(set_aside, unit, "Encore") == ContractNo.IS_OVER

    run(work)


def test_lists_are_narrowed_by_level_by_state_and_to_what_is_mine(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        chain = Chain(session, house)

        def listed(state: str | None, by: int) -> list[int]:
            rows, total = contracts_page(session, chain.commune.id, reader=chain.reader(by), state=state)
            assert total == len(rows)
            return [row.id for row in rows]

        assert listed(None, chain.boss) == [
            chain.state, chain.ministry, chain.college, chain.unit, chain.of_anne, chain.of_boris,
        ]  # fmt: skip
        assert listed("unit", chain.officer) == [chain.unit]
        assert listed("draft", chain.boss) == []
        assert listed("mine", chain.director) == [chain.college, chain.unit]

    run(work)


def test_every_act_is_in_the_trail_and_of_a_person_nothing_but_that_it_was(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        chain = Chain(session, house)
        rows = session.scalars(select(AuditEntry).where(AuditEntry.subject == "contract").order_by(AuditEntry.id)).all()
        acts = {row.act for row in rows}
        assert acts == {"contract_written", "contract_target_added", "contract_signed", "contract_agreed"}
        people = [row for row in rows if row.subject_id in {str(chain.of_anne), str(chain.of_boris)}]
        assert people and all(row.details == {} for row in people)
        number = chain.page(chain.of_anne).targets[0].number
        assert chain.why(show_to, number, "staff") == FollowUpNo.OF_A_PERSON
        assert chain.why(entrust, number, "Direction", chain.director) == FollowUpNo.OF_A_PERSON

    run(work)
