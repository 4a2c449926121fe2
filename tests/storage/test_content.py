"""Broken and own content files: each is named with its field, nothing raises, the rest works."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import pytest
import tomlkit
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from unknot.bundled import resources
from unknot.core.library import Library, Origin, Position, Problem
from unknot.storage.content import load_library, picture_path
from unknot.storage.fields import LARGEST_FILE

ARM_LIFT: dict[str, Any] = {
    "positions": ["seat"],
    "areas": ["arms"],
    "sides": "each",
    "hold": {"least": 10, "most": 30, "usual": 20},
    "text": {
        "en": {
            "name": "Arm lift",
            "ready": "Sit tall.",
            "do": "Lift your {side} arm.",
            "caution": "Stop if it hurts.",
        }
    },
}
ARMS: dict[str, Any] = {"steps": [{"exercise": "arm-lift"}], "text": {"en": {"name": "Arms"}}}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A person's own data folder."""
    for name in ("exercises", "routines", "art"):
        (tmp_path / name).mkdir()
    return tmp_path


def write(path: Path, table: dict[str, Any]) -> None:
    path.write_text(tomlkit.dumps(table), encoding="utf-8")


def changed(table: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """A copy; a change to None takes the key out."""
    return {key: value for key, value in {**table, **changes}.items() if value is not None}


def load(data: Path, language: str = "en") -> Library:
    return load_library([resources(), data], language)


def only_problem(library: Library) -> Problem:
    assert len(library.problems) == 1, library.problems
    return library.problems[0]


def test_an_own_exercise_needs_one_file(data: Path) -> None:
    write(data / "exercises" / "arm-lift.toml", ARM_LIFT)
    library = load(data)
    exercise, text = library.exercises["arm-lift"], library.exercise_text["arm-lift"]
    assert library.problems == ()
    assert exercise.own
    assert exercise.hold.origin is Origin.ADDED
    assert text.do == {"": "Lift your {side} arm."}
    assert text.picture == "Arm lift"


def test_an_own_routine_takes_length_areas_and_position_from_its_steps(data: Path) -> None:
    write(data / "exercises" / "arm-lift.toml", ARM_LIFT)
    write(data / "routines" / "arms.toml", ARMS)
    library = load(data)
    routine = library.routines["arms"]
    assert library.problems == ()
    assert routine.own
    assert routine.minutes == round((5 + 20 + 4 + 20) / 60, 1)
    assert routine.positions == (Position.SEAT,)
    assert [str(area) for area in routine.areas] == ["arms"]


def test_a_plain_number_is_an_exact_dose(data: Path) -> None:
    write(data / "exercises" / "arm-lift.toml", changed(ARM_LIFT, hold=15, repetitions=3))
    exercise = load(data).exercises["arm-lift"]
    assert (exercise.hold.least, exercise.hold.most, exercise.hold.usual) == (15, 15, 15)
    assert exercise.repetitions is not None
    assert exercise.repetitions.usual == 3


def test_moves_have_a_sentence_and_a_name_each(data: Path) -> None:
    english = changed(ARM_LIFT["text"]["en"], do={"up": "Lift it.", "down": "Lower it."}, words={"up": "Upward"})
    write(data / "exercises" / "arm-lift.toml", changed(ARM_LIFT, moves=["up", "down"], text={"en": english}))
    text = load(data).exercise_text["arm-lift"]
    assert text.do == {"up": "Lift it.", "down": "Lower it."}
    assert text.words_for == {"up": "Upward", "down": "Down"}


def test_a_distance_is_filled_into_the_words(data: Path) -> None:
    english = changed(ARM_LIFT["text"]["en"], ready="Stand {distance} from the wall.")
    write(data / "exercises" / "arm-lift.toml", changed(ARM_LIFT, distance=0.5, text={"en": english}))
    assert load(data).exercise_text["arm-lift"].ready == "Stand 50 cm from the wall."


@pytest.mark.parametrize(
    ("changes", "field", "what"),
    [
        ({"hold": 301}, "hold", "range"),
        ({"hold": 0.5}, "hold", "range"),
        ({"hold": "long"}, "hold", "kind"),
        ({"hold": True}, "hold", "kind"),
        ({"hold": None}, "hold", "missing"),
        ({"hold": {"least": 10, "most": 400, "usual": 20}}, "hold.most", "range"),
        ({"hold": {"least": 10, "most": 30}}, "hold.usual", "missing"),
        ({"hold": {"least": 10, "most": 30, "usual": 40}}, "hold.usual", "range"),
        ({"hold": {"least": 10, "most": 30, "usual": 20, "origin": "me"}}, "hold.origin", "range"),
        ({"hold": {"least": 10, "most": 30, "usual": 20, "unit": "s"}}, "hold.unit", "unknown"),
        ({"hold": float("nan")}, "hold", "range"),
        ({"repetitions": 2.5}, "repetitions", "kind"),
        ({"areas": ["elbow"]}, "areas", "range"),
        ({"areas": []}, "areas", "range"),
        ({"areas": "neck"}, "areas", "kind"),
        ({"areas": None}, "areas", "missing"),
        ({"positions": ["seat", "seat"]}, "positions", "range"),
        ({"sides": "left"}, "sides", "range"),
        ({"kind": 3}, "kind", "kind"),
        ({"needs": ["piano"]}, "needs", "range"),
        ({"picture": "../secret"}, "picture", "range"),
        ({"paced_by_breath": "yes"}, "paced_by_breath", "kind"),
        ({"source": "a book"}, "source", "kind"),
        ({"source": {"title": 1}}, "source.title", "kind"),
        ({"holds": 20}, "holds", "unknown"),
        ({"text": None}, "text", "missing"),
        ({"text": "hello"}, "text", "kind"),
        ({"text": {"en": changed(ARM_LIFT["text"]["en"], caution=None)}}, "text.en.caution", "missing"),
        ({"text": {"en": changed(ARM_LIFT["text"]["en"], do=None)}}, "text.en.do", "missing"),
        ({"text": {"en": changed(ARM_LIFT["text"]["en"], do=3)}}, "text.en.do", "kind"),
        ({"text": {"en": changed(ARM_LIFT["text"]["en"], do="Lift {it}.")}}, "text.en.do", "range"),
        ({"text": {"en": changed(ARM_LIFT["text"]["en"], do="Lift {side.")}}, "text.en.do", "range"),
        ({"text": {"en": changed(ARM_LIFT["text"]["en"], ready="a" * 401)}}, "text.en.ready", "range"),
        ({"sides": "together"}, "text.en.do", "range"),
        ({"ways": ["up"]}, "text.en.do", "kind"),
    ],
)
def test_an_exercise_with_a_wrong_field_is_named_and_left_out(
    data: Path, changes: dict[str, Any], field: str, what: str
) -> None:
    write(data / "exercises" / "arm-lift.toml", changed(ARM_LIFT, **changes))
    library = load(data)
    problem = only_problem(library)
    assert (problem.file, problem.field, problem.what) == ("exercises/arm-lift.toml", field, what)
    assert "arm-lift" not in library.exercises
    assert "chin-tuck" in library.exercises


@pytest.mark.parametrize(
    ("changes", "field", "what"),
    [
        ({"steps": []}, "steps", "range"),
        ({"steps": None}, "steps", "missing"),
        ({"steps": "arm-lift"}, "steps", "kind"),
        ({"steps": [{"exercise": "leg-lift"}]}, "steps.1.exercise", "unknown"),
        ({"steps": [{"exercise": "arm-lift"}, {}]}, "steps.2.exercise", "missing"),
        ({"steps": [{"exercise": "arm-lift", "hold": 31}]}, "steps.1.hold", "range"),
        ({"steps": [{"exercise": "arm-lift", "repetitions": 2}]}, "steps.1.repetitions", "range"),
        ({"steps": [{"exercise": "arm-lift", "rests": 5}]}, "steps.1.rests", "unknown"),
        ({"minutes": 2}, "minutes", "range"),
        ({"positions": ["floor"]}, "steps.1.exercise", "range"),
        ({"text": {"en": {"purpose": "Arms."}}}, "text.en.name", "missing"),
    ],
)
def test_a_routine_with_a_wrong_field_is_named_and_left_out(
    data: Path, changes: dict[str, Any], field: str, what: str
) -> None:
    write(data / "exercises" / "arm-lift.toml", ARM_LIFT)
    write(data / "routines" / "arms.toml", changed(ARMS, **changes))
    library = load(data)
    problem = only_problem(library)
    assert (problem.file, problem.field, problem.what) == ("routines/arms.toml", field, what)
    assert "arms" not in library.routines
    assert "neck-1" in library.routines


@pytest.mark.parametrize(
    "raw",
    [b"hold = ", b"\xff\xfe\x00", b"hold = " + b"9" * 5000, b"a = " + b"[" * 5000],
    ids=["not TOML", "not UTF-8", "a monstrous number", "nested too deep"],
)
def test_a_file_that_cannot_be_read_is_named(data: Path, raw: bytes) -> None:
    (data / "exercises" / "odd.toml").write_bytes(raw)
    library = load(data)
    assert (only_problem(library).file, only_problem(library).what) == ("exercises/odd.toml", "unreadable")
    assert len(library.exercises) >= 22


def test_a_huge_file_is_not_read(data: Path) -> None:
    (data / "exercises" / "huge.toml").write_bytes(b"#" * (LARGEST_FILE + 1))
    assert only_problem(load(data)).what == "range"


def test_a_folder_named_like_a_file_is_named(data: Path) -> None:
    (data / "exercises" / "folder.toml").mkdir()
    assert only_problem(load(data)).what == "unreadable"


@pytest.mark.parametrize("name", ["Arm-Lift", "arm lift", "arm_lift"])
def test_a_file_name_that_makes_no_id_is_named(data: Path, name: str) -> None:
    write(data / "exercises" / f"{name}.toml", ARM_LIFT)
    assert only_problem(load(data)).found == name


@pytest.mark.parametrize("taken", ["chin-tuck", "neck-1"])
def test_an_own_file_replaces_nothing_that_is_built_in(data: Path, taken: str) -> None:
    write(data / "exercises" / f"{taken}.toml", ARM_LIFT)
    library = load(data)
    assert only_problem(library) == Problem(
        f"exercises/{taken}.toml", "", "taken", taken, "a file name that is not used yet"
    )
    assert not any(exercise.own for exercise in library.exercises.values())


def test_a_missing_data_folder_is_fine(tmp_path: Path) -> None:
    assert load_library([resources(), tmp_path / "nowhere"]).problems == ()


def test_a_sentence_missing_in_a_language_is_taken_from_english(data: Path) -> None:
    finnish = {"name": "Kädennosto", "do": "Nosta kätesi: {side}."}
    text = {**ARM_LIFT["text"], "fi": finnish}
    write(data / "exercises" / "arm-lift.toml", changed(ARM_LIFT, text=text))
    words = load(data, "fi_FI").exercise_text["arm-lift"]
    assert (words.name, words.ready) == ("Kädennosto", "Sit tall.")
    assert words.do == {"": "Nosta kätesi: {side}."}


def test_an_own_file_without_english_speaks_the_language_it_has(data: Path) -> None:
    text = {"fi": changed(ARM_LIFT["text"]["en"], name="Kädennosto")}
    write(data / "exercises" / "arm-lift.toml", changed(ARM_LIFT, text=text))
    assert load(data).exercise_text["arm-lift"].name == "Kädennosto"


def bundle(tmp_path: Path) -> Path:
    """A copy of the bundled content that a test may break."""
    for name in ("exercises", "routines", "advice", "text"):
        shutil.copytree(resources() / name, tmp_path / name)
    return tmp_path


def test_a_translation_fills_in_for_the_bundled_words(tmp_path: Path) -> None:
    folder = bundle(tmp_path)
    (folder / "text" / "de").mkdir()
    write(folder / "text" / "de" / "exercises.toml", {"chin-tuck": {"name": "Kinn zurück", "felt": 3}})
    library = load_library([folder], "de")
    assert library.exercise_text["chin-tuck"].name == "Kinn zurück"
    assert library.exercise_text["chin-tuck"].felt == load_library([folder]).exercise_text["chin-tuck"].felt
    assert only_problem(library).field == "chin-tuck.felt"
    assert only_problem(library).file == "text/de/exercises.toml"


def test_an_exercise_without_words_is_named_where_they_belong(tmp_path: Path) -> None:
    folder = bundle(tmp_path)
    shutil.copy(folder / "exercises" / "chin-tuck.toml", folder / "exercises" / "mute.toml")
    library = load_library([folder])
    assert only_problem(library) == Problem("text/en/exercises.toml", "mute", "missing")
    assert "mute" not in library.exercises


def test_words_without_an_exercise_are_named(tmp_path: Path) -> None:
    folder = bundle(tmp_path)
    (folder / "exercises" / "rocking-curl.toml").unlink()
    problems = load_library([folder]).problems
    assert Problem("text/en/exercises.toml", "rocking-curl", "unknown", "rocking-curl") in problems
    assert {p.field for p in problems if p.file.startswith("routines/")} <= {"steps.1.exercise", "steps.2.exercise"}


def test_a_picture_is_found_among_the_own_and_the_bundled_ones(data: Path) -> None:
    write(data / "exercises" / "arm-lift.toml", ARM_LIFT)
    exercise = load(data).exercises["arm-lift"]
    assert picture_path(exercise, [data]) is None
    drawn = data / "art" / "arm-lift.webp"
    drawn.write_bytes(b"RIFF")
    assert picture_path(exercise, [data]) == drawn
    assert picture_path(exercise) is None


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.dates(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["en", "least", "do"]), inner),
    max_leaves=4,
)


