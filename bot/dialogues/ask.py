"""A question to the town hall: one message is enough; the answer comes by itself."""

from __future__ import annotations

from typing import Any

from bot.answers import words_of_ones_own
from bot.appeal_words import may_be_appeal
from bot.asked_year import year_asked
from bot.budget_words import STATUSES, budget_answer
from bot.dialogue import Talk, Turn, dialogue
from bot.facts_told import fact_asked
from bot.fitting import Fitted, Spare
from bot.found_words import found_answer
from bot.knowing import about_money, accuses, topic_in
from bot.phrases import Day, Hour, Phrase, _
from bot.project_priced import is_of_topic, price_told
from bot.records import Record
from bot.steps import Ask, Confirm, Do, Go, Look, Say
from bot.thing_asked import PAY_OF_ONE, lines_of_thing
from bot.told_at_once import FORMAL, YES, Known, from_budget, from_facts, from_lesson, published, whether_it_helped
from bot.typical_told import typical_answer
from bot.understanding.claims import Claim, claim_of, says_something
from bot.understanding.intents import Intent
from bot.understanding.money_questions import read_money_question
from bot.understanding.typical import typical_question
from bot.understanding.understand import understand
from bot.urgent import calls_for_help, where_to_call
from bot.wording import Clipped, Roomy, Sentences
from budgeting.refusal import Refusal

NEWS = _("News of votes and meetings: send NEWS")
"""Said once to each person, for ever, beside something they asked for themselves."""

SHORTEST = 3
"""Letters below which nothing was asked."""


@dialogue("ask", intents=(Intent.ASK,), label=_("Ask a question").brief(_("Question")), order=20)
def ask(turn: Turn) -> Talk:
    """Take the question and give its reference; one that was not plainly meant as a question is confirmed first.

    What was asked for is the question, unless it looks like something else: a command, a ballot, a call for help.

    Who cannot be asked now would never confirm it: then it is sent as it is, so that it is not lost, unless it is a
    bare word that asks nothing.
    """
    opening = turn.opening
    yield from _as_appeal(turn)
    given = opening.rest if opening.intent == Intent.ASK else None
    prompt = _("What is your question to the town hall?")
    read = words_of_ones_own(turn.speech, _("Please write your question in words."), SHORTEST)
    question = yield Ask("question", prompt, read=read, given=given, is_free=True)
    if question == given:
        is_plain = opening.is_chosen or opening.rest != opening.text
    else:
        is_plain = not _may_be_else(turn, question)
    is_danger, is_accusing = calls_for_help(question, turn.speech), _accuses(turn, question)
    office = (yield Look("office", turn.desk.office)) if is_danger or is_accusing else None
    other = office.misconduct if office and is_accusing else ""
    topic = topic_in(question, turn.speech)  # of the question itself: the opening may be an earlier sentence
    is_typical = not (opening.is_several or is_accusing or is_danger) and typical_question(question) is not None
    known = (yield from _known(turn, question, topic)) if is_typical else None
    if not (is_plain or known) and not (
        yield from _is_meant(turn, question, office if is_danger else None, is_unanswered=is_typical)
    ):
        nothing = _("Nothing was sent. Send 0 for the menu.")
        yield Say(Sentences([_turn_also_to(other), nothing]) if other else nothing)
        return
    if is_plain and is_danger and office:
        yield Say(where_to_call(office))
    if not (is_typical or opening.is_several or is_accusing):
        known = yield from _known(turn, question, topic)
    if known:
        yield from _answer_at_once(turn, question, topic, known)
        return
    is_offered = not other and (yield from _offers_news(turn))
    request = yield Do("ask", lambda: turn.desk.ask_question(question, topic), sends=True)
    yield from _confirm(turn, request, other, is_offered=is_offered)


def _offers_news(turn: Turn) -> Any:
    """Is the news offered beside the number? Noted before the question is sent, which stays what was done last."""
    return (yield Look("wants_news", turn.desk.gets_news)) and (yield Do("offer_news", turn.desk.offer_news))


def _as_appeal(turn: Turn) -> Any:
    """Go where appeals against a result are taken, while they are, with a complaint of the vote or of nothing said."""
    may_be = not turn.opening.is_no_appeal and may_be_appeal(turn.opening.text or "", turn.speech)
    if may_be and (yield Look("appeals", turn.desk.appeals)):
        yield Go("complain", {**turn.opening, "intent": str(Intent.COMPLAIN), "is_complaint": True})


def _accuses(turn: Turn, question: str) -> bool:
    return accuses(f"{turn.opening.text or ''} {question}", turn.speech)


def _turn_also_to(other: str) -> Phrase:
    return _("You may also turn to: %(other)s.", other=other)


def _may_be_else(turn: Turn, question: str) -> bool:
    """Was something else than what was asked for written: a command, a ballot, a call for help?"""
    tags = turn.speech.languages
    if claim_of(question, tags) is not Claim.NONE or understand(question, tags[0], tags).looks_like_ballot:
        return True
    return calls_for_help(question, turn.speech)


def _is_meant(turn: Turn, question: str, in_danger: Record | None, *, is_unanswered: bool = False) -> Any:
    """Is it a question to the town hall? Where nobody can be asked, words that say something are.

    `in_danger` is whom the commune names to who calls for help, None to everybody else. `is_unanswered` where what is
    public was looked through for it.
    """
    if not (yield Look("can_be_asked", turn.desk.can_be_asked)):
        return says_something(question, turn.speech.languages)
    words = Clipped(question, 60, has_end=True)
    if in_danger and in_danger.emergency:
        asked = _(
            "This is no emergency line. In danger call: %(call)s. Send this to the town hall?\n%(question)s",
            call=in_danger.emergency,
            question=words,
        ).brief(_("This is no emergency line. In danger call: %(call)s. Send your words to the town hall?"))
        return (yield Confirm("send", asked))
    if in_danger:
        asked = _("This is no emergency line: call for help where you are. Send this to the town hall?\n%(question)s",
                  question=Clipped(question, 40, has_end=True))  # fmt: skip
        return (yield Confirm("send", asked))
    if is_unanswered:
        asked = _("Nothing published here answers this. Send it to the town hall?\n%(question)s", question=words)
        return (yield Confirm("send", asked))
    return (yield Confirm("send", _("Send this to the town hall?\n%(question)s", question=words)))


