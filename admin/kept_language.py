"""Which language a request asks for, and how a chosen one is remembered: in a cookie, and for who is signed in."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode, urlsplit

from flask import Response, after_this_request, request
from werkzeug.wrappers import Response as Answer

from admin.desk import current_house, staff_or_none, write
from admin.signing_in import has_session
from admin.tongue import choose_language, interface_languages
from services.staff import StaffView
from services.staff import choose_language as keep_language

COOKIE = "language"
ASKED = "lang"
YEAR = 31_536_000


def language_of_request() -> str:
    """Return the language to answer in; one that the address asks for is remembered from then on."""
    if not has_session():  # a file that is the same for everybody
        return choose_language()
    staff, wish = staff_or_none(), _asked()
    if wish and request.method == "GET":
        _remember_asked(wish, staff)
    return choose_language(wish, staff.language if staff else None, request.cookies.get(COOKIE))


def remember(response: Answer, language: str) -> Answer:
    """Put a language into the browser's cookie and the account of who is signed in."""
    staff = staff_or_none()
    if staff is not None and staff.language != language:
        staff_id = staff.id
        write(lambda db: keep_language(db, staff_id, language))
    is_https = current_house().public_url.startswith("https://")
    response.set_cookie(COOKIE, language, max_age=YEAR, samesite="Lax", httponly=True, secure=is_https)
    return response


def without_wish(path: str) -> str:
    """Return an address without the language it asks for, so that another can be chosen there."""
    parts = urlsplit(path)
    if ASKED not in parts.query:
        return path
    kept = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if pair[0] != ASKED]
    return parts._replace(query=urlencode(kept)).geturl()


def _asked() -> str | None:
    wish = request.args.get(ASKED, "")
    return wish if wish in interface_languages() else None


def _remember_asked(wish: str, staff: StaffView | None) -> None:
    if request.cookies.get(COOKIE) == wish and (staff is None or staff.language == wish):
        return

    def note(response: Response) -> Response:
        remember(response, wish)
        return response

    after_this_request(note)
