"""The pace of a line's SIMs, kept in the database: it holds over all workers, and over their restarts.

A SIM bears so many messages a minute, and so many segments a day where staff say so: operators block those that send
more. Half of a day is for answers alone, so that news never keeps back the receipt of a vote.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Protocol

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from models import LineTrack
from services.day_shares import day_of_line, share_for_news
from services.numbering import hold
from services.rows import insert_into

SKEW = timedelta(minutes=5)
"""By how much the clocks of two machines may differ before one of them counts as set back."""


class Track(Protocol):
    """One SIM: how many messages a minute it bears on average, how many at once, how many segments a day."""

    @property
    def name(self) -> str: ...

    @property
    def per_minute(self) -> int: ...

    @property
    def at_once(self) -> int: ...

    @property
    def per_day(self) -> int | None: ...


@dataclass(frozen=True, slots=True)
class Load:
    """What wants to go: how many segments, and whether it answers somebody or is news."""

    segments: int
    is_answer: bool = True


@dataclass(frozen=True, slots=True)
class Turn:
    """A turn on the SIM of that name, counted on that day of its calendar; None where no day caps it."""

    name: str = ""
    day: date | None = None


ANY = Turn()
"""Of a line that keeps no pace: each message has its turn."""


@dataclass(slots=True)
class _Sim:
    """A SIM while turns are given: when they are free, what its day has borne, which were taken."""

    track: Track
    free_at: datetime | None
    sent: int
    taken: list[datetime]

    def bears(self, load: Load) -> bool:
        """Does its day bear this too? A day that bore nothing yet bears any one message: none waits for ever."""
        most = self.track.per_day
        if most is None:
            return True
        fits = self.sent == 0 or self.sent + load.segments <= most
        return fits and (load.is_answer or self.sent < share_for_news(most))


def take_turns(
    session: Session, line_id: int, tracks: Sequence[Track], loads: Sequence[Load], now: datetime
) -> list[Turn | None]:
    """Take turns of a line's SIMs, those free longest first, and return whose each message goes by; None for none.

    Other workers wait until this transaction ends. A turn that is taken and not used is lost; what its day was charged
    may be given back.
    """
    hold(session, f"pace {line_id}")
    day = day_of_line(session, line_id, now)
    sims = _sims(session, line_id, tracks, day, now)
    free = sorted(
        (moment, sim.track.name) for sim in sims.values() for moment in _turns_of(sim.track, sim.free_at, now)
    )
    given: list[Turn | None] = []
    for load in loads:
        found = next((one for one in free if sims[one[1]].bears(load)), None)
        given.append(None)
        if found is not None:
            free.remove(found)
            sim = sims[found[1]]
            sim.taken.append(found[0])
            sim.sent += load.segments
            given[-1] = Turn(sim.track.name, day if sim.track.per_day is not None else None)
    for sim in sims.values():
        if sim.taken:
            _note(session, line_id, sim, sim.taken[-1] + _step(sim.track), day)
    return given


def give_back(session: Session, line_id: int, turn: Turn, segments: int) -> None:
    """Take off the day of a SIM what surely never went."""
    if turn.day is None:
        return
    session.execute(
        update(LineTrack)
        .where(LineTrack.line_id == line_id, LineTrack.name == turn.name)
        .where(LineTrack.day == turn.day, LineTrack.sent >= segments)
        .values(sent=LineTrack.sent - segments)
        .execution_options(synchronize_session=False)
    )


def _sims(session: Session, line_id: int, tracks: Sequence[Track], day: date, now: datetime) -> dict[str, _Sim]:
    columns = (LineTrack.name, LineTrack.free_at, LineTrack.day, LineTrack.sent)
    known = {row.name: row for row in session.execute(select(*columns).where(LineTrack.line_id == line_id))}
    sims = {}
    for track in tracks:
        row = known.get(track.name)
        sim = _Sim(track, row.free_at if row else None, row.sent if row and row.day == day else 0, [])
        latest = now + _step(track)
        if row and row.free_at > latest + SKEW:  # the clock was set back: that must stop nobody for a day
            sim.free_at = latest
            _note(session, line_id, sim, latest, day)
        sims[track.name] = sim
    return sims


def _turns_of(track: Track, free_at: datetime | None, now: datetime) -> list[datetime]:
    """Return the moments at which this SIM's turns became free, those that are due.

    Kept is the moment at which the next turn is free (the "generic cell rate algorithm"): a SIM that was idle has as
    many turns as it bears at once.
    """
    step = _step(track)
    idle = now - step * (track.at_once - 1)
    first = idle if free_at is None else max(free_at, idle)
    return [first + step * place for place in range(track.at_once) if first + step * place <= now]


def _step(track: Track) -> timedelta:
    return timedelta(minutes=1) / track.per_minute


def _note(session: Session, line_id: int, sim: _Sim, free_at: datetime, day: date) -> None:
    kept = {"free_at": free_at, "day": day, "sent": sim.sent}
    statement = insert_into(session, LineTrack).values(line_id=line_id, name=sim.track.name, **kept)
    session.execute(statement.on_conflict_do_update(index_elements=["line_id", "name"], set_=kept))
