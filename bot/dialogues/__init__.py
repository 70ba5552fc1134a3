"""What a citizen can say, one file each; a file here never imports another one here."""
