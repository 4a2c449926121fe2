"""A month on paper: whole, on as many pages as it takes, as PDF and as picture."""

from __future__ import annotations

import re
import zlib
from dataclasses import replace
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage, QPageSize
from pytestqt.qtbot import QtBot
from tests.fakes import BERLIN
from tests.history_days import a_month
from tests.shells import Home

from unknot.core.review import Scope, period
from unknot.ports import StoreError
from unknot.ui.charts.paper import SHEET
from unknot.ui.charts.sheet import DPI, MARGIN, SHARP, Row, Sheet, Titled, Words, save, table
from unknot.ui.pages.history_export import SheetDialog
from unknot.ui.pages.history_sheet import month_sheet

NOW = datetime(2026, 3, 25, 13, 30, tzinfo=BERLIN)
MARCH = period(Scope.MONTH, NOW.date())
A4, LETTER = QPageSize.PageSizeId.A4, QPageSize.PageSizeId.Letter


def sheet(size: QPageSize.PageSizeId = A4, name: str = "", empty: bool = False) -> Sheet:
    home = Home(NOW)
    if not empty:
        home.ledger.add(*a_month(date(2026, 3, 2), NOW.date(), NOW.hour, desk=True))
    records = home.shell.records
    return month_sheet(records.review(MARCH, NOW.date()), records.pains(MARCH), home.shell.body_map(), 0, size, name)


def words_of(made: Sheet) -> list[str]:
    return [block.text for block in made.blocks if isinstance(block, Words)]


@pytest.mark.parametrize(("size", "inches"), [(A4, (8.27, 11.69)), (LETTER, (8.5, 11.0))])
def test_nothing_stands_outside_its_page_nor_on_something_else(qapp, size, inches) -> None:
    made = sheet(size)
    assert (made.paper.width() / DPI, made.paper.height() / DPI) == pytest.approx(inches, abs=0.01)
    for page in made.pages:
        for block, room in page:
            assert room.height() == pytest.approx(block.height(room.width()))
            assert room.left() >= MARGIN
            assert room.right() <= made.paper.width() - MARGIN + 0.01
            assert room.bottom() <= made.paper.height() - MARGIN
        tops = [(room.top(), room.bottom()) for _, room in page]
        assert all(below[0] >= above[1] - 0.01 for above, below in pairwise(tops))


def test_every_day_pain_and_rating_is_on_it_once_and_no_heading_ends_a_page(qapp) -> None:
    made = sheet()
    rows = [block for page in made.pages for block, _ in page if isinstance(block, Row) and not block.head]
    assert [row.cells for row in rows] == [b.cells for b in made.blocks if isinstance(b, Row) and not b.head]
    times = sum(row.cells[0] == "Mon 23 Mar" for row in rows)
    assert times in (3, 4), "as a day in one part or two, as a rating and as pain"
    for page in made.pages:
        last = page[-1][0]
        assert not isinstance(last, Words)
        assert not (isinstance(last, Row) and last.head)


def test_a_table_that_goes_on_overleaf_has_its_heads_there_again(qapp) -> None:
    made = sheet()
    first = made.pages[1][0][0]
    assert isinstance(first, Row)
    assert first.head


def test_it_speaks_of_the_person_to_somebody_else_and_names_them_only_if_wanted(qapp) -> None:
    plain, named = words_of(sheet()), words_of(sheet(name="Alex Example"))
    assert "Alex Example" not in plain
    assert named[1] == "Alex Example"
    assert not any(" you" in text.lower() for text in plain)
    assert "Knot 1: left of the upper spine: from 7 to 3 of 10." in plain


def test_an_empty_month_is_one_page_that_says_so(qapp) -> None:
    made = sheet(empty=True)
    assert len(made.pages) == 1
    assert "Nothing was recorded in this month." in words_of(made)
    assert made.pdf().startswith(b"%PDF-")


def test_the_pdf_has_its_pages_their_size_and_its_title(qapp) -> None:
    content = sheet(LETTER).pdf()
    assert content.startswith(b"%PDF-")
    assert len(re.findall(rb"/Type /Page\b", content)) == len(sheet(LETTER).pages)
    assert re.search(rb"/MediaBox \[0 0 612(\.0+)? 792(\.0+)?\]", content)
    assert "March 2026".encode("utf-16-be") in content or b"March 2026" in content


