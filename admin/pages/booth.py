"""The voting booth: a page on a phone of the commune on which people vote one after the other, each with their code."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Blueprint, abort, jsonify, redirect, request, session, url_for
from flask_wtf.csrf import generate_csrf
from markupsafe import Markup
from werkzeug.wrappers import Response

from admin.assets import FOLDER
from admin.booth_choices import choices_in
from admin.booth_lock import end_turn, is_locked, is_turn, lock_booth, next_turn
from admin.booth_page import SCRIPTS, page_of
from admin.booth_sent import MOST_BYTES, answers_to
from admin.booth_words import CODE_ALONE, REFUSED, SAYS_HOW, say_faults, why_not_here
from admin.desk import current_commune, current_house, current_staff, paper_languages, read_known, render, write
from admin.given_names import name_in
from admin.hand_forms import unkept
from admin.hand_words import REFUSALS
from admin.page import Group, Page
from admin.tongue import _ as say
from admin.tongue import hold_together, speak
from admin.tongue import marked as _
from admin.votes_listed import list_votes
from budgeting.refusal import Refusal
from budgeting.ways_in import WayIn
from locales.page_words import chain_of
from printing.drawings import drawing_of
from services.by_hand.announced import BOOTH, votes_by
from services.by_hand.booth_list import booth_list
from services.by_hand.helping import cast_with_help, open_helped, poll_with_help, seal_helped, show_with_help
from services.by_hand.opening import may_hold_ballots, open_booth, why_booth_gone
from services.by_hand.typing import Typed
from services.roles import WRITERS
from services.voting.paper import Poll
from services.voting.reader_order import in_reader_order

blueprint = Blueprint("booth", __name__)
PAGE = Page("booth", _("Voting booth"), Group.DAILY, 61, WRITERS, blueprint, refusals=REFUSALS)
GIVEN = "in booth"
"""Where the browser keeps, sealed and in no address, what the person before it is given."""
LONGEST_CODE = 40
LEFT_AFTER = 300
"""Seconds after which a page that shows something of a voter is cleared; where scripts run they do it sooner."""


blueprint.before_request(hold_together)


@blueprint.get("/")
def index() -> str | Response:
    """List the votes whose booths may still hold ballots; the only one is shown at once."""
    house = current_house()
    return list_votes(
        lambda db, commune: [each for each in votes_by(BOOTH, db, house, commune) if may_hold_ballots(db, house, each)],
        "booth/index.html",
    )


@blueprint.get("/<int:cycle_id>")
def show(cycle_id: int) -> str | Response:
    """Say what a booth is, to who may open it."""
    if _gone(cycle_id):
        return redirect(url_for(".agent", cycle_id=cycle_id))
    poll = _poll(cycle_id)
    return render("booth/show.html", poll=poll, is_open=_is_open(poll))


@blueprint.post("/<int:cycle_id>/open")
def open_one(cycle_id: int) -> Response:
    """Shut this browser into the booth, until who opened it signs out."""
    house, commune, staff = current_house(), current_commune().id, current_staff().id
    _poll(cycle_id)
    write(lambda db: open_booth(db, house, commune, cycle_id, staff_id=staff))
    lock_booth(cycle_id)
    return redirect(url_for(".vote", cycle_id=cycle_id))


@blueprint.get("/<int:cycle_id>/vote")
@blueprint.get("/<int:cycle_id>/vote/<language>")
def vote(cycle_id: int, language: str = "") -> Response:
    """Show the empty page to the next voter; nothing of the last one is left."""
    if not is_locked(cycle_id):
        return redirect(url_for(".show", cycle_id=cycle_id))
    if _gone(cycle_id):
        return redirect(url_for(".agent", cycle_id=cycle_id))
    poll = _poll(cycle_id)
    session.pop(GIVEN, None)
    return _form(poll, _spoken(language), next_turn())


@blueprint.post("/<int:cycle_id>/vote/<language>/look")
def look(cycle_id: int, language: str) -> Response:
    """Show in words what would be recorded; nothing is yet."""
    poll, tongue, turn = _turn(cycle_id, language)
    if not turn:
        return _begin_again(cycle_id, tongue)
    house, commune, staff = current_house(), current_commune().id, current_staff().id
    code = request.form.get("code", "").strip()
    if not 0 < len(code) <= LONGEST_CODE:
        return _form(poll, tongue, turn, say(CODE_ALONE))
    try:
        typed = Typed(code, choices_in(request.form, poll.ballot.format))
    except Refusal as no:
        return _form(poll, tongue, turn, why_not_here(no))
    # A refusal is returned and not raised: a wrong code has to be counted.
    shown = write(lambda db: show_with_help(db, house, commune, cycle_id, typed, staff_id=staff, way=WayIn.BOOTH))
    if isinstance(shown, Refusal):
        return _form(poll, tongue, turn, why_not_here(shown))
    page = render("booth/look.html", poll=poll, shown=shown, turn=turn, language=tongue, name_in=name_in)
    return _for_a_while(page, cycle_id)


@blueprint.post("/<int:cycle_id>/vote/<language>/cast")
def cast(cycle_id: int, language: str) -> Response:
    """Record it; the receipt is a page of its own, which can be refreshed."""
    poll, tongue, turn = _turn(cycle_id, language)
    if not turn:  # pressed twice: the receipt, as long as nobody else's turn has begun
        return redirect(url_for(".receipt", cycle_id=cycle_id, language=tongue))
    house, commune, staff = current_house(), current_commune().id, current_staff().id
    token = request.form.get("ballot", "")
    try:
        helped = write(lambda db: cast_with_help(db, house, commune, cycle_id, token, staff_id=staff, way=WayIn.BOOTH))
    except Refusal as no:
        return _form(poll, tongue, turn, why_not_here(no))
    session[GIVEN] = seal_helped(house, poll, helped, staff)
    end_turn()
    return redirect(url_for(".receipt", cycle_id=cycle_id, language=tongue))


@blueprint.get("/<int:cycle_id>/vote/<language>/receipt")
def receipt(cycle_id: int, language: str) -> Response:
    """Show the receipt of who just voted, which holds no choice, until the next person's turn."""
    poll, tongue, house = _poll(cycle_id), _spoken(language), current_house()
    given = open_helped(house, poll, session.get(GIVEN, ""), current_staff().id) if is_locked(cycle_id) else None
    if given is None:
        return _begin_again(cycle_id, tongue)
    page = render("booth/receipt.html", poll=poll, given=given, language=tongue, is_open=_is_open(poll))
    return _for_a_while(page, cycle_id)


