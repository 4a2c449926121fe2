"""Bones and how a pose turns them: forward kinematics for the trunk, two-bone IK or angles for the limbs."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from .hands import FINGERS
from .pose import Arm, Leg, Place, Pose, Swing
from .rotations import Array, about_axis, about_x, about_y, about_z, frame, twist_degrees, two_bone_ik, unit

DOWN, LEFT, FRONT, UP = (np.array(v, float) for v in ((0, 0, -1), (1, 0, 0), (0, -1, 0), (0, 0, 1)))
SIGN = {"L": 1.0, "R": -1.0}
LUMBAR = {"spine05": 0.25, "spine04": 0.4, "spine03": 0.35}
THORAX = {"spine02": 0.5, "spine01": 0.5}
NECK = {"neck01": 0.3, "neck02": 0.25, "neck03": 0.2, "head": 0.25}
ARM_BONES = ("upperarm", "lowerarm", "wrist", "finger", "metacarpal")
LEG_BONES = ("upperleg", "lowerleg", "foot", "toes")
SWINGS = {"arm": ("upperarm01", "lowerarm01", "wrist"), "leg": ("upperleg01", "lowerleg01", "foot")}
GLIDE = {"neck01": 1.0, "neck02": 0.3, "neck03": -0.3, "head": -1.0}


@dataclass
class Posed:
    """Where every bone is: `turn` rotates the rest mesh, `axes` are the bone's anatomical axes, `at` its joint."""

    turn: dict[str, Array] = field(default_factory=dict)
    axes: dict[str, Array] = field(default_factory=dict)
    at: dict[str, Array] = field(default_factory=dict)
    bend: dict[str, float] = field(default_factory=dict)  # solved elbows and knees, degrees

    def place(self, p: Place) -> Array:
        """World position of a place."""
        if isinstance(p[0], str):
            return self.at[p[0]] + self.axes[p[0]] @ np.array(p[1:], float)
        return np.array(p, float)

    def direction(self, p: Place) -> Array:
        """World direction of a direction."""
        return self.axes[p[0]] @ np.array(p[1:], float) if isinstance(p[0], str) else np.array(p, float)


class UnknownBoneError(ValueError):
    """A place names a bone that does not exist or is not posed yet: trunk first, then legs, then arms."""


def _in_order(right: Any, left: Any, stems: tuple[str, ...]) -> list[tuple[str, Any]]:
    """Both limbs with their sides; one that is placed against the other comes second."""
    named = [v[0] for v in vars(right).values() if isinstance(v, tuple) and isinstance(v[0], str)]
    waits = any(n.startswith(stems) and n.endswith(".L") for n in named)
    return [("L", left), ("R", right)] if waits else [("R", right), ("L", left)]


