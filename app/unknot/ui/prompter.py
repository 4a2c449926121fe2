"""Asks the person: by a notification with buttons where the desktop has them, else by our own small window."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from unknot.bundled import resource_path
from unknot.core.day import Slot
from unknot.core.history import SkipWhy, SlotKind
from unknot.core.library import Library
from unknot.core.settings import PromptStyle
from unknot.ports import Answer, BusyDay, Closed, Cue, Notice, Notifier, Prompt, Prompter, Speaker, Undo
from unknot.services.preferences import Preferences
from unknot.ui import words
from unknot.ui.words.skips import skip_choice, why_skipped

LOAD_AFTER_MS = 400
"""The prompt slides in first; loading in the same moment would make it stutter."""
AnswerCall = Callable[[Answer, int | None], None]
Why = Callable[[SkipWhy], None]


class NotificationPrompter(QObject):
    """Prompts as desktop notifications."""

    def __init__(self, notifier: Notifier, library: Callable[[], Library]) -> None:
        super().__init__()
        self._notifier = notifier
        self._library = library

    def show(self, prompt: Prompt, answer: AnswerCall) -> None:
        """Show it with Start or "Done it", Snooze (while any is left) and Skip."""
        title, body, picture = words.prompt(prompt, self._library())
        accept = self.tr("Done it") if prompt.slot.kind is SlotKind.POSTURE else self.tr("Start")
        actions = [("accept", accept)]
        if prompt.snoozes_left > 0:
            actions.append(("snooze", self.tr("Snooze {n} min").format(n=prompt.snooze_minutes)))
        actions.append(("skip", self.tr("Skip")))
        art = resource_path(f"art/{picture}.webp")

        def closed(why: Closed) -> None:
            if why is Closed.DISMISSED:
                answer(Answer.DISMISSED, None)
            elif why is Closed.LOST:  # the service died: nobody can answer any more
                answer(Answer.EXPIRED, None)
            # EXPIRED: some servers let notifications go early; the coach's own deadline decides

        self._notifier.show(
            Notice(title, body, tuple(actions), art if art.is_file() else None),
            lambda action: answer(Answer(action), None),
            closed,
        )

    def withdraw(self) -> None:
        """Take it away."""
        self._notifier.withdraw()

    def attended(self) -> bool:
        """The desktop doesn't tell."""
        return False

    def skipped(self, coming: Slot | None, undo: Undo, why: Why | None = None) -> None:
        """Say so in one line, with Undo, and with Why? where that is offered."""
        actions = [("undo", self.tr("Undo"))]
        if why is not None:
            actions.append(("why", self.tr("Why?")))

        def acted(action: str) -> None:
            if action == "undo" or why is None:
                undo()
            else:
                self._ask_why(why)

        self._notifier.show(Notice(words.skipped(coming), "", tuple(actions)), acted, lambda _why: None)

    def _ask_why(self, why: Why) -> None:
        """The reasons as buttons; whoever closes it has none. Three, because few services show a fourth."""
        title, line = why_skipped()
        actions = tuple((each.value, skip_choice(each)) for each in SkipWhy if each is not SkipWhy.NOT_NOW)
        self._notifier.show(Notice(title, line, actions), lambda action: why(SkipWhy(action)), lambda _why: None)

    def busy_day(self, choose: Callable[[BusyDay], None]) -> None:
        """Offer less for today, each as a button."""
        title, line = words.busy_day()
        actions = tuple((each.value, words.busy_choice(each)) for each in BusyDay)

        def closed(why: Closed) -> None:
            if why is not Closed.WITHDRAWN:
                choose(BusyDay.NOT_NOW)

        self._notifier.show(Notice(title, line, actions), lambda action: choose(BusyDay(action)), closed)


class ChoosingPrompter:
    """Chooses for each prompt, because a notification service may come and go."""

    def __init__(
        self,
        notifier: Notifier,
        preferences: Preferences,
        speaker: Speaker,
        library: Callable[[], Library],
        window: Callable[[], Prompter],
        insistent: Callable[[], Prompter],
        session_may_come: Callable[[], None],
    ) -> None:
        """``window`` makes our own small window when one is needed, ``insistent`` the one that covers the screens;
        each is kept. ``session_may_come`` is called while a session's
        prompt is up, so that Start need not wait for what can be loaded before."""
        self._notifier = notifier
        self._notes = NotificationPrompter(notifier, library)
        self._preferences = preferences
        self._speaker = speaker
        self._make = {PromptStyle.WINDOW: window, PromptStyle.INSISTENT: insistent}
        self._made: dict[PromptStyle, Prompter] = {}
        self._session_may_come = session_may_come
        self._shown: Prompter | None = None

    def _choose(self, style: PromptStyle | None = None) -> Prompter:
        style = style or self._preferences.current.prompt_style
        if style in (PromptStyle.AUTO, PromptStyle.NOTIFICATION):
            if self._notifier.can_act():
                return self._notes
            style = PromptStyle.WINDOW
        if style not in self._made:
            self._made[style] = self._make[style]()
        return self._made[style]

    def show(self, prompt: Prompt, answer: AnswerCall) -> None:
        """Show it where it can be answered, with a soft tap."""
        self.withdraw()
        self._shown = self._choose(prompt.style)
        self._shown.show(prompt, answer)
        settings = self._preferences.current
        if settings.sounds and settings.prompt_sound:
            self._speaker.play(Cue.PROMPT, settings.volume)
        if prompt.slot.kind is SlotKind.SESSION:
            QTimer.singleShot(LOAD_AFTER_MS, self._session_may_come)

    def withdraw(self) -> None:
        """Take it away."""
        if self._shown is not None:
            self._shown.withdraw()
            self._shown = None

    def attended(self) -> bool:
        """Whether the pointer rests on what is shown."""
        return self._shown is not None and self._shown.attended()

    def skipped(self, coming: Slot | None, undo: Undo, why: Why | None = None) -> None:
        """Offer to undo, in the same form as the prompt had."""
        self._shown = self._shown or self._choose()
        self._shown.skipped(coming, undo, why)

    def busy_day(self, choose: Callable[[BusyDay], None]) -> None:
        """Offer less for today, in the same form."""
        self._shown = self._shown or self._choose()
        self._shown.busy_day(choose)
