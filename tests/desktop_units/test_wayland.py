"""Our line to a Wayland compositor, against one that is small and strict."""

from __future__ import annotations

import os
import struct

import pytest
from tests.desktop_units.compositor import IDLE, KDE_IDLE, SEAT, WINDOWS, open_descriptors

from unknot.desktop.linux.wayland import SHORT_PATIENCE, Values, Wayland, WireError


@pytest.fixture
def lines(qapp):
    """Makes lines and hangs them up."""
    made: list[Wayland] = []

    def make(**how) -> Wayland:
        made.append(Wayland(**how))
        return made[-1]

    yield make
    for line in made:
        line.close()


def test_it_learns_what_the_compositor_offers(new_compositor, lines):
    new_compositor((SEAT, 9), (IDLE, 2))
    line = lines()
    assert line.open()
    assert line.find(SEAT) == (1, SEAT, 9)
    assert line.find(IDLE) == (2, IDLE, 2)
    assert line.find(WINDOWS) is None


def test_what_comes_and_goes_later_is_told(new_compositor, lines, qtbot):
    compositor = new_compositor((SEAT, 9))
    line = lines()
    assert line.open()
    told: list[bool] = []
    undo = line.on_change(lambda: told.append(line.find(KDE_IDLE) is not None))
    compositor.add(40, KDE_IDLE, 1)
    qtbot.waitUntil(lambda: told == [True])
    compositor.remove(40)
    qtbot.waitUntil(lambda: told == [True, False])
    undo()
    compositor.add(41, KDE_IDLE, 1)
    qtbot.waitUntil(lambda: line.find(KDE_IDLE) is not None)
    assert told == [True, False]


def test_without_a_compositor_it_says_so(lines, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-9")
    assert not lines().open()
    monkeypatch.delenv("WAYLAND_DISPLAY")
    assert not lines().open()
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-9")
    monkeypatch.delenv("XDG_RUNTIME_DIR")
    assert not lines().open()
    monkeypatch.setenv("WAYLAND_DISPLAY", "/" + 200 * "x")
    assert not lines().open()


def test_a_path_may_be_given_in_full(new_compositor, lines, monkeypatch):
    compositor = new_compositor((SEAT, 1))
    monkeypatch.delenv("XDG_RUNTIME_DIR")
    monkeypatch.setenv("WAYLAND_DISPLAY", str(compositor.path))
    assert lines().open()


def test_a_compositor_that_says_nothing_is_not_waited_for(new_compositor, lines, qtbot):
    compositor = new_compositor((SEAT, 1))
    compositor.silent = True
    line = lines()
    assert not line.open(SHORT_PATIENCE)
    assert not line.known
    compositor.silent = False
    line.sync(lambda: None)  # the compositor takes all that has waited
    qtbot.waitUntil(lambda: line.known)
    assert line.open()


def test_a_compositor_that_comes_back_is_found_again(new_compositor, lines, qtbot):
    compositor = new_compositor((SEAT, 1))
    line = lines(retries=(0.01, 0.01, 0.05, 0.1, 0.2, 0.4, 0.8))
    assert line.open()
    told: list[bool] = []
    line.on_change(lambda: told.append(line.known))
    compositor.stop()
    qtbot.waitUntil(lambda: told == [False])
    assert line.find(SEAT) is None
    compositor.start()
    qtbot.waitUntil(lambda: told == [False, True])
    assert line.find(SEAT) is not None


def test_it_gives_up_after_a_few_attempts_until_somebody_asks(new_compositor, lines, qtbot):
    compositor = new_compositor((SEAT, 1))
    line = lines(retries=(0.001, 0.001))
    line.on_change(lambda: None)
    assert line.open()
    compositor.stop()
    qtbot.waitUntil(lambda: not line.known and not line._left and not line._again.isActive())
    compositor.start()
    assert line.open()


def test_with_nobody_to_tell_it_does_not_try_again(new_compositor, lines, qtbot):
    compositor = new_compositor((SEAT, 1))
    line = lines()
    assert line.open()
    compositor.hang_up(compositor.clients[0])
    qtbot.waitUntil(lambda: not line.known)
    assert not line._again.isActive()


def test_an_error_ends_the_line_and_is_logged(new_compositor, lines, qtbot, caplog):
    compositor = new_compositor((SEAT, 1))
    line = lines()
    assert line.open()
    compositor.refuse("you can't do that")
    qtbot.waitUntil(lambda: not line.known)
    assert "you can't do that" in caplog.text


@pytest.mark.parametrize(
    "nonsense",
    [
        struct.pack("=IHH", 1, 0, 4),  # shorter than its own head
        struct.pack("=IHH", 1, 0, 13) + bytes(8),  # no whole words
        struct.pack("=IHH", 1, 0, 8),  # an error that says nothing
        struct.pack("=IHHI", 2, 0, 12, 5),  # something is offered, without a name
        struct.pack("=IHHII", 2, 0, 16, 5, 0xFFFFFFF0),  # a name that is longer than the message
    ],
)
def test_nonsense_ends_the_line(new_compositor, lines, qtbot, nonsense):
    compositor = new_compositor((SEAT, 1))
    line = lines()
    assert line.open()
    compositor.say(nonsense)
    qtbot.waitUntil(lambda: not line.known)


def test_events_of_unknown_objects_large_ones_in_pieces_and_descriptors_do_no_harm(new_compositor, lines, qtbot):
    compositor = new_compositor((SEAT, 1))
    line = lines()
    assert line.open()
    before = open_descriptors()
    large = struct.pack("=IHH", 0xFF000123, 3, 65532) + bytes(65524)
    for at in range(0, len(large), 9000):
        compositor.say(large[at : at + 9000])
    read, write = os.pipe()
    compositor.say(struct.pack("=IHHI", 77, 0, 12, 0), (read, write))
    compositor.add(8, IDLE, 1)
    qtbot.waitUntil(lambda: line.find(IDLE) is not None)
    os.close(read)
    os.close(write)
    assert open_descriptors() == before


def test_numbers_of_objects_are_used_again(new_compositor, lines, qtbot):
    new_compositor((SEAT, 1))
    line = lines()
    assert line.open()
    answers: list[int] = []
    for number in range(50):
        line.sync(lambda number=number: answers.append(number))
        qtbot.waitUntil(lambda number=number: len(answers) == number + 1)
    assert answers == list(range(50))
    assert line._next < 10


def test_a_request_on_a_lost_line_is_not_an_error(new_compositor, lines, qtbot):
    compositor = new_compositor((SEAT, 1))
    line = lines()
    assert line.open()
    told: list[bool] = []
    line.on_change(lambda: told.append(line.known))
    compositor.stop()
    line.sync(lambda: told.append(True))
    line.sync(lambda: told.append(True))
    qtbot.waitUntil(lambda: told == [False])


def test_values_that_end_too_soon_are_refused():
    assert Values(struct.pack("=II3sx", 7, 3, b"ab\0")).number() == 7
    values = Values(struct.pack("=I3sx", 3, b"ab\0"))
    assert values.text() == "ab"
    with pytest.raises(WireError):
        values.number()
    with pytest.raises(WireError):
        Values(b"\1\0\0").number()
    assert Values(struct.pack("=III", 8, 1, 2)).numbers() == (1, 2)
    assert Values(struct.pack("=I4s", 4, b"\xff\xfea\0")).text() == "\ufffd\ufffda"
