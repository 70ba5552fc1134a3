"""Why a spreadsheet is not opened, and the survey of those that are: archives that swell, sheets that reach too far."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from typing import NamedTuple
from xml.parsers import expat

from budgeting.accounts.compound import Broken, largest_area
from budgeting.accounts.faults import Kind, Problem, problem
from budgeting.accounts.survey import Survey, survey_sheet

COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LARGEST_FILE = 64 * 2**20
LARGEST_UNPACKED = 512 * 2**20
LARGEST_AREA = 10_000_000
LARGEST_ROWS = 500_000
"""Rows of one sheet: ten times those of the longest budget known, and more than that fits no memory here."""
LIGHT_FILE = 64 * 1024
LIGHT_UNPACKED = 2 * 2**20
LIGHT_AREA = 20_000
BROKEN = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    expat.ExpatError,
    NotImplementedError,
    RuntimeError,
    OSError,
    ValueError,
    EOFError,
    LookupError,
)


class Inspection(NamedTuple):
    """Why not to open a file, or the surveys of its sheets by the names of the parts that hold them.

    `area` counts the cells of all sheets, nought for a text and for a file that is not opened.
    """

    refused: Problem | None
    surveys: Mapping[str, Survey] = {}
    sheets: Mapping[str, str] = {}  # the part of each sheet of an XLSX, by the sheet's name
    area: int = 0


def is_light(data: bytes) -> bool:
    """Tell whether these bytes are read in a second or two, whatever they unpack to and however often they repeat."""
    if len(data) > LIGHT_FILE or (data.startswith(b"PK") and _unpacked(data) > LIGHT_UNPACKED):
        return False
    return inspect(data).area <= LIGHT_AREA


def inspect(data: bytes) -> Inspection:
    """Return whether these bytes may be opened as a spreadsheet; text is judged by its size alone."""
    if len(data) > LARGEST_FILE:
        return Inspection(_too_large(LARGEST_FILE // 2**20, "MB"))
    if data.startswith(COMPOUND):
        return _inspect_compound(data)
    if not data.startswith(b"PK"):
        return Inspection(None)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _inspect(archive)
    except BROKEN:
        return Inspection(problem(Kind.UNREADABLE))


def _inspect_compound(data: bytes) -> Inspection:
    try:
        area = largest_area(data)
    except Broken:
        return Inspection(problem(Kind.UNREADABLE))
    return Inspection(_too_large(LARGEST_AREA, "cells")) if area > LARGEST_AREA else Inspection(None, area=area)


def _inspect(archive: zipfile.ZipFile) -> Inspection:
    if sum(info.file_size for info in archive.infolist()) > LARGEST_UNPACKED:
        return Inspection(_too_large(LARGEST_UNPACKED // 2**20, "MB"))
    sheets = _sheets_of(archive)
    surveys = {part: _survey(archive, part) for part in {*sheets.values(), *_parts(archive)}}
    if not surveys:
        return Inspection(problem(Kind.UNREADABLE))
    area = sum(survey.area for survey in surveys.values())
    if area > LARGEST_AREA:
        return Inspection(_too_large(LARGEST_AREA, "cells"))
    if any(survey.rows > LARGEST_ROWS for survey in surveys.values()):
        return Inspection(problem(Kind.TOO_LONG, limit=LARGEST_ROWS))
    return Inspection(None, surveys, sheets, area)


def _unpacked(data: bytes) -> int:
    """Return the bytes that an archive says it holds, which is the most that is ever read of it."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return sum(info.file_size for info in archive.infolist())
    except BROKEN:
        return 0


def _parts(archive: zipfile.ZipFile) -> Iterator[str]:
    return (name for name in archive.namelist() if re.fullmatch(r"xl/worksheets/[^/]+\.xml|content\.xml", name))


def _survey(archive: zipfile.ZipFile, part: str) -> Survey:
    with archive.open(part) as source:
        return survey_sheet(source)


def _sheets_of(archive: zipfile.ZipFile) -> dict[str, str]:
    """Return the part that holds each sheet of an XLSX, by the sheet's name; nothing for an ODS."""
    if "xl/workbook.xml" not in archive.namelist():
        return {}
    relations = _elements(archive.read("xl/_rels/workbook.xml.rels"), "Relationship")
    targets = {relation.get("Id", ""): relation.get("Target", "") for relation in relations}
    sheets = _elements(archive.read("xl/workbook.xml"), "sheet")
    named = {sheet.get("name", ""): targets.get(_relation_of(sheet), "") for sheet in sheets}
    parts = {name: target[1:] if target.startswith("/") else f"xl/{target}" for name, target in named.items()}
    return {name: part for name, part in parts.items() if part.endswith(".xml") and "worksheet" in part}


def _relation_of(sheet: Mapping[str, str]) -> str:
    return next((value for name, value in sheet.items() if name.endswith(":id")), "")


def _elements(xml: bytes, wanted: str) -> list[dict[str, str]]:
    found: list[dict[str, str]] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        if name.rpartition(":")[2] == wanted:
            found.append(attributes)

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.Parse(xml, True)
    return found


def _too_large(limit: int, unit: str) -> Problem:
    return problem(Kind.TOO_LARGE, limit=limit, unit=unit)
