"""Settings: which sources of presence work on this computer, and what holds right now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLayout, QSizePolicy, QVBoxLayout, QWidget

from unknot.core.presence import Hold, Presence
from unknot.ports import Finding, Undo
from unknot.services.lookout import SourceState
from unknot.ui import words
from unknot.ui.kit.blocks import Divider, Icon
from unknot.ui.kit.text import Text
from unknot.ui.pages.parts import Followed
from unknot.ui.pages.settings_base import Part
from unknot.ui.shell import Shell
from unknot.ui.theme import space
from unknot.ui.theme.fonts import scale
from unknot.ui.theme.windows import settings

TOLD = {"idle": (Hold.AWAY,), "sleep and lock": (Hold.LOCKED, Hold.ASLEEP)}
"""Sources that tell by themselves, by their names among the findings, with what they tell of."""
IN_A_ROW = ((0, 0), (0, 1), (0, 2), (0, 3))
STACKED = ((0, 0), (1, 0), (0, 1), (1, 1))
"""Where name, hint, state and who knows it stand: (row, column)."""
MARKS = {True: ("pause", "ochre"), False: ("check", "accent"), None: ("info", "ink2")}


@dataclass(frozen=True, slots=True)
class Row:
    """One source now. ``holds`` None: it can't be known here, and ``trouble`` says why and what can be done. ``by``:
    who knows. ``since``: the beginning of what holds."""

    name: str
    holds: bool | None
    by: str = ""
    trouble: str = ""
    since: datetime | None = None


class SourceLine(QWidget):
    """A source: its name and what is made of it, who knows, and whether it holds now. In one row where there is
    room, for all sources are to be seen at once."""

    def __init__(self, part: PresencePart) -> None:
        super().__init__()
        self._part = part
        self.icon = Icon("check", "accent")
        self.name = Text("", "label")
        self.hint = Text("", "small", "ink2")
        self.trouble = Text("", "small")
        self.now = Text("", "body", "ink2")
        self.by = Text("", "small", "ink2")
        said = QVBoxLayout()
        said.setSpacing(0)
        said.addWidget(self.hint)
        said.addWidget(self.trouble)
        by = QVBoxLayout()
        by.addWidget(self.by)
        self._cells = QGridLayout()
        self._cells.setSpacing(0)
        self._parts: tuple[QWidget | QLayout, ...] = (self.name, said, self.now, by)
        for text in (self.name, self.now, self.by):
            kept = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            kept.setRetainSizeWhenHidden(True)  # or the columns would differ from row to row
            text.setSizePolicy(kept)
        row = QHBoxLayout()
        row.setContentsMargins(0, space.sm, 0, space.sm)
        row.setSpacing(space.sm)
        row.addWidget(self.icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(self._cells, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Divider())
        column.addLayout(row)

    def stack(self, on: bool) -> None:
        """The hint below the name, and who knows below what holds."""
        cells = self._cells
        while cells.count():
            cells.takeAt(0)
        for part, (line, cell) in zip(self._parts, STACKED if on else IN_A_ROW, strict=True):
            if isinstance(part, QLayout):
                part.setContentsMargins(0, 0 if on else space.hair, 0, 0)  # small text on the line of the larger
                part.setParent(None)
                cells.addLayout(part, line, cell)
            else:
                cells.addWidget(part, line, cell, Qt.AlignmentFlag.AlignTop)
        widths = (0, settings.finding, 0, 0) if on else (settings.source, 0, settings.finding, settings.finding)
        for cell, width in enumerate(widths):
            cells.setColumnMinimumWidth(cell, round(width * scale()))
            cells.setColumnStretch(cell, int(not width and cell < 2))
        cells.setHorizontalSpacing(space.m)

    def tell(self, row: Row) -> None:
        """Show this source as it is now."""
        icon, colour = MARKS[row.holds]
        self.icon.set_name(icon)
        self.icon.set_colour(colour)
        self.name.set_text(words.source(row.name))
        self.hint.set_text(words.source_hint(row.name))
        self.trouble.set_text(row.trouble)
        self.trouble.setVisible(bool(row.trouble))
        self.by.set_text(row.by)
        self.by.setVisible(bool(row.by))
        said = self._part.said(row)
        self.now.set_text(said)
        self.now.set_colour("ochre" if row.holds else "ink2")
        self.setAccessibleName(f"{self.name.text}: {said}. {row.trouble or row.by}".strip())


class PresencePart(Followed, Part):
    """Every source with whether it works here and, for as long as the tab is seen, whether it holds at this moment."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._findings: dict[str, Finding] | None = None
        self._looked = False
        self._stacked = False
        self.lines: dict[str, SourceLine] = {}
        self.title = Text(self.tr("What holds prompts back"), "heading")
        self.intro = Text(self.tr(
            "While one of these holds, nothing shows; what came due waits and is asked once. Unknot looks only when "
            "a prompt is due, and while this page is open. Nothing is recorded."
        ), "body", "ink2")
        self.rows = QVBoxLayout()
        self.rows.setSpacing(0)
        self.column.addWidget(self.title)
        self.column.addSpacing(space.xs)
        self.column.addWidget(self.intro)
        self.column.addSpacing(space.m)
        self.column.addLayout(self.rows)
        self.column.addStretch(1)

    def reflow(self, width: int) -> None:
        stacked = width < settings.stacked_below * scale()
        if stacked is not self._stacked:
            self._stacked = stacked
            for line in self.lines.values():
                line.stack(stacked)

    # following

    def follow(self) -> Sequence[Undo]:
        self._looked = False
        return [self.shell.coach.on_change(self.refresh), self.shell.lookout.follow(self._saw)]

    def _saw(self) -> None:
        self._looked = True
        self.refresh()

    # showing

    def refresh(self) -> None:
        """Show every source as it is now."""
        if not self.isVisible():
            return
        for row in self.sources():
            line = self.lines.get(row.name)
            if line is None:
                line = self.lines[row.name] = SourceLine(self)
                line.stack(self._stacked)
                self.rows.addWidget(line)
            line.tell(row)

    def sources(self) -> list[Row]:
        """Every source in order: those that tell by themselves, then those that are asked."""
        presence = self.shell.coach.presence
        told = [self._told(name, whys, presence) for name, whys in TOLD.items()]
        return [*told, *(self._asked(state, presence) for state in self.shell.lookout.states)]

    def _told(self, name: str, whys: tuple[Hold, ...], presence: Presence) -> Row:
        finding = self._finding(name)
        works = presence.idle_known if name == "idle" else finding is None or finding.works is not False
        since = next((held.since for held in presence.holds if held.why in whys), None)
        found, advice = (finding.found, finding.advice) if finding else ("", "")
        return Row(name, since is not None, found, since=since) if works else Row(name, None, "", _told(found, advice))

    def _asked(self, state: SourceState, presence: Presence) -> Row:
        if state.holds is None:
            if not self._looked:
                return Row(state.name, False)
            advice = state.said.advice or self.tr("Unknot can't see this here; pause by hand when you need quiet.")
            return Row(state.name, None, "", _told(state.said.found, advice))
        since = next((held.since for held in presence.holds if held.why is state.why), None) if state.holds else None
        return Row(state.name, state.holds, state.said.found, since=since)

    def _finding(self, name: str) -> Finding | None:
        if self._findings is None:
            self._findings = {}  # while they are looked up, nobody looks again
            self._findings.update({finding.name: finding for finding in self.shell.findings()})
        return self._findings.get(name)

    def said(self, row: Row) -> str:
        """The live word at the end of a line."""
        if row.holds is None:
            return self.tr("Can't know here")
        if not row.holds:
            return self.tr("Not now")
        if row.since is None:
            return self.tr("Holds now")
        return self.tr("Since {time}").format(time=words.clock_time(row.since))


def _told(found: str, advice: str) -> str:
    said = words.capital(found)
    ended = said if not said or said.endswith(".") else f"{said}."
    return words.sentences([ended, advice])
