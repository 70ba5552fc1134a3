"""How a photo that is kept reaches staff."""

from __future__ import annotations

from flask import Response, send_file

from services.sent_photos import PhotoFile


def sent_photo(kept: PhotoFile) -> Response:
    """Return a photo to be looked at; only the browser that asked for it keeps it."""
    response = send_file(kept.path, kept.media_type)
    response.cache_control.private = True
    return response
