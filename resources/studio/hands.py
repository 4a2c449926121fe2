"""What the fingers do: presets for the `hand` word of a pose."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from .rotations import Array, frame, unit

Four = tuple[float, float, float, float]

# Directions of the bones of thumb (1) to little finger (5), first to last, of the body's left hand at rest, in the
# hand's axes: fingers down (-z), palm to -x, thumb to -y. The presets are absolute, so what is there already has to
# be taken off first. A test compares them with the body.
REST = {
    1: ((-0.690, -0.628, -0.359), (-0.504, -0.521, -0.688), (-0.554, -0.277, -0.785)),
    2: ((-0.279, -0.140, -0.950), (-0.476, -0.085, -0.875), (-0.533, -0.072, -0.843)),
    3: ((-0.339, 0.136, -0.931), (-0.434, 0.074, -0.898), (-0.462, 0.061, -0.885)),
    4: ((-0.302, 0.303, -0.904), (-0.423, 0.225, -0.878), (-0.455, 0.265, -0.850)),
    5: ((-0.376, 0.408, -0.832), (-0.521, 0.332, -0.786), (-0.481, 0.354, -0.802)),
}
FINGERWARD, PALMWARD, THUMBWARD = np.array([(0, 0, -1), (-1, 0, 0), (0, -1, 0)], float)


@dataclass(frozen=True)
class HandShape:
    """Degrees from the straight hand (fingers in line with the palm). Index to little finger, then the thumb.

    Bends are as goniometers read them: 0 is straight, + toward the palm. AAOS (1965): 90, 100 and 90 for the three
    joints of a finger, back 45 at the first.
    """

    mcp: Four = (0, 0, 0, 0)  # knuckles
    pip: Four = (0, 0, 0, 0)  # middle joints
    dip: Four = (0, 0, 0, 0)  # last joints
    spread: float = 2.0  # between one finger and the next
    weave: float = 0.0  # the left hand's fingers lean toward its thumb, the right's away, so that they interlace
    thumb_out: float = 30.0  # its ball away from the plane of the palm
    thumb_side: float = 40.0  # its ball away from the index, seen on the palm
    thumb_turn: float = 45.0  # opposition: 0 bends across the palm, 90 toward the fingertips
    thumb_mcp: float = 10.0
    thumb_ip: float = 10.0

    def turn(self, bone: str, sign: float) -> Array:
        """Local turn of `fingerF-J.S`, to be applied in the hand's axes; `sign` is +1 for the left hand."""
        return _turns(self, sign)[int(bone[6]), int(bone[8])]

    def local(self, finger: int, joint: int, sign: float) -> Array:
        """The same, worked out anew."""
        lean = sign * self.weave
        before = self._to(finger, joint - 1, lean) if joint > 1 else np.eye(3)
        local = before.T @ self._to(finger, joint, lean)
        flip = np.diag((sign, 1.0, 1.0))
        return flip @ local @ flip

    def _to(self, finger: int, joint: int, lean: float) -> Array:
        """Turns one bone of the left hand at rest to where it is in this shape."""
        rest = np.array(REST[finger])
        if finger == 1:
            toward, bending = self._thumb(joint)
            return frame(toward, bending) @ frame(rest[joint - 1], rest[2] - rest[0]).T
        toward, bending = self._finger(finger, joint, lean)
        return frame(toward, bending) @ frame(rest[joint - 1], rest[2] - rest[0] @ rest[2] * rest[0]).T

    def _finger(self, finger: int, joint: int, lean: float) -> tuple[Array, Array]:
        """Where a finger's bone points and the side it bends to."""
        i = finger - 2
        aside = np.radians(lean + self.spread * (1.5 - i))
        straight = np.cos(aside) * FINGERWARD + np.sin(aside) * THUMBWARD
        bent = np.radians(sum((self.mcp[i], self.pip[i], self.dip[i])[:joint]))
        return _bent(straight, PALMWARD, bent)

    def _thumb(self, joint: int) -> tuple[Array, Array]:
        side, out, turn = np.radians((self.thumb_side, self.thumb_out, self.thumb_turn))
        ball = np.cos(out) * (np.cos(side) * FINGERWARD + np.sin(side) * THUMBWARD) + np.sin(out) * PALMWARD
        across = unit(-THUMBWARD + (THUMBWARD @ ball) * ball)
        along = np.cross(across, ball)
        along = along * np.sign(along @ (FINGERWARD + PALMWARD * 0.01))
        bending = np.cos(turn) * across + np.sin(turn) * along
        return _bent(ball, bending, np.radians(sum((0.0, self.thumb_mcp, self.thumb_ip)[:joint])))


