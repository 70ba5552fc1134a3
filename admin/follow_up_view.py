"""What the page of one promise shows: where it stands, and each form that may be filled in beside it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from flask import url_for
from sqlalchemy.orm import Session
from werkzeug.datastructures import FileStorage

from admin import follow_up_words as words
from admin.desk import current_commune, current_house, current_staff, has_role, read, read_known, render
from admin.follow_up_forms import (
    DueForm,
    EntrustForm,
    EvidenceForm,
    MoveForm,
    RemovalForm,
    VisibilityForm,
    chosen,
)
from admin.forms import Form
from admin.given_names import name_in
from admin.tongue import spoken_languages
from admin.works_words import day_of
from budgeting.quantities import write_quantity
from services.clock import day_in
from services.follow_ups.answering import ORIGIN as ANSWERED
from services.follow_ups.evidence import LARGEST_PHOTO, NewEvidence, keep_evidence_photo
from services.follow_ups.finding import Reader
from services.follow_ups.origin import Source
from services.follow_ups.reading import FollowUpPage, FollowUpRow, follow_up_page, of_source
from services.roles import WRITERS
from services.uploads import MAX_BYTES, Upload, keep_upload

MOST = 2**31 - 1
FORMS: dict[str, type[Form]] = {
    "move": MoveForm,
    "due": DueForm,
    "owner": EntrustForm,
    "visibility": VisibilityForm,
    "evidence": EvidenceForm,
}
"""Each form by its name, which is its prefix and the route that takes it too."""


def reader() -> Reader:
    """Return who reads."""
    staff = current_staff()
    return Reader.of(staff.id, staff.roles)


def today() -> date:
    """Return the day in the commune."""
    return day_in(current_house().clock(), current_commune().time_zone)


def find_promise(number: int) -> FollowUpPage:
    """Return the commune's promise of a number; "not found" where there is none that who is signed in may read."""
    return read_known(reading(number))


def reading(number: int) -> Callable[[Session], FollowUpPage]:
    """Return what reads that promise."""
    commune, who, day = current_commune().id, reader(), today()
    return lambda db: follow_up_page(db, commune, min(number, MOST), today=day, reader=who)


def promises_of(request_id: int) -> list[FollowUpRow]:
    """Return what the answer to a question promises, as far as who is signed in may read it."""
    commune, who, day = current_commune().id, reader(), today()
    return read(lambda db: of_source(db, commune, ANSWERED, request_id, today=day, reader=who))


def page_of(source: Source) -> str:
    """Return the address of the page of what a promise came of."""
    return f"{url_for('panel.today.index').removesuffix('today/')}{source.panel}"


def form_of(page: FollowUpPage, name: str, **how: Any) -> Any:
    """Return one of the forms; the one that says who reads it shows what only staff read until now."""
    form: Any = FORMS[name](prefix=name, **how)
    if isinstance(form, MoveForm):
        form.offer(page.row.promised_on)
    if isinstance(form, VisibilityForm):
        notes = [(one.id, one.note) for one in page.history if one.is_inside and one.note]
        form.offer(notes, [(one.id, one.words) for one in page.evidence if one.is_inside])
    return form


def show_promise(page: FollowUpPage, **sent: Form) -> str:
    """Show one promise; a form that was `sent`, by its name, stands open with what is wrong in it."""
    forms = {name: sent.get(name) or form_of(page, name, formdata=None, **_filled(page, name)) for name in FORMS}
    return render(
        "follow_ups/show.html",
        page=page,
        row=page.row,
        forms=forms,
        opened=set(sent),
        removal=RemovalForm(formdata=None),
        names=words.STATES,
        unsaid=words.UNSAID_STATE,
        badges=words.BADGES,
        visibilities=words.VISIBILITIES,
        kinds=words.EVIDENCE,
        events=words.EVENTS,
        day_of=day_of,
        name_in=name_in,
        page_of=page_of,
        quantity=lambda value: write_quantity(value, spoken_languages()[0]),
        may_write=has_role(*WRITERS),
    )


def with_upload(form: Any) -> NewEvidence:
    """Return the proof that was filled in, its file or photo kept; `Refusal` for what is none."""
    kind, file = form.kind.data, form.file.data
    upload: Upload | None = None
    if isinstance(file, FileStorage) and file.filename:
        if kind == "photo":  # one byte more than allowed is read, to know that it is too large
            upload = keep_evidence_photo(current_house(), file.stream.read(LARGEST_PHOTO + 1))
        else:
            upload = keep_upload(current_house(), file.filename, file.stream.read(MAX_BYTES + 1))
    return NewEvidence(
        form.words.data or "",
        document_id=chosen(form.document) if kind == "document" else None,
        upload=upload,
        is_photo=kind == "photo",
        figure=form.figure.data if kind == "figure" else None,
        unit=form.unit.data or "",
    )


def _filled(page: FollowUpPage, name: str) -> dict[str, Any]:
    """Return with what a form is filled in: a new day is typed beside the one that stands."""
    standing = kept(page, name)
    return {"standing": standing} if name == "due" else {"data": standing}


def kept(page: FollowUpPage, name: str) -> dict[str, Any]:
    """Return what stands of a promise, by field of one of its forms."""
    row = page.row
    values: dict[str, dict[str, Any]] = {
        "move": {"state": row.state},
        "due": {"due_on": row.due_on},
        "owner": {"owner": row.owner, "person": str(row.person_id or "")},
        "visibility": {"visibility": row.visibility},
    }
    return values.get(name, {})
