"""What leaves the town hall names nobody: small groups are joined, few people are not told."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from budgeting.proof.withholding import LEAST_GROUP
from models import Phase
from services.figures.reading import read_one
from services.figures.spans import Span, period_around
from services.figures.telling import Told, read_told, tell, tell_staff
from services.house import House
from services.indicators import Indicator, Record
from services.indicators.base import By, Kind
from services.indicators.board import Card
from services.indicators.figures import value_of
from services.indicators.groups import group_by
from tests.services.figures.planting import indicator_named
from tests.services.indicators.planting import DAY, YEAR, plant_voter
from tests.services.townsfolk import plant_commune, plant_cycle, planted

PEOPLE, THINGS = indicator_named("people_trained"), indicator_named("documents_produced")
ZONES = ["Nord", "Sud", "others", "", "Zongo"]


def told(indicator: Indicator, records: list[Record]) -> Told:
    groups = {by: group_by(records, by, YEAR, indicator.kind) for by in By}
    part, whole = sum(one.part for one in records), sum(one.whole for one in records)
    card = Card(indicator, len(records), groups, None, value_of(indicator.kind, records), YEAR, part, whole)
    return tell(card, records)


def of_zone(zone: str | None, count: int, part: int = 1) -> list[Record]:
    return [Record(date(2026, 3, 1), "x", "lesson", None, zone or None, part=part)] * count


@pytest.mark.parametrize("count", [1, 4])
def test_fewer_than_five_people_are_not_told_at_all(count: int) -> None:
    found = told(PEOPLE, of_zone("Nord", count))
    assert found == Told(PEOPLE, None, None, is_few=True)


def test_nobody_is_told_and_so_are_few_things() -> None:
    assert told(PEOPLE, []).value == 0 and not told(PEOPLE, []).is_few
    assert told(THINGS, of_zone("Nord", 2)).value == 2_000


def test_small_groups_are_joined_so_that_no_difference_tells_them() -> None:
    groups = told(PEOPLE, [*of_zone("Nord", 9), *of_zone("Sud", 3), *of_zone("Est", 2)]).groups
    assert {by: [(one.key, one.count) for one in rows] for by, rows in groups.items()} == {
        By.ZONE: [("Nord", 9), ("others", 5)]
    }


def test_one_small_group_takes_a_large_one_with_it_and_where_that_fails_nothing_is_told_apart() -> None:
    groups = told(PEOPLE, [*of_zone("Nord", 9), *of_zone("Sud", 6), *of_zone("Est", 1)]).groups[By.ZONE]
    assert [(one.key, one.count) for one in groups] == [("Nord", 9), ("others", 7)]
    assert told(PEOPLE, [*of_zone("Nord", 3), *of_zone("Sud", 3)]).groups[By.ZONE][0].key == "others"
    assert By.ZONE not in told(PEOPLE, [*of_zone("Nord", 9)] * 0).groups


def test_a_joined_group_has_its_own_share() -> None:
    share = replace(PEOPLE, kind=Kind.SHARE)
    records = [*of_zone("Nord", 9, part=1), *of_zone("Sud", 3, part=0), *of_zone("Est", 2, part=1)]
    groups = told(share, records).groups[By.ZONE]
    assert [(one.key, one.value) for one in groups] == [("Nord", 100_000), ("others", 40_000)]


@given(st.dictionaries(st.sampled_from(ZONES), st.integers(0, 12)), st.randoms())
def test_whatever_the_groups_none_that_is_told_is_small_and_all_of_them_make_the_whole(
    counts: dict[str, int], random: Random
) -> None:
    records = [record for zone, count in counts.items() for record in of_zone(zone, count)]
    random.shuffle(records)
    for groups in told(PEOPLE, records).groups.values():
        assert all(group.count >= LEAST_GROUP for group in groups)
        assert sum(group.count for group in groups) == len(records)
        keys = [group.key for group in groups]
        assert len([key for key in keys if key != "others"]) == len({key for key in keys if key != "others"})


def test_how_many_have_voted_is_told_to_nobody_outside_while_the_vote_is_open(house: House) -> None:
    turnout = indicator_named("turnout")
    spring, vote_over = period_around(Span.QUARTER, DAY), date(2026, 4, 6)

    def work(session: Session) -> None:
        commune = plant_commune(session)
        cycle = plant_cycle(session, commune)
        cycle.state = "approved"
        opens, closes = datetime(2026, 3, 1, tzinfo=UTC), datetime(2026, 4, 5, 18, tzinfo=UTC)
        planted(session, Phase(cycle_id=cycle.id, kind="vote", opens_at=opens, closes_at=closes))
        for _number in range(7):
            plant_voter(session, cycle)
        while_open, records = read_told(session, commune.id, turnout, spring, date(2026, 4, 5))
        assert while_open == Told(turnout, None, None, is_withheld=True) and len(records) == 7
        reading, _records = read_one(session, commune.id, turnout, spring, date(2026, 4, 5))
        assert tell_staff(reading.card).value == 7_000
        assert read_told(session, commune.id, turnout, spring, vote_over)[0].value == 7_000
        before = period_around(Span.YEAR, date(2025, 1, 1))
        assert not read_told(session, commune.id, turnout, before, date(2026, 4, 5))[0].is_withheld

    house.work.write(work)
