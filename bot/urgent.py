"""Somebody who needs help at once: this is no emergency line, and they hear so before anything else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.dialogue import Dialogue
from bot.phrases import Phrase, Speech, _
from bot.ports import Desk, OfficeView
from bot.records import Record
from bot.reply import Reply
from bot.steps import Ask, Heard, Question, Say
from bot.understanding.fold import fold
from bot.understanding.intents import Intent
from bot.understanding.lexicon import Lexicon, lexicon_of
from bot.understanding.money_lines import without_phrases
from bot.understanding.said_phrases import says_one_of
from bot.understanding.topics import known_form

FEW_WORDS = 3
"""In so short a message one word is enough; in a longer one it may be about a fire station."""

NO_EMERGENCY_LINE = _("This is no emergency line: call for help where you are.")


def where_to_call(office: OfficeView | Record) -> Phrase:
    """Return that this is no emergency line, with whom to call where the commune has named somebody."""
    if not office.emergency:
        return NO_EMERGENCY_LINE
    return _("This is no emergency line. In danger call: %(call)s.", call=office.emergency)


def calls_for_help(text: str, speech: Speech, *, is_money: bool = False) -> bool:
    """Do some words call for help? Where they surely are about money, only who is in danger now does, or calls."""
    lexicon = lexicon_of(tuple(speech.languages))
    said = fold(text).split()
    words = without_phrases(said, lexicon.fights)
    if says_one_of(words, lexicon.urgent, of_one_word=False) or says_one_of(words, lexicon.beaten):
        return True
    if is_money:
        return False
    if len(said) <= FEW_WORDS and _is_called_in_a_word(words, lexicon):
        return True
    if not says_one_of(words, lexicon.dangers, of_one_word=False):
        return False
    return not (_asks_of_money(words, lexicon) or _calls_to_vote(words, lexicon))


def _is_called_in_a_word(words: Sequence[str], lexicon: Lexicon) -> bool:
    """Is it a word of danger, or a word for help with nothing beside it that says what for?"""
    called = [word for word in words if word in lexicon.urgent]
    if any(lexicon.openers.get(word) is not Intent.HELP for word in called):
        return True
    return bool(called) and all(word in lexicon.urgent or word in lexicon.courtesy for word in words)


def _asks_of_money(words: Sequence[str], lexicon: Lexicon) -> bool:
    """Is there a budget for it, somebody asks."""
    names_it = any(lexicon.openers.get(word) is Intent.BUDGET for word in words)
    return names_it and says_one_of(words, lexicon.question)


def _calls_to_vote(words: Sequence[str], lexicon: Lexicon) -> bool:
    """Is it to a vote that people are to come quickly?"""
    heads, prefixes = lexicon.vote_heads | lexicon.vote_reports, lexicon.prefixes
    small = lexicon.filler | lexicon.supposes  # 'so that' stands between in Arabic
    told = " ".join(known_form(word, heads, prefixes) or word for word in words if word not in small)
    return any(f" {danger} {vote} " in f" {told} " for danger in lexicon.dangers for vote in heads)


def is_urgent(heard: Heard, speech: Speech) -> bool:
    """Does a message call for help before anything else, whatever it resembles?

    Behind a command or a vote the words belong to it; what is named beside what is surely money is what is paid for.
    """
    meaning = heard.meaning
    if meaning.intent is Intent.HELP:
        return calls_for_help(heard.text, speech)
    is_opened = fold(meaning.rest) != fold(meaning.text)
    if is_opened and (meaning.sure or meaning.intent is Intent.VOTE):
        return False
    is_money = meaning.sure and meaning.intent is Intent.BUDGET
    return calls_for_help(heard.text, speech, is_money=is_money)


def question_of(text: str) -> dict[str, str]:
    """Return the opening with which a call for help is put to the town hall, once the person says so."""
    return {"text": text, "rest": text, "intent": str(Intent.ASK)}


def say_help_first(
    reply: Reply, current: Dialogue, question: Question, heard: Heard, speech: Speech, desk: Desk
) -> Reply:
    """Return the answer to words that any question takes, behind where to call where they call for help.

    The words go where they were meant. A question to the town hall asks by itself whether they are one.
    """
    is_free = isinstance(question, Ask) and question.is_free
    if not is_free or Intent.ASK in current.intents or not calls_for_help(heard.text, speech):
        return reply
    return replace(reply, said=[Say(where_to_call(desk.office())), *reply.said])
