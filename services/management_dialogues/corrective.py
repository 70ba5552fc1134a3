"""What a dialogue decides to put right: a promise with who answers for it and by when."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.sms.clean import one_line
from budgeting.refusal import Refusal
from models import CorrectiveAction, FollowUp, ManagementDialogue
from services.follow_ups.finding import is_open
from services.follow_ups.making import NewFollowUp, add_follow_up
from services.house import House
from services.management_dialogues.drafts import CorrectiveDraft
from services.management_dialogues.owning import ORIGIN, get_open, programmes_in
from services.management_dialogues.reasons import ManagementNo


def add_corrective_action(
    session: Session, house: House, commune_id: int, dialogue_id: int, draft: CorrectiveDraft, *, staff_id: int | None
) -> FollowUp:
    """Write down what is put right, under the commune's next number; `Refusal` where nobody or no day is named."""
    row = get_open(session, commune_id, dialogue_id)
    if not one_line(draft.owner):
        raise Refusal(ManagementNo.OWNER_NEEDED)
    if draft.due_on is None:
        raise Refusal(ManagementNo.DAY_NEEDED)
    own = {programme.id for programme in programmes_in(session, row.id)}
    if draft.programme_id is not None and draft.programme_id not in own:
        raise Refusal(ManagementNo.PROGRAMME_UNKNOWN)
    if _is_decided(session, row, draft.text):
        raise Refusal(ManagementNo.DECIDED_ALREADY)
    new = NewFollowUp(
        ORIGIN,
        draft.text,
        draft.owner,
        draft.person_id,
        draft.due_on,
        source_id=row.id,
        promised_on=row.held_on,
        visibility=draft.visibility,
    )
    made = add_follow_up(session, house, commune_id, new, staff_id=staff_id)
    only = next(iter(own)) if len(own) == 1 else None
    session.add(CorrectiveAction(follow_up_id=made.id, programme_id=draft.programme_id or only))
    session.flush()
    return made


def _is_decided(session: Session, row: ManagementDialogue, text: str) -> bool:
    """Was the same decided in the dialogue already, as by a second press?"""
    of_it = (FollowUp.commune_id == row.commune_id, FollowUp.origin == ORIGIN, FollowUp.origin_id == row.id)
    same = select(FollowUp.id).where(*of_it, FollowUp.text == one_line(text), is_open()).limit(1)
    return session.scalar(same) is not None
