"""Elections in the Pabulib format (https://pabulib.org/format), the one in which cities publish how they voted.

What lives here: reading and writing a file whole, and the election that is in it. It may import `budgeting.counting`,
`budgeting.ballot` and refusals. What never happens here: a file understood by halves; what does not fit is refused with
its line.
"""
