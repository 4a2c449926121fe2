"""For all tests: no window needs a screen unless a test brings its own, and times and weekdays are written the same way
whatever language the machine speaks."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["LC_ALL"] = "C.UTF-8"
os.environ.pop("LANGUAGE", None)