@lru_cache(512)
def _turns(shape: HandShape, sign: float) -> dict[tuple[int, int], Array]:
    """All turns of a hand: a motion asks for the same hand many times over."""
    return {(finger, joint): shape.local(finger, joint, sign) for finger in REST for joint in (1, 2, 3)}


def _bent(straight: Array, side: Array, radians: float) -> tuple[Array, Array]:
    """A bone turned from `straight` toward `side`, and the side it would bend on to."""
    return (
        np.cos(radians) * straight + np.sin(radians) * side,
        np.cos(radians) * side - np.sin(radians) * straight,
    )


def _each(mcp: float, pip: float, dip: float, more: float = 0.0, **thumb: float) -> HandShape:
    """The same bends for all four fingers, `more` for each finger toward the little one at the first two joints."""

    def row(bend: float, step: float) -> Four:
        return (bend, bend + step, bend + 2 * step, bend + 3 * step)

    return HandShape(row(mcp, more), row(pip, more), row(dip, 0.0), **thumb)


FINGERS = {
    "relaxed": _each(22, 28, 12, 3, spread=2.5, thumb_out=34, thumb_side=34, thumb_ip=14),
    "flat": _each(0, 3, 2, spread=0, thumb_out=10, thumb_side=40, thumb_mcp=4, thumb_ip=4),
    "soft": _each(10, 12, 6, 2, spread=0, thumb_out=26, thumb_side=38),
    "cup": _each(24, 26, 12, 1, spread=-2, thumb_out=38, thumb_side=40, thumb_turn=60),
    "push": _each(-4, 2, 2, spread=-4, thumb_out=8, thumb_side=50, thumb_mcp=2, thumb_ip=0),
    "press": _each(8, 10, 4, spread=-3, thumb_out=22, thumb_side=30, thumb_mcp=8, thumb_ip=4),
    "hold": _each(20, 24, 14, 1, spread=-2, thumb_out=30, thumb_side=40, thumb_turn=80, thumb_mcp=25, thumb_ip=25),
    "grip": _each(40, 36, 26, 1, spread=-2, thumb_out=30, thumb_side=42, thumb_turn=80, thumb_mcp=25, thumb_ip=20),
    "grip-thin": _each(56, 66, 40, 2, spread=-2, thumb_out=64, thumb_side=45, thumb_turn=68, thumb_mcp=25, thumb_ip=50),
    "fist": _each(82, 94, 62, 1, spread=-2, thumb_out=46, thumb_side=22, thumb_turn=48, thumb_mcp=36, thumb_ip=48),
    "hook": _each(6, 74, 48, 2, spread=1, thumb_out=22, thumb_side=30),
    "fingertips": _each(46, 30, 6, 2, spread=2, thumb_out=30, thumb_side=30, thumb_turn=60, thumb_mcp=14),
    "interlace": _each(
        66, 60, 34, spread=4.7, weave=8, thumb_out=30, thumb_side=42, thumb_turn=60, thumb_mcp=34, thumb_ip=24
    ),
    "interlace-out": _each(-20, 34, 8, spread=9, weave=5.5, thumb_out=16, thumb_side=36),
    "splay": _each(0, 2, 2, spread=13, thumb_out=10, thumb_side=62, thumb_mcp=0, thumb_ip=0),
}
