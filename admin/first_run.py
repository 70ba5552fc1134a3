"""The page of the first day: it is there only while no commune is, and opens with the code on the server's console."""

from __future__ import annotations

from flask import abort, redirect, render_template, url_for
from werkzeug.wrappers import Response
from wtforms import IntegerField, PasswordField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice, SelectField
from wtforms.validators import Email, EqualTo, InputRequired, Length, NumberRange, Optional, Regexp, ValidationError

from admin.commune_words import SETTING_UP
from admin.country_field import CountryField
from admin.desk import current_house, say, why_refused
from admin.forms import CheckboxesField, Form, enlarge, strip
from admin.language_choices import language_choices
from admin.tongue import _ as tell
from admin.tongue import interface_languages, name_of, say_list, spoken_languages
from admin.tongue import marked as _
from budgeting.refusal import Refusal
from services.communes import NewCommune, has_commune
from services.first_run import is_code, set_up_first
from services.passwords import refuse_wrong_length
from services.territory import currency_of, time_zones_of

LARGEST = 2**31 - 1
COMMUNE_ADDED = _("The commune is added.")
NOT_SAME = _("The two passwords are not the same.")
FIRST_RULE = _("Who has not chosen a language is answered in this one.")
KEY_RULE = _("Small letters, digits and dashes, beginning with a letter.")
COUNTRY_RULE = _("Its name, or its two letters, such as TG.")
REFUSALS = {
    "first_run_over": _("This installation is set up already."),
    "first_run_code_wrong": _("This is not the code that the server printed when it started."),
    **SETTING_UP,
}


class CommuneForm(Form):
    """A commune to set up."""

    name = StringField(_("Name of the commune"), filters=[strip], validators=[InputRequired(), Length(max=200)])
    key = StringField(
        _("Short name"),
        description=KEY_RULE,
        filters=[strip],
        validators=[InputRequired(), Regexp(r"[a-z][a-z0-9-]{1,47}\Z", message=SETTING_UP["commune_key_wrong"])],
    )
    country = CountryField(_("Country"), description=COUNTRY_RULE, validators=[InputRequired()])
    currency = StringField(
        _("Currency"),
        description=_("Empty for the currency of the country."),
        filters=[strip, enlarge],
        validators=[Optional(), Regexp(r"[A-Z]{3}\Z", message=SETTING_UP["commune_currency_wrong"])],
    )
    time_zone = StringField(
        _("Time zone"),
        description=_("Such as Africa/Lome. Empty for the time zone of the country, where it has one alone."),
        filters=[strip],
    )
    population = IntegerField(
        _("Inhabitants"), validators=[Optional(), NumberRange(1, LARGEST, SETTING_UP["commune_number_wrong"])]
    )
    languages = CheckboxesField(
        _("Languages spoken with citizens"), validators=[InputRequired()], default=lambda: spoken_languages()[:1]
    )
    first_language = SelectField(
        _("The commune's own language"), description=FIRST_RULE, default=lambda: spoken_languages()[0]
    )
    zones = TextAreaField(
        _("Neighbourhoods and villages"),
        description=_("One on each line. With its name in another language: Zongo = ar زونغو"),
    )

    def validate_time_zone(self, field: StringField) -> None:
        """Take the country's own where none is typed; ask which where it has several."""
        zones = () if field.data else time_zones_of(self.country.data or "")
        if len(zones) > 1:
            raise ValidationError(
                tell(_("This country has several time zones. Write one: %(zones)s."), zones=say_list(zones, "or"))
            )
        field.data = field.data or "".join(zones)


class FirstRunForm(CommuneForm):
    """The first commune and its first administrator."""

    code = StringField(
        _("Code"),
        description=_("The server prints it when it starts."),
        filters=[strip],
        validators=[InputRequired(), Length(max=40)],
    )
    person = StringField(_("Your name"), filters=[strip], validators=[InputRequired(), Length(max=200)])
    email = StringField(
        _("Your e-mail"), filters=[strip], validators=[InputRequired(), Email(SETTING_UP["staff_email_wrong"])]
    )
    language = SelectField(_("Language of the panel"))
    password = PasswordField(
        _("Password"),
        description=_("At least 12 characters. Four words that do not belong together are easy to keep in mind."),
        validators=[InputRequired()],
    )
    again = PasswordField(_("Password once more"), validators=[InputRequired(), EqualTo("password", NOT_SAME)])

    def validate_code(self, field: StringField) -> None:
        """Say of a wrong code at once, beside whatever else is wrong."""
        if not is_code(current_house(), field.data or ""):
            raise ValidationError(tell(REFUSALS["first_run_code_wrong"]))

    def validate_password(self, field: PasswordField) -> None:
        """Say of a password too short or too long at once."""
        try:
            refuse_wrong_length(field.data or "")
        except Refusal as refusal:
            raise ValidationError(why_refused(refusal)) from refusal


def first_run() -> str | Response:
    """Show the form and set the installation up."""
    house = current_house()
    if house.work.read(has_commune):
        abort(404)
    form = FirstRunForm()
    offer_languages(form)
    form.language.choices = [SelectChoice(tag, name_of(tag)) for tag in interface_languages()]
    form.language.data = form.language.data or spoken_languages()[0]
    if form.validate_on_submit() and _set_up(form):
        say(_("The commune is set up. Sign in with your e-mail and password."))
        return redirect(url_for("security.login"))
    return render_template("panel/first_run.html", form=form)


def offer_languages(form: CommuneForm) -> None:
    """Fill in the languages there are."""
    form.languages.choices = form.first_language.choices = language_choices()


def commune_in(form: CommuneForm) -> NewCommune:
    """Return the commune that a form describes."""
    return NewCommune(
        name=form.name.data,
        key=form.key.data,
        country=form.country.data,
        currency=form.currency.data or currency_of(form.country.data) or "",
        time_zone=form.time_zone.data,
        languages=tuple(dict.fromkeys((form.first_language.data, *form.languages.data))),
        population=form.population.data,
        zones=tuple((form.zones.data or "").splitlines()),
    )


def _set_up(form: FirstRunForm) -> bool:
    house, commune = current_house(), commune_in(form)
    person = {"name": form.person.data, "email": form.email.data}
    secret, language = form.password.data, form.language.data
    try:
        house.work.write(
            lambda db: set_up_first(db, house, form.code.data, commune, password=secret, language=language, **person)
        )
    except Refusal as refusal:
        form.form_errors.append(why_refused(refusal))
        return False
    return True
