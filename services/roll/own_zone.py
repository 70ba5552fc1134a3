"""What is left of a ballot that was sealed before its voter's zone was known."""

from __future__ import annotations

from typing import Any

from budgeting.ballot import judge_ballot, marks_of
from budgeting.refusal import Refusal
from services.voting.box import IN_TIME
from services.voting.paper import Poll


def of_own_zone(record: dict[str, Any], own: Poll) -> dict[str, Any] | None:
    """Return a record with the choices that its voter has, None where these are no ballot."""
    choices = _within(record["choices"], own)
    if choices is None:
        return None
    earlier = record.get(IN_TIME)
    return {**record, "choices": choices, **({IN_TIME: _within(earlier, own)} if earlier is not None else {})}


def _within(choices: list[Any], own: Poll) -> list[Any] | None:
    """Return the choices that their voter has, None where these are no ballot; a blank one stays blank."""
    if not choices:
        return choices
    pairs = [mark if isinstance(mark, list) else [mark] for mark in choices]
    marks = marks_of([pair[0] for pair in pairs], [points for pair in pairs for points in pair[1:]])
    try:
        return list(judge_ballot(marks, {one.number: one.cost for one in own.projects}, own.ballot).marks)
    except Refusal:
        return None
