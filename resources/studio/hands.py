"""What the fingers do: presets for the `hand` word of a pose."""

from __future__ import annotations

from dataclasses import dataclass

from .rotations import Array, about_x, about_y, about_z


@dataclass(frozen=True)
class HandShape:
    """Degrees. `curl`: each joint of index to little finger; `knuckle`: the first joint more; `thumb`: across +."""

    curl: tuple[float, float, float, float]
    knuckle: float = 0.0
    spread: float = 0.0
    thumb: float = 0.0
    thumb_curl: float = 4.0

    def turn(self, bone: str, sign: float) -> Array:
        """Local turn of `fingerF-J.S`; `sign` is +1 for the left hand."""
        finger, joint = int(bone[6]), int(bone[8])
        if finger == 1:
            if joint == 1:
                return about_z(-sign * self.thumb)
            return about_y(sign * self.thumb_curl)
        bend = about_y(sign * (self.curl[finger - 2] + (self.knuckle if joint == 1 else 0)))
        return about_x(self.spread * (finger - 3.5)) @ bend if joint == 1 else bend


FINGERS = {
    "relaxed": HandShape((10, 13, 16, 18), thumb=4, thumb_curl=8),
    "flat": HandShape((-2, -2, -2, -2), thumb=-4, thumb_curl=0),
    "soft": HandShape((5, 6, 7, 8), thumb=0, thumb_curl=5),
    "cup": HandShape((17, 18, 19, 20), thumb=4, thumb_curl=8),
    "grip": HandShape((36, 38, 40, 42), thumb=18, thumb_curl=22),
    "fist": HandShape((72, 74, 76, 78), thumb=34, thumb_curl=34),
    "hook": HandShape((30, 32, 34, 36), knuckle=-10, thumb=6, thumb_curl=12),
    "interlace": HandShape((34, 34, 34, 34), knuckle=22, spread=7, thumb=22, thumb_curl=14),
    "splay": HandShape((0, 0, 0, 0), spread=9, thumb=-10, thumb_curl=0),
}
