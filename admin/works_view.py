"""What the page of a project's works shows: the works, and each form that may be filled in beside them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy.orm import Session

from admin import project_words
from admin import works_words as words
from admin.desk import current_commune, has_role, read_known, render
from admin.forms import Form
from admin.given_names import name_in
from admin.works_forms import (
    ContractorForm,
    DelayForm,
    MilestoneForm,
    MovedForm,
    PhotoForm,
    ReachedForm,
    ReportsForm,
    ScopeForm,
)
from services.projects import ProjectPage, project_page
from services.roles import RoleName
from services.sent_files import state_of_photo

BUILDERS = (RoleName.ADMINISTRATOR, RoleName.BUDGET_OFFICER, RoleName.COMMUNICATION_OFFICER)
ANSWERERS = (*BUILDERS, RoleName.MODERATOR)
GREATEST = 2**31
WORKS_FORMS: dict[str, type[Form]] = {
    "contractor": ContractorForm,
    "milestone": MilestoneForm,
    "delay": DelayForm,
    "scope": ScopeForm,
    "photo": PhotoForm,
    "reports": ReportsForm,
}
"""Each form by its name, which is its prefix and the route that takes it too."""


def find_works(number: int) -> ProjectPage:
    """Return the commune's project of a number with its works; "not found" where it has none."""
    return read_known(reading(number))


def reading(number: int) -> Callable[[Session], ProjectPage]:
    """Return what reads that project."""
    commune = current_commune().id
    return lambda db: project_page(db, commune, held(number))


def held(number: int) -> int:
    """Return a number that a column can hold, nought for one that is in none."""
    return number if number < GREATEST else 0


def show_works(page: ProjectPage, **sent: Form) -> str:
    """Show the works of one project; a form that was `sent`, by its name, stands open with what is wrong in it."""
    forms = {name: sent.get(name) or kind(formdata=None, prefix=name, data=kept(page, name))
             for name, kind in WORKS_FORMS.items()}  # fmt: skip
    return render(
        "works/show.html",
        page=page,
        row=page.row,
        forms=forms,
        opened=set(sent),
        moved=MovedForm(formdata=None),
        reached=ReachedForm(formdata=None),
        standings=project_words.PROJECT_STANDINGS,
        price_reasons=project_words.PRICE_REASONS,
        badges=project_words.BADGES,
        delays=words.DELAYS,
        day_of=words.day_of,
        moments=words.MOMENTS,
        name_in=name_in,
        may_report=has_role(*BUILDERS),
        may_answer=has_role(*ANSWERERS),
        report_states=words.REPORT_STATES,
        report_badges=words.REPORT_BADGES,
        photo_states=project_words.PHOTOS,
        state_of_photo=state_of_photo,
    )


def kept(page: ProjectPage, name: str) -> dict[str, Any]:
    """Return what stands of the works, by field of one of their forms."""
    return {"company": page.row.contractor, "amount": page.row.contract} if name == "contractor" else {}
