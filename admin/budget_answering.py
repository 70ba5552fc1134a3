"""Which of several published documents answers for a year: asked before one is published, and said after."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from flask import flash
from sqlalchemy.orm import Session

from admin.budget_words import STATUS_NAMES
from admin.desk import carry_out, current_commune, current_house, current_staff, found, read, say, why_refused
from admin.tongue import _ as say_in
from admin.tongue import apart, say_day
from admin.tongue import marked as _
from budgeting.refusal import Refusal
from services.budgets.choosing import Candidate
from services.budgets.kept import Kept
from services.budgets.listing import document_row
from services.budgets.publishing import publish
from services.budgets.rivals import Because, rivals_of, rivals_of_file, who_answers_instead
from services.budgets.shown import waiting_changes
from services.budgets.waiting import Waiting
from services.printing.undoing import hide_rivals, papers_of

INSTEAD = "instead"
BESIDE = "beside"
BETWEEN = ","
CHOOSE = _("Choose which document is to answer.")
OTHERS_NOW = _("The documents published already are others now: look at them, then choose.")
ANSWERS = _("Citizens are answered from this document.")
WAITS = _("It is published, and waits for the budget of its year: citizens are told of both together.")
BECAUSE = {
    Because.FURTHER: _("For %(year)s citizens are answered from %(source)s: it has come further (%(status)s)."),
    Because.LATER_DAY: _(
        "For %(year)s citizens are answered from %(source)s: of two documents with the same status the later decision "
        "answers, and that is of %(day)s."
    ),
    Because.LATER_WRITTEN: _(
        "For %(year)s citizens are answered from %(source)s: of two documents with the same status and date the one "
        "written down last answers."
    ),
}


def publish_or_ask(document_id: int, choice: str, shown: str) -> bool:
    """Publish a document and say who answers; False, with nothing done, where it has rivals and nobody has chosen.

    `shown` are the rivals that stood on the page where it was chosen.
    """
    house, commune, staff = current_house(), current_commune().id, current_staff().id
    try:
        rivals = read(lambda db: rivals_of(db, commune, document_id))
    except Refusal as refusal:
        flash(why_refused(refusal), "wrong")
        return True
    if asks := why_choose(rivals, choice, shown):
        if choice:
            say(asks, kind="note")
        return False

    def work(db: Session) -> None:
        if choice == INSTEAD:
            among = [row.id for row in rivals]
            hide_rivals(db, house, commune, document_id, among=among, staff_id=staff)
        publish(db, house, commune, document_id, published=True, staff_id=staff)

    if carry_out(work, _("The document is published.")):
        say_who_answers([document_id])
    return True


def why_choose(rivals: Iterable[Candidate], choice: str | None, shown: str | None) -> str:
    """Say why it must be chosen which of several documents is to answer, "" where all is said.

    A choice holds for the documents that stood on the page where it was made: `shown`, as it carried them.
    """
    named = {str(row.id) for row in rivals}
    if not named:
        return ""
    if choice not in (INSTEAD, BESIDE):
        return CHOOSE
    return "" if named.issubset((shown or "").split(BETWEEN)) else OTHERS_NOW


def shown_rivals(rivals: Sequence[Candidate]) -> dict[str, Any]:
    """Return what a page shows of rivals: them, what says that it showed them, and the citizen budgets made of them."""
    commune, numbers = current_commune().id, [row.id for row in rivals]
    papers = read(lambda db: papers_of(db, commune, numbers)) if numbers else []
    return {"rivals": rivals, "rivals_shown": BETWEEN.join(map(str, numbers)), "papers": papers}


def rivals_of_waiting(waiting: Waiting, kept: Kept, status: str) -> list[Candidate]:
    """Return the published documents of that status and of the years of a file that is not written down yet."""
    commune, report = current_commune().id, kept.report
    years = report["document"]["years"] or ([waiting.year] if waiting.year else [])
    return read(lambda db: rivals_of_file(db, commune, years, status, report["sums"], waiting.key))


def rivals_page(document_id: int) -> dict[str, Any]:
    """Return what the page shows that asks which document is to answer."""
    commune = current_commune().id
    document, _report = found(read(lambda db: document_row(db, commune, document_id)))
    rivals = read(lambda db: rivals_of(db, commune, document_id))
    return {"document": document, **shown_rivals(rivals)}


def say_who_answers(document_ids: Iterable[int]) -> None:
    """Show on the next page who answers for the years of documents that were published just now, each thing once."""
    commune = current_commune().id
    waiting = read(lambda db: waiting_changes(db, commune))
    told = [_who_answers(number, is_waiting=number in waiting) for number in document_ids]
    for words, kind in dict.fromkeys(told):
        flash(words, kind)


def _who_answers(document_id: int, *, is_waiting: bool) -> tuple[str, str]:
    """Return who answers for the year of a document, and what kind of notice that is."""
    if is_waiting:
        return say_in(WAITS), "note"
    instead = say_instead(document_id)
    return (instead, "note") if instead else (say_in(ANSWERS), "done")


def say_instead(document_id: int) -> str:
    """Return who answers in place of a published document and why, "" where it answers itself."""
    commune = current_commune().id
    instead = read(lambda db: who_answers_instead(db, commune, document_id))
    if instead is None:
        return ""
    row = instead.row
    status, day = say_in(STATUS_NAMES[str(row.status)]), say_day(row.dated_on)
    return say_in(BECAUSE[instead.why], year=row.year_name, source=apart(row.source), status=status, day=day)
