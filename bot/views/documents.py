"""Published documents as a dialogue speaks of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class PublishedView:
    """A document: its kind is a name of `bot.document_words.KINDS`; `link` is where it can be read, if anywhere."""

    title: str
    kind: str
    dated_on: date
    link: str = ""


@dataclass(frozen=True, slots=True)
class PublishedList:
    """The latest documents; `page` is the address of the public page that has them all, empty where there is none."""

    latest: tuple[PublishedView, ...]
    page: str = ""
