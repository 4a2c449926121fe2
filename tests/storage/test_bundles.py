"""One file of routines: what goes out comes in, and what should not come in leaves nothing behind."""

from __future__ import annotations

import stat
import struct
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from tests.storage.parcels import ARMS, GOOD, LIFT, LIFT_DRAFT, MANIFEST, PNG, arms, everything_in, own_in, zipped

from unknot.core.library import Problem
from unknot.ports import StoreError
from unknot.ports_own import Standing
from unknot.storage import bundles

HUGE = b"0x" + b"f" * 15_000
"""A number of more digits than Python would write."""


def sent(folder: Path, raw: bytes) -> Path:
    """A file that came from somewhere."""
    file = folder / "sent.unknot"
    file.write_bytes(raw)
    return file


def refused(folder: Path, raw: bytes) -> Problem:
    """Why this is refused; that nothing of it is left is checked at once."""
    file, own = sent(folder, raw), own_in(folder / "data")
    with pytest.raises(StoreError) as told:
        own.read_parcel(file)
    assert everything_in(folder) == {"sent.unknot": raw}
    return told.value.problem


def with_files(**more: bytes) -> bytes:
    return zipped({**GOOD, **more})


def renamed(raw: bytes, old: bytes, new: bytes) -> bytes:
    """The same zip with another name of the same length in it, as no library would write it."""
    assert len(old) == len(new)
    return raw.replace(old, new)


# out and in


def test_a_routine_goes_out_with_the_own_exercises_and_pictures_it_needs(tmp_path: Path) -> None:
    one, other = own_in(tmp_path / "one"), own_in(tmp_path / "other")
    lift = one.save_exercise(LIFT_DRAFT, b"picture")
    one.save_exercise(replace(LIFT_DRAFT, name="Not needed"))
    name = one.save_routine(arms(lift, "chin-tuck", lift))
    one.write_parcel(tmp_path / "arms.unknot", [name])
    parcel = other.read_parcel(tmp_path / "arms.unknot")
    assert [(a.id, a.name, a.routine, a.standing) for a in parcel.arrivals] == [
        ("arms", "Arms", True, Standing.NEW), ("arm-lift", "Arm lift", False, Standing.NEW),
    ]
    assert everything_in(tmp_path / "other") == {}
    other.take(parcel, replacing=False)
    library = other.load()
    assert library.problems == ()
    assert library.routines["arms"].steps == one.load().routines["arms"].steps
    assert (tmp_path / "other" / "art" / "arm-lift.webp").read_bytes().startswith(b"drawn ")


def test_the_same_routine_makes_the_same_file(tmp_path: Path) -> None:
    own = own_in(tmp_path / "one")
    name = own.save_routine(arms("chin-tuck"))
    for file in ("a.unknot", "b.unknot"):
        own.write_parcel(tmp_path / file, [name])
    assert (tmp_path / "a.unknot").read_bytes() == (tmp_path / "b.unknot").read_bytes()


def test_an_import_can_be_undone(tmp_path: Path) -> None:
    own = own_in(tmp_path / "data")
    undo = own.take(own.read_parcel(sent(tmp_path, zipped(GOOD))), replacing=False)
    assert set(everything_in(tmp_path / "data")) == {"exercises/arm-lift.toml", "routines/arms.toml"}
    undo()
    assert everything_in(tmp_path / "data") == {}


def test_a_file_that_was_zipped_by_hand_with_its_folders_comes_in(tmp_path: Path) -> None:
    raw = zipped({"exercises/": b"", "routines/": b"", **GOOD}, zipfile.ZIP_STORED)
    assert len(own_in(tmp_path / "data").read_parcel(sent(tmp_path, raw)).arrivals) == 2


def test_what_is_there_already_is_said_and_left(tmp_path: Path) -> None:
    own = own_in(tmp_path / "data")
    file = sent(tmp_path, zipped(GOOD))
    own.take(own.read_parcel(file), replacing=False)
    before = everything_in(tmp_path / "data")
    again = own.read_parcel(file)
    assert {arrival.standing for arrival in again.arrivals} == {Standing.SAME}
    own.take(again, replacing=False)
    assert everything_in(tmp_path / "data") == before


