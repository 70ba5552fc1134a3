"""Watching a vote while it runs: heads by the hour, a check against the companies' records, figures that stand out.

What lives here: what observers and anybody else are shown of a running vote, and the jobs that make it. It may import
`services`, `models`, `budgeting` and what says phrases. What never happens here: a running total of choices, a ballot
joined to a phone, a number of a phone that leaves this folder, an act on a ballot.
"""
