"""The counter for public sessions: which one is next, and who says that they come."""

from __future__ import annotations

from bot.views.people import SessionView
from services.desk.counter import Counter
from services.public_sessions.coming import answer_session, invited_last, is_read_last, session_meant
from services.public_sessions.finding import find_session
from services.public_sessions.told import next_session, view_for
from services.session_rooms.voices import open_rooms


class SessionDesk(Counter):
    """Public sessions that are to come."""

    def next_session(self) -> SessionView | None:
        """Return the next public session, or None."""
        return next_session(self.session, self.scope.commune.id, self.scope.now, self.scope.contact)

    def session_open(self) -> SessionView | None:
        """Return the session that is under way, the one opened last where there are several."""
        rooms = open_rooms(self.session, self.house, self.scope.commune.id)
        return view_for(self.session, find_session(self.session, self.scope.commune.id, rooms[-1])) if rooms else None

    def session_meant(self) -> SessionView | None:
        """Return the session to which the visitor may say that they come."""
        row = session_meant(self.session, self.scope.contact, self.scope.commune.id, self.scope.now)
        return view_for(self.session, row, self.scope.contact) if row else None

    def session_invited(self) -> SessionView | None:
        """Return the session to which the visitor was invited last, None once they have answered."""
        invited = invited_last(self.session, self.scope.contact, self.scope.now)
        view = view_for(self.session, invited.row, self.scope.contact) if invited else None
        return view if view and view.comes is None else None

    def is_invitation_read_last(self) -> bool:
        """Is an invitation what the visitor was told last?"""
        invited = invited_last(self.session, self.scope.contact, self.scope.now)
        return invited is not None and is_read_last(self.session, self.scope.contact, invited)

    def answer_session(self, session_id: int, comes: bool) -> None:
        """Keep whether the visitor comes; a simulated phone is counted in a demonstration alone."""
        if self.scope.counts:
            commune, contact, line = self.scope.commune, self.scope.contact, self.scope.line
            answer_session(self.session, self.house, commune.id, session_id, contact, line, comes=comes)
