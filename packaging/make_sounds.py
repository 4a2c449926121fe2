#!/usr/bin/env python3
"""Makes the six sounds of a session: a felt mallet on wood, a low glass bowl, a breath of air.

    python3 packaging/make_sounds.py [FOLDER]        (default: resources/sounds)

Everything is synthesized here, from the same seed each time, with the standard library alone. Notes lie between D4
and D5. Each sound is brought to -18 LUFS (the loudest 400 ms by ITU-R BS.1770) unless its peak would pass -3 dBFS;
a second note or a breath keeps its place below the first. 44.1 kHz, 16 bit, stereo; both ends are silent, so that
nothing clicks.
"""

from __future__ import annotations

import array
import math
import random
import sys
import wave
from collections.abc import Callable
from pathlib import Path

RATE = 44_100
LOUDNESS = -18.0
MOST_PEAK = 10 ** (-3 / 20)

D4, G4, A4, D5 = 293.66, 392.00, 440.00, 587.33

Mono = list[float]
Stereo = tuple[Mono, Mono]

# Partials as (frequency ratio, level, seconds to fall by 1/e). A wooden bar rings at about 1 : 3.9 : 9.2; felt
# leaves little of the upper ones. A bowl rings inharmonically too, each mode split in two that beat slowly.
WOOD = ((1.0, 1.0, 0.088), (3.92, 0.20, 0.032), (9.24, 0.04, 0.010))
BOWL = ((1.0, 1.0, 1.0), (1.0035, 0.45, 0.92), (2.71, 0.26, 0.52), (2.719, 0.12, 0.50), (5.15, 0.07, 0.24))


def struck(partials: tuple[tuple[float, float, float], ...], note: float, seconds: float, ring: float) -> Mono:
    """Modes that start together and fall each at its own pace; ``ring`` stretches all of them."""
    out = [0.0] * round(seconds * RATE)
    for ratio, level, fall in partials:
        turn = 2 * math.pi * note * ratio / RATE
        keep = math.exp(-1 / (fall * ring * RATE))
        now = level
        for i in range(len(out)):
            out[i] += now * math.sin(turn * i)
            now *= keep
    return out


def noise(seconds: float, seed: int) -> Mono:
    """White noise between -1 and 1, the same for the same seed."""
    dice = random.Random(seed)
    return [dice.uniform(-1, 1) for _ in range(round(seconds * RATE))]


def band(samples: Mono, centre: Callable[[float], float], quality: float) -> Mono:
    """A band-pass whose centre in Hz may move with time: two state-variable filters, so that no hiss is left."""
    for _ in range(2):
        low = mid = 0.0
        out = []
        for i, sample in enumerate(samples):
            step = 2 * math.sin(math.pi * centre(i / RATE) / RATE)
            low += step * mid
            mid += step * (sample - low - mid / quality)
            out.append(mid / quality)
        samples = out
    return samples


def fade(samples: Mono, attack: float, release: float) -> Mono:
    """Raised-cosine ends, in seconds, from and to silence."""
    count = len(samples)
    rise, fall = round(attack * RATE), round(release * RATE)
    out = list(samples)
    for i in range(min(rise, count)):
        out[i] *= 0.5 - 0.5 * math.cos(math.pi * i / rise)
    for i in range(min(fall, count)):
        out[count - 1 - i] *= 0.5 - 0.5 * math.cos(math.pi * i / fall)
    return out


def tap(note: float, seconds: float, seed: int, ring: float = 1.0) -> Mono:
    """A felt mallet on a wooden bar: the bar, and the soft thump of the felt."""
    bar = struck(WOOD, note, seconds, ring)
    thump = band(noise(0.05, seed), lambda _: 420.0, 1.2)
    for i, sample in enumerate(fade(thump, 0.002, 0.046)):
        bar[i] += 0.55 * sample
    return fade(bar, 0.004, 0.06)


def bowl(note: float, seconds: float, ring: float) -> Mono:
    """A glass bowl, touched rather than hit."""
    return fade(struck(BOWL, note, seconds, ring), 0.018, min(0.35, seconds * 0.4))


def breath(seconds: float, seed: int) -> Mono:
    """Air that rises: a band of noise from 350 to 1100 Hz that swells and goes."""
    air = band(noise(seconds, seed), lambda t: 350 * (1100 / 350) ** (t / seconds), 1.6)
    return fade(air, seconds * 0.62, seconds * 0.38)


