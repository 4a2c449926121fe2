"""One app, and the socket on which the command line talks to it."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import stat
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

import pytest

from unknot import endpoint
from unknot.desktop.server import Server

APP = Path(endpoint.__file__).parent.parent


@pytest.fixture
def runtime(monkeypatch):
    """A private runtime folder, with a path short enough for a socket."""
    folder = Path(tempfile.mkdtemp(prefix="unknot-"))
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(folder))
    monkeypatch.setenv("XDG_DATA_HOME", str(folder / "data"))
    monkeypatch.delenv("UNKNOT_HOME", raising=False)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def asked():
    return []


@pytest.fixture
def server(runtime, asked, qapp):
    def handle(args):
        asked.append(args)
        if args == ["fail"]:
            raise RuntimeError("broken inside")
        return 0, f"heard {args}"

    made = Server(handle)
    assert made.acquire()
    yield made
    made.close()


def meanwhile(qtbot, work):
    """The result of ``work`` in a thread while the Qt loop runs."""
    done: list[object] = []
    thread = threading.Thread(target=lambda: done.append(work()))
    thread.start()
    qtbot.waitUntil(lambda: bool(done))
    thread.join()
    return done[0]


def send(address: str, data: bytes) -> bytes:
    """Everything that comes back for raw bytes."""
    with socket.socket(socket.AF_UNIX) as connection:
        connection.settimeout(10)
        connection.connect(address)
        connection.sendall(data)
        parts = []
        while part := connection.recv(65536):
            parts.append(part)
        return b"".join(parts)


@pytest.mark.parametrize("args", [["status", "--json"], [], ['a "b" \\ c\n\t', "Dehnübung 🧘"]])
def test_words_arrive_as_they_were_said(server, asked, qtbot, args):
    assert meanwhile(qtbot, lambda: endpoint.ask(args)) == (0, f"heard {args}")
    assert asked == [args]


def test_bytes_that_are_no_text_still_arrive_as_something(server, asked, qtbot):
    assert meanwhile(qtbot, lambda: endpoint.ask(["start", os.fsdecode(b"\xff")])) is not None
    assert asked == [["start", "?"]]


def test_with_no_app_there_is_no_answer(runtime):
    assert endpoint.ask(["status"]) is None


@pytest.mark.parametrize(
    "garbage", [b"\n", b"status\n", b'{"a": 1}\n', b"[1, 2]\n", b"\xff\xfe\n", b"[" * 60000 + b"\n", b"x" * 70000]
)
def test_garbage_gets_one_clear_answer_and_the_next_request_works(server, asked, qtbot, garbage):
    answer = meanwhile(qtbot, lambda: send(server.address, garbage))
    assert answer.startswith(b"2\nthe request is")
    assert asked == []
    assert meanwhile(qtbot, lambda: endpoint.ask(["status"])) == (0, "heard ['status']")


def test_a_request_too_long_is_refused_even_when_it_is_well_formed(server, asked, qtbot):
    line = json.dumps(["x" * endpoint.LONGEST_REQUEST]).encode() + b"\n"
    assert meanwhile(qtbot, lambda: send(server.address, line)).startswith(b"2\n")
    assert asked == []


def test_a_request_that_comes_in_pieces_is_one_request(server, asked, qtbot):
    def in_pieces():
        with socket.socket(socket.AF_UNIX) as connection:
            connection.connect(server.address)
            for piece in (b'["sta', b'tus"', b"]\n"):
                connection.send(piece)
            return connection.recv(1000)

    assert meanwhile(qtbot, in_pieces) == b"0\nheard ['status']"
    assert asked == [["status"]]


def test_who_connects_and_says_nothing_disturbs_nobody(server, qtbot):
    with socket.socket(socket.AF_UNIX) as silent:
        silent.connect(server.address)
        assert meanwhile(qtbot, lambda: endpoint.ask(["status"])) == (0, "heard ['status']")


def test_a_handler_that_fails_is_reported_and_the_app_lives(server, qtbot, caplog):
    status, text = meanwhile(qtbot, lambda: endpoint.ask(["fail"]))
    assert status == 1
    assert "log" in text
    assert "broken inside" in caplog.text
    assert meanwhile(qtbot, lambda: endpoint.ask(["status"]))[0] == 0


def test_a_second_app_is_refused_until_the_first_ends(server, runtime, qtbot):
    second = Server(lambda args: (0, "second"))
    assert not second.acquire()
    assert meanwhile(qtbot, lambda: endpoint.ask(["status"])) == (0, "heard ['status']")
    server.close()
    assert second.acquire()
    assert meanwhile(qtbot, lambda: endpoint.ask(["status"])) == (0, "second")
    second.close()


def test_a_start_with_other_variables_finds_the_app_that_runs(runtime, qapp, monkeypatch, qtbot):
    monkeypatch.delenv("XDG_RUNTIME_DIR")
    places = [place for place in endpoint.addresses() if str(runtime) in place]
    first = Server(lambda args: (0, "first"), places)
    assert first.acquire()
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(runtime))
    assert not Server(lambda args: (0, "second")).acquire()
    assert meanwhile(qtbot, lambda: endpoint.ask(["status"])) == (0, "first")
    first.close()


def test_nobody_else_may_enter_the_folder_or_use_the_socket(server):
    path = Path(server.address)
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.skipif(not hasattr(os, "getuid") or os.getuid() != 0, reason="only root can play another user")
def test_another_user_gets_no_answer_even_where_the_folder_lets_them_in(server, runtime, asked, qtbot):
    for place in (runtime, runtime / "unknot", Path(server.address)):
        place.chmod(0o777)
    code = (
        "import socket, sys\n"
        "s = socket.socket(socket.AF_UNIX); s.settimeout(10); s.connect(sys.argv[1])\n"
        "try:\n s.sendall(b'[\"quit\"]\\n'); print(s.recv(100))\n"
        "except OSError: print(b'')\n"
    )
    stranger = subprocess.Popen(
        ["/usr/bin/python3", "-c", code, server.address], user=65534, stdout=subprocess.PIPE, text=True
    )
    assert meanwhile(qtbot, lambda: stranger.communicate()[0]).strip() == "b''"
    assert asked == []


def test_a_folder_that_others_may_enter_is_not_believed(runtime, monkeypatch):
    folder = runtime / "unknot"
    folder.mkdir()
    folder.chmod(0o755)
    (folder / "main.sock").touch()
    assert not endpoint.is_private(str(folder))
    assert endpoint.ask(["status"]) is None
    assert not endpoint.is_private(str(runtime / "missing"))


def test_where_the_best_place_can_not_be_used_the_next_is(runtime, qapp, qtbot):
    (runtime / "unknot").write_text("a file where the folder should be")
    server = Server(lambda args: (0, "here"))
    assert server.acquire()
    assert server.address.startswith(str(runtime / "data"))
    assert meanwhile(qtbot, lambda: endpoint.ask(["status"])) == (0, "here")
    server.close()


def test_a_private_home_has_an_address_of_its_own(runtime, monkeypatch, tmp_path):
    usual = endpoint.addresses()
    monkeypatch.setenv("UNKNOT_HOME", str(tmp_path / ("long" * 40)))
    private = endpoint.addresses()
    assert not set(usual) & set(private)
    assert all(len(address) <= endpoint.LONGEST_ADDRESS for address in private)
    monkeypatch.setenv("UNKNOT_HOME", str(tmp_path / "other"))
    assert not set(private) & set(endpoint.addresses())


HOLDER = """
import sys
from PySide6.QtCore import QCoreApplication
from unknot.desktop.server import Server
app = QCoreApplication([])
server = Server(lambda args: (0, "holder"))
print("took" if server.acquire() else "refused", flush=True)
if server.address:
    app.exec()
