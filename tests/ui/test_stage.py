"""The stage: what it shows, and how little it repaints for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import combinations

import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, QSizeF, Qt, QTimer, QVariantAnimation
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QRegion
from pytestqt.qtbot import QtBot

from unknot.core.body import Side
from unknot.core.settings import Settings
from unknot.ui.kit.picture import FORMAT
from unknot.ui.kit.stage import Look, Mode, Stage, StageState
from unknot.ui.theme import theme

VISIBLE = 12
"""Of 255. An arc of another length is approximated by other curves: its edges differ by less than this."""
RED, BLUE = QColor("#ff0000"), QColor("#0000ff")


@dataclass(frozen=True)
class TwoColours:
    """Red on the left, blue on the right."""

    width: float = 640
    height: float = 640
    sharpest: QSize | None = None
    quick = True

    @property
    def whole(self) -> QSizeF:
        return QSizeF(self.width, self.height)

    def image(self, size: QSize) -> QImage:
        image = QImage(size, FORMAT)
        image.fill(BLUE)
        painter = QPainter(image)
        painter.fillRect(0, 0, size.width() // 2, size.height(), RED)
        painter.end()
        return image


class Watched(Stage):
    """Remembers what it was asked to paint."""

    painted = QRegion()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's own name
        self.painted = self.painted.united(event.region())
        super().paintEvent(event)

    def forget(self) -> None:
        self.painted = QRegion()

    def area(self) -> float:
        return sum(rect.width() * rect.height() for rect in self.painted) / (self.width() * self.height())


@pytest.fixture
def calm(qapp: object) -> Iterator[None]:
    """Less motion wanted, as long as the test runs."""
    theme().apply(replace(Settings(), reduced_motion=True))
    yield
    theme().apply(Settings())


@pytest.fixture
def stage(qtbot: QtBot) -> Watched:
    made = Watched()
    qtbot.addWidget(made)
    made.resize(576, 634)
    return made


def shown(stage: Watched, qtbot: QtBot, mode: Mode = Mode.HOLD, fraction: float = 0.6, numeral: str = "18") -> None:
    stage.show_state(StageState(mode, "seconds", segments=4))
    stage.set_progress(fraction, numeral)
    with qtbot.waitExposed(stage):
        stage.show()
    qtbot.wait_until(lambda: not stage.painted.isEmpty())
    stage.repaint()
    stage.forget()


def apart(one: QColor, other: QColor) -> int:
    return max(abs(a - b) for a, b in zip(one.getRgb(), other.getRgb(), strict=True))


def moving(stage: Stage) -> bool:
    running = QVariantAnimation.State.Running
    return any(timer.isActive() for timer in stage.findChildren(QTimer)) or any(
        each.state() is running for each in stage.findChildren(QVariantAnimation)
    )


def test_progress_repaints_only_the_strip_of_the_ring_that_moved(stage: Watched, qtbot: QtBot, calm: None) -> None:
    shown(stage, qtbot)

    stage.set_progress(0.599, "18")
    qtbot.wait_until(lambda: not stage.painted.isEmpty())

    assert stage.area() < 0.01
    assert stage.painted.contains(stage.ring().point(0.599).toPoint())


def test_another_number_repaints_the_number_and_not_the_figure(stage: Watched, qtbot: QtBot, calm: None) -> None:
    shown(stage, qtbot)

    stage.set_progress(0.599, "17")
    qtbot.wait_until(lambda: not stage.painted.isEmpty())

    assert stage.painted.contains(stage.numeral_rect("17").center())
    assert not stage.painted.contains(stage.rect().center())
    assert stage.area() < 0.05


def test_a_strip_holds_everything_that_changed(stage: Watched, qtbot: QtBot, calm: None) -> None:
    shown(stage, qtbot)
    before = stage.grab().toImage()
    stage.forget()
    stage.set_progress(0.35, "18")
    qtbot.wait_until(lambda: not stage.painted.isEmpty())
    region = QRegion(stage.painted)
    after = stage.grab().toImage()

    missed = [
        (x, y) for x in range(0, stage.width(), 2) for y in range(0, stage.height(), 2)
        if not region.contains(QPoint(x, y)) and apart(before.pixelColor(x, y), after.pixelColor(x, y)) > VISIBLE
    ]
    assert missed == []


def test_a_still_ring_repaints_nothing_for_progress(stage: Watched, qtbot: QtBot, calm: None) -> None:
    shown(stage, qtbot, Mode.PAUSED)

    stage.set_progress(0.5, "18")
    stage.set_progress(0.4, "17")
    qtbot.wait_until(lambda: not stage.painted.isEmpty())

    assert not stage.painted.contains(stage.ring().point(0.5).toPoint())


def test_nothing_moves_while_it_is_hidden(stage: Watched, qtbot: QtBot) -> None:
    stage.show_state(StageState(Mode.HOLD, "seconds", Side.LEFT, "Left"))
    stage.set_picture(Look(TwoColours()))
    stage.show_state(StageState(Mode.HOLD, "seconds", Side.RIGHT, "Right"))

    assert not moving(stage)

    with qtbot.waitExposed(stage):
        stage.show()
    stage.show_state(StageState(Mode.HOLD, "seconds", Side.LEFT, "Left"))
    assert moving(stage)
    stage.hide()
    assert not moving(stage)


def test_nothing_moves_by_itself_when_less_motion_is_wanted(stage: Watched, qtbot: QtBot, calm: None) -> None:
    shown(stage, qtbot)
    stage.set_picture(Look(TwoColours()))
    stage.show_state(StageState(Mode.HOLD, "seconds", Side.LEFT, "Left"))
    stage.show_state(StageState(Mode.HOLD, "seconds", Side.RIGHT, "Right"))

    assert not moving(stage)


def test_only_a_hold_breathes_and_only_within_the_disc(stage: Watched, qtbot: QtBot) -> None:
    shown(stage, qtbot, Mode.HOLD)
    dark = stage.grab().toImage()
    stage.forget()
    stage.set_progress(0.6, "18", breath=0.5)
    qtbot.wait_until(lambda: not stage.painted.isEmpty())
    lit = stage.painted.boundingRect()
    assert stage.ring().box.toAlignedRect().contains(lit)
    assert not stage.painted.contains(stage.numeral_rect("18").center())
    light = stage.grab().toImage()
    edge = QPoint(round(stage.ring().centre.x() - stage.ring().radius * 0.9), round(stage.ring().centre.y()))
    assert apart(dark.pixelColor(edge), light.pixelColor(edge)) > 5
    stage.show_state(StageState(Mode.READY, "seconds"))
    stage.repaint()
    assert apart(dark.pixelColor(edge), stage.grab().toImage().pixelColor(edge)) == 0


def test_a_breath_is_painted_a_few_times_and_not_at_every_look(stage: Watched, qtbot: QtBot) -> None:
    shown(stage, qtbot, Mode.HOLD)
    painted = 0
    for tick in range(50):
        stage.forget()
        stage.set_progress(0.6, "18", breath=tick / 50)
        stage.repaint(stage.ring().point(0.5).toPoint().x(), 0, 1, 1)
        painted += stage.area() > 0.1
    assert 8 <= painted <= 12


@pytest.mark.parametrize(("mirrored", "left", "right"), [(False, RED, BLUE), (True, BLUE, RED)])
def test_a_mirrored_picture_is_turned(
    stage: Watched, calm: None, mirrored: bool, left: QColor, right: QColor,
) -> None:
    stage.set_picture(Look(TwoColours(), mirrored))
    image = stage.grab().toImage()

    assert image.pixelColor(188, 317) == left
    assert image.pixelColor(388, 317) == right


def test_a_wide_picture_takes_the_width_within_the_ring(stage: Watched, calm: None) -> None:
    stage.set_picture(Look(TwoColours(800, 400)))
    image = stage.grab().toImage()
    ring = stage.ring()
    inner = ring.radius - ring.width / 2

    assert image.pixelColor(round(ring.centre.x() - inner + 3), 317) == RED
    assert image.pixelColor(288, round(317 - inner / 2 - 4)) not in (RED, BLUE)


@pytest.mark.parametrize(("side", "x"), [(Side.LEFT, 3), (Side.RIGHT, 572)])
def test_the_bar_stands_on_the_side_that_acts(stage: Watched, calm: None, side: Side, x: int) -> None:
    stage.show_state(StageState(Mode.HOLD, "seconds", side, "a word"))
    accent = QColor(theme().tokens.accent)
    image = stage.grab().toImage()

    assert image.pixelColor(x, 400) == accent
    assert image.pixelColor(575 - x, 400) != accent


def test_the_stage_is_the_same_where_writing_runs_from_right_to_left(stage: Watched, calm: None) -> None:
    stage.show_state(StageState(Mode.HOLD, "seconds", Side.RIGHT, "Right"))
    stage.set_picture(Look(TwoColours(), mirrored=True))
    stage.set_progress(0.6, "18")
    before = stage.grab().toImage()

    stage.setLayoutDirection(Qt.LayoutDirection.RightToLeft)

    assert stage.grab().toImage() == before


def test_each_mode_has_a_ring_of_its_own(stage: Watched, calm: None) -> None:
    pictures: dict[Mode, QImage] = {}
    stage.set_progress(0.6, "")
    for mode in Mode:
        stage.show_state(StageState(mode, segments=4))
        pictures[mode] = stage.grab().toImage()

    same = {(one, other) for one, other in combinations(Mode, 2) if pictures[one] == pictures[other]}
    assert same == {(Mode.READY, Mode.SWITCH)}, "both say: soon"


@pytest.mark.parametrize("size", [(576, 634), (608, 296), (320, 320), (446, 336), (400, 700)])
@pytest.mark.parametrize("numeral", ["18", "3 of 4", "10 of 12", "120"])
def test_the_number_stays_clear_of_the_ring(stage: Watched, size: tuple[int, int], numeral: str) -> None:
    stage.resize(*size)
    stage.show_state(StageState(Mode.HOLD, "seconds", Side.LEFT, "Left"))
    ring, box = stage.ring(), QRectF(stage.numeral_rect(numeral))

    corner = box.bottomRight() - QPointF(16, box.height() * 0.25) - ring.centre
    assert (corner.x() ** 2 + corner.y() ** 2) ** 0.5 > ring.radius


def test_what_it_says_comes_from_outside_and_not_from_the_ticks(stage: Watched) -> None:
    stage.set_spoken("Neck side bend. Right side")
    stage.set_progress(0.5, "15")

    assert stage.accessibleName() == "Neck side bend. Right side"


def test_on_a_denser_screen_all_is_drawn_anew(stage: Watched, qtbot: QtBot, calm: None) -> None:
    shown(stage, qtbot)
    stage.set_picture(Look(TwoColours()))
    before = stage.figure._seen
    assert before is not None
    stage.devicePixelRatioF = lambda: 2.0  # type: ignore[method-assign]
    stage.repaint()
    after = stage.figure._seen
    assert after is not None
    assert abs(after.pixmap.width() - 2 * before.pixmap.width()) <= 2


def test_a_picture_that_gets_no_sharper_is_enlarged_as_it_is_painted(stage: Watched, calm: None) -> None:
    stage.set_picture(Look(TwoColours(sharpest=QSize(64, 64))))
    seen = stage.figure._seen
    assert seen is not None
    assert seen.pixmap.size() == QSize(64, 64)
    image = stage.grab().toImage()
    assert (image.pixelColor(188, 317), image.pixelColor(388, 317)) == (RED, BLUE)
    assert (image.pixelColor(60, 317), image.pixelColor(516, 317)) == (RED, BLUE)


def test_nothing_shines_through_where_one_picture_fades_into_another(stage: Watched, qtbot: QtBot) -> None:
    shown(stage, qtbot)
    stage.set_picture(Look(TwoColours()))
    stage.set_picture(Look(TwoColours(sharpest=QSize(900, 900))))
    fade = stage.figure._fade
    assert fade.running
    fade._animation.stop()
    for value in (0.1, 0.5, 0.9):
        fade.value = value
        image = stage.grab().toImage()
        assert apart(image.pixelColor(188, 317), RED) <= 3
        assert apart(image.pixelColor(388, 317), BLUE) <= 3


def test_the_figure_keeps_its_size_whichever_words_are_there(stage: Watched, calm: None) -> None:
    stage.leave_room(("seconds", "switch sides and breathe"), ("Left", "Right"))
    sizes = set()
    for word in ("seconds", "switch sides and breathe", ""):
        for side, name in ((Side.LEFT, "Left"), (Side.RIGHT, "Right"), (Side.BOTH, "")):
            stage.show_state(StageState(Mode.HOLD, word, side, name))
            sizes.add((stage.ring().radius, stage.ring().centre.toTuple()))
    assert len(sizes) == 1
