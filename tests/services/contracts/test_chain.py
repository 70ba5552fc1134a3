"""Burundi's chain: from the national plan down to a person, figures back up, and who reads a person's contract."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import FollowUp
from services.contracts.amending import propose_amendment, set_amended, set_amended_making, take_back_amendment
from services.contracts.drafting import add_contract, change_contract, change_target
from services.contracts.drafts import TargetDraft
from services.contracts.ending import publish_contract, set_aside
from services.contracts.history import history_of
from services.contracts.making_of import make_of, parts_of
from services.contracts.reading import contract_page, contracts_page
from services.contracts.reasons import ContractNo
from services.contracts.results import ResultDraft, add_result
from services.follow_ups.finding import EVERYBODY
from services.follow_ups.reading import follow_ups_page, owners_of
from services.house import House
from services.roles import RoleName
from tests.services.contracts.school import PUPILS, TODAY, Chain


def test_the_chain_is_walked_down_to_a_person_and_up_again(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        chain = Chain(session, house)
        page = chain.page(chain.of_anne, chain.anne)
        assert [row.level for row in page.above] == ["government", "ministry", "institution", "unit"]
        at, way = chain.state, []
        while below := chain.page(at).below:
            at = below[0].id
            way.append(below[0].level)
        assert way == ["ministry", "institution", "unit", "individual"]
        assert page.plan == "PND 2018-2027"

    run(work)


def test_a_figure_shows_what_makes_it_up_to_the_government_and_what_has_no_data(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        chain = Chain(session, house)
        chain.join()
        chain.reach(chain.of_anne, 0, 70_000, by=chain.anne)
        unit = chain.page(chain.unit, chain.head).targets[0]
        assert (unit.figure.value, unit.figure.missing, unit.percent) == (70_000, 1, 35)
        assert [(part.taker, part.value) for part in unit.figure.parts] == [
            ("Anne, maîtresse de conférences", 70_000),
            ("Boris, assistant", None),
        ]
        chain.reach(chain.of_boris, 0, 30_000, by=chain.boris)
        for made in (chain.unit, chain.college, chain.ministry, chain.state):
            assert chain.page(made).targets[0].figure.value == 100_000
        assert chain.page(chain.state).targets[0].percent == 10
        assert chain.page(chain.college).targets[0].figure.parts[0].taker == "Département de mathématiques"
        assert chain.why(add_result, chain.unit, chain.targets(chain.unit)[0], ResultDraft(1, TODAY)) == (
            ContractNo.MADE_OF_OTHERS
        )

    run(work)


def test_an_average_is_of_those_that_have_data(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        chain = Chain(session, house)
        chain.make((chain.unit, 0), "average", (chain.of_anne, 0), (chain.of_boris, 0), by=chain.head)
        assert chain.page(chain.unit).targets[0].figure.value is None
        chain.reach(chain.of_anne, 0, 70_000)
        figure = chain.page(chain.unit).targets[0].figure
        assert (figure.value, figure.missing) == (70_000, 1)
        chain.reach(chain.of_boris, 0, 30_001)
        assert chain.page(chain.unit).targets[0].figure.value == 50_001  # 50 000,5 rounded half up

    run(work)


def test_what_makes_a_figure_is_of_the_same_unit_right_below_and_counted_once(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        chain = Chain(session, house)
        of_anne = chain.targets(chain.of_anne)
        made = propose_amendment(*chain.keys, chain.unit, "Ce qui fait le chiffre", staff_id=chain.boss)
        amended = (chain.unit, made)
        assert chain.why(set_amended_making, *amended, 1, "sum", of_anne) == ContractNo.PART_UNITS
        assert chain.why(set_amended_making, *amended, 0, "sum", []) == ContractNo.PARTS_NEEDED
        assert chain.why(set_amended_making, *amended, 0, "product", of_anne) == ContractNo.PART_WRONG
        assert chain.why(set_amended_making, *amended, 9, "sum", of_anne) == ContractNo.NO_SUCH_TARGET
        more = TargetDraft("Encore", 1_000, "enseignants", 1_000)
        set_amended(*chain.keys, *amended, None, more, staff_id=chain.boss)
        set_amended_making(*chain.keys, *amended, 0, "sum", of_anne, staff_id=chain.boss)
        assert chain.why(set_amended_making, *amended, 2, "sum", of_anne) == ContractNo.PART_ELSEWHERE
        other = TargetDraft("Encore", 1_000, "copies", 1_000)
        set_amended_making(*chain.keys, *amended, 0, "none", [], staff_id=chain.boss)
        set_amended_making(*chain.keys, *amended, 2, "sum", of_anne, staff_id=chain.boss)
        assert chain.why(set_amended, *amended, 2, other) == ContractNo.PART_UNITS
        take_back_amendment(*chain.keys, *amended, staff_id=chain.boss)
        above = propose_amendment(*chain.keys, chain.college, "Ce qui fait le chiffre", staff_id=chain.boss)
        assert chain.why(set_amended_making, chain.college, above, 0, "sum", of_anne) == ContractNo.PART_WRONG
        take_back_amendment(*chain.keys, chain.college, above, staff_id=chain.boss)
        unit = chain.write("unit", PUPILS, TargetDraft("Encore", 40_000, "enseignants", 1_000), parent_id=chain.college)
        chain.join()
        below = [*chain.targets(chain.unit)[:1], *chain.targets(unit)]
        chain.agree(chain.college, "amendment", chain.propose_making(chain.college, 0, "sum", below))
        set_aside(*chain.keys, unit, "Fermé", staff_id=chain.boss)
        chain.reach(chain.of_anne, 0, 5_000)
        assert chain.page(chain.college).targets[0].figure.value == 5_000

    run(work)


def test_what_makes_a_figure_of_a_draft_is_chosen_by_who_writes_it(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        chain = Chain(session, house)
        draft = chain.write("institution", parent_id=chain.ministry)
        unit = chain.write("unit", parent_id=draft)
        first = chain.targets(draft)[0]
        pupils, dropouts = chain.targets(unit)
        assert chain.why(make_of, draft, first, "sum", [dropouts]) == ContractNo.PART_UNITS
        assert chain.why(make_of, draft, first, "sum", []) == ContractNo.PARTS_NEEDED
        assert chain.why(make_of, draft, first, "product", [pupils]) == ContractNo.PART_WRONG
        assert chain.why(make_of, draft, first, "sum", chain.targets(chain.of_anne)) == ContractNo.PART_WRONG
        before = chain.signing(draft, "giver").digest
        make_of(*chain.keys, draft, first, "sum", [pupils], staff_id=chain.boss)
        assert chain.signing(draft, "giver").digest != before  # what makes a figure is signed with the rest
        assert parts_of(session, first) == {pupils}

    run(work)


def test_the_unit_of_a_draft_stays_that_of_what_makes_it_and_of_what_it_makes(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        chain = Chain(session, house)
        draft = chain.write("institution", parent_id=chain.ministry)
        unit = chain.write("unit", parent_id=draft)
        whole, part = chain.targets(draft)[0], chain.targets(unit)[0]
        other = TargetDraft(PUPILS.text, 60_000, "classes", 200_000)
        chain.make((draft, 0), "sum", (unit, 0))
        assert chain.why(change_target, unit, part, other) == ContractNo.PART_UNITS
        assert chain.why(change_target, draft, whole, other) == ContractNo.PART_UNITS
        assert {chain.page(one).targets[0].unit for one in (draft, unit)} == {PUPILS.unit}
        same = TargetDraft("Former mieux", 60_000, "Enseignants", 300_000)
        change_target(*chain.keys, unit, part, same, staff_id=chain.boss)
        chain.make((draft, 0), "none")
        change_target(*chain.keys, unit, part, other, staff_id=chain.boss)

    run(work)


def test_an_amendment_is_not_signed_when_the_unit_of_a_part_changed_since_it_was_chosen(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        chain = Chain(session, house)
        unit = chain.write("unit", parent_id=chain.college)
        part = chain.targets(unit)[0]
        made = chain.propose_making(chain.college, 0, "sum", [part])
        other = TargetDraft(PUPILS.text, 60_000, "classes", 200_000)
        change_target(*chain.keys, unit, part, other, staff_id=chain.boss)  # nothing is signed: no figure is made yet
        about = {"matter": "amendment", "matter_id": made}
        assert chain.why_not_sign(chain.college, "taker", chain.director, **about) == ContractNo.PART_UNITS
        change_target(*chain.keys, unit, part, PUPILS, staff_id=chain.boss)
        chain.agree(chain.college, "amendment", made)
        assert chain.why(change_target, unit, part, other) == ContractNo.PART_UNITS

    run(work)


def test_what_makes_a_signed_figure_changes_by_an_amendment_of_both_alone(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        chain = Chain(session, house)
        chain.join()
        pupils = chain.targets(chain.unit)[0]
        of_anne, of_boris = chain.targets(chain.of_anne), chain.targets(chain.of_boris)
        for making, parts in (("average", of_anne), ("none", [])):
            assert chain.why(make_of, chain.unit, pupils, making, parts) == ContractNo.NOT_A_DRAFT
        made = chain.propose_making(chain.unit, 0, "average", of_anne, by=chain.head)
        assert chain.sign(chain.unit, "taker", chain.head, "amendment", made) is False
        assert (chain.page(chain.unit).targets[0].making, parts_of(session, pupils)) == ("sum", {*of_anne, *of_boris})
        set_amended_making(*chain.keys, chain.unit, made, 0, "average", of_boris, staff_id=chain.head)
        assert chain.sign(chain.unit, "giver", chain.director, "amendment", made) is False  # signed of other parts
        assert chain.sign(chain.unit, "taker", chain.head, "amendment", made) is True
        assert (chain.page(chain.unit).targets[0].making, parts_of(session, pupils)) == ("average", set(of_boris))
        assert [row.reason for row in history_of(session, chain.unit, chain.reader()).amendments][-1] == (
            "Ce qui fait le chiffre"
        )

    run(work)


def test_a_persons_contract_is_there_for_its_two_parties_and_administrators_alone(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        chain = Chain(session, house)
        commune = chain.commune.id
        readers = {chain.anne, chain.head, chain.boss, chain.second}
        for who in (*readers, chain.boris, chain.director, chain.officer, chain.observer):
            listed = {row.id for row in contracts_page(session, commune, reader=chain.reader(who))[0]}
            assert (chain.of_anne in listed) == (who in readers)
            below = {row.id for row in chain.page(chain.unit, who).below}
            assert (chain.of_anne in below) == (who in readers)
            promises, _total = follow_ups_page(session, commune, reader=chain.reader(who), today=TODAY)
            named = {row.occasion for row in promises}
            assert ("Anne, maîtresse de conférences, 2026" in named) == (who in readers)
            owners = owners_of(session, commune, chain.reader(who))
            assert ("Anne, maîtresse de conférences" in owners) == (who in readers)
        assert chain.why(change_contract, chain.of_anne, chain.draft("unit"), by=chain.officer) == ContractNo.NO_SUCH
        assert chain.why(publish_contract, chain.of_anne) == ContractNo.OF_A_PERSON
        assert session.scalar(select(FollowUp.id).where(FollowUp.visibility == "public")) is None

    run(work)


def test_only_a_party_or_an_administrator_writes_a_persons_contract(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        chain = Chain(session, house)
        ends = {"giver_id": chain.head, "taker_id": chain.anne}
        assert chain.why(add_contract, chain.draft("individual", **ends), by=chain.officer) == ContractNo.NOT_YOURS
        assert chain.why(add_contract, chain.draft("unit"), by=chain.head) == ContractNo.NOT_YOURS
        assert add_contract(*chain.keys, chain.draft("individual", **ends), staff_id=chain.head)
        unit = add_contract(*chain.keys, chain.draft("unit", **ends), staff_id=chain.officer)
        assert chain.why(change_contract, unit, chain.draft("individual", **ends), by=chain.officer) == (
            ContractNo.NOT_YOURS
        )

    run(work)


def test_a_figure_of_people_is_kept_back_from_who_may_not_read_each_of_them(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        chain = Chain(session, house)
        chain.join()
        chain.reach(chain.of_anne, 0, 70_000)
        chain.reach(chain.of_boris, 0, 30_000)
        for who in (chain.director, chain.officer, chain.anne):
            target = chain.page(chain.unit, who).targets[0]
            assert (target.figure.value, target.figure.is_kept_back, target.percent) == (None, True, None)
            assert target.figure.missing == 0
            assert [part.value for part in chain.page(chain.college, who).targets[0].figure.parts] == [None]
        publish_contract(*chain.keys, chain.unit, staff_id=chain.boss)
        shown = contract_page(session, chain.commune.id, chain.unit, EVERYBODY)
        assert (shown.targets[0].figure.value, shown.targets[0].figure.is_kept_back, shown.below) == (None, True, ())
        more = [
            chain.individual(f"Personne {number}", chain.person(f"P{number}", RoleName.MODERATOR))
            for number in range(3)
        ]
        for made in more:
            chain.agree(made)
            chain.reach(made, 0, 1_000)
        parts = [(made, 0) for made in (chain.of_anne, chain.of_boris, *more)]
        chain.make((chain.unit, 0), "sum", *parts, by=chain.head)
        figure = chain.page(chain.unit, chain.officer).targets[0].figure
        assert (figure.value, figure.is_kept_back, figure.parts, figure.unnamed) == (None, True, (), 5)
        assert chain.page(chain.unit, chain.head).targets[0].figure.value == 103_000

    run(work)


def test_what_both_signed_in_the_final_review_stands_whatever_made_it(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        chain = Chain(session, house)
        chain.join()
        chain.reach(chain.of_anne, 0, 70_000)
        final = chain.review(chain.unit, "final", 150_000, 20_000, by=chain.head)
        chain.agree(chain.unit, "review", final)
        target = chain.page(chain.unit, chain.officer).targets[0]
        assert (target.figure.value, target.figure.is_kept_back, target.figure.unnamed) == (150_000, False, 2)
        assert chain.page(chain.state, chain.officer).targets[0].figure.value == 150_000

    run(work)


def test_who_may_not_read_what_makes_a_figure_does_not_take_it_away(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        chain = Chain(session, house)
        chain.join()
        made = propose_amendment(*chain.keys, chain.unit, "Ce qui fait le chiffre", staff_id=chain.director)
        amended = (chain.unit, made, 0)
        assert chain.why(set_amended_making, *amended, "none", [], by=chain.director) == ContractNo.NOT_YOURS
        set_amended_making(*chain.keys, *amended, "average", [], staff_id=chain.director)
        chain.agree(chain.unit, "amendment", made)
        assert len(chain.page(chain.unit).targets[0].figure.parts) == 2
        chain.make((chain.unit, 0), "none", by=chain.head)
        assert chain.page(chain.unit).targets[0].figure.parts == ()

    run(work)
