"""Orders for the press, made by hand."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from io import BytesIO
from typing import Any

from pypdf import PdfReader

from printing.making import _order
from services.printing.leaflet import (
    ChangePart,
    ChangeRow,
    ContactPart,
    Fact,
    FactPart,
    KeyFigure,
    Leaflet,
    MoneyPart,
    MoneyRow,
    ProjectPart,
    ProjectRow,
    TextPart,
)

LABEL = "Dotation de l'État pour l'entretien des routes et des écoles"
AMOUNT = "-1 234 567 890 123 F CFA"
NAME = "Commune rurale de " + "Ouagadougoutenkodogo" * 4
TITLE = "Construction de deux salles de classe et de latrines à l'école publique du quartier du Grand Marché central"


def worst_case(language: str = "fr") -> Leaflet:
    """The fullest sheet that services.printing can ask for: every list at its limit, every text at its longest."""
    row = MoneyRow(LABEL, AMOUNT, "99,9", "1 234 567 890 F", 1000, 1)
    money = MoneyPart(
        "Où va l'argent", f"{AMOUNT} " * 3, ("Pour quoi", "Montant", "Sur 100 F", "Par habitant"), (row,) * 14, row
    )
    receipts = MoneyPart("D'où vient l'argent", f"{AMOUNT} " * 3, money.columns[:3], (row,) * 8, row)
    change = ChangeRow("Jeunesse et sport, loisirs", AMOUNT, AMOUNT, AMOUNT)
    facts = FactPart("Le document d'origine", (Fact("Source", NAME + "x" * 20),) * 4)
    return Leaflet(
        year=2023,
        language=language,
        title="Budget citoyen 2023",
        commune=NAME,
        date="2023-12-31",
        standing="Compte de l'année · 31 décembre 2023",
        demonstration="Démonstration : données inventées, aucun message ne sort de cette machine.",
        about=TextPart(
            "Qu'est-ce ?", ("Cette feuille dit en mots simples d'où vient l'argent de la commune. " * 2,) * 3
        ),
        figures=(KeyFigure("Dépenses", AMOUNT, f"{AMOUNT} par habitant"),) * 2,
        reading="Pour bien lire : sur 100 F, 99,9 sont pour : " + LABEL,
        receipts=receipts,
        spending=money,
        changes=ChangePart("Ce qui a changé", LABEL * 2, ("Pour quoi", "2022", "2023", "Différence"), (change,) * 7),
        projects=ProjectPart("Projets", LABEL, (ProjectRow(TITLE, "travaux en cours", AMOUNT),) * 6, "Autres : 12."),
        glossary=FactPart("Mots", (Fact("Budget participatif", LABEL * 2),) * 6),
        contacts=ContactPart(
            "À qui demander", LABEL * 2, (Fact("Page web", "https://a.example/" + "b" * 90),) * 5, "", ""
        ),
        facts=facts,
    )


def order_of(leaflet: Leaflet, **values: Any) -> dict[str, Any]:
    """What the press is given for a leaflet."""
    return order("citizen_budget", {**asdict(leaflet), **values}, leaflet.language)


def order(sheet: str, data: Mapping[str, Any], language: str) -> dict[str, Any]:
    """What the press is given for a sheet."""
    found: dict[str, Any] = json.loads(_order(sheet, data, language))
    return found


def opened(pdf: bytes) -> PdfReader:
    """A PDF to be read."""
    return PdfReader(BytesIO(pdf))


def text_of(pdf: bytes) -> str:
    """All the text of a PDF, without the breaks that the sheet put in."""
    words = "".join(page.extract_text() for page in opened(pdf).pages)
    return " ".join(words.replace("\u200b", "").split())


def is_accessible(pdf: bytes) -> bool:
    """Does a PDF claim to be PDF/UA? The press claims it only of what typst has checked."""
    metadata = opened(pdf).trailer["/Root"]["/Metadata"]  # type: ignore[index]
    return "pdfuaid:part" in metadata.get_data().decode()
