"""The page behind a witness's link: what is asked, and the yes; no cache keeps it, no search machine is to find it."""

from __future__ import annotations

from flask import Response, make_response, render_template, request

from budgeting.refusal import Refusal
from portal.desk import commune, current_house
from portal.tongue import marked as _
from portal.views.projects import title_of
from portal.views.results import sentence_of
from portal.words import BALLOTS, IDENTITY_LEVELS, PHASE_NAMES, SHEETS_VOID, TIE_BREAKS
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
    "log_head": _("You are asked to note in public that you have seen this state of the public log."),
}
DONE = {
    "log_head": _("It is noted in public that you have seen this state of the log."),
    "": _("Your yes is written down, in public and for good."),
}
WRONG = _("This is not your code. Nothing was done.")
IDEAS_TO_COME = _("Nothing was done. Tick first that later ideas are for a later vote.")
NOT_NOW = _("This cannot be done now: something has changed since the link was made. Ask for a new one.")


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
        done = house.work.write(lambda session: answer(session, house, place, token, typed, ideas_wait=waits))
    except Refusal as no:
        return _shown(token, wrong=IDEAS_TO_COME if no.reason == CycleReason.IDEAS_TO_COME else NOT_NOW)
    return _page(done=DONE.get(done, DONE[""])) if done else _shown(token, wrong=WRONG)


def _shown(token: str, wrong: str = "") -> Response:
    house, place = current_house(), commune().id
    try:
        asked = house.work.read(lambda session: asked_by(session, house, place, token))
    except Refusal:
        return _page(status=404)
    return _page(asked=asked, wrong=wrong)


def _page(
    asked: Asked | None = None, *, code: str = "", done: str = "", wrong: str = "", status: int = 200
) -> Response:
    response = make_response(
        render_template(
            "portal/witness.html",
            asked=asked,
            code=code,
            done=done,
            wrong=wrong,
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
