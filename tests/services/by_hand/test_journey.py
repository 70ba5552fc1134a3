"""The whole way of ballots from phones, with help and on paper: one ledger, one result, a bundle that both verify."""

from __future__ import annotations

import json
from datetime import timedelta
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from budgeting.proof import verify
from budgeting.ways_in import BothWays, SheetVoid, WaysIn
from models import CountRun
from services.by_hand.sent import SentState
from services.counting import publish
from services.counting.publish import run_digest
from services.house import House
from services.proof.keeping import make_due_bundles
from services.public.results import public_results
from tests.conftest import HandClock
from tests.services.booth_day import open_booth
from tests.services.cycles.plans import CLOSES, GRACE, OPENS, Plan
from tests.services.hand_town import PaperDay
from tests.services.proof.kept import check_with_both, kept_bundle
from tests.services.townsfolk import plant_line

PHONES = 18
"""With the others enough ballots to be published one by one."""


def plant(house: House, both: BothWays) -> PaperDay:
    """Plant a vote that went the whole way to its approval by two people."""

    def approve(session: Session) -> PaperDay:
        ways = WaysIn(with_help=True, on_paper=True, both=both, boxes="École")
        made = Plan(session, house, level="C", ways=ways).approved()
        lines = {"sms": plant_line(session, made.commune).id}
        awa, bio = (person.id for person in made.staff)
        return PaperDay(
            house, made.commune.id, made.cycle.id, OPENS, CLOSES, lines, count(1), awa=awa, bio=bio
        )  # fmt: skip

    return house.work.write(approve)


def hold(day: PaperDay, clock: HandClock) -> None:
    """One person votes with help, two on paper (one of them by phone before), one sheet has no code, others phone."""
    helped, paper, both_ways, *phones = day.hand_out(PHONES + 3)
    clock.set(OPENS + timedelta(hours=1))
    for place, code in enumerate(phones):
        day.sms(f"+2290197{place:06d}", f"VOTE {code} 1")
    day.help(helped, "2")
    day.sms("+22901979999", f"VOTE {both_ways} 2")
    clock.set(CLOSES + GRACE)
    day.box = day.open(3, "Mairie")
    day.sheet(paper, "3")
    day.sheet(both_ways, "3")
    day.void_sheet("no_code")
    day.close()


def publish_result(day: PaperDay) -> Path:
    """Count, let two people publish, and return the bundle."""
    day.count()

    def agree(session: Session) -> None:
        run = session.query(CountRun).one()
        for person in (day.awa, day.bio):
            publish(session, day.house, day.commune_id, day.cycle_id, run_digest(run), staff_id=person)

    day.house.work.write(agree)
    assert make_due_bundles(day.house) == 1

    return kept_bundle(day.house, day.commune_id)


@pytest.mark.parametrize(("both", "votes"), [(BothWays.PAPER, [18, 1, 2]), (BothWays.PHONE, [18, 2, 1])])
def test_each_person_is_counted_exactly_once_whichever_rule_was_announced(
    house: House, clock: HandClock, tmp_path: Path, both: BothWays, votes: list[int]
) -> None:
    day = plant(house, both)
    hold(day, clock)
    path = publish_result(day)
    members = verify.open_bundle(path)
    outcome, turnout = json.loads(members["outcome.json"]), json.loads(members["turnout.json"])
    assert [outcome["votes"][str(number)] for number in (1, 2, 3)] == votes
    assert turnout["voters"] == PHONES + 3
    rules = json.loads(members["rules.json"])
    assert (rules["ways_in"], rules["both_ways"]) == (["phones", "assisted", "paper"], both.value)
    (box,) = day.boxes()
    void = {"no_code": 1} if both is BothWays.PAPER else {"by_phone": 1, "no_code": 1}
    assert (box.found, box.valid, box.void) == (3, 3 - sum(void.values()), void)
    assert json.loads(members["sheets.json"]) == {"kind": "palabre-sheets/1", "boxes": []}  # too few to be told
    assert "URNE" in members["README.fr.txt"].decode().upper()
    check_with_both(path, tmp_path)


def test_ballots_of_a_booth_are_counted_and_published_as_ballots_by_code(
    house: House, clock: HandClock, tmp_path: Path
) -> None:
    def approve(session: Session) -> PaperDay:
        made = Plan(session, house, level="C", ways=WaysIn(in_booth=True)).approved()
        lines = {"sms": plant_line(session, made.commune).id}
        awa, bio = (person.id for person in made.staff)
        return PaperDay(house, made.commune.id, made.cycle.id, OPENS, CLOSES, lines, count(1), awa=awa, bio=bio)

    day = house.work.write(approve)
    codes = day.hand_out(21)
    clock.set(OPENS + timedelta(hours=1))
    booth = open_booth(day)
    for place, code in enumerate(codes[:6]):
        day.sms(f"+2290197{place:06d}", f"VOTE {code} 1")
    late = [booth.sealed(code, "2") for code in codes[6:]]
    clock.set(CLOSES - timedelta(minutes=1))
    late.append(booth.sealed(codes[0], "3"))
    clock.set(CLOSES + timedelta(minutes=1))
    assert {booth.send(each).state for each in late} == {SentState.COUNTED}
    assert {booth.send(each).state for each in late} == {SentState.AGAIN}
    clock.set(CLOSES + GRACE)
    path = publish_result(day)
    members = verify.open_bundle(path)
    outcome, turnout = json.loads(members["outcome.json"]), json.loads(members["turnout.json"])
    assert [outcome["votes"][str(number)] for number in (1, 2, 3)] == [5, 15, 1]
    assert turnout["voters"] == 21
    assert json.loads(members["rules.json"])["ways_in"] == ["phones", "booth"]
    assert "ISOLOIR" in members["README.fr.txt"].decode().upper()
    check_with_both(path, tmp_path)


def test_the_results_tell_the_boxes_and_why_sheets_are_void(house: House, clock: HandClock) -> None:
    day = plant(house, BothWays.PAPER)
    codes = day.hand_out(8)
    clock.set(CLOSES)
    day.box = day.open(16, "École")
    for code in codes:
        day.sheet(code, "1")
    assert day.sheet(codes[0], "2").void is SheetVoid.TWICE
    for reason in ["no_code"] * 5 + ["no_choice"] * 2:
        day.void_sheet(reason)
    day.close()
    clock.set(CLOSES + GRACE)
    path = publish_result(day)
    (told,) = json.loads(verify.open_bundle(path)["sheets.json"])["boxes"]
    assert (told["place"], told["found"], told["valid"], told["void"]) == ("École", 16, 8, 8)
    assert told["reasons"] == {"others": 8}
    found = house.work.read(lambda session: public_results(session, day.commune_id))
    assert found and [(box.place, box.valid) for box in found.boxes] == [("École", 8)]
