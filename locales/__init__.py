"""The languages: one folder each, found by its `words.toml`; nothing else needs to know that a language exists.

What lives here: the words citizens use (`words.toml`, read by `words.py`) and the translations of what we say
(`*.po`, read by `catalogue.py`). It imports nothing of the product. A language never appears by name in code.
"""
