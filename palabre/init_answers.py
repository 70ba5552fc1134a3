"""What people answer to `palabre init`: read, and checked as soon as it is given."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping

from budgeting.refusal import Refusal
from locales.words import languages as known_languages
from locales.words import reviewed_languages
from palabre.init_words import InitReason
from services.commune_place import read_country
from services.communes import CommuneReason, NewCommune, refuse_wrong_key
from services.passwords import hash_password
from services.staff import StaffReason, read_address
from services.territory import currency_of, is_currency, is_time_zone


def commune_in(answers: Mapping[str, str]) -> NewCommune:
    """Return the commune that the answers describe; `Refusal` where one cannot be read."""
    country = read_country(answers["country"])
    return NewCommune(
        name=answers["name"],
        key=answers.get("key") or key_from(answers["name"]),
        country=country,
        currency=(answers.get("currency") or currency_of(country) or "").strip().upper(),
        time_zone=answers["time_zone"].strip(),
        languages=_known(listed(answers["languages"])),
        population=_number(answers["population"]),
        zones=listed(answers["zones"]),
    )


def listed(text: str) -> tuple[str, ...]:
    """Return what stands between commas."""
    return tuple(part.strip() for part in re.split(r"[,;،]", text) if part.strip())


def key_from(name: str) -> str:
    """Return a key made of a name: its letters without accents, in lower case, joined by hyphens."""
    plain = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:48] or "commune"


def _known(tags: tuple[str, ...]) -> tuple[str, ...]:
    known = known_languages()
    for tag in tags or ("",):
        if tag not in known:
            raise Refusal(InitReason.LANGUAGE_UNKNOWN, tag=tag or "–", known=", ".join(reviewed_languages()))
    return tags


def _number(text: str) -> int:
    digits = re.sub(r"[\s.,']", "", text)
    if not digits.isascii() or not digits.isdigit() or len(digits) > 12 or int(digits) < 1:
        raise Refusal(InitReason.POPULATION_WRONG)
    return int(digits)


def _unless(reason: CommuneReason | StaffReason, is_right: Callable[[str], object]) -> Callable[[str], None]:
    def check(text: str) -> None:
        if not is_right(text.strip()):
            raise Refusal(reason)

    return check


CHECKS: Mapping[str, Callable[[str], object]] = {
    "languages": lambda text: _known(listed(text)),
    "name": _unless(CommuneReason.NAME_MISSING, bool),
    "key": refuse_wrong_key,
    "country": read_country,
    "currency": _unless(CommuneReason.CURRENCY_WRONG, lambda text: is_currency(text.upper())),
    "population": _number,
    "time_zone": _unless(CommuneReason.TIME_ZONE_WRONG, is_time_zone),
    "admin_email": _unless(StaffReason.EMAIL_WRONG, read_address),
    "admin_password": hash_password,
}
"""What can be said of an answer when it is given; `Refusal`. The rest shows where the commune is stored."""
