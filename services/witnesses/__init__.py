"""Outside witnesses: people of no staff, named in public, whose yes by a link that opens once is the second of two.

What lives here: naming them, the links, what a link shows, what is done when a witness says yes. It may import
`services`, `models` and `budgeting`. What never happens here: a yes of a witness without one of the staff to the same
digest, a witness's code kept in clear or shown to staff, a vote opened or counted.
"""
