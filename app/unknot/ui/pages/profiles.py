"""Profiles: which one is shown and changed on the page, which is in force when, and the list of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QLocale, Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from unknot.core.profiles import OFFICE, Profile
from unknot.core.settings import Settings
from unknot.ui import words
from unknot.ui.kit.button import Button, Role
from unknot.ui.kit.fields import Choice, LineEdit
from unknot.ui.kit.layout import Stacked
from unknot.ui.kit.text import Text
from unknot.ui.kit.week_grid_names import day_name, row_order
from unknot.ui.pages.parts import Hung
from unknot.ui.pages.schedule_dialog import Lines, ScheduleDialog, labelled
from unknot.ui.pages.schedule_menu import names_of
from unknot.ui.shell import Shell
from unknot.ui.theme import size
from unknot.ui.tr import tr

KEPT = ("profiles", "profile", "profile_days", "days")
"""All that removing a profile may change."""
LONGEST = 40
"""Letters of a name that the settings keep."""


def name_of(settings: Settings, id_: str) -> str:
    """A profile's name by its id."""
    return next((words.profile(profile) for profile in settings.profiles if profile.id == id_), id_)


def new_id(settings: Settings) -> str:
    """An id that no profile has."""
    taken = {profile.id for profile in settings.profiles}
    return next(f"own-{n}" for n in range(1, len(taken) + 2) if f"own-{n}" not in taken)


def added(settings: Settings, name: str, like: str = OFFICE) -> tuple[Settings, str]:
    """With one more profile, which begins as ``like``; and its id."""
    id_ = new_id(settings)
    values = next((profile.values for profile in settings.profiles if profile.id == like), ())
    return replace(settings, profiles=(*settings.profiles, Profile(id_, name[:LONGEST], values))), id_


def renamed(settings: Settings, id_: str, name: str) -> Settings:
    """With another name for a profile; "" is its own for a built-in one, and changes nothing for others."""
    name = name.strip()[:LONGEST]
    own = {words.profile(replace(profile, name="")): profile.id for profile in settings.profiles}
    if own.get(name) == id_:
        name = ""
    elif not name and id_.startswith("own-"):
        return settings
    return replace(settings, profiles=tuple(replace(p, name=name) if p.id == id_ else p for p in settings.profiles))


def removed(settings: Settings, id_: str) -> Settings:
    """Without a profile; where it was in force the usual one is, or the office's."""
    if id_ == OFFICE:
        return settings
    return replace(
        settings,
        profiles=tuple(profile for profile in settings.profiles if profile.id != id_),
        profile=OFFICE if settings.profile == id_ else settings.profile,
        profile_days=tuple("" if day == id_ else day for day in settings.profile_days),
        days=tuple(
            change if change.profile != id_ else replace(change, profile="")
            for change in settings.days if change.profile != id_ or change.hours is not None
        ),
    )


def rule_text(settings: Settings) -> str:
    """Which weekdays have a profile of their own: ``Every Friday: Home. Every Monday and
    Tuesday: Night shift.``"""
    by_profile: dict[str, list[int]] = {}
    for day in row_order(QLocale()):
        id_ = settings.profile_days[day]
        if id_ and id_ != settings.profile and settings.has_profile(id_):
            by_profile.setdefault(id_, []).append(day)
    return words.sentences([
        tr("Every {days}: {profile}.").format(days=names_of(sorted(days)), profile=name_of(settings, id_))
        for id_, days in by_profile.items()
    ])


def standing(settings: Settings, id_: str, today: date) -> str:
    """What there is to know of the profile that is being changed; "" where it is simply the only one in use."""
    here, rules = settings.profile_on(today), rule_text(settings)
    if id_ == here:
        if settings.change_of(today).profile == id_:
            return tr("{profile} is in force today only.").format(profile=name_of(settings, id_))
        first = tr("{profile} is in force today.").format(profile=name_of(settings, id_))
        return words.sentences([first, rules]) if rules or id_ != OFFICE else ""
    return tr("You are changing {profile}. Today {other} is in force.").format(
        profile=name_of(settings, id_), other=name_of(settings, here)
    )


class ProfileRow(QWidget):
    """One profile in the list: its name to write in, a copy, and away with it."""

    def __init__(self, profile: Profile) -> None:
        super().__init__()
        name = words.profile(profile)
        self.name = LineEdit(name, tr("Name of the profile {profile}").format(profile=name), size.field_small)
        self.name.setMaxLength(LONGEST)
        self.name.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.copy = Button(tr("Duplicate"), Role.QUIET, height=size.field_small)
        self.copy.setAccessibleName(tr("Duplicate {profile}").format(profile=name))
        self.remove = Button("", Role.BARE, "close", height=size.field_small)
        self.remove.setAccessibleName(tr("Remove {profile}").format(profile=name))
        self.remove.setToolTip(tr("Remove"))
        kept = self.remove.sizePolicy()
        kept.setRetainSizeWhenHidden(True)
        self.remove.setSizePolicy(kept)
        self.remove.setVisible(profile.id != OFFICE)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.name, 1)
        row.addWidget(self.copy)
        row.addWidget(self.remove)


