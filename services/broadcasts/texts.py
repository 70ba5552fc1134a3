"""The words of a broadcast: written once for each line and language, measured, and sealed once for all readers."""

from __future__ import annotations

from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.channels import capabilities_of
from bot.conversation import Reply
from bot.messages import Channel, Outgoing
from bot.render import render
from bot.steps import Say
from budgeting.counting.canonical import canonical_json, digest_of
from models import Broadcast, BroadcastText, Commune, Line
from services.broadcasts.purposes import purpose_of
from services.house import House
from services.telling import PAYLOAD, measured, speech_for


@dataclass(frozen=True, slots=True)
class Written:
    """What somebody reads, and its segments."""

    message: Outgoing
    segments: int


def write_text(session: Session, commune: Commune, row: Broadcast, line: Line, language: str) -> Written:
    """Return the words on a line in a language, "" for people who have chosen none."""
    can = capabilities_of(line.channel)
    speech = speech_for(commune, language or None, is_brief=can.is_paid)
    words = purpose_of(row.purpose).words(session, commune, row.subject_id, row.note)
    return Written(*measured(line, render(Reply([Say(words)]), speech, can), line.channel))


def texts_by_language(session: Session, commune: Commune, row: Broadcast) -> dict[str, str]:
    """Return the words as an SMS says them in each of the commune's languages, or in the one that is chosen."""
    can = capabilities_of(Channel.SMS)
    words = purpose_of(row.purpose).words(session, commune, row.subject_id, row.note)
    tags = [row.language] if row.language else commune.languages
    return {tag: render(Reply([Say(words)]), speech_for(commune, tag, is_brief=True), can).text for tag in tags}


def digest_now(session: Session, commune: Commune, row: Broadcast) -> str:
    """Return the digest of what would be agreed to now: for what, to whom, and each word."""
    seen = {
        "purpose": row.purpose,
        "subject": row.subject_id,
        "zone": row.zone_id or 0,
        "language": row.language or "",
        "note": row.note,
        "texts": texts_by_language(session, commune, row),
    }
    return digest_of(canonical_json({"broadcast": row.id, **seen}))


@dataclass(slots=True)
class TextBook:
    """The kept texts of one broadcast, found or written when they are first asked for."""

    session: Session
    house: House
    commune: Commune
    row: Broadcast
    _known: dict[tuple[int, str], int] = field(default_factory=dict)

    def id_of(self, line_id: int, language: str) -> int:
        """Return the id of the text on a line in a language."""
        place = (line_id, language)
        if place not in self._known:
            mine = (BroadcastText.broadcast_id == self.row.id, BroadcastText.line_id == line_id)
            known = self.session.scalar(select(BroadcastText.id).where(*mine, BroadcastText.language == language))
            self._known[place] = known or self._keep(line_id, language)
        return self._known[place]

    def _keep(self, line_id: int, language: str) -> int:
        line = self.session.get_one(Line, line_id)
        text = write_text(self.session, self.commune, self.row, line, language)
        kept = BroadcastText(
            broadcast_id=self.row.id,
            line_id=line_id,
            language=language,
            payload=self.house.vault.seal_json(text.message.as_json(), PAYLOAD),
            segments=text.segments,
        )
        self.session.add(kept)
        self.session.flush()
        return kept.id
