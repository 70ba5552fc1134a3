"""Complaining about a refusal, a silence or an answer: where to turn, until when, and how to say why.

While appeals against the result of a vote are taken, the same word opens one; before, it hears from when.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from bot.answers import words_of_ones_own
from bot.appeal_words import speaks_of_a_vote
from bot.dialogue import Talk, Turn, dialogue
from bot.phrases import Day, Phrase, Value, _
from bot.ports import Desk
from bot.records import Record
from bot.request_words import complaint, objection_received
from bot.steps import Ask, Choice, Choose, Confirm, Do, Go, Look, Say
from bot.understanding.fold import ascii_digits
from bot.understanding.intents import Intent
from bot.understanding.references import find_reference
from bot.understanding.understand import understand
from bot.views.requests import objection_to
from bot.wording import Clipped, Sentences

NOTHING_TO_COMPLAIN_OF = _(
    "You complain about a request that was refused or is late. You have none here. To ask: QUESTION and your words."
)
WHY_NOT = _("Please write why you do not agree.")
SHORTEST = 3
"""Letters below which nothing was said."""
NEWEST = 5
"""Requests that are looked at where none was refused."""
VOTE = "vote"
"""What is complained of where it is no request."""


@dialogue("complain", intents=(Intent.COMPLAIN,), leads_back=True)
def complain(turn: Turn) -> Talk:
    """Tell to whom somebody may turn about one of their requests; words that come with it are kept for the staff.

    Who has no request that allows it hears when one does; their words may be a question. So may those on a request that
    somebody else asked.
    """
    words = _words_of(turn.opening)
    appeals = None if turn.opening.reference else (yield Look("appeals", turn.desk.appeals))
    if appeals and appeals.opens:
        if _is_of_the_vote(turn, words, (yield Look("requests", turn.desk.may_complain_about))):
            yield Say(_not_yet(appeals))
            return
        appeals = None
    reference = turn.opening.reference or (yield from _which(turn, appeals, words))
    if appeals and reference == VOTE:
        yield from _against_the_result(turn, appeals, words)
    elif reference is None and (words or turn.opening.is_complaint):
        yield Go("ask", _as_question(turn.opening))
    elif reference is None:
        yield Say(NOTHING_TO_COMPLAIN_OF)
    elif reference.startswith("P"):
        yield from _for_an_idea(turn, reference, words)
    elif not reference.startswith("DI"):
        yield Go("track", {**turn.opening, "intent": str(Intent.TRACK)})
    else:
        request = yield Look("request", lambda: turn.desk.find_reference(reference))
        if words and request.text is not None:
            said = f"{objection_to(reference)}{words}"
            kept = yield Do("ask", lambda: turn.desk.ask_question(said, None), sends=True)
            yield Say(Sentences(objection_received(kept, request)))
            return
        if words:
            elsewhere = _("%(reference)s was asked from another phone.", reference=reference)
            yield Say(elsewhere.brief(_("From another phone.")))
            yield Go("ask", _as_question(turn.opening))
            return
        law = yield Look("law", turn.desk.formal_rules)
        yield Say(Sentences(complaint(request, law.place)))


def _is_of_the_vote(turn: Turn, words: str, own: Sequence[str]) -> bool:
    """Is the result of the vote meant: by its words, or by the bare word of who has nothing else to complain of?"""
    return _speaks_of_a_vote(turn, words) or not (words or own)


def _not_yet(appeals: Record) -> Phrase:
    return _(
        "Nothing was sent. Appeals against the result of the vote: %(opens)s to %(until)s. Then send APPEAL and why.",
        opens=Day.of(appeals.opens),
        until=Day.of(appeals.until),
    )


def _as_question(opening: Record) -> dict[str, Any]:
    rest = "" if opening.is_complaint and not _words_of(opening) else opening.text
    return {**opening, "rest": rest, "intent": str(Intent.ASK), "is_no_appeal": True}


def _which(turn: Turn, appeals: Record | None, words: str) -> Any:
    """Return the reference of what is complained of, `VOTE` for the result of the vote, None where it is neither."""
    if appeals and _speaks_of_a_vote(turn, words):
        return VOTE
    found = yield Look("requests", turn.desk.may_complain_about)
    choices = [Choice(one, one) for one in found]
    if appeals:
        choices = [Choice(VOTE, _("the result of the vote")), *choices]
    if appeals and (words or turn.opening.is_complaint) and not found:
        choices.append(Choice(None, _("something else")))
    if not (choices or words or turn.opening.is_complaint):
        choices = [Choice(one, one) for one in (yield Look("answered", lambda: _answered(turn.desk)))]
    if len(choices) > 1:
        if words:
            yield _reasons(turn, WHY_NOT, words)  # they are written, and said to be unsent where they go nowhere
        return (yield Choose("which", _("Which one?"), choices))
    return choices[0].value if choices else None


def _answered(desk: Desk) -> list[str]:
    """Return one's own requests, of the newest few, that were answered: the answer may not be what was asked for."""
    newest = [one for one in desk.my_references() if one.startswith("DI")][:NEWEST]
    return [one for one in newest if getattr(desk.find_reference(one), "state", "") == "answered"]


