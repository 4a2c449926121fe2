"""The stretch sessions of a day: spread over it, kept apart, and spread again after a skip or a miss."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from unknot.core.day import State
from unknot.core.frame import BUSY_LIMIT, SHORT, Draft, Frame, Given, counts_as_session, draft_of
from unknot.core.history import Outcome, Reason, SlotKind
from unknot.core.placing import Room, Taken, on_grid, place, room, spread
from unknot.core.story import Story
from unknot.core.worktime import moment_at

_BEFORE_END = 600.0
"""Seconds before the end of the day at which the short version is offered, where that is free."""
_MADE_UP = frozenset({None, Reason.NO_ANSWER, Reason.PASSED_OVER, Reason.DISMISSED, Reason.BY_PERSON})
"""Reasons of a skip or a miss after which a session is spread again."""
_UP = (State.SHOWN, State.RUNNING)


def plan_sessions(frame: Frame, told: Mapping[str, Story], given: Given) -> list[Draft]:
    """The day's sessions in order of their due moments, numbered."""
    off = given.off
    own = [story for story in told.values() if story.kind is SlotKind.SESSION]
    late = frame.live and frame.now >= frame.end
    still = _wanted(own, frame.sessions)
    if late or not frame.work:
        return _numbered([draft_of(story, frame) for story in own if story.outcome or _stays(story, still, frame)])
    day = _Layout(frame, [draft_of(story, frame) for story in own if story.outcome])
    day.take([*told.values(), *given.others])
    day.sort_out(still)
    makeup = [] if off else _stand_ins(own, frame)
    missing = _missing(own, still, frame)
    if frame.fixed:
        day.at_fixed_times(missing)
        day.go_on(makeup)
    elif given.replan or not own:
        day.lay_out_afresh(missing + makeup)
    else:
        day.go_on(makeup)
        day.add(missing)
    for draft in day.done if off else ():
        if not draft.outcome and draft.state not in _UP:
            draft.outcome, draft.outcome_reason = Outcome.DROPPED, off
    return _numbered(day.done)


