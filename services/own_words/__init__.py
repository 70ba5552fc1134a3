"""What a commune says to its citizens in words of its own: which texts there are, what they cost, changing them.

What speaks needs `kept.py` alone; the rest reads catalogues and is the panel's, so that nothing here imports it all.
"""
