"""Who wants to speak with somebody: where the town hall is, when it is open, its number, how to leave words."""

from __future__ import annotations

from bot.dialogue import Talk, Turn, dialogue
from bot.phrases import Value, _
from bot.records import Record
from bot.steps import Look, Say
from bot.understanding.intents import Intent
from bot.wording import Clipped, Series

PLACE, HOURS = 30, 24
"""Characters of each where text is paid; a number to call is never cut."""


@dialogue("person", intents=(Intent.PERSON,))
def person(turn: Turn) -> Talk:
    """Say what the commune has set of its office, and that words can be left here."""
    where = _where((yield Look("office", turn.desk.office)))
    if where:
        yield Say(_("Town hall: %(where)s. Or write here: QUESTION and your words.", where=Series(where)))
        return
    yield Say(_("Come to the town hall, or write to it here: QUESTION and your words."))


def _where(office: Record) -> list[Value]:
    """Return the place, the hours and the telephone, as far as they are known."""
    known: list[Value] = [Clipped(office.place, PLACE), Clipped(office.hours, HOURS)]
    found = [words for words, said in zip(known, (office.place, office.hours), strict=True) if said]
    return [*found, _("tel. %(phone)s", phone=office.phone)] if office.phone else found
