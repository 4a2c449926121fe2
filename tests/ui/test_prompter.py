"""Which form a prompt takes, and prompts as notifications."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtWidgets import QApplication
from tests.fakes import FakeClock, FakeNotifier, FakePrompter, FakeSettingsStore, FakeSpeaker
from tests.shells import bundled_library

from unknot.core.day import Slot, State
from unknot.core.history import Reason, SkipWhy, SlotKind
from unknot.core.settings import PromptStyle, Settings
from unknot.ports import Answer, BusyDay, Closed, Prompt
from unknot.services.preferences import Preferences
from unknot.ui.prompter import ChoosingPrompter


class Desktop:
    """The prompter of a person who chose this style, on a desktop whose notifications have buttons or not."""

    def __init__(self, style: PromptStyle, buttons: bool = True) -> None:
        self.notifier = FakeNotifier(buttons)
        self.window, self.insistent = FakePrompter(), FakePrompter()
        self.speaker = FakeSpeaker()
        self.made: list[str] = []
        self.prompter = ChoosingPrompter(
            self.notifier, Preferences(FakeSettingsStore(Settings(prompt_style=style))), self.speaker, bundled_library,
            lambda: self._make("window", self.window), lambda: self._make("insistent", self.insistent), lambda: None,
        )
        self.answers: list[tuple[Answer, int | None]] = []
        self.chosen: list[BusyDay] = []

    def _make(self, name: str, prompter: FakePrompter) -> FakePrompter:
        self.made.append(name)
        return prompter

    def show(self, kind: SlotKind = SlotKind.POSTURE, style: PromptStyle | None = None) -> None:
        now = FakeClock().now()
        slot = Slot(now.date(), "p1", kind, now, timedelta(minutes=1), Reason.SPREAD, 1, State.SHOWN)
        asked = Prompt(slot, 4, "neck-shoulders-3", "stand-walk", 54, 5, 3, 60, style=style)
        self.prompter.show(asked, lambda answer, minutes: self.answers.append((answer, minutes)))

    def form(self) -> str:
        """Where the prompt is on the screen."""
        shown = {
            "notification": self.notifier.current, "window": self.window.current, "insistent": self.insistent.current,
        }
        (form,) = [name for name, what in shown.items() if what is not None]
        return form


@pytest.mark.parametrize(
    ("style", "buttons", "form"),
    [
        (PromptStyle.AUTO, True, "notification"),
        (PromptStyle.AUTO, False, "window"),
        (PromptStyle.NOTIFICATION, True, "notification"),
        (PromptStyle.NOTIFICATION, False, "window"),
        (PromptStyle.WINDOW, True, "window"),
        (PromptStyle.INSISTENT, True, "insistent"),
        (PromptStyle.INSISTENT, False, "insistent"),
    ],
)
def test_each_style_has_its_form_and_nothing_asks_where_it_cant_be_answered(
    qapp: QApplication, style: PromptStyle, buttons: bool, form: str
) -> None:
    desktop = Desktop(style, buttons)
    desktop.show()
    assert desktop.form() == form
    assert desktop.speaker.played
    desktop.prompter.withdraw()
    desktop.show()
    assert desktop.form() == form
    assert len(desktop.made) <= 1


def test_a_prompt_of_another_form_is_shown_so_and_the_next_as_it_is_set(qapp: QApplication) -> None:
    desktop = Desktop(PromptStyle.WINDOW)
    for style in PromptStyle:
        desktop.show(style=style)
        assert desktop.form() == {PromptStyle.AUTO: "notification"}.get(style, style.value)
    desktop.show()
    assert desktop.form() == "window"


def test_what_follows_a_skip_takes_the_form_of_the_prompt(qapp: QApplication) -> None:
    desktop = Desktop(PromptStyle.WINDOW)
    desktop.show(style=PromptStyle.INSISTENT)
    desktop.prompter.skipped(None, lambda: None)
    desktop.prompter.busy_day(desktop.chosen.append)
    assert desktop.insistent.undo is not None
    assert desktop.insistent.choose is not None
    assert desktop.window.undo is None


@pytest.mark.parametrize("choice", list(BusyDay))
def test_a_busy_day_is_offered_less_by_the_notifications_buttons(qapp: QApplication, choice: BusyDay) -> None:
    desktop = Desktop(PromptStyle.NOTIFICATION)
    desktop.prompter.busy_day(desktop.chosen.append)
    notice = desktop.notifier.current
    assert notice is not None
    assert (notice.title, notice.body) == ("A busy day?", "One minute for the neck is a fair trade.")
    assert [label for _, label in notice.actions] == ["1-minute version", "Fewer today", "Not now"]
    desktop.notifier.press(choice.value)
    assert desktop.chosen == [choice]


@pytest.mark.parametrize(
    ("why", "answers"),
    [
        (Closed.DISMISSED, [(Answer.DISMISSED, None)]),
        (Closed.LOST, [(Answer.EXPIRED, None)]),
        (Closed.EXPIRED, []),  # the server was early: the coach knows when its time is over
        (Closed.WITHDRAWN, []),
    ],
)
def test_a_notification_that_goes_without_an_answer(
    qapp: QApplication, why: Closed, answers: list[tuple[Answer, None]]
) -> None:
    desktop = Desktop(PromptStyle.NOTIFICATION)
    desktop.show()
    desktop.notifier.close(why)
    assert desktop.answers == answers


@pytest.mark.parametrize("why", [Closed.DISMISSED, Closed.EXPIRED, Closed.LOST])
def test_an_offer_that_goes_without_a_choice_means_not_now(qapp: QApplication, why: Closed) -> None:
    desktop = Desktop(PromptStyle.NOTIFICATION)
    desktop.prompter.busy_day(desktop.chosen.append)
    desktop.notifier.close(why)
    assert desktop.chosen == [BusyDay.NOT_NOW]


def test_an_offer_that_another_prompt_replaces_says_nothing(qapp: QApplication) -> None:
    desktop = Desktop(PromptStyle.NOTIFICATION)
    desktop.prompter.busy_day(desktop.chosen.append)
    desktop.show()
    assert desktop.chosen == []


def test_a_notification_asks_why_only_after_its_button_was_pressed(qapp: QApplication) -> None:
    desktop = Desktop(PromptStyle.NOTIFICATION)
    said: list[SkipWhy] = []
    desktop.prompter.skipped(None, lambda: None, said.append)
    assert [name for name, _ in desktop.notifier.current.actions] == ["undo", "why"]
    desktop.notifier.press("why")
    assert [label for _, label in desktop.notifier.current.actions] == ["Busy", "In a call", "Can't here"]
    desktop.notifier.press(str(SkipWhy.CANNOT_HERE))
    assert said == [SkipWhy.CANNOT_HERE]
