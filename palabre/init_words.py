"""What `palabre init` asks and answers, marked for the catalogues of the pages; each refusal says what to write."""

from __future__ import annotations

from enum import StrEnum

from admin.commune_words import SETTING_UP
from budgeting.refusal import Refusal
from locales.page_words import chain_of, page_languages, page_text


def marked(text: str) -> str:
    """Mark an English text for the catalogues where it stands; it is translated where it is shown."""
    return text


_ = marked


class InitReason(StrEnum):
    """Why an answer cannot be used, beside the reasons of the services."""

    LANGUAGE_UNKNOWN = "init_language_unknown"
    POPULATION_WRONG = "init_population_wrong"


QUESTIONS = {
    "name": _("Name of the commune"),
    "country": _("Country: its name, or its two letters, such as TG or MA"),
    "population": _("How many inhabitants"),
    "time_zone": _("Time zone, such as Africa/Lome or Africa/Casablanca"),
    "zones": _(
        "Neighbourhoods and villages, with commas between them (they can be added later). With its name in another "
        "language: Zongo = ar زونغو"
    ),
    "admin_name": _("Name of the first administrator"),
    "admin_email": _("E-mail of the first administrator, for signing in"),
    "key": _("Short name for addresses, such as sokode"),
    "currency": _("Currency, three letters such as XOF or MAD"),
    "admin_password": _("Password of the first administrator"),
}
NOT_DONE = {
    InitReason.LANGUAGE_UNKNOWN.value: _(
        "No language here is called %(tag)s. These are complete; write one or several of them, with commas: %(known)s."
    ),
    InitReason.POPULATION_WRONG.value: SETTING_UP["commune_number_wrong"],
    **SETTING_UP,
}
FIELD_OF = {
    InitReason.LANGUAGE_UNKNOWN.value: "languages",
    InitReason.POPULATION_WRONG.value: "population",
    "commune_name_missing": "name",
    "commune_key_wrong": "key",
    "commune_key_taken": "key",
    "commune_key_reserved": "key",
    "commune_country_wrong": "country",
    "commune_country_unclear": "country",
    "commune_currency_wrong": "currency",
    "commune_time_zone_wrong": "time_zone",
    "commune_number_wrong": "population",
    "commune_zones_alike": "zones",
    "zone_names_wrong": "zones",
    "staff_email_wrong": "admin_email",
    "staff_email_taken": "admin_email",
    "password_too_short": "admin_password",
    "password_too_long": "admin_password",
}
GIVE_AGAIN = _("Nothing was set up. Run it again with another %(option)s.")
SET_UP = _("%(name)s is set up (%(key)s, %(currency)s).")
SIGN_IN = _("%(email)s signs in with this password, shown this once: %(password)s")
WHAT_NEXT = _(
    "Next: start it with “palabre run”, open %(panel)s in a browser and sign in. A phone with an app for codes is "
    "needed at the first sign-in. Citizens read %(public)s."
)


def say(text: str, language: str, **values: object) -> str:
    """Return a text in a language, its values put in by name."""
    return page_text(text, chain_of(language), **values)


def why_not(no: Refusal, language: str) -> str:
    """Return a refusal as a sentence that says what to write instead."""
    text = NOT_DONE.get(str(no.reason))
    return say(text, language, **no.values) if text else str(no.reason).replace("_", " ")


def language_of(tags: tuple[str, ...]) -> str:
    """Return the language to speak: the first of those given that we have, else English."""
    return next((tag for tag in tags if tag in page_languages()), "en")
