"""Another line for what its own cannot carry: one that fails, or one whose channel lets us write to somebody no more.

A message stays one row of the outbox, which names the line that sends it: it never goes by two. What a company may have
taken stays where it is. Nothing here talks to a company that carries messages.
"""

from services.other_lines.open_hours import keep_in_time
from services.other_lines.resting import Resting, relieve, rest_line, rests_of

__all__ = ["Resting", "keep_in_time", "relieve", "rest_line", "rests_of"]
