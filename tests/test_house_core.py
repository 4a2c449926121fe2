"""core, ports and services stand without Qt: they import where PySide6 and its friends can't be had."""

import subprocess
import sys
from pathlib import Path

APP = Path(__file__).resolve().parents[1] / "app"
PROBE = """
import importlib, pkgutil, sys
for name in ("PySide6", "shiboken6", "apscheduler", "tomlkit", "jeepney", "xcffib"):
    sys.modules[name] = None
import unknot.core, unknot.services, unknot.ports
names = [
    f"{room.__name__}.{m.name}" for room in (unknot.core, unknot.services) for m in pkgutil.iter_modules(room.__path__)
]
for name in names:
    importlib.import_module(name)
print(len(names))
"""


def test_core_and_services_import_without_qt() -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", PROBE], env={"PYTHONPATH": str(APP)}, capture_output=True, text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 20
