"""A project's titles and short names, one for each language; a short name has to fit the echo of a ballot."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence

from bot.sms.alphabet import Encoding
from bot.sms.clean import one_line
from bot.sms.segments import measure
from bot.sms.transliterate import transliterate
from bot.understanding.fold import fold
from bot.understanding.lexicon import lexicon_of
from budgeting.refusal import Refusal
from services.projects.reasons import ProjectReason

LONGEST_TITLE = 160
SHORT_GSM = 18
SHORT_UCS2 = 14
"""Three short names and the words around them still fit one SMS, two where the script needs UCS-2."""
_AT_NO_END = " .,;:!?-/\u060c\u061b\u061f"


def why_not_short_name(name: str, language: str) -> Refusal | None:
    """Return why a short name does not fit, with `language`, `length` and `most`, or None."""
    encoding, units, _parts = measure(transliterate(name))
    latin = all(unicodedata.name(letter, "").startswith("LATIN") for letter in name if letter.isalpha())
    if latin and encoding is not Encoding.GSM7:
        return Refusal(ProjectReason.NAME_LETTERS, language=language, name=name)
    most = SHORT_GSM if latin else SHORT_UCS2
    if units > most:
        return Refusal(ProjectReason.NAME_TOO_LONG, language=language, length=units, most=most)
    return None


def short_name_from(title: str, language: str) -> str:
    """Return a short name that fits, cut from a title after a whole word, for staff to change; "" where none can be.

    Small words go before anything else does: `Un robinet au marché` is `Robinet marché`.
    """
    words = one_line(title).split()
    if not _fits(words, language):
        small = lexicon_of((language,)).filler
        words = [word for word in words if not small.issuperset(fold(word).split())] or words
    while words and not _fits(words, language):
        words = words[:-1] if len(words) > 1 else [words[0][:-1]] if words[0] else []
    name = " ".join(words).rstrip(_AT_NO_END)
    return f"{name[:1].upper()}{name[1:]}"


def _fits(words: Sequence[str], language: str) -> bool:
    return why_not_short_name(" ".join(words), language) is None


def check_names(
    languages: Sequence[str], titles: Mapping[str, str], short_names: Mapping[str, str]
) -> tuple[dict[str, str], dict[str, str]]:
    """Return the cleaned names of the commune's languages; its own language, the first, must have both.

    Another language with a title needs a short name too, and the other way round. Raises `Refusal`.
    """
    full = _cleaned(languages, titles)
    short = _cleaned(languages, short_names)
    for language in languages:
        needed = language == languages[0] or language in full or language in short
        if needed and not (language in full and language in short):
            raise Refusal(ProjectReason.NAME_MISSING, language=language)
    for language, title in full.items():
        if len(title) > LONGEST_TITLE:
            raise Refusal(ProjectReason.NAME_TOO_LONG, language=language, length=len(title), most=LONGEST_TITLE)
    for language, name in short.items():
        if no := why_not_short_name(name, language):
            raise no
    return full, short


def _cleaned(languages: Sequence[str], names: Mapping[str, str]) -> dict[str, str]:
    cleaned = {language: one_line(names.get(language) or "") for language in languages}
    return {language: name for language, name in cleaned.items() if name}
