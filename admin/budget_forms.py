"""The forms of the budget pages."""

from __future__ import annotations

from wtforms import BooleanField, FileField, IntegerField, SelectField, SelectMultipleField
from wtforms.validators import InputRequired, NumberRange, Optional

from admin.budget_words import STATUS_NAMES
from admin.forms import Form
from admin.labels import TOPIC_NAMES
from admin.tongue import _ as say
from admin.tongue import marked as _
from services.budgets.publishing import SPENDING_TOPICS

YEARS = NumberRange(min=1900, max=2199, message=_("Write the year with four digits."))


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


class AcceptForm(Form):
    """What is known of a document before it is written down."""

    status = SelectField(_("Status"), description=_("Every answer to citizens says it."))
    published = BooleanField(_("Answer citizens from it at once"))

    def offer(self, guess: str) -> AcceptForm:
        """Set the choices, the reader's guess first chosen."""
        self.status.choices = [(key, say(name)) for key, name in STATUS_NAMES.items()]
        if not self.is_submitted():
            self.status.data, self.published.data = guess, True
        return self


class TopicForm(Form):
    """Lines that get another topic."""

    lines = SelectMultipleField(coerce=int, validate_choice=False)
    topic = SelectField(_("New topic"))

    def offer(self) -> TopicForm:
        """Set the choices."""
        self.topic.choices = [(str(topic), say(TOPIC_NAMES[topic])) for topic in SPENDING_TOPICS]  # type: ignore[index]
        return self
