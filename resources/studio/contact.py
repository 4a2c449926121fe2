"""Measures how a posed figure touches floor and seat, and how far its elbows and knees are bent."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from .figure import SEAT_TOP, the_figure
from .posefile import PoseFile, Still

GROUPS = {
    "head": ("head", "neck"),
    "trunk": ("spine", "root", "pelvis", "clavicle", "shoulder01"),
    "arms": ("upperarm", "lowerarm"),
    "hands": ("wrist", "metacarpal", "finger"),
    "legs": ("upperleg", "lowerleg"),
    "feet": ("foot", "toes"),
}
SEAT = (0.22, -0.19, 0.25)  # half width, front and back edge of the seat, metres


@dataclass(frozen=True)
class Contacts:
    """Metres and degrees of one still."""

    lowest: dict[str, float]  # of each group, above the floor
    in_seat: float  # how deep the body is in the seat; negative is a gap
    bends: dict[str, float]  # of elbows and knees


def contacts(still: Still) -> Contacts:
    """Poses the figure and measures it."""
    figure = the_figure()
    posed = figure.skeleton.solve(figure.settle(still.pose))
    v = figure.skin(posed)
    group = np.array([_group(n) for n in figure.skeleton.names])[figure.weights.argmax(1)]
    lowest = {name: float(v[group == name, 2].min()) for name in GROUPS}
    half, front, back = SEAT
    body = np.isin(group, ("trunk", "legs")) & (np.abs(v[:, 0]) < half) & (v[:, 1] > front) & (v[:, 1] < back)
    seat = SEAT_TOP - float(v[body, 2].min()) if body.any() else float("-inf")
    return Contacts(lowest, seat, posed.bend)


def _group(bone: str) -> str:
    return next(name for name, stems in GROUPS.items() if bone.startswith(stems))


def report(file: PoseFile) -> Iterator[str]:
    """A line a still, in centimetres and degrees."""
    seated = any(kind in ("chair", "stool") for kind, _ in file.props)
    for still in file.stills:
        c = contacts(still)
        parts = [f"{k} {v * 100:.1f}" for k, v in c.lowest.items()]
        if seated:
            parts.append(f"seat {c.in_seat * 100:.1f}")
        parts += [
            f"{k.replace('lowerarm01', 'elbow').replace('lowerleg01', 'knee')} {v:.0f}°" for k, v in c.bends.items()
        ]
        yield f"{still.name:22} " + "  ".join(parts)
