"""The commands, one file each: a file holds a `COMMAND`, discovery finds it."""