def test_what_has_another_picture_is_not_the_same(tmp_path: Path) -> None:
    own = own_in(tmp_path / "data")
    lift = own.save_exercise(LIFT_DRAFT, b"my drawing")
    own.write_parcel(tmp_path / "mine.unknot", [lift])
    assert own.read_parcel(tmp_path / "mine.unknot").arrivals[0].standing is Standing.SAME
    own.save_exercise(replace(LIFT_DRAFT, id=lift), b"a better one")
    assert own.read_parcel(tmp_path / "mine.unknot").arrivals[0].standing is Standing.TAKEN
    other = own_in(tmp_path / "other")
    other.take(other.read_parcel(tmp_path / "mine.unknot"), replacing=False)
    assert other.read_parcel(tmp_path / "mine.unknot").arrivals[0].standing is Standing.SAME
    own.write_parcel(tmp_path / "better.unknot", [lift])
    assert other.read_parcel(tmp_path / "better.unknot").arrivals[0].standing is Standing.TAKEN


def with_mine(tmp_path: Path) -> Path:
    """A person who has another exercise of that name, in a routine."""
    own = own_in(tmp_path / "data")
    mine = own.save_exercise(replace(LIFT_DRAFT, do="Mine: lift your {side} arm."))
    own.save_routine(replace(arms(mine), name="My own"))
    return sent(tmp_path, zipped(GOOD))


def test_both_are_kept_and_the_routine_that_came_uses_the_one_that_came_with_it(tmp_path: Path) -> None:
    own = own_in(tmp_path / "data")
    parcel = own.read_parcel(with_mine(tmp_path))
    assert {a.id: a.standing for a in parcel.arrivals} == {"arms": Standing.NEW, "arm-lift": Standing.TAKEN}
    own.take(parcel, replacing=False)
    library = own.load()
    assert library.exercise_text["arm-lift"].do[""].startswith("Mine")
    assert library.exercise_text["arm-lift-2"].do[""] == "Lift your arm."
    assert [step.exercise for step in library.routines["arms"].steps] == ["arm-lift-2", "chin-tuck"]
    assert [step.exercise for step in library.routines["my-own"].steps] == ["arm-lift"]


def test_mine_is_replaced_where_that_was_chosen_and_comes_back_with_undo(tmp_path: Path) -> None:
    own = own_in(tmp_path / "data")
    file = with_mine(tmp_path)
    before = everything_in(tmp_path / "data")
    undo = own.take(own.read_parcel(file), replacing=True)
    assert own.load().exercise_text["arm-lift"].do[""] == "Lift your arm."
    undo()
    assert everything_in(tmp_path / "data") == before


def test_a_routine_of_mine_stays_as_it_is_when_only_its_exercise_comes_in_another_form(tmp_path: Path) -> None:
    own = own_in(tmp_path / "data")
    file = sent(tmp_path, zipped(GOOD))
    own.take(own.read_parcel(file), replacing=False)
    own.save_exercise(replace(LIFT_DRAFT, id="arm-lift", do="Changed since by me, {side}."))
    mine = (tmp_path / "data" / "routines" / "arms.toml").read_bytes()
    own.take(own.read_parcel(file), replacing=False)
    assert (tmp_path / "data" / "routines" / "arms.toml").read_bytes() == mine
    assert [step.exercise for step in own.load().routines["arms-2"].steps] == ["arm-lift-2", "chin-tuck"]


def test_nothing_that_is_built_in_is_replaced(tmp_path: Path) -> None:
    own = own_in(tmp_path / "data")
    files = {
        "unknot.toml": MANIFEST, "exercises/chin-tuck.toml": LIFT, "art/chin-tuck.png": PNG,
        "routines/arms.toml": ARMS.replace(b"arm-lift", b"chin-tuck"),
    }
    parcel = own.read_parcel(sent(tmp_path, zipped(files)))
    assert {a.id: a.standing for a in parcel.arrivals} == {"arms": Standing.NEW, "chin-tuck": Standing.BUILT_IN}
    own.take(parcel, replacing=True)
    assert set(everything_in(tmp_path / "data")) == {
        "art/chin-tuck-2.webp", "exercises/chin-tuck-2.toml", "routines/arms.toml",
    }
    library = own.load()
    assert [step.exercise for step in library.routines["arms"].steps] == ["chin-tuck-2", "chin-tuck-2"]
    assert not library.exercises["chin-tuck"].own