def _reasons(turn: Turn, prompt: Phrase, given: str | None = None) -> Ask:
    read = words_of_ones_own(turn.speech, WHY_NOT, SHORTEST)
    return Ask("reasons", prompt, read=read, given=given, is_free=True)


def _speaks_of_a_vote(turn: Turn, words: str) -> bool:
    return speaks_of_a_vote(words, turn.speech)


def _against_the_result(turn: Turn, appeals: Record, words: str) -> Any:
    """Keep an appeal against the result, or say until when and how to make one."""
    until = Day.of(appeals.until)
    if not words:
        prompt = _(
            "Appeals against the result of the vote: until %(until)s. Send APPEAL and your reasons.", until=until
        )
        words = yield from _confirmed(turn, (yield _reasons(turn, prompt)), _as_appeal)
        if not words:
            return
    kept = yield Do("appeal", lambda: turn.desk.appeal(words), sends=True)
    yield Say(Sentences([_kept(kept, until), _("To follow it: TRACK %(reference)s", reference=kept.reference)]))


def _as_appeal(said: Value) -> Phrase:
    return _("Send this as your appeal against the result of the vote?\n%(question)s", question=said)


def _confirmed(turn: Turn, words: str, meant: Callable[[Value], Phrase]) -> Any:
    """Return the reasons, None where they are not to be sent; behind the word itself they are meant, and not asked."""
    again = understand(words, turn.speech.languages[0], turn.speech.languages)
    if again.intent is Intent.COMPLAIN and again.rest and again.rest != again.text:
        return again.rest.strip(" :,.-\n")
    if (yield Confirm("send", meant(Clipped(words, 60, has_end=True)))):
        return words
    yield Say(_("Nothing was sent. Send 0 for the menu."))
    return None


def _for_an_idea(turn: Turn, reference: str, words: str) -> Any:
    """Keep why the author of a refused idea does not agree, and ask them until when they may; else what can be done."""
    found = yield Look("idea", lambda: turn.desk.find_reference(reference))
    if found.appeal_until and not words:
        words = yield from _confirmed(turn, (yield _reasons(turn, _until_when(found))), _as_appeal_for(reference))
        if not words:
            return
    if found.appeal_until:
        yield Do("appeal_idea", lambda: turn.desk.appeal_for_idea(reference, words), sends=True)
        again = _(
            "Your reasons on idea %(reference)s are with the town hall, which looks at it again.", reference=reference
        )
        yield Say(Sentences([again, _("To follow it: TRACK %(reference)s", reference=reference)]))
    elif words:
        yield Say(_("No appeal is open for idea %(reference)s.", reference=reference))
        yield Go("ask", _as_question(turn.opening))
    elif found.state == "refused":
        yield Say(
            _("No appeal is open for idea %(reference)s. To ask why: QUESTION and your words.", reference=reference)
        )
    else:
        yield Go("track", {"reference": reference, "intent": str(Intent.TRACK)})


def _as_appeal_for(reference: str) -> Callable[[Value], Phrase]:
    return lambda said: _(
        "Send this as your appeal for idea %(reference)s?\n%(question)s", reference=reference, question=said
    )


def _until_when(idea: Record) -> Phrase:
    return _(
        "Idea %(reference)s was not kept. Not agreed? Send APPEAL %(reference)s and your reasons, by %(until)s.",
        reference=idea.reference,
        until=Day.of(idea.appeal_until),
    )


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
