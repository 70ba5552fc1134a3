"""Something nobody understood: say what would be, and offer to pass a longer message on."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from bot.awaited_words import answers_if_awaited
from bot.beside_a_vote import tell_no_vote
from bot.dialogue import Talk, Turn, dialogue
from bot.line_called import tell_line_called
from bot.phrases import Phrase, _
from bot.ports import Offer
from bot.steering import is_sentence
from bot.steps import Choice, Choose, Go, Look, Say
from bot.understanding.tongues import language_of_letters, script_of
from bot.urgent import calls_for_help, question_of
from bot.wording import InLanguage
from locales.catalogue import is_said_in
from locales.words import load_words

SHORT = _("I did not understand. Send BUDGET WATER, QUESTION + your question, PROJECTS, or 0 for the menu.")
NOT_UNDERSTOOD = _(
    "I did not understand. Send BUDGET WATER to see what is spent, QUESTION and your question, IDEA and your idea, "
    "PROJECTS, VOTE 3 7, or 0 for the menu."
).brief(SHORT)
ONLY_QUESTIONS = _("I did not understand. Send QUESTION and your question, or 0 for the menu.")

NEEDS_WORDS = _("Nothing is passed on without words. Send QUESTION and your question, or 0 for the menu.")
ALONE = {
    "photo": (
        Offer.WORKS,
        _(
            "A photo alone is passed on to nobody. For a fault, send BROKEN, the project's number and what is wrong: "
            "then I ask for the photo."
        ),
    ),
    "location": (
        Offer.IDEAS,
        _("A place alone is passed on to nobody. For an idea, send IDEA: then I ask what it is and where."),
    ),
}
"""What is said of a thing that comes without words, and what there must be for it."""

# Said in the language that it offers: translations name their own language.
OTHER_LANGUAGE = _("For English, send: English")


@dialogue("unknown")
def unknown(turn: Turn) -> Talk:
    """Help; a message of several words, or one that no menu took (`offer`), may be meant for people."""
    text = turn.opening.text or ""
    if turn.opening.alone:
        needed, said = ALONE[turn.opening.alone]
        yield Say(said if needed in (yield Look("there", turn.desk.offers)) else NEEDS_WORDS)
        return
    yield from _offer_language(turn, text)
    if calls_for_help(text, turn.speech):
        yield Go("ask", question_of(text))
    yield from answers_if_awaited(turn, text)
    yield from tell_line_called(turn, text)
    if not (turn.opening.offer or is_sentence(text)):
        yield Say(_not_understood((yield Look("offers", turn.desk.offers))))
        return
    yield from tell_no_vote(turn, text)
    choices = [
        Choice("ask", _("Send it to the town hall")),
        Choice("propose", _("It is an idea for a project")),
        Choice("menu", _("See the menu")),
    ]
    chosen = yield Choose("what", _("I did not understand. What shall I do with your message?"), choices)
    yield Go(chosen, {} if chosen == "menu" else {"text": text, "rest": text, "intent": chosen})


def _not_understood(there: Collection[str]) -> Phrase:
    """Return what can be sent, as far as there is something behind it."""
    if not {Offer.BUDGET, Offer.PROJECTS} <= set(there):
        return ONLY_QUESTIONS
    return NOT_UNDERSTOOD if {Offer.IDEAS, Offer.VOTE} <= set(there) else SHORT


def _offer_language(turn: Turn, text: str) -> Any:
    """Say in the language of the message's letters how to be answered in it, where another one was chosen."""
    own = turn.speech.language
    if script_of(text) == script_of(load_words(own).name):
        return
    commune = yield Look("commune", turn.desk.commune)
    found = language_of_letters(text, own, [tag for tag in commune.languages if tag != own])
    if found and is_said_in(OTHER_LANGUAGE.text, found):
        yield Say(InLanguage(OTHER_LANGUAGE, found))
