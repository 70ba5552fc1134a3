"""The files that budgets were read from, where the commune lets anybody fetch them."""

from __future__ import annotations

from flask import Response, abort, send_file

from budgeting.refusal import Refusal
from portal.desk import commune, current_house, read
from portal.files import harmless
from services.budgets.sources import source_file


def budget_file(number: int) -> Response:
    """Send the file of a published budget to be saved, never to be run; 404 for one that is not public."""
    house, place = current_house(), commune().id
    try:
        found = read(lambda session: source_file(session, house, place, number, public=True))
    except Refusal:
        abort(404)
    return harmless(send_file(found.path, found.media_type, as_attachment=True, download_name=found.file_name))
