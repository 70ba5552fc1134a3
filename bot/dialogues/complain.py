"""Complaining about a refusal, a silence or an answer: where to turn, until when, and how to say why.

While appeals against the result of a vote are taken, the same word opens one.
"""

from __future__ import annotations

from typing import Any

from bot.answers import words_of
from bot.dialogue import Talk, Turn, dialogue
from bot.phrases import Day, Phrase, _
from bot.records import Record
from bot.request_words import complaint, objection_received
from bot.steps import Choice, Choose, Do, Go, Look, Say
from bot.understanding.fold import ascii_digits, fold
from bot.understanding.intents import Intent
from bot.understanding.references import find_reference
from bot.wording import Sentences

NOTHING_TO_COMPLAIN_OF = _(
    "You complain about a request that was refused or is late. You have none here. To ask: QUESTION and your words."
)
VOTE = "vote"
"""What is complained of where it is no request."""
WORDS_OF_A_VOTE = _(
    "vote, votes, voted, voting, election, ballot, ballots, result, results, count, counting, counted, recount, winner"
)


@dialogue("complain", intents=(Intent.COMPLAIN,), leads_back=True)
def complain(turn: Turn) -> Talk:
    """Tell to whom somebody may turn about one of their requests; words that come with it are kept for the staff.

    Who has no request that allows it hears when one does; their words may be a question. So may those on a request that
    somebody else asked.
    """
    words = _words_of(turn.opening)
    appeals = None if turn.opening.reference else (yield Look("appeals", turn.desk.appeals))
    reference = turn.opening.reference or (yield from _which(turn, appeals, words))
    if appeals and reference == VOTE:
        yield from _against_the_result(turn, appeals, words)
    elif reference is None and words:
        yield Go("ask", _as_question(turn.opening))
    elif reference is None:
        yield Say(NOTHING_TO_COMPLAIN_OF)
    elif not reference.startswith("DI"):
        yield Go("track", {**turn.opening, "intent": str(Intent.TRACK)})
    else:
        request = yield Look("request", lambda: turn.desk.find_reference(reference))
        if words and request.text is not None:
            kept = yield Do("ask", lambda: turn.desk.ask_question(f"{reference}: {words}", None), sends=True)
            yield Say(Sentences(objection_received(kept, request)))
            return
        if words:
            elsewhere = _("%(reference)s was asked from another phone.", reference=reference)
            yield Say(elsewhere.brief(_("From another phone.")))
            yield Go("ask", _as_question(turn.opening))
            return
        law = yield Look("law", turn.desk.formal_rules)
        yield Say(Sentences(complaint(request, law.place)))


def _as_question(opening: Record) -> dict[str, Any]:
    return {**opening, "rest": opening.text, "intent": str(Intent.ASK)}


def _which(turn: Turn, appeals: Record | None, words: str) -> Any:
    """Return the reference of what is complained of, `VOTE` for the result of the vote, None where it is neither."""
    if appeals and _speaks_of_a_vote(turn, words):
        return VOTE
    found = yield Look("requests", turn.desk.may_complain_about)
    choices = [Choice(one, one) for one in found]
    if appeals:
        choices = [Choice(VOTE, _("the result of the vote")), *choices]
    if appeals and words and not found:
        choices.append(Choice(None, _("something else")))
    if len(choices) > 1:
        return (yield Choose("which", _("Which one?"), choices))
    return choices[0].value if choices else None


def _speaks_of_a_vote(turn: Turn, words: str) -> bool:
    return not words_of(WORDS_OF_A_VOTE, turn.speech).isdisjoint(fold(words).split())


def _against_the_result(turn: Turn, appeals: Record, words: str) -> Any:
    """Keep an appeal against the result, or say until when and how to make one."""
    until = Day.of(appeals.until)
    if not words:
        yield Say(
            _("Appeals against the result of the vote: until %(until)s. Send APPEAL and your reasons.", until=until)
        )
        return
    kept = yield Do("appeal", lambda: turn.desk.appeal(words), sends=True)
    yield Say(Sentences([_kept(kept, until), _("To follow it: TRACK %(reference)s", reference=kept.reference)]))


def _kept(kept: Record, until: Day) -> Phrase:
    """Say that an appeal is kept, and by when it is answered: one that waits for its author's reply has no such day."""
    if kept.due_on is None:
        return _(
            "Appeal %(reference)s is kept for the staff. Appeals end on %(until)s.",
            reference=kept.reference,
            until=until,
        )
    return _(
        "Appeal %(reference)s is kept for the staff: answer by %(due_on)s. Appeals end on %(until)s.",
        reference=kept.reference,
        due_on=Day.of(kept.due_on),
        until=until,
    ).brief(_("Appeal %(reference)s received. Answer by %(due_on)s; appeals end on %(until)s."))


def _words_of(opening: Record) -> str:
    """Return what was said besides the command and the number of the request."""
    rest = "" if opening.is_whole else ascii_digits(opening.rest or "")
    found = find_reference(rest)
    return (rest[: found[1][0]] + rest[found[1][1] :] if found else rest).strip(" :,.-\n")
