"""For all tests: no window needs a screen unless a test brings its own."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
