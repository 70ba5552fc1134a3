"""Tests on real files are collected only where `PALABRE_REAL_DATA` names a folder of them."""

from __future__ import annotations

import os

collect_ignore = [] if "PALABRE_REAL_DATA" in os.environ else ["test_real_accounts.py"]
