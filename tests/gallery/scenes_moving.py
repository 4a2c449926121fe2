"""Sessions that were chosen, with their reasons; moving, sitting and standing."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtWidgets import QMenu, QWidget
from tests.gallery import scene
from tests.gallery.scenes_main import SIZE, lived
from tests.gallery.scenes_main import window as main_window
from tests.gallery.scenes_prompt import prompter, slot
from tests.knotted import knot_at
from tests.shells import Home
from tests.ui.session_house import german

from unknot.core.body import Area
from unknot.core.care_records import Activity, Stance
from unknot.core.choosing import Choice
from unknot.core.history import SlotKind
from unknot.core.stances import Posture
from unknot.ports import Prompt
from unknot.ui.care.moving_window import MovingWindow
from unknot.ui.prompt_insides import LengthMenu
from unknot.ui.session.window import SessionWindow


def knotted(until: str = "13:48") -> Home:
    """Two and a half days lived, with a knot."""
    home = lived(until)
    knot_at(home.shell.knots, Area.BETWEEN_BLADES)
    return home


def begun(home: Home) -> SessionWindow:
    """The first screen of the next session."""
    assert home.house.verbs.start_session() is None
    home.clock.advance(timedelta(seconds=0.4))
    home.house.guide.refresh()
    return SessionWindow(home.shell)


@scene("chosen", SIZE)
def chosen() -> QWidget:
    return begun(knotted())


@scene("chosen-stacked", (640, 684))
def chosen_stacked() -> QWidget:
    return begun(knotted())


@scene("chosen-short", (640, 340))
def chosen_short() -> QWidget:
    return begun(knotted())


@scene("chosen-massage", SIZE)
def chosen_massage() -> QWidget:
    home = knotted()
    made = begun(home)
    guide = home.house.guide
    while guide.session is not None and not guide.session.segment.knot:
        (guide.next if guide.session.segment.exercising else guide.start_now)()
    home.clock.advance(timedelta(seconds=14))
    guide.refresh()
    return made


@scene("today-chosen", SIZE)
def today_chosen() -> QWidget:
    home = knotted()
    home.preferences.change(standing_desk=True)
    home.shell.stances.change(Stance.STAND)
    home.shell.movement.log(Activity.WALK, 20)
    home.to("14:10", day=2)
    return main_window(home)


@scene("today-chosen-small", (640, 340))
def today_chosen_small() -> QWidget:
    return today_chosen()


@scene("today-chosen-stacked", (640, 900))
def today_chosen_stacked() -> QWidget:
    return today_chosen()


def moving(home: Home | None = None) -> MovingWindow:
    """The dialog, with what was logged before."""
    home = home or Home()
    home.to("12:00")
    home.shell.movement.log(Activity.CYCLE, 20)
    home.shell.movement.log(Activity.WALK, 10)
    return MovingWindow(home.shell)


@scene("moving")
def moving_some() -> QWidget:
    return moving()


@scene("moving-empty")
def moving_empty() -> QWidget:
    return MovingWindow(Home().shell)


@scene("moving-small", (440, 340))
def moving_small() -> QWidget:
    return moving()


def standing_prompt(stance: Stance, minutes: float, tip: str) -> QWidget:
    """The card of a stand-up at a desk that goes up and down."""
    made = prompter()
    asked = Prompt(slot(SlotKind.POSTURE), 4, "", tip, 54, 5, 3, 60, posture=Posture(stance, minutes))
    made.show(asked, lambda _a, _n: None)
    assert made.card is not None
    return made.card


@scene("prompt-sit-again")
def sit_again() -> QWidget:
    return standing_prompt(Stance.STAND, 45, "check-sitting")


@scene("prompt-stand-and-walk")
def stand_and_walk() -> QWidget:
    return standing_prompt(Stance.SIT, 60, "stand-walk")


def session_prompt(home: Home, long_words: bool = False) -> QWidget:
    """The card of a session that was chosen."""
    coming = home.house.coach.up_next()[1]
    assert coming is not None
    choice = home.house.coach.choice_for(coming)
    assert isinstance(choice, Choice)
    made = prompter(german(home.library) if long_words else None)
    made.show(Prompt(coming, 4, choice.routine.id, "", None, 5, 3, 60, choice=choice), lambda _a, _n: None)
    assert made.card is not None
    return made.card


@scene("prompt-chosen")
def prompt_chosen() -> QWidget:
    return session_prompt(knotted())


@scene("prompt-lengths")
def prompt_lengths() -> QWidget:
    menu = QMenu()
    LengthMenu(lambda _answer, _minutes: None).fill(menu)
    return menu
