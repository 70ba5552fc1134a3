"""The room of a public session: questions by phone and aloud, what stands on the screen, answers and promises."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from typing import Any

from flask import Blueprint, redirect, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from admin import room_words as words
from admin.desk import (
    current_commune,
    current_house,
    has_role,
    read,
    render,
    say,
)
from admin.forms import Form
from admin.meanwhile import unless_changed
from admin.page import Group, Page, needs
from admin.request_words import REFUSALS as REQUEST_REFUSALS
from admin.room_forms import AloudForm, AnswerForm, PromiseForm, ReasonForm, WordsForm
from admin.room_view import done_in_room, find_room, within
from admin.tongue import marked as _
from bot.session_words import PRESENCES
from services.public_sessions.finding import find_session
from services.requests.rights import SETTLERS
from services.roles import EVERYONE, WRITERS
from services.session_rooms import answering, joining, rooms, sorting
from services.session_rooms.answering import PromisedInRoom
from services.session_rooms.asking import SaidAloud, ask_aloud
from services.session_rooms.reading import QuestionView, RoomView, list_rooms, read_room

blueprint = Blueprint("session_questions", __name__)
MOST_TICKED = 100
PAGE = Page(
    "session_questions",
    _("Questions of a session"),
    Group.HIDDEN,
    0,
    EVERYONE,
    blueprint,
    refusals={**REQUEST_REFUSALS, **words.REFUSALS},
)


@blueprint.get("/")
def index() -> str:
    """List the sessions that have a room, the latest first."""
    commune = current_commune().id
    found = read(lambda db: list_rooms(db, commune))
    return render("session_questions/index.html", rooms=found, states=words.SESSIONS)


@blueprint.get("/<int:session_id>")
def show(session_id: int) -> str:
    """Show the room of one session."""
    return _show(find_room(session_id))


@blueprint.post("/<int:session_id>/aloud")
@needs(*WRITERS)
def aloud(session_id: int) -> str | Response:
    """Write down what was asked aloud."""
    form, session_id = AloudForm(), within(session_id)
    if not form.validate_on_submit():
        return _show(find_room(session_id), aloud=form)
    said = SaidAloud(
        form.text.data or "",
        form.presence.data or "",
        form.sex.data or "",
        form.name.data or "",
        (form.token.data or "")[:64],
    )
    if done_in_room(ask_aloud, session_id, said, done=_("The question is written down.")):
        return _back(session_id)
    return _show(find_room(session_id), aloud=form)


@blueprint.post("/<int:session_id>/taking")
@needs(*WRITERS)
def taking(session_id: int) -> Response:
    """Take questions by phone, or none."""
    takes, at = request.form.get("takes") == "yes", within(session_id)
    said = _("Questions by phone go to this session.") if takes else _("Questions by phone do not go to this session.")
    done_in_room(rooms.set_taking, at, takes=takes, done=said)
    return _back(at)


@blueprint.post("/<int:session_id>/screen")
@needs(*WRITERS)
def screen(session_id: int) -> Response:
    """Make a new secret address for the screen."""
    at = within(session_id)
    done = _("The address of the screen is new. An older one shows nothing any more.")
    done_in_room(rooms.renew_screen, at, done=done)
    return _back(at)


@blueprint.post("/<int:session_id>/clear")
@needs(*WRITERS)
def clear(session_id: int) -> Response:
    """Show no question."""
    at = within(session_id)
    done_in_room(sorting.clear_screen, at, done=_("No question is on the screen now."))
    return _back(at)


@blueprint.post("/<int:session_id>/join")
@needs(*WRITERS)
def join(session_id: int) -> Response:
    """Put the ticked questions together."""
    at, said = within(session_id), request.form.get("words", "")
    ticked = [int(one) for one in request.form.getlist("question")[:MOST_TICKED] if one.isdecimal() and len(one) < 10]
    done = _("They are one question now, for everybody who asks it.")
    done_in_room(joining.join, at, ticked, said, done=done)
    return _back(at)


@blueprint.post("/<int:session_id>/<int:question_id>/let-in")
@needs(*WRITERS)
def let_in(session_id: int, question_id: int) -> str | Response:
    """Let a question stand before the room."""
    form, which = WordsForm(), within(question_id)
    said = form.words.data or ""
    done = _("The question stands before the room.")
    if not done_in_room(unless_changed(form, _standing(session_id, which), sorting.let_in), which, said, done=done):
        return _show(find_room(session_id), words=form, of=question_id)
    return _back(session_id)


@blueprint.post("/<int:session_id>/<int:question_id>/show")
@needs(*WRITERS)
def put_up(session_id: int, question_id: int) -> Response:
    """Show a question to the room."""
    which = within(question_id)
    done_in_room(sorting.show, which, done=_("The question is on the screen."))
    return _back(session_id)


@blueprint.post("/<int:session_id>/<int:question_id>/hide")
@needs(*WRITERS)
def hide(session_id: int, question_id: int) -> Response:
    """Keep a question from the room."""
    form, which = ReasonForm(), within(question_id)
    why = form.reason.data or ""
    done = _("The question is hidden. If it came by phone, the town hall still answers it.")
    done_in_room(sorting.hide, which, why, done=done)
    return _back(session_id)


@blueprint.post("/<int:session_id>/askings/<int:asking_id>/part")
@needs(*WRITERS)
def part(session_id: int, asking_id: int) -> Response:
    """Take one person's asking out of a question."""
    which = within(asking_id)
    done_in_room(joining.part, which, done=_("It is a question of its own again."))
    return _back(session_id)


