"""Measures the posed body of every still and frame: what it touches, where it slips, what passes through what."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

import numpy as np

from . import motion
from .crossing import FEW, Crossing, crossings, gap, part_of, parts
from .figure import the_figure
from .joints import beyond
from .pose import Pose
from .posefile import PoseFile
from .rotations import Array
from .skeleton import Posed
from .solids import Solid, solids

TOUCHES = 0.006  # metres from a thing at which skin counts as planted on it
MOST_SINK = {
    "floor": 0.012,
    "seat": 0.025,
    "back rest": 0.025,
    "wall": 0.015,
    "door": 0.015,
    "desk": 0.012,
    "ball": 0.022,  # this and what follows is pressed into flesh
    "roller": 0.030,
    "hook": 0.022,
}
PLANTED = ("hand.L", "hand.R", "foot.L", "foot.R")
ON_THE_SPOT = ("walk",)
PRESSED = ("ball", "roller", "hook")
MOST_FLOAT = 0.012
MOST_STEP, MOST_SLIP = 0.006, 0.012  # metres a planted hand or foot may slide from frame to frame, and in all
WALKING_STEP, WALKING_SLIP = 0.035, 0.045  # as the foot rolls on and off in a stride of 1.2 m
MOST_GAP = 0.015
FLESH, THIGH, FINGERS, BELLY = 0.020, 0.025, 0.022, 0.055
"""How deep a limb may press into the body; into a thigh; interlaced hands into each other; a bent thigh into the
belly, where flesh gives on both sides."""


@dataclass(frozen=True)
class Moment:
    """One picture, posed."""

    name: str
    pose: Pose
    posed: Posed
    vertices: Array
    solids: list[Solid]

    @cached_property
    def clearance(self) -> dict[str, float]:
        """Metres between the body and each thing; negative is how deep the body is in it."""
        out: dict[str, float] = {}
        for solid in self.solids:
            out[solid.name] = min(out.get(solid.name, np.inf), float(solid.outside(self.vertices).min()))
        return out

    @cached_property
    def crossings(self) -> list[Crossing]:
        """Limbs inside the body."""
        return crossings(the_figure(), self.vertices, self.posed)

    @cached_property
    def lowest(self) -> dict[str, float]:
        """Metres of each part of the body above the floor."""
        part = parts(the_figure())
        return {str(name): float(self.vertices[part == name, 2].min()) for name in np.unique(part)}

    def holds(self) -> dict[tuple[str, str], float]:
        """Metres between each hand and the limb or head it is measured from, by hand and what it holds."""
        out = {}
        for side, arm in (("L", self.pose.arm_left), ("R", self.pose.arm_right)):
            hand, wrist = f"hand.{side}", arm.wrist
            if arm.swing is not None or wrist is None or not isinstance(wrist[0], str):
                continue
            onto = part_of(wrist[0])
            if onto != "trunk":
                out[hand, onto] = gap(the_figure(), self.vertices, hand, onto)
        return out


@dataclass(frozen=True)
class Slip:
    """How far a planted hand or foot slides, metres: most between two frames, and in all while it stays planted."""

    part: str
    step: float
    total: float
    frame: int


def moments(file: PoseFile, every: int = 1) -> tuple[list[Moment], list[Moment]]:
    """The stills and the motion's frames, or one of `every` so many frames; the motion's keys are always met."""
    figure = the_figure()

    def moment(name: str, pose: Pose, props: motion.Props) -> Moment:
        posed = figure.skeleton.solve(pose)
        return Moment(name, pose, posed, figure.skin(posed), solids(props, posed))

    stills = [moment(s.name, figure.settle(s.pose), file.props) for s in file.stills]
    if not file.motion:
        return stills, []
    coarse = replace(file.motion, rate=file.motion.rate / every)
    shown = motion.frames(coarse, figure)
    return stills, [moment(f"{file.name} at {f.at:.2f} s", f.pose, f.props) for f in shown]


def slips(frames: list[Moment], cycle: bool, on_the_spot: bool = False) -> list[Slip]:
    """How hands and feet slide on what they stand on. Skin near a thing in both frames is planted.

    A hand that hangs beside the seat only brushes it: hands are looked at where they are put at a place in the world.
    `on_the_spot`: who walks without getting on has the ground going by at one speed; slips are against that.
    """
    round_trip = [*frames, frames[0]] if cycle and frames else frames
    pairs = list(pairwise(round_trip))
    moved = {name: [_moved(name, *pair) for pair in pairs] for name in PLANTED}
    steps = [m for row in moved.values() for m in row if m is not None]
    ground = np.mean(steps, axis=0) if on_the_spot and steps else np.zeros(3)
    out = []
    for name, row in moved.items():
        path, step, total, worst = np.zeros(3), 0.0, 0.0, 0
        for i, slip in enumerate(row):
            path = path + slip - ground if slip is not None else np.zeros(3)
            total = max(total, float(np.linalg.norm(path)))
            if slip is not None and np.linalg.norm(slip - ground) > step:
                step, worst = float(np.linalg.norm(slip - ground)), i
        out.append(Slip(name, step, total, worst))
    return out


def _moved(name: str, before: Moment, after: Moment) -> Array | None:
    """How a hand or foot that is planted in both moves, metres; None if it isn't."""
    if name.startswith("hand") and not (_is_put(before, name) and _is_put(after, name)):
        return None
    planted = (parts(the_figure()) == name) & _touching(before) & _touching(after)
    if planted.sum() < FEW:
        return None
    return np.median(after.vertices[planted] - before.vertices[planted], axis=0)


