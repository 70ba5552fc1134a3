"""A vote in which zones have envelopes: one message for all of them, each counted alone and told apart."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from budgeting.announced_ballot import read_limits
from budgeting.pabulib.file import read_pabulib
from budgeting.proof import verify
from budgeting.refusal import Refusal
from budgeting.ways_in import WaysIn
from services.counting.results import results_view
from services.cycles.ballot_format import BallotDraft
from services.cycles.pots import ZoneMoney
from services.cycles.rules import frozen
from services.house import House
from services.proof import make_due_bundles
from services.voting.log import append_pending
from tests.services.counting.zoned import BALLOTS, MONEY, Zoned, bundle_of, faults_of, held, zoned
from tests.services.cycles.plans import CLOSES, OPENS
from tests.services.polling_day import PollingDay
from tests.services.proof.published import publish_count
from tests.services.townsfolk import plant_line


def test_each_zone_spends_its_own_money_and_the_page_says_what_is_left(house: House, clock: Any) -> None:
    made, path = held(house, clock)
    view = house.work.read(lambda session: results_view(session, made.plan.commune))
    told = [(pot.names.get("", ""), pot.envelope, pot.spent, pot.left) for pot in view.pots]
    assert told == [("Quartier A", 5_000, 3_000, 2_000), ("Quartier B", 2_500, 2_000, 500), ("", 6_000, 3_000, 3_000)]
    assert [line.number for line in view.lines if line.won] == [3, 5, 2]
    assert (view.envelope, view.spent) == (13_500, 8_000)
    ranks = {line.number: line.values["rank"] for line in view.lines if line.won}
    assert ranks == {3: 1, 5: 1, 2: 1}
    # 4 costs 3 500: 2 000 of its zone were left, whatever other envelopes have.
    fourth = next(line for line in view.lines if line.number == 4)
    assert (fourth.pot, fourth.values["left"], fourth.values["missing_money"]) == ({"": "Quartier A"}, 2_000, 1_500)
    members = verify.open_bundle(path)
    a, b = (str(zone.id) for zone in made.zones)
    tables = {name: read_pabulib(data.decode()) for name, data in members.items() if name.endswith(".pb")}
    assert tables.keys() == {"votes.pb", f"votes-{a}.pb", f"votes-{b}.pb"}
    assert tables[f"votes-{a}.pb"].meta["subunit"] == "Quartier A"
    assert [row["project_id"] for row in tables[f"votes-{a}.pb"].projects] == ["3", "4"]


def test_a_commune_without_money_or_project_in_a_vote_of_zones_is_not_named(house: House, clock: Any) -> None:
    def work(session: Session) -> None:
        made = zoned(session, house, envelope=0)
        made.plan.choose(3, 4, 5)
        made.plan.approved()
        assert [pot.names.get("") for pot in read_limits(frozen(made.plan.cycle)).pots] == ["Quartier A", "Quartier B"]
        clock.set(OPENS + timedelta(hours=1))
        made.plan.vote(1, 3, 5)
        append_pending(session, house, made.plan.cycle.id)
        publish_count(made.plan, clock)
        view = results_view(session, made.plan.commune)
        assert [(pot.names.get(""), pot.spent) for pot in view.pots] == [("Quartier A", 3_000), ("Quartier B", 2_000)]

    house.work.write(work)


def test_a_whole_vote_by_sms_is_counted_published_and_told_by_envelope(house: House, clock: Any) -> None:
    def plan(session: Session) -> tuple[Zoned, PollingDay]:
        made = zoned(session, house)
        made.plan.approved()
        lines = {"sms": plant_line(session, made.plan.commune).id}
        return made, PollingDay(house, made.plan.commune.id, made.plan.cycle.id, OPENS, CLOSES, lines)

    made, day = house.work.write(plan)
    clock.set(OPENS + timedelta(hours=1))
    for phone, numbers in enumerate(BALLOTS):
        said = " ".join(map(str, numbers or (0,)))
        assert day.sms(f"+2290197{phone:06d}", f"VOTE {said}").reply is not None
        if not numbers:  # a blank one is asked about
            day.sms(f"+2290197{phone:06d}", "oui")
    assert sorted(map(sorted, day.choices())) == sorted(sorted(numbers) for numbers in BALLOTS)
    rules = day.sms("+2290197000001", "comment on compte les votes").reply
    assert rules is not None and "Zones : comptées à part." in rules.text
    house.work.write(lambda session: append_pending(session, house, made.plan.cycle.id) and None)

    def publish(session: Session) -> None:
        made.plan.session = session
        publish_count(made.plan, clock)

    house.work.write(publish)
    why = day.sms("+2290197000001", "RESULTATS 4").reply
    assert why is not None and why.text.startswith("Quartier A")
    make_due_bundles(house)

    path = house.work.read(lambda session: bundle_of(session, house, day.commune_id))
    assert faults_of(path) == [] and verify.main([str(path)]) == 0
    assert "votes-….pb" in verify.open_bundle(path)["README.fr.txt"].decode()


def test_what_zones_leave_goes_to_the_commune_where_that_was_announced(house: House, clock: Any) -> None:
    made, _ = held(house, clock, zone_money=ZoneMoney(MONEY, "to_commune"))
    view = house.work.read(lambda session: results_view(session, made.plan.commune))
    commune = view.pots[-1]
    assert (commune.envelope, commune.added, commune.spent) == (8_500, 2_500, 7_000)
    assert [line.number for line in view.lines if line.won] == [3, 5, 2, 1]
    assert sum(pot.spent for pot in view.pots) == view.spent <= view.envelope == 13_500


def test_hands_raised_in_meetings_count_in_the_envelope_of_their_project(house: House, clock: Any) -> None:
    made, path = held(house, clock, ways=WaysIn(by_hands=True))
    assert faults_of(path) == [] and verify.main([str(path)]) == 0
    view = house.work.read(lambda session: results_view(session, made.plan.commune))
    assert [line.number for line in view.lines if line.won] == [4, 5, 1]


def test_a_basket_is_held_against_the_money_of_each_zone(house: House, clock: Any) -> None:
    def work(session: Session) -> None:
        made = zoned(session, house, ballot=BallotDraft("knapsack"))
        made.plan.approved()
        clock.set(OPENS + timedelta(hours=1))
        with pytest.raises(Refusal) as no:
            made.plan.vote(1, 3, 1, 4)
        assert str(no.value.reason) == "ballot_over_pot"
        assert no.value.values == {
            "numbers": "3, 4",
            "cost_money": 6_500,
            "envelope_money": 5_000,
            "excess_money": 1_500,
        }
        made.plan.vote(1, 3, 1, 5)

    house.work.write(work)
