"""For all tests: no window needs a screen unless a test brings its own, and times and weekdays are written the same way
whatever language the machine speaks."""

from __future__ import annotations

import os

from hypothesis import settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["LC_ALL"] = "C.UTF-8"
os.environ.pop("LANGUAGE", None)

# Other work on the machine is no fault of an example; what must be quick is measured in tests/bench.
settings.register_profile("unknot", parent=settings(), deadline=None)
settings.load_profile("unknot")
