"""How often the session's window has to look at the clock, and for what."""

from __future__ import annotations

from unknot.core.session import Session
from unknot.core.timeline import Phase
from unknot.ui.theme.windows import session as sizes

TOGETHER = 0.7
"""The ring waits for other things to change when it would move only this much of the time before them."""
_RINGS = (Phase.HOLD, Phase.REPETITIONS, Phase.REST)


def to_next_words(session: Session, now: float) -> float:
    """Seconds until the number or any word may change: the next whole second, or the next move of a repetition."""
    to_second = session.left(now) % 1 or 1.0
    if session.segment.phase is not Phase.REPETITIONS:
        return to_second
    return min(to_second, session.beat(now).left or to_second)


def to_next_ring(session: Session, length: float) -> float | None:
    """Seconds until the ring has moved so far that it shows; None where it stands still. ``length``: of all of it, in
    pixels."""
    if session.segment.phase not in _RINGS:
        return None
    return max(sizes.frame_ms / sizes.second_ms, session.segment.seconds * sizes.ring_step / max(1.0, length))
