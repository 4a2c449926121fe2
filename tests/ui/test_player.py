"""Pictures are made by another thread, ahead of their time, and never by more than are needed."""

from __future__ import annotations

import gc
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, QRect, QRectF, QSize, QSizeF
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.frames import BOX, SIZE, colour, write_motion

from unknot.ui.kit.picture import FORMAT, Base, Frame, Photo, differing, spot, still
from unknot.ui.kit.player import KEEP, Cut, Player

PATIENCE = 10.0


@dataclass(frozen=True)
class Slow:
    """A picture that is made when the test says so."""

    name: str
    gate: threading.Event = field(default_factory=threading.Event, compare=False)
    made_by: list[str] = field(default_factory=list, compare=False)
    broken: bool = False
    quick: bool = False
    whole = QSizeF(10, 10)
    sharpest = None

    def image(self, size: QSize) -> QImage:
        assert self.gate.wait(PATIENCE), "nobody let it"
        self.made_by.append(threading.current_thread().name)
        if self.broken:
            return QImage()
        image = QImage(size, FORMAT)
        image.fill(QColor("red"))
        return image


def slow(name: str, ready: bool = False, **more: bool) -> Slow:
    made = Slow(name, **more)
    if ready:
        made.gate.set()
    return made


def cut(picture: Slow, mirrored: bool = False, side: int = 10) -> Cut:
    return Cut(picture, side, side, mirrored)


def readers() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name == "pictures"]


@pytest.fixture
def player(qapp: QApplication) -> Iterator[Player]:
    before = len(readers())
    made = Player()
    yield made
    made.stop()
    assert len(readers()) == before


def waiting(qtbot: QtBot, player: Player, now: Cut) -> None:
    """Until it has come."""
    qtbot.wait_until(lambda: not player.busy, timeout=5000)
    assert player.show(now) is not None


def test_a_picture_is_made_by_another_thread_and_announced(player: Player, qtbot: QtBot) -> None:
    picture = slow("one")
    assert player.show(cut(picture)) is None
    assert player.busy
    with qtbot.wait_signal(player.arrived):
        picture.gate.set()
    assert player.show(cut(picture)) is not None
    assert picture.made_by == ["pictures"]


def test_waiting_for_a_picture_blocks_nobody(player: Player) -> None:
    start = time.perf_counter()
    pictures = [slow(name) for name in ("held", "other", "more")]
    player.show(cut(pictures[0]))
    player.show(cut(pictures[1]), [cut(pictures[2])])
    assert time.perf_counter() - start < PATIENCE / 2
    for picture in pictures:
        picture.gate.set()


def test_those_that_come_next_are_there_before_they_are_wanted(player: Player, qtbot: QtBot) -> None:
    one, two, three = (slow(name, ready=True) for name in ("one", "two", "three"))
    player.show(cut(one), [cut(two), cut(three)])
    qtbot.wait_until(lambda: three.made_by != [])
    waiting(qtbot, player, cut(one))
    qtbot.wait_until(lambda: player.show(cut(one), [cut(two), cut(three)]) is not None)
    player.show(cut(one), [cut(two), cut(three)])
    qtbot.wait(1)  # what was made is delivered with the next turn of the loop
    assert player.show(cut(two), [cut(three)]) is not None


def test_what_is_not_wanted_any_more_is_never_made(player: Player, qtbot: QtBot) -> None:
    first, gone, now = slow("first"), slow("gone", ready=True), slow("now", ready=True)
    player.show(cut(first), [cut(gone)])
    player.show(cut(now))
    first.gate.set()
    waiting(qtbot, player, cut(now))
    assert gone.made_by == []


def test_a_picture_that_comes_too_late_is_dropped(player: Player, qtbot: QtBot) -> None:
    late, now = slow("late"), slow("now", ready=True)
    told: list[None] = []
    player.arrived.connect(lambda: told.append(None))
    player.show(cut(late))
    player.show(cut(now))
    late.gate.set()
    waiting(qtbot, player, cut(now))
    assert len(told) == 1
    assert player.show(cut(late)) is None


def test_a_picture_is_asked_for_once_while_it_is_being_made(player: Player, qtbot: QtBot) -> None:
    picture = slow("one")
    for _ in range(5):
        player.show(cut(picture))
    picture.gate.set()
    waiting(qtbot, player, cut(picture))
    assert len(picture.made_by) == 1


def test_what_costs_nothing_is_there_at_once_and_needs_no_thread(player: Player) -> None:
    picture = slow("quick", ready=True, quick=True)
    before = len(readers())
    assert player.show(cut(picture)) is not None
    assert not player.busy
    assert len(readers()) == before


def test_a_broken_picture_is_told_once_and_waited_for_no_more(player: Player, qtbot: QtBot) -> None:
    picture = slow("broken", ready=True, broken=True)
    told: list[object] = []
    player.failed.connect(told.append)
    player.show(cut(picture))
    qtbot.wait_until(lambda: told == [picture])
    assert player.show(cut(picture)) is None
    assert not player.busy


def round_of(count: int, side: int) -> list[Cut]:
    return [cut(slow(str(number), ready=True), side=side) for number in range(count)]


def play(qtbot: QtBot, player: Player, cuts: list[Cut], keep: bool) -> None:
    for each in cuts:
        player.show(each, keep=keep)
        qtbot.wait_until(lambda: not player.busy)


def test_a_round_that_fits_is_read_once(player: Player, qtbot: QtBot) -> None:
    cuts = round_of(6, 10)
    play(qtbot, player, cuts + cuts + cuts, keep=True)
    assert [len(each.picture.made_by) for each in cuts] == [1] * 6


