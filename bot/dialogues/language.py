"""Changing the language."""

from __future__ import annotations

from bot.dialogue import Talk, Turn, dialogue
from bot.phrases import Listed, Phrase, _
from bot.steps import Choice, Choose, Do, Look, Say
from bot.understanding.intents import Intent
from bot.wording import InLanguage, Roomy
from locales.catalogue import is_said_in
from locales.words import languages, load_head

# Translations of this sentence name their own language: it is said in the language that was chosen.
CHOSEN = _("From now on I write to you in English. Send 0 for the menu.")


@dialogue("language", intents=(Intent.LANGUAGE,), label=_("Language"), order=110, fixes_language=True)
def language(turn: Turn) -> Talk:
    """Offer the commune's languages by their own names; one word is enough."""
    commune = yield Look("commune", turn.desk.commune)
    spoken = [tag for tag in commune.languages if tag in languages()]
    asked = turn.opening.language if turn.opening.language in spoken else None
    choices = [Choice(tag, load_head(tag).name) for tag in spoken]
    # Who cannot read the language they are spoken to in finds their own; the names alone are question enough.
    question = Roomy(Listed([InLanguage(_("Language"), tag) for tag in spoken], " / "))
    tag = yield Choose("language", question, choices, given=asked)
    yield Do("set", lambda: turn.desk.set_language(tag))
    yield Say(CHOSEN if is_said_in(CHOSEN.text, tag) else _chosen_by_name(tag))


def _chosen_by_name(tag: str) -> Phrase:
    """Return what is said where the language lacks the words: another's would name itself."""
    return _("Language: %(name)s. Send 0 for the menu.", name=load_head(tag).name)