def test_a_new_id_is_none_that_stands_in_the_same_file(tmp_path: Path) -> None:
    own = own_in(tmp_path / "data")
    others = {f"exercises/chin-tuck{end}.toml": LIFT.replace(b"Arm lift", end.encode() or b"0") for end in
              ("", "-2", "-from-file")}
    own.take(own.read_parcel(sent(tmp_path, zipped({"unknot.toml": MANIFEST, **others}))), replacing=False)
    library = own.load()
    assert library.problems == ()
    names = {id_: library.exercise_text[id_].name for id_, exercise in library.exercises.items() if exercise.own}
    assert names == {"chin-tuck-2": "-2", "chin-tuck-from-file": "-from-file", "chin-tuck-3": "0"}


def test_what_is_wrong_with_one_that_is_built_in_is_told_by_its_name_in_the_file(tmp_path: Path) -> None:
    assert refused(tmp_path, with_files(**{"exercises/chin-tuck.toml": b"x = 1"})).file == "exercises/chin-tuck.toml"


def test_the_larger_picture_of_what_is_replaced_goes_and_comes_back(tmp_path: Path) -> None:
    own = own_in(tmp_path / "data")
    own.save_exercise(replace(LIFT_DRAFT, do="Mine."), b"one")
    (tmp_path / "data" / "art" / "arm-lift@2x.webp").write_bytes(b"large")
    before = everything_in(tmp_path / "data")
    raw = zipped({**GOOD, "art/arm-lift.png": PNG})
    undo = own.take(own.read_parcel(sent(tmp_path, raw)), replacing=True)
    assert not (tmp_path / "data" / "art" / "arm-lift@2x.webp").exists()
    undo()
    assert everything_in(tmp_path / "data") == before


@pytest.mark.parametrize("name", ["neutral-sit", "posture-check-1", "con"])
def test_a_name_that_a_picture_or_a_system_has_becomes_another(tmp_path: Path, name: str) -> None:
    own = own_in(tmp_path / "data")
    raw = zipped({"unknot.toml": MANIFEST, f"exercises/{name}.toml": LIFT, f"art/{name}.png": PNG})
    own.take(own.read_parcel(sent(tmp_path, raw)), replacing=True)
    assert not (tmp_path / "data" / "art" / f"{name}.webp").exists()
    assert len(own.load().exercises) == len(own_in(tmp_path / "none").load().exercises) + 1


# refused


@pytest.mark.parametrize(
    "name",
    [
        "../../.bashrc", "exercises/../../x.toml", "/etc/passwd", "exercises//x.toml", "C:/x.toml", "exercises/X.toml",
        "exercises\\x.toml", "exercises/x.toml.exe", "exercises/sub/x.toml", "art/x.svg", "art/x.gif", "art/x.webp.svg",
        "art/arm-lift/motion.toml", "ledger.db", "settings.toml", ".unknot.toml", "routines/.toml", "routines/-.toml",
        "exercises/ünder.toml", "exercises/" + "a" * 300 + ".toml", "other/",
        "exercises/" + "a-" * 60 + "a.toml", "\\\\host\\share\\x.toml", "routines/con.toml.", "routines/aux.toml ",
        "UNKNOT.TOML", "Exercises/x.toml", "exercises/x.TOML", "exercises/x.toml:y", "exercises/\uff41.toml",
        "exercises/e\u0301.toml", "exercises/\u00e9.toml", "exercises/x.toml\n", "exercises/\x1b[2J.toml",
    ],
)
def test_a_file_of_any_other_name_is_refused(tmp_path: Path, name: str) -> None:
    assert refused(tmp_path, with_files(**{name: b"x"})).what == "unknown"


def test_a_name_that_would_steer_a_terminal_is_told_without_its_power(tmp_path: Path) -> None:
    problem = refused(tmp_path, with_files(**{"exercises/\x1b[2J\u202e.toml": b"x"}))
    assert problem.found == "exercises/\ufffd[2J\ufffd.toml"


def test_a_name_cut_by_a_zero_byte_is_seen_whole(tmp_path: Path) -> None:
    raw = renamed(with_files(**{"exercises/y.toml0.sh": LIFT}), b"exercises/y.toml0.sh", b"exercises/y.toml\0.sh")
    assert refused(tmp_path, raw).what == "unknown"


