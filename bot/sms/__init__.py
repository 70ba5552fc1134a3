"""SMS as an alphabet with a price: classify, transliterate, cut into parts, clean what came in.

Pure functions over text, standard library only; imports nothing else of the product. A character of a citizen is
never dropped silently on the way out, and no part is ever cut inside an extension character, a surrogate pair or a
grapheme.
"""
