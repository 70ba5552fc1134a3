"""What a review found, read back as it was kept."""

from __future__ import annotations

from models import ContractReview
from services.contracts.found import found_of


def test_what_was_kept_before_people_were_asked_about_stays_kept_back() -> None:
    kept = {"target": 1, "read": 5_000, "giver": None, "taker": None, "agreed": None}
    review = ContractReview(rows=[kept])
    assert found_of(review, reads_all=False)[1].is_kept_back
    assert found_of(review, reads_all=True)[1].value == 5_000
