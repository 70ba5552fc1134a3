"""`python -m bench [name …]`: run every bench, or those named."""

from __future__ import annotations

import argparse
import importlib
import os
import sys

NAMES = (
    "inbound",
    "sending",
    "memory",
    "understanding",
    "budget",
    "money",
    "counting",
    "hostile",
    "kills",
    "cycle",
    "broadcast",
)


def main() -> None:
    """Run the benches one after the other; one that fails stops no other."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help=", ".join(NAMES))
    chosen = parser.parse_args().names or NAMES
    print(f"{os.cpu_count()} cores, Python {sys.version.split()[0]}. Trust the ratios: absolute figures drift.")
    failed = []
    for name in chosen:
        print(f"\n== {name}")
        try:
            importlib.import_module(f"bench.{name}").run()
        except Exception as error:
            failed.append(name)
            print(f"   failed: {type(error).__name__}: {error}")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