class ProfilesDialog(ScheduleDialog):
    """Which profile when, and the list of them."""

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(shell, tr("Profiles"), parent)
        self._removed: tuple[Settings, Settings] | None = None  # before and after, to undo it
        self.body.addWidget(Text(
            tr("Each profile has working time, stand-ups and sessions of its own. The tray menu can switch, too."),
            "body", "ink2",
        ))
        self.section(tr("In force"))
        self.usual = Choice([], tr("Usual profile"), size.field_small)
        self.usual.activated.connect(lambda index: self._put(profile=self._ids[index]))
        self.body.addLayout(labelled(Text(tr("Usually")), self.usual))
        self.days = {day: Choice([], day_name(day), size.field_small) for day in row_order(QLocale())}
        for day, choice in self.days.items():
            choice.activated.connect(lambda index, day=day: self._rule(day, index))
            self.body.addLayout(labelled(Text(tr("On {day}").format(day=day_name(day))), choice))
        self.section(tr("Your profiles"))
        self.list = Lines()
        rows = Stacked()
        rows.addLayout(self.list)
        self.body.addLayout(rows)
        self.add = Button(tr("New profile"), Role.QUIET, "plus", height=size.field_small)
        self.add.clicked.connect(self._add)
        self.body.addLayout(Hung(self.add))
        self.gone = Text("", "small", "ink2")
        self.undo = Button(tr("Undo"), Role.QUIET, "undo", height=size.small_button)
        self.undo.clicked.connect(self._undo)
        row = QHBoxLayout()
        row.addWidget(self.gone, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.undo)
        self.body.addLayout(row)
        if self.locked("profile", "profile_days", "profiles"):
            for control in (self.usual, self.add, *self.days.values()):
                control.setEnabled(False)
        self.body.addStretch(1)
        self.refresh()

    @property
    def _settings(self) -> Settings:
        return self.shell.preferences.current

    def refresh(self) -> None:
        settings = self._settings
        self._ids = [profile.id for profile in settings.profiles]
        names = [words.profile(profile) for profile in settings.profiles]
        offer(self.usual, names, self._ids.index(settings.profile) if settings.profile in self._ids else 0)
        usual = tr("As usual")
        for day, choice in self.days.items():
            id_ = settings.profile_days[day]
            offer(choice, [usual, *names], self._ids.index(id_) + 1 if id_ in self._ids else 0)
        self.list.tell([(p.id, p.name) for p in settings.profiles], self._rows)
        if self._removed and any(getattr(settings, name) != getattr(self._removed[1], name) for name in KEPT):
            self._removed = None  # undoing it would undo what was done since, too
        for widget in (self.gone, self.undo):
            widget.setVisible(self._removed is not None)

    def _rows(self) -> Sequence[QWidget]:
        made, locked = [], self.shell.preferences.locked
        for profile in self._settings.profiles:
            row = ProfileRow(profile)
            row.setEnabled("profiles" not in locked)
            for button in (row.copy, row.remove):  # neither may bring or take away what only the organisation sets
                button.setEnabled(locked.isdisjoint(dict(profile.values)))
            id_ = profile.id
            row.name.editingFinished.connect(lambda row=row, id_=id_: self._rename(id_, row.name.text()))
            row.copy.clicked.connect(lambda _on=False, id_=id_: self._copy(id_))
            row.remove.clicked.connect(lambda _on=False, id_=id_: self._remove(id_))
            made.append(row)
        return made

    def _put(self, **changes: object) -> None:
        self.shell.preferences.put(replace(self._settings, **changes))  # type: ignore[arg-type]

    def _rule(self, day: int, index: int) -> None:
        rules = list(self._settings.profile_days)
        rules[day] = self._ids[index - 1] if index else ""
        self._put(profile_days=tuple(rules))

    def _rename(self, id_: str, name: str) -> None:
        # not within the field's own signal: its row is made anew by the change
        QTimer.singleShot(0, self, lambda: self.shell.preferences.put(renamed(self._settings, id_, name)))

    def _add(self) -> None:
        self._begin(added(self._settings, tr("My profile"))[0])

    def _copy(self, id_: str) -> None:
        name = tr("{profile} 2").format(profile=name_of(self._settings, id_))
        self._begin(added(self._settings, name, id_)[0])

    def _begin(self, settings: Settings) -> None:
        """With the new profile's name ready to be written over."""
        self.shell.preferences.put(settings)
        row = self.list.rows[-1]
        assert isinstance(row, ProfileRow)
        row.name.setFocus(Qt.FocusReason.TabFocusReason)
        row.name.selectAll()

    def _remove(self, id_: str) -> None:
        self._removed = self._settings, removed(self._settings, id_)
        self.gone.set_text(tr("{profile} is removed.").format(profile=name_of(self._settings, id_)))
        self.shell.preferences.put(self._removed[1])
        self.undo.setFocus(Qt.FocusReason.TabFocusReason)

    def _undo(self) -> None:
        if self._removed is not None:
            before = self._removed[0]
            self._put(**{name: getattr(before, name) for name in KEPT})


def offer(choice: Choice, names: Sequence[str], index: int) -> None:
    """Fill a choice, unless it offers the same already."""
    if [choice.itemText(n) for n in range(choice.count())] != list(names):
        choice.clear()
        choice.addItems(list(names))
        choice.updateGeometry()
    choice.setCurrentIndex(index)

