"""What every window and the tray get: the services, and the way to other windows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from unknot.core.body_map import BodyShapes
from unknot.core.care_records import CompressKind
from unknot.core.library import Library, Problem
from unknot.core.rota import Country
from unknot.ports import Autostart, Clock, Finding, SettingsBundles, Speaker
from unknot.ports_archive import Archive
from unknot.services.agenda import Agenda
from unknot.services.care import CareService
from unknot.services.chooser import Chooser
from unknot.services.coach import Coach
from unknot.services.compresses import Compresses
from unknot.services.guide import Guide
from unknot.services.knots import Knots
from unknot.services.lookout import Lookout
from unknot.services.massaging import Massaging
from unknot.services.movement import Movement
from unknot.services.notices import Notices
from unknot.services.pain_log import PainLog
from unknot.services.preferences import Preferences
from unknot.services.progress import Progress
from unknot.services.records import Records
from unknot.services.stances import Stances
from unknot.services.verbs import Verbs
from unknot.services.workshop import Workshop


class Page(StrEnum):
    """Pages of the main window."""

    TODAY = "today"
    LIBRARY = "library"
    CARE = "care"
    HISTORY = "history"
    SETTINGS = "settings"


class Windows(Protocol):
    """The way to other windows; each is made when first opened."""

    def open(self, page: Page, part: str = "") -> None:
        """Show the main window at this page, on top; ``part``: a tab of the page (``presence`` of the settings,
        ``heat`` of Care), or an item of it."""

    def open_first(self) -> None:
        """What a click on the tray shows: Today, or the welcome as long as it was not gone through."""

    def open_session(self) -> None:
        """Show the running session's window."""

    def open_welcome(self) -> None:
        """Show the welcome, or only its red-flag question when the rest was answered before."""

    def open_moving(self) -> None:
        """Show the dialog that takes minutes of moving."""

    def open_pain(self) -> None:
        """Show the dialog that asks where it hurts, and how much."""

    def open_massage(self, technique: str, knots: Sequence[str] = ()) -> None:
        """Show the massage under way, or prepare one of these knots with this technique."""

    def open_compress(self, kind: CompressKind) -> None:
        """Show the compress under way, or prepare one of this kind."""

    def open_emergency(self) -> None:
        """Show the emergency page."""

    def open_routine(self, name: str = "", exercise: str = "") -> None:
        """Show the editor with this routine, a copy of one that is built in, or a new one; ``exercise`` is added."""

    def open_exercise(self, name: str = "") -> None:
        """Show the form of an own exercise, or of a new one."""

    def quit(self) -> None:
        """End the app."""


@dataclass
class Shell:
    """Everything a window may use. ``problems`` are broken files found at start; ``tray_there`` is live."""

    clock: Clock
    coach: Coach
    guide: Guide
    care: CareService
    verbs: Verbs
    chooser: Chooser
    movement: Movement
    stances: Stances
    preferences: Preferences
    progress: Progress
    records: Records
    lookout: Lookout
    agenda: Agenda
    pain_log: PainLog
    notices: Notices
    knots: Knots
    massaging: Massaging
    compresses: Compresses
    workshop: Workshop
    speaker: Speaker
    autostart: Autostart
    findings: Callable[[], Sequence[Finding]]
    library: Library
    picture: Callable[[str], Path | None]
    """The picture file of an exercise id or a picture name; None where there is none yet."""
    body_map: Callable[[], BodyShapes | None]
    """The outlines of the body, read when first asked for; None, and a problem more, when they can't be."""
    countries: Callable[[], Sequence[Country]]
    """The countries whose public holidays are known, read when first asked for; none, and a problem more, when they
    can't be."""
    windows: Windows
    problems: Callable[[], tuple[Problem, ...]]
    report: Callable[[Problem], None]
    """A file turned out to be broken only now."""
    tray_there: Callable[[], bool]
    bundles: SettingsBundles
    archive: Archive
    data_folder: Path
    settings_file: Path
    welcomed: Callable[[], bool]
    set_welcomed: Callable[[], None]
    dismissed: set[Problem] = field(default_factory=set)
    """Problems that the person has seen and closed; they are not shown again until the next start."""
