"""A turn: one message, one transaction.

The inbound row, the conversation, the effects and the replies are durable together or not at all. A repeat of a
provider's message stops at the unique key, for ever. Nothing here talks to a provider, and a ballot's words are never
written: `arrival` keeps a message, `conversing` hears it, `replying` answers it, `entering` asks to whom it goes,
`dialling` shows it on the screens of a session.
"""

from services.turn.arrival import BODY, guess_language
from services.turn.dialling import take_in_session
from services.turn.replying import PRIVACY, Taken
from services.turn.taking import take

__all__ = ["BODY", "PRIVACY", "Taken", "guess_language", "take", "take_in_session"]
