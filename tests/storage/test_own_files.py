"""The person's own routines and exercises: written whole or not at all, and read as the next start would read them."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.storage.parcels import ARMS, LIFT, LIFT_DRAFT, arms, drawn, everything_in, own_in

from unknot.bundled import resources
from unknot.core.body import Area, Side
from unknot.core.drafts import ExerciseDraft, RoutineDraft, draft_of, exercise_flaws, routine_flaws
from unknot.core.library import Amount, Origin, Position, RoutineStep, Sides
from unknot.ports import StoreError
from unknot.storage.own_files import STAGING, OwnFiles, settle


def test_a_saved_routine_is_read_back_as_it_was(tmp_path: Path) -> None:
    own = own_in(tmp_path)
    lift = own.save_exercise(LIFT_DRAFT)
    steps = (RoutineStep(lift, hold=12, side=Side.LEFT, rest=0), RoutineStep("chin-tuck", repetitions=6, rest=3.5))
    draft = RoutineDraft("", "Müde Arme", "After typing.", steps, 3)
    name = own.save_routine(draft)
    library = own.load()
    assert library.problems == ()
    assert draft_of(library.routines[name], library) == replace(draft, id=name)
    assert name == "mude-arme"


def test_a_saved_exercise_is_read_back_as_it_was(tmp_path: Path) -> None:
    draft = replace(
        LIFT_DRAFT, purpose="For the arms.", felt="In the {side} arm.", switch="The other one.",
        positions=(Position.STAND, Position.SEAT), repetitions=Amount(1, 8, 4, Origin.ADDED),
        relax=Amount(1, 5, 2, Origin.OURS),
    )
    own = own_in(tmp_path)
    name = own.save_exercise(draft)
    library = own.load()
    exercise, text = library.exercises[name], library.exercise_text[name]
    assert (exercise.positions, exercise.areas, exercise.sides) == (draft.positions, draft.areas, Sides.EACH)
    assert (exercise.hold, exercise.repetitions, exercise.relax) == (draft.hold, draft.repetitions, draft.relax)
    assert (text.name, text.do, text.felt, text.switch) == (draft.name, {"": draft.do}, draft.felt, draft.switch)


def test_a_comment_and_another_language_in_the_file_survive_an_edit(tmp_path: Path) -> None:
    own = own_in(tmp_path)
    name = own.save_routine(arms("chin-tuck"))
    file = tmp_path / "routines" / f"{name}.toml"
    file.write_text(f'# from Anna\n{file.read_text()}\n[text.de]\nname = "Arme"\n')
    own.save_routine(replace(arms("chin-tuck", "look-far"), id=name, name="More arms"))
    assert "# from Anna" in file.read_text()
    assert 'name = "Arme"' in file.read_text()
    assert own.load().routine_text[name].name == "More arms"
    assert own.load().problems == ()


def test_a_second_one_of_a_name_gets_another_id(tmp_path: Path) -> None:
    own = own_in(tmp_path)
    assert own.save_routine(arms("chin-tuck")) == "arms"
    assert own.save_routine(arms("chin-tuck")) == "arms-2"
    assert own.save_routine(replace(arms("chin-tuck"), name="Neck 1")) == "neck-1-2"


def test_an_id_is_never_the_name_of_a_picture_that_is_there(tmp_path: Path) -> None:
    assert own_in(tmp_path).save_exercise(replace(LIFT_DRAFT, name="Posture check 1")) == "posture-check-1-2"


def test_what_the_reader_would_refuse_is_not_written(tmp_path: Path) -> None:
    own = own_in(tmp_path)
    with pytest.raises(StoreError) as refused:
        own.save_routine(arms("nobody-knows-it"))
    assert (refused.value.problem.what, refused.value.problem.field) == ("unknown", "steps.1.exercise")
    assert everything_in(tmp_path) == {}


def test_an_exercise_that_would_break_a_routine_is_not_written(tmp_path: Path) -> None:
    own = own_in(tmp_path)
    lift = own.save_exercise(LIFT_DRAFT)
    own.save_routine(RoutineDraft("", "Long", "", (RoutineStep(lift, hold=30),)))
    before = everything_in(tmp_path)
    with pytest.raises(StoreError) as refused:
        own.save_exercise(replace(LIFT_DRAFT, id=lift, hold=Amount(5, 10, 10, Origin.ADDED)))
    assert refused.value.problem.file == "routines/long.toml"
    assert everything_in(tmp_path) == before


def test_a_routine_that_was_broken_before_stands_in_nobodys_way(tmp_path: Path) -> None:
    (tmp_path / "routines").mkdir()
    (tmp_path / "routines" / "old.toml").write_text("nonsense")
    own_in(tmp_path).save_exercise(LIFT_DRAFT)
    assert (tmp_path / "exercises" / "arm-lift.toml").is_file()


def test_a_deleted_exercise_comes_back_with_its_picture(tmp_path: Path) -> None:
    own = own_in(tmp_path)
    lift = own.save_exercise(LIFT_DRAFT, b"picture")
    before = everything_in(tmp_path)
    undo = own.delete(lift)
    assert everything_in(tmp_path) == {}
    undo()
    assert everything_in(tmp_path) == before


def test_a_picture_is_kept_replaced_and_taken_away(tmp_path: Path) -> None:
    own = own_in(tmp_path)
    lift = own.save_exercise(LIFT_DRAFT, b"one")
    picture = tmp_path / "art" / "arm-lift.webp"
    own.save_exercise(replace(LIFT_DRAFT, id=lift))
    assert picture.read_bytes() == b"one"
    own.save_exercise(replace(LIFT_DRAFT, id=lift), b"two")
    assert picture.read_bytes() == b"two"
    own.save_exercise(replace(LIFT_DRAFT, id=lift), b"")
    assert not picture.exists()


def test_a_place_that_can_not_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file where the folder should be")
    with pytest.raises(StoreError) as refused:
        own_in(tmp_path / "data").save_exercise(LIFT_DRAFT)
    assert refused.value.problem.what == "readonly"


class Meddled(OwnFiles):
    """Somebody puts a folder where a file is to go, at the last moment."""

    def _look_through(self, folder: Path, files: Mapping[str, bytes | None]) -> None:
        super()._look_through(folder, files)
        (self.own / "exercises" / "arm-lift-2.toml").mkdir()


def test_what_can_not_be_moved_leaves_all_as_it_was(tmp_path: Path) -> None:
    own_in(tmp_path).save_exercise(LIFT_DRAFT, b"one")
    before = everything_in(tmp_path)
    with pytest.raises(StoreError):
        Meddled(resources(), tmp_path, drawn).bring({"art/arm-lift.webp": b"two", "exercises/arm-lift-2.toml": LIFT})
    assert everything_in(tmp_path) == before


def test_what_a_killed_run_left_is_swept_away(tmp_path: Path) -> None:
    left = tmp_path / f"{STAGING}x" / "exercises"
    left.mkdir(parents=True)
    (left / "half.toml").write_text("half")
    own_in(tmp_path).save_exercise(LIFT_DRAFT)
    assert [path.name for path in tmp_path.iterdir()] == ["exercises"]


HOWEVER = {
    "routines/arms.toml": ARMS, "exercises/arm-lift.toml": LIFT, "art/arm-lift.webp": b"two",
    "exercises/gone.toml": None, "art/gone.webp": None,
}


def before_it(folder: Path) -> None:
    """What is there before HOWEVER comes."""
    own = own_in(folder)
    own.save_exercise(replace(LIFT_DRAFT, do="Mine."), b"one")
    own.save_exercise(replace(LIFT_DRAFT, name="Gone"), b"old")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="fork and SIGKILL")
def test_killed_at_any_moment_all_of_it_is_there_or_nothing(tmp_path: Path) -> None:
    """Every file that is written, renamed or removed on the way is a moment to be killed at."""
    before_it(tmp_path / "old")
    before = everything_in(tmp_path / "old")
    shutil.copytree(tmp_path / "old", tmp_path / "new")
    own_in(tmp_path / "new").bring(HOWEVER)
    after = everything_in(tmp_path / "new")
    assert after not in ({}, before)
    outcomes: list[bool] = []
    through = False
    while not through:
        data = tmp_path / f"at{len(outcomes)}"
        shutil.copytree(tmp_path / "old", data)
        through = killed_at(len(outcomes), data)
        settle(data)
        assert everything_in(data) in (before, after), len(outcomes)
        outcomes.append(everything_in(data) == after)
        shutil.rmtree(data)
    assert len(outcomes) > 30
    assert outcomes == sorted(outcomes)
    assert True in outcomes[:-8]


def killed_at(moment: int, data: Path) -> bool:
    """Let another process bring it, and kill it at this of its moments; whether it was through before."""
    child = os.fork()
    if child == 0:
        seen = 0

        def count(event: str, given: tuple[object, ...]) -> None:
            nonlocal seen
            writing = event == "open" and isinstance(given[2], int) and given[2] & (os.O_WRONLY | os.O_RDWR)
            if writing or event in ("os.rename", "os.remove", "os.mkdir", "os.rmdir"):
                if seen == moment:
                    os.kill(os.getpid(), signal.SIGKILL)
                seen += 1

        try:
            own = own_in(data)
            sys.addaudithook(count)
            own.bring(HOWEVER)
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    return status == 0


def test_a_disk_that_is_full_at_any_moment_leaves_all_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before_it(tmp_path)
    before = everything_in(tmp_path)
    real, left, told = os.fsync, 0, set[str]()

    def full(handle: int) -> None:
        nonlocal left
        left -= 1
        if left < 0:
            raise OSError(errno.ENOSPC, "No space left on device")
        real(handle)

    monkeypatch.setattr(os, "fsync", full)
    for moment in range(100):
        left = moment
        try:
            own_in(tmp_path).bring(HOWEVER)
            break
        except StoreError as refused:
            told.add(refused.problem.what)
        assert everything_in(tmp_path) == before
    assert told == {"full"}
    assert 5 < moment < 50
    assert everything_in(tmp_path) != before


@pytest.mark.parametrize("mark", [b"", b"[]", b'{"come": 3}', b"\xff"])
def test_a_mark_that_says_nothing_stops_nobody(tmp_path: Path, mark: bytes) -> None:
    left = tmp_path / f"{STAGING}x"
    left.mkdir()
    (left / "counts").write_bytes(mark)
    settle(tmp_path)
    own_in(tmp_path).save_exercise(LIFT_DRAFT)
    assert (tmp_path / "exercises" / "arm-lift.toml").is_file()


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1, max_size=60).map(str.strip)
AMOUNT = st.lists(st.integers(1, 50), min_size=3, max_size=3).map(sorted).map(
    lambda found: Amount(found[0], found[2], found[1], Origin.ADDED)
)


@settings(max_examples=40)
@given(
    st.builds(
        ExerciseDraft, name=WORDS, ready=WORDS, do=WORDS, caution=WORDS, purpose=WORDS, felt=WORDS, switch=WORDS,
        areas=st.sets(st.sampled_from(Area), min_size=1).map(tuple), sides=st.sampled_from(Sides),
        positions=st.sets(st.sampled_from(Position), min_size=1).map(tuple),
        hold=AMOUNT, repetitions=st.none() | AMOUNT, relax=st.none() | AMOUNT,
    ),
    st.integers(1, 3),
)
def test_whatever_has_no_flaw_can_be_saved_and_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, draft: ExerciseDraft, rounds: int
) -> None:
    own = own_in(tmp_path_factory.mktemp("own"))
    if any(flaw.stops for flaw in exercise_flaws(draft)):
        return
    name = own.save_exercise(draft)
    step = RoutineStep(name, hold=draft.hold.most, side=Side.RIGHT if draft.sides is Sides.EACH else Side.BOTH)
    routine = RoutineDraft("", draft.name, draft.purpose, (step, step), rounds)
    library = own.load()
    assert library.problems == ()
    assert library.exercise_text[name].name == draft.name
    if not any(flaw.stops for flaw in routine_flaws(routine, library)):
        saved = own.save_routine(routine)
        library = own.load()
        assert library.problems == ()
        assert library.routines[saved].steps == routine.steps
