"""What staff write of a management dialogue, as a form brings it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple


class Participant(NamedTuple):
    """Somebody who took part, and in which function; the function may be blank."""

    name: str
    function: str = ""


@dataclass(frozen=True, slots=True)
class DialogueDraft:
    """What a dialogue is: of which level, on which programmes and period (`quarter` 0 is the year), when and where."""

    level: str
    programmes: Sequence[int]
    year: int
    held_on: date
    quarter: int = 0
    place: str = ""
    chair: str = ""


@dataclass(frozen=True, slots=True)
class MinutesDraft:
    """What was said: who took part, decisions one on each line, findings by programme, causes by gap.

    What is None, or not named, stays as it stands.
    """

    participants: Sequence[Participant] | None = None
    decisions: str | None = None
    findings: Mapping[int, str] = field(default_factory=dict)
    causes: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CorrectiveDraft:
    """A corrective action: what, which department answers for it, who has it in hand, by when, of which programme.

    `programme_id` is None where it is of every programme of the dialogue.
    """

    text: str
    owner: str
    due_on: date | None
    programme_id: int | None = None
    person_id: int | None = None
    visibility: str = ""
