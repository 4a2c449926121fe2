"""The scripts under packaging/ stand beside the package, not in it: make them importable as they import each other."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "packaging"))
