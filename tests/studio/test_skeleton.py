"""Bones: joint angles and targets bring the limbs where they say."""

from __future__ import annotations

import numpy as np
import pytest
from resources.studio import pose as words
from resources.studio import posefile, rotations
from resources.studio.pose import Arm, Leg, Pose, Root
from resources.studio.skeleton import Skeleton, UnknownBoneError

FIGURE = posefile.FOLDER.parent / "figure.npz"


@pytest.fixture(scope="module")
def skeleton():
    data = np.load(FIGURE)
    return Skeleton(list(data["bones"]), list(data["parents"]), data["heads"])


def test_rotations_turn_the_way_the_vocabulary_says():
    up, ahead, left = np.array([0, 0, 1.0]), np.array([0, -1.0, 0]), np.array([1.0, 0, 0])
    assert rotations.about_x(90) @ up == pytest.approx(ahead)
    assert rotations.about_y(90) @ up == pytest.approx(left)
    assert rotations.about_z(90) @ ahead == pytest.approx(left)
    assert rotations.about_axis((1, 1, 1), 120) @ left == pytest.approx(np.array([0, 1.0, 0]))


@pytest.mark.parametrize("degrees", [-170, -60, 0, 25, 90, 179])
def test_twist_finds_the_turn_about_an_axis_whatever_swing_is_added(degrees):
    axis = np.array([0.0, 0.6, 0.8])
    swing = rotations.about_axis((1, 0, 0), 40)
    assert rotations.twist_degrees(swing @ rotations.about_axis(axis, degrees), axis) == pytest.approx(degrees)


def test_two_bones_reach_a_target_and_bend_toward_the_pole():
    start, target = np.zeros(3), np.array([0.1, -0.2, -0.3])
    upper, lower = rotations.two_bone_ik(start, target, 0.3, 0.25, (0, 1, 0))
    assert 0.3 * upper + 0.25 * lower == pytest.approx(target)
    assert upper[1] > target[1] / np.linalg.norm(target)


def test_two_bones_stretch_toward_a_target_out_of_reach():
    upper, lower = rotations.two_bone_ik(np.zeros(3), np.array([0, 0, -2.0]), 0.3, 0.25, (0, -1, 0))
    assert upper @ lower > 0.99
    assert (0.3 * upper + 0.25 * lower)[2] == pytest.approx(-0.55, abs=1e-3)


def test_the_vocabulary_knows_every_bone_of_the_body(skeleton):
    assert set(skeleton.names) == words.BONES


def test_a_hand_and_a_foot_come_to_rest_on_their_targets(skeleton):
    made = Pose(arm_left=Arm(wrist=(0.3, -0.2, 1.1)), leg_right=Leg(ankle=("root", -0.1, -0.2, -0.7)))
    posed = skeleton.solve(made)
    assert posed.at["wrist.L"] == pytest.approx(np.array([0.3, -0.2, 1.1]), abs=1e-6)
    assert posed.at["foot.R"] == pytest.approx(posed.place(("root", -0.1, -0.2, -0.7)), abs=1e-6)


@pytest.mark.parametrize("degrees", [0, 45, 120])
def test_an_elbow_and_a_knee_bend_by_their_angle(skeleton, degrees):
    posed = skeleton.solve(Pose(arm_right=Arm(elbow=degrees), leg_left=Leg(knee=degrees)))
    assert posed.bend["lowerarm01.R"] == pytest.approx(degrees, abs=1e-5)
    assert posed.bend["lowerleg01.L"] == pytest.approx(degrees, abs=1e-5)


def test_bones_keep_their_length_in_every_pose(skeleton):
    for path in posefile.pose_files():
        for still in posefile.read_pose_file(path).stills:
            posed = skeleton.solve(still.pose)
            for upper, lower in (("upperarm01", "lowerarm01"), ("lowerleg01", "foot")):
                for side in "LR":
                    span = np.linalg.norm(posed.at[f"{lower}.{side}"] - posed.at[f"{upper}.{side}"])
                    assert span == pytest.approx(skeleton.length[f"{upper}.{side}"], abs=1e-4), still.name


def test_no_elbow_or_knee_bends_further_than_a_body_can(skeleton):
    for path in posefile.pose_files():
        for still in posefile.read_pose_file(path).stills:
            bends = skeleton.solve(still.pose).bend
            assert max(v for k, v in bends.items() if "arm" in k) <= 150, still.name
            assert max(v for k, v in bends.items() if "leg" in k) <= 160, still.name


def test_a_mirrored_pose_gives_the_mirrored_body(skeleton):
    made = Pose(root=Root(roll=10), neck=words.Neck(side=20, twist=10), arm_left=Arm(abd=50, elbow=40, rot=10))
    posed, seen = skeleton.solve(made), skeleton.solve(words.mirror(made))
    for bone in ("head", "wrist.L", "finger3-2.L", "foot.R"):
        assert seen.at[words.other_side(bone)] == pytest.approx(posed.at[bone] * (-1, 1, 1), abs=2e-3)


def test_the_arm_that_is_placed_against_the_other_is_solved_after_it(skeleton):
    held = Arm(flex=50, elbow=80)
    for waits, other in (("R", "L"), ("L", "R")):
        onto = Arm(wrist=(f"wrist.{other}", 0, 0, 0.05))
        right, left = (onto, held) if waits == "R" else (held, onto)
        posed = skeleton.solve(Pose(arm_right=right, arm_left=left))
        assert posed.at[f"wrist.{waits}"] == pytest.approx(posed.place(onto.wrist), abs=1e-6)


def test_two_arms_that_wait_for_each_other_are_refused(skeleton):
    with pytest.raises(UnknownBoneError):
        skeleton.solve(Pose(arm_right=Arm(wrist=("wrist.L", 0, 0, 0)), arm_left=Arm(wrist=("wrist.R", 0, 0, 0))))
