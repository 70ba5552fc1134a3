"""Lines: the numbers and bots on which the commune is reached, and the addresses to give to their companies."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, abort, redirect, request, url_for
from werkzeug.wrappers import Response
from wtforms import BooleanField, PasswordField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from admin.desk import carry_out, current_boss, current_commune, current_house, found, read, render
from admin.failure_words import say_failure
from admin.forms import CheckboxesField, Form, strip
from admin.line_words import ADDRESSES, COMPANIES, GUIDES, HOLDS, SECRET_HINT, hint_of, label_of
from admin.page import Group, Page, needs
from admin.price_field import PriceField, said_price, stored_price, typed_price
from admin.prices_abroad import ANY_OTHER, PricesForm, by_name, form_of_prices
from admin.tongue import marked as _
from admin.tongue import spoken_languages
from budgeting.money import decimals_of
from services import lines
from services.communes import list_communes
from services.held_numbers import release_numbers
from services.line_kinds import KINDS, Kind, forgets_words
from services.line_standing import standings_of
from services.lines import LineDraft, LineView
from services.prices import OTHER
from services.redaction import kept_there
from services.roles import RoleName

blueprint = Blueprint("lines", __name__)
PAGE = Page(
    "lines",
    _("Lines"),
    Group.SETTINGS,
    20,
    frozenset({RoleName.ADMINISTRATOR, RoleName.OBSERVER}),
    blueprint,
    refusals={
        "line_unknown": _("There is no such line in your commune."),
        "line_kind_unknown": _("This company is not known here."),
        "line_key_wrong": _("The short name may hold small letters, digits and dashes."),
        "line_key_taken": _("There is a line named %(key)s already."),
        "line_field_missing": _("This is missing: %(field)s."),
        "line_address_wrong": _("The address of the server begins with https:// or http://."),
        "line_count_wrong": _("How much the line sends is a whole number, such as 10."),
        "line_number_wrong": _(
            "This is no telephone number. Write it in digits with the code of the country, such as +228 90 00 00 00."
        ),
        "line_code_wrong": _("This is no code that people dial. It begins with * and ends with #, such as *384*8282#."),
        "line_no_commune": _("Tick at least one commune."),
        "line_of_others": _("This line serves other communes too: an administrator of the installation changes it."),
        "line_price_of_home": _(
            "What messages within the country cost stands with the line: take its row out of the table."
        ),
        "line_price_wrong": _("Write each country by its name, with a price of nought or more."),
        "line_nothing_held": _("These numbers are not held back, or are answered again already."),
        "line_from_environment": _("This line is set in the server's settings and is changed there."),
    },
)
SMS = "sms"
CARRIED_BY_OPERATORS = (SMS, "ussd")
DEAREST = 1_000
PRICE_OF_ONE = (
    _("Price of one message"),
    _("What the commune pays to send one message, in its own money; 0 for nothing."),
)


class LineForm(Form):
    """What every line has; the fields of its company are added when the form is made."""

    key = StringField(
        _("Short name"),
        description=_("Stands in addresses: small letters, digits and dashes, such as main."),
        filters=[strip],
        validators=[InputRequired(), Length(max=48)],
    )
    address = StringField(_("Number or user name"), filters=[strip], validators=[InputRequired(), Length(max=200)])
    price = PriceField(
        _("Price of one SMS"),
        description=_("What the commune pays to send one SMS, in its own money, such as 25 or 0.35; 0 for nothing."),
        default=0,
        places=None,
        validators=[Optional(), NumberRange(min=0, max=DEAREST)],
        render_kw={"inputmode": "decimal", "dir": "ltr"},
    )
    ascii_only = BooleanField(_("The operator carries plain letters only (no accents)"))
    communes = CheckboxesField(_("Communes on this line"), coerce=int)


@blueprint.get("/")
def index() -> str:
    """List the lines that serve the commune."""
    house, commune = current_house(), current_commune().id
    rows = read(lambda db: lines.list_lines(db, house, commune))
    standings = read(lambda db: standings_of(db, house, [row.id for row in rows], house.clock()))
    shown = {"lines": rows, "standings": standings, "companies": COMPANIES, "kinds": KINDS}
    return render("lines/index.html", **shown, failure=say_failure, holds=HOLDS)


@blueprint.get("/<int:line_id>")
def one(line_id: int) -> str:
    """Show one line with the addresses to copy."""
    line = _line(line_id)
    return _shown(line, _prices_form(line))


@blueprint.post("/<int:line_id>")
@needs(RoleName.ADMINISTRATOR)
def price_abroad(line_id: int) -> str | Response:
    """Enter what messages to other countries cost on a line."""
    line, house, boss = _line(line_id), current_house(), current_boss()
    form = _prices_form(line) if line.costs_by_message else abort(404)
    if form.validate():
        prices = form.prices(decimals_of(current_commune().currency))
        if carry_out(lambda db: lines.set_prices_abroad(db, house, line_id, prices, boss), _("The prices are kept.")):
            return redirect(url_for(".one", line_id=line_id))
    return _shown(line, form)


def _prices_form(line: LineView) -> PricesForm:
    decimals = decimals_of(current_commune().currency)
    return form_of_prices(line.prices, list(request.form), decimals, spoken_languages()[0])


def _shown(line: LineView, form: PricesForm) -> str:
    line_id, language = line.id, spoken_languages()[0]
    names = {commune.id: commune.name for commune in read(list_communes)}
    house = current_house()
    now = house.clock()
    standing = read(lambda db: standings_of(db, house, [line_id], now)[line_id])
    currency = current_commune().currency
    price = said_price(line.price, currency, language)
    shown = {"line": line, "price": price, "names": names, "forgets": forgets_words(line.provider)}
    shown["is_phone"] = line.provider in KINDS and KINDS[line.provider].is_phone
    shown |= {"standing": standing, "holds": HOLDS, "abroad": form, "any_other": ANY_OTHER}
    shown["prices"] = [
        (name, said_price(line.prices[code], currency, language)) for name, code in by_name(line.prices, language)
    ]
    shown["other_price"] = said_price(line.prices[OTHER], currency, language) if OTHER in line.prices else None
    shown["kept"] = read(lambda db: kept_there(db, line_id, now)) if shown["forgets"] else None
    return render("lines/one.html", **shown, companies=COMPANIES, label_of=label_of, failure=say_failure)


@blueprint.route("/new/<provider>", methods=["GET", "POST"])
@needs(RoleName.ADMINISTRATOR)
def new(provider: str) -> str | Response:
    """Add a line of a company."""
    kind = KINDS.get(provider) or abort(404)
    form = _form(kind, None)
    if request.method == "POST" and form.validate():
        house, boss, draft = current_house(), current_boss(), _draft(kind, form, form.key.data)
        made: list[int] = []
        if carry_out(lambda db: made.append(lines.add_line(db, house, draft, boss)), _("The line is added.")):
            return redirect(url_for(".one", line_id=made[-1]))
    return render("lines/form.html", form=form, kind=kind, companies=COMPANIES, guides=GUIDES)


@blueprint.route("/<int:line_id>/edit", methods=["GET", "POST"])
@needs(RoleName.ADMINISTRATOR)
def edit(line_id: int) -> str | Response:
    """Change a line."""
    line = _line(line_id)
    kind = KINDS[line.provider] if line.may_be_changed else abort(404)
    form = _form(kind, line)
    if request.method == "POST" and form.validate():
        house, boss = current_house(), current_boss()
        draft = _tariff_draft(line, form) if line.from_environment else _draft(kind, form, line.key)
        if carry_out(lambda db: lines.change_line(db, house, line_id, draft, boss), _("The line is changed.")):
            return redirect(url_for(".one", line_id=line_id))
    return render("lines/form.html", form=form, kind=kind, companies=COMPANIES, guides={}, line=line)


@blueprint.post("/<int:line_id>/<any(on,off):state>")
@needs(RoleName.ADMINISTRATOR)
def switch(line_id: int, state: str) -> Response:
    """Switch a line on or off."""
    house, boss = current_house(), current_boss()
    done = _("The line is on.") if state == "on" else _("The line is off: nothing is taken or sent on it.")
    carry_out(lambda db: lines.switch_line(db, house, line_id, on=state == "on", boss=boss), done)
    return redirect(url_for(".one", line_id=line_id))


@blueprint.post("/held/<int:held_id>/release")
@needs(RoleName.ADMINISTRATOR)
def release(held_id: int) -> Response:
    """Answer numbers again that were held back."""
    house, boss = current_house(), current_boss()
    done = _("These numbers are answered again.")
    carry_out(lambda db: release_numbers(db, house, held_id, boss), done)
    return redirect(url_for(".index"))


def _line(line_id: int) -> LineView:
    house, boss = current_house(), current_boss()
    return found(read(lambda db: lines.find_line(db, house, line_id, boss)))


def _form(kind: Kind, line: LineView | None) -> Any:
    """Return a form with the fields of that company; secrets are empty, always."""
    if line is not None and line.from_environment:
        return _tariff_form(line)
    fields: dict[str, Any] = {}
    for name in (*kind.needed, *kind.optional):
        rules = [InputRequired() if name in kind.needed else Optional(), Length(max=500)]
        label, hint = label_of(kind.provider, name), hint_of(kind.provider, name)
        fields[f"setting_{name}"] = StringField(label, description=hint, filters=[strip], validators=rules)
    for name in kind.secrets:
        rules = [Optional() if line and name in line.known_secrets else InputRequired(), Length(max=500)]
        label, hint = label_of(kind.provider, name), SECRET_HINT if line else hint_of(kind.provider, name)
        fields[f"secret_{name}"] = PasswordField(label, description=hint, validators=rules)
    form: Any = type("CompanyForm", (LineForm,), fields)(**_values(line))
    form.address.label.text, form.address.description = ADDRESSES[kind.channel]
    if kind.channel not in CARRIED_BY_OPERATORS:  # carries every letter
        del form.ascii_only
    if kind.channel != SMS and not kind.bills:  # costs nothing
        del form.price
    elif kind.channel != SMS:
        form.price.label.text, form.price.description = PRICE_OF_ONE
    form.communes.choices = [SelectChoice(str(commune.id), commune.name) for commune in read(list_communes)]
    if line is not None:
        del form.key
    if current_boss().commune_id is not None:
        del form.communes
    return form


def _tariff_form(line: LineView) -> Any:
    """Return a form with what staff enter of a line of the environment: what its messages cost and may hold."""
    form: Any = LineForm(**_values(line))
    del form.key, form.address, form.communes
    return form


def _values(line: LineView | None) -> Mapping[str, Any]:
    if line is None:
        return {"communes": [current_commune().id], "key": current_commune().key}
    settings = {f"setting_{name}": value for name, value in line.settings.items()}
    price = typed_price(line.price, decimals_of(current_commune().currency))
    plain = {"address": line.address, "price": price, "ascii_only": line.ascii_only}
    return {**plain, "communes": list(line.communes), **settings}


def _draft(kind: Kind, form: Any, key: str) -> LineDraft:
    return LineDraft(
        provider=kind.provider,
        key=key,
        address=form.address.data,
        settings={name: form[f"setting_{name}"].data or "" for name in (*kind.needed, *kind.optional)},
        secrets={name: form[f"secret_{name}"].data or "" for name in kind.secrets},
        communes=tuple(form.communes.data or ()) if "communes" in form else (),
        price=_price_in(form),
        ascii_only="ascii_only" in form and form.ascii_only.data,
    )


def _tariff_draft(line: LineView, form: Any) -> LineDraft:
    ascii_only = "ascii_only" in form and bool(form.ascii_only.data)
    return LineDraft(line.provider, line.key, line.address, price=_price_in(form), ascii_only=ascii_only)


def _price_in(form: Any) -> int:
    return stored_price(form.price.data, decimals_of(current_commune().currency)) if "price" in form else 0
