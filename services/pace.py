"""The pace of a line's SIMs, kept in the database: it holds over all workers, and over their restarts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Protocol

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import LineTrack
from services.numbering import hold
from services.rows import insert_into

SKEW = timedelta(minutes=5)
"""By how much the clocks of two machines may differ before one of them counts as set back."""


class Track(Protocol):
    """One SIM: how many messages a minute it bears on average, and how many at once."""

    @property
    def name(self) -> str: ...

    @property
    def per_minute(self) -> int: ...

    @property
    def at_once(self) -> int: ...


def take_turns(session: Session, line_id: int, tracks: Sequence[Track], wanted: int, now: datetime) -> list[str]:
    """Take up to so many turns of a line's SIMs, those free longest first, and return whose they are.

    Other workers wait until this transaction ends. A turn that is taken and not used is lost.
    """
    hold(session, f"pace {line_id}")
    rows = session.execute(select(LineTrack.name, LineTrack.free_at).where(LineTrack.line_id == line_id))
    free_at = {row.name: row.free_at for row in rows}
    for track in tracks:
        latest = now + _step(track)
        if free_at.get(track.name, now) > latest + SKEW:  # the clock was set back: that must stop nobody for a day
            free_at[track.name] = latest
            _note(session, line_id, track.name, latest)
    turns = sorted(turn for track in tracks for turn in _turns_of(track, free_at.get(track.name), now))[:wanted]
    for track in tracks:
        mine = [moment for moment, name in turns if name == track.name]
        if mine:
            _note(session, line_id, track.name, mine[-1] + _step(track))
    return [name for _moment, name in turns]


def _turns_of(track: Track, free_at: datetime | None, now: datetime) -> list[tuple[datetime, str]]:
    """Return the moments at which this SIM's turns became free, those that are due.

    Kept is the moment at which the next turn is free (the "generic cell rate algorithm"): a SIM that was idle has as
    many turns as it bears at once.
    """
    step = _step(track)
    idle = now - step * (track.at_once - 1)
    first = idle if free_at is None else max(free_at, idle)
    return [(first + step * place, track.name) for place in range(track.at_once) if first + step * place <= now]


def _step(track: Track) -> timedelta:
    return timedelta(minutes=1) / track.per_minute


def _note(session: Session, line_id: int, name: str, free_at: datetime) -> None:
    statement = insert_into(session, LineTrack).values(line_id=line_id, name=name, free_at=free_at)
    session.execute(statement.on_conflict_do_update(index_elements=["line_id", "name"], set_={"free_at": free_at}))