def _known(turn: Turn, question: str, topic: str | None) -> Any:
    """Return an answer that is public already, None where there is none."""
    if not (yield Look("may_answer", turn.desk.can_be_asked)):
        return None
    found = yield Look("known", lambda: turn.desk.known_answer(question, topic))
    if found:
        return published(found)
    fact = yield from fact_asked(turn, question)
    if fact:
        return from_facts(fact)
    if typical_question(question) is not None:
        return (yield from typical_answer(turn, question))
    if about_money(question, turn.speech) and topic:
        return (yield from _figures(turn, question, topic))
    lesson = yield Look("lesson", lambda: turn.desk.find_lesson(question, turn.speech.languages))
    return from_lesson(lesson) if lesson else None


def _figures(turn: Turn, question: str, topic: str) -> Any:
    """Return what is known of a project's price, or of a thing, a nature or a topic; None where it is nothing."""
    asked = read_money_question(question, turn.speech.languages)
    may_be_project = asked.priced and not is_of_topic(asked, turn.speech)
    named = (yield Look("named", lambda: turn.desk.projects_named(asked.priced, wholly=True))) if may_be_project else ()
    if named:
        return from_budget(price_told(named[0])) if len(named) == 1 else None
    year = yield from year_asked(turn, asked)
    hits = yield from lines_of_thing(turn, asked, topic, year)
    if hits:
        told = [hit for hit in hits if year is None or hit.year.startswith(str(year))]
        # Of lines that bear several names nobody knows which was meant: that is a question to the staff.
        return from_budget(found_answer(told[0], STATUSES.get(told[0].status, ""))) if len(told) == 1 else None
    if may_be_project or asked.thing == PAY_OF_ONE:
        return None  # what a well costs is not what goes into water
    try:
        figures = yield Look("figures", lambda: turn.desk.known_figures(topic, year, asked.nature))
    except Refusal:
        return None
    return from_budget(budget_answer(figures, turn.speech.language))


def _answer_at_once(turn: Turn, question: str, topic: str | None, known: Known) -> Any:
    """Count the question, say the answer, and ask whether it helped: until somebody says yes it is for the staff."""
    asked = yield Do("ask", lambda: turn.desk.answer_at_once(question, topic, known.source), sends=True)
    law = yield Look("law", turn.desk.formal_rules)
    chosen = yield whether_it_helped(known, has_law=law.is_known)
    if chosen == YES:
        yield Do("thanks", lambda: turn.desk.note_help(asked.reference, helped=True, key=known.key))
        yield Say(_("Good. Your question counts as %(reference)s. Send 0 for the menu.", reference=asked.reference))
    elif chosen == FORMAL:
        opening = {"text": question, "rest": question, "intent": "formal"}
        yield Go("formal", {**opening, "from_question": asked.reference})
    else:
        is_offered = yield from _offers_news(turn)
        request = yield Do("to_staff", lambda: turn.desk.note_help(asked.reference, helped=False), sends=True)
        yield from _confirm(turn, request, is_offered=is_offered)


def _confirm(turn: Turn, request: Record, other: str = "", *, is_offered: bool = False) -> Any:
    """Say the number and when the answer comes; to who sent STOP it comes only when they ask for it.

    Who accuses somebody hears which `other` body there is, where the commune has named one.
    """
    gets_news = yield Look("news", turn.desk.gets_news)
    promise = _promise(request) if gets_news else _promise_to_fetch(request)
    told = _received(request, promise, other)
    *before, follow = told.parts
    spare, news = _also_to_session(request), [Spare(NEWS)] if is_offered else []
    yield Say(Fitted([*before, *spare, follow, *news]) if spare or news else told)


def _also_to_session(request: Record) -> list[Spare]:
    """Return that the question goes to a public session too, where it does."""
    if not request.session_at:
        return []
    at = Hour.of(request.session_at)
    told = _("It also goes to the public session of %(starts_at)s.", starts_at=at).brief(_("Also put to the session."))
    return [Spare(told)]


def _received(request: Record, promise: Phrase, other: str) -> Sentences:
    if other:
        return Sentences([_number(request), promise, _turn_also_to(other), Roomy(_follow(request))])
    return Sentences([_number(request), promise, _follow(request)])


def _number(request: Record) -> Phrase:
    return _("Thank you. Your question has number %(reference)s.", reference=request.reference).brief(
        _("Thank you. Question %(reference)s received.")
    )


def _promise(request: Record) -> Phrase:
    return _(
        "The town hall promises you an answer by %(promised_on)s; it comes here by itself.",
        promised_on=Day.of(request.due_on),
    ).brief(_("Answer promised by %(promised_on)s."))


def _promise_to_fetch(request: Record) -> Phrase:
    return _(
        "The town hall promises you an answer by %(promised_on)s; your news is off, so ask for it yourself.",
        promised_on=Day.of(request.due_on),
    ).brief(_("Answer promised by %(promised_on)s; after STOP it is not sent."))


def _follow(request: Record) -> Phrase:
    return _("To see where it stands: TRACK %(reference)s", reference=request.reference).brief(
        _("To follow it: TRACK %(reference)s")
    )
