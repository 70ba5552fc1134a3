"""Preparing a management dialogue, writing its minutes, closing it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from bot.sms.clean import clean_text, one_line
from budgeting.refusal import Refusal
from models import Commune, ManagementDialogue, ManagementGap, Programme, ReviewedProgramme
from models.management_dialogue import DialogueLevel
from services.clock import day_in
from services.house import House
from services.management_dialogues.blanks import blanks_of
from services.management_dialogues.drafts import DialogueDraft, MinutesDraft, Participant
from services.management_dialogues.opening import held_beside
from services.management_dialogues.owning import get_dialogue, get_open, get_unclosed, note
from services.management_dialogues.reasons import ManagementNo
from services.numbering import hold
from services.programmes.fiscal import QUARTERS, WHOLE
from services.programmes.measuring import YEARS

LONGEST_NAME, LONGEST_TEXT, MOST_PEOPLE = 200, 4000, 200
EARLIEST, LATEST = date(1990, 1, 1), date(2100, 1, 1)


def prepare_dialogue(
    session: Session, house: House, commune_id: int, draft: DialogueDraft, *, staff_id: int | None
) -> int:
    """Write down that a dialogue will be held, or was, and return its id."""
    row = ManagementDialogue(commune_id=commune_id, made_by=staff_id, made_at=house.clock())
    programmes = _judge(session, commune_id, draft)
    _fill(row, draft)
    session.add(row)
    session.flush()
    _review(session, row, programmes)
    note(session, house, row, "management_dialogue_prepared", staff_id)
    return row.id


def change_dialogue(
    session: Session, house: House, commune_id: int, dialogue_id: int, draft: DialogueDraft, *, staff_id: int | None
) -> None:
    """Write anew what a dialogue is; once it is open its level, its programmes and its period stay."""
    row = get_unclosed(session, commune_id, dialogue_id)
    programmes = _judge(session, commune_id, draft)
    before = (str(row.level), row.year, row.quarter, _reviewed(session, row.id))
    if row.opened_at is not None and before != (draft.level, draft.year, draft.quarter, set(programmes)):
        raise Refusal(ManagementNo.IS_OPEN)
    _fill(row, draft)
    _review(session, row, programmes)
    note(session, house, row, "management_dialogue_changed", staff_id)


def remove_dialogue(session: Session, house: House, commune_id: int, dialogue_id: int, *, staff_id: int | None) -> None:
    """Remove a dialogue that was never opened."""
    row = get_unclosed(session, commune_id, dialogue_id)
    if row.opened_at is not None:
        raise Refusal(ManagementNo.IS_OPEN)
    note(session, house, row, "management_dialogue_removed", staff_id)
    session.execute(delete(ReviewedProgramme).where(ReviewedProgramme.dialogue_id == row.id))
    session.delete(row)
    session.flush()


def write_minutes(
    session: Session, house: House, commune_id: int, dialogue_id: int, draft: MinutesDraft, *, staff_id: int | None
) -> None:
    """Write down what was said, in place of what stood there; what the draft does not name stays."""
    row = get_open(session, commune_id, dialogue_id)
    if draft.participants is not None:
        row.participants = [one._asdict() for one in _people(draft.participants)]
    if draft.decisions is not None:
        row.decisions = _prose(draft.decisions)
    for reviewed in session.scalars(select(ReviewedProgramme).where(ReviewedProgramme.dialogue_id == row.id)):
        if reviewed.programme_id in draft.findings:
            reviewed.findings = _prose(draft.findings[reviewed.programme_id])
    gaps = {gap.id: gap for gap in session.scalars(select(ManagementGap).where(ManagementGap.dialogue_id == row.id))}
    for gap_id, cause in draft.causes.items():
        if gap_id not in gaps:
            raise Refusal(ManagementNo.GAP_UNKNOWN)
        gaps[gap_id].cause = _prose(cause)
    session.flush()
    note(session, house, row, "management_minutes_written", staff_id)


def close_dialogue(
    session: Session, house: House, commune_id: int, dialogue_id: int, *, staff_id: int | None, is_sure: bool = False
) -> None:
    """Close the minutes: nothing in them changes any more; what is empty in them only for who `is_sure`."""
    row = get_open(session, commune_id, dialogue_id)
    if row.held_on > day_in(house.clock(), session.get_one(Commune, commune_id).time_zone):
        raise Refusal(ManagementNo.DAY_TO_COME)
    if not is_sure and blanks_of(session, commune_id, row.id):
        raise Refusal(ManagementNo.BLANK)
    row.closed_at = house.clock()
    session.flush()
    note(session, house, row, "management_dialogue_closed", staff_id)


def reopen_dialogue(session: Session, house: House, commune_id: int, dialogue_id: int, *, staff_id: int | None) -> None:
    """Take closed minutes up again, to put a mistake right; the trail says who did.

    `Refusal` while another dialogue on the same programmes and period is being held, as when one is opened.
    """
    hold(session, f"management-dialogues-{commune_id}")
    row = get_dialogue(session, commune_id, dialogue_id, lock=True)
    if row.closed_at is None:
        raise Refusal(ManagementNo.NOT_CLOSED)
    if held_beside(session, row) is not None:
        raise Refusal(ManagementNo.ANOTHER_OPEN)
    row.closed_at = None
    session.flush()
    note(session, house, row, "management_dialogue_reopened", staff_id)


def _judge(session: Session, commune_id: int, draft: DialogueDraft) -> list[int]:
    """Return the ids of a dialogue's programmes; `Refusal` where the draft is none of a dialogue."""
    if draft.level not in set(DialogueLevel):
        raise Refusal(ManagementNo.LEVEL_WRONG)
    if draft.year not in YEARS or draft.quarter not in (WHOLE, *QUARTERS):
        raise Refusal(ManagementNo.PERIOD_WRONG)
    if not EARLIEST <= draft.held_on <= LATEST:
        raise Refusal(ManagementNo.DAY_WRONG)
    return _programmes(session, commune_id, DialogueLevel(draft.level), draft.programmes)


