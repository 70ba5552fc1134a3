"""The entrance of a line that serves several communes: the person says once to which of them they write.

What they sent before they have chosen is kept and heard in the commune afterwards, in its order.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rapidfuzz import fuzz

from bot.answers import ALIKE, asks_for_more, is_current, read_answer, wants_more
from bot.messages import Capabilities
from bot.paging import page_at
from bot.phrases import Phrase, Speech, _
from bot.records import Record, plain
from bot.reply import Reply
from bot.state import Open, State
from bot.steps import Choice, Choose, Heard, Misread
from bot.understanding.fold import fold
from bot.understanding.intents import Intent
from bot.understanding.lexicon import lexicon_of
from bot.views.people import ServedView

WHICH = _("To which commune do you write? To change it later, send COMMUNE.").brief(
    _("Which commune? To change later: COMMUNE")
)
HINT = _("Answer with a number.")
PICK = _("Please choose first: your message is kept.")
MOST_KEPT = 3
ALWAYS = {Intent.STOP, Intent.ERASE}
"""What is heard without a commune."""

IDLE = {Intent.MENU, Intent.BACK, Intent.HELP, Intent.CANCEL, Intent.START, Intent.RESUME, Intent.THANKS}
"""What asks for nothing that another message would not ask for as well."""

Kept = dict[str, Any]


def which_commune(communes: Sequence[ServedView], given: str | None = None) -> Choose:
    """Return the question to which commune somebody writes."""
    return Choose("which", WHICH, [Choice(one.id, one.name) for one in communes], given=given, hint=HINT)


def communes_named(communes: Sequence[ServedView | Record], words: str, speech: Speech) -> list[Any]:
    """Return the communes that some words name: by their whole name, else by words of it, else nearly."""
    said = _telling(words, speech)
    if not said:
        return []
    names = [(one, _telling(one.name, speech)) for one in communes]
    whole = [one for one, name in names if name == said]
    parts = [one for one, name in names if set(said.split()) <= set(name.split())]
    return whole or parts or [one for one, name in names if fuzz.ratio(name, said) >= ALIKE]


def _telling(words: str, speech: Speech) -> str:
    """Return some words, folded, without the small ones: 'commune de Bagui' and 'Bagui' are one name."""
    lexicon = lexicon_of(tuple(speech.languages))
    return " ".join(word for word in fold(words).split() if word not in lexicon.filler | lexicon.courtesy)


class Entrance:
    """Somebody at the entrance during one turn; `state` is the conversation of the contact that stands there."""

    def __init__(self, state: State, communes: Sequence[ServedView], speech: Speech, can: Capabilities) -> None:
        self.state, self.speech, self.can = state, speech, can
        self._communes = communes
        self.question = which_commune(communes)

    def takes(self, heard: Heard) -> bool:
        """Is the message for the entrance? STOP and ERASE are heard as everywhere, and so is what answers them."""
        is_elsewhere = self.state.dialogue is not None
        return not (heard.meaning.sure and heard.meaning.intent in ALWAYS) and not is_elsewhere

    def choose(self, heard: Heard) -> int | None:
        """Return the id of the commune that the message names, None where it names none or none that was shown."""
        if len(named := self._named(heard)) == 1:
            return int(named[0].id)
        if self.state.open is None or self._is_old(heard) or self._turns_page(heard):
            return None
        try:
            chosen = int(read_answer(self.question, heard, self.state, self.speech))
        except Misread:
            return None
        return chosen if self._is_served(chosen) else None

    def kept(self) -> list[Kept]:
        """Return what was sent before the choice, in its order."""
        return list(self.state.opening.get("kept", ()))

    def ask(self, heard: Heard, message: Kept) -> Reply:
        """Keep the message unless it was meant as an answer, and show the communes."""
        complaint = None if self.state.open is None else PICK
        if self.state.open is not None and self._turns_page(heard):
            self.state.open.page += 1
            complaint = None
        elif not self._is_mere_answer(heard) and heard.meaning.intent is not Intent.COMMUNE:
            self._keep(heard, message)
        return self._show(complaint)

    def _named(self, heard: Heard) -> list[ServedView]:
        """Return the communes that a message names which says that it names one: COMMUNE Bagui."""
        says_so = heard.meaning.sure and heard.meaning.intent is Intent.COMMUNE
        return communes_named(self._communes, heard.meaning.rest, self.speech) if says_so else []

    def _show(self, complaint: Phrase | None) -> Reply:
        page = self.state.open.page if self.state.open else 0
        offered = plain(page_at(self.question, page, self.speech, self.can).offered)
        self.state.open = Open(self.question.name, offered, page)
        self.state.serial += 1
        return Reply(complaint=complaint, question=self.question, page=page, serial=self.state.serial)

    def _keep(self, heard: Heard, message: Kept) -> None:
        is_idle = heard.meaning.sure and heard.meaning.intent in IDLE
        kept = self.kept()
        if is_idle and kept:
            return
        kept = [*(one for one in kept if not one["is_idle"]), {**message, "is_idle": is_idle}]
        self.state.opening = {"kept": [*kept[: MOST_KEPT - 1], *kept[MOST_KEPT - 1 :][-1:]]}

    def _is_mere_answer(self, heard: Heard) -> bool:
        """Is it no more than a number or a button, after the question was asked?"""
        is_number = heard.meaning.intent is Intent.NUMBER_ONLY and len(heard.meaning.numbers) < 2
        return heard.button is not None or (self.state.open is not None and is_number)

    def _is_old(self, heard: Heard) -> bool:
        return heard.button is not None and not is_current(heard.button, self.state, has_more=self._has_more())

    def _turns_page(self, heard: Heard) -> bool:
        if not self._has_more() or self._is_old(heard):
            return False
        return (
            asks_for_more(heard.button) if heard.button else wants_more(self.question, heard, self.speech, self.state)
        )

    def _is_served(self, commune_id: int) -> bool:
        """Is it still one of the line's communes? Since the list was shown, the line may have been given to others."""
        return any(choice.value == commune_id for choice in self.question.choices)

    def _has_more(self) -> bool:
        page = self.state.open.page if self.state.open else 0
        return page_at(self.question, page, self.speech, self.can).has_more
