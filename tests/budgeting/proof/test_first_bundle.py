"""A bundle of the first kind, kept as it was made of an invented vote: what was published once stays checkable."""

from __future__ import annotations

from pathlib import Path

from budgeting.proof import verify
from budgeting.proof.account import account, table

BUNDLE = Path(__file__).parent / "palabre-bundle-1.zip"
RULES = "d07d2e8d8d60c4a051700df3d6fc42f3338a25ad7c7fc379eeb1d7828630f540"


def test_a_bundle_of_the_first_kind_still_holds() -> None:
    assert list(verify.Bundle(verify.open_bundle(BUNDLE)).faults(account, table)) == []
    assert verify.main([str(BUNDLE), "--rules", RULES], account, table) == 0
