"""The forms by which both sides write what they found of a contract, and on what they agree."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from wtforms import DateField, TextAreaField
from wtforms.validators import Length, Optional

from admin.contract_forms import DAY
from admin.forms import strip
from admin.meanwhile import EditForm
from admin.quantity_field import QuantityField
from admin.tongue import marked as _
from services.contracts.drafting import LONGEST
from services.contracts.found import Found, Said
from services.contracts.proposed import ProposedReview
from services.contracts.reading import TargetRow
from services.contracts.reviewing import ReviewDraft


def review_form(targets: Sequence[TargetRow], made: ProposedReview, side: str, *, is_sent: bool) -> Any:
    """Return a form with what one side found of each target, as the review has it: what was read before it wrote."""
    fields: dict[str, Any] = {"read_on": DateField(_("Until which day"), validators=[DAY])}
    for one in targets:
        fields[f"value_{one.id}"] = QuantityField(
            _("Reached until then"), description=_("Empty where there is no data."), validators=[Optional()]
        )
        fields[f"comment_{one.id}"] = TextAreaField(
            _("What there is to say of it"), filters=[strip], validators=[Optional(), Length(max=LONGEST)]
        )
    fields["comment"] = TextAreaField(
        _("What there is to say of the whole"), filters=[strip], validators=[Optional(), Length(max=LONGEST)]
    )
    kind = type("ReviewForm", (EditForm,), fields)
    data = said_in(targets, made, side)
    return kind(data=data, prefix=side) if is_sent else kind(formdata=None, data=data, prefix=side)


def said_in(targets: Sequence[TargetRow], made: ProposedReview, side: str) -> dict[str, Any]:
    """Return what stands of a side in a review, by field of its form."""
    said = {one.id: _said(made, one, side) for one in targets}
    values = {f"value_{key}": one.value for key, one in said.items()}
    comments = {f"comment_{key}": one.comment for key, one in said.items()}
    return {"read_on": made.read_on, "comment": made.comments.get(side, ""), **values, **comments}


def _said(made: ProposedReview, target: TargetRow, side: str) -> Said:
    found = made.rows.get(target.id, Found())
    return found.said.get(side, Said(found.read))


def review_draft(form: Any, side: str, targets: Sequence[TargetRow]) -> ReviewDraft:
    """Return what one side wrote into a review."""
    rows = {one.id: (form[f"value_{one.id}"].data, form[f"comment_{one.id}"].data or "") for one in targets}
    return ReviewDraft(side, form.read_on.data, rows, form.comment.data or "")


def agreeing_form(targets: Sequence[TargetRow], made: ProposedReview, *, is_sent: bool) -> Any:
    """Return a form with the value on which both agree, of each target of which they found different ones."""
    data = agreed_in(targets, made)
    fields = {
        name: QuantityField(
            _("Both agree on"),
            description=_("Where both agree that there is no data, each side leaves its own empty."),
            validators=[Optional()],
        )
        for name in data
    }
    kind: Any = type("AgreeingForm", (EditForm,), fields)
    return kind(data=data, prefix="agreed") if is_sent else kind(formdata=None, data=data, prefix="agreed")


def agreed_in(targets: Sequence[TargetRow], made: ProposedReview) -> dict[str, int | None]:
    """Return on what both agree, by field of the form, of each target of which they found different values."""
    found = {one.id: made.rows.get(one.id, Found()) for one in targets}
    return {f"value_{key}": one.agreed for key, one in found.items() if one.differs}


def agreed_values(form: Any, targets: Sequence[TargetRow]) -> dict[int, int]:
    """Return the values on which both agree that were typed, by target."""
    typed = {one.id: form[f"value_{one.id}"].data for one in targets if f"value_{one.id}" in form}
    return {target: value for target, value in typed.items() if value is not None}
