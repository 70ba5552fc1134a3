"""Files of councils that do not exist, in every shape real ones come in, beside the lines they were made of."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from budgeting.accounts.stages import Side

SPENDING = {
    "fr": (
        "Salaires du personnel permanent", "Fournitures de bureau", "Carburant et lubrifiants", "Entretien des écoles",
        "Équipement du dispensaire", "Forage de Zongo", "Réfection de la piste rurale", "Fêtes et cérémonies",
        "Éclairage public", "Curage des caniveaux", "Appui aux personnes handicapées", "Intérêts des emprunts",
        "Œuvres sociales", "Achat d'un véhicule", "Hangar du marché n° 2", "Reboisement", "Terrain de football",
    ),
    "en": (
        "Salaries of permanent staff", "Office stationery", "Fuel and lubricants", "Maintenance of schools",
        "Health centre equipment", "Borehole at Ntamulung", "Grading of farm to market roads", "Feasts and ceremonies",
        "Street lighting", "Drain cleaning", "Support to disabled persons", "Interest on loans", "Relief to victims",
        "Purchase of a vehicle", "Market shed", "Tree planting", "Football field",
    ),
    "ar": (
        "أجور الموظفين الرسميين", "لوازم المكتب", "الوقود والزيوت", "صيانة المدارس", "تجهيز المستوصف", "حفر بئر",
        "إصلاح المسلك القروي", "الاحتفالات الرسمية", "الإنارة العمومية", "تنظيف قنوات الصرف", "مساعدة الأشخاص المعاقين",
        "فوائد القروض", "الأعمال الاجتماعية", "شراء سيارة", "سقيفة السوق", "غرس الأشجار", "ملعب كرة القدم",
    ),
}  # fmt: skip
RECEIPTS = {
    "fr": ("Taxe de marché", "Centimes additionnels", "Droits d'état civil", "Location du foirail", "Amendes"),
    "en": ("Market tolls", "Additional council tax", "Civil status fees", "Rents of the cattle market", "Fines"),
    "ar": ("رسوم السوق", "الضريبة الإضافية", "رسوم الحالة المدنية", "كراء سوق المواشي", "الغرامات"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One line as it was made up: whole units of the currency, planned and done."""

    side: Side
    code: str
    label: str
    voted: int
    paid: int


@dataclass(frozen=True, slots=True)
class Council:
    """The lines of a council and the language it writes in."""

    language: str
    rows: tuple[Row, ...]

    def of(self, side: Side) -> list[Row]:
        return [row for row in self.rows if row.side is side]

    def total(self, side: Side, what: str) -> int:
        return sum(getattr(row, what) for row in self.of(side))


