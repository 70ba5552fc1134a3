"""Outside witnesses: named in public, asked by a link that opens once; and the chat in which observers read the log."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, request, url_for
from werkzeug.wrappers import Response
from wtforms import SelectField, StringField
from wtforms.validators import InputRequired, Length, Optional

from admin.desk import (
    carry_out,
    current_commune,
    current_house,
    current_staff,
    has_role,
    read,
    render,
    why_refused,
    write,
)
from admin.forms import Form, strip
from admin.page import Group, Page, needs
from admin.spoken_choices import spoken_choices
from admin.tongue import marked as _
from admin.witness_words import CAPACITIES, MATTERS, WITNESS_REFUSALS
from budgeting.refusal import Refusal
from services.roles import DECIDERS, EVERYONE, RoleName
from services.watching.posting import ChatReason, chat_of, choose_chat, has_bot
from services.witnesses.links import make_accept_link, make_link
from services.witnesses.matters import open_matters
from services.witnesses.naming import LONGEST, NewWitness, end_witness, name_witness, witnesses_of

blueprint = Blueprint("witnesses", __name__)
PAGE = Page(
    "witnesses",
    _("Outside witnesses"),
    Group.DECISIONS,
    40,
    EVERYONE,
    blueprint,
    refusals={
        **WITNESS_REFUSALS,
        ChatReason.NO_CHAT.value: _("Write the number of a group or channel (it begins with -) or its public @name."),
        ChatReason.NO_LINE.value: _("The commune has no bot on Telegram that could post there: add the line first."),
    },
)
NEEDED = _("Write the name, for whom they speak, and who agreed to them.")


class WitnessForm(Form):
    """A witness to name."""

    name = StringField(_("Name"), filters=[strip], validators=[InputRequired(NEEDED), Length(max=LONGEST)])
    capacity = SelectField(_("Who it is"), choices=spoken_choices(CAPACITIES), validators=[InputRequired()])
    body = StringField(
        _("For whom they speak"),
        description=_("The association, the prefecture, the court …"),
        filters=[strip],
        validators=[InputRequired(NEEDED), Length(max=LONGEST)],
    )
    agreed_by = StringField(
        _("Who agreed to them"),
        description=_("For example: the council, on 3 March. Everybody can read it."),
        filters=[strip],
        validators=[InputRequired(NEEDED), Length(max=LONGEST)],
    )


class ChatForm(Form):
    """Where the state of the log is posted."""

    chat = StringField(
        _("Group or channel on Telegram"),
        description=_("Its number, which begins with -, or its public @name. Leave it empty to post nowhere."),
        filters=[strip],
        validators=[Optional(), Length(max=40)],
    )


@blueprint.get("/")
def index() -> str:
    """List the witnesses, what they can be asked now, and the chat of the observers."""
    return _index(WitnessForm(formdata=None))


@blueprint.post("/")
@needs(*DECIDERS)
def name() -> str | Response:
    """Name a witness."""
    form, house, commune, staff = WitnessForm(), current_house(), current_commune().id, current_staff().id
    if not form.validate_on_submit():
        return _index(form)
    said = (form.name.data, form.capacity.data, form.body.data, form.agreed_by.data)
    new = NewWitness(*(str(part or "") for part in said))
    done = _("The witness is named; the name stands on the public page of each vote.")
    carry_out(lambda db: name_witness(db, house, commune, new, staff_id=staff), done)
    return redirect(url_for(".index"))


@blueprint.post("/<int:witness_id>/end")
@needs(*DECIDERS)
def end(witness_id: int) -> Response:
    """Ask a witness nothing more."""
    house, commune, staff = current_house(), current_commune().id, current_staff().id
    done = _("This person is no longer a witness.")
    carry_out(lambda db: end_witness(db, house, commune, witness_id, staff_id=staff), done)
    return redirect(url_for(".index"))


@blueprint.post("/<int:witness_id>/link")
@needs(*DECIDERS)
def link(witness_id: int) -> str | Response:
    """Make a link and show it, once."""
    house, commune, staff = current_house(), current_commune().id, current_staff().id
    subject, _sign, matter = request.form.get("asks", "").partition(":")
    try:
        if not matter:
            token = write(lambda db: make_accept_link(db, house, commune, witness_id, staff_id=staff))
        else:
            number = int(subject) if subject.isascii() and subject.isdigit() and len(subject) < 10 else 0
            token = write(lambda db: make_link(db, house, commune, witness_id, number, matter, staff_id=staff))
    except Refusal as no:
        flash(why_refused(no), "wrong")
        return redirect(url_for(".index"))
    base = house.public_url or request.host_url.rstrip("/")
    address = f"{base}/{current_commune().key}/witness/{token}"
    return render("witnesses/link.html", address=address, is_acceptance=not matter)


@blueprint.post("/chat")
@needs(RoleName.ADMINISTRATOR, RoleName.COMMUNICATION_OFFICER)
def chat() -> Response:
    """Choose the chat of the observers."""
    form, house, commune, staff = ChatForm(), current_house(), current_commune().id, current_staff().id
    carry_out(lambda db: choose_chat(db, house, commune, form.chat.data or "", staff_id=staff), _("It is kept."))
    return redirect(url_for(".index"))


def _index(form: WitnessForm) -> str:
    house, commune = current_house(), current_commune().id
    chosen = read(lambda db: chat_of(db, house, commune))
    return render(
        "witnesses/index.html",
        witnesses=read(lambda db: witnesses_of(db, commune)),
        waiting=read(lambda db: open_matters(db, commune)),
        form=form,
        chat=chosen,
        chat_form=ChatForm(formdata=None, chat=chosen.chat if chosen else ""),
        has_bot=read(lambda db: has_bot(db, commune)),
        matters=MATTERS,
        capacities=CAPACITIES,
        now=house.clock(),
        may_decide=has_role(*DECIDERS),
        may_post=has_role(RoleName.ADMINISTRATOR, RoleName.COMMUNICATION_OFFICER),
    )