@dataclass(slots=True)
class _Layout:
    """The day while it is laid out. ``done``: drafts with their place; ``movers``: those that may still move."""

    frame: Frame
    done: list[Draft]
    movers: list[Draft] = field(default_factory=list)
    taken: list[Taken] = field(default_factory=list)
    lightly: list[Taken] = field(default_factory=list)
    """The same, but what was only asked keeps no more than the gap between prompts clear: for the short version."""

    @property
    def gap(self) -> float:
        """Seconds between two sessions, end to start; two sessions are two prompts as well."""
        return max(self.frame.settings.session_gap, self.frame.settings.prompt_gap) * 60.0

    @property
    def length(self) -> float:
        """Seconds of a session."""
        return self.frame.settings.session_minutes * 60.0

    def take(self, stories: Iterable[Story]) -> None:
        """Note the time of sessions that were asked for, and of quick stretches that count as one. One skipped ahead
        was as good as asked for at its own time."""
        for story in stories:
            if story.kind is SlotKind.POSTURE or story.ended is None:
                continue
            end = story.ended.timestamp()
            if story.outcome is Outcome.SKIPPED and story.asked is None and story.due is not None:
                end = max(end, story.due.timestamp())
                self._take(end, end, exercised=False)
            if story.asked is None or story.seen is None:
                continue
            end = story.seen.timestamp()
            start = min(story.asked.timestamp(), end)  # the clock may have been set back meanwhile
            if story.kind is SlotKind.QUICK and not counts_as_session(story):
                continue
            self._take(start, end, story.exercised)

    def _take(self, start: float, end: float, exercised: bool = True) -> None:
        self.taken.append(Taken(start, end, self.gap))
        light = self.gap if exercised else self.frame.settings.prompt_gap * 60.0
        self.lightly.append(Taken(start, end, light))

    def sort_out(self, still: Sequence[Story]) -> None:
        """Part those that stay from those that may move. What is due and may be asked at once stays; what the person
        or a snooze put somewhere stays; and so does the short version."""
        now = self.frame.now
        rested = {short: self._rested(self.lightly if short else self.taken) for short in (False, True)}
        alone = not any(story.state in _UP for story in still)
        for draft in (draft_of(story, self.frame) for story in still):
            up = draft.state in _UP
            ready = self.frame.fixed or (alone and rested[draft.story.short])
            waits = draft.due <= now and ready and (self.frame.is_free(now) or now not in self.frame)
            waits = waits and (not self.frame.fixed or bool(draft.stands_for) or self._on_time(draft))
            if up or draft.story.fixed or draft.story.snooze_over or waits or self._stands_short(draft):
                start = max(draft.due, now) if up else draft.due
                self._take(start, start + draft.length)
                self.done.append(draft)
            else:
                self.movers.append(draft)
        self.movers.sort(key=lambda draft: (draft.due, draft.story.number))

    def _rested(self, taken: Sequence[Taken]) -> bool:
        """Whether all that was is long enough ago."""
        now = self.frame.now
        return all(there.start > now or there.end + there.gap <= now for there in taken)

    def _stands_short(self, draft: Draft) -> bool:
        """Whether a short version can stay where it was put, which may be nearer to what was asked than others come."""
        if not draft.story.short or draft.due <= self.frame.now:
            return False
        allowed = room(self.frame.free, SHORT, self.lightly, self.frame.now, self.frame.zone)
        return allowed.nearest(draft.due) == draft.due

    def lay_out_afresh(self, new: list[Draft]) -> None:
        """After a change of settings, or on a day not planned yet: evenly over the day, or over what is left of it."""
        some, work, now = self.movers + new, self.frame.work, self.frame.now
        count = self.frame.sessions
        wishes = spread(count, work[0][0], work)[count - len(some):] if len(some) <= count else []
        if not wishes or on_grid(wishes[0], self.frame.zone) < now:
            wishes = spread(len(some), now, work)
        if self._settle(some, wishes, now):
            return None
        for few in range(len(some) - 1, 0, -1):
            if self._settle(some[:few], spread(few, max(now, work[0][0]), work), now):
                break
        else:
            few = 0
        return self._give_up(some[few:])

    def at_fixed_times(self, new: Sequence[Draft]) -> None:
        """Each at the time that the settings give it, whatever the gaps; only busy times move it on. Stand-ins, which
        have no time of their own, stay among the movers."""
        mine = [draft for draft in (*self.movers, *new) if not draft.stands_for]
        self.movers = [draft for draft in self.movers if draft.stands_for]
        for draft in mine:
            moment = fixed_moment(self.frame, draft.story.number)
            passed = moment is not None and moment < self.frame.now and not self._on_time(draft)
            draft.reason, draft.due = Reason.FIXED_TIME, self.frame.end - draft.length if moment is None else moment
            if moment is None or passed:
                self._drop(draft, Reason.PASSED_OVER if passed else Reason.OUTSIDE)
            else:
                self._past_busy(draft)

    def _on_time(self, draft: Draft) -> bool:
        """Whether the ledger has it at its fixed time, and not where it was before times were fixed."""
        moment = fixed_moment(self.frame, draft.story.number)
        return moment is not None and 0 <= draft.due - moment <= BUSY_LIMIT

    def _past_busy(self, draft: Draft) -> None:
        """At its moment, or in the next gap between the busy times that is near enough."""
        wish, since = draft.due, max(draft.due, self.frame.now)
        for length in (draft.length, SHORT):
            start = next((max(a, since) for a, b in self.frame.free if max(a, since) + length <= b), None)
            if start is not None and start - since <= BUSY_LIMIT:
                draft.reason = self._reason(draft, wish, start) if start != wish else draft.reason
                self._put_short(draft, start) if length < draft.length else self._put_at(draft, start)
                return
        self._drop(draft, Reason.BUSY)

    def go_on(self, makeup: list[Draft]) -> None:
        """On a day that was planned before: what is coming stays, unless something has to be made up for."""
        if makeup:
            self.spread_again(makeup)
        else:
            self.keep(self.movers)

    def add(self, new: Sequence[Draft]) -> None:
        """What the day had no room for so far, should there be some now; what is planned stays put."""
        evenly = spread(self.frame.sessions, self.frame.work[0][0], self.frame.work)
        for few in range(len(new), 0, -1):
            if self._settle(new[:few], evenly[-few:], self.frame.now):
                return self._give_up(new[few:])
        return self._give_up(new)

    def spread_again(self, makeup: list[Draft]) -> None:
        """Those still to come and as many made-up ones as the gaps allow, evenly over what is left."""
        told = {draft.id: draft for draft in self.done}
        since = max(self.frame.now, min(told[draft.stands_for].due for draft in makeup))
        coming = [draft for draft in self.movers if draft.due > since]
        self.keep([draft for draft in self.movers if draft.due <= since])
        for few in range(len(makeup), 0, -1):
            some = coming + makeup[:few]
            if self._settle(some, spread(len(some), since, self.frame.work), since, Reason.SPREAD_AGAIN):
                return self._give_up(makeup[few:])
        self.keep(coming)
        return self._give_up(makeup)

    def keep(self, drafts: list[Draft]) -> None:
        """Where they were, or the nearest moment that the gaps allow; what doesn't fit any more is given up."""
        for few in range(len(drafts), 0, -1):
            wishes = [max(draft.due, self.frame.now) for draft in drafts[:few]]
            if self._settle(drafts[:few], wishes, self.frame.now):
                return self._give_up(drafts[few:])
        return self._give_up(drafts)

    def _settle(
        self, drafts: Sequence[Draft], wishes: Sequence[float], since: float, why: Reason | None = None
    ) -> bool:
        """Give all of them a place near their wishes, or none. Those that busy times would put off too far are
        shortened, or dropped, and count as placed."""
        allowed = room(self.frame.free, self.length, self.taken, since, self.frame.zone)
        pairs = list(zip(drafts, wishes, strict=True))
        squeezed = self._squeezed(pairs, allowed, since)
        fitting = [pair for pair in pairs if pair not in squeezed]
        starts = place([wish for _, wish in fitting], allowed, self.length + self.gap)
        if starts is None:
            return False
        for (draft, wish), start in zip(fitting, starts, strict=True):
            if draft.due != start:
                draft.reason = why or self._reason(draft, wish, start)
            self._put_at(draft, start)
        for draft, wish in squeezed:
            self._squeeze(draft, wish, since)
        return True

    def _squeezed(
        self, pairs: Sequence[tuple[Draft, float]], allowed: Room, since: float
    ) -> list[tuple[Draft, float]]:
        """Those whose place without busy times would be much nearer."""
        if self.frame.free == self.frame.work:
            return []
        undisturbed = room(self.frame.work, self.length, self.taken, since, self.frame.zone)
        found = []
        for draft, wish in pairs:
            there, here = undisturbed.nearest(wish), allowed.nearest(wish)
            if there is not None and (here is None or abs(here - there) > BUSY_LIMIT):
                found.append((draft, wish))
        return found

    def _squeeze(self, draft: Draft, wish: float, since: float) -> None:
        start = room(self.frame.free, SHORT, self.taken, since, self.frame.zone).nearest(wish)
        if start is not None and abs(start - wish) <= BUSY_LIMIT:
            self._put_short(draft, start)
        else:
            draft.due = draft.due or wish
            self._drop(draft, Reason.BUSY)

    def _reason(self, draft: Draft, wish: float, start: float) -> Reason:
        if draft.reason is Reason.SPREAD_AGAIN or on_grid(wish, self.frame.zone) == start:
            return draft.reason
        in_work = any(a <= wish < b for a, b in self.frame.work)
        in_free = any(a <= wish < b for a, b in self.frame.free)
        return Reason.MOVED_FOR_BUSY if in_work and not in_free else Reason.MOVED_FOR_GAP

    def _put_at(self, draft: Draft, start: float) -> None:
        draft.due = start
        if draft.state is State.DUE and draft.due > self.frame.now:
            draft.state = State.COMING
        self._take(draft.due, draft.due + draft.length)
        self.done.append(draft)

    def _put_short(self, draft: Draft, start: float) -> None:
        draft.length, draft.reason = SHORT, Reason.SHORT_VERSION
        self._put_at(draft, start)

    def _drop(self, draft: Draft, why: Reason) -> None:
        draft.outcome, draft.outcome_reason = Outcome.DROPPED, why
        self.done.append(draft)

    def _give_up(self, drafts: Sequence[Draft]) -> None:
        """Offer one of them as the short version before the end of the day; the others are dropped."""
        for draft in drafts:
            allowed = room(self.frame.free, SHORT, self.lightly, self.frame.now, self.frame.zone)
            start = self._before_end(allowed) if self._may_shorten(draft) else None
            if start is None:
                draft.due = draft.due or (self.frame.now if draft.stands_for else self.frame.end - draft.length)
                self._drop(draft, Reason.NO_ROOM)
            else:
                self._put_short(draft, start)

    def _before_end(self, allowed: Room) -> float | None:
        wish = self.frame.end - _BEFORE_END
        return allowed.down(wish) if allowed.down(wish) is not None else allowed.up(wish)

    def _may_shorten(self, draft: Draft) -> bool:
        """Once a day, and only for a session that was skipped, missed or squeezed out, never for one that is new."""
        offered = any(there.story.short or there.reason is Reason.SHORT_VERSION for there in self.done)
        return self.frame.live and not offered and (bool(draft.stands_for) or draft.story.due is not None)


