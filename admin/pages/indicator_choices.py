"""What everybody may read of the indicators, what is frozen by itself, and whether the commune is compared."""

from __future__ import annotations

from flask import Blueprint, redirect, url_for
from werkzeug.wrappers import Response

from admin.desk import carry_out, current_commune, current_house, current_staff, read, render
from admin.indicator_forms import ChoicesForm
from admin.page import Group, Page
from admin.tongue import marked as _
from services.figures.choices import Choices, choices_of, choose
from services.figures.spans import Span
from services.roles import RoleName

blueprint = Blueprint("indicator_choices", __name__)
PAGE = Page(
    "indicator_choices",
    _("Publish and freeze"),
    Group.HIDDEN,
    0,
    frozenset({RoleName.ADMINISTRATOR, RoleName.COMMUNICATION_OFFICER}),
    blueprint,
)


@blueprint.route("/", methods=["GET", "POST"])
def index() -> str | Response:
    """Show what is chosen, and keep what is chosen anew."""
    house, commune, staff = current_house(), current_commune().id, current_staff().id
    now = read(lambda db: choices_of(db, commune))
    form = ChoicesForm(
        data={
            "published": list(now.published),
            "freezes": [str(span) for span in now.freezes],
            "is_compared": now.is_compared,
        }
    )
    if form.validate_on_submit():
        freezes = tuple(Span(one) for one in form.freezes.data or ())
        given = Choices(tuple(form.published.data or ()), freezes, bool(form.is_compared.data))
        carry_out(lambda db: choose(db, house, commune, given, staff_id=staff), _("Your choice is kept."))
        return redirect(url_for("panel.indicators.index"))
    return render("indicator_choices/index.html", form=form)
