"""The names people gave a thing in several languages, as a page shows them."""

from __future__ import annotations

from collections.abc import Mapping

from admin.desk import current_commune
from admin.tongue import spoken_languages
from budgeting.own_name import names_in_order


def name_in(names: Mapping[str, str]) -> str:
    """Return a name in the language of this request, else in one of the commune's, else whichever there is."""
    return next(names_in_order(names, (*spoken_languages(), *current_commune().languages)), "")
