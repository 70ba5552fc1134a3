"""What the bot would answer to a message, played for staff: nobody writes, nothing is sent, counted or kept."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy.orm import Session

from bot.channels import capabilities_of
from bot.conversation import Conversation as Talk
from bot.messages import Channel
from bot.render import render
from bot.state import State
from bot.steps import Heard
from bot.understanding.taught import TaughtWords
from bot.understanding.understand import understand
from models import Commune, Contact, Line
from services.contacts import Visitor
from services.desk import Desk
from services.desk.scope import Scope
from services.house import House
from services.telling import speech_of
from services.unheard import UnheardRow

NOBODY = 0
"""The id of a contact and a line that are in no table."""


class _Scope(Scope):
    """A visitor who is nobody."""

    @property
    def counts(self) -> bool:
        """Does what this contact does count? It never does."""
        return False


class _Desk(Desk):
    """A desk at which anybody can be asked: what is sent elsewhere once nobody can be is only asked about here."""

    def can_be_asked(self) -> bool:
        """Will a question of ours reach the visitor now?"""
        return True


def answer(session: Session, house: House, commune: Commune, row: UnheardRow, taught: TaughtWords) -> str:
    """Return what who writes these words first reads by SMS, where these words are taught."""
    now, can = house.clock(), capabilities_of(Channel.SMS)
    contact = Contact(
        id=NOBODY, commune_id=commune.id, channel=Channel.SMS, address_hash="", language=row.language, wants_news=True,
        is_simulated=True, replies=0, created_at=now, seen_at=now,
    )  # fmt: skip
    line = Line(id=NOBODY, provider="simulator", key="", channel=Channel.SMS, address="")
    visitor = Visitor(contact, commune, None, served=(commune.id,))
    speech = replace(speech_of(commune, contact, now, is_brief=can.is_paid), taught=taught)
    talk = Talk(State(), _Desk(_Scope(session, house, line, visitor, None, now, NOBODY)), speech, can)
    heard = Heard(row.text, understand(row.text, speech.language, speech.languages))
    return render(talk.hear(heard).reply, talk.speech, can).text