def make_council(seed: int, language: str = "fr", lines: int = 17, *, thousand: bool = False) -> Council:
    """Make up a council; with `thousand` all its amounts are whole thousands."""
    chance = random.Random(seed)
    step = 1000 if thousand else 1
    rows = []
    for side, labels, first in ((Side.REVENUE, RECEIPTS, 700), (Side.EXPENDITURE, SPENDING, 600)):
        for place in range(max(2, lines // 3) if side is Side.REVENUE else lines):
            label = labels[language][place % len(labels[language])]
            rank = place // len(labels[language])
            voted = chance.randrange(10_000, 90_000_000) // step * step
            paid = 0 if chance.random() < 0.2 else voted * chance.randrange(10, 99) // 100 // step * step
            code = f"{first + place % 90}{place // 90:02}" if lines > 60 else str(first * 10 + place * 11)
            rows.append(Row(side, code, f"{label} {rank}" if rank else label, voted, paid))
    return Council(language, tuple(rows))


def spaced(amount: int, mark: str = " ", decimal: str = "") -> str:
    """Write an amount as an accountant does; nil is a dash, what is below nought stands in parentheses."""
    if not amount:
        return "-"
    text = f"{abs(amount):,}".replace(",", mark) + decimal
    return f"({text})" if amount < 0 else text


WRITINGS: dict[str, Callable[[int], str]] = {
    "plain": str,
    "space": spaced,
    "no-break space": lambda amount: spaced(amount, "\u00a0"),
    "narrow no-break space": lambda amount: spaced(amount, "\u202f"),
    "apostrophe": lambda amount: spaced(amount, "'"),
    "curly apostrophe": lambda amount: spaced(amount, "’"),
    "comma": lambda amount: f'"{amount:,}"'.strip('"'),
    "dot": lambda amount: spaced(amount, "."),
    "comma for decimals": lambda amount: spaced(amount, " ", ",00"),
    "dot for decimals": lambda amount: spaced(amount, ",", ".00"),
    "german": lambda amount: spaced(amount, ".", ",00"),
    "currency behind": lambda amount: f"{spaced(amount)} FCFA",
    "padded": lambda amount: f"  {spaced(amount, ',')} ",
}

HEADINGS = {
    "fr": ("Compte", "Libellé", "Prévisions 2025", "Réalisations 2025"),
    "en": ("Account No", "Description", "Budget estimates 2025", "Actual 2025"),
    "ar": ("الحساب", "البيان", "التوقعات 2025", "الإنجازات 2025"),
}
SIDES = {
    "fr": {Side.REVENUE: "RECETTES", Side.EXPENDITURE: "DÉPENSES"},
    "en": {Side.REVENUE: "REVENUE", Side.EXPENDITURE: "EXPENDITURE"},
    "ar": {Side.REVENUE: "المداخيل", Side.EXPENDITURE: "النفقات"},
}
TOTALS = {
    "fr": {Side.REVENUE: "Total des recettes", Side.EXPENDITURE: "Total des dépenses"},
    "en": {Side.REVENUE: "Total revenue", Side.EXPENDITURE: "Total expenditure"},
    "ar": {Side.REVENUE: "مجموع المداخيل", Side.EXPENDITURE: "مجموع النفقات"},
}
TITLES = {"fr": "Budget de la commune de Sambe, exercice 2025", "en": "Sambe Council Budget, financial year 2025",
          "ar": "ميزانية جماعة سامبي لسنة 2025"}  # fmt: skip
FOOTERS = {"fr": ("Fait à Sambe, le 3 mars 2025", "Le Maire"), "en": ("Done at Sambe, 3 March 2025", "The Mayor"),
           "ar": ("حرر بسامبي في 3 مارس 2025", "رئيس المجلس")}  # fmt: skip


def table(
    council: Council,
    write: Callable[[int], object] = str,
    *,
    unit: int = 1,
    titled: bool = True,
    totals: bool = True,
    repeat: bool = False,
) -> list[list[object]]:
    """Return a council's budget as the rows of one sheet: titles, headings, sides, lines, totals, a footer."""
    tongue = council.language
    rows: list[list[object]] = [[TITLES[tongue]], []] if titled else []
    rows.append(list(HEADINGS[tongue]))
    for side in Side:
        rows += [list(HEADINGS[tongue])] if repeat and side is not Side.REVENUE else []
        rows.append(["", SIDES[tongue][side], "", ""])
        rows += [[row.code, row.label, write(row.voted // unit), write(row.paid // unit)] for row in council.of(side)]
        if totals:
            sums = (council.total(side, what) // unit for what in ("voted", "paid"))
            rows.append(["", TOTALS[tongue][side], *map(write, sums)])
    return rows + ([[], *([text] for text in FOOTERS[tongue])] if titled else [])


def separated(rows: Sequence[Sequence[object]], separator: str = ";", ending: str = "\n") -> str:
    """Write rows as text, cells quoted where they need it."""
    return ending.join(separator.join(_quoted(str(cell), separator) for cell in row) for row in rows) + ending


def columned(rows: Sequence[Sequence[object]]) -> str:
    """Write rows as a printed list: every column as wide as its widest cell, numbers to the right."""
    widths = [max((len(str(row[c])) for row in rows if len(row) > 2), default=0) for c in range(max(map(len, rows)))]
    return "\n".join(_line(row, widths) for row in rows) + "\n"


def _line(row: Sequence[object], widths: Sequence[int]) -> str:
    if len(row) < 2:
        return str(row[0]) if row else ""
    words = [str(cell).ljust(width) for cell, width in zip(row[:2], widths, strict=False)]
    return "  ".join([*words, *(str(cell).rjust(width) for cell, width in zip(row[2:], widths[2:], strict=True))])


def _quoted(cell: str, separator: str) -> str:
    needs = separator in cell or '"' in cell or "\n" in cell
    return '"' + cell.replace('"', '""') + '"' if needs else cell


def councils(language: str = "fr", many: int = 3) -> Iterator[Council]:
    """Yield a few councils."""
    for seed in range(many):
        yield make_council(seed, language, 6 + 7 * seed)
