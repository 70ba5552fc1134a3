"""How a photo or a voice message that is kept reaches staff."""

from __future__ import annotations

from flask import Response, send_file

from services.sent_files import PhotoFile


def sent_photo(kept: PhotoFile) -> Response:
    """Return a photo to be looked at; only the browser that asked for it keeps it."""
    response = send_file(kept.path, kept.media_type)
    response.cache_control.private = True
    return response


def sent_voice(kept: PhotoFile) -> Response:
    """Return a voice message to be listened to, from any point; no browser keeps it."""
    response = send_file(kept.path, kept.media_type, conditional=True)
    response.cache_control.private = True
    response.cache_control.no_store = True
    return response
