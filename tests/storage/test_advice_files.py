"""Massages with their limits and pages of advice out of files: what is good is read, what is wrong is named."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import tomlkit
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from unknot.bundled import resources
from unknot.core.body import Area
from unknot.core.library import Library, Limits
from unknot.storage.content import load_library

WORDS: dict[str, Any] = {
    "name": "Roller",
    "ready": "Lie down.",
    "do": "Roll.",
    "caution": "Slowly.",
    "refusal": "Not here.",
    "rest": "Rest.",
}
ROLLER: dict[str, Any] = {
    "kind": "massage",
    "positions": ["floor"],
    "areas": ["mid-back"],
    "hold": 20,
    "limits": {"in_all": 60, "never": ["lower-back"], "rest": 30},
    "text": {"en": WORDS},
}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A person's own data folder."""
    (tmp_path / "exercises").mkdir()
    return tmp_path


def write(path: Path, table: dict[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(tomlkit.dumps(table), encoding="utf-8")


def changed(table: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """A copy; a change to None takes the key out."""
    return {key: value for key, value in {**table, **changes}.items() if value is not None}


def load(data: Path) -> Library:
    return load_library([resources(), data])


def test_an_own_massage_has_its_limits_and_their_words(data: Path) -> None:
    write(data / "exercises" / "my-roller.toml", ROLLER)
    library = load(data)
    assert library.problems == ()
    limits = library.exercises["my-roller"].limits
    assert limits is not None
    assert limits.in_all is not None
    assert limits.in_all.most == 60
    assert limits.never == (Area.LOWER_BACK,)
    assert not limits.open_ended
    text = library.exercise_text["my-roller"]
    assert (text.refusal, text.rest) == ("Not here.", "Rest.")


def test_a_massage_without_limits_has_none_to_keep(data: Path) -> None:
    words = changed(WORDS, refusal=None)
    write(data / "exercises" / "my-roller.toml", changed(ROLLER, limits=None, text={"en": words}))
    assert load(data).exercises["my-roller"].limits == Limits()


@pytest.mark.parametrize(
    ("changes", "field", "what"),
    [
        ({"limits": {"in_all": 0}}, "limits.in_all", "range"),
        ({"limits": {"first": "short"}}, "limits.first", "kind"),
        ({"limits": {"growth": 5}}, "limits.lately", "missing"),
        ({"limits": {"growth": 5, "lately": 0}}, "limits.lately", "range"),
        ({"limits": {"in_all": 60, "apart": 1}}, "limits.apart", "range"),
        ({"limits": {"never": ["knee"]}}, "limits.never", "range"),
        ({"limits": {"never": ["mid-back"]}}, "limits.never", "range"),
        ({"limits": {"pressure": 3}}, "limits.pressure", "unknown"),
        ({"limits": 3}, "limits", "kind"),
        ({"text": {"en": changed(ROLLER["text"]["en"], refusal=None)}}, "text.en.refusal", "missing"),
        ({"text": {"en": changed(ROLLER["text"]["en"], rest=None)}}, "text.en.rest", "missing"),
        ({"limits": {"open_ended": True}}, "text.en.until", "missing"),
        ({"kind": "stretch", "text": {"en": changed(ROLLER["text"]["en"])}}, "limits", "unknown"),
    ],
)
def test_a_massage_with_wrong_limits_is_left_out_and_named(
    data: Path, changes: dict[str, Any], field: str, what: str
) -> None:
    write(data / "exercises" / "my-roller.toml", changed(ROLLER, **changes))
    library = load(data)
    assert "my-roller" not in library.exercises
    assert (field, what) in [(problem.field, problem.what) for problem in library.problems]


def rolling(times: int, rounds: int = 1) -> dict[str, Any]:
    steps = [{"exercise": "massage-roller", "hold": 30} for _ in range(times)]
    return {"steps": steps, "rounds": rounds, "text": {"en": {"name": "Rolling"}}}


def test_a_routine_may_roll_for_three_minutes_and_no_longer(data: Path) -> None:
    (data / "routines").mkdir()
    write(data / "routines" / "just.toml", rolling(3, rounds=2))
    write(data / "routines" / "long.toml", rolling(7))
    write(data / "routines" / "often.toml", rolling(4, rounds=2))
    library = load(data)
    assert "just" in library.routines
    assert not {"long", "often"} & set(library.routines)
    told = {problem.file: (problem.field, problem.found, problem.allowed) for problem in library.problems}
    assert told == {
        "routines/long.toml": ("steps", "massage-roller, 210 s", "at most 180 s of it"),
        "routines/often.toml": ("steps", "massage-roller, 240 s", "at most 180 s of it"),
    }


PAGE: dict[str, Any] = {
    "numbers": {"minutes": {"least": 15, "most": 20, "usual": 15}},
    "sources": [{"title": "A book"}],
}
PAGE_WORDS: dict[str, Any] = {
    "name": "Mud",
    "sections": [{"title": "How", "lines": ["For {minutes:least} to {minutes:most} minutes."]}],
}


def section(**more: object) -> dict[str, Any]:
    """Words with one section, which has a title and what is given."""
    return {"sections": [{"title": "How", **more}]}


def with_page(tmp_path: Path, page: dict[str, Any], words: dict[str, Any]) -> Library:
    write(tmp_path / "advice" / "mud.toml", page)
    write(tmp_path / "text" / "en" / "advice.toml", {"mud": words})
    return load_library([tmp_path])


def about_mud(library: Library) -> list[tuple[str, str, str]]:
    return [(each.file, each.field, each.what) for each in library.problems if "advice" in each.file]


def test_a_page_of_advice_has_its_numbers_filled_in(tmp_path: Path) -> None:
    library = with_page(tmp_path, PAGE, PAGE_WORDS)
    assert about_mud(library) == []
    assert library.advice["mud"].numbers["minutes"].most == 20
    assert library.advice_text["mud"].sections[0].lines == ("For 15 to 20 minutes.",)


@pytest.mark.parametrize(
    ("page", "words", "problem"),
    [
        ({"numbers": {"minutes": "few"}}, {}, ("advice/mud.toml", "numbers.minutes", "kind")),
        ({"numbers": {"Min": 3}}, {}, ("advice/mud.toml", "numbers.Min", "range")),
        ({"sources": None}, {}, ("advice/mud.toml", "sources", "missing")),
        ({"sources": [{"link": "https://example.org"}]}, {}, ("advice/mud.toml", "sources.1.title", "missing")),
        ({"picture": "../secret"}, {}, ("advice/mud.toml", "picture", "range")),
        ({"more": 1}, {}, ("advice/mud.toml", "more", "unknown")),
        ({}, {"name": None}, ("text/en/advice.toml", "mud.name", "missing")),
        ({}, {"sections": []}, ("text/en/advice.toml", "mud.sections", "range")),
        ({}, {"purpose": "For {hours}."}, ("text/en/advice.toml", "mud.purpose", "range")),
        ({}, section(), ("text/en/advice.toml", "mud.sections.1.lines", "missing")),
        ({}, section(lines=[]), ("text/en/advice.toml", "mud.sections.1.lines", "range")),
        ({}, section(lines="a"), ("text/en/advice.toml", "mud.sections.1.lines", "kind")),
        ({}, section(lines=["{", "b"]), ("text/en/advice.toml", "mud.sections.1.lines", "range")),
    ],
)
def test_a_page_with_anything_wrong_is_left_out_and_named(
    tmp_path: Path, page: dict[str, Any], words: dict[str, Any], problem: tuple[str, str, str]
) -> None:
    library = with_page(tmp_path, changed(PAGE, **page), changed(PAGE_WORDS, **words))
    assert problem in about_mud(library)
    assert library.advice == {}
    assert library.advice_text == {}


def test_a_page_in_a_broken_translation_stays_in_english(tmp_path: Path) -> None:
    write(tmp_path / "text" / "de" / "advice.toml", {"mud": changed(PAGE_WORDS, name="Schlamm", purpose="{oops}")})
    write(tmp_path / "advice" / "mud.toml", PAGE)
    write(tmp_path / "text" / "en" / "advice.toml", {"mud": PAGE_WORDS})
    library = load_library([tmp_path], "de")
    assert library.advice_text["mud"].name == "Mud"
    assert about_mud(library) == [("text/de/advice.toml", "mud.purpose", "range")]


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 2000) | st.floats() | st.text(max_size=8) | st.just("{minutes}"),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.text(min_size=1, max_size=6), inside, max_size=3),
    max_leaves=6,
)


