"""Voting codes: batches made and printed, codes voided, wrong ones counted, and what anybody may know of them.

What lives here: the rows of `models.voting_code` and the rules for making and voiding. It may import `services`,
`models` and `budgeting`. What never happens here: a code in clear that outlives the sheet it is printed on, a word on
whether a code has voted, a link from a code to a contact.
"""
