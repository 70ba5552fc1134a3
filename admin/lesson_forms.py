"""The forms in which staff write lessons: parts, questions, answers and which one is right."""

from __future__ import annotations

from wtforms import RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional

from admin.forms import Form, strip
from admin.tongue import marked as _
from bot.lessons import LessonText
from services.lessons.texts import LONGEST_TITLE, MOST_PARTS, QUESTIONS, SentLesson, SentQuiz

ANSWERS = 3
LONGEST_PART = 480
LONGEST_QUESTION = 240
LONGEST_ANSWER = 60


class NewLessonForm(Form):
    """A lesson of the commune's own to begin."""

    title = StringField(
        _("Title"),
        filters=[strip],
        validators=[InputRequired(_("Give the lesson a title.")), Length(max=LONGEST_TITLE)],
    )
    language = SelectField(_("Language"), validators=[InputRequired()])


class TextForm(Form):
    """A lesson in one language; `lesson_form` adds the parts and the questions."""

    title = StringField(
        _("Title"),
        description=_("At most 24 letters: it stands in the list of lessons."),
        filters=[strip],
        validators=[InputRequired(_("Give the lesson a title.")), Length(max=LONGEST_TITLE)],
    )

    def sent(self) -> SentLesson:
        """Return what was typed."""
        parts = tuple(self._typed(f"part_{place}") for place in range(MOST_PARTS))
        return SentLesson(self.title.data or "", parts, tuple(self._quiz(place) for place in range(QUESTIONS)))

    def _quiz(self, place: int) -> SentQuiz:
        answers = tuple(self._typed(f"answer_{place}_{answer}") for answer in range(ANSWERS))
        return SentQuiz(
            self._typed(f"question_{place}"), answers, self._number(f"right_{place}"), self._number(f"about_{place}")
        )

    def _typed(self, name: str) -> str:
        return str(self[name].data or "")

    def _number(self, name: str) -> int:
        """Return a choice as the number it is, 0 where none was made."""
        typed = self._typed(name)
        return int(typed) if typed.isdecimal() else 0


def lesson_form() -> type[TextForm]:
    """Return the form with all the parts and questions there may be."""
    fields: dict[str, object] = {}
    for place in range(MOST_PARTS):
        fields[f"part_{place}"] = TextAreaField(
            _("Text"), filters=[strip], validators=[Optional(), Length(max=LONGEST_PART)]
        )
    for place in range(QUESTIONS):
        fields |= _question_fields(place)
    return type("LessonForm", (TextForm,), fields)


def _question_fields(place: int) -> dict[str, object]:
    fields: dict[str, object] = {
        f"question_{place}": StringField(
            _("Question"), filters=[strip], validators=[Optional(), Length(max=LONGEST_QUESTION)]
        ),
        f"right_{place}": RadioField(
            _("Right answer"),
            choices=[SelectChoice(str(number), str(number)) for number in range(1, ANSWERS + 1)],
            validators=[Optional()],
        ),
        f"about_{place}": SelectField(
            _("Part that tells it"),
            choices=[SelectChoice(str(number), str(number)) for number in range(1, MOST_PARTS + 1)],
            validators=[Optional()],
        ),
    }
    for answer in range(ANSWERS):
        fields[f"answer_{place}_{answer}"] = StringField(
            _("Answer"), filters=[strip], validators=[Optional(), Length(max=LONGEST_ANSWER)]
        )
    return fields


def typed_from(text: LessonText) -> dict[str, str]:
    """Return what the form shows of a text."""
    values = {"title": text.title, **{f"part_{place}": part for place, part in enumerate(text.parts)}}
    for place, quiz in enumerate(text.quiz):
        values[f"question_{place}"] = quiz.question
        values |= {f"answer_{place}_{number}": answer for number, answer in enumerate(quiz.answers)}
        values |= {f"right_{place}": str(quiz.right + 1), f"about_{place}": str(quiz.part + 1)}
    return values
