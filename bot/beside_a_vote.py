"""A vote among other things in one message: it is never recorded nor passed on with them, and its writer hears so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from bot.dialogue import Turn
from bot.names_beside import names_on_ballot
from bot.phrases import Phrase, Speech, _
from bot.ports import Desk, Offer
from bot.reply import Reply
from bot.state import State
from bot.steering import is_sentence
from bot.steps import Heard, Look, Say
from bot.understanding.ballot_inside import Parted, part_ballots
from bot.understanding.fold import WORD, fold
from bot.understanding.intents import Intent
from bot.understanding.lexicon import lexicon_of
from bot.understanding.numbers import longest_phrase
from bot.understanding.understand import Understanding, understand
from bot.vote_not_cast import STANDS, tell_not_cast, what_is_known
from bot.vote_put_right import vote_put_right
from bot.wording import Clipped

OF_A_VOTE = {Intent.VOTE, Intent.BLANK_VOTE, Intent.MY_VOTE, Intent.NUMBER_ONLY, Intent.CANCEL, Intent.RECEIPT}
"""What is said of a vote: a ballot beside it is part of that."""

NAMED = {Intent.BUDGET, Intent.PROJECT, Intent.PROJECTS, Intent.SEARCH}
"""What words that name a project are taken for: it is called after what money is spent on."""

SENT = {Intent.ASK, Intent.FORMAL, Intent.REPLY, Intent.FEEDBACK}
"""Commands whose words go to the town hall as they were written: what is left of them is said."""

LETTERS = 60
"""Letters of them that are said where text is paid."""

ENDS = re.compile("[.!?;\u061f\u061b\n]")
LONGEST_NAME = 6
"""Words that may be one more name behind an 'and'."""

DOUBTED = 0.6
"""How sure a vote is to which words are added."""

TAKES_WORDS = {"ask", "propose", "formal", "reply", "report", "feedback"}
"""Dialogues whose open question may take any words: those beside a ballot are for it."""


def part_from_ballot(heard: Heard, speech: Speech, desk: Desk, state: State) -> tuple[Heard, list[Say]]:
    """Return a message without the ballot that stands in it among other things, and what to say of that ballot.

    No choice goes to the town hall or to the public with other words. While no vote is open there is none to take out.
    """
    if heard.button:
        return heard, []
    parted = part_ballots(heard.text, speech.languages, names_on_ballot(desk, speech.languages))
    heard = replace(heard, is_ballot=parted.ballots > 0 and not parted.rest)
    if heard.is_ballot and state.open is None and (named := _vote_by_name(heard.meaning, parted, speech)):
        return replace(heard, meaning=named), []
    if state.open is None and (right := vote_put_right(heard, speech, desk)):
        return replace(heard, meaning=right), []
    if heard.has_code or heard.meaning.changes or not (parted.ballots and parted.rest):
        return heard, []
    rest = _without_reason_word(heard.meaning, parted.rest, speech)
    meaning = understand(rest, speech.language, speech.languages)
    takes_words = state.open is not None and state.dialogue in TAKES_WORDS
    if meaning.intent is Intent.NUMBER_ONLY and meaning.numbers:
        return heard, []  # '7 vote 5': which of them is voted for?
    is_else = _is_of_something_else(heard.meaning, meaning, parted.rest, speech, takes_words=takes_words)
    if not is_else or (parted.runs_on and _may_name_it(heard.meaning, meaning, speech)):
        return heard, []
    if Offer.VOTE not in desk.offers():
        return heard, []
    if not takes_words and (vote := _vote_before(heard.text, parted, meaning, speech, desk)):
        return replace(heard, meaning=vote), []
    if heard.meaning.intent is Intent.UNKNOWN:
        meaning = replace(meaning, intent=Intent.UNKNOWN, sure=False)  # so many things are no clearer by one less
    is_sent = _is_sent_unshown(meaning, state, takes_words=takes_words)
    said = [tell_not_cast(desk, speech, parted.said), *([Say(_read_as(meaning.rest))] if is_sent else [])]
    return replace(heard, text=rest, meaning=meaning), said


def _vote_by_name(whole: Understanding, parted: Parted, speech: Speech) -> Understanding | None:
    """Return the vote by names that a message is and nothing else, where no word for voting was seen to open it.

    'I want to give my voice to the lamps': it is asked about, as every name is.
    """
    may_be_one = whole.intent is Intent.VOTE or (not whole.sure and whole.runner_up is Intent.VOTE)
    if not (may_be_one and parted.said) or whole.numbers or whole.changes or whole.rest != whole.text:
        return None
    vote = understand(parted.said, speech.language, speech.languages)
    is_named = vote.intent is Intent.VOTE and not vote.numbers
    return replace(vote, text=whole.text, sure=True, confidence=DOUBTED) if is_named else None


def _without_reason_word(whole: Understanding, rest: str, speech: Speech) -> str:
    """Return what was said behind 'I voted 5 because', which may be no reason alone."""
    length = _length_of_reason_word(rest, speech) if whole.intent is not Intent.VOTE else 0
    found = list(WORD.finditer(rest))[:length]
    return rest[found[-1].end() :].lstrip() or rest if found else rest


def _length_of_reason_word(rest: str, speech: Speech) -> int:
    return longest_phrase(fold(rest).split(), 0, lexicon_of(tuple(speech.languages)).because)


def _is_sent_unshown(rest: Understanding, state: State, *, takes_words: bool) -> bool:
    """Do the words beside a ballot go to the town hall without being said again on the way, as a title is?"""
    if takes_words:
        return state.dialogue != "propose"
    return rest.sure and rest.intent in SENT and rest.rest not in {"", rest.text}


def _read_as(words: str) -> Phrase:
    return _("Read without the vote: %(question)s", question=Clipped(words, LETTERS, has_end=True))


def _is_of_something_else(
    whole: Understanding, rest: Understanding, said: str, speech: Speech, *, takes_words: bool
) -> bool:
    """Do the words `said` beside a ballot say something else: where the whole is taken for a vote, in a sentence?

    A reason for a vote is part of it unless it is plainly more.
    """
    if whole.intent in OF_A_VOTE and not (takes_words and is_sentence(rest.text)):
        is_plain = rest.sure or (rest.topic and is_sentence(said) and not _length_of_reason_word(said, speech))
        return bool(is_plain) and rest.intent not in {*OF_A_VOTE, Intent.THANKS, Intent.START}
    lexicon = lexicon_of(tuple(speech.languages))
    return not set(fold(rest.text).split()) <= lexicon.courtesy | lexicon.filler


def _may_name_it(whole: Understanding, rest: Understanding, speech: Speech) -> bool:
    """May words that follow a ballot without a mark be the name of its project: 'VOTE 3 the bridge of Kossi'?"""
    is_guess = rest.intent is Intent.PROPOSE and not rest.sure and rest.runner_up in NAMED  # an idea is called alike
    if whole.intent not in OF_A_VOTE or not (rest.intent in NAMED or is_guess):
        return False
    return lexicon_of(tuple(speech.languages)).question.isdisjoint(fold(rest.text).split())


def _vote_before(text: str, parted: Parted, rest: Understanding, speech: Speech, desk: Desk) -> Understanding | None:
    """Return the doubtful vote with which a message begins, where the words behind it give the reason or its project.

    'VOTE 3 because the road is broken' may be no broken road: which it is, its writer is asked.
    """
    if parted.ballots != 1 or not text.endswith(parted.rest):
        return None
    vote = understand(text.removesuffix(parted.rest), speech.language, speech.languages)
    has_reason = _length_of_reason_word(parted.rest, speech) > 0
    if vote.intent is Intent.VOTE and not vote.numbers and _names_more(text, parted, rest, speech, desk):
        return replace(vote, text=text, rest=text[text.find(vote.rest) :])
    if vote.intent is not Intent.VOTE or not (has_reason or (parted.runs_on and _names(rest, vote.numbers, desk))):
        return None
    if not vote.numbers:
        return vote  # a name is asked about
    return replace(vote, text=text, beside=parted.rest, sure=False, confidence=DOUBTED)


def _names_more(text: str, parted: Parted, rest: Understanding, speech: Speech, desk: Desk) -> bool:
    """May words that an 'and' joins to a vote by name be one more name: 'the bridge and the lamps of the road'?"""
    lexicon = lexicon_of(tuple(speech.languages))
    words = fold(parted.rest).split()
    before = fold(text.removesuffix(parted.rest)).split()
    is_joined = bool(before) and before[-1] in lexicon.between and not ENDS.search(text.removesuffix(parted.rest))
    is_name = words[0] in lexicon.vote_after and lexicon.question.isdisjoint(words)
    if not (is_joined and is_name and len(words) <= LONGEST_NAME) or (rest.sure and rest.intent not in NAMED):
        return False
    paper = {project.number for project in desk.ballot_paper().projects}
    return any(project.number in paper for project in desk.projects_named(" ".join(words)))


def _names(rest: Understanding, numbers: Sequence[int], desk: Desk) -> bool:
    return any(project.number in numbers for project in desk.projects_named(fold(rest.text)))


def tell_no_vote(turn: Turn, text: str) -> Any:
    """Say that nothing was recorded where a sentence names numbers beside words of voting, while a vote is open.

    Whoever has voted hears that their vote stays, not that there is none; which it is stays unsaid, and is not kept.
    """
    meaning = understand(text, turn.speech.language, turn.speech.languages)
    if not (is_sentence(text) and meaning.looks_like_ballot and meaning.numbers):
        return
    if Offer.VOTE in (yield Look("votes", turn.desk.offers)):
        yield Say(STANDS[(yield Look("stands", lambda: what_is_known(turn.desk)))])


def say_no_vote(reply: Reply, heard: Heard, desk: Desk) -> Reply:
    """Say beside a question that waits for its answer that a doubtful ballot, which is none, was not recorded."""
    meaning = heard.meaning
    if meaning.intent is not Intent.VOTE or not meaning.looks_like_ballot or Offer.VOTE not in desk.offers():
        return reply
    return replace(reply, said=[Say(STANDS[what_is_known(desk)]), *reply.said])


def say_none_cast(reply: Reply, heard: Heard, desk: Desk) -> Reply:
    """Say that nothing was recorded of numbers sent at the list of a vote with a command that shows projects."""
    is_command = heard.meaning.intent is Intent.PROJECT and len(heard.meaning.numbers) == 1
    if not heard.meaning.numbers or is_command or heard.meaning.intent not in NAMED:
        return reply
    return replace(reply, said=[Say(STANDS[what_is_known(desk)]), *reply.said])
