"""The public pages, one subject a file; each function is one address and returns one page."""
