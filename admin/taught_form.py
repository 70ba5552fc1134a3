"""The form in which staff teach the bot a word, with what it can mean."""

from __future__ import annotations

from wtforms import HiddenField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length

from admin.forms import Form, strip
from admin.labels import TOPIC_NAMES
from admin.tongue import _ as say
from admin.tongue import marked as _
from admin.tongue import name_of
from admin.word_meanings import MEANINGS
from bot.understanding.intents import Intent, Topic
from bot.understanding.taught import TEACHABLE, Means
from services.taught_words.trial import LONGEST_PHRASE, Typed

WANTED, TOPICS, NONE_YET = _("What people want"), _("A topic of the budget"), _("Choose")
TOPIC = "topic:"


class TaughtWordForm(Form):
    """A phrase, its language, what it means; `tried` is what the trial on the page was of."""

    phrase = StringField(
        _("The word, or a few words"),
        description=_("Shorten them to what carries the meaning. No names of people."),
        filters=[strip],
        validators=[InputRequired(_("Write the word.")), Length(max=LONGEST_PHRASE)],
    )
    language = SelectField(_("Language of the word"), validators=[InputRequired()])
    means = SelectField(_("What it means"), validators=[InputRequired(_("Choose what it means."))])
    tried = HiddenField()

    def typed(self) -> Typed:
        """Return what was typed."""
        return Typed(str(self.language.data), str(self.phrase.data or ""), _means_of(str(self.means.data)))

    def sign(self) -> str:
        """Return what tells what was typed from anything else."""
        return "|".join((str(self.language.data), str(self.means.data), str(self.phrase.data)))


def taught_word_form(languages: list[str], guess: Typed | None = None) -> TaughtWordForm:
    """Return the form as it was sent, or with a guess."""
    form = TaughtWordForm()
    if guess is not None:
        form = TaughtWordForm(formdata=None, phrase=guess.phrase, language=guess.language, means=_code(guess.means))
    form.language.choices = [SelectChoice(tag, name_of(tag)) for tag in languages]
    wanted, topics = say(WANTED), say(TOPICS)
    form.means.choices = [
        SelectChoice("", say(NONE_YET)),
        *(SelectChoice(str(intent), say(MEANINGS[intent]), optgroup=wanted) for intent in TEACHABLE),
        *(SelectChoice(f"{TOPIC}{topic}", say(name), optgroup=topics) for topic, name in TOPIC_NAMES.items()),
    ]
    return form


def _code(means: Means) -> str:
    if means.topic:
        return f"{TOPIC}{means.topic}"
    return str(means.intent or "")


def _means_of(code: str) -> Means:
    if code.startswith(TOPIC):
        return Means(topic=Topic(code.removeprefix(TOPIC)))
    return Means(Intent(code))