def dumped(table: dict[str, Any]) -> bytes | None:
    """As a file; None for what can't be written in one."""
    try:
        return tomlkit.dumps(without_none(table)).encode("utf-8")
    except (ValueError, TypeError):
        return None


def without_none(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: without_none(inner) for key, inner in value.items() if inner is not None}
    return [without_none(inner) for inner in value if inner is not None] if isinstance(value, list) else value


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    field=st.sampled_from(["numbers", "sources", "picture", "opens"]),
    word=st.sampled_from(["name", "purpose", "caution", "sections"]),
    value=ANYTHING,
    said=ANYTHING,
)
def test_whatever_stands_in_a_page_it_is_there_whole_or_named(
    tmp_path: Path, field: str, word: str, value: Any, said: Any
) -> None:
    page, words = dumped(changed(PAGE, **{field: value})), dumped({"mud": changed(PAGE_WORDS, **{word: said})})
    if page is None or words is None:
        return
    for file, content in (("advice/mud.toml", page), ("text/en/advice.toml", words)):
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).write_bytes(content)
    library = load_library([tmp_path])
    assert ("mud" in library.advice) == ("mud" in library.advice_text) == (not about_mud(library))


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    field=st.sampled_from(["in_all", "apart", "first", "growth", "lately", "rest", "never", "open_ended", "more"]),
    value=ANYTHING,
)
def test_whatever_stands_in_limits_the_massage_is_there_or_named(data: Path, field: str, value: Any) -> None:
    content = dumped(changed(ROLLER, limits=changed(ROLLER["limits"], **{field: value})))
    if content is None:
        return
    (data / "exercises" / "my-roller.toml").write_bytes(content)
    library = load_library([data / "none", data])
    named = [problem for problem in library.problems if problem.file == "exercises/my-roller.toml"]
    assert ("my-roller" in library.exercises) != bool(named)
