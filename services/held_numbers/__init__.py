"""Numbers that get no reply because answering them is what somebody wants us to pay for, until staff release them.

Very many of one block that write at once are a machine with a box of SIM cards; a number at which a call or an SMS is
dear is somebody's till. What they send is heard all the same and counts; everybody else is answered as before.
"""

from services.held_numbers.noticing import held_under
from services.held_numbers.releasing import HeldView, held_on, keep_answered, release_numbers

__all__ = ["HeldView", "held_on", "held_under", "keep_answered", "release_numbers"]
