"""Why a commune or its first people cannot be set up, said alike by the panel and by `palabre init`: what to write."""

from __future__ import annotations

from admin.tongue import marked as _

SETTING_UP = {
    "commune_name_missing": _("The commune needs a name. Write it as citizens know it, such as Sokodé."),
    "commune_key_wrong": _(
        "The short name stands in addresses: write 2 to 48 small letters, digits and dashes, a letter first, such as "
        "sokode or ait-melloul."
    ),
    "commune_key_taken": _("There is a commune with the short name %(key)s already. Write another, such as %(key)s-2."),
    "commune_key_reserved": _(
        "The software itself uses the address %(key)s. Write another short name, such as commune-%(key)s."
    ),
    "commune_country_wrong": _(
        "The country is not known. Write its whole name, or its two letters, such as TG for Togo or MA for Morocco."
    ),
    "commune_country_unclear": _("Several countries are called so. Write the two letters of yours: %(names)s."),
    "commune_currency_wrong": _("The currency is not known. Write its three letters, such as XOF or MAD."),
    "commune_time_zone_wrong": _(
        "The time zone is not known. Write continent/city, such as Africa/Lome or Africa/Casablanca."
    ),
    "commune_zones_alike": _(
        "“%(first)s” and “%(second)s” are the same place to whoever writes. Keep one, or add what tells them apart."
    ),
    "zone_names_wrong": _(
        "“%(zone)s” is not read. Write the name alone, or with its name in another language of the commune, such as: "
        "Zongo = ar زونغو."
    ),
    "commune_number_wrong": _("Write the number of inhabitants in digits, 1 or more, such as 12000."),
    "staff_email_wrong": _("This is not an e-mail. Write it as in name@example.org."),
    "staff_email_taken": _("Somebody signs in with this e-mail already. Write another one."),
    "password_too_short": _("The password needs at least %(length)s characters: four words are easy to keep in mind."),
    "password_too_long": _("The password may have %(length)s characters at most. Write a shorter one."),
}
