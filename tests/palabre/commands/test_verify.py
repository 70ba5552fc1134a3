"""`palabre verify`, as an auditor runs it: the same file that the bundle carries, and what does not fit into it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from sqlalchemy.orm import Session

from budgeting.counting.canonical import canonical_json
from budgeting.proof import verify
from budgeting.proof.packing import pack
from palabre.commands.verify import COMMAND
from services.house import House
from services.proof import make_due_bundles
from services.voting.log import sign_text
from tests.conftest import HandClock
from tests.services.proof.kept import kept_bundle
from tests.services.proof.published import hold_vote, publish_count
from tests.services.proof.tampering import sealed_again
from tests.services.townsfolk import NOW

once = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
def clock() -> HandClock:
    return HandClock(NOW)


@pytest.fixture
def published(house: House, clock: HandClock) -> tuple[Path, list[str]]:
    def work(session: Session) -> tuple[int, list[str]]:
        made, receipts = hold_vote(session, house, clock, rule="equal_shares")
        publish_count(made, clock)
        return made.commune.id, receipts

    commune_id, receipts = house.work.write(work)
    make_due_bundles(house)

    return kept_bundle(house, commune_id), receipts


def run(*arguments: object) -> Result:
    return CliRunner().invoke(COMMAND, [str(one) for one in arguments])


@once
def test_what_holds_ends_with_0_and_equal_shares_are_counted_again(published: tuple[Path, list[str]]) -> None:
    path, receipts = published
    told = run(path, "--receipt", receipts[0])
    assert (told.exit_code, told.output.splitlines()[-2:]) == (0, ["receipt: counted", "All of it holds."])
    assert run(path, "--receipt", "nonsense").exit_code == 1
    assert run(path, "--rules", "f" * 64).exit_code == 1


@once
@pytest.mark.parametrize("detail", ["price", "missing_money"])
def test_a_reason_that_was_changed_by_the_holder_of_the_key_is_found_here_alone(
    published: tuple[Path, list[str]], house: House, tmp_path: Path, detail: str
) -> None:
    members = verify.open_bundle(published[0])
    outcome: dict[str, Any] = json.loads(members["outcome.json"])
    step = next(step for step in outcome["steps"] if detail in step["details"])
    step["details"][detail] = "1/3" if detail == "price" else step["details"][detail] + 1
    members["outcome.json"] = canonical_json(outcome).encode()
    path = tmp_path / "bundle.zip"
    path.write_bytes(pack(sealed_again(members, lambda text: sign_text(house.vault, text))))
    told = run(path)
    assert told.exit_code == 1 and "the account of outcome.json is another" in told.output
    assert verify.main([str(path)]) == 0


@pytest.mark.parametrize("name", ["nowhere.zip", "-h.zip"])
def test_what_cannot_be_read_ends_with_2(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    assert run(path).exit_code == 2
    path.write_bytes(b"no zip")
    told = run(path)
    assert told.exit_code == 2 and told.output.startswith("This is no bundle that can be read: ")
