"""What a dialogue reads of a programme's dashboard and keeps: its minutes do not change when that is corrected."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from services.programmes.dashboard import Dashboard
from services.programmes.money import Figure, MoneyRow

AMOUNTS = ("allocation", "committed", "paid")


@dataclass(frozen=True, slots=True)
class ActionSeen:
    """An action, who manages it, how far it had come out of 100 and what was seen; None where nobody wrote it down."""

    name: str
    manager: str
    percent: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class FiguresRead:
    """A programme in the dialogue's period: who answers for it, its money, its actions; was it over when read?"""

    responsible: str
    money: MoneyRow
    actions: tuple[ActionSeen, ...]
    is_over: bool = True


def read_figures(board: Dashboard, quarter: int) -> FiguresRead:
    """Return what a dashboard says of a quarter, of the year for 0."""
    seen = ((action, board.progress_at(action.id, quarter)) for action in board.programme.actions)
    actions = tuple(
        ActionSeen(action.name, action.manager, one.percent, one.note)
        if one
        else ActionSeen(action.name, action.manager)
        for action, one in seen
    )
    return FiguresRead(board.programme.responsible, board.money_at(quarter), actions, board.is_over(quarter))


def as_kept(read: FiguresRead) -> dict[str, Any]:
    """Return figures as they are kept."""
    return asdict(read)


def from_kept(kept: Mapping[str, Any]) -> FiguresRead | None:
    """Return figures that were kept, None where the dialogue has not read any yet."""
    if not kept:
        return None
    money = MoneyRow(kept["money"]["quarter"], *(Figure(**kept["money"][name]) for name in AMOUNTS))
    actions = tuple(ActionSeen(**one) for one in kept["actions"])
    return FiguresRead(kept["responsible"], money, actions, was_over(kept))


def was_over(kept: Mapping[str, Any]) -> bool:
    """Was the period over when figures that are kept were read? Those read before it was asked are judged as ever."""
    return bool(kept.get("is_over", True))
