"""The posture prompts of a day: due when active time since the last break reaches the interval."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from unknot.core.day import State
from unknot.core.frame import ABSORBS, BREAK, Draft, Frame, Given, draft_of
from unknot.core.history import Away, Outcome, Reason, SlotKind
from unknot.core.placing import Stretch, without
from unknot.core.story import Story

_LENGTH = 60.0


@dataclass(frozen=True, slots=True)
class ActiveTime:
    """Working time at the desk: stretches in order, each with whether the count starts anew there (after lunch, or
    after at least five minutes away)."""

    stretches: tuple[tuple[float, float, bool], ...]

    def due(self, since: float, seconds: float) -> float | None:
        """When so much active time has passed since then, or since a later break; None if never in the day."""
        left = seconds
        for start, end, anew in self.stretches:
            if end <= since:
                continue
            if anew and start >= since:
                left = seconds
            begin = max(start, since)
            moment = float(math.ceil(begin + left))  # whole seconds, which every clock and file keeps exactly
            if moment < end:
                return moment
            left = max(0.0, left - (end - begin))
        return None

    def count(self, since: float, until: float) -> float:
        """Seconds of active time from ``since``, or from the last break after it, up to ``until``."""
        total = 0.0
        for start, end, anew in self.stretches:
            if start >= until:
                break
            if anew and start >= since:
                total = 0.0
            total += max(0.0, min(end, until) - max(start, since))
        return total


def active_time(frame: Frame, away: Iterable[Away]) -> ActiveTime:
    """The day's working time without the time away (of which none lies ahead)."""
    gone = [(a.start.timestamp(), min(a.end.timestamp(), frame.now)) for a in away] if frame.live else []
    left: list[Stretch] = without(frame.work, gone) if gone else list(frame.work)
    before = float("-inf")
    found = []
    for start, end in left:
        found.append((start, end, start - before >= BREAK))
        before = end
    return ActiveTime(tuple(found))


def counted_from(frame: Frame, told: Mapping[str, Story], given: Given) -> float:
    """Since when active time is counted, as far as the ledger says: the end of the last session or of the last posture
    prompt, whatever became of it. A moment ahead of now (the clock was set back) says nothing."""
    known = [story for story in told.values() if story.outcome and story.id not in given.stale]
    breaks = [story for story in known if story.kind is SlotKind.POSTURE or story.exercised]
    ended = [story.ended.timestamp() for story in breaks if story.ended]
    if given.count_from:
        ended.append(given.count_from.timestamp())
    start = frame.work[0][0] if frame.work else frame.now
    return max([moment for moment in ended if moment <= frame.now], default=start)


def plan_posture(
    frame: Frame, told: Mapping[str, Story], sessions: Sequence[Draft], given: Given
) -> list[Draft]:
    """Posture prompts in order: those of the ledger, then those still coming if the person stays at the desk."""
    own = [draft_of(story, frame) for story in told.values() if story.kind is SlotKind.POSTURE]
    if frame.work and frame.now < frame.end:
        active = active_time(frame, given.away)
        since = counted_from(frame, told, given) if frame.live else frame.work[0][0]
        coming = [draft for draft in sessions if not draft.outcome]
        for draft in own:
            if not draft.outcome:
                _absorb(draft, coming, frame)
                since = max(draft.due, frame.now)
        last = max((draft.story.number for draft in own), default=0)
        due = _Coming(frame, active, coming, _last_asked(told, own, frame, given)).moments(since)
        own += [_new(last + k, moment, near) for k, (moment, near) in enumerate(due, 1)]
    own.sort(key=lambda draft: draft.due)
    for number, draft in enumerate(own, 1):
        draft.number = number
        if draft.state is State.COMING and draft.due <= frame.now:
            draft.state = State.DUE
    return own


def _new(number: int, due: float, near: bool) -> Draft:
    id_ = f"p{number}"
    draft = Draft(id_, SlotKind.POSTURE, due, _LENGTH, Reason.INTERVAL, Story(id_, SlotKind.POSTURE))
    if near:
        draft.outcome, draft.outcome_reason = Outcome.CREDITED, Reason.SESSION_NEAR
    return draft


def _absorb(draft: Draft, coming: Sequence[Draft], frame: Frame) -> None:
    """A prompt that waits to be shown is absorbed when a session is near by then."""
    if draft.state is State.SHOWN or draft.due > frame.now:
        return
    if any(abs(session.due - frame.now) <= _window(frame) for session in coming if session.state is not State.RUNNING):
        draft.outcome, draft.outcome_reason = Outcome.CREDITED, Reason.SESSION_NEAR


def _window(frame: Frame) -> float:
    """Seconds around a session in which a prompt is absorbed; a wider gap between prompts widens it."""
    return max(ABSORBS, frame.settings.prompt_gap * 60.0)


def _last_asked(told: Mapping[str, Story], own: Sequence[Draft], frame: Frame, given: Given) -> float:
    """When anything was last asked, or will be because it is due. A moment ahead of now says nothing."""
    known = [story for story in told.values() if story.id not in given.stale]
    asked = [(story.ended or story.asked).timestamp() for story in known if story.asked]
    asked = [moment for moment in asked if moment <= frame.now]
    waiting = [max(draft.due, frame.now) for draft in own if not draft.outcome]
    return max([*asked, *waiting], default=float("-inf"))


@dataclass(slots=True)
class _Coming:
    """Walks the rest of the day: each prompt is done when due, each session too and counts as a break."""

    frame: Frame
    active: ActiveTime
    sessions: Sequence[Draft]
    last_asked: float

    def moments(self, since: float) -> Iterator[tuple[float, bool]]:
        """(due, whether a session absorbs it). Of those absorbed only what has come due: the others never appear."""
        interval, gap = self.frame.settings.prompt_every * 60.0, self.frame.settings.prompt_gap * 60.0
        window, now, waiting = _window(self.frame), self.frame.now, list(self.sessions)
        while (due := self._due(since, interval, gap)) is not None:
            while waiting and self._end(waiting[0]) <= since:
                waiting.pop(0)
            session = waiting[0] if waiting else None
            near = session is not None and abs(session.due - due) <= window
            if session is None or session.due > due + window or (due <= now and not near):
                yield due, False
                since = self.last_asked = max(due, now)
                continue
            if due <= now:
                yield due, True
            waiting.pop(0)
            self.last_asked = self._end(session)
            since = max(since, self.last_asked)

    def _due(self, since: float, interval: float, gap: float) -> float | None:
        due = self.active.due(since, interval)
        while due is not None and due < self.last_asked + gap and due > self.frame.now:
            later = self.last_asked + gap
            if any(a <= later < b for a, b in self.frame.work):
                return later
            since = later  # it would fall into a break: the count starts anew behind it
            due = self.active.due(since, interval)
        return due

    def _end(self, session: Draft) -> float:
        return max(session.due, self.frame.now) + session.length
