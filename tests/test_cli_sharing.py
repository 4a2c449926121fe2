"""Routines and exercises as one file, from the command line while no app runs."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from unknot import cli, endpoint

MINE = """\
minutes = 1.2
positions = ["seat"]
[[steps]]
exercise = "chin-tuck"
[[steps]]
exercise = "chin-to-chest"
[text.en]
name = "My neck"
purpose = "For me."
"""


@pytest.fixture
def homes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    """The data folders of two people, the first of whom has a routine; the first one's is in use."""
    monkeypatch.setattr(endpoint, "addresses", list)
    first, second = tmp_path / "first", tmp_path / "second"
    monkeypatch.setenv("UNKNOT_HOME", str(first))
    (first / "data" / "routines").mkdir(parents=True)
    (first / "data" / "routines" / "my-neck.toml").write_text(MINE, encoding="utf-8")
    return first, second


def test_a_routine_goes_from_one_person_to_another(
    homes: tuple[Path, Path], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    parcel = tmp_path / "neck.unknot"
    assert cli.run(["routine", "export", str(parcel), "my-neck"]) == 0
    monkeypatch.setenv("UNKNOT_HOME", str(homes[1]))
    capsys.readouterr()

    monkeypatch.setattr("sys.stdin", io.StringIO("y\n"))
    assert cli.run(["routine", "import", str(parcel)]) == 1
    told = capsys.readouterr().out
    assert "my-neck" in told
    assert "(new)" in told
    assert "Nothing was changed." in told, "no terminal, no yes"
    assert not list(homes[1].rglob("*.toml"))

    assert cli.run(["routine", "import", str(parcel), "--yes"]) == 0
    assert cli.run(["library"]) == 0
    assert "My neck" in capsys.readouterr().out
    assert cli.run(["routine", "import", str(parcel), "--yes"]) == 0
    assert capsys.readouterr().out.endswith("All of it is there already.\n")


def test_another_of_the_same_id_is_kept_beside_it_or_replaced_on_demand(
    homes: tuple[Path, Path], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    parcel = tmp_path / "neck.unknot"
    cli.run(["routine", "export", str(parcel), "my-neck"])
    folder = homes[0] / "data" / "routines"
    (folder / "my-neck.toml").write_text(MINE.replace("My neck", "Changed since"), encoding="utf-8")
    assert cli.run(["routine", "import", str(parcel), "--yes"]) == 0
    assert len(list(folder.glob("*.toml"))) == 2
    assert cli.run(["routine", "import", str(parcel), "--yes", "--replace"]) == 0
    assert 'name = "My neck"' in (folder / "my-neck.toml").read_text(encoding="utf-8")
    assert capsys.readouterr().err == ""


@pytest.mark.usefixtures("homes")
def test_what_is_no_such_file_is_refused_with_the_reason(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    hostile = tmp_path / "hostile.unknot"
    with zipfile.ZipFile(hostile, "w") as out:
        out.writestr("../../escaped.toml", MINE)
    assert cli.run(["routine", "import", str(hostile), "--yes"]) == 1
    assert "../../escaped.toml" in capsys.readouterr().err
    assert not list(tmp_path.rglob("escaped.toml"))
    assert cli.run(["routine", "import", str(tmp_path / "none.unknot")]) == 1
    assert cli.run(["routine", "export", str(tmp_path / "x.unknot"), "no-such-routine"]) == 1
    assert not (tmp_path / "x.unknot").exists()


@pytest.mark.parametrize("line", ["routine", "routine list", "routine export x", "routine import", "routine import a b",
                                  "routine export x y --yes"])
def test_routine_says_how_it_is_used(line: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(line.split()) == 2
    assert "routine" in capsys.readouterr().err
