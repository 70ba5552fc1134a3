"""What the pages of the action plan share: a commitment with its forms, and letting a service act."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy.orm import Session

from admin import follow_up_words, plan_words
from admin.desk import (
    carry_out,
    current_commune,
    current_house,
    current_staff,
    has_role,
    paper_languages,
    read_known,
    render,
)
from admin.follow_up_view import MOST, reader, today
from admin.forms import Form
from admin.given_names import name_in
from admin.plan_forms import ActivityTableForm, DaysForm, WordsForm, activity_form, kept_in
from admin.programme_words import say_quantity
from budgeting.own_name import OWN_NAME
from services.action_plan.reading import ActivityView, CommitmentPage, commitment_page
from services.roles import WRITERS


def do(act: Callable[..., Any], *about: Any, done: str, made: list[Any] | None = None) -> bool:
    """Let a service act for this commune and this person; say what was done, or why not.

    What it returns is put into `made`.
    """
    house, commune, staff = current_house(), current_commune().id, current_staff().id

    def work(db: Session) -> None:
        result = act(db, house, commune, *about, staff_id=staff)
        if made is not None:
            made[:] = [result]

    return carry_out(work, done)


def find_commitment(commitment_id: int) -> CommitmentPage:
    """Return a commitment as far as who is signed in may read it; "not found" where there is none."""
    return read_known(reading(commitment_id))


def reading(commitment_id: int) -> Callable[[Session], CommitmentPage]:
    """Return what reads that commitment."""
    commune, who, day = current_commune().id, reader(), today()
    return lambda db: commitment_page(db, commune, min(commitment_id, MOST), today=day, reader=who)


def show_commitment(page: CommitmentPage, **sent: Form) -> str:
    """Show a commitment; a form that was `sent`, by its name, stands open with what is wrong in it."""
    empty = activity_form(current_commune().languages)
    forms = {
        "activity": sent.get("activity") or empty(formdata=None, prefix="activity"),
        "table": sent.get("table") or ActivityTableForm(formdata=None, prefix="table"),
    }
    return render(
        "plan_commitments/show.html",
        page=page,
        forms=forms,
        opened=set(sent),
        principles=plan_words.PRINCIPLES,
        judged=plan_words.JUDGED,
        tongues=paper_languages(),
        **words_of_plans(),
    )


def show_activity(page: CommitmentPage, one: ActivityView, **sent: Form) -> str:
    """Show an activity with the forms for its days and its words."""
    languages = current_commune().languages
    spoken = activity_form(languages, WordsForm)
    forms = {
        "days": sent.get("days") or DaysForm(formdata=None, data=kept_days(one)),
        "words": sent.get("words") or spoken.filled(kept_words(one, languages), is_sent=False, prefix="words"),
    }
    return render(
        "plan_commitments/activity.html", page=page, one=one, forms=forms, opened=set(sent), **words_of_plans()
    )


def kept_days(one: ActivityView) -> dict[str, str]:
    """Return the days of an activity as their form holds them."""
    return {"starts": one.starts.text, "ends": one.ends.text}


def kept_words(one: ActivityView, languages: Sequence[str]) -> dict[str, Any]:
    """Return the words of an activity as their form holds them."""
    return kept_in(languages, {"activity": {**one.names, languages[0]: one.names[OWN_NAME]}})


def words_of_plans() -> dict[str, Any]:
    """Return what the templates of a plan speak with."""
    return {
        "name_in": name_in,
        "names": follow_up_words.STATES,
        "unsaid": follow_up_words.UNSAID_STATE,
        "badges": follow_up_words.BADGES,
        "written": plan_words.say_written,
        "name_indicator": plan_words.name_indicator,
        "quantity": say_quantity,
        "may_write": has_role(*WRITERS),
    }
