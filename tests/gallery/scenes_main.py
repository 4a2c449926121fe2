"""The main window: every page in its states."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from PySide6.QtCore import QPoint, Qt, QTime
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from tests.fakes import FakeProbe
from tests.gallery import scene
from tests.gallery.long_words import spoken_at_length
from tests.shells import FINDINGS, WEDNESDAY, Home
from tests.ui.session_house import german

from unknot.core.body import Area, Side
from unknot.core.body_map import Place
from unknot.core.history import CareEvent
from unknot.core.library import Position, Problem
from unknot.core.presence import Hold
from unknot.core.profiles import DayChange
from unknot.core.settings import Settings
from unknot.ports import Answer, Busy, Finding, Said
from unknot.ui.kit.cord import DayLine
from unknot.ui.main_window import MainWindow
from unknot.ui.pages.library_items import Wanted
from unknot.ui.pages.settings import PARTS
from unknot.ui.shell import Page

SIZE = (1040, 656)
MIXED = (Answer.ACCEPT, Answer.ACCEPT, Answer.SKIP, Answer.ACCEPT)


def window(home: Home, page: Page = Page.TODAY) -> MainWindow:
    """The main window of a home at this page; keeps the home alive as long as itself."""
    made = MainWindow(home.shell)
    made.home = home
    made.show_page(page)
    return made


def lived(until: str = "13:48") -> Home:
    """A week lived from Monday to this time of Wednesday."""
    home = Home(WEDNESDAY - timedelta(days=2))
    home.live("18:00")
    home.live("18:00", (Answer.ACCEPT, Answer.ACCEPT, Answer.EXPIRED, Answer.ACCEPT), day=1)
    home.live(until, MIXED, day=2)
    return home


@scene("today", SIZE)
def today() -> QWidget:
    home = lived("13:27")
    home.house.held(Hold.CALL)
    home.live("14:20", day=2)
    return window(home)


@scene("today-busy", SIZE)
def today_busy() -> QWidget:
    home = lived("13:27")
    today, titles = WEDNESDAY, ("Planning", "Team meeting")
    home.calendars.say([
        Busy(today.replace(hour=hour), today.replace(hour=hour, minute=45), title)
        for hour, title in zip((14, 16), titles, strict=True)
    ])
    home.live("14:20", day=2)
    return window(home)


@scene("today-coming", SIZE)
def today_coming() -> QWidget:
    return window(lived())


@scene("today-first", SIZE)
def today_first() -> QWidget:
    return window(Home())


@scene("today-day-off", SIZE)
def today_day_off() -> QWidget:
    return window(Home(WEDNESDAY + timedelta(days=3)))


@scene("today-all-done", SIZE)
def today_all_done() -> QWidget:
    home = Home()
    home.live("18:10")
    return window(home)


@scene("today-paused", SIZE)
def today_paused() -> QWidget:
    home = lived("11:00")
    home.house.coach.pause(home.clock.now() + timedelta(hours=1))
    return window(home)


@scene("today-skipped", SIZE)
def today_skipped() -> QWidget:
    home = lived()
    home.house.coach.skip(home.house.coach.up_next()[1].id)
    return window(home)


@scene("today-resumable", SIZE)
def today_resumable() -> QWidget:
    home = lived()
    home.house.verbs.start_session()
    home.house.guide.close()
    return window(home)


@scene("today-blocked", SIZE)
def today_blocked() -> QWidget:
    home = lived()
    home.house.care.answer(CareEvent.RED_FLAG, ["chest"])
    return window(home)


@scene("today-stacked", (640, 900))
def today_stacked() -> QWidget:
    return window(lived())


@scene("today-small", (640, 340))
def today_small() -> QWidget:
    return window(lived())


@scene("today-no-tray", SIZE)
def today_no_tray() -> QWidget:
    home = lived()
    home.tray = False
    home.problems.append(Problem("exercises/neck.toml", "hold", "range", "300", "20 to 60"))
    return window(home)


@scene("today-rtl", SIZE, right_to_left=True)
def today_rtl() -> QWidget:
    return window(lived())


@scene("today-german", SIZE)
def today_german() -> QWidget:
    home = lived()
    home.shell.library = german(home.shell.library)
    return window(home)


@scene("today-eight", SIZE)
def today_eight() -> QWidget:
    home = Home(settings=replace(Settings(), sessions=8, prompt_every=20))
    home.live("13:00", MIXED)
    return window(home)


@scene("today-one", SIZE)
def today_one() -> QWidget:
    home = Home(settings=replace(Settings(), sessions=1, prompt_every=20, prompt_gap=5))
    home.live("13:00", (Answer.ACCEPT, Answer.ACCEPT, Answer.EXPIRED))
    return window(home)


def carried(page: QWidget) -> None:
    """The next session in the hand, half an hour later."""
    cord = page.findChild(DayLine)
    knot = cord.knot(page.home.house.coach.up_next()[1].id)
    there = knot.rect().center() + QPoint(44, 0)
    QTest.mousePress(knot, Qt.MouseButton.LeftButton, pos=knot.rect().center())
    QTest.mouseMove(knot, there)


@scene("today-carried", SIZE, arrange=carried)
def today_carried() -> QWidget:
    return window(lived())


@scene("today-moved", SIZE)
def today_moved() -> QWidget:
    home = lived()
    made = window(home)
    slot = home.house.coach.up_next()[1]
    made.stack.currentWidget().moves.move(slot.id, slot.due + timedelta(minutes=25))
    return made


def open_decisions(page: QWidget) -> None:
    """All decisions in the place of the day."""
    page.stack.currentWidget().show_decisions()
    for _ in range(3):
        QApplication.processEvents()


scene("today-decisions", SIZE, arrange=open_decisions)(lambda: window(lived()))
scene("today-decisions-small", (640, 340), arrange=open_decisions)(lambda: window(lived()))
scene("today-decisions-rtl", SIZE, right_to_left=True, arrange=open_decisions)(lambda: window(lived()))


@scene("today-long-words", SIZE)
def today_long_words() -> QWidget:
    with spoken_at_length():
        return today()


@scene("today-decisions-long-words", (640, 656))
def today_decisions_long_words() -> QWidget:
    with spoken_at_length():
        made = window(lived())
        made.resize(640, 656)
        open_decisions(made)
        return made


@scene("today-held-by-much", SIZE)
def today_held_by_much() -> QWidget:
    home = lived("13:27")
    home.house.held(Hold.FULL_SCREEN)
    home.live("13:40", day=2)
    home.house.held(Hold.SHARING)
    home.live("14:20", day=2)
    return window(home)


@scene("today-night", SIZE)
def today_night() -> QWidget:
    home = Home(WEDNESDAY, settings=replace(Settings(), profile="night"))
    home.live("23:59", MIXED)
    home.live("02:20", MIXED, day=1)
    return window(home)


@scene("today-no-hours", SIZE)
def today_no_hours() -> QWidget:
    return window(Home(settings=replace(Settings(), hours=((),) * 7)))


@scene("today-off-by-you", SIZE)
def today_off_by_you() -> QWidget:
    off = DayChange(WEDNESDAY.date(), hours=())
    return window(Home(settings=replace(Settings(), days=(off,))))


@scene("today-missed-yesterday", SIZE)
def today_missed_yesterday() -> QWidget:
    home = Home(WEDNESDAY - timedelta(days=1))
    home.live("18:00", (Answer.EXPIRED,))
    home.to("8:40", day=1)
    return window(home)


@scene("today-low", (1040, 460))
def today_low() -> QWidget:
    return window(lived())


LIBRARY = (1184, 732)


def settle(widget: QWidget) -> None:
    """Let the stills be read."""
    for _ in range(40):
        QApplication.processEvents()


@scene("library", LIBRARY, arrange=settle)
def library() -> QWidget:
    made = window(Home(), Page.LIBRARY)
    made.stack.currentWidget().tiles.choose("prayer-cat-camel")
    return made


@scene("library-filtered", LIBRARY, arrange=settle)
def library_filtered() -> QWidget:
    made = window(Home(), Page.LIBRARY)
    page = made.stack.currentWidget()
    page._narrow_down(Wanted(areas=frozenset({Area.LOWER_BACK}), positions=frozenset({Position.FLOOR})))
    return made


def open_body(widget: QWidget) -> None:
    """Two places picked on the map."""
    page = widget.stack.currentWidget()
    page.body.click()
    for area in (Area.TRAPEZIUS, Area.BETWEEN_BLADES):
        page.pane.map.picked.emit(Place(area, Side.BOTH))
    settle(widget)


@scene("library-body", LIBRARY, arrange=open_body)
def library_body() -> QWidget:
    return window(Home(), Page.LIBRARY)


@scene("library-body-narrow", (640, 560), arrange=open_body)
def library_body_narrow() -> QWidget:
    return window(Home(), Page.LIBRARY)


@scene("library-body-smallest", (640, 340), arrange=open_body)
def library_body_smallest() -> QWidget:
    return window(Home(), Page.LIBRARY)


@scene("library-body-rtl", LIBRARY, right_to_left=True, arrange=open_body)
def library_body_rtl() -> QWidget:
    return window(Home(), Page.LIBRARY)


@scene("library-routines", LIBRARY, arrange=settle)
def library_routines() -> QWidget:
    made = window(Home(), Page.LIBRARY)
    page = made.stack.currentWidget()
    page._narrow_down(Wanted(routines=True))
    page.tiles.choose("whole-back-5")
    return made


@scene("library-empty", LIBRARY)
def library_empty() -> QWidget:
    made = window(Home(), Page.LIBRARY)
    made.stack.currentWidget()._narrow_down(Wanted("wrist", frozenset({Area.NECK}), frozenset({Position.WALL}), 1))
    return made


@scene("library-narrow", (720, 560), arrange=settle)
def library_narrow() -> QWidget:
    return window(Home(), Page.LIBRARY)


def open_detail(widget: QWidget) -> None:
    """Open the chosen one, as Enter does."""
    page = widget.stack.currentWidget()
    page._entered(page.tiles.current())
    settle(widget)


@scene("library-narrow-detail", (640, 560), arrange=open_detail)
def library_narrow_detail() -> QWidget:
    return window(Home(), Page.LIBRARY)


@scene("library-rtl", LIBRARY, right_to_left=True, arrange=settle)
def library_rtl() -> QWidget:
    return window(Home(), Page.LIBRARY)


SETTINGS = (1120, 708)


def settings_at(index: int, home: Home | None = None) -> QWidget:
    """The settings with this tab open."""
    made = window(home or Home(), Page.SETTINGS)
    made.stack.currentWidget().tabs.choose(index)
    return made


@scene("settings-schedule", SETTINGS)
def settings_schedule() -> QWidget:
    return settings_at(0)


@scene("settings-schedule-overlap", SETTINGS)
def settings_schedule_overlap() -> QWidget:
    made = settings_at(0)
    row = made.stack.currentWidget().part(0).hours.days[1]
    row.fields[1].start.setTime(QTime(11, 0))
    return made


@scene("settings-schedule-small", (640, 700))
def settings_schedule_small() -> QWidget:
    return settings_at(0)


for number, tab in enumerate(PARTS):
    if tab not in ("schedule", "presence"):
        scene(f"settings-{tab}", SETTINGS)(lambda number=number: settings_at(number))


class Source(FakeProbe):
    """A source of the gallery, with its words."""

    def __init__(self, why: Hold, says: bool | None, name: str, found: str, advice: str = "") -> None:
        super().__init__(why, says, name)
        self.said = Said(found, advice)


def sources() -> tuple[Source, ...]:
    """Those of a Linux desktop on Wayland, in a call."""
    return (
        Source(Hold.CALL, True, "microphone", "PipeWire"),
        Source(Hold.CALL, False, "camera", "/dev/video0"),
        Source(Hold.FULL_SCREEN, None, "full-screen", "this desktop tells no other program on Wayland",
               "Pause by hand before a film or a talk."),
        Source(Hold.TYPING, False, "typing", "Mutter"),
        Source(Hold.DO_NOT_DISTURB, False, "do-not-disturb", "GNOME"),
        Source(Hold.SHARING, None, "sharing", "no answer in time"),
        Source(Hold.PRESENTING, False, "presenting", "Xfce"),
    )


def here() -> Home:
    """A home with all those sources."""
    found = (Finding("idle", True, "Mutter"), Finding("sleep and lock", True, "logind, GNOME"))
    home = Home(probes=sources(), findings=(*FINDINGS, *found))
    home.to("9:12")
    home.house.held(Hold.CALL)
    home.to("9:40")
    return home


@scene("settings-presence", SETTINGS)
def settings_presence() -> QWidget:
    return settings_at(PARTS.index("presence"), here())


@scene("settings-presence-long-words", (760, 600))
def settings_presence_long_words() -> QWidget:
    with spoken_at_length():
        made = settings_at(PARTS.index("presence"), here())
        made.show()
        return made


@scene("settings-presence-small", (640, 340))
def settings_presence_small() -> QWidget:
    return settings_at(PARTS.index("presence"), here())


@scene("today-unknown", SIZE)
def today_unknown() -> QWidget:
    home = here()
    home.house.released(Hold.CALL)
    home.house.coach.idle_known(False)
    return window(home)
