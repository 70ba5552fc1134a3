"""The composition root: settings, wiring, the web application, the worker's start, the command line.

It may import everything and nothing imports it. What never happens here: a rule of the house that another room could
hold.
"""
