"""Messages: what was sent, on which channel, at what cost, and what could not be delivered."""

from __future__ import annotations

from flask import Blueprint, request

from admin.desk import current_commune, current_house, has_role, read, render
from admin.failure_words import say_failure
from admin.labels import name_channel
from admin.page import Group, Page
from admin.paging import asked_paging
from admin.tongue import marked as _
from services.message_list import MessageState, list_messages
from services.roles import EVERYONE, RoleName
from services.spending import spent_of

blueprint = Blueprint("messages", __name__)
PAGE = Page("messages", _("Messages"), Group.DAILY, 80, EVERYONE, blueprint)
READS_TEXTS = (RoleName.ADMINISTRATOR, RoleName.MODERATOR, RoleName.COMMUNICATION_OFFICER)
STATES = {
    MessageState.QUEUED: (_("waiting"), "wait"),
    MessageState.SENDING: (_("being sent"), "wait"),
    MessageState.HANDED_OVER: (_("handed over"), ""),
    MessageState.SENT: (_("sent"), ""),
    MessageState.DELIVERED: (_("delivered"), "good"),
    MessageState.FAILED: (_("failed"), "bad"),
    MessageState.DROPPED: (_("not sent"), "bad"),
    MessageState.HELD: (_("held back"), "bad"),
}
PURPOSES = {
    "reply": _("Reply"),
    "request": _("Answer to a question"),
    "proposal": _("News of a proposal"),
    "project": _("News of a project"),
    "document": _("News of a document"),
    "poll": _("Question about finished works"),
    "report": _("Answer to what was reported of works"),
    "follow_up": _("News of a promise"),
    "public_session": _("News of a public session"),
    "vote": _("Right to vote"),
    "log_head": _("Signed state of the votes"),
    "broadcast": _("Broadcast"),
}
THOUSANDTHS = 1000


@blueprint.get("/")
def index() -> str:
    """List the commune's messages out, newest first."""
    house, commune, paging = current_house(), current_commune().id, asked_paging()
    wish = request.args.get("state", "")
    state = MessageState(wish) if wish in set(MessageState) else None
    with_texts = has_role(*READS_TEXTS)
    spent = read(lambda db: spent_of(db, commune, house.clock()))
    rows, total = read(
        lambda db: list_messages(
            db, house, commune, state=state, with_texts=with_texts, limit=paging.size, offset=paging.offset
        )
    )
    return render(
        "messages/index.html",
        messages=rows,
        spent=spent,
        paging=paging.of(total),
        states=STATES,
        purposes=PURPOSES,
        channel=name_channel,
        failure=say_failure,
        state=state,
        with_texts=with_texts,
        cost_of=lambda cost: -(-cost // THOUSANDTHS),
    )
