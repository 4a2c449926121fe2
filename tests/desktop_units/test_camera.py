"""Who uses a camera, and who takes a video of the screen: a stand-in for /dev with real processes, graphs as PipeWire
prints them, and the real PipeWire."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from tests.desktop_units.asking import answer_of
from tests.desktop_units.sound import SoundServer

from unknot.desktop.linux.holds import pipewire
from unknot.desktop.linux.holds.camera import Camera, Folders
from unknot.desktop.linux.holds.sharing import Sharing

# graphs


def node(number: int, media: str, state: str = "running", client: int = 0, **properties: str) -> dict:
    known = {key.replace("_", "."): value for key, value in properties.items()}
    props = {"media.class": media, "client.id": client, **known}
    return {"id": number, "type": "PipeWire:Interface:Node", "info": {"state": state, "props": props}}


def client(number: int, binary: str) -> dict:
    props = {"application.name": binary.capitalize(), "application.process.binary": binary}
    return {"id": number, "type": "PipeWire:Interface:Client", "info": {"props": props}}


def link(source: int, sink: int, state: str = "active") -> dict:
    info = {"state": state, "output-node-id": source, "input-node-id": sink, "props": {}}
    return {"id": 900 + source, "type": "PipeWire:Interface:Link", "info": info}


def graph(*things: dict) -> pipewire.Graph:
    core = {"id": 0, "type": "PipeWire:Interface:Core", "info": {"props": {}}}
    metadata = {"id": 30, "type": "PipeWire:Interface:Metadata", "props": {}, "metadata": []}
    read = pipewire.read(json.dumps([core, metadata, *things]).encode())
    assert read is not None
    return read


SCREEN = (
    client(35, "gnome-shell"),
    client(38, "firefox"),
    node(36, "Stream/Output/Video", client=35, node_name="gnome-shell", media_name="meta-screen-cast-src"),
    node(39, "Stream/Input/Video", client=38, node_name="webrtc-consume-stream"),
)


def test_a_screen_is_shared_while_its_video_flows_to_somebody():
    assert graph(*SCREEN, link(36, 39)).takers() == ("firefox",)
    assert graph(*SCREEN).takers() == ()
    assert graph(*SCREEN, link(36, 39, "paused")).takers() == ()
    assert graph(*SCREEN, link(36, 77)).takers() == ()


@pytest.mark.parametrize("maker", ["kwin_wayland", "xdg-desktop-portal-wlr", "xdg-desktop-portal-hyprland", "mutter"])
def test_compositors_and_portals_make_such_videos(maker):
    made = (
        client(1, maker),
        node(2, "Video/Source", client=1),
        client(3, "obs"),
        node(4, "Stream/Input/Video", client=3),
    )
    assert graph(*made, link(2, 4)).takers() == ("obs",)


def test_a_camera_or_a_film_that_flows_and_previews_in_the_panel_are_no_shared_screen():
    camera = node(36, "Video/Source", client=35, device_api="v4l2", media_role="Camera")
    film = client(35, "mpv"), node(36, "Stream/Output/Video", client=35)
    taker = client(38, "firefox"), node(39, "Stream/Input/Video", client=38)
    panel = client(38, "plasmashell"), node(39, "Stream/Input/Video", client=38)
    assert graph(client(35, "wireplumber"), camera, *taker, link(36, 39)).takers() == ()
    assert graph(*film, *taker, link(36, 39)).takers() == ()
    assert graph(client(35, "kwin_wayland"), film[1], *panel, link(36, 39)).takers() == ()


def test_a_camera_runs_when_its_node_does():
    assert graph(node(5, "Video/Source", device_api="libcamera")).camera_runs()
    assert graph(node(5, "Video/Source", media_role="Camera")).camera_runs()
    assert not graph(node(5, "Video/Source", "suspended", device_api="v4l2")).camera_runs()
    assert not graph(*SCREEN, link(36, 39)).camera_runs()


@pytest.mark.parametrize(
    "dump", [b"", b"no json", b"{}", b"[1]", b'[{"info": {}}]', b'[{"id": 1, "type": 5, "info": {"props": 7}}, null]',
             b'[{"id": 1, "type": "PipeWire:Interface:Link", "info": {"state": "active"}}]']
)  # fmt: skip
def test_what_is_no_graph_is_none(dump):
    known = pipewire.read(dump)
    assert known is None or (known.takers() == () and not known.camera_runs())


# shared screens


@pytest.fixture
def wayland(monkeypatch):
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-test")


def test_on_wayland_the_graph_tells_who_sees_the_screen(wayland, qtbot):
    sharing = Sharing(lambda tell: tell(graph(*SCREEN, link(36, 39))))
    assert answer_of(sharing, qtbot) is True
    assert sharing.said.found == "firefox"
    assert answer_of(Sharing(lambda tell: tell(graph(*SCREEN))), qtbot) is False


def test_without_pipewire_and_on_x11_it_can_not_be_known(wayland, monkeypatch, qtbot):
    assert answer_of(Sharing(lambda tell: tell(None)), qtbot) is None
    monkeypatch.delenv("WAYLAND_DISPLAY")
    sharing = Sharing(lambda tell: tell(graph(*SCREEN, link(36, 39))))
    assert answer_of(sharing, qtbot) is None
    assert "X11" in sharing.said.found
    assert sharing.said.advice


def test_no_program_is_started_where_no_pipewire_runs(monkeypatch, tmp_path, qapp):
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    for name in ("PIPEWIRE_REMOTE", "PIPEWIRE_RUNTIME_DIR"):
        monkeypatch.delenv(name, raising=False)
    told: list = []
    pipewire.ask(told.append)
    assert told == [None]


def test_the_real_pipewire_is_asked(private_bus, monkeypatch, wayland, qtbot):
    with tempfile.TemporaryDirectory(prefix="unknot-") as folder:
        server = SoundServer("PipeWire", Path(folder), private_bus.env)
        try:
            server.record("zoom")
            monkeypatch.setenv("XDG_RUNTIME_DIR", folder)
            told: list = []
            pipewire.ask(told.append)
            qtbot.waitUntil(lambda: bool(told))
            assert any("zoom" in known.names for known in told[0].nodes.values())
            assert told[0].links
            assert answer_of(Sharing(), qtbot) is False
        finally:
            server.stop()


# cameras


@pytest.fixture
def folders(tmp_path):
    """The real /proc, and devices of our own."""
    devices = tmp_path / "dev"
    devices.mkdir()
    for name in ("video0", "video1", "videos", "null"):
        (devices / name).touch()
    return Folders(devices=devices, sandbox=tmp_path / "no-sandbox")


class User:
    """A process that holds a file open until it is told to end."""

    def __init__(self, file: Path, name: str = "") -> None:
        code = (
            f"import sys; file = open({str(file)!r}); open('/proc/self/comm', 'w').write({name or 'zoom'!r})\n"
            "print('open', flush=True); sys.stdin.read()"
        )
        self._process = subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        assert self._process.stdout is not None
        assert self._process.stdout.readline() == b"open\n"

    def end(self) -> None:
        if self._process.returncode is None:
            self._process.communicate(timeout=10)


@pytest.fixture
def use():
    """Starts users of files."""
    users: list[User] = []

    def start(file: Path, name: str = "") -> User:
        users.append(User(file, name))
        return users[-1]

    yield start
    for user in users:
        user.end()


def nobody_asks(tell):
    raise AssertionError("PipeWire was asked for nothing")


def test_a_program_that_holds_a_camera_open_is_a_call_until_it_ends(folders, use, qtbot):
    camera = Camera(folders, nobody_asks)
    assert answer_of(camera, qtbot) is False
    user = use(folders.devices / "video1")
    assert answer_of(camera, qtbot) is True
    assert camera.said.found == "zoom"
    user.end()
    assert answer_of(camera, qtbot) is False


def test_other_devices_and_we_ourselves_do_not_count(folders, use, qtbot):
    use(folders.devices / "null")
    use(folders.devices / "videos")
    with (folders.devices / "video0").open():
        assert answer_of(Camera(folders, nobody_asks), qtbot) is False


def test_a_machine_without_a_camera_needs_no_look_at_its_programs(folders, tmp_path, qtbot):
    bare = Folders(processes=folders.processes, devices=tmp_path / "none", sandbox=folders.sandbox)
    camera = Camera(bare, nobody_asks)
    assert answer_of(camera, qtbot) is False
    assert camera.said.found == "no camera"


@pytest.mark.parametrize(
    ("known", "answer"),
    [
        (graph(node(5, "Video/Source", device_api="v4l2")), True),
        (graph(node(5, "Video/Source", "suspended", device_api="v4l2")), False),
        (None, None),
    ],
)
def test_where_a_media_server_holds_the_camera_its_graph_tells_whether_it_runs(folders, use, qtbot, known, answer):
    use(folders.devices / "video0", "wireplumber")
    assert answer_of(Camera(folders, lambda tell: tell(known)), qtbot) is answer


def test_a_program_beside_the_media_server_counts_without_asking_it(folders, use, qtbot):
    use(folders.devices / "video0", "wireplumber")
    use(folders.devices / "video0")
    camera = Camera(folders, nobody_asks)
    assert answer_of(camera, qtbot) is True
    assert camera.said.found == "zoom"


def test_in_a_sandbox_and_without_proc_it_can_not_be_known(folders, tmp_path, qtbot):
    (tmp_path / "flatpak-info").touch()
    boxed = Folders(devices=folders.devices, sandbox=tmp_path / "flatpak-info")
    camera = Camera(boxed, nobody_asks)
    assert answer_of(camera, qtbot) is None
    assert camera.said.advice
    blind = Folders(processes=tmp_path / "proc", devices=folders.devices, sandbox=folders.sandbox)
    assert answer_of(Camera(blind, nobody_asks), qtbot) is None


def test_programs_of_others_and_those_that_end_meanwhile_are_no_trouble(folders, tmp_path, qtbot):
    processes = tmp_path / "proc"
    for number in ("self", "7", "8", "9", "cpuinfo"):
        (processes / number / "fd").mkdir(parents=True)
    (processes / "7" / "fd" / "3").symlink_to(folders.devices / "video0")  # it ends before its name is read
    (processes / "8" / "fd" / "3").symlink_to("/gone (deleted)")
    (processes / "9" / "fd").rmdir()
    stand_in = Folders(processes, folders.devices, folders.sandbox)
    assert answer_of(Camera(stand_in, nobody_asks), qtbot) is False
    (processes / "8" / "fd" / "4").symlink_to(folders.devices / "video0")
    (processes / "8" / "comm").write_text("cheese\n", encoding="utf-8")
    assert answer_of(Camera(stand_in, nobody_asks), qtbot) is True
    if os.getuid() == 0:
        os.chown(processes / "8", 65534, 65534)
        assert answer_of(Camera(stand_in, nobody_asks), qtbot) is False
