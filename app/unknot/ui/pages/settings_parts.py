"""Settings: prompts, sound and look."""

from __future__ import annotations

from unknot.core.settings import PromptStyle, Theme
from unknot.ports import Cue
from unknot.ui import words
from unknot.ui.kit.button import Button, Role
from unknot.ui.kit.focus import RING
from unknot.ui.kit.layout import Controls, Stacked
from unknot.ui.kit.level_pictures import Diagram
from unknot.ui.kit.switches import SegmentSwitch
from unknot.ui.kit.text import Text
from unknot.ui.pages.prompt_levels import Levels, LevelWords
from unknot.ui.pages.settings_base import Part
from unknot.ui.shell import Shell
from unknot.ui.theme import space
from unknot.ui.theme.windows import settings


class PromptsPart(Part):
    """How insistently Unknot asks, how long, and what Snooze means."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.styles = list(PromptStyle)
        said = self._levels()
        self.style_switch = Levels([said[style] for style in self.styles], self._chosen())
        self.style_switch.set_name(self.tr("How a prompt appears"))
        self.style_switch.chosen.connect(lambda index: self.change(prompt_style=self.styles[index]))
        self.style_switch.asked.connect(self._show_one)
        self.on_settings(lambda: self.style_switch.set_index(self._chosen()))
        self.shown = Text("", "small", "ink2")
        self.snooze = self.slider("snooze_minutes", self.tr("Snooze takes"), words.minutes, 1, 30)
        self.stays = self.slider(
            "prompt_seconds", self.tr("A prompt stays"), lambda n: self.tr("{n} seconds").format(n=n), 15, 300, 15,
            self.tr("then it goes by itself and counts as missed"),
        )
        self.gap = self.slider(
            "prompt_gap", self.tr("Between two prompts, at least"), words.minutes, 5, 60, 5
        )
        self.sound = self.tick("prompt_sound", self.tr("A soft tap with each prompt"))
        self._lay_out()

    def _lay_out(self) -> None:
        self.put(Text(self.tr("How a prompt appears"), "heading"), space.m - RING)
        self.put(Stacked(self.lockable(self.style_switch, "prompt_style")), space.s)
        self.style_switch.setMaximumWidth(settings.levels)
        self.put(self.shown, space.m)
        self.put(Text(self.tr("How long"), "heading"), space.m)
        for part in (self.snooze, self.stays, self.gap):
            self.put(part)
        self.put(Text(self.tr("Sound"), "heading"), space.s)
        self.put(Controls(self.sound, None), space.l)
        self.column.addStretch(1)

    def _levels(self) -> dict[PromptStyle, LevelWords]:
        return {
            PromptStyle.AUTO: LevelWords(
                self.tr("Automatic"),
                self.tr("A notification where your desktop puts buttons on it, else the small window."),
                Diagram.EITHER,
            ),
            PromptStyle.NOTIFICATION: LevelWords(
                self.tr("Notification"),
                self.tr("As other programs tell you things, with buttons. The quietest."),
                Diagram.NOTIFICATION,
            ),
            PromptStyle.WINDOW: LevelWords(
                self.tr("Small window"),
                self.tr("A card in the corner with a picture. It never takes the keyboard."),
                Diagram.CARD,
            ),
            PromptStyle.INSISTENT: LevelWords(
                self.tr("Insistent"),
                self.tr("All screens dim and the figure moves. Typing can't dismiss it; Esc twice leaves at once."),
                Diagram.COVERED,
            ),
        }

    def _chosen(self) -> int:
        return self.styles.index(self.setting("prompt_style"))

    def reflow(self, width: int) -> None:
        """The page is so wide now."""
        self.style_switch.reflow(width)

    def _show_one(self, index: int) -> None:
        fine = self.shell.coach.show_now(self.styles[index])
        self.shown.set_text("" if fine else self.tr("One is on the screen already."))


class SoundPart(Part):
    """Sounds and their volume."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.sounds = self.tick("sounds", self.tr("Sounds in a session"))
        self.volume = self.slider("volume", self.tr("Volume"), lambda n: self.tr("{n} %").format(n=n), 0, 100, 5)
        self.test = Button(self.tr("Play a sound"), Role.SECONDARY, "sound")
        self.test.clicked.connect(self._play)
        hint = self.tr("One tap at the start of a hold, two at a switch of sides, a soft bowl at the end.")
        self.put(Controls(self.sounds, None), space.xs)
        self.put(Text(hint, "small", "ink2"))
        self.put(self.volume)
        self.put(Controls(self.test, None))
        self.column.addStretch(1)

    def _play(self) -> None:
        self.shell.speaker.play(Cue.END, int(self.setting("volume")))


class LookPart(Part):
    """Colours and motion."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.themes = list(Theme)
        labels = [self.tr("System"), self.tr("Light"), self.tr("Dark")]
        self.theme_switch = SegmentSwitch(labels, self.themes.index(self.setting("theme")))
        self.theme_switch.set_name(self.tr("Colours"))
        self.theme_switch.chosen.connect(lambda index: self.change(theme=self.themes[index]))
        self.on_settings(lambda: self.theme_switch.set_index(self.themes.index(self.setting("theme"))))
        self.still = self.tick("reduced_motion", self.tr("Less motion"))
        self.lockable(self.theme_switch, "theme")
        self.put(Text(self.tr("Colours")), space.s)
        self.put(Controls(self.theme_switch, None))
        self.put(Controls(self.still, None), space.xs)
        self.put(Text(self.tr("Stills instead of motion, and nothing slides."), "small", "ink2"))
        self.column.addStretch(1)
