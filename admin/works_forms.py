"""The forms by which staff report what happens to works beside how far they are."""

from __future__ import annotations

from wtforms import DateField, FileField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from admin.amount_field import AmountField
from admin.forms import Form, strip
from admin.meanwhile import EditForm
from admin.spoken_choices import spoken_choices
from admin.tongue import marked as _
from admin.works_words import DELAYS, MOMENTS, OUTCOMES


class ContractorForm(EditForm):
    """Which company builds, for how much."""

    company = StringField(
        _("Company"),
        description=_("The company's public name, never a person's."),
        filters=[strip],
        validators=[InputRequired(_("Write the company's name.")), Length(max=200)],
    )
    amount = AmountField(
        _("Amount of the contract"), validators=[InputRequired(_("Write the amount, more than nought."))]
    )


class MilestoneForm(Form):
    """One step and the day it is promised for."""

    title = StringField(
        _("Step"), filters=[strip], validators=[InputRequired(_("Say which step it is.")), Length(max=200)]
    )
    due_on = DateField(_("Planned for"), validators=[InputRequired(_("Choose the day."))])


class ReachedForm(Form):
    """When a step was reached, and what proves it."""

    done_on = DateField(_("Reached on"), validators=[InputRequired(_("Choose the day."))])
    proof = StringField(
        _("Proof"),
        description=_("The minutes, a receipt, or the address of a document."),
        filters=[strip],
        validators=[InputRequired(_("Name the proof.")), Length(max=200)],
    )


class MovedForm(Form):
    """By when a step is promised now, and why."""

    due_on = DateField(_("New date"), validators=[InputRequired(_("Choose the day."))])
    reason = StringField(_("Why"), filters=[strip], validators=[InputRequired(_("Write why.")), Length(max=200)])


class DelayForm(Form):
    """Why works are late, and the new day."""

    code = SelectField(_("Kind of delay"), choices=spoken_choices(DELAYS), validators=[InputRequired()])
    reason = TextAreaField(
        _("What happened"),
        description=_("Stands on the public page. Never write a person's name."),
        filters=[strip],
        validators=[InputRequired(_("Write why.")), Length(max=500)],
    )
    due_on = DateField(_("New date"), validators=[InputRequired(_("Choose the day."))])


class ScopeForm(Form):
    """What is built otherwise than was voted."""

    change = StringField(
        _("What changes"),
        description=_("The price that was voted and the votes stay as they are."),
        filters=[strip],
        validators=[InputRequired(_("Write what changes.")), Length(max=500)],
    )
    reason = TextAreaField(
        _("Why"),
        description=_("Followers read it by SMS: one short sentence."),
        filters=[strip],
        validators=[InputRequired(_("Write why.")), Length(max=500)],
    )


class PhotoForm(Form):
    """A photo to publish."""

    moment = SelectField(_("Taken"), choices=spoken_choices(MOMENTS), validators=[InputRequired()])
    alt = StringField(
        _("What it shows"),
        description=_("In one sentence, for who cannot see it."),
        filters=[strip],
        validators=[InputRequired(_("Say what the photo shows.")), Length(max=200)],
    )
    file = FileField(
        _("Photo"),
        description=_("PNG or JPEG, 4 MB at most. Show no face of somebody who did not agree."),
        validators=[InputRequired(_("Choose the photo."))],
    )


class ReportsForm(Form):
    """What is done with the reports that are ticked."""

    outcome = SelectField(_("What is done"), choices=spoken_choices(OUTCOMES), validators=[InputRequired()])
    answer = TextAreaField(
        _("Answer"),
        description=_("Everybody whose report is ticked reads it: one short sentence."),
        filters=[strip],
        validators=[Optional(), Length(max=400)],
    )
