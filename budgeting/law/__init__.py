"""The legal clock of requests: what a country's law or a commune's own promise demands, and by which day.

This room holds profiles as data with their sources, and pure functions from dates to dates; it imports from
`budgeting` and the library of public holidays, nothing else. It makes no sentence and reads no clock: reasons are
codes, results carry their own arithmetic, and a number nobody found in a law is never presented as law.
"""
