"""Reading the budgets and accounts communes really have: bytes in, lines, totals, problems and every row's fate out.

What lives here: cells, amounts, titles, hierarchies, totals and checks, as pure functions over one file's bytes. It may
import the standard library, python-calamine and charset-normalizer. What never happens here: a database, a network, a
clock, a decision taken on a file's name, or a row that disappears without a reason.
"""
