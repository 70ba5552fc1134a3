"""The page behind a witness's link: what is asked, and the yes; no cache keeps it, no search machine is to find it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

from flask import Response, make_response, render_template, request

from budgeting.hands import HandsReason
from budgeting.refusal import Refusal
from portal.desk import commune, current_house
from portal.tongue import marked as _
from portal.views.projects import title_of
from portal.views.results import sentence_of
from portal.words import BALLOTS, IDENTITY_LEVELS, PHASE_NAMES, SHEETS_VOID, TIE_BREAKS
from services.by_hand.meetings import NO_FIGURES, Figures
from services.by_hand.reasons import HandReason
from services.cycles.reasons import CycleReason
from services.witnesses.matters import ACCEPT
from services.witnesses.saying import Asked, accept, answer, asked_by

MATTERS = {
    "accept": _("You are asked to be an outside witness of this commune’s votes."),
    "cycle_plan": _("You are asked to agree to the plan and the rules of this vote."),
    "cycle_result": _("You are asked to agree that this result is published."),
    "cycle_void": _("You are asked to agree that this vote is cancelled."),
    "cycle_key_end": _("You are asked to agree that the key which opens the ballots is destroyed for ever."),
    "ballot_box": _("You are asked to close this ballot box: you counted its sheets, and the numbers are these."),
    "count_sheet": _("You are asked to type the signed sheet of a show of hands, from the paper in your hand."),
    "broadcast": _("You are asked to agree that these words are sent to everybody who asked for such messages."),
    "log_head": _("You are asked to note in public that you have seen this state of the public log."),
}
DONE = {
    "log_head": _("It is noted in public that you have seen this state of the log."),
    "broadcast": _("Your yes is written down. The messages are on their way."),
    "": _("Your yes is written down, in public and for good."),
}
WRONG = _("This is not your code. Nothing was done.")
IDEAS_TO_COME = _("Nothing was done. Tick first that later ideas are for a later vote.")
DIFFERS = _(
    "Nothing is confirmed: the commune typed something else. Look at the paper together; whoever typed it wrongly "
    "types it again. What differs:"
)
NO_SHEET = _(
    "Nothing is confirmed. Write whole numbers: five people present at least, and for no project more hands than "
    "people."
)
MOST_TYPED = _(
    "Figures that differ were typed too many times. Nothing is confirmed: the town hall can tell what to do."
)
WRONG_TYPED: dict[str, str] = {
    **dict.fromkeys(HandsReason, NO_SHEET),
    HandReason.MEETING_DIFFERS: DIFFERS,
    HandReason.MEETING_TRIES: MOST_TYPED,
    HandReason.MEETING_GUESSED: MOST_TYPED,
    CycleReason.IDEAS_TO_COME: IDEAS_TO_COME,
}
LINE = "hands_"
NOT_NOW = _("This cannot be done now: something has changed since the link was made. Ask for a new one.")


LONGEST_NUMBER = 8


class _How(TypedDict):
    ideas_wait: bool
    figures: Figures


def witness(token: str) -> Response:
    """Show what a link asks; what it does needs its button."""
    return _shown(token)


def witness_says(token: str) -> Response:
    """Take an acceptance, or a yes with the witness's code."""
    house, place = current_house(), commune().id
    try:
        asked = house.work.read(lambda session: asked_by(session, house, place, token))
        if asked.matter == ACCEPT:
            code = house.work.write(lambda session: accept(session, house, place, token))
            return _page(code=f"{code[:4]} {code[4:]}")
        typed = request.form.get("code", "")
        waits = request.form.get("ideas_wait") == "yes"
        how: _How = {"ideas_wait": waits, "figures": _typed(asked)}
        done = house.work.write(lambda session: answer(session, house, place, token, typed, **how))
    except Refusal as no:
        done = no
    if isinstance(done, Refusal):
        lines = str(done.values.get("lines", "")).split(", ") if done.reason == HandReason.MEETING_DIFFERS else []
        return _shown(token, WRONG_TYPED.get(done.reason, NOT_NOW), lines)
    return _page(done=DONE.get(done, DONE[""])) if done else _shown(token, wrong=WRONG)


def _typed(asked: Asked) -> Figures:
    """Return what was typed of a count sheet; an empty line is nought, and what is no number none of a sheet."""
    if asked.meeting is None:
        return NO_FIGURES
    hands = {str(project.number): request.form.get(f"{LINE}{project.number}", "") for project in asked.projects}
    return Figures(_number(request.form.get("present", "")), {number: _number(text) for number, text in hands.items()})


def _number(text: str) -> int:
    bare = text.strip()
    return (int(bare) if bare.isdecimal() and len(bare) < LONGEST_NUMBER else -1) if bare else 0


def _shown(token: str, wrong: str = "", lines: Sequence[str] = ()) -> Response:
    house, place = current_house(), commune().id
    try:
        asked = house.work.read(lambda session: asked_by(session, house, place, token))
    except Refusal:
        return _page(status=404)
    return _page(asked=asked, wrong=wrong, lines=lines)


def _page(
    asked: Asked | None = None,
    *,
    code: str = "",
    done: str = "",
    wrong: str = "",
    lines: Sequence[str] = (),
    status: int = 200,
) -> Response:
    response = make_response(
        render_template(
            "portal/witness.html",
            asked=asked,
            code=code,
            done=done,
            wrong=wrong,
            lines=lines,
            line=LINE,
            matters=MATTERS,
            sentence_of=sentence_of,
            title_of=title_of,
            levels=IDENTITY_LEVELS,
            phases=PHASE_NAMES,
            ties=TIE_BREAKS,
            ballots=BALLOTS,
            voids=SHEETS_VOID,
        ),
        status,
    )
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
