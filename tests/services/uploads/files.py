"""Small whole files of every kind, and files that only claim to be."""

from __future__ import annotations

import io
import zipfile

from openpyxl import Workbook
from PIL import Image


def picture(kind: str) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (8, 6), "red").save(buffer, kind)
    return buffer.getvalue()


PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
PNG, JPEG = picture("PNG"), picture("JPEG")
CSV = "chapitre;montant\nSanté;12000\n".encode()


def packed(parts: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def open_document(kind: str) -> bytes:
    mime = f"application/vnd.oasis.opendocument.{kind}".encode()
    return packed({"mimetype": mime, "content.xml": b"<office/>", "META-INF/manifest.xml": b"<manifest/>"})


def xlsx() -> bytes:
    buffer = io.BytesIO()
    Workbook().save(buffer)
    return buffer.getvalue()


DOCX = packed({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<document/>"})
WHOLE = {
    "pdf": ("rapport.pdf", PDF),
    "png": ("plan.PNG", PNG),
    "jpg": ("photo.jpeg", JPEG),
    "csv": ("budget.csv", CSV),
    "ods": ("budget.ods", open_document("spreadsheet")),
    "odt": ("guide.odt", open_document("text")),
    "xlsx": ("budget.xlsx", xlsx()),
    "docx": ("pv.docx", DOCX),
}
