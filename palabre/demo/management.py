"""The demonstration's management dialogues: one that is over, and one that opens with what it left."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import Commune, Programme
from services.clock import day_in
from services.house import House
from services.management_dialogues.corrective import add_corrective_action
from services.management_dialogues.drafts import CorrectiveDraft, DialogueDraft, MinutesDraft, Participant
from services.management_dialogues.opening import open_dialogue
from services.management_dialogues.writing import close_dialogue, prepare_dialogue, write_minutes


def hold_dialogues(session: Session, house: House, commune: Commune, data: dict[str, Any], staff: int) -> None:
    """Hold each dialogue as staff would; days are counted from today."""
    known = {row.code: row.id for row in session.scalars(select(Programme).where(Programme.commune_id == commune.id))}
    today = day_in(house.clock(), commune.time_zone)
    keys: tuple[Session, House, int] = (session, house, commune.id)
    for found in data["dialogue"]:
        programmes = [known[code] for code in found["programmes"]]
        day = today + timedelta(days=found["held"])
        draft = DialogueDraft(found["level"], programmes, found["year"], day, 0, found["place"], found["chair"])
        dialogue = prepare_dialogue(*keys, draft, staff_id=staff)
        open_dialogue(*keys, dialogue, staff_id=staff)
        people = [Participant(*person) for person in found["people"]]
        findings = {known[code]: text for code, text in found["findings"].items()}
        write_minutes(*keys, dialogue, MinutesDraft(people, "\n".join(found["decisions"]), findings), staff_id=staff)
        for each in found.get("corrective", ()):
            due, of = today + timedelta(days=each["due"]), known[each["programme"]]
            add_corrective_action(
                *keys, dialogue, CorrectiveDraft(each["text"], each["owner"], due, of), staff_id=staff
            )
        if found["is_closed"]:
            close_dialogue(*keys, dialogue, staff_id=staff, is_sure=True)
