"""What a purpose is: who asked for such messages, what they are told, and while which time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import Select
from sqlalchemy.orm import Session

from bot.phrases import Spoken
from models import Commune


class Standing(StrEnum):
    """Whether the thing that is told of is still to come, told of now, or over.

    `TOO_LATE` is what may be told of only once it has begun: nobody would hear of it in time.
    """

    TO_COME = "to_come"
    TOO_LATE = "too_late"
    NOW = "now"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Subject:
    """Something that can be told of: its id and its name as staff know it, in the commune's own language."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class Purpose:
    """One purpose, held by its file under the name `PURPOSE`; every function takes the commune and the subject's id.

    `subjects` are what it can be about now, `standing` whether that is to be told of at an instant, `consents` a query
    of who asked for it: `contact_id`, `line_id`, `made_at`, in this order. `words` are what they read, with a note of
    staff where `takes_note`. `rest` is how long nothing of the same purpose and subject follows.
    """

    key: str
    subjects: Callable[[Session, Commune, datetime], Sequence[Subject]]
    standing: Callable[[Session, Commune, int, datetime], Standing]
    consents: Callable[[Commune, int], Select[int, int, Any]]
    words: Callable[[Session, Commune, int, str], Spoken]
    rest: timedelta
    takes_note: bool = False
