"""Recommendations voted in the room of a session: put to the vote, counted by hands or by phones, taken back."""

from __future__ import annotations

from flask import Blueprint, redirect, url_for
from werkzeug.wrappers import Response
from wtforms.fields.choices import SelectChoice

from admin import room_words as words
from admin.desk import has_role, render
from admin.follow_up_words import FOLLOW_UP_REFUSALS
from admin.forms import Form
from admin.page import Group, Page, needs
from admin.room_forms import CountForm, ReasonForm, VoteForm
from admin.room_view import done_in_room, find_room, within
from admin.tongue import marked as _
from services.requests.rights import SETTLERS
from services.roles import EVERYONE
from services.session_rooms import voting
from services.session_rooms.reading import RoomView

blueprint = Blueprint("session_votes", __name__)
LETTERS = 80
"""Of a question in a list to choose from."""
PAGE = Page(
    "session_votes",
    _("Votes in the room"),
    Group.HIDDEN,
    0,
    EVERYONE,
    blueprint,
    refusals={**FOLLOW_UP_REFUSALS, **words.REFUSALS},
)


@blueprint.get("/")
def index() -> Response:
    """Lead to the list of sessions."""
    return redirect(url_for("panel.session_questions.index"))


@blueprint.get("/<int:session_id>")
def show(session_id: int) -> str:
    """Show what was and is voted in one session."""
    return _show(find_room(session_id))


@blueprint.post("/<int:session_id>/put")
@needs(*SETTLERS)
def put(session_id: int) -> str | Response:
    """Put a recommendation to the vote."""
    room = find_room(session_id)
    form = _vote_form(room)
    if form.validate_on_submit():
        question = int(form.question.data) if form.question.data else None
        new = voting.NewVote(
            form.text.data or "", form.way.data or "", form.owner.data or "", form.due_on.data, question
        )
        done = _("The room can vote. It stands on the screen.")
        if done_in_room(voting.put_to_vote, room.session_id, new, done=done):
            return _back(session_id)
    return _show(room, vote=form)


@blueprint.post("/<int:session_id>/<int:vote_id>/hands")
@needs(*SETTLERS)
def hands(session_id: int, vote_id: int) -> str | Response:
    """Write down a signed count of hands."""
    room, which = find_room(session_id), within(vote_id)
    form = CountForm(people=room.people)
    if form.validate_on_submit() and not form.is_doubtful:
        numbers = (form.votes_for.data or 0, form.votes_against.data or 0, form.abstained.data or 0)
        count = voting.HandCount(*numbers, (form.first.data or "", form.second.data or ""))
        if done_in_room(voting.count_hands, which, count, done=_("The count is written down.")):
            return _back(session_id)
    return _show(room, count=form)


@blueprint.post("/<int:session_id>/<int:vote_id>/phones")
@needs(*SETTLERS)
def phones(session_id: int, vote_id: int) -> Response:
    """Close a vote by phone and count it."""
    which = within(vote_id)
    done_in_room(voting.count_phones, which, done=_("The phones are counted."))
    return _back(session_id)


@blueprint.post("/<int:session_id>/<int:vote_id>/withdraw")
@needs(*SETTLERS)
def withdraw(session_id: int, vote_id: int) -> str | Response:
    """Take a vote back."""
    form, which = ReasonForm(prefix="withdraw"), within(vote_id)
    why = form.reason.data or ""
    if form.validate_on_submit():
        done_in_room(voting.withdraw, which, why, done=_("The vote is taken back."))
        return _back(session_id)
    return _show(find_room(session_id), withdraw=form)


def _back(session_id: int) -> Response:
    return redirect(url_for(".show", session_id=within(session_id)))


def _vote_form(room: RoomView, *, is_sent: bool = True) -> VoteForm:
    form = VoteForm() if is_sent else VoteForm(formdata=None)
    asked = [SelectChoice(str(one.id), one.words[:LETTERS]) for one in room.questions if one.state != "hidden"]
    form.question.choices = [SelectChoice("", "–"), *asked]
    return form


def _show(room: RoomView, **sent: Form) -> str:
    return render(
        "session_votes/show.html",
        room=room,
        now=next((one for one in room.votes if one.state == "open"), None),
        past=[one for one in reversed(room.votes) if one.state != "open"],
        vote=sent.get("vote") or _vote_form(room, is_sent=False),
        count=sent.get("count") or CountForm(formdata=None, people=room.people),
        back=sent.get("withdraw") or ReasonForm(formdata=None, prefix="withdraw"),
        opened=set(sent),
        sessions=words.SESSIONS,
        ways_of=words.WAYS,
        states=words.VOTES,
        badges=words.VOTE_BADGES,
        may_settle=has_role(*SETTLERS),
    )
