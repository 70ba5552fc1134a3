"""A thousand single changes to the bundle of a real vote, by chance: each is found, and named."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy.orm import Session

from budgeting.counting.canonical import canonical_json
from budgeting.proof import verify
from budgeting.proof.account import account, table
from budgeting.proof.meetings import hands
from budgeting.ways_in import WaysIn
from services.by_hand.meetings import Figures, Meeting, enter_meeting, type_meeting_again
from services.house import House
from services.proof import make_due_bundles
from services.voting.log import sign_text
from tests.services.cycles.plans import OPENS
from tests.services.proof.kept import kept_bundle
from tests.services.proof.published import hold_vote, publish_count
from tests.services.proof.tampering import CHANGES, Members, changed_within, find_every_change, sealed_again

TIMES, SEED = 1_000, 20261122
EVIDENCE = ("rules.json", "election.json", "outcome.json", "log.csv")
once = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
def members(house: House, clock: Any) -> Members:
    def work(session: Session) -> int:
        made, _ = hold_vote(session, house, clock, ways=WaysIn(by_hands=True))
        where = (session, house, made.commune.id, made.cycle.id)
        raised = Figures(60, {"1": 2, "2": 5})
        meeting = Meeting("École", OPENS, ("Chef de quartier", "Secrétaire"))
        number = enter_meeting(*where, meeting, raised, staff_id=made.staff[0].id)
        type_meeting_again(*where, number, raised, staff_id=made.staff[1].id)
        publish_count(made, clock)
        return made.commune.id

    commune_id = house.work.write(work)
    make_due_bundles(house)

    return verify.open_bundle(kept_bundle(house, commune_id))


@once
def test_every_single_change_is_found(members: Members, tmp_path: Path, capsys: Any) -> None:
    kinds = find_every_change(members, tmp_path / "bundle.zip", capsys, times=TIMES, seed=SEED)
    assert kinds.keys() == {change.__name__ for change in CHANGES}


@once
def test_whatever_is_appended_to_a_member_it_is_named(members: Members) -> None:
    for name in members.keys() - {"manifest.json", "manifest.sig"}:
        faults = list(verify.Bundle({**members, name: members[name] + b" "}).faults())
        assert any(repr(name) in fault for fault in faults), (name, faults)


@once
def test_a_false_number_of_blank_ballots_is_found_in_totals_though_it_is_signed(house: House, clock: Any) -> None:
    def work(session: Session) -> int:
        made, _ = hold_vote(session, house, clock, [(1,), (1, 2), ()])
        publish_count(made, clock)
        return made.commune.id

    commune_id = house.work.write(work)
    make_due_bundles(house)
    members = verify.open_bundle(kept_bundle(house, commune_id))
    totals = json.loads(members["totals.json"])
    assert (totals["cast"], totals["blank"]) == (3, 1)
    for blank in (-1, 0, 2, 3):
        changed = {**members, "totals.json": canonical_json({**totals, "blank": blank}).encode()}
        again = sealed_again(changed, lambda text: sign_text(house.vault, text))
        found = any("blank" in fault for fault in verify.Bundle(again).faults(account, table))
        assert found == (blank != 0), blank  # with none blank each may have chosen one: then the votes are as many


@once
def test_what_the_holder_of_the_key_changes_in_one_place_is_found(members: Members, house: House) -> None:
    chance = random.Random(SEED)

    def sign(text: bytes) -> str:
        return sign_text(house.vault, text)

    assert list(verify.Bundle(sealed_again(members, sign)).faults(account, table, hands)) == []
    for _ in range(TIMES // 5):
        changed = changed_within(members, chance, EVIDENCE)
        assert list(verify.Bundle(sealed_again(changed, sign)).faults(account, table, hands))


@once
def test_a_bundle_signed_with_another_key_than_was_announced_is_refused(members: Members) -> None:
    other = Ed25519PrivateKey.from_private_bytes(bytes(32))
    manifest = {**json.loads(members["manifest.json"]), "log_key": other.public_key().public_bytes_raw().hex()}
    forged = {**members, "manifest.json": canonical_json(manifest).encode()}
    faults = list(verify.Bundle(sealed_again(forged, lambda text: other.sign(text).hex())).faults())
    assert "another key, or another vote" in faults
