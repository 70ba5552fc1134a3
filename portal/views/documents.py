"""The documents the commune has published, and their files."""

from __future__ import annotations

from flask import Response, abort, request, send_file

from budgeting.refusal import Refusal
from locales.page_words import name_of
from portal.desk import commune, current_house, read, show
from portal.files import harmless
from portal.words import CATEGORIES
from services.documents import list_documents, open_document
from services.web_addresses import is_web_address

ON_A_PAGE = 50


def documents() -> Response:
    """List the documents, the latest first."""
    page = page_of(request.args.get("page", ""))
    found, total = read(
        lambda session: list_documents(
            session, commune().id, public=True, limit=ON_A_PAGE, offset=(page - 1) * ON_A_PAGE
        )
    )
    return show(
        "documents",
        documents=found,
        page=page,
        pages=max(1, -(-total // ON_A_PAGE)),
        categories=CATEGORIES,
        language_name=name_of,
        leads_somewhere=leads_somewhere,
    )


def document(number: int) -> Response:
    """Send a document's file to be saved, never to be run."""
    try:
        found = read(
            lambda session: open_document(
                session, current_house(), commune_id=commune().id, document_id=number, public=True
            )
        )
    except Refusal:
        abort(404)
    return harmless(
        send_file(
            found.path, mimetype=found.media_type, as_attachment=True, download_name=found.file_name, conditional=True
        )
    )


def page_of(text: str) -> int:
    """Return the page that an address asks for, the first where it asks for none; 404 for what is no page."""
    if not text:
        return 1
    if not (text.isascii() and text.isdigit() and len(text) < 5 and int(text)):
        abort(404)
    return int(text)


def leads_somewhere(link: str) -> bool:
    """Is this a web address, or an address of our own?"""
    return is_web_address(link) or (link.startswith("/") and not link.startswith(("//", "/\\")))
