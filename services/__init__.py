"""The use cases: what a commune does, one transaction each.

What lives here: the turn, the outbox, votes, counts, requests, proposals, budgets, indicators, the audit trail.
It may import `models`, `bot`, `budgeting` and `locales`; `admin`, `portal`, `webhooks` and `worker` call it.
What never happens here: talking to a provider, knowing HTTP, committing outside `unit_of_work`, reading any clock but
`services.clock`.
"""
