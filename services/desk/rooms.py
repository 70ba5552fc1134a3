"""The counter of the room of a public session that is open now."""

from __future__ import annotations

from bot.views.rooms import RoomSaid
from services.desk.counter import Counter
from services.session_rooms.voices import do_phones_vote, has_code, open_rooms, say_in_room


class RoomDesk(Counter):
    """Votes in the room."""

    def is_room_open(self) -> bool:
        """Is a public session of the commune open now?"""
        commune = self.scope.visitor.commune
        return commune is not None and bool(open_rooms(self.session, self.house, commune.id))

    def is_room_voting(self) -> bool:
        """Do phones vote in a room of the commune now?"""
        commune = self.scope.visitor.commune
        return commune is not None and do_phones_vote(self.session, self.house, commune.id)

    def is_code_of_room(self, code: str) -> bool:
        """Has a vote in a room of the commune, on or long over, this code?"""
        commune = self.scope.visitor.commune
        return commune is not None and has_code(self.session, commune.id, code)

    def say_in_room(self, code: str, choice: str) -> RoomSaid:
        """Count what the visitor says in the vote of a code."""
        return say_in_room(self.session, self.house, self.scope.commune, self.scope.contact, code, choice)
