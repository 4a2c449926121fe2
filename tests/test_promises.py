"""What we promise of the whole: no network code, and a Qt binding that keeps its references."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, QTimer
from PySide6.QtGui import QImage, QPainter, QPen
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

APP = Path(__file__).parent.parent / "app"
NETWORK = re.compile(
    r"QTcp|QUdp|QNetwork|QSsl|QHttp|QWebSocket|\bAF_INET|create_connection|import (urllib|http|ssl|requests|asyncio)"
)


def test_no_network_code_stands_anywhere_in_the_app() -> None:
    found = [
        f"{path.relative_to(APP)}:{number}: {line.strip()}"
        for path in APP.rglob("*.py")
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if NETWORK.search(line)
    ]
    assert found == []


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal from 3.12 on")
def test_the_qt_binding_keeps_its_references_to_none(qtbot: QtBot) -> None:
    """PySide6 6.12.0 on Python 3.11 drops one a call, and the process aborts after some seconds of painting."""
    image = QImage(20, 20, QImage.Format.Format_ARGB32_Premultiplied)
    painter, pen, timer = QPainter(image), QPen(), QTimer()
    widget, label = QWidget(), QLabel("x")
    qtbot.addWidget(widget)
    qtbot.addWidget(label)
    calls: dict[str, Callable[[], object]] = {
        "drawLine": lambda: painter.drawLine(QPointF(1, 2), QPointF(3, 4)),
        "setWidth": lambda: pen.setWidth(2),
        "update": widget.update,
        "setText": lambda: label.setText("y"),
        "stop": timer.stop,
    }
    lost = {}
    spare = [None] * 5000  # so that a broken binding fails this test instead of aborting it
    for name, call in calls.items():
        call()
        before = sys.getrefcount(None)
        for _ in range(200):
            call()
        lost[name] = round((before - sys.getrefcount(None)) / 200, 1)
    painter.end()
    del spare
    assert lost == dict.fromkeys(calls, 0.0)
