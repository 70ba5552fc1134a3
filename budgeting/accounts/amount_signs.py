"""What stands in a cell of amounts besides digits: marks, currencies, words for nothing, errors of formulas."""

from __future__ import annotations

import re

NIL_WORDS = frozenset(
    {
        "-",
        "--",
        "---",
        "- -",
        "nil",
        "neant",
        "néant",
        "pm",
        "p.m.",
        "p.m",
        "zero",
        "zéro",
        "./.",
        "rien",
        "none",
        "لا شيء",
    }
)
BLANK_WORDS = frozenset({"", ".", "..", "...", "…", "n/a", "na", "nd", "n.d.", "n.d", "?", "x", "xx", "xxx", "/", "//"})
ERROR = re.compile(r"#[A-Z/0?]+[!?]?|#N/A|(?:Err:|#ERR)\d+", re.IGNORECASE)
CURRENCIES = (
    r"f\.? ?c\.? ?f\.? ?a\.?|f\.? ?cfa|cfa|xaf|xof|francs?|fcs?|fbu|bif|fc|cdf|gnf|rwf|frw|djf|kmf|f|ariary|mga|ar|"
    "mad|dhs?|dzd|da|tnd|dt|mru|um|egp|ksh|kes|ush|ugx|tsh|tzs|ghs|ngn|sle?|lrd|gmd|etb|birr|zmw|mwk|mzn|zar|usd|us|eur|euros?|gbp|kshs?|shs|tshs?|ushs?|nle|birrs?"
)
CURRENCY = re.compile(rf"(?<![a-z])(?:{CURRENCIES})(?![a-z])|gh ?[¢₵]|[€$£₦₵¢]|درهم|د\.م\.|فرنك", re.IGNORECASE)
SPACE = re.compile(r"[\s\u00a0\u2000-\u200b\u202f\u205f\u3000]+")
MARKS = str.maketrans(
    {
        "٬": "'",
        "٫": ",",
        "،": ",",
        "’": "'",
        "‘": "'",
        "`": "'",
        "´": "'",
        "−": "-",
        "–": "-",
        "—": "-",
        "‑": "-",
        "\u200e": "",
        "\u200f": "",
        "\u061c": "",
        "\ufeff": "",
    }
)
