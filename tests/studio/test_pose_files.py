"""The pose files say only what the studio can draw, and a wrong one is refused by the name of its field."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest
from resources.studio import pose, posefile
from resources.studio.pose import Arm, Leg, Pose
from resources.studio.regions import REGIONS

GOOD = """
base = "sit"
view = "side"
[camera]
azimuth = -60
"""


def read(tmp_path: Path, text: str) -> posefile.PoseFile:
    path = tmp_path / "made-up.toml"
    path.write_text(text, encoding="utf-8")
    return posefile.read_pose_file(path)


@pytest.mark.parametrize("path", posefile.pose_files(), ids=lambda p: p.stem)
def test_every_pose_file_parses(path):
    file = posefile.read_pose_file(path)
    assert file.stills[0].name == path.stem
    assert file.view in posefile.VIEWS


def test_a_small_file_is_read_with_its_base_pose(tmp_path):
    file = read(tmp_path, GOOD)
    assert (file.name, file.azimuth, file.size) == ("made-up", -60.0, (640, 640))
    assert file.stills[0].pose == posefile.read_bases()["sit"]


@pytest.mark.parametrize(
    ("added", "field"),
    [
        ("[pose.neck]\nflexx = 3", "pose.neck.flexx"),
        ("[pose.neck]\nflex = 'far'", "pose.neck.flex"),
        ("[pose.neck]\nflex = true", "pose.neck.flex"),
        ("[pose.tail]\nflex = 3", "pose.tail"),
        ("[pose.arm_right]\nelbow = 151", "pose.arm_right.elbow"),
        ("[pose.arm_both]\nelbow = -1", "pose.arm_both.elbow"),
        ("[pose.arm_left]\nwrist = [1, 2]", "pose.arm_left.wrist"),
        ("[pose.arm_left]\nwrist = ['elbow', 0, 0, 0]", "pose.arm_left.wrist"),
        ("[pose.arm_left]\nfingers = [1, 0, 0]", "pose.arm_left.fingers"),
        ("[pose.arm_left]\nhand = 'claw'", "pose.arm_left.hand"),
        ("[pose.root]\npos = ['head', 0, 0, 0]", "pose.root.pos"),
        ("[props.sofa]", "props"),
        ("[props.mat]\nheight = 3", "props.mat.height"),
        ("[[keys]]\nname = 'a'\n[keys.pose.neck]\nflex = 90", "keys[0].pose.neck.flex"),
        ("[[keys]]\nglow = ['elbow']", "keys[0].glow"),
    ],
)
def test_a_wrong_field_is_refused_by_its_name(tmp_path, added, field):
    with pytest.raises(posefile.PoseFileError) as refused:
        read(tmp_path, GOOD + added)
    assert "made-up.toml" in str(refused.value)
    assert f'"{field}"' in str(refused.value)


@pytest.mark.parametrize(
    ("text", "field"),
    [
        (GOOD.replace("base", "bass"), "bass"),
        (GOOD.replace('"sit"', '"float"'), "base"),
        (GOOD.replace('view = "side"', ""), "view"),
        ('glow = ["elbow"]\n' + GOOD, "glow"),
        ("arrows = [[[0, 0, 0]]]\n" + GOOD, "arrows[0]"),
        ("size = [640]\n" + GOOD, "size"),
    ],
)
def test_a_wrong_heading_is_refused_by_its_name(tmp_path, text, field):
    with pytest.raises(posefile.PoseFileError, match=rf'"{field}"'.replace("[", r"\[").replace("]", r"\]")):
        read(tmp_path, text)


def test_a_file_that_is_not_toml_is_refused_by_its_name(tmp_path):
    with pytest.raises(posefile.PoseFileError, match=r"made-up\.toml is not TOML"):
        read(tmp_path, "base = ")


def test_an_angle_out_of_range_is_refused_with_the_range(tmp_path):
    with pytest.raises(posefile.PoseFileError, match=r"170.* is outside 0 to 160"):
        read(tmp_path, GOOD + "[pose.leg_left]\nknee = 170")


def test_a_limb_written_for_both_sides_is_mirrored_to_the_right(tmp_path):
    made = read(tmp_path, GOOD + '[pose.arm_both]\nwrist = ["upperleg01.L", 0.1, 0, 0]\nabd = 20').stills[0].pose
    assert made.arm_left.wrist == ("upperleg01.L", 0.1, 0, 0)
    assert made.arm_right.wrist == ("upperleg01.R", -0.1, 0, 0)
    assert made.arm_right.abd == made.arm_left.abd == 20


def test_a_front_view_is_turned_so_that_the_acting_right_is_on_the_screens_right(tmp_path):
    text = GOOD + "[pose.neck]\nside = -30\n"
    from_the_side = read(tmp_path, text)
    from_the_front = read(tmp_path, 'glow = ["neck.L"]\n' + text.replace('"side"', '"front"'))
    assert from_the_side.stills[0].pose.neck.side == -30
    assert from_the_front.stills[0].pose.neck.side == 30
    assert from_the_front.azimuth == 60
    assert from_the_front.stills[0].glow == ("neck.R",)


def test_the_mirror_of_a_mirror_is_the_pose_itself():
    start = Pose(
        neck=pose.Neck(side=10, twist=-5, flex=3),
        arm_left=Arm(wrist=("head", 0.1, 0.2, 0.3), palm=(1.0, 0.0, 0.0), fingers=(0.0, 0.0, 1.0)),
        leg_right=Leg(abd=12, rot=5),
    )
    assert pose.mirror(pose.mirror(start)) == start
    assert pose.mirror(start) != start


def test_both_sides_of_a_pose_that_is_the_same_on_both_agree_with_their_mirror():
    stand = posefile.read_bases()["stand"]
    assert pose.mirror(stand) == stand


def test_the_guide_to_pose_files_names_every_field_bone_and_region():
    guide = (posefile.FOLDER.parent / "POSES.md").read_text(encoding="utf-8")
    names = {f.name.rstrip("_") for part in fields(Pose) for f in fields(part.default)}
    names |= {*pose.MIDDLE, *pose.SIDED, *REGIONS, *posefile.PROPS}
    assert {n for n in names if n not in guide} == set()