@blueprint.post("/<int:session_id>/<int:question_id>/answer")
@needs(*SETTLERS)
def answer(session_id: int, question_id: int) -> str | Response:
    """Write down what was answered in the room; whoever asked by phone is told."""
    form, which = AnswerForm(prefix=f"a{question_id}"), within(question_id)
    if not form.validate_on_submit():
        return _show(find_room(session_id), answer=form, of=question_id)
    text, by = form.answer.data or "", form.by.data or ""
    told: list[answering.Told] = []

    def keep(*keys: Any, **who: Any) -> None:
        told.append(answering.answer_in_room(*keys, **who))

    act = unless_changed(form, _standing(session_id, which), keep)
    if not done_in_room(act, which, text, by, done=_("The answer is written down and public.")):
        return _show(find_room(session_id), answer=form, of=question_id)
    if told[-1].answered:
        say(_("Questions by phone answered: %(answered)s. Told by message: %(told)s."),
            kind="note", answered=told[-1].answered, told=told[-1].told)  # fmt: skip
    return _back(session_id)


@blueprint.post("/<int:session_id>/<int:question_id>/writing")
@needs(*SETTLERS)
def writing(session_id: int, question_id: int) -> Response:
    """Leave a question to be answered in writing."""
    which = within(question_id)
    done = _("The town hall answers it in writing, within its time.")
    done_in_room(answering.put_into_writing, which, done=done)
    return _back(session_id)


@blueprint.post("/<int:session_id>/<int:question_id>/promise")
@needs(*SETTLERS)
def promise(session_id: int, question_id: int) -> str | Response:
    """Write down what was promised in answer."""
    form, which = PromiseForm(prefix=f"p{question_id}"), within(question_id)
    if form.validate_on_submit():
        given = PromisedInRoom(form.text.data or "", form.owner.data or "", form.due_on.data)
        done = _("The promise is written down. Whoever asked by phone follows it.")
        if done_in_room(answering.promise_in_room, which, given, done=done):
            return _back(session_id)
    return _show(find_room(session_id), promise=form, of=question_id)


def _back(session_id: int) -> Response:
    return redirect(url_for(".show", session_id=within(session_id)))


def _standing(session_id: int, question_id: int) -> Callable[[Session], dict[str, Any] | None]:
    """Return what reads a question of the room anew."""
    house, commune, at = current_house(), current_commune().id, within(session_id)

    def look(db: Session) -> dict[str, Any] | None:
        room = read_room(db, house, find_session(db, commune, at))
        return next((_kept(one) for one in room.questions if one.id == question_id), None)

    return look


def _kept(one: QuestionView) -> dict[str, Any]:
    """Return the words and the answer of a question as their forms hold them."""
    return {"words": one.words, "answer": one.answer, "by": one.answered_by}


def _show(room: RoomView, of: int = 0, **sent: Form) -> str:
    base = current_house().public_url or request.host_url.rstrip("/")
    aloud = sent.get("aloud") or AloudForm(formdata=None, data={"token": secrets.token_hex(16)})
    forms: dict[int, dict[str, Any]] = {
        one.id: {
            "words": WordsForm(formdata=None, data=_kept(one)),
            "reason": ReasonForm(formdata=None),
            "answer": AnswerForm(formdata=None, prefix=f"a{one.id}", data=_kept(one)),
            "promise": PromiseForm(formdata=None, prefix=f"p{one.id}"),
        }
        for one in room.questions
    }
    if of in forms:
        forms[of].update({name: form for name, form in sent.items() if name != "aloud"})
    return render(
        "session_questions/show.html",
        room=room,
        aloud=aloud,
        forms=forms,
        opened={(of, name) for name in sent},
        address=f"{base}/{current_commune().key}/room/{room.screen}" if room.screen else None,
        states=words.QUESTIONS,
        badges=words.QUESTION_BADGES,
        sessions=words.SESSIONS,
        presences=PRESENCES,
        sexes=words.ASKED_BY,
        may_write=has_role(*WRITERS),
        may_settle=has_role(*SETTLERS),
    )
