"""Words that a commune's staff teach the bot from what it did not understand: tried first, in effect at once, undone.

What hears needs `kept.py` alone; the rest plays conversations and is the panel's, so that nothing here imports it all.
"""