def _is_put(moment: Moment, hand: str) -> bool:
    arm = moment.pose.arm_left if hand.endswith("L") else moment.pose.arm_right
    return arm.swing is None and arm.wrist is not None and not isinstance(arm.wrist[0], str)


def _touching(moment: Moment) -> np.ndarray:
    standing = [s for s in moment.solids if s.name not in PRESSED]
    return np.min([s.outside(moment.vertices) for s in standing], axis=0) < TOUCHES


def may_press(crossing: Crossing) -> float:
    """How deep flesh gives there, metres."""
    limb, into = (name.partition(".")[0] for name in (crossing.limb, crossing.into))
    if (limb, into) in (("thigh", "trunk"), ("shin", "thigh")):
        return BELLY
    if limb == into == "hand":
        return FINGERS
    return THIGH if "thigh" in (limb, into) else FLESH


def problems(moment: Moment) -> Iterator[str]:
    """What is wrong with one picture: a sentence each, naming it."""
    for name, clear in moment.clearance.items():
        if -clear > MOST_SINK[name]:
            yield f"{moment.name}: {-clear * 100:.1f} cm inside the {name}"
        if clear > MOST_FLOAT and name == "floor" and "seat" not in moment.clearance:
            yield f"{moment.name}: {clear * 100:.1f} cm above the {name}"
    if moment.pose.root.settle == "seat" and moment.clearance.get("seat", 0.0) > MOST_FLOAT:
        yield f"{moment.name}: {moment.clearance['seat'] * 100:.1f} cm above the seat"
    for c in moment.crossings:
        if c.depth > may_press(c):
            yield f"{moment.name}: {c.limb} {c.depth * 100:.1f} cm inside {c.into}"
    for sentence in beyond(moment.posed):
        yield f"{moment.name}: {sentence}"


def loose_holds(moment: Moment) -> Iterator[str]:
    """Hands of a still that are placed against a limb or the head and don't touch it, and things that don't press."""
    for name in PRESSED:
        if moment.clearance.get(name, 0.0) > MOST_FLOAT:
            yield f"{moment.name}: {moment.clearance[name] * 100:.1f} cm off the {name}"
    for (hand, onto), metres in moment.holds().items():
        if metres > MOST_GAP:
            yield f"{moment.name}: {hand} {metres * 100:.1f} cm off {onto}"


def sliding(file: PoseFile, frames: list[Moment]) -> Iterator[str]:
    """Planted hands and feet that slide."""
    walks = file.name in ON_THE_SPOT
    most_step, most_slip = (WALKING_STEP, WALKING_SLIP) if walks else (MOST_STEP, MOST_SLIP)
    for s in slips(frames, bool(file.motion and file.motion.cycle), walks):
        if s.step > most_step or s.total > most_slip:
            yield (
                f"{file.name}: {s.part} slides {s.step * 100:.1f} cm after {frames[s.frame].name}, "
                f"{s.total * 100:.1f} cm in all"
            )


def report(file: PoseFile) -> Iterator[str]:
    """What each still touches, in centimetres; then all that is wrong in stills and motion."""
    stills, frames = moments(file)
    for m in stills:
        parts_of_it = [f"{name} {-clear * 100:.1f} deep" for name, clear in m.clearance.items()]
        parts_of_it += [f"{c.limb} in {c.into} {c.depth * 100:.1f}" for c in m.crossings if c.depth > FLESH / 2]
        parts_of_it += [f"{hand} to {onto} {metres * 100:.1f}" for (hand, onto), metres in m.holds().items()]
        yield f"{m.name:22} " + "  ".join(parts_of_it)
        yield from (f"  ! {sentence}" for sentence in (*problems(m), *loose_holds(m)))
    yield from (f"  ! {sentence}" for sentence in _alike([s for m in frames for s in problems(m)]))
    yield from (f"  ! {sentence}" for sentence in sliding(file, frames))


def _alike(sentences: list[str]) -> Iterator[str]:
    """Sentences that differ by their numbers only are told once: the first, and how many more there are."""
    groups: dict[str, list[str]] = {}
    for sentence in sentences:
        groups.setdefault(re.sub(r"-?[\d.]+", "#", sentence.partition(": ")[2]), []).append(sentence)
    for first, *more in groups.values():
        yield first + (f" (and {len(more)} more, to {more[-1].partition(': ')[0]})" if more else "")
