"""The forms of the budget pages."""

from __future__ import annotations

from datetime import date

from babel.dates import get_month_names
from wtforms import (
    BooleanField,
    DateField,
    FileField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectChoice,
    SelectField,
    SelectMultipleField,
    StringField,
)
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from admin.budget_words import STATUS_NAMES
from admin.forms import Form, strip
from admin.labels import NATURE_NAMES, TOPIC_NAMES
from admin.tongue import _ as say
from admin.tongue import marked as _
from admin.tongue import spoken_languages
from budgeting.fiscal_year import first_month_of
from locales.page_words import locale_of
from services.budgets.accepting import Acceptance
from services.budgets.describing import Description
from services.budgets.importing import Terms
from services.budgets.listing import DocumentRow
from services.budgets.publishing import SPENDING_TOPICS

YEARS = NumberRange(min=1900, max=2199, message=_("Write the year with four digits."))
TITLE_LENGTH = 200


class FileForm(Form):
    """A file to look at."""

    file = FileField(
        _("File"),
        description=_("XLSX, XLS, ODS or CSV, 10 MB at most, as the commune has it: nothing needs to be prepared."),
        validators=[InputRequired(_("Choose a file."))],
    )
    year = IntegerField(
        _("Fiscal year"), description=_("Only where the file does not say it."), validators=[Optional(), YEARS]
    )


class YearForm(Form):
    """The fiscal year of a file that does not say it."""

    year = IntegerField(
        _("Fiscal year"), description=_("Only where the file does not say it."), validators=[Optional(), YEARS]
    )


QUOTED = _("Every answer to citizens names it: short is best, such as “Budget primitif 2026”.")


class AcceptForm(Form):
    """What is known of a document before it is written down."""

    title = StringField(
        _("Title"), description=QUOTED, filters=[strip], validators=[Optional(), Length(max=TITLE_LENGTH)]
    )
    status = SelectField(_("Status"), description=_("Every answer to citizens says it."))
    dated_on = DateField(_("Date of the decision"), validators=[Optional()])
    first_month = SelectField(_("The fiscal year begins in"), coerce=int)
    published = BooleanField(
        _("Answer citizens from it at once"),
        description=_("Unticked, nothing changes for citizens until you publish it on its page."),
    )
    rivals = RadioField(
        _("Which document is to answer?"),
        description=_("Where citizens are answered from this file at once."),
        choices=[
            SelectChoice("instead", _("This one; the others are hidden")),
            SelectChoice("beside", _("All stay published: the later date of decision answers, on one date this one")),
        ],
        validate_choice=False,
        validators=[Optional()],
    )
    file_public = BooleanField(_("Citizens may fetch the file itself"))
    rivals_shown = HiddenField()
    looked_at = HiddenField()

    def offer(self, guess: str, title: str = "", country: str = "") -> AcceptForm:
        """Set the choices, the reader's guess first chosen."""
        self.status.choices = [(key, say(name)) for key, name in STATUS_NAMES.items()]
        months = get_month_names("wide", "stand-alone", locale=locale_of(spoken_languages()[0]))
        self.first_month.choices = list(months.items())
        if not self.is_submitted():
            self.status.data, self.title.data = guess, title[:TITLE_LENGTH]
        if self.first_month.data is None:
            self.first_month.data = first_month_of(country)
        return self

    def ask_rivals(self, why: str) -> None:
        """Ask which document is to answer, as if nothing had been chosen, and say why."""
        self.rivals.data, self.rivals.errors = None, [why]

    def acceptance(self, stored_as: str) -> Acceptance:
        """Return what was said; `stored_as` is the file as it is kept."""
        terms = Terms(self.dated_on.data, int(self.first_month.data), stored_as, bool(self.file_public.data))
        said = str(self.status.data), bool(self.published.data), self.title.data or ""
        return Acceptance(*said, terms, self.looked_at.data or "")


class DescribeForm(Form):
    """What is said of a document that is written down."""

    title = StringField(
        _("Title"), description=QUOTED, filters=[strip], validators=[InputRequired(), Length(max=TITLE_LENGTH)]
    )
    status = SelectField(_("Status"), description=_("Every answer to citizens says it."))
    dated_on = DateField(_("Date of the decision"), validators=[Optional()])
    starts_on = DateField(_("First day of the fiscal year"), validators=[InputRequired(_("Choose a date."))])
    ends_on = DateField(_("Last day of the fiscal year"), validators=[InputRequired(_("Choose a date."))])
    file_public = BooleanField(_("Citizens may fetch the file itself"))

    def offer(self, document: DocumentRow) -> DescribeForm:
        """Set the choices and, before it is sent, what is said now."""
        self.status.choices = [(key, say(name)) for key, name in STATUS_NAMES.items()]
        if not self.is_submitted():
            for name in ("title", "status", "dated_on", "starts_on", "ends_on", "file_public"):
                self[name].data = getattr(document, name)
        return self

    def description(self) -> Description:
        """Return what was said."""
        return Description(
            self.title.data or "",
            str(self.status.data),
            self.dated_on.data,
            self.starts_on.data or date.min,
            self.ends_on.data or date.min,
            bool(self.file_public.data),
        )


class SortForm(Form):
    """Lines that get another topic or another nature."""

    lines = SelectMultipleField(coerce=int, validate_choice=False)
    topic = SelectField(_("New topic"))
    nature = SelectField(_("New nature"))

    def offer(self) -> SortForm:
        """Set the choices."""
        natures = [(str(nature), say(name)) for nature, name in NATURE_NAMES.items()]
        topics = [(str(topic), say(TOPIC_NAMES[topic])) for topic in SPENDING_TOPICS]
        self.nature.choices = [("", say(_("Choose a nature"))), *natures]
        self.topic.choices = [("", say(_("Choose a topic"))), *topics]
        return self
