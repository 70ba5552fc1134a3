from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from budgeting.refusal import Refusal
from models import Ballot, Base, CountRun
from services.counting import CountReason, count_cycle, count_page, publish, results_view
from services.counting.opening import at_closing, open_box
from services.counting.publish import run_digest
from services.cycles.approve import void_cycle
from services.cycles.key import destroy_key
from services.cycles.notices import notices_of
from services.cycles.reasons import CycleReason
from services.house import House
from services.projects import follow
from services.public.results import public_results
from services.voting.paper import VoteReason
from tests.services.cycles.plans import APPEAL_ENDS, CLOSES, GRACE, OPENS, Plan
from tests.services.townsfolk import plant_contact, plant_line, told

# Costs 4000, 3000 and 6000, envelope 10000.
BALLOTS = [(1, 2), (1,), (1, 3), (3,), (3, 2), (3,)]


def refused(act: Any, *args: Any, **values: Any) -> str:
    with pytest.raises(Refusal) as no:
        act(*args, **values)
    return str(no.value.reason)


def count(made: Plan) -> CountRun:
    return count_cycle(made.session, made.house, made.commune.id, made.cycle.id, staff_id=made.staff[0].id)


def publish_by(made: Plan, who: int, digest: str) -> bool:
    return publish(made.session, made.house, made.commune.id, made.cycle.id, digest, staff_id=made.staff[who].id)


def voted(session: Session, house: House, clock: Any) -> Plan:
    made = Plan(session, house).approved()
    clock.set(OPENS + timedelta(hours=1))
    for phone, numbers in enumerate(BALLOTS):
        made.vote(phone, *numbers)
    return made


def test_the_winners_are_counted_by_hand_and_by_the_house_alike(house: House, run: Any, clock: Any) -> None:
    def work(session: Session) -> None:
        made = voted(session, house, clock)
        clock.set(CLOSES + GRACE)
        counted = count(made)
        # 3 has four votes (6000 of 10000), 1 three (4000 of the 4000 left), 2 two and nothing is left.
        assert counted.outcome["selected"] == ["3", "1"]
        assert counted.outcome["votes"] == {"1": 3, "2": 2, "3": 4}
        assert (counted.ballots, counted.ballots_in_grace, counted.outcome["cost"]) == (6, 0, 10_000)
        page = count_page(session, house, made.commune.id, made.cycle.id)
        assert page.run is not None
        assert [(line.number, line.won, line.reason) for line in page.run.lines] == [
            (3, True, "won"),
            (1, True, "won"),
            (2, False, "lost_too_dear_for_rest"),
        ]
        assert page.run.lines[2].values["missing_money"] == 3_000
        assert (page.run.entries_without_ballot, page.run.ballots_without_entry) == (0, 0)

    run(work)


def test_before_closing_and_grace_nobody_counts(house: House, run: Any, clock: Any) -> None:
    def work(session: Session) -> None:
        made = voted(session, house, clock)
        for moment in (OPENS + timedelta(days=1), CLOSES, CLOSES + GRACE - timedelta(seconds=1)):
            clock.set(moment)
            assert refused(count, made) == CountReason.TOO_EARLY
            page = count_page(session, house, made.commune.id, made.cycle.id)
            assert (page.run, page.turnout) == (None, 6)

    run(work)


def test_counting_again_gives_the_same_digest_and_the_same_run(house: House, run: Any, clock: Any) -> None:
    def work(session: Session) -> None:
        made = voted(session, house, clock)
        clock.set(CLOSES + GRACE)
        first = count(made)
        clock.wait(days=1)
        again = count(made)
        assert (again.id, run_digest(again)) == (first.id, run_digest(first))
        assert session.query(CountRun).count() == 1

    run(work)


def test_a_second_ballot_replaces_the_first(house: House, run: Any, clock: Any) -> None:
    def work(session: Session) -> None:
        made = voted(session, house, clock)
        clock.wait(hours=1)
        made.vote(3, 2)
        clock.set(CLOSES + GRACE)
        counted = count(made)
        assert (counted.ballots, counted.outcome["votes"]) == (6, {"1": 3, "2": 3, "3": 3})
        assert counted.parameters["entries_without_ballot"] == counted.parameters["ballots_without_entry"] == 0

    run(work)


def test_ballots_that_came_in_the_grace_count_and_stand_apart(house: House, run: Any, clock: Any) -> None:
    def work(session: Session) -> None:
        made = voted(session, house, clock)
        sent_at = CLOSES - timedelta(minutes=5)
        for phone in (10, 11, 12):
            made.vote(phone, 2, at=CLOSES + timedelta(minutes=30), sent_at=sent_at)
        clock.set(CLOSES + GRACE)
        counted = count(made)
        assert (counted.ballots, counted.ballots_in_grace) == (9, 3)
        assert len(counted.parameters["grace_receipts"]) == 3
        # 2 has five votes now and comes first; 3 no longer fits after it and 1.
        assert counted.parameters["grace_changes_winners"] is True

    run(work)


