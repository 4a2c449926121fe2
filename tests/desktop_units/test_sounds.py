"""The sounds are what the generator makes, and what DESIGN describes; the speaker plays them or stays silent."""

from __future__ import annotations

import array
import importlib.util
import itertools
import math
import os
import shutil
import subprocess
import sys
import tempfile
import wave
from pathlib import Path

import pytest

from unknot.desktop.speaker import QtSpeaker, loudness
from unknot.ports import Cue

ROOT = Path(__file__).resolve().parents[2]
SOUNDS = ROOT / "resources" / "sounds"


@pytest.fixture(scope="module")
def maker():
    spec = importlib.util.spec_from_file_location("make_sounds", ROOT / "packaging" / "make_sounds.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def read(path: Path) -> tuple[list[float], list[float]]:
    with wave.open(str(path)) as file:
        assert (file.getframerate(), file.getsampwidth(), file.getnchannels()) == (44_100, 2, 2)
        frames = array.array("h", file.readframes(file.getnframes()))
    return [s / 32767 for s in frames[::2]], [s / 32767 for s in frames[1::2]]


def power(samples: list[float]) -> float:
    return sum(s * s for s in samples) / len(samples)


def pitch(samples: list[float], maker) -> float:
    """The strongest of the notes that are used, by correlation with each."""

    def strength(note: float) -> float:
        turn = 2 * math.pi * note / 44_100
        parts = [sum(s * turned(turn * i) for i, s in enumerate(samples)) for turned in (math.sin, math.cos)]
        return math.hypot(*parts)

    return max((maker.D4, maker.G4, maker.A4, maker.D5), key=strength)


def test_every_cue_has_its_file_and_there_are_no_others():
    assert {file.name for file in SOUNDS.iterdir()} == {f"{cue.value}.wav" for cue in Cue}
    assert sum(file.stat().st_size for file in SOUNDS.iterdir()) < 1_000_000


def test_the_files_are_what_the_generator_makes(maker):
    for name, sound in maker.sounds().items():
        made, kept = maker.levelled(sound), read(SOUNDS / f"{name}.wav")
        for side_made, side_kept in zip(made, kept, strict=True):
            assert len(side_made) == len(side_kept)
            assert max(abs(a - b) for a, b in zip(side_made, side_kept, strict=True)) < 2 / 32767


@pytest.mark.parametrize("cue", Cue)
def test_each_is_quiet_short_and_without_a_click(cue, maker):
    left, right = read(SOUNDS / f"{cue.value}.wav")
    seconds = len(left) / 44_100
    assert seconds >= 1.8 if cue is Cue.DONE else seconds < 0.9
    assert maker.loudness((left, right)) == pytest.approx(-18, abs=0.5)
    for side in (left, right):
        assert side[0] == 0
        assert side[-1] == 0
        assert max(abs(s) for s in side) < 0.71
        assert max(abs(b - a) for a, b in itertools.pairwise(side)) < 0.1


def test_the_switch_goes_to_its_side_left_lower_right_higher(maker):
    for cue, ours, other, note in (
        (Cue.SWITCH_LEFT, 0, 1, maker.D4),
        (Cue.SWITCH_RIGHT, 1, 0, maker.D5),
    ):
        sound = read(SOUNDS / f"{cue.value}.wav")
        first, second = slice(0, 8000), slice(8900, 16000)
        assert pitch(sound[0][first], maker) == maker.G4
        assert pitch(sound[ours][second], maker) == note
        assert power(sound[ours][second]) > 4 * power(sound[other][second])
        assert power(sound[0][first]) == pytest.approx(power(sound[1][first]), rel=0.1)


def test_the_end_of_a_session_is_a_bowl_and_the_fifth_above(maker):
    left, right = read(SOUNDS / "done.wav")
    assert pitch(left[0:12_000], maker) == maker.D4
    assert pitch(right[14_000:24_000], maker) == maker.A4


def test_loudness_is_measured_as_the_standard_says(maker):
    # ITU-R BS.1770: a full-scale sine of 997 Hz in one channel reads -3.01 LUFS.
    tone = [math.sin(2 * math.pi * 997 * i / 44_100) for i in range(44_100)]
    assert maker.loudness((tone, [0.0] * 44_100)) == pytest.approx(-3.01, abs=0.05)


def test_volume_is_as_it_is_heard():
    assert loudness(0) == 0
    assert loudness(100) == 1
    assert 0.2 < loudness(50) < 0.3
    assert loudness(-5) == 0
    assert loudness(500) == 1


PLAY = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication, QTimer
app = QCoreApplication([])
from unknot.desktop.speaker import QtSpeaker
from unknot.ports import Cue
speaker = QtSpeaker(Path(sys.argv[1]))
assert 'PySide6.QtMultimedia' not in sys.modules
speaker.play(Cue.DONE, 0)
assert 'PySide6.QtMultimedia' not in sys.modules
cues = [*Cue, *Cue, Cue.DONE]  # one over the other, as in a session that is clicked through

def next_one():
    speaker.play(cues.pop(0), 80)
    effect = speaker._playing
    if effect is None:
        app.quit()
    elif cues:
        QTimer.singleShot(120, next_one)
    else:
        effect.playingChanged.connect(lambda: effect.isPlaying() or app.quit())

QTimer.singleShot(0, next_one)
app.exec()
print(speaker.trouble)
"""


def play(folder: Path, **variables: str) -> str:
    """What troubled a speaker that plays everything, in a process of its own."""
    env = {**os.environ, "PYTHONPATH": str(ROOT / "app"), "QT_LOGGING_RULES": "*=false", **variables}
    command = [sys.executable, "-c", PLAY, str(folder)]
    return subprocess.run(command, env=env, capture_output=True, text=True, check=True, timeout=60).stdout.strip()


def test_without_a_sound_server_it_is_silent_and_says_why(tmp_path):
    assert play(SOUNDS, PULSE_SERVER="unix:/nonexistent", PULSE_COOKIE=str(tmp_path / "c"), HOME=str(tmp_path))


def test_without_the_multimedia_library_it_is_silent_and_says_why(monkeypatch):
    monkeypatch.setitem(sys.modules, "PySide6.QtMultimedia", None)
    speaker = QtSpeaker(SOUNDS)
    speaker.play(Cue.END, 50)
    assert "QtMultimedia" in speaker.trouble


def test_sounds_are_heard_on_a_real_sound_server(tmp_path, qtbot):
    if not all(map(shutil.which, ("pulseaudio", "parec", "pactl"))):
        pytest.skip("needs pulseaudio and pulseaudio-utils")
    runtime = Path(tempfile.mkdtemp(prefix="unknot-"))
    env = {**os.environ, "HOME": str(tmp_path), "XDG_RUNTIME_DIR": str(runtime), "XDG_CONFIG_HOME": str(tmp_path)}
    variables = {name: env[name] for name in ("HOME", "XDG_RUNTIME_DIR", "XDG_CONFIG_HOME")}
    quiet = {"env": env, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    variables["PULSE_SERVER"] = env["PULSE_SERVER"] = f"unix:{runtime}/native"
    server = subprocess.Popen(
        [
            *("pulseaudio", "--daemonize=no", "--exit-idle-time=-1", "-n"),
            f"--load=module-native-protocol-unix auth-anonymous=1 socket={runtime}/native",
            "--load=module-null-sink sink_name=nul",
        ],
        **quiet,
    )
    recorder = None
    try:
        qtbot.waitUntil(lambda: subprocess.call(["pactl", "info"], **quiet) == 0, timeout=20_000)
        heard = tmp_path / "heard.wav"
        recorder = subprocess.Popen(["parec", "-d", "nul.monitor", "--file-format=wav", str(heard)], env=env)
        assert play(SOUNDS, **variables) == ""
    finally:
        for process in filter(None, (recorder, server)):
            process.terminate()
            process.wait(10)
        shutil.rmtree(runtime)
    left, _ = read(heard)
    assert power(left) > 1e-4
