"""What parts of a breakdown are called in a language of pages: a way in, a language, a sex, a zone."""

from __future__ import annotations

from budgeting.proof.withholding import TOGETHER
from locales.page_words import chain_of, name_of, page_text
from services.indicators.base import By
from services.printing.voice import marked as _

PARTS = {By.ZONE: _("Zone"), By.CHANNEL: _("Way in"), By.LANGUAGE: _("Language"), By.SEX: _("Sex")}
CHANNEL_NAMES = {
    "sms": _("SMS"),
    "telegram": _("Telegram"),
    "ussd": _("USSD"),
    "whatsapp": _("WhatsApp"),
    "desk": _("At the desk"),
    "phone": _("By phone"),
    "session": _("In a public session"),
    "paper": _("On paper"),
    "assisted": _("With an agent"),
    "booth": _("In a booth"),
}
SEXES = {"f": _("Women"), "m": _("Men")}
UNKNOWN = _("not known")
SMALL = _("small groups together")


def say_part(by: By, key: str | None, language: str) -> str:
    """Return a part in words; one without a key is not known, "others" are small groups that were joined."""
    chain = chain_of(language)
    if not key:
        return page_text(UNKNOWN, chain)
    if key == TOGETHER:
        return page_text(SMALL, chain)
    if by is By.LANGUAGE:
        return name_of(key)
    names = {By.CHANNEL: CHANNEL_NAMES, By.SEX: SEXES}.get(by, {})
    return page_text(names[key], chain) if key in names else key