def entry(name: str, mode: int = 0, method: int = zipfile.ZIP_STORED) -> zipfile.ZipInfo:
    made = zipfile.ZipInfo(name)
    made.external_attr = mode << 16
    made.compress_type = method
    return made


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFCHR, stat.S_IFBLK, stat.S_IFIFO, stat.S_IFSOCK, stat.S_IFDIR])
def test_a_link_or_a_device_is_refused(tmp_path: Path, kind: int) -> None:
    target = BytesIO(zipped(GOOD))
    with zipfile.ZipFile(target, "a") as archive:
        archive.writestr(entry("exercises/link.toml", kind | 0o777), b"/etc/passwd")
    assert refused(tmp_path, target.getvalue()).what == "kind"


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_only_the_ordinary_compression_is_read(tmp_path: Path, method: int) -> None:
    assert refused(tmp_path, zipped(GOOD, method)).what == "kind"


def test_an_encrypted_file_is_refused(tmp_path: Path) -> None:
    raw = bytearray(zipped(GOOD))
    raw[raw.rindex(b"PK\x01\x02") + 8] |= 1
    assert refused(tmp_path, bytes(raw)).what == "locked"


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_name_twice_is_refused(tmp_path: Path) -> None:
    target = BytesIO(zipped(GOOD))
    with zipfile.ZipFile(target, "a") as archive:
        archive.writestr("exercises/arm-lift.toml", LIFT)
    assert refused(tmp_path, target.getvalue()).what == "taken"


def test_a_bomb_that_says_its_size_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path, with_files(**{"exercises/big.toml": b"\n" * (bundles.LARGEST_TEXT + 1)})).what == "range"
    assert refused(tmp_path, with_files(**{"art/arm-lift.png": b"\0" * 9_000_000})).what == "range"


def test_pictures_that_are_too_much_together_are_refused_before_any_is_unpacked(tmp_path: Path) -> None:
    many = {f"art/a{n}.png": b"\0" * 7_000_000 for n in range(11)}
    problem = refused(tmp_path, with_files(**many))
    assert (problem.file, problem.what) == ("sent.unknot", "range")