def without_none(value: Any) -> Any:
    """TOML has no null."""
    if isinstance(value, dict):
        return {key: without_none(inner) for key, inner in value.items() if inner is not None}
    return [without_none(inner) for inner in value if inner is not None] if isinstance(value, list) else value


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(field=st.sampled_from(["hold", "areas", "ways", "moves", "text", "source", "needs", "steps"]), value=ANYTHING)
def test_whatever_stands_in_a_field_nothing_raises(data: Path, field: str, value: Any) -> None:
    try:
        dumped = tomlkit.dumps(without_none(changed(ARM_LIFT, **{field: value})))
    except (ValueError, TypeError):  # the writer, not the reader, refuses this one
        return
    (data / "exercises" / "arm-lift.toml").write_text(dumped, encoding="utf-8", errors="replace")
    library = load_library([data / "none", data])
    own = [problem for problem in library.problems if problem.file == "exercises/arm-lift.toml"]
    assert ("arm-lift" in library.exercises) != bool(own)


def test_the_examples_of_the_format_page_are_read_without_a_problem(data: Path) -> None:
    page = (Path(__file__).parents[2] / "docs" / "CONTENT-FORMAT.md").read_text(encoding="utf-8")
    whole = re.findall(r"```toml\n# (\S+)\n(.*?)```", page, re.DOTALL)
    assert [name for name, _ in whole] == ["exercises/arm-lift.toml", "routines/arms-1.toml"]
    for name, example in whole:
        (data / name).write_text(example, encoding="utf-8")
    library = load(data)
    assert library.problems == ()
    assert {"arm-lift", "arms-1"} <= {*library.exercises, *library.routines}