class Skeleton:
    """The rest skeleton. `heads` (b, 3) are joints at rest, `parents` -1 for the root."""

    def __init__(self, names: list[str], parents: list[int], heads: Array) -> None:
        self.names = names
        self.parent = {n: names[p] if p >= 0 else "" for n, p in zip(names, parents, strict=True)}
        self.head = {n: np.asarray(h, float) for n, h in zip(names, heads, strict=True)}
        self.rest: dict[str, Array] = {}
        self.axis: dict[str, Array] = {}
        self.length: dict[str, float] = {}
        for side in "LR":
            self._calibrate(side)

    def _calibrate(self, side: str) -> None:
        """`rest`: the turn from the mesh's A-pose to the vocabulary's zero (limbs straight down)."""
        h = lambda name: self.head[f"{name}.{side}"]  # noqa: E731  a one-letter table look-up
        upper, fore = h("lowerarm01") - h("upperarm01"), h("wrist") - h("lowerarm01")
        thigh, shin = h("lowerleg01") - h("upperleg01"), h("foot") - h("lowerleg01")
        bend = np.cross(upper, fore)
        palm = -SIGN[side] * np.cross(h("finger2-1") - h("wrist"), h("finger5-1") - h("wrist"))
        foot = (h("toes") - h("foot")) * (1, 1, 0)
        rest = {
            "upperarm01": frame(DOWN, -LEFT) @ frame(upper, bend).T,
            "lowerarm01": frame(DOWN, -LEFT) @ frame(fore, bend).T,
            "wrist": frame(DOWN, -SIGN[side] * LEFT) @ frame(h("finger3-1") - h("wrist"), palm).T,
            "upperleg01": frame(DOWN, LEFT) @ frame(thigh, LEFT).T,
            "lowerleg01": frame(DOWN, LEFT) @ frame(shin, LEFT).T,
            "foot": frame(FRONT, UP) @ frame(foot, UP).T,
        }
        for name, turn in rest.items():
            self.rest[f"{name}.{side}"] = turn
        for name, bone in (("upperarm01", upper), ("lowerarm01", fore), ("upperleg01", thigh), ("lowerleg01", shin)):
            self.axis[f"{name}.{side}"] = unit(bone)
            self.length[f"{name}.{side}"] = float(np.linalg.norm(bone))

    def solve(self, pose: Pose) -> Posed:
        """Every bone of `pose`. Raises UnknownBoneError for a place on a bone that is not there."""
        out = Posed()
        try:
            self._trunk(pose, out)
            for side, leg in _in_order(pose.leg_right, pose.leg_left, LEG_BONES):
                self._leg(side, leg, out)
            for side, arm in _in_order(pose.arm_right, pose.arm_left, ARM_BONES):
                self._arm(side, arm, out)
        except KeyError as error:
            raise UnknownBoneError(f"no bone {error} to measure from here") from error
        return out

    def swing(self, pose: Pose, limb: str) -> Swing:
        """One limb of a pose by its joints; `limb` as `arm_left`."""
        posed, side = self.solve(pose), "L" if limb.endswith("left") else "R"
        upper, lower, end = SWINGS[limb.partition("_")[0]]
        base = f"pelvis.{side}" if upper == "upperleg01" else "spine01"
        axes = [posed.axes[base], *(posed.axes[f"{bone}.{side}"] for bone in (upper, lower, end))]
        return Swing(axes[0].T @ axes[1], posed.bend[f"{lower}.{side}"], axes[2].T @ axes[3])

    def _joint(self, name: str, out: Posed) -> Array:
        """Where the parent carries this bone's joint."""
        up = self.parent[name]
        return out.at[up] + out.turn[up] @ (self.head[name] - self.head[up])

    def _set(self, name: str, axes: Array, out: Posed, turn: Array | None = None) -> None:
        at = self._joint(name, out)
        out.axes[name], out.at[name] = axes, at
        out.turn[name] = axes @ self.rest.get(name, np.eye(3)) if turn is None else turn

    def _trunk(self, pose: Pose, out: Posed) -> None:
        root = pose.root
        axes = about_z(root.yaw) @ about_y(root.roll) @ about_x(root.pitch)
        out.axes["root"] = out.turn["root"] = axes
        out.at["root"] = np.array(root.pos, float)
        local = {}
        for part, shares in ((pose.lumbar, LUMBAR), (pose.thorax, THORAX), (pose.neck, NECK)):
            for name, share in shares.items():
                local[name] = about_z(part.twist * share) @ about_y(part.side * share) @ about_x(part.flex * share)
        for name, share in GLIDE.items():
            local[name] = local[name] @ about_x(pose.neck.glide * share)
        nod = pose.head
        local["head"] = local["head"] @ about_z(nod.twist) @ about_y(nod.side) @ about_x(nod.flex)
        for name in (*LUMBAR, *THORAX, *NECK, "pelvis.L", "pelvis.R"):
            self._set(name, out.axes[self.parent[name]] @ local.get(name, np.eye(3)), out)

    def _reach(self, upper: str, lower: str, target: Place, pole: Place, out: Posed) -> tuple[Array, Array, Array]:
        """IK: directions of both bones and the normal of the plane they bend in."""
        to = out.direction(pole)
        u, f = two_bone_ik(self._joint(upper, out), out.place(target), self.length[upper], self.length[lower], to)
        normal = np.cross(u, f)
        if np.linalg.norm(normal) < 0.02:
            normal = np.cross(u, -to)
        return u, f, normal

    def _spread_twist(self, name: str, base: Array, share: float, out: Posed) -> None:
        """A limb's first half takes only `share` of the twist about its length; the second half all of it."""
        turn = out.turn[name]
        local, axis = base.T @ turn, self.axis[name]
        twist = twist_degrees(local, axis)
        out.turn[name] = base @ local @ about_axis(axis, twist * (share - 1))
        second = name.replace("01", "02")
        out.axes[second] = out.axes[name]
        out.at[second] = out.at[name] + turn @ (self.head[second] - self.head[name])
        out.turn[second] = turn

    def _leg(self, side: str, leg: Leg, out: Posed) -> None:
        hip, knee, foot, s = f"upperleg01.{side}", f"lowerleg01.{side}", f"foot.{side}", SIGN[side]
        base = out.axes[f"pelvis.{side}"]
        if leg.swing is not None:
            thigh = base @ leg.swing.upper
            shin = thigh @ about_x(leg.swing.bend)
        elif leg.ankle is not None:
            t, k, normal = self._reach(hip, knee, leg.ankle, leg.knee_dir or (0.0, -1.0, 0.0), out)
            thigh, shin = (frame(d, normal) @ frame(DOWN, LEFT).T for d in (t, k))
        else:
            thigh = base @ about_y(-s * leg.abd) @ about_x(-leg.flex) @ about_z(s * leg.rot)
            shin = thigh @ about_x(leg.knee)
        self._set(hip, thigh, out)
        straight = out.turn[hip]
        self._spread_twist(hip, base, 0.5, out)
        self._limb_joint(knee, hip, shin, straight, out)
        second = f"lowerleg02.{side}"
        self._set(second, shin, out, out.turn[knee])
        if leg.swing is not None:
            axes = shin @ leg.swing.end
        elif leg.toes is not None:
            axes = frame(out.direction(leg.toes), out.direction(leg.sole_up or (0.0, 0.0, 1.0)))
            axes = axes @ frame(FRONT, UP).T
        else:
            axes = shin @ about_y(-s * leg.evert) @ about_x(leg.plantar)
        self._set(foot, axes, out)
        toes = axes @ about_x(leg.toe)
        self._set(f"toes.{side}", toes, out, toes @ self.rest[foot])
        out.bend[knee] = self._bend(thigh, shin)

    def _limb_joint(self, name: str, above: str, axes: Array, turn: Array, out: Posed) -> None:
        """A knee or elbow hangs on the whole turn of the bone above, not on its half twist."""
        at = out.at[above] + turn @ (self.head[name] - self.head[above])
        out.axes[name], out.at[name], out.turn[name] = axes, at, axes @ self.rest[name]

    @staticmethod
    def _bend(upper: Array, lower: Array) -> float:
        return float(np.degrees(np.arccos(np.clip((upper @ DOWN) @ (lower @ DOWN), -1, 1))))

    def _arm(self, side: str, arm: Arm, out: Posed) -> None:
        shoulder, elbow, s = f"upperarm01.{side}", f"lowerarm01.{side}", SIGN[side]
        collar, blade = f"clavicle.{side}", f"shoulder01.{side}"
        self._set(collar, out.axes[self.parent[collar]] @ about_z(-s * arm.forward) @ about_y(-s * arm.raise_), out)
        self._set(blade, out.axes[collar], out)
        if arm.swing is not None:
            upper = out.axes["spine01"] @ arm.swing.upper
            fore = upper @ about_x(-arm.swing.bend)
        elif arm.wrist is not None:
            u, f, normal = self._reach(shoulder, elbow, arm.wrist, arm.elbow_dir or (s * 0.5, 0.6, -1.0), out)
            upper, fore = (frame(d, normal) @ frame(DOWN, -LEFT).T for d in (u, f))
        else:
            upper = out.axes["spine01"] @ about_z(-s * arm.horiz) @ about_y(-s * arm.abd)
            upper = upper @ about_x(-arm.flex) @ about_z(s * arm.rot)
            fore = upper @ about_x(-arm.elbow)
        self._set(shoulder, upper, out)
        straight = out.turn[shoulder]
        self._spread_twist(shoulder, out.axes[blade], 0.45, out)
        self._limb_joint(elbow, shoulder, fore, straight, out)
        if arm.swing is not None:
            hand = fore @ arm.swing.end
        elif arm.fingers is not None and arm.palm is not None:
            hand = frame(out.direction(arm.fingers), out.direction(arm.palm))
            hand = hand @ frame(DOWN, -s * LEFT).T
        else:
            hand = fore @ about_z(-s * arm.pron) @ about_y(s * arm.wflex) @ about_x(-arm.wdev)
        self._hand(side, arm, hand, out)
        out.bend[elbow] = self._bend(upper, fore)

    def _hand(self, side: str, arm: Arm, axes: Array, out: Posed) -> None:
        elbow, wrist, s = f"lowerarm01.{side}", f"wrist.{side}", SIGN[side]
        at = out.at[elbow] + out.turn[elbow] @ (self.head[wrist] - self.head[elbow])
        out.axes[wrist], out.at[wrist], out.turn[wrist] = axes, at, axes @ self.rest[wrist]
        # The fore-arm twists with the hand: an eighth near the elbow, half beyond its middle.
        fore = out.turn[elbow]
        twist = twist_degrees(fore.T @ out.turn[wrist], self.axis[elbow])
        second = f"lowerarm02.{side}"
        out.axes[second] = out.axes[elbow]
        out.at[second] = out.at[elbow] + fore @ (self.head[second] - self.head[elbow])
        out.turn[second] = fore @ about_axis(self.axis[elbow], twist * 0.5)
        out.turn[elbow] = fore @ about_axis(self.axis[elbow], twist * 0.15)
        shape = arm.shape or FINGERS[arm.hand]
        for name in self.names:
            if not name.endswith("." + side) or not name.startswith(("metacarpal", "finger")):
                continue
            bend = shape.turn(name, s) if name.startswith("finger") else np.eye(3)
            turned = out.axes[self.parent[name]] @ bend
            self._set(name, turned, out, turned @ self.rest[wrist])
