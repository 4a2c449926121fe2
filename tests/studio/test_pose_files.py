"""The pose files say only what the studio can draw, and a wrong one is refused by the name of its field."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest
from resources.studio import cli, pose, posefile
from resources.studio.hands import FINGERS
from resources.studio.pose import Arm, Leg, Pose
from resources.studio.props import PROP_FIELDS
from resources.studio.regions import REGIONS

GUIDE = (posefile.FOLDER.parent / "POSES.md").read_text(encoding="utf-8")
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
        ("[[keys]]\nname = '../x'", "keys[0].name"),
        ("[[keys]]\nname = 3", "keys[0].name"),
        ("[[keys]]\nname = 'a'\n[[keys]]\nname = 'a'", "keys[1].name"),
        ("[motion]\nkind = 'hold'\nseconds = 2\nkeys = 3", "motion.keys"),
        ("[pose.arm_left]\nfingers = [0, 0, 0]\npalm = [0, 0, 1]", "pose.arm_left.fingers"),
        ("[props.ball]", "props.ball.at"),
        ("[props.ball]\nat = 3", "props.ball.at"),
        ("[motion]\nseconds = 2", "motion.kind"),
        ("[motion]\nkind = 'swing'\nseconds = 2\nkeys = []", "motion.kind"),
        ("[motion]\nkind = 'hold'\nseconds = 20\nkeys = []", "motion.seconds"),
        ("[motion]\nkind = 'hold'\nseconds = 2\nkeys = []", "motion.keys"),
        ("[motion]\nkind = 'cycle'\nseconds = 2\nkeys = [{at = 0}]", "motion.keys"),
        ("[motion]\nkind = 'hold'\nseconds = 0.5\nkeys = [{at = 0}]", "motion.seconds"),
        ("[motion]\nkind = 'hold'\nseconds = 2\nrate = 30\nkeys = [{at = 0}]", "motion.rate"),
        ("[motion]\nkind = 'hold'\nseconds = 2\nkeys = [{at = 1}]", "motion.keys[0].at"),
        ("[motion]\nkind = 'hold'\nseconds = 2\nkeys = [{at = 0}, {at = 2}]", "motion.keys[1].at"),
        ("[motion]\nkind = 'hold'\nseconds = 2\nkeys = [{}]", "motion.keys[0].at"),
        ("[motion]\nkind = 'hold'\nseconds = 2\nkeys = [{at = 0, rests = 1}]", "motion.keys[0].rests"),
        (
            "[motion]\nkind = 'hold'\nseconds = 2\nkeys = [{at = 0, pose = {neck = {flex = 80}}}]",
            "motion.keys[0].pose.neck.flex",
        ),
        ("[motion]\nkind = 'hold'\nseconds = 2\nkeys = [{at = 0, props = {sofa = {}}}]", "motion.keys[0].props"),
        (
            "[props.ball]\nat = ['head', 0, 0, 0]\n[motion]\nkind = 'hold'\nseconds = 2\n"
            "keys = [{at = 0, props = {ball = {at = [0, 0, 0]}}}]",
            "motion.keys[0].props.ball.at",
        ),
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
        ("keys = 3\n" + GOOD, "keys"),
        ("motion = 3\n" + GOOD, "motion"),
        ("size = 3\n" + GOOD, "size"),
        ("size = [640.5, 640]\n" + GOOD, "size"),
        ("marks = ['mole']\n" + GOOD, "marks"),
        ("size = [640]\n" + GOOD, "size"),
    ],
)
def test_a_wrong_heading_is_refused_by_its_name(tmp_path, text, field):
    with pytest.raises(posefile.PoseFileError, match=rf'"{field}"'.replace("[", r"\[").replace("]", r"\]")):
        read(tmp_path, text)


def test_a_file_that_is_not_toml_is_refused_by_its_name(tmp_path):
    with pytest.raises(posefile.PoseFileError, match=r"made-up\.toml is not TOML"):
        read(tmp_path, "base = ")


@pytest.mark.parametrize(
    ("added", "says"),
    [
        ("[pose.leg_left]\nknee = 170", "170 is outside 0 to 160, .*American Academy of Orthopaedic Surgeons"),
        ("[pose.neck]\nflex = -80", "-80 is outside -65 to 55, .*Kapandji"),
        ("[pose.root]\npitch = 200", "200 is outside -180 to 180$"),
    ],
)
def test_a_joint_out_of_its_range_of_motion_is_refused_with_the_range_and_its_source(tmp_path, added, says):
    with pytest.raises(posefile.PoseFileError, match=says):
        read(tmp_path, GOOD + added)


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


def test_the_guide_to_pose_files_names_every_field_with_its_range_and_what_it_is():
    kinds = {"place": "place", "direction": "direction", "point": "[x, y, z]"}
    parts = {type(part.default): part.default for part in fields(Pose)}
    for part in parts.values():
        section = GUIDE.split(f": {type(part).__doc__}\n")[1].split("\n**")[0]
        for f in fields(part):
            told = f.metadata
            if told["kind"] == "angle":
                says = f"{told['low']:g} to {told['high']:g}°"
            elif told["kind"] == "word":
                says = ", ".join(f"`{word}`" for word in told["words"] if word)
            else:
                says = kinds.get(told["kind"])
            assert says is None or f"| `{f.name.rstrip('_')}` | {says} | {told['says']} |\n" in section


def test_the_guide_to_pose_files_names_every_bone_thing_and_command():
    sided, middle = (re.search(rf"Bones: {pattern}", GUIDE) for pattern in ("(?:.*)`: (.*)\\.", "(.*?); with"))
    assert _words(middle[1]) == list(pose.MIDDLE)
    assert _words(sided[1]) == list(pose.SIDED)
    things = re.findall(r"^\| (`[^|]*) \| ([^|]*) \|$", GUIDE.split("\n## Props\n")[1], re.MULTILINE)
    told = {name: set(re.sub(r"\(.*?\)|: .*|,", "", says).split()) for row, says in things for name in _words(row)}
    assert told == {name: set(known) for name, known in PROP_FIELDS.items()}
    commands = re.findall(r"^python -m resources\.studio (\w+)", GUIDE, re.MULTILINE)
    assert set(commands) == set(cli.COMMANDS)


@pytest.mark.parametrize(
    ("field", "known"),
    [
        ("view", posefile.VIEWS),
        ("eyes", ("open", "closed")),
        ("marks", posefile.MARKS),
        ("hand", FINGERS),
        ("glow", REGIONS),
    ],
)
def test_the_guide_to_pose_files_lists_every_word_of_a_field(field, known):
    (listed,) = re.findall(rf"^- `{field}`: (.*)$", GUIDE, re.MULTILINE)
    assert _words(listed) == list(known)


@pytest.mark.parametrize("name", sorted(posefile.FIELDS))
def test_the_guide_to_pose_files_shows_every_heading_in_its_examples(name):
    examples = "".join(re.findall(r"```toml\n(.*?)```", GUIDE, re.DOTALL))
    assert re.search(rf"^(\[+{name}[\].]|{name} =)", examples, re.MULTILINE)


def _words(text: str) -> list[str]:
    """What stands between back ticks."""
    return re.findall(r"`([^`]+)`", text)


def test_a_hold_ends_in_the_held_pose_and_rests_at_both_ends(tmp_path):
    moving = '[motion]\nkind = "hold"\nseconds = 2\nrate = 10\n[[motion.keys]]\nat = 0\nbase = "stand"'
    file = read(tmp_path, 'glow = ["neck"]\n' + GOOD + moving)
    first, last = file.motion.keys
    assert (first.pose, last.pose) == (posefile.read_bases()["stand"], file.stills[0].pose)
    assert (first.glow, last.glow) == ((), ("neck",))
    assert (file.motion.count, file.motion.stops, file.motion.still(last.pose)) == (21, [0, 20], 20)


def test_things_and_poses_of_a_front_view_are_turned_together(tmp_path):
    text = (
        '[props.chair]\nx = 0.1\n[props.ball]\nat = ["wrist.R", 0.1, 0, 0]\n'
        '[motion]\nkind = "hold"\nseconds = 2\n[[motion.keys]]\nat = 0\nglow = ["neck.L"]\n'
        '[motion.keys.pose.neck]\nside = 9\n[motion.keys.props.ball]\nat = ["wrist.R", 0.2, 0, 0]'
    )
    file = read(tmp_path, GOOD.replace('"side"', '"front"') + text)
    assert dict(file.props) == {"chair": {"x": -0.1}, "ball": {"at": ("wrist.L", -0.1, 0, 0)}}
    key = file.motion.keys[0]
    assert (key.pose.neck.side, key.glow) == (-9, ("neck.R",))
    assert dict(key.props)["ball"] == {"at": ("wrist.L", -0.2, 0, 0)}