@pytest.mark.parametrize(("late", "told"), [(4, False), (5, True)])
def test_what_fewer_than_five_late_ballots_changed_is_told_to_nobody(
    house: House, run: Any, clock: Any, late: int, told: bool
) -> None:
    def work(session: Session) -> None:
        made = voted(session, house, clock)
        for phone in range(10, 10 + late):
            made.vote(phone, 2, at=CLOSES + timedelta(minutes=30), sent_at=CLOSES - timedelta(minutes=5))
        clock.set(CLOSES + GRACE)
        counted = count(made)
        assert counted.parameters["grace_changes_winners"] is True
        shown = count_page(session, house, made.commune.id, made.cycle.id).run
        assert shown is not None and shown.grace_changes_winners is told
        for who in (0, 1):
            publish_by(made, who, run_digest(counted))
        found = public_results(session, made.commune.id)
        assert found is not None and found.ballots_in_grace == (late if told else 0)

    run(work)


def test_who_votes_again_in_the_grace_is_not_taken_for_absent_without_it(house: House, run: Any, clock: Any) -> None:
    def work(session: Session) -> None:
        made = voted(session, house, clock)
        # The three who chose 3 say the same again: with and without the grace their choice stands.
        for minute, phone in enumerate((3, 5, 3)):
            made.vote(phone, 3, at=CLOSES + timedelta(minutes=minute), sent_at=CLOSES - timedelta(minutes=5 - minute))
        clock.set(CLOSES + GRACE)
        counted = count(made)
        assert (counted.ballots, counted.ballots_in_grace) == (6, 2)
        assert counted.outcome["selected"] == ["3", "1"]
        assert counted.parameters["grace_changes_winners"] is False

    run(work)


def test_who_turns_round_in_the_grace_counts_as_before_without_it(house: House, run: Any, clock: Any) -> None:
    def work(session: Session) -> None:
        made = voted(session, house, clock)
        for phone in (3, 5):  # they leave 3, which then has two votes, and go to 2
            for minute, numbers in enumerate(((1,), (2,))):
                sent_at = CLOSES - timedelta(minutes=5 - minute)
                made.vote(phone, *numbers, at=CLOSES + timedelta(minutes=minute), sent_at=sent_at)
        clock.set(CLOSES + GRACE)
        counted = count(made)
        assert counted.outcome["votes"] == {"1": 3, "2": 4, "3": 2}
        assert counted.outcome["selected"] == ["2", "1"]
        assert counted.parameters["grace_changes_winners"] is True

    run(work)


@pytest.mark.parametrize("numbers", [(), (1,), (2, 3)])
def test_without_the_grace_the_count_is_the_one_of_closing_time(
    house: House, run: Any, clock: Any, numbers: tuple[int, ...]
) -> None:
    def work(session: Session) -> None:
        made = voted(session, house, clock)
        key = house.keyring.load(made.cycle.id)
        then = sorted(open_box(session, made.cycle.id, key).choices)
        for phone in (0, 3, 44) if numbers else ():
            made.vote(phone, *numbers, at=CLOSES + timedelta(minutes=1), sent_at=CLOSES - timedelta(minutes=1))
        assert sorted(at_closing(open_box(session, made.cycle.id, key))) == then

    run(work)


def test_a_ballot_changed_in_the_database_is_told_apart_and_missed(house: House, run: Any, clock: Any) -> None:
    def work(session: Session) -> None:
        made = voted(session, house, clock)
        session.query(Ballot).limit(1).one().sealed = b"not a ballot at all"
        session.flush()
        clock.set(CLOSES + GRACE)
        counted = count(made)
        assert (counted.ballots, counted.parameters["unreadable"]) == (5, 1)
        assert counted.parameters["entries_without_ballot"] == 1

    run(work)


def test_a_ballot_taken_out_of_the_database_is_missed(house: House, run: Any, clock: Any) -> None:
    def work(session: Session) -> None:
        made = voted(session, house, clock)
        session.delete(session.query(Ballot).limit(1).one())
        session.flush()
        clock.set(CLOSES + GRACE)
        assert count(made).parameters["entries_without_ballot"] == 1

    run(work)


def test_altered_rules_are_not_counted_under(house: House, run: Any, clock: Any) -> None:
    def work(session: Session) -> None:
        made = voted(session, house, clock)
        made.cycle.rules = {**(made.cycle.rules or {}), "envelope": 99_000}
        session.flush()
        clock.set(CLOSES + GRACE)
        assert refused(count, made) == CycleReason.RULES_ALTERED

    run(work)


