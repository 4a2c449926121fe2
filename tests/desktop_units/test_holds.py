"""What all sources of holds have in common: one answer, in time, with words; and the helpers that keep them so."""

from __future__ import annotations

import gc
import sys
import threading

import pytest
from PySide6.QtCore import QProcess

from unknot.core.presence import Hold
from unknot.desktop import holds
from unknot.desktop.holds import PATIENCE_MS, Source, Unknowable
from unknot.desktop.later import LaterProbe
from unknot.desktop.linux.holds import command
from unknot.desktop.worker import Worker


class Dummy(Source):
    """Answers when told to."""

    name = "camera"
    why = Hold.CALL

    def __init__(self) -> None:
        super().__init__()
        self.asked: list = []

    def ask(self, answer) -> None:
        self.asked.append(answer)


@pytest.fixture
def dummy(qapp):
    return Dummy()


@pytest.fixture
def probe(dummy):
    return LaterProbe("camera", Hold.CALL, lambda: dummy)


def test_a_probe_is_made_when_it_is_first_asked_and_not_before(dummy, qapp):
    made = []
    probe = LaterProbe("camera", Hold.CALL, lambda: made.append(True) or dummy)
    assert (probe.name, probe.why, made) == ("camera", Hold.CALL, [])
    probe.ask(lambda holds: None)
    probe.ask(lambda holds: None)
    assert made == [True]
    assert len(dummy.asked) == 2


def test_a_source_that_never_answers_is_not_known_within_a_second_and_its_late_answer_is_nobodys(probe, dummy, qtbot):
    answers: list = []
    probe.ask(answers.append)
    assert answers == []
    qtbot.waitUntil(lambda: answers == [None], timeout=PATIENCE_MS + 2000)
    assert probe.said.found == "no answer in time"
    dummy.asked.pop()(True)
    assert answers == [None]


def test_a_source_that_fails_is_not_known_and_the_log_says_why(qapp, caplog):
    class Broken(Dummy):
        def ask(self, answer) -> None:
            raise OSError("nobody may look there")

        def watch(self, ended):
            raise OSError("nor there")

    probe = LaterProbe("camera", Hold.CALL, Broken)
    answers: list = []
    probe.ask(lambda holds: answers.append((holds, probe.said.found)))
    assert answers == [(None, "asking failed; the log says why")]
    probe.watch(lambda: None)()
    assert "nobody may look there" in caplog.text
    assert "nor there" in caplog.text


def test_a_second_answer_to_one_question_is_not_passed_on(probe, dummy):
    answers: list = []
    probe.ask(answers.append)
    dummy.asked[0](True)
    dummy.asked[0](False)
    assert answers == [True]


def test_questions_on_the_way_at_once_each_get_their_own_answer(probe, dummy):
    first: list = []
    second: list = []
    probe.ask(first.append)
    probe.ask(second.append)
    dummy.asked[1](False)
    dummy.asked[0](True)
    assert (first, second) == ([True], [False])


def test_findings_say_what_holds_who_knows_and_what_to_do_where_nobody_does(dummy, qapp):
    class Knowing(Dummy):
        def ask(self, answer) -> None:
            self.knows(answer, self.name == "microphone", "the server")

    microphone = Knowing()
    microphone.name = "microphone"
    nobody = Unknowable("sharing", Hold.SHARING, "X11 doesn't tell", "Say it by hand.")
    mute = LaterProbe("presenting", Hold.PRESENTING, lambda: dummy)
    found = {f.name: f for f in holds.findings((microphone, Knowing(), nobody, mute))}
    assert found["microphone"].works is True
    assert found["microphone"].found == "the server: holds prompts just now"
    assert found["camera"].found == "the server: holds nothing just now"
    assert (found["sharing"].works, found["sharing"].advice) == (None, "Say it by hand.")
    assert found["presenting"].works is None
    assert found["presenting"].advice


def test_work_is_done_beside_the_window_thread_and_told_on_it_once_for_all_who_ask(qtbot):
    here = threading.get_ident()
    done_in: list[int] = []
    free = threading.Event()

    def work():
        free.wait(10)
        done_in.append(threading.get_ident())
        return 42

    told: list = []
    worker = Worker(work)
    for _ in range(3):
        worker.ask(lambda result: told.append((result, threading.get_ident())))
    assert told == []
    free.set()
    qtbot.waitUntil(lambda: told == [(42, here)] * 3)
    assert len(done_in) == 1
    assert done_in[0] != here
    worker.ask(told.append)
    qtbot.waitUntil(lambda: told[3:] == [42])


def test_work_that_fails_is_told_as_none_and_lets_the_collector_go_on(qtbot, caplog):
    def work() -> int:
        raise OSError("too many open files")

    told: list = []
    worker = Worker(work)
    for count in (1, 2):
        worker.ask(told.append)
        qtbot.waitUntil(lambda count=count: told == [None] * count)
    assert gc.isenabled()
    assert "too many open files" in caplog.text


def outcome(qtbot, program, *arguments):
    told: list = []
    command.run(program, arguments, told.append)
    qtbot.waitUntil(lambda: bool(told), timeout=PATIENCE_MS + 3000)
    qtbot.waitUntil(lambda: not command._running)
    return told


def test_a_program_tells_its_output_and_a_failed_missing_or_endless_one_nothing(qtbot):
    assert outcome(qtbot, sys.executable, "-c", "print('quiet')") == [b"quiet\n"]
    assert outcome(qtbot, sys.executable, "-c", "print('quiet'); raise SystemExit(1)") == [None]
    assert outcome(qtbot, "no-such-program-anywhere") == [None]
    assert outcome(qtbot, "sleep", "60") == [None]


def processes() -> int:
    gc.collect()
    return sum(isinstance(thing, QProcess) for thing in gc.get_objects())


def test_nothing_is_kept_of_a_program_that_has_ended(qtbot):
    before, told = processes(), list[bytes | None]()
    for _ in range(3):
        command.run("true", (), told.append)
    qtbot.waitUntil(lambda: told == [b""] * 3)
    qtbot.waitUntil(lambda: processes() <= before)