def test_the_pdf_holds_text_and_not_a_picture_of_it(qapp) -> None:
    content = sheet().pdf()
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", content, re.DOTALL)
    pages = b"".join(zlib.decompress(raw) for raw in streams if raw[:1] == b"\x78")
    assert pages.count(b" Tj") > 200


def test_the_picture_is_all_pages_below_one_another_and_light_in_any_theme(qapp) -> None:
    made = sheet()
    image = QImage.fromData(made.png())
    paper = made.paper
    assert image.size() == QSize(round(paper.width() * SHARP), round(paper.height() * SHARP) * len(made.pages))
    assert image.pixelColor(4, 4).name() == "#ffffff"


def test_a_file_that_can_not_be_written_is_told_and_leaves_nothing(qapp, tmp_path: Path) -> None:
    with pytest.raises(StoreError) as refused:
        save(tmp_path / "nowhere" / "march.pdf", b"%PDF")
    assert refused.value.problem.file == "march.pdf"
    assert list(tmp_path.iterdir()) == []


def test_the_dialog_shows_what_will_be_saved_and_saves_it(qtbot: QtBot, tmp_path: Path) -> None:
    home = Home(NOW)
    home.ledger.add(*a_month(date(2026, 3, 2), NOW.date(), NOW.hour))
    told: list[tuple[str, str]] = []
    dialog = SheetDialog(
        home.shell, home.shell.records.review(MARCH, NOW.date()), 0, lambda text, wrong: told.append((text, wrong))
    )
    qtbot.addWidget(dialog)
    dialog.open()
    dialog.name.setText("  Alex Example ")
    assert words_of(dialog.sheet())[1] == "Alex Example"
    dialog.size_.set_index(1, tell=True)
    assert dialog.sheet().size == LETTER
    assert dialog.pages.text == f"{len(dialog.sheet().pages)} pages"
    assert not dialog.preview.grab().isNull()
    dialog.write(tmp_path / "march.pdf", "pdf")
    assert (tmp_path / "march.pdf").read_bytes().startswith(b"%PDF-")
    assert told == [("Saved as march.pdf.", "")]


def test_a_refused_save_is_told(qtbot: QtBot, tmp_path: Path) -> None:
    home = Home(NOW)
    told: list[tuple[str, str]] = []
    dialog = SheetDialog(
        home.shell, home.shell.records.review(MARCH, NOW.date()), 0, lambda text, wrong: told.append((text, wrong))
    )
    qtbot.addWidget(dialog)
    dialog.write(tmp_path / "nowhere" / "march.png", "png")
    [(text, wrong)] = told
    assert text == ""
    assert "march.png" in wrong


def test_a_long_heading_wraps_and_is_given_its_height(qapp) -> None:
    figure = next(iter(_titled(sheet())))
    longer = replace(figure, title=figure.title * 4)
    assert longer.height(200) > figure.height(200)


def _titled(made: Sheet) -> list[Titled]:
    found: list[Titled] = []

    def look(block: object) -> None:
        if isinstance(block, Titled):
            found.append(block)
        for name in ("first", "second"):
            if hasattr(block, name):
                look(getattr(block, name))
        for inner in getattr(block, "blocks", ()):
            look(inner)

    for block in made.blocks:
        look(block)
    return found


def test_columns_without_room_follow_in_a_table_of_their_own(qapp) -> None:
    heads = ("Day", *(f"Something longer {n}" for n in range(20)))
    rows = [("Mon 2 Mar", *(str(n) for n in range(20))), ("Tue 3 Mar", *(str(n) for n in range(20)))]
    rows.append(("Wed 4 Mar", *("0" * 20)))
    made = [block for block in table(heads, rows, 600) if isinstance(block, Row)]
    assert all(sum(row.wide) <= 600.01 for row in made)
    assert all(row.cells[0] in ("Day", "Mon 2 Mar", "Tue 3 Mar") for row in made)
    shown = [cell for row in made if row.cells[0] == "Tue 3 Mar" for cell in row.cells[1:]]
    assert shown == [str(n) for n in range(20)]
    assert not any(row.cells[0] == "Wed 4 Mar" for row in made), "it has nothing but zeros"
    assert len([row for row in made if row.head]) > 1


def test_no_word_of_a_head_is_cut(qapp) -> None:
    for block in sheet().blocks:
        if isinstance(block, Row) and block.head:
            for cell, wide in zip(block.cells, block.wide, strict=True):
                for word in cell.replace("-", "- ").split():
                    assert SHEET.wide(word, "caption") <= wide - 6
