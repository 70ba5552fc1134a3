"""Management dialogues: prepared from the dashboards, opened with what the last ones left, closed with minutes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from flask import Blueprint, flash, redirect, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from admin import follow_up_words, programme_words
from admin import management_words as words
from admin.desk import (
    carry_out,
    current_commune,
    current_house,
    current_staff,
    found,
    has_role,
    paper_languages,
    read,
    read_known,
    render,
    why_refused,
)
from admin.follow_up_view import reader, today
from admin.forms import Form
from admin.management_forms import CorrectiveForm, DialogueForm, MinutesForm, findings_form, found_of, typed
from admin.meanwhile import EditForm, unless_changed
from admin.page import Group, Page, needs
from admin.paging import asked_paging
from admin.paper_words import REFUSALS as PAPER_REFUSALS
from admin.report_files import sent_report
from admin.tongue import interface_languages, say_value
from admin.tongue import marked as _
from budgeting.refusal import Refusal
from printing.written_report import ReportFile
from services.house import House
from services.management_dialogues import writing
from services.management_dialogues.blanks import blanks_of
from services.management_dialogues.corrective import add_corrective_action
from services.management_dialogues.drafts import MinutesDraft
from services.management_dialogues.opening import open_dialogue
from services.management_dialogues.reading import DialogueView, ReviewedView, find_dialogue
from services.management_dialogues.rows import list_dialogues
from services.printing.management_minutes import say_minutes
from services.programmes.dashboard import Dashboard, dashboards_of
from services.programmes.gaps import findings_before
from services.roles import EVERYONE, RoleName

blueprint = Blueprint("management_dialogues", __name__)
PAGE = Page(
    "management_dialogues",
    _("Management dialogues"),
    Group.BUDGET,
    22,
    EVERYONE,
    blueprint,
    refusals={**words.REFUSALS, **PAPER_REFUSALS},
)
WRITERS = (RoleName.ADMINISTRATOR, RoleName.BUDGET_OFFICER)
Keys = tuple[Session, House, int]
Act = Callable[[Keys, int], object]
Values = Callable[[DialogueView], Mapping[str, Any]]


@blueprint.get("/")
def index() -> str:
    """List the dialogues, the latest first."""
    commune, paging, memory = current_commune().id, asked_paging(), current_house().memory
    rows, total = read(lambda db: list_dialogues(db, commune, memory, limit=paging.size, offset=paging.offset))
    return _page("index", rows=rows, paging=paging.of(total))


@blueprint.route("/new", methods=["GET", "POST"])
@needs(*WRITERS)
def new() -> str | Response:
    """Prepare a dialogue."""
    form, made = DialogueForm(data={"year": today().year, "held_on": today()}), list[int]()
    if form.validate_on_submit() and _do(
        lambda keys, who: made.append(writing.prepare_dialogue(*keys, form.draft(), staff_id=who)),
        _("The dialogue is prepared. Look at what is missing before it is held."),
    ):
        return redirect(url_for(".show", dialogue_id=made[-1]))
    return _page("form", form=form, view=None)


@blueprint.get("/<int:dialogue_id>")
def show(dialogue_id: int) -> str:
    """Show a dialogue: what examiners would find, what earlier ones left, figures, minutes, what is put right."""
    view = _found(dialogue_id)
    asks = bool(request.args.get("closing")) and view.row.state == "open" and view.row.held_on <= today()
    return _show(view, asks_to_close=asks)


@blueprint.route("/<int:dialogue_id>/edit", methods=["GET", "POST"])
@needs(*WRITERS)
def edit(dialogue_id: int) -> str | Response:
    """Write anew what a dialogue is."""
    view = _found(dialogue_id)
    form = DialogueForm.of(view)
    if form.validate_on_submit() and _change(
        view,
        form,
        DialogueForm.values,
        lambda keys, who: writing.change_dialogue(*keys, dialogue_id, form.draft(), staff_id=who),
        _("The dialogue is changed."),
    ):
        return _back(dialogue_id)
    return _page("form", form=form, view=view)


@blueprint.post("/<int:dialogue_id>/<any(open, close, reopen, remove):step>")
@needs(*WRITERS)
def take(dialogue_id: int, step: str) -> Response:
    """Open the dialogue or read the figures anew, close its minutes, take them up again, or remove it."""
    steps: dict[str, tuple[Callable[..., None], str]] = {
        "open": (open_dialogue, _("The figures are read, and what earlier dialogues left is taken over.")),
        "close": (writing.close_dialogue, _("The minutes are closed.")),
        "reopen": (writing.reopen_dialogue, _("The minutes are taken up again.")),
        "remove": (writing.remove_dialogue, _("The dialogue is removed.")),
    }
    act, done = steps[step]
    sure = {"is_sure": bool(request.form.get("sure"))} if step == "close" else {}
    is_done = _do(lambda keys, who: act(*keys, dialogue_id, staff_id=who, **sure), done)
    if step == "close" and not is_done:
        return redirect(url_for(".show", dialogue_id=dialogue_id, closing=1))
    return redirect(url_for(".index")) if step == "remove" and is_done else _back(dialogue_id)


@blueprint.get("/<int:dialogue_id>/minutes/<language>.<any(pdf, docx):kind>")
def file(dialogue_id: int, language: str, kind: str) -> Response:
    """Send the minutes to keep or to work on."""
    view, commune = _found(dialogue_id), current_commune()
    found(language if language in interface_languages() else None)
    try:
        report = say_minutes(view, commune, language, today())
        return sent_report(report, ReportFile(kind), f"minutes-{dialogue_id}-{language}")
    except Refusal as refusal:
        flash(why_refused(refusal), "wrong")
        return _back(dialogue_id)


@blueprint.post("/<int:dialogue_id>/minutes")
@needs(*WRITERS)
def minutes(dialogue_id: int) -> str | Response:
    """Write down who took part and what was decided."""
    view, form = _found(dialogue_id), MinutesForm()
    return _keep(view, "minutes", form, MinutesForm.values, form.draft)


@blueprint.post("/<int:dialogue_id>/programmes/<int:programme_id>")
@needs(*WRITERS)
def findings(dialogue_id: int, programme_id: int) -> str | Response:
    """Write down what was found of a programme, and why its results differ."""
    view = _found(dialogue_id)
    form, causes = findings_form(_reviewed(view, programme_id), is_sent=True), typed(request.form, "cause")
    return _keep(
        view,
        f"p{programme_id}",
        form,
        lambda now: found_of(_reviewed(now, programme_id)),
        lambda: MinutesDraft(findings={programme_id: form.findings.data or ""}, causes=causes),
    )


@blueprint.post("/<int:dialogue_id>/corrective")
@needs(*WRITERS)
def corrective(dialogue_id: int) -> str | Response:
    """Decide what is put right, by whom and by when."""
    view = _found(dialogue_id)
    form = CorrectiveForm(prefix="corrective").offer(view)
    if form.validate_on_submit() and _do(
        lambda keys, who: add_corrective_action(*keys, dialogue_id, form.draft(), staff_id=who),
        _("The corrective action is written down among the promises."),
    ):
        return _back(dialogue_id)
    return _show(view, corrective=form)


def _keep(
    view: DialogueView, name: str, form: EditForm, values: Values, draft: Callable[[], MinutesDraft]
) -> str | Response:
    if form.validate_on_submit() and _change(
        view,
        form,
        values,
        lambda keys, who: writing.write_minutes(*keys, view.row.id, draft(), staff_id=who),
        _("It is written down."),
    ):
        return _back(view.row.id)
    return _show(view, **{name: form})


def _do(act: Act, done: str) -> bool:
    """Let a service act for this commune and this person; say what was done, or why not."""
    house, commune, staff = current_house(), current_commune().id, current_staff().id
    return carry_out(lambda db: act((db, house, commune), staff), done)


def _change(view: DialogueView, form: EditForm, values: Values, act: Act, done: str) -> bool:
    """Do the same where nobody else wrote meanwhile what the form writes; `values` says it, by field."""
    look = _reading(view.row.id)

    house, commune, staff = current_house(), current_commune().id, current_staff().id
    work = unless_changed(form, lambda db: values(look(db)), lambda db: act((db, house, commune), staff))
    return carry_out(work, done)


def _found(dialogue_id: int) -> DialogueView:
    return read_known(_reading(dialogue_id))


def _reading(dialogue_id: int) -> Callable[[Session], DialogueView]:
    commune, who, day, memory = current_commune().id, reader(), today(), current_house().memory
    return lambda db: find_dialogue(db, commune, dialogue_id, today=day, reader=who, memory=memory)


def _reviewed(view: DialogueView, programme_id: int) -> ReviewedView:
    return found(next((one for one in view.reviewed if one.programme.id == programme_id), None))


def _back(dialogue_id: int) -> Response:
    return redirect(url_for(".show", dialogue_id=dialogue_id))


def _blanks(view: DialogueView) -> list[str]:
    commune = current_commune().id
    return [words.BLANKS[blank] for blank in read(lambda db: blanks_of(db, commune, view.row.id))]


def _dashboards(view: DialogueView) -> list[Dashboard]:
    commune, memory, day = current_commune().id, current_house().memory, today()
    programmes = [one.programme for one in view.reviewed]
    return read(lambda db: dashboards_of(db, commune, programmes, view.row.period.year, day, memory))


def _show(view: DialogueView, *, asks_to_close: bool = False, **sent: Form) -> str:
    quarter, boards = view.row.period.quarter, _dashboards(view)
    findings = {f"p{one.programme.id}": findings_form(one) for one in view.reviewed}
    forms: dict[str, Form] = {
        "minutes": MinutesForm(formdata=None, data=MinutesForm.values(view)),
        "corrective": CorrectiveForm(formdata=None, prefix="corrective").offer(view),
        **findings,
        **sent,
    }
    return _page(
        "show",
        view=view,
        row=view.row,
        missing=[(board.programme, findings_before(board, quarter)) for board in boards],
        forms=forms,
        opened=set(sent),
        empty=_blanks(view) if asks_to_close else (),
        causes=typed(request.form, "cause"),
        tongues=paper_languages(),
        kinds=[str(kind) for kind in ReportFile],
    )


def _page(name: str, **values: Any) -> str:
    return render(
        f"management_dialogues/{name}.html",
        may_write=has_role(*WRITERS),
        titled=lambda row: say_value(row.title),
        levels=words.LEVEL_NAMES,
        states=words.STATES,
        state_badges=words.BADGES,
        names=follow_up_words.STATES,
        unsaid=follow_up_words.UNSAID_STATE,
        badges=follow_up_words.BADGES,
        gap=programme_words.say_gap,
        quantity=programme_words.say_quantity,
        percent=programme_words.say_percent,
        gap_to=programme_words.say_gap_to,
        verdicts=programme_words.VERDICTS,
        verdict_badges=programme_words.VERDICT_BADGES,
        period=lambda row: programme_words.say_period(row.period.year_name, row.period.quarter),
        **values,
    )
