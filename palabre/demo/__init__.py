"""The demonstration: an invented commune with real figures, never loaded by `palabre run`."""