"""


def start_holder() -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", HOLDER], stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": str(APP)}
    )


def test_after_a_kill_the_next_start_takes_over(runtime, qapp, qtbot):
    killed = start_holder()
    assert killed.stdout.readline() == "took\n"
    assert endpoint.ask(["status"]) == (0, "holder")
    killed.send_signal(signal.SIGKILL)
    killed.wait(10)
    killed.stdout.close()
    assert endpoint.ask(["status"]) is None
    server = Server(lambda args: (0, "next"))
    assert server.acquire()
    assert meanwhile(qtbot, lambda: endpoint.ask(["status"])) == (0, "next")
    server.close()


def test_many_starts_at_once_give_one_app(runtime):
    holders = [start_holder() for _ in range(6)]
    said = [holder.stdout.readline() for holder in holders]
    assert sorted(said) == ["refused\n"] * 5 + ["took\n"]
    for holder in holders:
        holder.terminate()
        holder.wait(10)
        holder.stdout.close()


def test_an_app_that_hangs_is_said_to_hang(runtime):
    holder = start_holder()
    assert holder.stdout.readline() == "took\n"
    holder.send_signal(signal.SIGSTOP)
    try:
        status, text = endpoint.ask(["status"], seconds=0.2)
        assert status == 1
        assert "does not answer" in text
    finally:
        holder.kill()
        holder.wait(10)
        holder.stdout.close()


def test_waiting_patiently_ends_when_the_app_is_up_or_time_is(runtime):
    assert endpoint.ask_patiently(["status"], 0.1) is None
    holder = start_holder()
    assert endpoint.ask_patiently(["status"], 20) == (0, "holder")
    holder.terminate()
    holder.wait(10)
    holder.stdout.close()


def test_the_endpoint_loads_next_to_nothing():
    code = (
        "import sys; before = set(sys.modules); from unknot import endpoint; endpoint.ask(['status'])\n"
        "print(*sorted(set(sys.modules) - before - {'__future__', 'zlib', 'time', '_socket'}))"
    )
    env = {**os.environ, "PYTHONPATH": str(APP)}
    loaded = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True).stdout
    assert loaded.split() == ["unknot", "unknot.endpoint"]


def test_the_command_to_start_the_app_runs_this_python_or_the_bundle_itself(monkeypatch):
    assert endpoint.command("--background") == [sys.executable, "-m", "unknot", "--background"]
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert endpoint.command() == [sys.executable]


def test_a_screen_is_there_when_some_variable_says_so(monkeypatch):
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert not endpoint.display_there()
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    assert endpoint.display_there()
