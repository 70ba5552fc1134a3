"""What a commune does with its indicators: targets, trend, frozen figures, what is published, comparison, exports.

What lives here: reads over the cards of `services.indicators.board`, and what staff decide of them. It may import
`services`, `models`, `budgeting`, `locales` and `printing`. What never happens here: a figure of its own making, a
group of fewer than five in anything that leaves the town hall, or a frozen figure that changes.
"""
