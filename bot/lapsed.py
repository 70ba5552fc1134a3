"""What waited too long: it is forgotten, and the next words that are no command are answered by saying so."""

from __future__ import annotations

from bot.answers import is_yes_or_no
from bot.dialogue import Dialogue, dialogue_for
from bot.engine import Played
from bot.opening import is_numbers
from bot.phrases import Day, Phrase, Speech, _
from bot.ports import Desk, Offer
from bot.state import State
from bot.steering import is_sentence
from bot.steps import Choose, Confirm, Heard, Question
from bot.stuck import GUESSES
from bot.understanding.intents import Intent
from bot.vote_not_cast import VOTED, what_is_known
from bot.voting_code import SHOWN

SAYS_LITTLE = {Intent.UNKNOWN, Intent.NUMBER_ONLY, Intent.THANKS, Intent.CANCEL, Intent.BACK}
UNCONFIRMED, UNCONFIRMED_AT_CLOSING = "unconfirmed", "unconfirmed_at_closing"
"""What lapsed in place of a dialogue: a ballot whose code did not come back, while the vote is open or after it."""
TOLD_AT_ONCE = "told_at_once"
"""A question that was told at once what is published, and nobody said whether that helped: the staff have it."""
FAULT = "feedback"
"""Where somebody is asked of which project they tell a fault: their words wait for that."""
BALLOTS = {"vote", "blank_vote"}
OFFERS = {"numbers", "not_for"}
"""Where a vote is offered for numbers that were no ballot: it waits for one answer, and not for a later number."""
NAMED = {"card", "by_name", "which"}
"""Questions of a vote that come of what was said: a choice waits at them."""
VOTES = {*BALLOTS, UNCONFIRMED, UNCONFIRMED_AT_CLOSING}


def lapsed_said(heard: Heard, state: State, speech: Speech, desk: Desk) -> Phrase | None:
    """Return what to say of what was forgotten, None where nothing was or where it can wait; it is said once.

    A choice that nobody recorded is spoken of whatever comes next. Whoever sends the same again needs no word of it.
    """
    lapsed = state.lapsed
    if lapsed is None or state.open is not None:
        return None
    name = lapsed["dialogue"]
    is_for_list = _is_for_list(heard, state)
    answers_it = is_mere_answer(heard, speech) and not is_for_list
    if not answers_it and not is_for_list and _begins(heard, name):
        state.lapsed = None
        return None
    if not answers_it and name not in VOTES:
        return None
    state.lapsed = None
    return _of(lapsed, desk)


def _of(lapsed: dict[str, str], desk: Desk) -> Phrase:
    name, day = lapsed["dialogue"], Day.of(lapsed["day"])
    return _not_voted(day, desk) if name in BALLOTS | OFFERS else _not_sent(name, day)


def lapsed_at_once(state: State, desk: Desk) -> Phrase | None:
    """Return what to say of what was forgotten where a session begins, which waits for no words."""
    lapsed, state.lapsed = state.lapsed, None
    return _of(lapsed, desk) if lapsed else None


def stands_alone(heard: Heard, state: State, speech: Speech) -> bool:
    """Is the word of what was forgotten the whole answer, because the message was meant for that?"""
    is_more = bool(heard.button) or (bool(heard.phone) and not heard.text) or is_sentence(heard.text)
    return is_mere_answer(heard, speech) and not is_more and not _is_for_list(heard, state)


def _is_for_list(heard: Heard, state: State) -> bool:
    """Is it a number for what was shown since, such as one more project of which a result is asked?"""
    return is_numbers(heard) and (state.numbers_for is not None or state.before is not None)


def is_mere_answer(heard: Heard, speech: Speech) -> bool:
    """Is it no command of its own: a number, a yes, a word or two?"""
    meaning = heard.meaning
    if is_yes_or_no(heard.text, speech) or not meaning.sure or heard.text.strip().isdecimal():
        return meaning.intent is not Intent.MENU
    return meaning.intent in SAYS_LITTLE or dialogue_for(meaning.intent) is None


def unsent_in(current: Dialogue, played: Played, state: State) -> str | None:
    """Return the dialogue in whose open question words or a choice of the person wait; None where none do."""
    if played.question is None:
        return None
    if current.name == "ask" and played.question.name == "helped":
        return TOLD_AT_ONCE
    is_answer = isinstance(played.question, Confirm) and played.question.key is not None
    is_guess = current.name in GUESSES and (is_answer or is_sentence(str(state.opening.get("text") or "")))
    is_guess |= current.name == FAULT and played.question.name == "is_of_it"
    is_choice = _is_offered(current, played.question) or (
        current.name in BALLOTS and _holds_choice(current.name, state, played.question.name)
    )
    return current.name if played.holds_words or is_guess or is_choice else None


def _is_offered(current: Dialogue, question: Question) -> bool:
    return current.name in OFFERS and isinstance(question, Choose) and question.hears_votes


def _holds_choice(name: str, state: State, asked: str) -> bool:
    """Was a choice made? Who has only shown a code has made none, but of a blank vote."""
    if name == "blank_vote" or asked in NAMED or state.opening.get("numbers") or state.opening.get("add"):
        return True
    return bool(set(state.spoken) - {SHOWN})


def _begins(heard: Heard, name: str) -> bool:
    found = dialogue_for(heard.meaning.intent)
    begun = found.name if found else ""
    return begun == name or {begun, name} <= VOTES | OFFERS


def _not_voted(day: Day, desk: Desk) -> Phrase:
    """Say that a choice was not recorded, and how to vote where that can still be done."""
    if Offer.VOTE not in desk.offers():
        return _(
            "The vote is closed. Your choice of %(day)s was not recorded. A vote of yours recorded before counts.",
            day=day,
        )
    if what_is_known(desk) == VOTED:
        return _(
            "Your choice of %(day)s was not recorded: your vote stays as it was. To change it, send VOTE and ALL your "
            "numbers.",
            day=day,
        )
    if desk.takes_codes():
        return _("Your choice of %(day)s was not recorded. To vote, send VOTE, your code and your numbers.", day=day)
    return _("Your choice of %(day)s was not recorded. To vote, send VOTE and your numbers again.", day=day)


def _not_sent(name: str, day: Day) -> Phrase:
    if name == UNCONFIRMED:
        return _(
            "Your vote of %(day)s does not count: its code did not come back. One confirmed before it counts. To vote, "
            "send VOTE and your numbers.",
            day=day,
        )
    if name == UNCONFIRMED_AT_CLOSING:
        return _(
            "Your vote of %(day)s does not count: its code did not come back before the end. One confirmed before it "
            "counts.",
            day=day,
        )
    if name == TOLD_AT_ONCE:
        return _("Your question of %(day)s waits for the town hall's answer. To see where it stands: TRACK", day=day)
    if name == FAULT:
        return _(
            "Your words of %(day)s on works were not sent: no answer came. For a fault, send BROKEN, the project's "
            "number and your words.",
            day=day,
        )
    if name == "propose":
        return _("Your idea of %(day)s was not sent: no answer came. Send it again: IDEA and your idea.", day=day)
    if name == "ask":
        return _(
            "Your question of %(day)s was not sent: no answer came. Send it again: QUESTION and your question.", day=day
        )
    return _("Your message of %(day)s was not sent: no answer came. Please send it again.", day=day)
