"""Somebody who needs help at once: this is no emergency line, and they hear so before anything else."""

from __future__ import annotations

from dataclasses import replace

from bot.dialogue import Dialogue
from bot.phrases import Speech, _
from bot.reply import Reply
from bot.steps import Ask, Heard, Question, Say
from bot.understanding.fold import fold
from bot.understanding.intents import Intent
from bot.understanding.lexicon import lexicon_of
from bot.understanding.said_phrases import says_one_of

FEW_WORDS = 3
"""In so short a message one word is enough; in a longer one it may be about a fire station."""

NO_EMERGENCY_LINE = _("This is no emergency line: call for help where you are.")


def calls_for_help(text: str, speech: Speech, *, by_one_word: bool = True) -> bool:
    """Do some words call for help? `by_one_word` where one word may be enough, if the message is short."""
    words = fold(text).split()
    urgent = lexicon_of(tuple(speech.languages)).urgent
    return says_one_of(words, urgent, of_one_word=by_one_word and len(words) <= FEW_WORDS)


def is_urgent(heard: Heard, speech: Speech) -> bool:
    """Does a message call for help before anything else, whatever it resembles?

    Behind a command or a vote the words belong to it; one word beside what is surely money is what is paid for.
    """
    meaning = heard.meaning
    if meaning.intent is Intent.HELP:
        return calls_for_help(heard.text, speech)
    is_opened = fold(meaning.rest) != fold(meaning.text)
    if is_opened and (meaning.sure or meaning.intent is Intent.VOTE):
        return False
    is_money = meaning.sure and meaning.intent is Intent.BUDGET
    return calls_for_help(heard.text, speech, by_one_word=not is_money)


def question_of(text: str) -> dict[str, str]:
    """Return the opening with which a call for help is put to the town hall, once the person says so."""
    return {"text": text, "rest": text, "intent": str(Intent.ASK)}


def say_help_first(reply: Reply, current: Dialogue, question: Question, heard: Heard, speech: Speech) -> Reply:
    """Return the answer to words that any question takes, behind where to call where they call for help.

    The words go where they were meant. A question to the town hall asks by itself whether they are one.
    """
    is_free = isinstance(question, Ask) and question.is_free
    if not is_free or Intent.ASK in current.intents or not calls_for_help(heard.text, speech):
        return reply
    return replace(reply, said=[Say(NO_EMERGENCY_LINE), *reply.said])
