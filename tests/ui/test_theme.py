"""The design's values: contrast by the WCAG formula, type, and what happens when the theme changes."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import fields, replace
from itertools import product
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontInfo, QFontMetricsF, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from unknot.core.settings import Settings
from unknot.core.settings import Theme as Choice
from unknot.ui.theme import Theme, fonts, icons
from unknot.ui.theme.contrast import from_palette
from unknot.ui.theme.fonts import font, line_height
from unknot.ui.theme.metrics import ROLES, radius, size, space
from unknot.ui.theme.style import palette, sheet
from unknot.ui.theme.tokens import DARK, LIGHT, Tokens, at_night

TEXT, MARK = 4.5, 3.0
BOTH = pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
GROUNDS = ("bg", "surface", "stage")
WORDS = ("ink", "ink2", "accent", "clay", "ochre", "iris", "alarm")
"""Tokens that text is set in."""


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.1 defines it."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def ratio(one: str, other: str) -> float:
    """Contrast ratio, 1 to 21."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.fixture
def system() -> list[Qt.ColorScheme]:
    """The system's scheme, to be changed by a test."""
    return [Qt.ColorScheme.Light]


@pytest.fixture
def dressed(qapp: QApplication, system: list[Qt.ColorScheme]) -> Iterator[Theme]:
    """A theme of its own; the application is left as it was."""
    before = (qapp.palette(), qapp.styleSheet(), qapp.style().name())
    made = Theme(lambda: system[0])
    yield made
    shiboken6.delete(made)
    qapp.setPalette(before[0])
    qapp.setStyleSheet(before[1])
    qapp.setStyle(before[2])


def test_the_ratio_is_that_of_the_standard() -> None:
    assert ratio("#000000", "#FFFFFF") == pytest.approx(21)
    assert ratio("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@BOTH
@pytest.mark.parametrize(("word", "ground"), list(product(WORDS, (*GROUNDS, "raised", "side"))))
def test_text_reads_on_every_ground(tokens: Tokens, word: str, ground: str) -> None:
    assert ratio(getattr(tokens, word), getattr(tokens, ground)) >= TEXT


@BOTH
@pytest.mark.parametrize("tone", ["clay", "ochre", "iris", "alarm"])
def test_a_tone_and_plain_text_read_on_the_tones_tint(tokens: Tokens, tone: str) -> None:
    tint = getattr(tokens, f"{tone}_tint")
    assert ratio(getattr(tokens, tone), tint) >= TEXT
    assert ratio(tokens.ink, tint) >= TEXT


@BOTH
def test_the_accent_and_plain_text_read_on_its_tint(tokens: Tokens) -> None:
    assert ratio(tokens.accent, tokens.tint) >= TEXT
    assert ratio(tokens.ink, tokens.tint) >= TEXT


@BOTH
@pytest.mark.parametrize("fill", ["accent", "accent_hover", "accent_pressed"])
def test_the_filled_button_reads_in_every_state(tokens: Tokens, fill: str) -> None:
    assert ratio(tokens.on_accent, getattr(tokens, fill)) >= TEXT


@BOTH
@pytest.mark.parametrize("ground", GROUNDS)
def test_edges_of_controls_are_seen(tokens: Tokens, ground: str) -> None:
    assert ratio(tokens.border, getattr(tokens, ground)) >= MARK


@BOTH
def test_the_ring_is_seen_on_its_track_and_the_focus_ring_around_a_filled_button(tokens: Tokens) -> None:
    assert ratio(tokens.accent, tokens.track) >= MARK
    assert ratio(tokens.accent, tokens.bg) >= TEXT


@BOTH
def test_on_a_dimmed_screen_it_is_dark_around_the_themes_own_disc_and_all_reads(tokens: Tokens) -> None:
    night = at_night(tokens)
    assert night.dark
    assert (night.disc, night.disc_edge) == (tokens.disc, tokens.disc_edge)
    for ground in (night.bg, night.side, night.surface):
        assert min(ratio(text, ground) for text in (night.ink, night.ink2, night.accent)) >= TEXT
        assert ratio(night.border, ground) >= MARK
    assert ratio(night.accent, night.track) >= MARK


def test_a_dimmed_screen_is_painted_within_one_paint_and_no_longer(dressed: Theme) -> None:
    before = dressed.tokens
    with dressed.at_night() as night:
        assert dressed.tokens == night != before
    assert dressed.tokens == before
    contrast = replace(before, contrast=True)
    assert at_night(contrast) == contrast


@BOTH
def test_the_tool_tip_reads(tokens: Tokens) -> None:
    assert ratio(tokens.bg, tokens.ink) >= TEXT


@pytest.mark.parametrize(("ground", "text"), [("#000000", "#FFFFFF"), ("#FFFFFF", "#000000")])
def test_high_contrast_takes_only_colours_of_the_system(ground: str, text: str) -> None:
    system = QPalette()
    role = QPalette.ColorRole
    for each in (role.Window, role.Base):
        system.setColor(each, QColor(ground))
    system.setColor(role.WindowText, QColor(text))
    system.setColor(role.Highlight, QColor("#1AEBFF"))
    system.setColor(role.HighlightedText, QColor("#000000"))

    tokens = from_palette(system)

    used = {QColor(getattr(tokens, f.name)).name() for f in fields(tokens) if f.name not in ("dark", "contrast")}
    assert used == {ground.lower(), text.lower(), "#1aebff", "#000000"}
    assert tokens.contrast
    assert tokens.dark is (ground == "#000000")


@pytest.mark.parametrize(("choice", "tokens"), [(Choice.LIGHT, LIGHT), (Choice.DARK, DARK)])
def test_a_chosen_theme_dresses_the_application(
    dressed: Theme, qapp: QApplication, choice: Choice, tokens: Tokens
) -> None:
    dressed.apply(replace(Settings(), theme=choice))

    assert dressed.tokens == tokens
    assert qapp.palette().color(QPalette.ColorRole.Window) == QColor(tokens.bg)
    assert tokens.raised in qapp.styleSheet()


def test_a_change_is_told_once_and_no_change_is_not(dressed: Theme, qtbot: QtBot) -> None:
    dressed.apply(replace(Settings(), theme=Choice.LIGHT))
    with qtbot.waitSignal(dressed.changed, timeout=100):
        dressed.apply(replace(Settings(), theme=Choice.DARK))
    with qtbot.assertNotEmitted(dressed.changed):
        dressed.apply(replace(Settings(), theme=Choice.DARK))


def test_the_system_theme_follows_the_system_at_once(dressed: Theme, system: list[Qt.ColorScheme]) -> None:
    dressed.apply(replace(Settings(), theme=Choice.SYSTEM))
    before = dressed.tokens
    system[0] = Qt.ColorScheme.Dark
    QGuiApplication.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)

    assert before == LIGHT
    assert dressed.tokens == DARK


