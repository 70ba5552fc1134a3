"""How a pressed sheet reaches who asked for it."""

from __future__ import annotations

from io import BytesIO

from flask import Response, send_file

from services.printing.papers import Paper


def sent_paper(paper: Paper) -> Response:
    """Return a sheet as a file to be saved."""
    return send_file(BytesIO(paper.content), "application/pdf", as_attachment=True, download_name=paper.file_name)