def test_texts_that_are_too_much_together_are_refused(tmp_path: Path) -> None:
    long = LIFT + b"#" * (bundles.LARGEST_TEXT - len(LIFT))
    many = {f"exercises/a{n}.toml": long for n in range(bundles.LARGEST_TEXTS // bundles.LARGEST_TEXT)}
    problem = refused(tmp_path, with_files(**many))
    assert (problem.file, problem.what) == ("sent.unknot", "range")


def test_pictures_whose_pixels_are_too_many_together_are_refused_before_one_is_decoded(tmp_path: Path) -> None:
    head = PNG[:16] + struct.pack(">II", 5000, 4800) + PNG[24:]
    files = {**GOOD, **{f"exercises/a{n}.toml": LIFT for n in range(6)}, **{f"art/a{n}.png": head for n in range(6)}}
    own = own_in(tmp_path / "data")
    drawn_anew: list[str] = []

    def drawn(content: bytes, file: str) -> bytes:
        drawn_anew.append(file)
        return content

    own.redraw = drawn
    with pytest.raises(StoreError) as told:
        own.read_parcel(sent(tmp_path, zipped(files)))
    assert (told.value.problem.what, drawn_anew) == ("range", [])


def lying(raw: bytes, name: bytes, says: int) -> bytes:
    """A zip that says a file is so long, in both of the places where it does."""
    changed = bytearray(raw)
    for mark, head, size_at in ((b"PK\x03\x04", 30, 22), (b"PK\x01\x02", 46, 24)):
        at = changed.find(mark)
        while at >= 0:
            if changed[at + head : at + head + len(name)] == name:
                struct.pack_into("<I", changed, at + size_at, says)
            at = changed.find(mark, at + 4)
    return bytes(changed)


def test_a_bomb_that_lies_about_its_size_is_read_no_further_than_a_file_may_be_long(tmp_path: Path) -> None:
    raw = lying(with_files(**{"exercises/big.toml": b"\n" * 50_000_000}), b"exercises/big.toml", 10)
    assert refused(tmp_path, raw).what in ("range", "unreadable")


def test_entries_that_share_their_bytes_are_refused(tmp_path: Path) -> None:
    raw = bytearray(zipped({**GOOD, "exercises/b.toml": LIFT}))
    first = raw.index(b"PK\x01\x02")
    offsets = []
    at = first
    while at >= 0:
        offsets.append(at + 42)
        at = raw.find(b"PK\x01\x02", at + 4)
    raw[offsets[-1] : offsets[-1] + 4] = raw[offsets[1] : offsets[1] + 4]
    assert refused(tmp_path, bytes(raw)).what == "unreadable"


def test_more_files_than_anybody_needs_are_refused(tmp_path: Path) -> None:
    many = {f"exercises/e{n}.toml": LIFT for n in range(bundles.MOST_FILES)}
    assert refused(tmp_path, with_files(**many)).what == "range"


def test_a_directory_of_a_million_entries_is_refused_unread(tmp_path: Path) -> None:
    name = b"exercises/e.toml"
    line = struct.pack("<4s24xH16x", b"PK\x01\x02", len(name)) + name
    central = line * 300_000
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, len(central), 0, 0)
    assert refused(tmp_path, central + end).what == "range"


@pytest.mark.parametrize(
    "raw",
    [
        b"#!/bin/sh\n" + zipped(GOOD), PNG + zipped(GOOD), zipped(GOOD) + zipped(GOOD),
        b"", b"PK", b"not a zip at all", b"\x89PNG\r\n\x1a\n" * 20, zipped(GOOD) + b"more", b"PK\x05\x06" + b"\0" * 18,
        zipped(GOOD)[:-30], zipped(GOOD)[:200],
    ],
)
def test_what_is_no_zip_of_ours_is_refused(tmp_path: Path, raw: bytes) -> None:
    assert refused(tmp_path, raw).what in ("kind", "empty", "unreadable")


@pytest.mark.parametrize(("comment", "what"), [(b"hello", "kind"), (b"PK\x05\x06" + b"\0" * 18, "kind")])
def test_a_comment_can_not_stand_for_the_end_of_the_zip(tmp_path: Path, comment: bytes, what: str) -> None:
    target = BytesIO(zipped(GOOD))
    with zipfile.ZipFile(target, "a") as archive:
        archive.comment = comment
    assert refused(tmp_path, target.getvalue()).what == what


def test_broken_bytes_are_found_by_their_sum(tmp_path: Path) -> None:
    raw = bytearray(zipped(GOOD, zipfile.ZIP_STORED))
    raw[raw.index(b"Arm lift")] ^= 1
    assert refused(tmp_path, bytes(raw)).what == "unreadable"


def test_a_file_too_large_is_refused_unread(tmp_path: Path) -> None:
    file = tmp_path / "sent.unknot"
    with file.open("wb") as stream:
        stream.truncate(bundles.LARGEST + 1)
    with pytest.raises(StoreError) as told:
        own_in(tmp_path / "data").read_parcel(file)
    assert told.value.problem.what == "range"


def test_what_is_not_there_or_no_file_is_told(tmp_path: Path) -> None:
    own = own_in(tmp_path / "data")
    for path, what in ((tmp_path / "gone.unknot", "absent"), (tmp_path, "unreadable")):
        with pytest.raises(StoreError) as told:
            own.read_parcel(path)
        assert told.value.problem.what == what


@pytest.mark.parametrize(
    ("files", "what"),
    [
        ({"exercises/arm-lift.toml": LIFT}, "empty"),
        ({"unknot.toml": MANIFEST}, "empty"),
        ({**GOOD, "unknot.toml": b"format = 2"}, "unknown"),
        ({**GOOD, "unknot.toml": b"format = true"}, "unknown"),
        ({**GOOD, "exercises/arm-lift.toml": b"\xff\xfe"}, "unreadable"),
        ({**GOOD, "exercises/arm-lift.toml": b"[" * 5000}, "unreadable"),
        ({**GOOD, "routines/arm-lift.toml": ARMS}, "taken"),
        ({**GOOD, "routines/arms.toml": ARMS.replace(b"arm-lift", b"unheard-of")}, "unknown"),
        ({**GOOD, "routines/arms.toml": ARMS.replace(b'"arm-lift"', b'"arm-lift"\nhold = 31')}, "range"),
        ({**GOOD, "routines/arms.toml": ARMS.replace(b'"arm-lift"', b'["arm-lift"]')}, "kind"),
        ({**GOOD, "unknot.toml": b"format = " + HUGE}, "unreadable"),
        ({**GOOD, "exercises/arm-lift.toml": LIFT.replace(b'"arms"', HUGE)}, "unreadable"),
        ({**GOOD, "exercises/arm-lift.toml": LIFT.replace(b"10", HUGE)}, "unreadable"),
        ({**GOOD, "routines/arms.toml": b"rounds = " + HUGE + ARMS}, "unreadable"),
        ({**GOOD, "routines/arms.toml": ARMS.replace(b'"arm-lift"', HUGE)}, "unreadable"),
        ({**GOOD, "routines/arms.toml": b"rounds = inf" + ARMS}, "kind"),
        ({**GOOD, "art/arm-lift.png": PNG, "art/arm-lift.jpg": PNG}, "taken"),
        ({**GOOD, "art/other.png": PNG}, "unknown"),
        ({**GOOD, "exercises/arm-lift.toml": b'picture = "chin-tuck"\n' + LIFT, "art/arm-lift.png": PNG}, "unknown"),
        ({**GOOD, "exercises/arm-lift.toml": b'picture = "../../x"\n' + LIFT}, "range"),
    ],
)
def test_content_that_is_not_as_it_should_be_is_refused(tmp_path: Path, files: Mapping[str, bytes], what: str) -> None:
    assert refused(tmp_path, zipped(files)).what == what


@pytest.mark.parametrize(
    "text",
    [
        "<img src=x>", "<b>Arms</b>", "</p>", "<!-- -->", "&#60;img", "a\\u0007b", "left \\u202Etfel", "<\\tscript>",
        "a\\u009b2J", "a\\u2028b", "\\uFEFFa", "a\\U000E0041",
    ],
)
def test_text_that_is_more_than_text_is_refused(tmp_path: Path, text: str) -> None:
    files = {**GOOD, "routines/arms.toml": ARMS.replace(b"Both of them.", text.encode())}
    assert refused(tmp_path, zipped(files)).what == "kind"


@pytest.mark.parametrize("text", ["3 < 4", "a > b", "Arms & legs", "<3"])
def test_text_that_only_looks_so_comes_in(tmp_path: Path, text: str) -> None:
    files = {**GOOD, "routines/arms.toml": ARMS.replace(b"Both of them.", text.encode())}
    own = own_in(tmp_path / "data")
    own.take(own.read_parcel(sent(tmp_path, zipped(files))), replacing=False)
    assert own.load().routine_text["arms"].purpose == text


@pytest.mark.parametrize(
    ("link", "good"),
    [("https://who.int/x", True), ("", False), ("file:///etc/passwd", False), ("javascript:alert(1)", False),
     ("//evil", False), ("../x", False), ("https://a b", False)],
)
def test_a_source_links_to_the_web_or_nowhere(tmp_path: Path, link: str, good: bool) -> None:
    lift = LIFT.replace(b"[text.en]", f'[source]\ntitle = "A book"\nlink = "{link}"\n[text.en]'.encode())
    raw = zipped({**GOOD, "exercises/arm-lift.toml": lift})
    if good:
        assert own_in(tmp_path / "data").read_parcel(sent(tmp_path, raw)).arrivals
    else:
        assert refused(tmp_path, raw).what in ("kind", "range")


def test_a_massage_beyond_its_limit_is_refused_with_its_step(tmp_path: Path) -> None:
    steps = b'[[steps]]\nexercise = "massage-roller"\nhold = 30\n' * 7
    problem = refused(tmp_path, zipped({"unknot.toml": MANIFEST, "routines/arms.toml": steps + b'[text.en]\nname="R"'}))
    assert (problem.file, problem.field.split(".")[0], problem.what) == ("routines/arms.toml", "steps", "range")


def test_only_the_parcel_that_was_looked_into_last_can_be_taken(tmp_path: Path) -> None:
    own = own_in(tmp_path / "data")
    file = sent(tmp_path, zipped(GOOD))
    older = [own.read_parcel(file) for _ in range(3)]
    own.read_parcel(file)
    for old in older:
        with pytest.raises(StoreError) as told:
            own.take(old, replacing=False)
        assert told.value.problem.what == "stale"
