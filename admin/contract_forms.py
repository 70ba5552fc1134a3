"""The forms by which staff write contracts, sign them, measure, amend and review them."""

from __future__ import annotations

from collections.abc import Sequence

from wtforms import DateField, FileField, HiddenField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional

from admin.contract_words import DIRECTIONS, REFUSALS
from admin.desk import current_commune, read
from admin.follow_up_forms import chosen, people, published
from admin.follow_up_view import reader
from admin.forms import CheckboxesField, Form, SometimesNeeded, strip
from admin.meanwhile import EditForm
from admin.quantity_field import QuantityField
from admin.spoken_choices import spoken_choices
from admin.tongue import _ as say
from admin.tongue import marked as _
from services.contracts.drafting import LONGEST, LONGEST_PARTY, LONGEST_PLAN, LONGEST_UNIT
from services.contracts.drafts import ContractDraft, TargetDraft
from services.contracts.reading import ContractRow, possible_parents
from services.printing.contract_words import LEVELS, MAKINGS, REVIEWS

PARTY = InputRequired(REFUSALS["contract_without_parties"])
DAY = InputRequired(_("Choose the day."))
WHY = InputRequired(REFUSALS["contract_reason_needed"])


def levels() -> list[SelectChoice]:
    """Return the levels; none is chosen before somebody does."""
    return [SelectChoice("", "–"), *spoken_choices(LEVELS)()]


def parents() -> list[SelectChoice]:
    """Return the contracts from which another may derive, and none."""
    commune, who = current_commune().id, reader()
    rows = read(lambda db: possible_parents(db, commune, who))
    return [SelectChoice("", say(_("None of them"))), *(SelectChoice(str(row.id), name_of(row)) for row in rows)]


def name_of(row: ContractRow) -> str:
    """Return a contract by its level, who takes it and its years."""
    first, last = row.starts_on.year, row.ends_on.year
    years = str(first) if first == last else f"{first}-{last}"
    return f"{say(LEVELS[row.level])} · {row.taker} · {years}"


def _party(label: str) -> StringField:
    """Return the field of one side."""
    return StringField(
        label,
        description=_("The office or the function. Public where the contract is published."),
        filters=[strip],
        validators=[PARTY, Length(max=LONGEST_PARTY)],
    )


def _account() -> SelectField:
    """Return the field of who signs here for a side."""
    return SelectField(
        _("Their account"),
        description=_("Who signs here for this side. Without one it signs on paper."),
        choices=people,
        validators=[Optional()],
    )


class ContractForm(EditForm):
    """A contract."""

    level = SelectField(_("Level"), choices=levels, validators=[InputRequired(REFUSALS["contract_level_wrong"])])
    giver, giver_id = _party(_("Who gives it")), _account()
    taker, taker_id = _party(_("Who takes it")), _account()
    starts_on = DateField(_("First day"), validators=[DAY])
    ends_on = DateField(_("Last day"), validators=[DAY])
    parent_id = SelectField(
        _("The contract it derives from"),
        description=_("One of a higher level."),
        choices=parents,
        validators=[Optional()],
    )
    plan = StringField(
        _("The plan it derives from"),
        description=_("PND 2018-2027, annual action plan"),
        filters=[strip],
        validators=[Optional(), Length(max=LONGEST_PLAN)],
    )
    plan_document_id = SelectField(_("The plan as a document"), choices=published, validators=[Optional()])

    def draft(self) -> ContractDraft:
        """Return what was written."""
        return ContractDraft(
            self.level.data,
            self.giver.data or "",
            self.taker.data or "",
            self.starts_on.data,
            self.ends_on.data,
            chosen(self.giver_id),
            chosen(self.taker_id),
            chosen(self.parent_id),
            self.plan.data or "",
            chosen(self.plan_document_id),
        )


class TargetForm(EditForm):
    """A target."""

    text = TextAreaField(
        _("What is to be reached"),
        filters=[strip],
        validators=[InputRequired(REFUSALS["contract_target_without_text"]), Length(max=LONGEST)],
    )
    weight = QuantityField(
        _("Weight"),
        description=_("All weights of a contract make 100."),
        validators=[InputRequired(REFUSALS["contract_weight_wrong"])],
    )
    planned = QuantityField(
        _("Planned value"), description=_("Needed before anybody signs."), validators=[SometimesNeeded()]
    )
    unit = StringField(
        _("Unit"),
        description=_("people, copies, %"),
        filters=[strip],
        validators=[Optional(), Length(max=LONGEST_UNIT)],
    )
    direction = SelectField(_("Which is better"), choices=spoken_choices(DIRECTIONS), validators=[InputRequired()])
    due_on = DateField(
        _("To be reached by"), description=_("The last day of the contract where it is empty."), validators=[Optional()]
    )

    def draft(self) -> TargetDraft:
        """Return what was written."""
        return TargetDraft(
            self.text.data or "",
            self.weight.data,
            self.unit.data or "",
            self.planned.data,
            self.direction.data == "less",
            self.due_on.data,
        )


class ResultForm(EditForm):
    """What was reached."""

    value = QuantityField(_("Reached until then"), validators=[InputRequired(_("Write what was reached."))])
    read_on = DateField(_("Until which day"), validators=[DAY])
    comment = StringField(
        _("What there is to say of it"), filters=[strip], validators=[Optional(), Length(max=LONGEST)]
    )


class MakingForm(EditForm):
    """What makes a figure."""

    making = SelectField(_("The figure is"), choices=spoken_choices(MAKINGS), validators=[InputRequired()])
    parts = CheckboxesField(_("Targets of the contracts right below"), coerce=int)

    def offer(self, parts: Sequence[tuple[int, str]]) -> MakingForm:
        """Fill in what can be chosen."""
        self.parts.choices = [SelectChoice(number, name) for number, name in parts]
        return self


class ReasonForm(Form):
    """Why something is done."""

    reason = TextAreaField(_("Why"), filters=[strip], validators=[WHY, Length(max=LONGEST)])


class ReviewKindForm(Form):
    """Which review begins."""

    kind = SelectField(_("Which review"), choices=spoken_choices(REVIEWS), validators=[InputRequired()])


class SignForm(Form):
    """One side's yes to what it saw."""

    side = HiddenField()
    digest = HiddenField()


class PaperForm(SignForm):
    """The paper that a side without an account signed."""

    signed_on = DateField(_("Signed on"), validators=[DAY])
    file = FileField(
        _("The signed paper"),
        description=_("PDF, or a photo of it as PNG or JPEG, 10 MB at most. It is kept here and never published."),
        validators=[InputRequired(_("Choose the file."))],
    )
