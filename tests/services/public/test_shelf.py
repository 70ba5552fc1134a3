"""What is said to be there is there: the shelf goes by the rules of the pages it leads to."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy.orm import Session

from models import Commune, InformationRequest
from models.request import RequestKind, RequestState
from services.house import House
from services.public import open_book, shelf_of
from services.public.requests import figures_of
from tests.services.budgets.planting import plant_document, plant_line
from tests.services.townsfolk import NOW, planted


def plant_money(session: Session, commune: Commune, side: str, stage: str, **values: Any) -> None:
    report = {"sums": [{"stage": stage, "side": side}]}
    document = plant_document(session, commune, report=report, **values)
    plant_line(session, document, "water", side=side, **{stage: 5})


def plant_request(session: Session, commune: Commune, kind: RequestKind, state: RequestState, **values: Any) -> None:
    row = InformationRequest(
        commune_id=commune.id, reference="DI-26-1", kind=kind, state=state, channel="sms", language="fr", text="?",
        received_at=NOW, **values,
    )  # fmt: skip
    planted(session, row)


def test_nothing_is_there_in_a_commune_that_has_nothing(session: Session, commune: Commune, house: House) -> None:
    shelf = shelf_of(session, house, commune.id)
    assert not any((shelf.budget, shelf.projects, shelf.results, shelf.requests, shelf.documents, shelf.line))


@pytest.mark.parametrize(("side", "stage"), [("expenditure", "voted"), ("revenue", "voted"), ("expenditure", "paid")])
def test_a_budget_is_there_that_can_be_read(
    session: Session, commune: Commune, house: House, side: str, stage: str
) -> None:
    plant_money(session, commune, side, stage)
    assert shelf_of(session, house, commune.id).budget
    assert open_book(session, commune.id, 2025) is not None


@pytest.mark.parametrize("stage", ["modified", "additional"])
def test_changes_without_the_budget_they_change_are_none(
    session: Session, commune: Commune, house: House, stage: str
) -> None:
    plant_money(session, commune, "expenditure", stage)
    assert not shelf_of(session, house, commune.id).budget
    assert open_book(session, commune.id, 2025) is None


@pytest.mark.parametrize("hidden", [{"published": False}, {"withdrawn_at": NOW}])
def test_a_budget_that_is_hidden_is_none(
    session: Session, commune: Commune, house: House, hidden: dict[str, Any]
) -> None:
    plant_money(session, commune, "expenditure", "voted", **hidden)
    assert not shelf_of(session, house, commune.id).budget


@pytest.mark.parametrize(
    ("kind", "state", "is_there"),
    [
        (RequestKind.FORMAL, RequestState.PREPARED, False),
        (RequestKind.FORMAL, RequestState.CLOSED, False),
        (RequestKind.FORMAL, RequestState.RECEIVED, True),
        (RequestKind.QUESTION, RequestState.CLOSED, True),
    ],
)
def test_a_form_that_nobody_handed_in_is_no_request_before_it_is_closed_and_after(
    session: Session, commune: Commune, house: House, kind: RequestKind, state: RequestState, is_there: bool
) -> None:
    plant_request(session, commune, kind, state)
    assert shelf_of(session, house, commune.id).requests is is_there
    assert (figures_of(session, house, commune.id).received > 0) is is_there
