"""The form that sets a commune's country, currency and time zone right, and what keeps each as it is."""

from __future__ import annotations

from collections.abc import Collection

from wtforms import StringField
from wtforms.validators import InputRequired, Regexp

from admin.commune_words import SETTING_UP
from admin.country_field import CountryField
from admin.forms import enlarge, strip
from admin.meanwhile import EditForm
from admin.tongue import marked as _
from services.commune_place import Place
from services.communes import CommuneView

HELD = {
    "place_held_by_vote": _("stays: the plan of a vote was approved with it"),
    "place_held_by_budget": _("stays: a budget was imported for it"),
    "place_held_by_requests": _("stays: questions were taken under its law"),
    "place_held_by_money": _(
        "stays: amounts are written in it (the envelope or the costs of a vote, a ceiling, a price, what messages cost)"
    ),
}
PLACE_REFUSALS = {
    "place_held_by_vote": _("The plan of a vote was approved with this: it stays as it is."),
    "place_held_by_budget": _("A budget was imported for this: it stays as it is."),
    "place_held_by_requests": _("Questions were taken under the law of this country: it stays as it is."),
    "place_held_by_money": _("Amounts are written in this currency already: it stays as it is."),
    "commune_country_wrong": SETTING_UP["commune_country_wrong"],
    "commune_country_unclear": SETTING_UP["commune_country_unclear"],
    "commune_currency_wrong": SETTING_UP["commune_currency_wrong"],
    "commune_time_zone_wrong": SETTING_UP["commune_time_zone_wrong"],
}
PLACE_CHANGED = _("The country, the currency and the time zone are set right. Open due dates were reckoned anew.")


PARTS = ("country", "currency", "time_zone")


class PlaceForm(EditForm):
    """Where the commune is; what is held as it is has no field."""

    country = CountryField(
        _("Country"), description=_("Its name, or its two letters, such as TG."), validators=[InputRequired()]
    )
    currency = StringField(
        _("Currency"),
        description=_("Three letters, such as XOF."),
        filters=[strip, enlarge],
        validators=[InputRequired(), Regexp(r"[A-Z]{3}\Z", message=SETTING_UP["commune_currency_wrong"])],
    )
    time_zone = StringField(_("Time zone"), filters=[strip], validators=[InputRequired()])


def place_form(commune: CommuneView, held: Collection[str], *, is_sent: bool = True) -> PlaceForm | None:
    """Return the form of what may be set right, as sent or as it stands; None where nothing may."""
    kept = kept_place(commune)
    form = PlaceForm(data=kept) if is_sent else PlaceForm(formdata=None, data=kept)
    for part in held:
        del form[part]
    form.know(kept or {})
    return form if any(part in form for part in PARTS) else None


def kept_place(commune: CommuneView | None) -> dict[str, str] | None:
    """Return the place of a commune as its form holds it."""
    return None if commune is None else {part: str(getattr(commune, part)) for part in PARTS}


def place_in(form: PlaceForm, commune: CommuneView) -> Place:
    """Return the place that was typed; what has no field as it is."""
    parts = {part: str(form[part].data if part in form else getattr(commune, part)) for part in PARTS}
    return Place(**parts)
