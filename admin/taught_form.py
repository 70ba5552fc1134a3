"""The form in which staff teach the bot a word, and what a word can mean in their words."""

from __future__ import annotations

from wtforms import HiddenField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length

from admin.forms import Form, strip
from admin.labels import TOPIC_NAMES, name_topic
from admin.tongue import _ as say
from admin.tongue import marked as _
from admin.tongue import name_of
from bot.understanding.intents import Intent, Topic
from bot.understanding.taught import TEACHABLE, Means
from services.taught_words.trial import LONGEST_PHRASE, Typed

MEANINGS = {
    Intent.BUDGET: _("Where the money goes"),
    Intent.PROJECTS: _("The projects"),
    Intent.RESULTS: _("The result of a vote"),
    Intent.ASK: _("A question to the town hall"),
    Intent.PROPOSE: _("An idea for a project"),
    Intent.TRACK: _("Where their question or idea stands"),
    Intent.FEEDBACK: _("Works: a fault, or a mark"),
    Intent.LEARN: _("A lesson on the budget"),
    Intent.DOCUMENTS: _("The published documents"),
    Intent.MEETINGS: _("The next public session"),
    Intent.DEADLINE: _("Until when one may vote"),
    Intent.RULES: _("The rules of the vote"),
    Intent.POPULATION: _("How many people live here"),
    Intent.PERSON: _("Speaking with somebody"),
    Intent.HELP: _("Help"),
    Intent.LANGUAGE: _("Another language"),
    Intent.PRIVACY: _("What is kept about them"),
    Intent.START: _("A greeting"),
    Intent.THANKS: _("Thanks"),
}
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


def name_meaning(means: Means) -> str:
    """Return what a word means in the language of this request."""
    return say(MEANINGS[means.intent]) if means.intent else name_topic(means.topic)


def _code(means: Means) -> str:
    if means.topic:
        return f"{TOPIC}{means.topic}"
    return str(means.intent or "")


def _means_of(code: str) -> Means:
    if code.startswith(TOPIC):
        return Means(topic=Topic(code.removeprefix(TOPIC)))
    return Means(Intent(code))
