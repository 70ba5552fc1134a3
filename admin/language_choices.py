"""The languages that staff choose from for citizens: the reviewed ones first, the drafts called what they are."""

from __future__ import annotations

from collections.abc import Iterable

from wtforms.fields.choices import SelectChoice

from admin.tongue import _, name_of
from locales.words import is_draft, languages, reviewed_languages


def language_choices(more: Iterable[str] = ()) -> list[SelectChoice]:
    """Return every language there is, and `more` that a commune has kept from before, each by its own name."""
    tags = dict.fromkeys((*reviewed_languages(), *languages(), *more))
    return [SelectChoice(tag, called(tag)) for tag in tags]


def called(tag: str) -> str:
    """Return what a language calls itself, with a warning where no native speaker has reviewed its words."""
    return _("%(language)s (draft, not reviewed)", language=name_of(tag)) if is_draft(tag) else name_of(tag)
