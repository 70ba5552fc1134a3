"""The forms by which staff announce, prepare, count and look back at public sessions."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from wtforms import BooleanField, DateField, IntegerField, SelectField, StringField, TextAreaField, TimeField
from wtforms import DateTimeLocalField as MomentField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from admin.follow_up_forms import PromiseForm, chosen, published
from admin.forms import CheckboxesField, Form, strip
from admin.meanwhile import EditForm
from admin.named_lines import NamedLine, line_of, lines_in
from admin.session_words import said_choices
from admin.tongue import marked as _
from admin.tongue import say_value
from bot.session_words import KINDS, PRESENCES, PRESS_KINDS, SEXES
from services.clock import zone_of
from services.public_sessions.agenda import NewItem
from services.public_sessions.announcing import NewSession
from services.public_sessions.door import MOST_AT_ONCE
from services.public_sessions.preparing import LONGEST_PROSE, MOST_PEOPLE, Official
from services.public_sessions.press import NewArticle
from services.public_sessions.reading import SessionPage
from services.public_sessions.running import LONGEST_REASON

MOMENT = "%Y-%m-%dT%H:%M"


class SessionForm(EditForm):
    """A session to announce, or to set right."""

    title = StringField(
        _("Subject"),
        description=_("Short: it is sent by SMS."),
        filters=[strip],
        validators=[InputRequired(_("Say what the session is about.")), Length(max=200)],
    )
    kind = SelectField(_("Kind"), choices=said_choices(KINDS, nothing="–"), validators=[Optional()])
    place = StringField(_("Place"), filters=[strip], validators=[InputRequired(_("Say where it is.")), Length(max=200)])
    starts_at = MomentField(
        _("Day and hour"),
        description=_("On the commune's clock."),
        format=MOMENT,
        validators=[InputRequired(_("Choose a day and an hour that are still to come."))],
    )
    ends_at = MomentField(_("End"), format=MOMENT, validators=[Optional()])

    def new(self, *, was_held: bool = False) -> NewSession:
        """Return what was typed."""
        return NewSession(
            self.title.data or "",
            self.place.data or "",
            self.starts_at.data or datetime.min,
            self.ends_at.data,
            self.kind.data or "",
            was_held,
        )


class NewSessionForm(SessionForm):
    """A session to announce; or one that was held, to be looked back at."""

    was_held = BooleanField(_("It was held already"), description=_("To write down who came and what was recommended."))


class CancelForm(Form):
    """Why there is no session."""

    reason = TextAreaField(
        _("Why"),
        description=_("Everybody reads it. Whoever said that they come gets the beginning by SMS."),
        filters=[strip],
        validators=[InputRequired(_("Write why.")), Length(max=LONGEST_REASON)],
    )


class BureauForm(EditForm):
    """Who leads the session."""

    officials = TextAreaField(
        _("Who leads it"),
        description=_(
            "One on each line: the function, a colon, the name; or the name, a comma or a dash, the function. "
            "Public, so only people in their function."
        ),
        validators=[Optional(), Length(max=LONGEST_PROSE)],
    )

    def given(self) -> list[Official]:
        """Return who was typed; a line that is one thing alone is a function."""
        people = lines_in(self.officials.data or "", alone="function")
        return [Official(one.function, one.name) for one in people]


class TextsForm(EditForm):
    """What opens the session, and how it works."""

    opening = TextAreaField(_("Opening"), validators=[Optional(), Length(max=LONGEST_PROSE)])
    method = TextAreaField(
        _("How the session works"),
        description=_("Who presents, when questions are taken, how recommendations are voted."),
        validators=[Optional(), Length(max=LONGEST_PROSE)],
    )


def _people_field() -> IntegerField:
    return IntegerField(
        validators=[Optional(), NumberRange(0, MOST_PEOPLE, _("Write how many people, nought or more."))]
    )


class PlannedForm(EditForm):
    """How many people of each kind are awaited; its fields are made of the list of kinds."""

    def __init__(self, *values: Any, **named: Any) -> None:
        super().__init__(*values, **named)
        for kind, name in PRESENCES.items():
            self[kind].label.text = say_value(name)

    def given(self) -> dict[str, int | None]:
        """Return the numbers that were typed, by kind."""
        return {kind: self[kind].data for kind in PRESENCES}


for _kind in PRESENCES:
    setattr(PlannedForm, _kind, _people_field())


class ItemForm(EditForm):
    """An item of the agenda."""

    title = StringField(
        _("What is presented or debated"),
        filters=[strip],
        validators=[InputRequired(_("Say what the item is.")), Length(max=200)],
    )
    at = TimeField(_("Hour"), validators=[Optional()])
    speaker = StringField(
        _("Who presents it"), description=_("The function."), filters=[strip], validators=[Optional(), Length(max=200)]
    )
    document = SelectField(_("A published document"), choices=published, validators=[Optional()])

    def new(self) -> NewItem:
        """Return what was typed."""
        return NewItem(self.title.data or "", self.at.data, self.speaker.data or "", chosen(self.document))


class AssociationsForm(EditForm):
    """Which associations of the list took part."""

    took_part = CheckboxesField(_("Took part"), coerce=int)


class BringForm(Form):
    """An association that nobody knew yet."""

    name = StringField(
        _("Name"), filters=[strip], validators=[InputRequired(_("Give the association a name.")), Length(max=200)]
    )
    contact = StringField(
        _("How it is reached"),
        description=_("A number or an address, for staff alone. Never public."),
        filters=[strip],
        validators=[Optional(), Length(max=200)],
    )


class ArticleForm(Form):
    """What the press told."""

    outlet = StringField(
        _("Radio, newspaper or page"),
        filters=[strip],
        validators=[InputRequired(_("Say which radio, newspaper or page told of it.")), Length(max=200)],
    )
    kind = SelectField(_("Where"), choices=said_choices(PRESS_KINDS), validators=[InputRequired()])
    dated_on = DateField(_("Day"), validators=[Optional()])
    title = StringField(_("Title"), filters=[strip], validators=[Optional(), Length(max=200)])
    link = StringField(_("Web address"), filters=[strip], validators=[Optional(), Length(max=2000)])

    def new(self) -> NewArticle:
        """Return what was typed."""
        return NewArticle(
            self.outlet.data or "", self.kind.data, self.dated_on.data, self.title.data or "", self.link.data or ""
        )


class SeveralForm(Form):
    """Several people counted at once."""

    presence = SelectField(_("Who they are"), choices=said_choices(PRESENCES), validators=[InputRequired()])
    sex = SelectField(_("Women or men"), choices=said_choices(SEXES), validators=[InputRequired()])
    people = IntegerField(
        _("How many"),
        validators=[InputRequired(), NumberRange(1, MOST_AT_ONCE)],
    )


FORMS: dict[str, type[Form]] = {
    "change": SessionForm,
    "cancel": CancelForm,
    "bureau": BureauForm,
    "texts": TextsForm,
    "planned": PlannedForm,
    "item": ItemForm,
    "associations": AssociationsForm,
    "bring": BringForm,
    "article": ArticleForm,
    "recommend": PromiseForm,
}
"""Each form of the page of one session by its name, which is its prefix and the route that takes it too."""


def kept(page: SessionPage, name: str, time_zone: str) -> dict[str, Any]:
    """Return what stands in a form of a session before anybody types."""
    row, zone = page.row, zone_of(time_zone)
    texts: dict[str, dict[str, Any]] = {
        "change": {
            "title": row.title,
            "kind": row.kind,
            "place": row.place,
            "starts_at": row.starts_at.astimezone(zone).replace(tzinfo=None),
            "ends_at": row.ends_at.astimezone(zone).replace(tzinfo=None) if row.ends_at else None,
        },
        "bureau": {"officials": "\n".join(_line(one) for one in page.bureau)},
        "texts": {"opening": page.opening, "method": page.method},
        "planned": page.planned,
        "associations": {"took_part": [one.id for one in page.associations if one.took_part]},
        "recommend": {"visibility": "public"},
    }
    return texts.get(name, {})


def _line(official: Official) -> str:
    return line_of(NamedLine(official.name, official.role), alone="function")
