"""Telling a contact something: render a reply for the contact's line and put it into the outbox.

Written in the same transaction as what it tells of; the worker sends it.
"""