@blueprint.get("/<int:cycle_id>/agent")
def agent(cycle_id: int) -> Response:
    """Say to who opened the booth what waits in it, and how it is closed."""
    gone = _gone(cycle_id)
    known: dict[str, Any] = {"is_locked": is_locked(cycle_id), "refused": REFUSED, "scripts": SCRIPTS}
    known |= {"gone": gone} if gone else {"poll": _poll(cycle_id)}
    return unkept(render("booth/agent.html", cycle_id=cycle_id, booth=page_of(cycle_id), **known))


@blueprint.get("/<int:cycle_id>/line")
def line(cycle_id: int) -> Response:
    """Tell a booth that its line is back: what a sending has to carry, and the time here."""
    _poll_or_gone(cycle_id)
    return _unkept_json({"token": _token(), "now": int(current_house().clock().timestamp() * 1000)})


@blueprint.post("/<int:cycle_id>/send")
def send(cycle_id: int) -> Response:
    """Take sealed ballots; each answer is given once its ballot is durable."""
    poll = _poll_or_gone(cycle_id)
    body = request.get_data()
    if len(body) > MOST_BYTES:
        abort(413)
    return _unkept_json({"answers": answers_to(body, poll)})


@blueprint.get("/worker.js")
def worker() -> Response:
    """Send the script that shows the booth's own pages while there is no line, from under their address alone."""
    return Response((FOLDER / "booth-worker.js").read_bytes(), mimetype="text/javascript")


def _token() -> str:
    made: Callable[[], str] = generate_csrf
    return made()


def _unkept_json(answer: dict[str, Any]) -> Response:
    response = jsonify(answer)
    response.headers["Cache-Control"] = "no-store"
    return response


def _form(poll: Poll, language: str, turn: str, wrong: str = "") -> Response:
    commune = current_commune().id
    listed = read_known(lambda db: booth_list(db, commune, poll.cycle_id))
    page = render(
        "booth/vote.html",
        poll=poll,
        projects=in_reader_order(current_house(), f"turn {turn}", listed),
        languages=paper_languages(),
        language=language,
        turn=turn,
        wrong=wrong,
        how=SAYS_HOW[poll.ballot.format.value],
        typed=request.form,
        is_open=_is_open(poll),
        booth=page_of(poll.cycle_id, poll),
        scripts=SCRIPTS,
        said=say_faults(poll.ballot, poll.paper().max_choices),
        name_in=name_in,
        drawing_of=lambda symbol: Markup(drawing_of(symbol)),  # noqa: S704 - a file of our own
    )
    return _for_a_while(page, poll.cycle_id) if wrong else unkept(page)


def _for_a_while(page: str, cycle_id: int) -> Response:
    """Return a page that shows something of a voter: who walks away leaves it to nobody for long."""
    response = unkept(page)
    response.headers["Refresh"] = f"{LEFT_AFTER}; url={url_for('.vote', cycle_id=cycle_id)}"
    return response


def _turn(cycle_id: int, language: str) -> tuple[Poll, str, str]:
    """Return the vote, the language and the turn that sent this request, "" where that turn is over."""
    poll, tongue, turn = _poll(cycle_id), _spoken(language), request.form.get("turn", "")
    return poll, tongue, turn if is_locked(cycle_id) and is_turn(turn) else ""


def _begin_again(cycle_id: int, language: str) -> Response:
    return redirect(url_for(".vote", cycle_id=cycle_id, language=language))


def _spoken(language: str) -> str:
    """Answer this request in that language of the commune, in its first where none is asked for."""
    offered = [tag for tag, _name in paper_languages()]
    if language and language not in offered:
        abort(404)
    chosen = language or next(iter(offered), "fr")
    speak(chain_of(chosen))
    return chosen


def _is_open(poll: Poll) -> bool:
    return poll.why_not_at(current_house().clock()) is None


def _gone(cycle_id: int) -> Refusal | None:
    commune = current_commune().id
    return read_known(lambda db: why_booth_gone(db, commune, cycle_id))


def _poll_or_gone(cycle_id: int) -> Poll | Refusal:
    return _gone(cycle_id) or _poll(cycle_id)


def _poll(cycle_id: int) -> Poll:
    """Return the vote, closed by now or not: of its last minute there is a receipt to give, and a no to say."""
    house, commune = current_house(), current_commune().id
    return read_known(lambda db: poll_with_help(db, house, commune, cycle_id, WayIn.BOOTH))
