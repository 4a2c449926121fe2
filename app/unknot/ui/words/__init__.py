"""The only place where enums and numbers become sentences. Everything goes through Qt's translation."""

from __future__ import annotations

from unknot.ui.words.asking import prompt, prompt_meta
from unknot.ui.words.day import (
    decision,
    done_today,
    hold,
    holding,
    next_prompt,
    next_session,
    outcome,
    reason,
    skipped,
    slot_name,
    state_word,
)
from unknot.ui.words.exercises import (
    area,
    dose,
    moves,
    picture_of,
    position,
    quick_area,
    routine_name,
    short_dose,
    side,
    with_side,
)
from unknot.ui.words.plain import (
    at,
    capital,
    clock_time,
    day_name,
    minutes,
    minutes_seconds,
    number_word,
    sentences,
    until,
)
from unknot.ui.words.problems import problem

__all__ = [
    "area",
    "at",
    "capital",
    "clock_time",
    "day_name",
    "decision",
    "done_today",
    "dose",
    "hold",
    "holding",
    "minutes",
    "minutes_seconds",
    "moves",
    "next_prompt",
    "next_session",
    "number_word",
    "outcome",
    "picture_of",
    "position",
    "problem",
    "prompt",
    "prompt_meta",
    "quick_area",
    "reason",
    "routine_name",
    "sentences",
    "short_dose",
    "side",
    "skipped",
    "slot_name",
    "state_word",
    "until",
    "with_side",
]
