"""What staff can do with a request: each act with its form and what it says when it is done."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from wtforms import SelectChoice

from admin.forms import Form
from admin.labels import TOPIC_NAMES
from admin.law_words import EXTENSION_GROUNDS, GROUNDS
from admin.request_forms import (
    AnswerForm,
    AskBackForm,
    CloseForm,
    ComplaintForm,
    DepositForm,
    ExtendForm,
    JoinForm,
    PublishForm,
    RefuseForm,
    ReplyForm,
    TagForm,
    VerdictForm,
)
from admin.tongue import _ as say_in
from admin.tongue import marked as _
from services import requests as questions
from services.requests import Dossier, RequestRow

Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Decision:
    """One act: its form, the use case, what the use case is given of the form, and the msgid that says it is done."""

    form: type[Form]
    act: Callable[..., object]
    values: Callable[[Any], Values]
    done: str


def _text(form: Any) -> Values:
    return {"text": form.text.data or ""}


def _complaint(name: str) -> Callable[[Any], Values]:
    def values(form: Any) -> Values:
        stage = form.stage.data or ""
        return {"stage": int(stage) if stage.isdecimal() and len(stage) < 4 else -1, name: form.day.data}

    return values


DECISIONS: Mapping[str, Decision] = {
    "answer": Decision(AnswerForm, questions.answer, _text, _("The answer is kept.")),
    "extend": Decision(
        ExtendForm,
        questions.extend,
        lambda form: {"days": form.days.data, "code": form.code.data or "", "reason": form.reason.data or ""},
        _("The new date is promised."),
    ),
    "refuse": Decision(
        RefuseForm,
        questions.refuse,
        lambda form: {"code": form.code.data or "", "reason": form.reason.data or ""},
        _("The question is refused."),
    ),
    "close": Decision(
        CloseForm, questions.close, lambda form: {"reason": form.reason.data or ""}, _("The question is closed.")
    ),
    "ask": Decision(AskBackForm, questions.ask_back, _text, _("The citizen is asked. The clock stands still.")),
    "reply": Decision(ReplyForm, questions.note_reply, _text, _("The answer is kept. The clock runs on.")),
    "receive": Decision(
        DepositForm,
        questions.receive_formal,
        lambda form: {"deposit": form.deposit()},
        _("The request is registered. Print the receipt for the citizen."),
    ),
    "complain": Decision(ComplaintForm, questions.file_complaint, _complaint("filed_on"), _("The complaint is noted.")),
    "complaint_answer": Decision(
        VerdictForm,
        questions.note_complaint_answer,
        lambda form: {
            **_complaint("answered_on")(form),
            "verdict": form.verdict.data or "",
            "text": form.text.data or "",
        },
        _("The decision is noted."),
    ),
    "tag": Decision(
        TagForm,
        questions.tag,
        lambda form: {"is_budget": bool(form.is_budget.data), "topic": form.topic.data or None},
        _("What it is about is kept. The indicators follow."),
    ),
    "join": Decision(
        JoinForm,
        questions.join_question,
        lambda form: {"reference": form.reference.data or "", "question": form.question.data or ""},
        _("The question is in a group with others that ask the same."),
    ),
    "publish": Decision(
        PublishForm,
        questions.publish,
        lambda form: {"text": form.text.data or "", "answer": form.answer.data or ""},
        _("Everybody may read it now. Who asks the same is answered at once."),
    ),
    "withdraw": Decision(
        Form, questions.withdraw, lambda _form: {}, _("The words are taken out of the public register.")
    ),
}


def blank_forms(dossier: Dossier, row: RequestRow) -> dict[str, Form]:
    """Return an empty form for each act, filled with what is known."""
    start: dict[str, dict[str, Any]] = {
        "extend": {"days": dossier.most_days or None},
        "receive": {"text": row.text, "received_on": dossier.today},
        "complain": {"day": dossier.today},
        "complaint_answer": {"day": dossier.today},
        "tag": {"is_budget": row.is_budget, "topic": row.topic or ""},
        "join": {"reference": next((one.reference for one in dossier.fellows), ""), "question": dossier.words[0]},
        "publish": {"text": dossier.words[0], "answer": dossier.words[1]},
    }
    forms = {name: one.form(formdata=None, prefix=name, data=start.get(name, {})) for name, one in DECISIONS.items()}
    return {name: fitted(form, dossier) for name, form in forms.items()}


def topic_choices() -> list[SelectChoice]:
    """Return no topic, and those of the budget in the language of this request."""
    return [SelectChoice("", "–"), *(SelectChoice(topic.value, say_in(name)) for topic, name in TOPIC_NAMES.items())]


def fitted(form: Form, dossier: Dossier) -> Form:
    """Give a form what depends on the request: the grounds and reasons of its law, the fields of its form."""
    if isinstance(form, RefuseForm):
        form.code.choices = [SelectChoice(ground.code.value, GROUNDS[ground.code]) for ground in dossier.grounds]
    if isinstance(form, ExtendForm):
        codes = [ground.code.value for ground in dossier.extension_grounds]
        form.code.choices = [SelectChoice(code, EXTENSION_GROUNDS[code]) for code in codes]
    if isinstance(form, DepositForm):
        form.ask_for(dossier.needs)
    if isinstance(form, TagForm):
        form.topic.choices = topic_choices()
    return form
