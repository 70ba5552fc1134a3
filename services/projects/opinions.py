"""What people answered, so that nobody can be told from a group of fewer than five."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import WorksOpinion, WorksPoll, Zone
from services.projects.polls import PollRow, opinions_of

SMALLEST = 5
Counts = tuple[int, int, int]
OpinionTold = tuple[int | None, int | None, int | None]


def polls_of_project(session: Session, project_id: int, now: datetime) -> list[PollRow]:
    """Return what was asked of a project, the latest first; by zone only what is over, else a change would tell who."""
    polls = session.scalars(
        select(WorksPoll).where(WorksPoll.project_id == project_id).order_by(WorksPoll.id.desc())
    ).all()
    return [_row(session, poll, now) for poll in polls]


def public_opinion(session: Session, project_id: int, now: datetime) -> OpinionTold | None:
    """Return what the last poll that is over came to: how many said yes, a little, no; None below five answers.

    An answer that fewer than five gave is None, also where nobody did; it is over, so that no later reading differs.
    """
    query = select(WorksPoll).where(WorksPoll.project_id == project_id, WorksPoll.closes_at <= now)
    poll = session.scalar(query.order_by(WorksPoll.id.desc()).limit(1))
    if poll is None:
        return None
    counts = _counts(opinions_of(session, poll.id))
    if sum(counts) < SMALLEST:
        return None
    yes, little, no = (count if count >= SMALLEST else None for count in counts)
    return yes, little, no


def joined(groups: Mapping[str | None, Counts]) -> list[tuple[str | None, Counts]]:
    """Return groups of five and more as they are; smaller ones under None, joined with the next until they are five.

    Nothing where even all together are fewer: then no difference tells who said what.
    """
    by_size = sorted(groups.items(), key=lambda pair: (sum(pair[1]), pair[0] or ""))
    rest, kept = (0, 0, 0), list(by_size)
    while kept and (sum(kept[0][1]) < SMALLEST or 0 < sum(rest) < SMALLEST):
        rest = _added(rest, kept.pop(0)[1])
    shown: list[tuple[str | None, Counts]] = sorted(kept, key=lambda pair: pair[0] or "")
    return [*shown, (None, rest)] if sum(rest) >= SMALLEST else shown if not sum(rest) else []


def _row(session: Session, poll: WorksPoll, now: datetime) -> PollRow:
    opinions, is_open = opinions_of(session, poll.id), poll.closes_at > now
    counts = _counts(opinions)
    by_zone = () if is_open else tuple(joined(_by_zone(session, opinions)))
    shown = counts if sum(counts) >= SMALLEST and not is_open else (0, 0, 0)
    return PollRow(poll.id, poll.opened_at, poll.closes_at, is_open, len(opinions), shown, by_zone, sum(counts))


def _by_zone(session: Session, opinions: Sequence[WorksOpinion]) -> dict[str | None, Counts]:
    groups: dict[int | None, list[WorksOpinion]] = defaultdict(list)
    for one in opinions:
        if one.mark is not None:
            groups[one.zone_id].append(one)
    rows = session.execute(select(Zone.id, Zone.name).where(Zone.id.in_([zone for zone in groups if zone])))
    names = {row.id: row.name for row in rows}
    found: dict[str | None, Counts] = {}
    for zone, some in groups.items():
        name = names.get(zone) if zone else None
        found[name] = _added(found.get(name, (0, 0, 0)), _counts(some))
    return found


def _counts(opinions: Sequence[WorksOpinion]) -> Counts:
    marks = [one.mark for one in opinions]
    return marks.count(1), marks.count(2), marks.count(3)


def _added(one: Counts, other: Counts) -> Counts:
    return one[0] + other[0], one[1] + other[1], one[2] + other[2]
