"""What anybody needs to check a published result: its bundle, and the file that checks it."""

from __future__ import annotations

from flask import Response, abort, make_response, send_file

from budgeting.proof.members import verifier
from portal.desk import cacheable, commune, current_house, read
from portal.files import harmless
from services.proof import bundle_file


def bundle(digest: str) -> Response:
    """Send the commune's bundle of that SHA-256 to be saved; 404 where there is none."""
    house, place = current_house(), commune().id
    found = read(lambda session: bundle_file(session, house, place, digest))
    if found is None:
        abort(404)
    path, name = found
    return harmless(send_file(path, "application/zip", as_attachment=True, download_name=name, etag=digest))


def verify_file() -> Response:
    """Send the file that checks a bundle, to be saved and read."""
    response = make_response(verifier())
    response.mimetype = "text/x-python"
    response.headers["Content-Disposition"] = "attachment; filename=verify.py"
    return harmless(cacheable(response))
