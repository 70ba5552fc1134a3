"""Management dialogues as lists, pages and minutes show them, complete."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import CorrectiveAction, FollowUp, ManagementDialogue, ManagementGap, Programme, ReviewedProgramme
from services.budgets.archive import Memory
from services.follow_ups.carrying import carried_to
from services.follow_ups.finding import Reader
from services.follow_ups.reading import FollowUpRow, some_follow_ups
from services.management_dialogues.drafts import Participant
from services.management_dialogues.figures import FiguresRead, from_kept, was_over
from services.management_dialogues.opening import held_beside, left_for
from services.management_dialogues.owning import ORIGIN, get_dialogue
from services.management_dialogues.rows import DialogueRow, dialogue_rows
from services.programmes.reading import ProgrammeView, programme_views
from services.programmes.standing import Verdict, gap_between, verdict_of


@dataclass(frozen=True, slots=True)
class GapView:
    """An indicator as the dialogue read it, in thousandths, and why the result differs."""

    id: int
    name: str
    unit: str
    falls: bool
    target: int | None
    result: int | None
    cause: str
    is_over: bool = True

    @property
    def gap(self) -> int | None:
        """How far the result is from the target."""
        return gap_between(self.target, self.result)

    @property
    def verdict(self) -> Verdict:
        """What the result says beside the target, where the period was over when it was read."""
        return verdict_of(self.target, self.result, falls=self.falls, is_over=self.is_over)


@dataclass(frozen=True, slots=True)
class ReviewedView:
    """A programme that a dialogue looks at: what was found, its figures as they were read, where its indicators stand.

    `figures` are None until the dialogue is open.
    """

    programme: ProgrammeView
    findings: str
    figures: FiguresRead | None
    gaps: tuple[GapView, ...]


@dataclass(frozen=True, slots=True)
class CorrectiveView:
    """A corrective action as a promise, and the code of its programme, "" where it is of every one."""

    promise: FollowUpRow
    code: str


@dataclass(frozen=True, slots=True)
class DialogueView:
    """One dialogue: who took part, what was looked at and decided, what is put right.

    `left` are the corrective actions of earlier dialogues: once it is open those it took over, before that those it
    would take over now; `made` are its own. `beside` is the one on the same programmes and period that is being held,
    while this one is not open.
    """

    row: DialogueRow
    place: str
    chair: str
    participants: tuple[Participant, ...]
    decisions: tuple[str, ...]
    reviewed: tuple[ReviewedView, ...]
    left: tuple[CorrectiveView, ...]
    made: tuple[CorrectiveView, ...]
    beside: DialogueRow | None = None


def find_dialogue(
    session: Session,
    commune_id: int,
    dialogue_id: int,
    *,
    today: date,
    reader: Reader,
    memory: Memory | None = None,
) -> DialogueView:
    """Return one dialogue, its corrective actions as far as the reader may read them; `Refusal` where there is none."""
    row = get_dialogue(session, commune_id, dialogue_id)
    left = left_for(session, row) if row.opened_at is None else carried_to(session, commune_id, ORIGIN, row.id)
    own = (FollowUp.commune_id == commune_id, FollowUp.origin == ORIGIN, FollowUp.origin_id == row.id)
    made = session.scalars(select(FollowUp.id).where(*own))
    is_held = row.opened_at is not None and row.closed_at is None
    other = None if is_held else held_beside(session, row)

    def told(ids: Iterable[int]) -> tuple[CorrectiveView, ...]:
        return tuple(corrective_views(session, commune_id, ids, today=today, reader=reader))

    return DialogueView(
        row=dialogue_rows(session, commune_id, [row], memory)[0],
        place=row.place or "",
        chair=row.chair or "",
        participants=tuple(Participant(**one) for one in row.participants),
        decisions=tuple(line.strip() for line in (row.decisions or "").splitlines() if line.strip()),
        reviewed=tuple(_reviewed(session, row)),
        left=told([one.id for one in left]),
        made=told(made),
        beside=dialogue_rows(session, commune_id, [other], memory)[0] if other is not None else None,
    )


def corrective_views(
    session: Session, commune_id: int, ids: Iterable[int], *, today: date, reader: Reader
) -> list[CorrectiveView]:
    """Return corrective actions by number, as far as the reader may read them."""
    ids = list(ids)
    of_programmes = (
        select(FollowUp.number, Programme.code)
        .join(CorrectiveAction, CorrectiveAction.follow_up_id == FollowUp.id)
        .join(Programme, Programme.id == CorrectiveAction.programme_id)
        .where(FollowUp.id.in_(ids))
    )
    codes = {row.number: row.code for row in session.execute(of_programmes)}
    numbers = list(session.scalars(select(FollowUp.number).where(FollowUp.id.in_(ids))))
    rows = some_follow_ups(session, commune_id, numbers, today=today, reader=reader)
    return [CorrectiveView(row, codes.get(row.number, "")) for row in rows]


def _reviewed(session: Session, row: ManagementDialogue) -> list[ReviewedView]:
    mine = select(ReviewedProgramme).where(ReviewedProgramme.dialogue_id == row.id)
    found = {one.programme_id: one for one in session.scalars(mine)}
    gaps: defaultdict[int, list[GapView]] = defaultdict(list)
    query = select(ManagementGap).where(ManagementGap.dialogue_id == row.id).order_by(ManagementGap.id)
    for gap in session.scalars(query):
        is_over = was_over(found[gap.programme_id].figures)
        gaps[gap.programme_id].append(
            GapView(gap.id, gap.name, gap.unit or "", gap.falls, gap.target, gap.result, gap.cause or "", is_over)
        )
    return [
        ReviewedView(
            view, found[view.id].findings or "", from_kept(found[view.id].figures), tuple(gaps[view.id])
        )
         for view in programme_views(session, found)
    ]  # fmt: skip
