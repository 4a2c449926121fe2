"""Between the keys of a motion the body moves smoothly, keeps what is planted, and comes back to where it began."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from resources.studio import posefile
from resources.studio.figure import the_figure
from resources.studio.motion import Key, Motion, frames
from resources.studio.pose import Arm, Neck, Pose, Root

STAND = posefile.read_bases()["stand"]
SIT = posefile.read_bases()["sit"]
MOTIONS = [f for f in map(posefile.read_pose_file, posefile.pose_files()) if f.motion]


def hold(*poses: Pose, seconds: float = 2.0) -> Motion:
    last = len(poses) - 1
    keys = (
        Key(i * seconds / last, pose, ("neck",) if i == last else (), (), i in (0, last))
        for i, pose in enumerate(poses)
    )
    return Motion("hold", seconds, 10, tuple(keys))


def cycle(*poses: Pose, rests: tuple[int, ...] = ()) -> Motion:
    keys = (Key(float(i), pose, ("neck",), (), i in rests) for i, pose in enumerate(poses))
    return Motion("cycle", float(len(poses)), 10, tuple(keys))


def nod(degrees: float) -> Pose:
    return replace(STAND, neck=Neck(flex=degrees))


def bends(motion: Motion) -> list[float]:
    return [f.pose.neck.flex for f in frames(motion, the_figure())]


def wrists(motion: Motion, side: str = "R") -> np.ndarray:
    solve = the_figure().skeleton.solve
    return np.array([solve(f.pose).at[f"wrist.{side}"] for f in frames(motion, the_figure())])


def test_a_hold_starts_and_stops_gently_and_never_goes_too_far():
    met = bends(hold(nod(0), nod(30)))
    steps = np.diff(met)
    assert (met[0], met[-1]) == (0, 30)
    assert (steps > 0).all()
    assert max(steps[0], steps[-1]) < steps[len(steps) // 2] / 3


def test_a_movement_goes_through_a_key_that_does_not_rest_without_stopping():
    steps = np.diff(bends(hold(nod(0), nod(10), nod(30))))
    assert steps.min() > 0
    assert steps[9:11].min() > 0.8


def test_a_cycle_closes_without_a_jerk():
    met = bends(cycle(nod(0), nod(20), nod(40), nod(20)))
    around = np.diff([*met, met[0]])
    assert abs(around).max() == pytest.approx(abs(np.diff(met)).max(), rel=0.25)
    assert len(met) == 40


def test_a_cycle_stands_still_at_its_rests():
    motion = cycle(nod(0), nod(20), nod(40), rests=(0, 1, 2))
    met = bends(motion)
    assert motion.stops == [0, 10, 20]
    assert [met[i] for i in motion.stops] == [0, 20, 40]
    assert max(abs(met[i + 1] - met[i]) for i in motion.stops) < 2


def test_a_planted_foot_stays_where_it_is_while_the_body_moves():
    lean = replace(STAND, root=replace(STAND.root, pos=(0.06, 0.0, 0.85)))
    solve = the_figure().skeleton.solve
    feet = [solve(f.pose).at["foot.R"] for f in frames(hold(STAND, lean), the_figure())]
    assert np.ptp(np.array(feet), axis=0).max() < 1e-6


def test_a_hand_placed_on_a_moving_part_stays_on_it():
    held = Arm(wrist=("head", -0.12, 0.05, 0.1), elbow_dir=(-1.0, 0.0, 0.0))
    solve = the_figure().skeleton.solve
    for frame in frames(hold(replace(nod(-10), arm_right=held), replace(nod(30), arm_right=held)), the_figure()):
        posed = solve(frame.pose)
        assert posed.at["wrist.R"] == pytest.approx(posed.place(held.wrist), abs=1e-6)


def test_an_arm_between_two_kinds_of_target_swings_from_one_to_the_other():
    raised = replace(STAND, arm_right=Arm(wrist=("head", -0.1, 0, 0.2), elbow_dir=(-1.0, 0, 0), hand="cup"))
    path = wrists(hold(STAND, raised))
    solve = the_figure().skeleton.solve
    assert path[0] == pytest.approx(solve(STAND).at["wrist.R"], abs=1e-6)
    assert path[-1] == pytest.approx(solve(raised).at["wrist.R"], abs=1e-6)
    steps = np.linalg.norm(np.diff(path, axis=0), axis=1)
    assert steps.max() < 3 * steps.mean()


def test_the_muscle_lights_up_on_the_way_in():
    strengths = [f.glow.get("neck", 0.0) for f in frames(hold(nod(0), nod(30)), the_figure())]
    assert (strengths[0], strengths[-1]) == (0, 1)
    assert (np.diff(strengths) > 0).all()


def test_eyes_that_close_do_so_near_the_end_of_the_way_in():
    shut = [f.eyes_closed for f in frames(hold(nod(0), nod(30)), the_figure(), eyes_closed=True)]
    assert not shut[0]
    assert shut[-1]
    assert shut == sorted(shut)


def test_a_thing_moves_between_its_keys():
    one, two = hold(nod(0), nod(30)).keys
    keys = tuple(replace(k, props=(("ball", {"at": ("head", 0.0, 0.0, z)}),)) for k, z in ((one, 0.2), (two, 0.4)))
    places = [dict(f.props)["ball"]["at"] for f in frames(replace(hold(nod(0), nod(30)), keys=keys), the_figure())]
    assert places[0] == ("head", 0, 0, 0.2)
    assert places[-1][-1] == pytest.approx(0.4)
    assert all(a[-1] < b[-1] for a, b in pairwise(places))


def test_who_sits_keeps_sitting_through_the_movement():
    twisted = replace(SIT, thorax=replace(SIT.thorax, twist=25))
    heights = [f.pose.root.pos[2] for f in frames(hold(SIT, twisted), the_figure())]
    assert np.ptp(heights) < 0.003


def test_a_body_that_leaves_the_floor_goes_from_height_to_height():
    low = Pose(root=Root(pos=(0, 0, 0.5), settle="floor"), leg_left=STAND.leg_left, leg_right=STAND.leg_right)
    high = replace(low, root=Root(pos=(0, 0, 0.883)))
    heights = [f.pose.root.pos[2] for f in frames(hold(low, high), the_figure())]
    assert heights == sorted(heights)


@pytest.mark.parametrize("file", MOTIONS, ids=lambda f: f.name)
def test_no_joint_of_a_motion_jumps_from_picture_to_picture(file):
    solve = the_figure().skeleton.solve
    posed = [solve(f.pose) for f in frames(file.motion, the_figure())]
    if file.motion.cycle:
        posed.append(posed[0])
    for bone in ("head", "wrist.L", "wrist.R", "lowerarm01.L", "lowerarm01.R", "foot.L", "foot.R"):
        steps = np.linalg.norm(np.diff([p.at[bone] for p in posed], axis=0), axis=1)
        assert steps.max() < 0.25, bone
