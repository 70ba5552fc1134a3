"""How a table reaches who asked for it: CSV, or a workbook."""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from enum import StrEnum
from io import BytesIO
from typing import Any

from flask import Response, send_file

from admin.tongue import spoken_languages
from services.indicators.export import as_csv


class TableFile(StrEnum):
    """The kinds of file a table comes as, by the ending of the file's name."""

    CSV = "csv"
    XLSX = "xlsx"


def sent_table(
    kind: TableFile, name: str, title: str, header: Sequence[str], rows: Sequence[Sequence[Any]]
) -> Response:
    """Return a table as a file to be saved, called `name` and its ending."""
    if kind is TableFile.CSV:
        words, media_type = as_csv(header, rows).encode(), "text/csv"
    else:
        # Loaded by who asks for a workbook: openpyxl brings numpy along, which the panel needs for nothing else.
        workbook = importlib.import_module("printing.workbook")
        words = workbook.make_workbook([workbook.Sheet(title, header, rows)], spoken_languages()[0])
        media_type = workbook.MEDIA_TYPE
    return send_file(BytesIO(words), media_type, as_attachment=True, download_name=f"{name}.{kind}")