def test_a_chosen_theme_stays_when_the_system_changes(dressed: Theme, system: list[Qt.ColorScheme]) -> None:
    dressed.apply(replace(Settings(), theme=Choice.LIGHT))
    system[0] = Qt.ColorScheme.Dark
    QGuiApplication.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)

    assert dressed.tokens == LIGHT


def test_the_setting_takes_motion_away(dressed: Theme) -> None:
    dressed.apply(replace(Settings(), reduced_motion=True))
    assert dressed.reduced_motion


@BOTH
def test_the_sheet_has_no_hole_and_no_colour_of_its_own(qapp: QApplication, tokens: Tokens) -> None:
    text = sheet(tokens)
    known = {getattr(tokens, f.name).lower() for f in fields(tokens) if f.name not in ("dark", "contrast")}
    used = {word.strip(";").lower() for word in text.split() if word.startswith("#") and len(word.strip(";")) == 7}
    assert used <= known
    assert "%(" not in text


@BOTH
def test_disabled_text_is_fainter_than_text(tokens: Tokens) -> None:
    made = palette(tokens)
    role = QPalette.ColorRole.Text
    faded, full = made.color(QPalette.ColorGroup.Disabled, role), made.color(QPalette.ColorGroup.Active, role)
    assert faded.alphaF() < full.alphaF()


@pytest.fixture
def system_font(qapp: QApplication) -> Iterator[QFont]:
    """A font to change and to hand to ``QApplication.setFont``."""
    before = QFont(qapp.font())
    yield QFont(before)
    qapp.setFont(before)


@pytest.mark.parametrize(("pixels", "factor"), [(11, 1.0), (12, 1.0), (14, 1.0), (21, 1.5), (28, 2.0)])
def test_type_grows_with_the_systems_text_and_never_shrinks(
    qapp: QApplication, system_font: QFont, pixels: int, factor: float
) -> None:
    system_font.setPixelSize(pixels)
    qapp.setFont(system_font)

    assert fonts.scale() == pytest.approx(factor)
    assert font("body").pixelSize() == round(14 * factor)
    assert line_height("instruction") == round(32 * factor)


@pytest.mark.parametrize("role", [role for role in ROLES if role != "key"])
def test_no_text_is_smaller_than_twelve_pixels(qapp: QApplication, role: str) -> None:
    assert QFontInfo(font(role)).pixelSize() >= 12


def test_digits_of_the_numeral_are_of_one_width(qapp: QApplication) -> None:
    metrics = QFontMetricsF(font("numeral"))
    assert metrics.horizontalAdvance("11") == pytest.approx(metrics.horizontalAdvance("88"), abs=1.0)


def test_lengths_stand_on_the_grid() -> None:
    spaces = [value for name, value in vars(space).items() if not name.startswith("_") and name != "hair"]
    assert all(value % 4 == 0 for value in spaces)
    assert {size.action, size.button, size.prompt_button, size.small_button} == {48, 40, 36, 32}
    assert (radius.key, radius.control, radius.tile, radius.stage) == (4, 8, 12, 16)


def test_an_icon_is_sharp_on_a_dense_screen_and_read_once(qapp: QApplication) -> None:
    assert icons.pixmap("play", LIGHT.ink, 20, 2.0).width() == 40
    assert icons.pixmap("play", LIGHT.ink, 20, 2.0).deviceIndependentSize().width() == 20
    assert icons.pixmap("play", LIGHT.ink, 20, 2.0).cacheKey() == icons.pixmap("play", LIGHT.ink, 20, 2.0).cacheKey()


def test_the_tray_starts_without_the_components() -> None:
    ours = "('unknot.ui.kit', 'unknot.ui.theme')"
    code = f"import sys, unknot.ui.tray; print([name for name in sys.modules if name.startswith({ours})])"
    root = Path(__file__).resolve().parents[2]
    paths = os.pathsep.join([str(root / "app"), os.environ.get("PYTHONPATH", "")])
    env = {**os.environ, "PYTHONPATH": paths}
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=env)
    assert told.stdout.strip() == "[]"
