"""The part of a cycle's form that says how people say what they want: the format of a ballot and its limits."""

from __future__ import annotations

from wtforms import IntegerField, RadioField
from wtforms.validators import InputRequired, NumberRange

from admin import ballot_words as words
from admin.rule_form import RuleForm
from admin.tongue import marked as _
from budgeting.ballot import BallotRules
from services.cycles.ballot_format import FORMATS, MOST_CHOICES, MOST_POINTS, BallotDraft

SUGGESTED = BallotDraft()


class BallotForm(RuleForm):
    """The format, the fewest and most choices, and the points where people vote in points."""

    ballot_format = RadioField(
        _("What people send"),
        default=FORMATS[0].value,
        choices={each.value: words.FORMATS[each.value] for each in FORMATS},
        description=_("It is announced with the rules; not every way of counting goes with every ballot."),
    )
    max_choices = IntegerField(
        _("Choices on a ballot"), default=3, validators=[InputRequired(), NumberRange(1, MOST_CHOICES)]
    )
    min_choices = IntegerField(
        _("Fewest choices on a ballot"),
        default=SUGGESTED.min_choices,
        description=_("A blank ballot is always taken."),
        validators=[InputRequired(), NumberRange(1, MOST_CHOICES)],
    )
    max_points = IntegerField(
        _("Points that a voter has"),
        default=SUGGESTED.max_points,
        description=_("Only where people vote in points."),
        validators=[InputRequired(), NumberRange(1, MOST_POINTS)],
    )
    max_each = IntegerField(
        _("Most points for one project"),
        default=SUGGESTED.max_each,
        description=_("Only where people vote in points."),
        validators=[InputRequired(), NumberRange(1, MOST_POINTS)],
    )

    def ballot(self) -> BallotDraft:
        """Return what was typed of the ballot."""
        return BallotDraft(self.ballot_format.data, self.min_choices.data, self.max_points.data, self.max_each.data)


def ballot_values(ballot: BallotRules, max_choices: int) -> dict[str, object]:
    """Return the ballot of a cycle as the form shows it."""
    return {
        "ballot_format": ballot.format.value,
        "max_choices": max_choices,
        "min_choices": ballot.min_choices,
        "max_points": ballot.max_points or SUGGESTED.max_points,
        "max_each": ballot.max_each or SUGGESTED.max_each,
    }
