"""One file a provider, complete in itself; a file here never imports another one here."""
