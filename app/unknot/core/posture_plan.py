"""The posture prompts of a day: due when active time since the last break reaches the interval."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from unknot.core.coming import ClockPrompts, Coming, prompt, window
from unknot.core.day import State
from unknot.core.frame import BREAK, BUSY_LIMIT, Draft, Frame, Given, draft_of
from unknot.core.history import Away, Outcome, Reason, SlotKind
from unknot.core.placing import Stretch, without
from unknot.core.settings import PostureBy
from unknot.core.story import Story


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
        own += _owed(frame, own, coming, since, given)
        for draft in own:
            if not draft.outcome:
                _absorb(draft, coming, frame)
                since = max(draft.due, frame.now)
        way = Coming(frame, coming, *_last_asked(told, own, frame, given), since)
        if frame.settings.posture is PostureBy.CLOCK:
            own += ClockPrompts(way, {draft.id for draft in own}, given.away).drafts()
        else:
            last = max((draft.story.number for draft in own), default=0)
            own += [_new(last + k, *found) for k, found in enumerate(_by_interval(way, active), 1)]
    own.sort(key=lambda draft: draft.due)
    for number, draft in enumerate(own, 1):
        draft.number = number
        if draft.state is State.COMING and draft.due <= frame.now:
            draft.state = State.DUE
    return own


def _new(number: int, due: float, reason: Reason, dropped: Reason | None) -> Draft:
    return prompt(f"p{number}", due, reason, dropped)


def _owed(
    frame: Frame, own: Sequence[Draft], sessions: Sequence[Draft], since: float, given: Given
) -> list[Draft]:
    """The break that comes first when a call has ended: unless there was one since, or something is due anyway."""
    owed = given.owed.timestamp() if given.owed else 0.0
    pending = any(not draft.outcome for draft in own) or any(draft.due <= frame.now for draft in sessions)
    rested = since > owed - frame.settings.prompt_gap * 60.0
    if not owed or rested or pending or owed not in frame or owed > frame.now:
        return []
    last = max((draft.story.number for draft in own), default=0)
    return [_new(last + 1, owed, Reason.AFTER_CALL, None)]


def _absorb(draft: Draft, coming: Sequence[Draft], frame: Frame) -> None:
    """A prompt that waits to be shown is absorbed when a session is near by then."""
    if draft.state is State.SHOWN or draft.due > frame.now:
        return
    if any(abs(session.due - frame.now) <= window(frame) for session in coming if session.state is not State.RUNNING):
        draft.outcome, draft.outcome_reason = Outcome.CREDITED, Reason.SESSION_NEAR


def _last_asked(
    told: Mapping[str, Story], own: Sequence[Draft], frame: Frame, given: Given
) -> tuple[float, float]:
    """When anything was last on the screen, or will be because it is due, and when that appeared. A moment ahead of now
    says nothing."""
    waiting = [draft for draft in own if not draft.outcome]
    seen = [max(draft.due, frame.now) for draft in waiting]
    came = [max(draft.due, frame.now) for draft in waiting if draft.state is not State.SHOWN]
    for story in told.values():
        if story.seen and story.id not in given.stale and story.seen.timestamp() <= frame.now:
            seen.append(story.seen.timestamp())
            first = story.asked if story.kind is SlotKind.POSTURE and story.asked else story.seen
            came.append(first.timestamp())
    return max(seen, default=float("-inf")), max(came, default=float("-inf"))


Found = tuple[float, Reason, Reason | None]
"""When a prompt is due, why then, and why it won't show: near a session, or busy for too long."""


def _by_interval(way: Coming, active: ActiveTime) -> Iterator[Found]:
    """Each prompt once active time since the last break has reached the interval. Of those that a session absorbs only
    what has come due: the others never appear."""
    frame, now = way.frame, way.frame.now
    while (due := _due(way, active)) is not None:
        session = way.session_near(due)
        if session is not None:
            if due <= now:
                yield due, Reason.INTERVAL, Reason.SESSION_NEAR
            way.after(session)
            continue
        free = frame.next_free(due)
        if free is not None and free - due <= BUSY_LIMIT and way.session_near(free) is None:
            yield free, Reason.INTERVAL if free == due else Reason.MOVED_FOR_BUSY, None
            way.asked(max(free, now))
        elif free is not None and free - due <= BUSY_LIMIT:
            way.since = max(way.since, free - 1.0)  # the session behind the busy time is a break
            way.after(way.session_near(free))
        else:
            yield due, Reason.INTERVAL, Reason.BUSY
            way.since = due


def _due(way: Coming, active: ActiveTime) -> float | None:
    frame, interval = way.frame, way.frame.settings.prompt_every * 60.0
    since = way.since
    due = active.due(since, interval)
    while due is not None and due < way.last_asked + way.gap and due > frame.now:
        later = way.last_asked + way.gap
        if later in frame:
            return later
        since = later  # it would fall into a break: the count starts anew behind it
        due = active.due(since, interval)
    return due
