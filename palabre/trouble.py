"""Something wrong with an installation, as a sentence of the catalogues that says what to do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from locales.page_words import SOURCE, chain_of, page_text


def marked(text: str) -> str:
    """Mark an English text for the catalogues where it stands; it is translated where it is said."""
    return text


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is wrong and what to do: an English msgid and the values put into it by name."""

    text: str
    values: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        """Return it in English: before the database answers nobody knows the commune's language."""
        return self.said(SOURCE)

    def said(self, language: str) -> str:
        """Return it in a language."""
        return page_text(self.text, chain_of(language), **self.values)