def fixed_moment(frame: Frame, number: int) -> float | None:
    """When session ``s<number>`` has its fixed time on this working day; None where that lies in a break or outside."""
    times = frame.settings.session_times
    if not 0 < number <= len(times):
        return None
    moments = (moment_at(frame.day + timedelta(days=n), times[number - 1], frame.zone).timestamp() for n in (0, 1))
    return next((moment for moment in moments if moment in frame), None)


def _stays(story: Story, still: Sequence[Story], frame: Frame) -> bool:
    """Whether an open session still belongs to a day without working time ahead: unless a setting took it away."""
    gone_by = story.due is None or story.due.timestamp() <= frame.now
    return story in still and (gone_by or story.snooze_over or story.state in _UP)


def _wanted(own: Sequence[Story], count: int) -> list[Story]:
    """Sessions without an outcome that the settings still want: of too many the last are left out."""
    originals = [story for story in own if not story.stands_for]
    keep = max(0, count - sum(1 for story in originals if story.outcome))
    still = sorted((s for s in originals if not s.outcome), key=lambda s: (s.state is State.COMING, s.number))[:keep]
    lost = {story.id for story in own if story.lost}
    return still + [story for story in own if story.stands_for in lost and not story.outcome]


def _missing(own: Sequence[Story], still: Sequence[Story], frame: Frame) -> list[Draft]:
    """Sessions that the settings want and the ledger knows nothing of yet, or that a setting had taken away."""
    originals = [story for story in own if not story.stands_for]
    have = sum(1 for s in originals if s.outcome) + sum(1 for s in still if not s.stands_for)
    used = {s.id for s in own if s.outcome or s.stands_for} | {s.id for s in still}
    ids = (f"s{n}" for n in range(1, len(used) + frame.sessions + 1) if f"s{n}" not in used)
    return [_new(id_, frame) for id_, _ in zip(ids, range(frame.sessions - have), strict=False)]