def placed(seconds: float, *parts: tuple[Mono, float, float, float]) -> Stereo:
    """One stereo sound of parts in a small room; a part is (samples, begin in seconds, level, side from -1 left
    to 1 right)."""
    left, right = [0.0] * round(seconds * RATE), [0.0] * round(seconds * RATE)
    for samples, begin, level, side in parts:
        angle = (side + 1) * math.pi / 4
        # The direct sound, then two walls: later, quieter, from the other side too.
        for delay, part, to_left, to_right in (
            (0.0, 1.0, math.cos(angle), math.sin(angle)),
            (0.0113, 0.11, math.sin(angle), math.cos(angle)),
            (0.0197, 0.07, 0.6, 0.8),
        ):
            start = round((begin + delay) * RATE)
            for i in range(min(len(samples), len(left) - start)):
                left[start + i] += samples[i] * level * part * to_left
                right[start + i] += samples[i] * level * part * to_right
    return fade(left, 0.001, 0.03), fade(right, 0.001, 0.03)


def weighted(samples: Mono) -> Mono:
    """The K-weighting of ITU-R BS.1770: a high shelf, then a high-pass; formulas for any rate, here 44.1 kHz."""

    def biquad(wave_in: Mono, b: tuple[float, float, float], a: tuple[float, float]) -> Mono:
        x1 = x2 = y1 = y2 = 0.0
        out = []
        for x in wave_in:
            y = b[0] * x + b[1] * x1 + b[2] * x2 - a[0] * y1 - a[1] * y2
            x1, x2, y1, y2 = x, x1, y, y1
            out.append(y)
        return out

    k, q, gain = math.tan(math.pi * 1681.974 / RATE), 0.7071752, 10 ** (3.999844 / 20)
    half, base = gain**0.4996667, 1 + k / q + k * k
    shelf = ((gain + half * k / q + k * k) / base, 2 * (k * k - gain) / base, (gain - half * k / q + k * k) / base)
    samples = biquad(samples, shelf, (2 * (k * k - 1) / base, (1 - k / q + k * k) / base))
    k, q = math.tan(math.pi * 38.13547 / RATE), 0.5003270
    base = 1 + k / q + k * k
    return biquad(samples, (1.0, -2.0, 1.0), (2 * (k * k - 1) / base, (1 - k / q + k * k) / base))


def loudness(sound: Stereo) -> float:
    """LUFS of the loudest 400 ms (momentary loudness); a shorter sound is taken as if silence followed."""
    block, step = round(0.4 * RATE), round(0.1 * RATE)
    squares = [sum(pair) for pair in zip(*([s * s for s in weighted(side)] for side in sound), strict=True)]
    powers = [sum(squares[i : i + block]) / block for i in range(0, max(1, len(squares) - block + step), step)]
    return -0.691 + 10 * math.log10(max(powers) or 1e-12)


def levelled(sound: Stereo) -> Stereo:
    """Brought to the common loudness, or as near as the peak allows."""
    peak = max(max(map(abs, side)) for side in sound)
    factor = min(10 ** ((LOUDNESS - loudness(sound)) / 20), MOST_PEAK / peak)
    return [s * factor for s in sound[0]], [s * factor for s in sound[1]]


def sounds() -> dict[str, Stereo]:
    """Every sound by the name of its file."""
    first = tap(G4, 0.36, seed=2)
    return {
        "start": placed(0.82, (tap(D4, 0.5, seed=1, ring=1.2), 0, 1.0, 0), (breath(0.66, seed=4), 0.15, 1.3, 0)),
        "switch-left": placed(0.60, (first, 0, 0.8, 0), (tap(D4, 0.40, seed=3), 0.19, 1.0, -0.75)),
        "switch-right": placed(0.60, (first, 0, 0.8, 0), (tap(D5, 0.40, seed=3), 0.19, 1.0, 0.75)),
        "end": placed(0.88, (bowl(D4, 0.85, ring=0.42), 0, 1.0, 0)),
        "done": placed(2.05, (bowl(D4, 2.0, ring=0.75), 0, 0.85, -0.15), (bowl(A4, 1.7, ring=0.72), 0.30, 0.8, 0.15)),
        "prompt": placed(0.45, (tap(A4, 0.43, seed=5, ring=1.1), 0, 1.0, 0)),
    }


def write(path: Path, sound: Stereo) -> None:
    """A WAV file, 16 bit, left and right in turns."""
    frames = array.array("h", (round(sample * 32767) for pair in zip(*sound, strict=True) for sample in pair))
    if sys.byteorder == "big":
        frames.byteswap()
    with wave.open(str(path), "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(frames.tobytes())


def main() -> None:
    """Write all of them and say how loud they came out."""
    default = Path(__file__).resolve().parent.parent / "resources" / "sounds"
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else default
    folder.mkdir(parents=True, exist_ok=True)
    for name, sound in sounds().items():
        finished = levelled(sound)
        write(folder / f"{name}.wav", finished)
        peak = 20 * math.log10(max(max(map(abs, side)) for side in finished))
        print(f"{name:13} {len(finished[0]) / RATE:.2f} s  {loudness(finished):6.1f} LUFS  peak {peak:5.1f} dBFS")


if __name__ == "__main__":
    main()