def _fill(row: ManagementDialogue, draft: DialogueDraft) -> None:
    row.level, row.year, row.quarter = DialogueLevel(draft.level), draft.year, draft.quarter
    row.held_on, row.place, row.chair = draft.held_on, _name(draft.place), _name(draft.chair)


def _programmes(session: Session, commune_id: int, level: DialogueLevel, ids: Sequence[int]) -> list[int]:
    wanted = set(ids)
    if level is DialogueLevel.OPERATIONAL and len(wanted) != 1:
        raise Refusal(ManagementNo.ONE_PROGRAMME)
    if level is DialogueLevel.STRATEGIC and len(wanted) < 2:
        raise Refusal(ManagementNo.SEVERAL_PROGRAMMES)
    mine = (Programme.commune_id == commune_id, Programme.id.in_(wanted))
    found = list(session.scalars(select(Programme.id).where(*mine)))
    if set(found) != wanted:
        raise Refusal(ManagementNo.PROGRAMME_UNKNOWN)
    return found


def _reviewed(session: Session, dialogue_id: int) -> set[int]:
    mine = ReviewedProgramme.dialogue_id == dialogue_id
    return set(session.scalars(select(ReviewedProgramme.programme_id).where(mine)))


def _review(session: Session, row: ManagementDialogue, programmes: Sequence[int]) -> None:
    before = _reviewed(session, row.id)
    gone = before - set(programmes)
    mine = ReviewedProgramme.dialogue_id == row.id
    session.execute(delete(ReviewedProgramme).where(mine, ReviewedProgramme.programme_id.in_(gone)))
    new = [each for each in programmes if each not in before]
    session.add_all(ReviewedProgramme(dialogue_id=row.id, programme_id=each) for each in new)
    session.flush()


def _people(given: Sequence[Participant]) -> list[Participant]:
    people = [Participant(_name(one.name) or "", _name(one.function) or "") for one in given]
    people = [one for one in people if one.name or one.function]
    if any(not one.name for one in people):
        raise Refusal(ManagementNo.NAME_NEEDED)
    if len(people) > MOST_PEOPLE:
        raise Refusal(ManagementNo.TOO_MANY_PEOPLE, most=MOST_PEOPLE)
    return people


def _name(text: str) -> str | None:
    return _not_too_long(one_line(text), LONGEST_NAME) or None


def _prose(text: str) -> str | None:
    return _not_too_long(clean_text(text).strip(), LONGEST_TEXT) or None


def _not_too_long(text: str, most: int) -> str:
    if len(text) > most:
        raise Refusal(ManagementNo.TOO_LONG, most=most)
    return text
