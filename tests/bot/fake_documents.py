"""The documents' counter of the desk for tests: what a small commune has published."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from bot.ports import PublishedList, PublishedView

PUBLISHED = (
    PublishedView("Séance du 2 mars, forages et marché", "minutes", date(2026, 3, 12)),
    PublishedView("Budget citoyen 2026", "budget", date(2026, 1, 15)),
    PublishedView("Compte administratif 2025", "account", date(2025, 12, 31)),
    PublishedView("Séance du 4 décembre", "minutes", date(2025, 12, 11)),
    PublishedView("Guide des impôts locaux", "guide", date(2025, 6, 1)),
)
PAGE = "https://palabre.example/kossi/documents"


@dataclass
class FakeDocuments:
    """Documents on paper, and on a page where `has_page`; none where not `has_documents`, of a kind `unpublished`."""

    has_documents: bool = True
    has_page: bool = False
    unpublished: str = ""
    effects: list[tuple[Any, ...]] = field(default_factory=list)

    def documents(self, kind: str | None) -> PublishedList:
        rows = [
            one for one in PUBLISHED if self.has_documents and kind in (None, one.kind) and one.kind != self.unpublished
        ]
        if not self.has_page:
            return PublishedList(tuple(rows))
        linked = [PublishedView(one.title, one.kind, one.dated_on, f"{PAGE}/{at}") for at, one in enumerate(rows, 1)]
        return PublishedList(tuple(linked), PAGE)

    def follow_documents(self) -> bool:
        self.effects.append(("follow_documents",))
        return True

    def unfollow_documents(self) -> bool:
        self.effects.append(("unfollow_documents",))
        return True
