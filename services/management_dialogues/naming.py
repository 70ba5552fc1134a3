"""What a management dialogue is called, in every language."""

from __future__ import annotations

from collections.abc import Sequence

from bot.phrases import Phrase, Speech, _, say
from locales.page_words import chain_of, page_languages
from models.management_dialogue import DialogueLevel
from services.programmes.fiscal import FiscalPeriod


def title_of(level: str, period: FiscalPeriod, codes: Sequence[str]) -> Phrase:
    """Return the name of a dialogue: its level, its programmes by their codes, its period."""
    named = ", ".join(codes)
    if level == DialogueLevel.OPERATIONAL:
        if period.quarter:
            return _(
                "Operational management dialogue %(codes)s, quarter %(quarter)s of %(year)s",
                codes=named,
                quarter=str(period.quarter),
                year=period.year_name,
            )
        return _("Operational management dialogue %(codes)s, year %(year)s", codes=named, year=period.year_name)
    if period.quarter:
        return _(
            "Strategic management dialogue %(codes)s, quarter %(quarter)s of %(year)s",
            codes=named,
            quarter=str(period.quarter),
            year=period.year_name,
        )
    return _("Strategic management dialogue %(codes)s, year %(year)s", codes=named, year=period.year_name)


def names_of(title: Phrase, languages: Sequence[str]) -> dict[str, str]:
    """Return a title by language, those of the commune first, then every language that pages are read in."""
    return {tag: say(title, Speech(chain_of(tag))) for tag in dict.fromkeys((*languages, *page_languages()))}
