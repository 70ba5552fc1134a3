"""The rules of public money and participatory budgeting, as pure functions over plain values.

This room imports the standard library and nothing else (only `budgeting.law` also reads the tables of public
holidays), reads no clock, no database and no network, and knows no channel. Amounts are integers in minor units and
every decision is exact: a float never decides anything here.
"""
