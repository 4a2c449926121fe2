"""Draws the gallery. Each scale runs in a process of its own, because Qt takes the scale only at the start."""

from __future__ import annotations

import argparse
import fnmatch
import importlib
import os
import pkgutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SCALES = (100, 200)
CONTRAST = "contrast"
CANT = "This plugin does not support"
"""How the offscreen screen begins its remarks on raising, fading and size hints."""
SETTLE_ROUNDS = 3
"""Layouts with wrapping text need a second pass, and what they show a third."""


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.gallery", description=__doc__)
    parser.add_argument("folder", type=Path, help="where the pictures go")
    parser.add_argument("-k", dest="only", default="*", metavar="PATTERN", help="only scenes of this name (* and ?)")
    parser.add_argument("--scale", type=int, help="only this scale, in percent", default=0)
    parser.add_argument("--theme", choices=("light", "dark", CONTRAST), help="only this theme; contrast only if asked")
    return parser.parse_args()


def draw_all_scales(asked: argparse.Namespace) -> int:
    """Run one process a scale; the worst exit status counts."""
    status = 0
    for scale in (asked.scale,) if asked.scale else SCALES:
        environment = dict(os.environ)
        environment.setdefault("QT_QPA_PLATFORM", "offscreen")
        environment["QT_SCALE_FACTOR"] = str(scale / 100)
        environment["UNKNOT_GALLERY_SCALE"] = str(scale)
        ended = subprocess.run([sys.executable, "-m", "tests.gallery", *sys.argv[1:]],
                               cwd=ROOT, env=environment, check=False).returncode
        status = max(status, abs(ended))  # below 0: ended by a signal
    return status


def draw(asked: argparse.Namespace, scale: int) -> int:
    """Draw the asked scenes at the scale this process runs at."""
    from PySide6.QtCore import qInstallMessageHandler
    from PySide6.QtGui import QFont, QFontDatabase
    from PySide6.QtWidgets import QApplication
    from tests import gallery

    from unknot.core.settings import Settings, Theme
    from unknot.ui import theme as look
    from unknot.ui.theme import theme

    app = QApplication(["unknot-gallery"])
    qInstallMessageHandler(lambda _kind, _where, text: None if text.startswith(CANT) else print(text))
    if "Inter" in QFontDatabase.families():
        font = QFont("Inter")  # the design's pictures are set in it
        font.setPixelSize(14)
        app.setFont(font)
    for module in pkgutil.iter_modules(gallery.__path__):
        if module.name.startswith("scenes_"):
            importlib.import_module(f"tests.gallery.{module.name}")
    asked.folder.mkdir(parents=True, exist_ok=True)
    failed = 0
    for tone in (asked.theme,) if asked.theme else (Theme.LIGHT.value, Theme.DARK.value):
        if tone == CONTRAST:
            look.wanted = lambda: True  # type: ignore[assignment]  # what the system would say
        theme().apply(replace(Settings(), theme=Theme.LIGHT if tone == CONTRAST else Theme(tone), reduced_motion=True))
        for each in gallery.SCENES.values():
            if not fnmatch.fnmatch(each.name, asked.only):
                continue
            file = asked.folder / f"{each.name}-{tone}-{scale}.png"
            if not picture(app, each, file):
                print(f"{each.name}: nothing was drawn", file=sys.stderr)
                failed = 1
    return failed


def picture(app: object, scene: object, file: Path) -> bool:
    """Show one scene, let it settle, keep its picture. False when it came out empty."""
    from PySide6.QtCore import QEvent
    from PySide6.QtWidgets import QApplication
    from tests.gallery import Scene

    from unknot.ui.kit.figure import Figure

    assert isinstance(app, QApplication)
    assert isinstance(scene, Scene)
    app.setLayoutDirection(scene.direction)
    widget = scene.build()
    if not widget.isWindow() or not widget.objectName():
        widget.setObjectName("window")
    width, height = scene.size
    if width or height:
        widget.resize(width or widget.sizeHint().width(), height or widget.sizeHint().height())
    widget.show()
    for _ in range(SETTLE_ROUNDS):
        app.processEvents()
    if scene.arrange is not None:
        scene.arrange(widget)
        app.processEvents()
    while any(figure.busy for figure in widget.findChildren(Figure)):
        app.processEvents()
    grabbed = widget.grab()
    widget.close()
    widget.deleteLater()
    app.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return not grabbed.isNull() and grabbed.save(str(file))


if __name__ == "__main__":
    sys.path[:0] = [str(ROOT / "app"), str(ROOT)]
    here = os.environ.get("UNKNOT_GALLERY_SCALE")
    sys.exit(draw(arguments(), int(here)) if here else draw_all_scales(arguments()))
