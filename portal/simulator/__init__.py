"""The phones of the demonstration: a basic phone and a Telegram-like chat, at the same doors as real ones.

What lives here: drawing the phones, signing what is typed on them, knocking at the product's own webhooks. It may
import what the portal may. What never happens here: a way around the doors, anything outside a demonstration.
"""
