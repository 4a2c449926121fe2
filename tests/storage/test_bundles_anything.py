"""Whatever a file holds: it comes in whole and good, or it is refused and nothing of it is there."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.storage.parcels import ARMS, GOOD, LIFT, PNG, everything_in, own_in, zipped

from unknot.ports import StoreError
from unknot.storage.own_toml import plain_toml

PLACES = ("art/", "exercises/", "routines/")
GOOD_ZIP = zipped(GOOD)
STORED_ZIP = zipped(GOOD, zipfile.ZIP_STORED)


def live_through(folder: Path, raw: bytes) -> bool:
    """Look into it and take it if it is good; whether it was. What must hold either way is checked here."""
    file, data = folder / "sent.unknot", folder / "data"
    file.write_bytes(raw)
    own = own_in(data)
    try:
        parcel = own.read_parcel(file)
    except StoreError:
        assert everything_in(folder) == {"sent.unknot": raw}
        return False
    assert everything_in(folder) == {"sent.unknot": raw}
    undo = own.take(parcel, replacing=False)
    there = everything_in(data)
    assert there
    assert all(name.startswith(PLACES) and name.count("/") == 1 for name in there)
    assert own.load().problems == ()
    assert set(everything_in(folder)) == {"sent.unknot", *(f"data/{name}" for name in there)}
    undo()
    assert everything_in(data) == {}
    return True


CHANGES = st.lists(st.tuples(st.integers(0, 2000), st.integers(0, 255)), max_size=6)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from((GOOD_ZIP, STORED_ZIP)), CHANGES)
def test_any_bytes_of_a_good_file_may_be_wrong(
    tmp_path_factory: pytest.TempPathFactory, good: bytes, changes: list[tuple[int, int]]
) -> None:
    raw = bytearray(good)
    for at, byte in changes:
        raw[at % len(raw)] = byte
    live_through(tmp_path_factory.mktemp("any"), bytes(raw))


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300), st.integers(0, len(GOOD_ZIP)), st.integers(0, len(GOOD_ZIP)))
def test_any_bytes_may_be_missing_or_more(
    tmp_path_factory: pytest.TempPathFactory, more: bytes, start: int, end: int
) -> None:
    live_through(tmp_path_factory.mktemp("any"), GOOD_ZIP[:start] + more + GOOD_ZIP[end:])


NAME = st.one_of(
    st.sampled_from((
        "unknot.toml", "exercises/arm-lift.toml", "routines/arms.toml", "art/arm-lift.png", "art/x.webp",
        "exercises/chin-tuck.toml", "exercises/chin-tuck-2.toml", "exercises/chin-tuck-from-file.toml",
        "exercises/con.toml", "routines/neck-1.toml", "art/chin-tuck.png", "art/chin-tuck.webp",
    )),
    st.from_regex(r"(exercises|routines|art|\.\.|/)/?[a-z.\\/-]{0,12}(\.toml|\.png|\.svg)?", fullmatch=True),
    st.text(min_size=1, max_size=20).filter(lambda name: not name.startswith("\0")),  # no zip can be written with it
)
VALUE: st.SearchStrategy[Any] = st.recursive(
    st.one_of(st.booleans(), st.integers(-5, 400), st.just(2**64), st.floats(allow_nan=False), st.text(max_size=20),
              st.sampled_from(("seat", "arms", "chin-tuck", "arm-lift", "each", "left"))),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.text("abc-", min_size=1), inside, max_size=3),
    max_leaves=6,
)
FIELD = st.sampled_from(
    ("positions", "areas", "hold", "text", "steps", "rounds", "picture", "sides", "source", "minutes", "moves")
)
TABLE = st.dictionaries(FIELD, VALUE, max_size=4)


@settings(max_examples=100, deadline=None)
@given(st.dictionaries(NAME, st.one_of(st.binary(max_size=60), st.sampled_from((PNG, LIFT, ARMS))), max_size=6))
def test_any_files_may_be_added(tmp_path_factory: pytest.TempPathFactory, more: Mapping[str, bytes]) -> None:
    live_through(tmp_path_factory.mktemp("any"), zipped({**GOOD, **more}))


@settings(max_examples=60, deadline=None)
@given(TABLE, st.sampled_from(("exercises/arm-lift.toml", "routines/arms.toml")))
def test_any_values_may_stand_in_its_files(
    tmp_path_factory: pytest.TempPathFactory, table: Mapping[str, Any], file: str
) -> None:
    raw = plain_toml(table)
    live_through(tmp_path_factory.mktemp("any"), zipped({**GOOD, file: raw}))
    live_through(tmp_path_factory.mktemp("any"), zipped({**GOOD, file: raw + b"\n" + GOOD[file]}))


def test_the_good_file_is_good(tmp_path: Path) -> None:
    assert live_through(tmp_path, GOOD_ZIP)
