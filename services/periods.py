"""How long what is kept; `services.kept` tells of it in a table, `services.retention` does it."""

from __future__ import annotations

from datetime import timedelta

WORDS = timedelta(days=90)
CONVERSATION = timedelta(hours=24)
UNSENT = timedelta(days=30)
CHOICES = timedelta(days=3)
PLACES = timedelta(days=365)
FORMS = timedelta(days=365)
ASKERS = timedelta(days=365)
FOLLOWERS = timedelta(days=365)
"""After nothing more is awaited of what they follow."""
TABLES = timedelta(days=30)
"""Of promises, read from a file and looked at by nobody."""
COMERS = timedelta(days=1)
"""After a session has begun: who said that they come."""
ROOM_VOICES = timedelta(days=2)
"""After a vote in the room was opened that nobody counted: the count takes them away at once."""
ROOM_TRIES = timedelta(days=1)
"""Of a code in the room, under a keyed hash."""
SENT_FORMS = timedelta(days=1)
"""Of the panel, as hashes: a second press comes within seconds, a page that was left open within a day."""
CONTRACTS = timedelta(days=730)
"""After a contract of one person is over: the next year's is still held against it, and both may complain of it."""
INQUIRERS = timedelta(days=365)
VOICES = timedelta(days=90)
PREPARED = timedelta(days=90)
UNHEARD = timedelta(days=90)
CODE_TRIES = timedelta(days=1)
