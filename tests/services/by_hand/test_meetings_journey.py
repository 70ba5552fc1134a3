"""The whole way of votes from phones and two meetings: one count, told apart, in a bundle that both verify."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from budgeting.counting.canonical import canonical_json
from budgeting.proof import verify
from budgeting.proof.account import account, table
from budgeting.proof.meetings import hands
from budgeting.proof.packing import pack
from budgeting.refusal import Refusal
from services.counting.reading import count_page
from services.counting.reasons import CountReason
from services.house import House
from services.proof.keeping import make_due_bundles
from services.public.results import public_results
from services.voting.log import sign_text
from tests.conftest import HandClock
from tests.services.cycles.plans import CLOSES, GRACE, OPENS
from tests.services.meeting_town import MeetingDay, plant_meeting_day
from tests.services.proof.kept import check_with_both, kept_bundle
from tests.services.proof.tampering import Members, sealed_again

MANY, FEW = 21, 4


def hold(day: MeetingDay, clock: HandClock, phones: int) -> None:
    """People vote by phone for 1, two meetings raise hands for 2 and 3; the sheet of the second is void."""
    clock.set(OPENS + timedelta(hours=4))
    for place in range(phones):
        day.sms(f"+2290197{place:06d}", "VOTE 1")
    first = day.enter(40, {2: 30, 3: 12})
    second = day.confirmed(25, {3: 25}, "Marché")
    clock.set(CLOSES + GRACE)
    with pytest.raises(Refusal) as no:
        day.count()
    assert no.value.reason == CountReason.MEETING_OPEN
    day.again(first, 40, {2: 30, 3: 12})
    day.void(second, "Le scrutateur a compté deux fois")


def published(day: MeetingDay) -> Path:
    """Count, let two people publish, and return the bundle."""
    day.publish()
    assert make_due_bundles(day.house) == 1

    return kept_bundle(day.house, day.commune_id)


@pytest.mark.parametrize("phones", [MANY, FEW])
def test_hands_are_counted_beside_phones_and_told_apart(
    house: House, clock: HandClock, tmp_path: Path, phones: int
) -> None:
    day = plant_meeting_day(house)
    hold(day, clock, phones)
    path = published(day)
    members = verify.open_bundle(path)
    outcome, turnout = json.loads(members["outcome.json"]), json.loads(members["turnout.json"])
    assert outcome["votes"] == {"1": phones, "2": 30, "3": 12}
    assert turnout["voters"] == phones  # nobody who raised a hand stands among those who sent a ballot
    election = json.loads(members["election.json" if phones == MANY else "totals.json"])
    assert (election["hands"], election["kind"][-2:]) == ({"2": 30, "3": 12}, "/2")
    told = json.loads(members["hands.json"])
    assert [(one["place"], one["present"], one["hands"]) for one in told["meetings"]] == [
        ("École", 40, {"2": 30, "3": 12})
    ]
    assert [(one["place"], one["reason"]) for one in told["void"]] == [("Marché", "Le scrutateur a compté deux fois")]
    readme = members["README.fr.txt"].decode()
    assert "À main levée en réunion" in readme and "votes.pb n’a pas de place pour eux" in readme
    check_with_both(path, tmp_path)
    day.sms("+22901970000001", "RESULTATS")
    assert "Main levée: 40." in day.texts()[-1]
    run = house.work.read(lambda session: count_page(session, house, day.commune_id, day.cycle_id).run)
    assert run and run.tells_few is (phones == FEW)
    found = house.work.read(lambda session: public_results(session, day.commune_id))
    assert found and (found.view.ballots, found.view.present) == (phones, 40)
    assert {line.number: (line.votes, line.hands) for line in found.view.lines} == {
        1: (phones, 0),
        2: (30, 30),
        3: (12, 12),
    }


def raise_hands(paper: dict[str, Any]) -> None:
    paper["meetings"][0]["hands"]["3"] += 1


def drop_meeting(paper: dict[str, Any]) -> None:
    paper["meetings"].clear()


def leave_a_number_out(paper: dict[str, Any]) -> None:
    paper["void"][0]["number"] = 3


def send_away(paper: dict[str, Any]) -> None:
    paper["meetings"][0]["present"] = 29


@pytest.mark.parametrize("change", [raise_hands, drop_meeting, leave_a_number_out, send_away])
def test_a_changed_sheet_is_found_also_where_its_bundle_is_signed_again(
    house: House, clock: HandClock, tmp_path: Path, capsys: Any, change: Callable[[dict[str, Any]], None]
) -> None:
    day = plant_meeting_day(house)
    hold(day, clock, MANY)
    members = verify.open_bundle(published(day))
    paper = json.loads(members["hands.json"])
    change(paper)
    changed = {**members, "hands.json": canonical_json(paper).encode()}
    (tmp_path / "changed.zip").write_bytes(pack(changed))
    assert verify.main([str(tmp_path / "changed.zip")]) == 1
    assert "hands.json" in capsys.readouterr().out
    assert faults(sealed_again(changed, lambda text: sign_text(house.vault, text)))


def test_whoever_changes_sheets_and_ballots_alike_contradicts_the_outcome(house: House, clock: HandClock) -> None:
    day = plant_meeting_day(house)
    hold(day, clock, MANY)
    members = verify.open_bundle(published(day))
    paper, election = json.loads(members["hands.json"]), json.loads(members["election.json"])
    paper["meetings"][0]["hands"]["3"] = election["hands"]["3"] = 35
    both = {"hands.json": canonical_json(paper).encode(), "election.json": canonical_json(election).encode()}
    again = sealed_again({**members, **both}, lambda text: sign_text(house.vault, text))
    assert "outcome.json: other votes" in faults(again)


def faults(members: Members) -> list[str]:
    return list(verify.Bundle(members).faults(account, table, hands))
