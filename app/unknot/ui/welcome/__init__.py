"""The first steps: hours, the red-flag question, one minute to try."""

from unknot.ui.welcome.window import WelcomeWindow

__all__ = ["WelcomeWindow"]