def test_what_is_shown_only_once_is_not_kept(player: Player, qtbot: QtBot) -> None:
    cuts = round_of(6, 10)
    play(qtbot, player, cuts, keep=False)
    assert len(player._there) == 1


def test_a_round_that_is_too_large_keeps_to_its_room(player: Player, qtbot: QtBot) -> None:
    cuts = round_of(8, 1024)  # 4 MB each
    play(qtbot, player, cuts + cuts, keep=True)
    assert sum(each.bytes for each in player._there) <= KEEP + cuts[0].bytes
    assert [len(each.picture.made_by) for each in cuts].count(1) >= 3


def test_the_thread_ends_with_the_player(qapp: QApplication, qtbot: QtBot) -> None:
    before = len(readers())
    owner = QObject()
    player = Player(owner)
    player.show(cut(slow("one", ready=True)))
    assert len(readers()) == before + 1
    qtbot.wait_until(lambda: not player.busy)
    owner.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    assert len(readers()) == before


# files


@pytest.fixture
def art(tmp_path: Path) -> Path:
    write_motion(tmp_path / "art", "wave", frames=8)
    return tmp_path / "art"


def whole(art: Path) -> Photo:
    found = still(art / "wave.webp")
    assert found is not None
    return found


def frame(art: Path, number: int, base: Base | None = None) -> Frame:
    return Frame(art / "wave" / f"{number:02}.webp", whole(art), BOX, base or Base())


def near(one: QColor, other: QColor) -> bool:
    return all(abs(a - b) <= 10 for a, b in zip(one.getRgb(), other.getRgb(), strict=True))


@pytest.mark.parametrize("side", [20, 64, 150])
def test_a_frame_is_the_still_with_a_part_replaced_at_any_size(art: Path, side: int) -> None:
    image = frame(art, 3).image(QSize(side, side))
    assert image.size() == QSize(side, side)
    assert image.format() == FORMAT
    x, y, wide, high = (each * side / SIZE[0] for each in BOX)
    assert near(image.pixelColor(round(x + wide / 2), round(y + high / 2)), colour(3))
    assert image.pixelColor(round(x / 2), round(y / 2)).alpha() == 0


def test_a_frame_takes_nothing_of_the_still_in_its_part(art: Path) -> None:
    clear = QImage(QSize(*BOX[2:]), QImage.Format.Format_ARGB32)
    clear.fill(0)
    clear.setPixelColor(3, 3, QColor("red"))
    assert clear.save(str(art / "wave" / "03.webp"), "webp", 95)
    image = frame(art, 3).image(QSize(*SIZE))
    assert image.pixelColor(BOX[0] + BOX[2] // 2, BOX[1] + BOX[3] // 2).alpha() == 0


def test_the_still_is_read_once_for_all_frames(art: Path) -> None:
    base = Base()
    assert not frame(art, 0, base).image(QSize(64, 64)).isNull()
    made = frame(art, 1, base)
    (art / "wave.webp").unlink()
    assert not made.image(QSize(64, 64)).isNull()


def test_frames_of_one_motion_differ_in_their_part_alone(art: Path) -> None:
    assert differing(frame(art, 0), frame(art, 1)) == QRectF(*BOX)
    assert differing(frame(art, 0), whole(art)) is None
    other = Frame(art / "wave" / "01.webp", whole(art), (0, 0, 8, 8), Base())
    assert differing(frame(art, 0), other) is None


def test_a_still_is_read_from_its_twin_where_the_screen_is_dense(art: Path) -> None:
    found = still(art / "wave.webp")
    assert found is not None
    (art / "wave@2x.webp").unlink()
    assert not found.image(QSize(64, 64)).isNull()
    assert found.image(QSize(100, 100)).isNull()
    plain = still(art / "wave.webp")
    assert plain is not None
    assert plain.image(QSize(100, 100)).size() == QSize(100, 100)


@pytest.mark.parametrize("content", [b"", b"RIFF", b"no picture"])
def test_a_file_that_is_no_picture_is_none(art: Path, content: bytes) -> None:
    broken, missing = frame(art, 3), frame(art, 99)
    (art / "wave" / "03.webp").write_bytes(content)
    assert broken.image(QSize(40, 40)).isNull()
    assert missing.image(QSize(40, 40)).isNull()
    (art / "wave.webp").write_bytes(content)
    assert still(art / "wave.webp") is None
    assert Frame(art / "wave" / "01.webp", broken.still, BOX, Base()).image(QSize(40, 40)).isNull()


def test_a_frame_of_another_size_than_its_part_is_none(art: Path) -> None:
    wide = Frame(art / "wave" / "03.webp", whole(art), (8, 16, 42, 32), Base())
    assert wide.image(QSize(40, 40)).isNull()


def test_a_mirrored_frame_is_turned_as_a_whole(art: Path) -> None:
    image = Cut(frame(art, 3), *SIZE, mirrored=True).image()
    assert near(image.pixelColor(SIZE[0] - BOX[0] - 3, BOX[1] + 3), colour(3))
    assert image.pixelColor(BOX[0] - 3, BOX[1] + 3).alpha() == 0


def test_a_place_stands_on_whole_pixels() -> None:
    assert spot(QRectF(10.3, 7.7, 20.2, 20.2), 1.0) == QRect(10, 8, 21, 20)
    assert spot(QRectF(10, 8, 20, 20), 2.0) == QRect(20, 16, 40, 40)
