"""What a day's plan is made from, and one slot of it in the making."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta, tzinfo

from unknot.core.day import Slot, Span, State
from unknot.core.history import UNPLANNED, Away, Entry, Outcome, Reason, SlotKind
from unknot.core.placing import Stretch, without
from unknot.core.rota import Holiday, Rota, no_holiday
from unknot.core.settings import SessionsAt, Settings
from unknot.core.story import Story
from unknot.core.worktime import working_spans

ABSORBS = 15 * 60.0
"""Seconds before and after a coming session in which a posture prompt is absorbed."""
BREAK = 5 * 60.0
"""Seconds away that count as a break, so that active time starts anew."""
BUSY_LIMIT = 60 * 60.0
"""Seconds that a busy time may put something off; beyond it a session is shortened, else dropped."""
SHORT = 2 * 60.0
"""Seconds of the short version that makes up for a session, and of a quick stretch that counts as one."""


@dataclass(frozen=True, slots=True)
class Given:
    """Everything outside the date that a plan depends on.

    ``now`` None: a day as it would be, with presence throughout and everything done when due. ``entries``: the ledger's
    for that day, in order. ``away``: time away, the one still going on up to ``now``. ``busy``: times to keep free.
    ``off``: why no more automatic sessions come today. ``replan``: sessions still coming are laid out afresh, because
    settings changed. ``count_from``: active time is counted from here at the earliest. ``stale``: slots that were over
    before the clock was set back; their moments say nothing any more. ``holiday``: names the public holidays.
    ``owed``: since when a break is owed, because a call has ended; None when none is. ``fewer``: the person wants fewer
    posture prompts that day. ``others``: slots of the days before and after, from which sessions keep their gap too.
    """

    settings: Settings
    zone: tzinfo
    now: datetime | None = None
    entries: tuple[Entry, ...] = ()
    away: tuple[Away, ...] = ()
    busy: tuple[Span, ...] = ()
    off: Reason | None = None
    replan: bool = False
    count_from: datetime | None = None
    stale: frozenset[str] = frozenset()
    holiday: Holiday = no_holiday
    owed: datetime | None = None
    fewer: bool = False
    others: tuple[Story, ...] = ()


@dataclass(frozen=True, slots=True)
class Frame:
    """The day in POSIX seconds. ``free``: working time without busy times. ``now`` is -inf for a day as it would be."""

    day: date
    zone: tzinfo
    settings: Settings
    spans: tuple[Span, ...]
    work: tuple[Stretch, ...]
    free: tuple[Stretch, ...]
    now: float

    @property
    def live(self) -> bool:
        """Whether there is a now."""
        return self.now > float("-inf")

    @property
    def fixed(self) -> bool:
        """Whether sessions lie at fixed times."""
        return self.settings.sessions_at is SessionsAt.FIXED

    @property
    def sessions(self) -> int:
        """How many sessions the settings want."""
        return len(self.settings.session_times) if self.fixed else self.settings.sessions

    def __contains__(self, moment: float) -> bool:
        """Whether it is working time."""
        return any(start <= moment < end for start, end in self.work)

    def is_free(self, moment: float) -> bool:
        """Whether it is working time, and no busy time."""
        return any(start <= moment < end for start, end in self.free)

    def next_free(self, moment: float) -> float | None:
        """The first free moment from this one on, before the next break; None where there is none."""
        for start, end in self.work:
            if start <= moment < end:
                return next((max(a, moment) for a, b in self.free if moment < b <= end), None)
        return None

    def routine_of(self, number: int) -> str:
        """The routine that the settings give session ``s<number>``, "" where the app chooses."""
        routines = self.settings.session_routines
        return routines[number - 1] if 0 < number <= len(routines) else ""

    @property
    def end(self) -> float:
        """The end of the last range."""
        return self.work[-1][1] if self.work else self.now

    def moment(self, seconds: float) -> datetime:
        """Back to an aware datetime in the day's zone."""
        return datetime.fromtimestamp(seconds, self.zone)


def frame(day: date, given: Given) -> Frame:
    """The day's working time as numbers."""
    spans = working_spans(day, Rota(given.settings, given.holiday), given.zone)
    work = tuple((span.start.timestamp(), span.end.timestamp()) for span in spans)
    busy = [(span.start.timestamp(), span.end.timestamp()) for span in given.busy]
    free = tuple(without(work, busy)) if busy else work
    now = given.now.timestamp() if given.now else float("-inf")
    settings = given.settings.on(day)
    if given.fewer:
        settings = replace(settings, prompt_every=2 * settings.prompt_every, clock_minutes=settings.clock_minutes[:1])
    return Frame(day, given.zone, settings, spans, work, free, now)


@dataclass(slots=True)
class Draft:
    """A slot in the making; ``due`` and ``length`` in seconds."""

    id: str
    kind: SlotKind
    due: float
    length: float
    reason: Reason
    story: Story = field(repr=False)
    state: State = State.COMING
    outcome: Outcome | None = None
    outcome_reason: Reason | None = None
    stands_for: str = ""
    number: int = 0

    @property
    def theirs(self) -> bool:
        """Whether it is the person's to do: not when the day had no room for it, or a setting took it away."""
        return not (self.outcome is Outcome.DROPPED and self.outcome_reason in UNPLANNED)

    def slot(self, within: Frame) -> Slot:
        """The finished slot."""
        named = self.stands_for or self.id
        tied = within.routine_of(int(named[1:])) if self.kind is SlotKind.SESSION else ""
        return Slot(
            day=within.day,
            id=self.id,
            kind=self.kind,
            due=within.moment(self.due),
            length=timedelta(seconds=self.length),
            reason=self.reason,
            number=self.number,
            state=State.OVER if self.outcome else self.state,
            outcome=self.outcome,
            outcome_reason=self.outcome_reason,
            why=self.story.why,
            ended=self.story.ended,
            snoozes=self.story.snoozes,
            routine=self.story.routine or tied,
            fixed=self.story.fixed,
            stands_for=self.stands_for,
            share=self.story.share,
            tied=bool(tied),
        )


def draft_of(story: Story, within: Frame) -> Draft:
    """A draft that stands where the ledger put it."""
    due = story.due.timestamp() if story.due else within.now
    state = story.state
    if state is State.COMING and due <= within.now:
        state = State.DUE
    return Draft(
        story.id, story.kind, due, length_of(story, within.settings), story.reason or Reason.SPREAD, story, state,
        story.outcome, story.outcome_reason, story.stands_for,
    )


def counts_as_session(story: Story) -> bool:
    """Whether a quick stretch lasted long enough to count as a session."""
    return story.kind is SlotKind.QUICK and story.exercised and story.lasted >= SHORT


def length_of(story: Story, settings: Settings) -> float:
    """Seconds of a slot: its own once it is over or special, else what the settings say."""
    if story.kind is SlotKind.POSTURE:
        return 60.0
    if story.short:
        return SHORT
    own = story.kind is SlotKind.QUICK or story.outcome is not None
    return (story.minutes if own and story.minutes else settings.session_minutes) * 60.0
