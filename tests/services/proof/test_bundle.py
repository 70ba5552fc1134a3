"""The bundle of a real vote: made once, kept, found again, and accepted by the file that it carries."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.orm import Session

from budgeting.counting.rules import find_rule
from budgeting.proof import verify
from budgeting.proof.account import account, table
from budgeting.proof.withholding import BY_VOTES_ALONE
from models import Ballot, Bundle, CodeBatch, Cycle, VotingCode
from models.cycle import IdentityLevel
from models.voting_code import CodeState
from services.counting import count_cycle
from services.cycles.approve import void_cycle
from services.house import House
from services.proof import bundle_file, bundles_of, make_due_bundles
from services.public.results import public_results
from tests.services.cycles.plans import CLOSES, GRACE, OPENS, Plan
from tests.services.proof.kept import kept_bundle
from tests.services.proof.published import MANY, hold_vote, publish_count
from tests.services.townsfolk import plant_commune, planted

FEW = MANY[:19]
Published = Callable[..., tuple[Plan, list[str]]]


@pytest.fixture
def published(house: House, clock: Any) -> Published:
    """Hold a vote, publish its result, make what is due, and return the plan and the receipts."""

    def publish(ballots: Any = MANY, **values: Any) -> tuple[Plan, list[str]]:
        def work(session: Session) -> tuple[Plan, list[str]]:
            made, receipts = hold_vote(session, house, clock, ballots, **values)
            publish_count(made, clock)
            return made, receipts

        found = house.work.write(work)
        make_due_bundles(house)
        return found

    return publish


def faults_of(path: Path) -> list[str]:
    return list(verify.Bundle(verify.open_bundle(path)).faults(account, table))


def test_a_published_result_gets_one_bundle_that_holds(house: House, published: Published) -> None:
    made, _ = published()
    assert make_due_bundles(house) == 0
    assert faults_of(kept_bundle(house, made.commune.id)) == []


def test_the_file_that_a_bundle_carries_accepts_it_alone(house: House, published: Published, tmp_path: Path) -> None:
    made, receipts = published()
    path = kept_bundle(house, made.commune.id)
    (tmp_path / "verify.py").write_bytes(verify.open_bundle(path)["verify.py"])

    def check(*more: str) -> tuple[int, str]:
        command = [sys.executable, "-I", "verify.py", str(path), *more]
        told = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
        return told.returncode, told.stdout

    assert check() == (0, check()[1]) and "All of it holds." in check()[1]
    assert [check("--receipt", code)[0] for code in (receipts[0], receipts[2], receipts[-1])] == [0, 0, 0]
    assert "receipt: counted" in check("--receipt", receipts[0].lower())[1]
    assert "receipt: replaced by a later vote" in check("--receipt", receipts[2])[1]
    assert "receipt: counted" in check("--receipt", receipts[-1])[1]
    assert check("--receipt", "000-000-000")[0] == 1
    assert check("--rules", str(made.cycle.rules_hash))[0] == 0
    assert check("--rules", "0" * 64)[0] == 1


def test_made_again_it_is_the_same_to_the_byte(house: House, published: Published) -> None:
    made, _ = published()
    path = kept_bundle(house, made.commune.id)
    before = path.read_bytes()
    path.unlink()
    house.work.write(lambda session: session.query(Bundle).delete())
    assert make_due_bundles(house) == 1
    assert kept_bundle(house, made.commune.id).read_bytes() == before


def test_a_file_that_was_written_before_the_machine_stopped_is_taken_up(house: House, published: Published) -> None:
    made, _ = published()
    house.work.write(lambda session: session.query(Bundle).delete())  # the file is there, nothing names it
    assert (make_due_bundles(house), make_due_bundles(house)) == (1, 0)
    assert faults_of(kept_bundle(house, made.commune.id)) == []


def test_before_two_people_published_there_is_nothing_to_make(house: House, clock: Any) -> None:
    def work(session: Session) -> Plan:
        made, _ = hold_vote(session, house, clock)
        clock.set(CLOSES + GRACE)
        count_cycle(session, house, made.commune.id, made.cycle.id, staff_id=made.staff[0].id)
        return made

    made = house.work.write(work)
    assert make_due_bundles(house) == 0
    assert house.work.read(lambda session: bundles_of(session, made.commune.id)) == []


def test_few_ballots_are_not_published_one_by_one(house: House, published: Published) -> None:
    made, _ = published(FEW)
    members = verify.open_bundle(kept_bundle(house, made.commune.id))
    assert not {"election.json", "votes.pb"} & members.keys()
    totals = json.loads(members["totals.json"])
    assert (totals["cast"], totals["blank"], sum(totals["votes"].values())) == (19, 2, 26)
    assert faults_of(kept_bundle(house, made.commune.id)) == []


@pytest.mark.parametrize("ballots", [MANY, FEW])
@pytest.mark.parametrize("rule", ["greedy_per_cost", "phragmen", "equal_shares"])
def test_every_rule_gives_a_bundle_that_holds(
    house: House, published: Published, rule: str, ballots: Any, capsys: Any
) -> None:
    made, _ = published(ballots, rule=rule)
    path = kept_bundle(house, made.commune.id)
    assert json.loads(verify.open_bundle(path)["outcome.json"])["rule"] == rule
    assert faults_of(path) == []
    assert verify.main([str(path)]) == 0
    is_left = ballots is FEW and rule not in BY_VOTES_ALONE  # the votes of each project do not tell who chose what
    assert ("It was NOT counted again here." in capsys.readouterr().out) == is_left


def test_a_voided_count_says_so_in_a_bundle_of_its_own(house: House, published: Published, capsys: Any) -> None:
    made, _ = published()
    before = kept_bundle(house, made.commune.id)

    def void(session: Session) -> None:
        for person in made.staff:
            void_cycle(session, house, made.commune.id, made.cycle.id, "Recours admis", staff_id=person.id)

    house.work.write(void)
    (view,) = house.work.read(lambda session: bundles_of(session, made.commune.id))
    assert (view.sha256, view.voided_reason) == ("", "Recours admis")
    assert make_due_bundles(house) == 1
    after = kept_bundle(house, made.commune.id)
    assert after != before and before.is_file()
    assert verify.main([str(after)]) == 0
    assert "voided: 'Recours admis'" in capsys.readouterr().out
    assert b"Recours admis" in verify.open_bundle(after)["README.fr.txt"]


def test_a_commune_s_bundle_is_not_another_s(house: House, published: Published) -> None:
    made, _ = published()

    def work(session: Session) -> None:
        other = plant_commune(session, "autre")
        digest = bundles_of(session, made.commune.id)[0].sha256
        assert bundles_of(session, other.id) == []
        assert bundle_file(session, house, other.id, digest) is None
        assert bundle_file(session, house, made.commune.id, "0" * 64) is None

    house.work.write(work)


def test_a_ballot_that_was_taken_away_is_named(house: House, clock: Any, published: Published) -> None:
    def work(session: Session) -> Plan:
        made, _ = hold_vote(session, house, clock)
        session.delete(session.query(Ballot).limit(1).one())
        session.flush()
        publish_count(made, clock)
        return made

    made = house.work.write(work)
    make_due_bundles(house)
    assert any("the numbers do not agree" in fault for fault in faults_of(kept_bundle(house, made.commune.id)))


def test_a_ballot_set_aside_with_its_voided_code_is_in_the_log_and_in_no_number(
    house: House, clock: Any, capsys: Any
) -> None:
    def work(session: Session) -> tuple[Plan, list[str]]:
        made, receipts = hold_vote(session, house, clock)
        where = {"cycle_id": made.cycle.id}
        batch = planted(session, CodeBatch(**where, number=1, label="", handed_out_by="", size=1, made_at=OPENS))
        # A ballot stands under a keyed hash of its code's mark, as it does under one of a number.
        planted(session, VotingCode(**where, mark="+2290197000000", batch_id=batch.id, state=CodeState.VOIDED))
        made.cycle.identity_level = IdentityLevel.VOTING_CODE
        publish_count(made, clock)
        return made, receipts

    made, receipts = house.work.write(work)
    make_due_bundles(house)
    path = kept_bundle(house, made.commune.id)
    assert faults_of(path) == []
    assert json.loads(verify.open_bundle(path)["turnout.json"])["voters"] == len(MANY) - 1
    assert verify.main([str(path), "--receipt", receipts[0]]) == 0
    assert "receipt: replaced by a later vote, or voided" in capsys.readouterr().out


def test_altered_rules_are_published_in_no_bundle_until_they_are_set_right(house: House, clock: Any) -> None:
    def publish(session: Session) -> Plan:
        made, _ = hold_vote(session, house, clock)
        publish_count(made, clock)
        return made

    made = house.work.write(publish)

    def alter(year: int) -> None:
        def work(session: Session) -> None:
            cycle = session.get_one(Cycle, made.cycle.id)
            cycle.rules = {**(cycle.rules or {}), "year": year}

        house.work.write(work)

    alter(1999)
    assert make_due_bundles(house) == 0
    alter(2026)
    assert make_due_bundles(house) == 1


def test_two_machines_that_make_a_bundle_at_once_keep_one(house: House, clock: Any, published: Published) -> None:
    made, _ = published()
    house.work.write(lambda session: session.query(Bundle).delete())
    with ThreadPoolExecutor(2) as machines:
        list(machines.map(make_due_bundles, [house, house]))
    assert faults_of(kept_bundle(house, made.commune.id)) == []
    assert [path.suffix for path in (house.files / "bundles").iterdir()] == [".zip"]


@pytest.mark.parametrize("rule", ["greedy", "phragmen", "equal_shares"])
def test_of_few_ballots_no_page_tells_prices_shares_or_who_chose_together(
    house: House, published: Published, rule: str
) -> None:
    made, _ = published(FEW, rule=rule)
    found = house.work.read(lambda session: public_results(session, made.commune.id))
    assert found is not None
    assert found.tells_why == (rule == "greedy")
    assert {each.served for each in found.compared} == {None}
    rules = [rule for key in BY_VOTES_ALONE if (rule := find_rule(key))]
    assert {each.rule for each in found.compared[1:]} <= {each.words for each in rules}
    if not found.tells_why:
        assert {frozenset(line.values) for line in found.view.lines} == {frozenset({"votes"})}


def test_of_many_ballots_the_whole_account_is_told(house: House, published: Published) -> None:
    made, _ = published(rule="equal_shares")
    found = house.work.read(lambda session: public_results(session, made.commune.id))
    assert found is not None
    assert found.tells_why
    assert None not in {each.served for each in found.compared}
