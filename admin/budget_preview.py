"""A file that waits, as staff look at it: what was read of it, how far the reading is, writing it down."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from admin.budget_answering import INSTEAD, rivals_of_waiting, say_who_answers, shown_rivals, why_choose
from admin.budget_columns import kind_choices, sheet_views, unit_choices
from admin.budget_dates import say_early_accounts
from admin.budget_forms import AcceptForm, YearForm
from admin.budget_views import ReportView, line_row
from admin.desk import carry_out, current_commune, current_house, current_staff
from admin.held_files import until_kept
from admin.paging import asked_paging
from admin.tongue import marked as _
from budgeting.fiscal_year import first_month_of, fiscal_year
from services.budgets.accepting import accept_file
from services.budgets.choosing import Candidate
from services.budgets.importing import quotable
from services.budgets.kept import Kept
from services.budgets.opening import is_other_money
from services.budgets.sources import discard_source, keep_source
from services.budgets.waiting import Waiting
from services.printing.undoing import hide_rivals


def preview_values(waiting: Waiting, kept: Kept, form: AcceptForm | None = None) -> dict[str, Any]:
    """Return what the page of a file that was read shows."""
    commune, paging, document = current_commune(), asked_paging(), kept.report["document"]
    form = form or AcceptForm().offer(document["status"], quotable(waiting.name), commune.country)
    return {
        "waiting": waiting,
        "file_title": quotable(waiting.name),
        "year_named": lambda year: fiscal_year(year, first_month_of(commune.country)).name,
        "report": ReportView(kept.report),
        "other_money": document["currency"] if is_other_money(document["currency"], commune.currency) else "",
        "lines": [line_row(line) for line in kept.lines(paging.offset, paging.size)],
        "is_refused": not kept.line_count and not kept.sheets(),
        "paging": paging.of(kept.line_count),
        "looked_at": kept.digest,
        "form": form,
        **shown_rivals(rivals_of_waiting(waiting, kept, str(form.status.data))),
        "year_form": YearForm(year=waiting.year),
        "sheets": sheet_views(kept.sheets()),
        "kinds": kind_choices(),
        "units": unit_choices(),
    }


def has_chosen(form: AcceptForm, rivals: Sequence[Candidate]) -> bool:
    """Was it said which of these and the document of the form is to answer? If not, the form says what is missing."""
    asks = why_choose(rivals, form.rivals.data, form.rivals_shown.data) if form.published.data else ""
    if asks:
        form.ask_rivals(asks)
    return not asks


def write_down(waiting: Waiting, kept: Kept, form: AcceptForm, rivals: Sequence[Candidate]) -> bool:
    """Write a file down as its documents and keep it; say why where it is refused, and return False.

    Of `rivals`, which were shown, those are hidden in whose place it is to answer.
    """
    house, commune, staff = current_house(), current_commune().id, current_staff().id
    reading, stored_as = kept.reading(), keep_source(house, waiting.content)
    said, written, among = form.acceptance(stored_as), list[int](), [row.id for row in rivals]

    def work(db: Session) -> None:
        written[:] = accept_file(db, house, commune, waiting, reading, said, staff_id=staff)
        for number in written if said.published and form.rivals.data == INSTEAD else ():
            hide_rivals(db, house, commune, number, among=among, staff_id=staff)

    with until_kept(lambda: discard_source(house, stored_as)) as holding:
        holding.is_kept = carry_out(work, _("The budget is written down."))
    if not holding.is_kept:
        return False
    say_early_accounts(written)
    if said.published:
        say_who_answers(written)
    return True