def test_without_the_key_nothing_is_counted_and_the_database_tells_no_choice(
    house: House, run: Any, clock: Any, engine: Engine
) -> None:
    made_id = run(lambda session: voted(session, house, clock).cycle.id)
    house.keyring.destroy(made_id)

    def work(session: Session) -> None:
        clock.set(CLOSES + GRACE)
        commune_id = session.query(Base.metadata.tables["cycle"]).one().commune_id
        assert refused(count_cycle, session, house, commune_id, made_id, staff_id=None) == CycleReason.KEY_GONE

    run(work)
    rows = _everything(engine)
    assert len(rows["ballot"]) == len(BALLOTS)
    # Same length, all different: nothing of them tells one choice from another.
    sealed = [bytes(row["sealed"]) for row in rows["ballot"]]
    assert len({len(one) for one in sealed}) == 1
    assert len(set(sealed)) == len(sealed)
    assert not any(b"choices" in one for one in sealed)
    assert rows["count_run"] == []
    assert {column for table in ("turnout", "pending_entry", "log_entry") for row in rows[table] for column in row} <= {
        "id", "cycle_id", "channel", "language", "day", "simulated", "event", "commitment", "hour", "position", "leaf",
    }  # fmt: skip
    everything = json.dumps(rows, default=str)
    assert "+2290197" not in everything


def _everything(engine: Engine) -> dict[str, list[dict[str, Any]]]:
    with engine.connect() as connection:
        return {
            table: [dict(row._mapping) for row in connection.execute(text(f"SELECT * FROM {table}"))]
            for table in ("ballot", "turnout", "pending_entry", "log_entry", "count_run", "audit_entry")
        }


def test_two_people_publish_and_followers_hear_it(house: House, run: Any, clock: Any) -> None:
    def work(session: Session) -> None:
        made = voted(session, house, clock)
        line = plant_line(session, made.commune)
        ali = plant_contact(session, house, made.commune, "+22901970099")
        for project in made.projects[1:]:
            follow(session, house, project, ali.id, line.id)
        clock.set(CLOSES + GRACE)
        counted = count(made)
        digest = run_digest(counted)
        assert refused(publish_by, made, 0, "0" * 64) == CountReason.OUTDATED
        assert publish_by(made, 0, digest) is False
        assert refused(results_view, session, made.commune) == VoteReason.NO_RESULTS
        assert [project.state for project in made.projects] == ["on_ballot"] * 3
        assert publish_by(made, 1, digest) is True
        assert [project.state for project in made.projects] == ["funded", "not_funded", "funded"]
        assert told(session, house) == [
            "Le vote est compté : le projet 2, Projet 2, n'est pas choisi. Envoyez RESULTATS pour savoir pourquoi.",
            "Le vote est compté : le projet 3, Projet 3, sera réalisé. Envoyez RESULTATS pour tout voir.",
        ]
        view = results_view(session, made.commune)
        assert (view.title, view.ballots, view.envelope, view.spent) == ("Budget 2026", 6, 10_000, 10_000)
        assert (view.identity_level, view.rule, view.one_person) == ("A", "greedy", False)
        assert [(one.number, one.votes, one.won) for one in view.lines] == [(3, 4, True), (1, 3, True), (2, 2, False)]
        assert refused(publish_by, made, 0, digest) == CountReason.PUBLISHED

    run(work)


def test_a_voided_cycle_has_no_result(house: House, run: Any, clock: Any) -> None:
    def work(session: Session) -> None:
        made = voted(session, house, clock)
        clock.set(CLOSES + GRACE)
        digest = run_digest(count(made))
        publish_by(made, 0, digest)
        publish_by(made, 1, digest)
        for staff in made.staff:
            void_cycle(session, house, made.commune.id, made.cycle.id, "Recours admis", staff_id=staff.id)
        assert refused(results_view, session, made.commune) == VoteReason.NO_RESULTS
        assert {str(project.state) for project in made.projects} == {"on_ballot"}

    run(work)


def test_after_the_key_s_end_the_result_stays_and_no_ballot_opens(house: House, run: Any, clock: Any) -> None:
    def work(session: Session) -> None:
        made = voted(session, house, clock)
        clock.set(CLOSES + GRACE)
        digest = run_digest(count(made))
        publish_by(made, 0, digest)
        publish_by(made, 1, digest)
        clock.set(APPEAL_ENDS + GRACE)
        for staff in made.staff:
            destroy_key(session, house, made.commune.id, made.cycle.id, staff_id=staff.id)
        assert refused(count, made) == CycleReason.KEY_GONE
        assert results_view(session, made.commune).ballots == 6

    run(work)


def test_one_person_publishes_after_a_notice_and_the_result_says_so(house: House, run: Any, clock: Any) -> None:
    def work(session: Session) -> None:
        made = voted(session, house, clock)
        made.staff[1].active = False
        clock.set(CLOSES + GRACE)
        digest = run_digest(count(made))
        where = (session, house, made.commune.id, made.cycle.id, digest)
        assert publish_by(made, 0, digest) is False
        assert [notice.matter for notice in notices_of(session, made.commune.id)] == ["cycle_result"]
        assert refused(publish, *where, staff_id=made.staff[0].id, alone=True) == CycleReason.NOTICE_RUNS
        clock.wait(hours=48)
        assert publish(*where, staff_id=made.staff[0].id, alone=True) is True
        assert results_view(session, made.commune).one_person
        assert notices_of(session, made.commune.id) == []

    run(work)
