"""Documents: what the commune has produced, published as a file or a link, and withdrawn."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, send_file, url_for
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response
from wtforms import BooleanField, DateField, FileField, SelectChoice, SelectField, StringField
from wtforms.validators import InputRequired, Length, Optional

from admin.audience import whole_cost
from admin.desk import (
    carry_out,
    current_commune,
    current_house,
    current_staff,
    found,
    has_role,
    read,
    render,
    say,
    why_refused,
    write_once,
)
from admin.forms import Form, strip
from admin.held_files import held
from admin.page import Group, Page, needs
from admin.paging import asked_paging
from admin.tongue import _ as say_in
from admin.tongue import interface_languages, name_of
from admin.tongue import marked as _
from budgeting.refusal import Refusal
from services import documents
from services.documents import Audience, DocumentNo, DocumentView, NewDocument
from services.printing.renewing import outdated_papers
from services.roles import EVERYONE, RoleName
from services.uploads import MAX_BYTES, FileNo, Upload, keep_upload

blueprint = Blueprint("documents", __name__)
PAGE = Page(
    "documents",
    _("Documents"),
    Group.PUBLISHING,
    10,
    EVERYONE,
    blueprint,
    refusals={
        DocumentNo.UNKNOWN.value: _("There is no such document."),
        DocumentNo.WITHOUT_TITLE.value: _("Give the document a title."),
        DocumentNo.TITLE_TOO_LONG.value: _("The title may have %(most)s characters."),
        DocumentNo.UNKNOWN_CATEGORY.value: _("Choose a kind of document."),
        DocumentNo.UNKNOWN_LANGUAGE.value: _("Choose a language of the list."),
        DocumentNo.DATE_WRONG.value: _("Choose the date of the document."),
        DocumentNo.FILE_AND_LINK.value: _("There are a file and a web address: leave one of them out."),
        DocumentNo.NO_FILE_OR_LINK.value: _("The document itself is missing: choose a file, or give its web address."),
        DocumentNo.LINK_WRONG.value: _("This is no web address. It begins with https:// or http://."),
        DocumentNo.TOLD_ALREADY.value: _("Those who follow the documents were told of it already."),
        DocumentNo.NEWS_TOO_DEAR.value: _(
            "Telling them by SMS would take money that answers to citizens need: more than half of the ceiling would "
            "be spent. Publish without telling, and tell another day or after the ceiling is raised."
        ),
        DocumentNo.WITHDRAWN_ALREADY.value: _("The document was withdrawn already."),
        FileNo.EMPTY.value: _("The file is empty."),
        FileNo.TOO_LARGE.value: _("The file is too large: %(most)s MB at most."),
        FileNo.KIND_NOT_TAKEN.value: _("Only whole PDF, ODS, ODT, XLSX, DOCX, CSV, PNG and JPEG files are taken."),
        FileNo.TOO_MANY_POINTS.value: _("The picture is too large. Make it smaller and send it again."),
        FileNo.HAS_MACROS.value: _("The file holds macros. Save it without macros and send it again."),
        FileNo.NAME_DOES_NOT_FIT.value: _("By its content this is a %(kind)s file, and its name says something else."),
        FileNo.GONE.value: _("The file is no longer there."),
    },
)
WRITERS = (RoleName.ADMINISTRATOR, RoleName.COMMUNICATION_OFFICER)
CATEGORY_NAMES = {
    "budget": _("Budget"),
    "account": _("Accounts"),
    "report": _("A report"),
    "guide": _("Guide"),
    "civic_guide": _("Guide for associations"),
    "minutes": _("Minutes of a session"),
    "other": _("Other"),
}


class DocumentForm(Form):
    """A document to publish."""

    title = StringField(
        _("Title"), filters=[strip], validators=[InputRequired(_("Give the document a title.")), Length(max=200)]
    )
    category = SelectField(_("Kind"), validators=[InputRequired()])
    dated_on = DateField(_("Date of the document"), validators=[InputRequired(_("Choose the date of the document."))])
    language = SelectField(_("Language"), validators=[InputRequired()])
    file = FileField(_("File"), description=_("PDF, ODS, ODT, XLSX, DOCX, CSV, PNG or JPEG, 10 MB at most."))
    link = StringField(
        _("Web address"),
        description=_("Instead of a file, where the document is already on the web."),
        filters=[strip],
        validators=[Optional(), Length(max=2000)],
    )
    tell = BooleanField(_("Tell those who follow the documents"))


@blueprint.get("/")
def index() -> str:
    """List the documents, the latest first."""
    commune, paging = current_commune().id, asked_paging()
    rows, total = read(lambda db: documents.list_documents(db, commune, limit=paging.size, offset=paging.offset))
    return render(
        "documents/index.html",
        rows=rows,
        paging=paging.of(total),
        categories=CATEGORY_NAMES,
        may_write=has_role(*WRITERS),
    )


@blueprint.route("/new", methods=["GET", "POST"])
@needs(*WRITERS)
def new() -> str | Response:
    """Publish a document."""
    form = DocumentForm()
    form.category.choices = [SelectChoice(key, say_in(name)) for key, name in CATEGORY_NAMES.items()]
    tags = dict.fromkeys([*current_commune().languages, *interface_languages()])
    form.language.choices = [SelectChoice(tag, name_of(tag)) for tag in tags]
    if form.validate_on_submit() and (document := _publish(form)):
        say(_("The document is published."))
        return redirect(url_for(".show", document_id=document.id))
    return render("documents/new.html", form=form, audience=_audience(), cost_of=whole_cost)


@blueprint.get("/<int:document_id>")
def show(document_id: int) -> str:
    """Show one document."""
    document, may_write, commune = _found(document_id), has_role(*WRITERS), current_commune().id
    is_untold = may_write and not document.told_at and not document.withdrawn_at
    return render(
        "documents/show.html",
        document=document,
        categories=CATEGORY_NAMES,
        may_write=may_write,
        is_outdated=document_id in {paper.id for paper in read(lambda db: outdated_papers(db, commune))},
        audience=_audience(document_id) if is_untold else None,
        cost_of=whole_cost,
    )


@blueprint.get("/<int:document_id>/file")
def file(document_id: int) -> Response:
    """Send the file; always to be kept, never to be shown as a page of ours."""
    house, commune = current_house(), current_commune().id
    try:
        kept = read(lambda db: documents.open_document(db, house, commune_id=commune, document_id=document_id))
    except Refusal as refusal:
        _found(document_id)
        flash(why_refused(refusal), "wrong")
        return redirect(url_for(".show", document_id=document_id))
    return send_file(kept.path, kept.media_type, as_attachment=True, download_name=kept.file_name)


@blueprint.post("/<int:document_id>/withdraw")
@needs(*WRITERS)
def withdraw(document_id: int) -> Response:
    """Take a document off the public pages."""
    _found(document_id)
    house, commune, staff = current_house(), current_commune().id, current_staff().id
    carry_out(
        lambda db: documents.withdraw_document(db, house, commune_id=commune, document_id=document_id, staff_id=staff),
        _("The document is withdrawn."),
    )
    return redirect(url_for(".show", document_id=document_id))


@blueprint.post("/<int:document_id>/tell")
@needs(*WRITERS)
def tell(document_id: int) -> Response:
    """Tell those who follow the documents of this one."""
    _found(document_id)
    house, commune, staff = current_house(), current_commune().id, current_staff().id
    carry_out(
        lambda db: documents.tell_of_document(db, house, commune_id=commune, document_id=document_id, staff_id=staff),
        _("Those who follow the documents are told."),
    )
    return redirect(url_for(".show", document_id=document_id))


def _audience(document_id: int | None = None) -> Audience:
    house, commune = current_house(), current_commune().id
    return read(lambda db: documents.audience_of(db, house, commune, document_id))


def _found(document_id: int) -> DocumentView:
    commune = current_commune().id
    return found(read(lambda db: documents.find_document(db, commune, document_id)))


def _publish(form: DocumentForm) -> DocumentView | None:
    house, commune, staff = current_house(), current_commune().id, current_staff().id
    try:
        upload = _taken(form.file.data)
        asked = NewDocument(
            title=form.title.data or "",
            category=form.category.data or "",
            language=form.language.data or "",
            dated_on=form.dated_on.data,
            link=form.link.data or "",
            upload=upload,
        )
        told = bool(form.tell.data)
        with held(upload) as holding:
            made = write_once(
                lambda db: documents.publish_document(
                    db, house, commune_id=commune, new=asked, staff_id=staff, tell=told
                )
            )
            holding.is_kept = True
        return made
    except Refusal as refusal:
        flash(why_refused(refusal), "wrong")
        return None


def _taken(sent: object) -> Upload | None:
    """Keep the file that was sent, if one was; one byte more than allowed is read, to know that it is too large."""
    if not isinstance(sent, FileStorage) or not sent.filename:
        return None
    return keep_upload(current_house(), sent.filename, sent.stream.read(MAX_BYTES + 1))
