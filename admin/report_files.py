"""How a report reaches who asked for it: a PDF to keep, or a DOCX to work on."""

from __future__ import annotations

from io import BytesIO

from flask import Response, send_file

from printing.word_file import report_docx
from printing.written_report import ReportFile, WrittenReport, report_pdf

WRITERS = {
    ReportFile.PDF: (report_pdf, "application/pdf"),
    ReportFile.DOCX: (report_docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
}


def sent_report(report: WrittenReport, kind: ReportFile, name: str) -> Response:
    """Return a report as a file to be saved, called `name` and its ending; `Refusal` where the press is busy."""
    write, media_type = WRITERS[kind]
    return send_file(BytesIO(write(report)), media_type, as_attachment=True, download_name=f"{name}.{kind}")