def _stand_ins(own: Sequence[Story], frame: Frame) -> list[Draft]:
    """One for each skipped or missed session that nothing stands for yet; each is made up for once."""
    stood_for = {story.stands_for for story in own}
    lost = [
        story
        for story in own
        if story.lost
        and story.outcome_reason in _MADE_UP
        and not story.stands_for
        and story.id not in stood_for
    ]
    last = max([story.number for story in own] + [frame.sessions])
    return [_new(f"s{last + k}", frame, story.id) for k, story in enumerate(lost, 1)]


def _new(id_: str, frame: Frame, stands_for: str = "") -> Draft:
    length = frame.settings.session_minutes * 60.0
    reason = Reason.SPREAD_AGAIN if stands_for else Reason.SPREAD
    return Draft(id_, SlotKind.SESSION, 0.0, length, reason, Story(id_, SlotKind.SESSION), stands_for=stands_for)


def _numbered(drafts: list[Draft]) -> list[Draft]:
    """In order of due, with numbers: what stands for a session takes its number, not a further one, and what was never
    the person's to do takes none away."""
    drafts.sort(key=lambda draft: (draft.due, draft.id))
    lost = {draft.id for draft in drafts if draft.outcome in (Outcome.SKIPPED, Outcome.MISSED)}
    made_up = lost.intersection(draft.stands_for for draft in drafts)
    before = 0
    for draft in drafts:
        draft.number = before + 1
        before += draft.id not in made_up and draft.theirs
    return drafts
