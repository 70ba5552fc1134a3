"""Finding what is published by its words, in whatever spelling.

What lives here: an index in memory for each kind of thing that can be found, built from one file in `kinds/` each, and
the search over them. It may import `models`, `bot.understanding.fold`, `bot.ports` and other services. What never
happens here: a database's own full-text search, so that SQLite and PostgreSQL find the same; a find that is not
published.
"""

from services.search.find import named_things, search

__all__ = ["named_things", "search"]
