"""The counter for news of votes and public meetings."""

from __future__ import annotations

from bot.channels import IN_SESSION
from services.broadcasts.readers import follow_news, offer_news, unfollow_news
from services.by_sms import refuse_untold
from services.desk.counter import Counter


class NewsDesk(Counter):
    """Who hears of votes and public meetings; what they hear is agreed to elsewhere, by two people."""

    def follow_news(self) -> bool:
        """Tell the visitor from now on; False when they are told already. Refuses who cannot be written to."""
        refuse_untold(self.session, self.scope.contact, is_bulk=True)
        return follow_news(self.session, self.house, *self._where())

    def unfollow_news(self) -> bool:
        """Tell the visitor no more; False when they were not told."""
        return unfollow_news(self.session, self.scope.commune.id, self.scope.contact.id)

    def offer_news(self) -> bool:
        """Note that the visitor is told how to ask for it; False when they were before, or cannot be written to."""
        return self.scope.contact.channel not in IN_SESSION and offer_news(self.session, self.house, *self._where())

    def _where(self) -> tuple[int, int, int]:
        return self.scope.commune.id, self.scope.contact.id, self.scope.line.id
