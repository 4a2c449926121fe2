"""The drawings in resources/icons: all there, all readable by Qt, tinted by the app alone, never empty or cut off."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from unknot.bundled import resource_path

FOLDER: Path = resource_path("icons")
STATES = ("ready", "due", "session", "held", "paused")
TONES = ("light", "dark")
TRAY = [f"tray-{state}-{tone}-{size}" for state in STATES for tone in TONES for size in (16, 24)]
LOGO = ["unknot-app-icon", "unknot-app-icon-16", "unknot-mark-light", "unknot-mark-dark"]
FAMILIES = {
    "pages": ("today", "library", "care", "history", "settings", "mark"),
    "media": ("play", "pause", "pause-circle", "step-back", "step-forward", "skip-rest", "skip", "sound", "sound-off"),
    "ways": ("arrow-left", "arrow-right", "chevron-up", "chevron-down", "chevron-left", "chevron-right", "external"),
    "acts": ("search", "check", "check-bold", "undo", "close", "plus", "minus", "tray", "folder", "full-screen"),
    "says": ("warning", "caution", "info", "lock", "clock", "moon", "bell-off", "call", "phone", "eye", "keyboard"),
    "poses": ("seat", "stand", "floor", "wall", "mat", "walk"),
    "favourite": ("star", "star-filled"),
}
UI = [name for family in FAMILIES.values() for name in family]
TINTED = sorted(path.stem for path in FOLDER.glob("*.svg") if path.stem not in {*TRAY, *LOGO})
SAME_ON_PURPOSE = {"step-forward", "skip-rest"}
"""Skipping a rest is going on to the next step: the design shows one drawing for both."""

SOLID = 128
"""The least opacity, of 255, of a pixel that counts as ink."""


def _text(name: str) -> str:
    return (FOLDER / f"{name}.svg").read_text("utf-8")


def _drawn(name: str, side: int, colour: str = "#24263A") -> QImage:
    """The icon on a transparent square of ``side`` pixels."""
    image = QImage(side, side, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(QByteArray(_text(name).replace("currentColor", colour).encode())).render(
        painter, QRectF(0, 0, side, side)
    )
    painter.end()
    return image


def _ink(image: QImage) -> list[tuple[int, int]]:
    """The (x, y) pixels that are more ink than ground."""
    return [
        (x, y) for y in range(image.height()) for x in range(image.width()) if image.pixelColor(x, y).alpha() >= SOLID
    ]


@pytest.mark.parametrize("name", [*UI, *TRAY, *LOGO])
def test_every_icon_the_app_names_is_there(name: str) -> None:
    assert (FOLDER / f"{name}.svg").is_file()


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.svg")), ids=lambda path: path.stem)
def test_qt_reads_every_drawing_and_it_is_square(path: Path) -> None:
    renderer = QSvgRenderer(str(path))
    assert renderer.isValid()
    box = renderer.viewBoxF()
    assert box.width() == box.height() > 0


@pytest.mark.parametrize("name", TINTED)
def test_a_window_icon_has_no_colour_of_its_own(name: str) -> None:
    paints = set(re.findall(r'(?:fill|stroke|stop-color|color)="([^"]*)"', _text(name)))
    assert "currentColor" in paints
    assert paints <= {"none", "currentColor"}
    assert not re.search(r"<style|style=|#[0-9a-fA-F]{3,8}\b|url\(|<image|<text", _text(name))


@pytest.mark.parametrize("name", TINTED)
def test_a_window_icon_is_drawn_on_the_24_grid_in_one_line(name: str) -> None:
    head = _text(name).split(">", 1)[0]
    for wanted in ('viewBox="0 0 24 24"', 'stroke-width="2.1"', 'stroke-linecap="round"', 'stroke-linejoin="round"'):
        assert wanted in head


@pytest.mark.parametrize("side", [16, 20, 40])
@pytest.mark.parametrize("name", TINTED)
def test_a_window_icon_shows_at_the_sizes_it_is_used_at(name: str, side: int) -> None:
    share = len(_ink(_drawn(name, side))) / side**2
    assert 0.025 < share < 0.45, "a speck or a blob"


@pytest.mark.parametrize("name", TINTED)
def test_a_window_icon_stays_inside_its_square_and_in_the_middle(name: str) -> None:
    ink = _ink(_drawn(name, 96))
    left, right = min(x for x, _ in ink), max(x for x, _ in ink)
    top, bottom = min(y for _, y in ink), max(y for _, y in ink)
    assert min(left, top) >= 2, "cut off, or touching its neighbour"
    assert max(right, bottom) <= 93
    # A triangle's weight lies off its middle, so a play mark may stand up to one unit of 24 aside.
    assert abs((left + right) / 2 - 47.5) <= 4
    assert abs((top + bottom) / 2 - 47.5) <= 4


@pytest.mark.parametrize("name", TINTED)
def test_a_window_icon_takes_the_colour_it_is_given(name: str) -> None:
    image = _drawn(name, 40, "#C81E64")
    solid = [image.pixelColor(x, y) for x, y in _ink(image) if image.pixelColor(x, y).alpha() == 255]
    assert solid
    assert {colour.name() for colour in solid} == {"#c81e64"}


def test_no_two_window_icons_look_the_same_at_16_pixels() -> None:
    seen: dict[frozenset[tuple[int, int]], str] = {}
    for name in TINTED:
        shape = frozenset(_ink(_drawn(name, 16)))
        twin = seen.setdefault(shape, name)
        assert twin == name or {twin, name} == SAME_ON_PURPOSE


@pytest.mark.parametrize("tone", TONES)
@pytest.mark.parametrize("size", [16, 24])
def test_each_tray_state_has_its_own_shape_in_every_tone_and_size(tone: str, size: int) -> None:
    shapes = {frozenset(_ink(_drawn(f"tray-{state}-{tone}-{size}", size))) for state in STATES}
    assert len(shapes) == len(STATES)
    assert frozenset() not in shapes


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("size", [16, 24])
def test_a_tray_icon_has_the_same_shape_on_light_and_dark_panels(state: str, size: int) -> None:
    light, dark = (_drawn(f"tray-{state}-{tone}-{size}", size) for tone in TONES)
    assert _ink(light) == _ink(dark)
    x, y = max(_ink(light), key=lambda at: light.pixelColor(*at).alpha())
    assert light.pixelColor(x, y).lightness() < 80 < 200 < dark.pixelColor(x, y).lightness()
