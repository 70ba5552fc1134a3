"""The counter for documents: the latest ones, and following what is new."""

from __future__ import annotations

from bot.ports import PublishedList
from services.by_sms import refuse_untold
from services.desk.counter import Counter
from services.documents import follow_documents, latest_documents, unfollow_documents


class DocumentDesk(Counter):
    """What the commune has published."""

    def documents(self, kind: str | None) -> PublishedList:
        """Return the latest documents, of one kind or of all."""
        commune = self.scope.commune
        page = f"{self.house.public_url}/{commune.key}/documents" if self.house.public_url else ""
        return PublishedList(tuple(latest_documents(self.session, self.house, commune, kind)), page)

    def follow_documents(self) -> bool:
        """Tell the visitor of new documents; False when they are told already. Refuses who cannot be written to."""
        refuse_untold(self.session, self.scope.contact, is_bulk=True)
        return follow_documents(
            self.session, self.house, self.scope.commune.id, self.scope.contact.id, self.scope.line.id
        )

    def unfollow_documents(self) -> bool:
        """Tell the visitor no more; False when they were not told."""
        return unfollow_documents(self.session, self.scope.commune.id, self.scope.contact.id)
