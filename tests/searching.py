"""How hard hypothesis searches: always the same few examples in the suite; ``UNKNOT_DEEP=20`` takes twenty times as many,
other ones each time."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

DEPTH = max(1, int(os.environ.get("UNKNOT_DEEP") or 1))


def examples(count: int, steps: int = 40) -> settings:
    """Settings for so many examples, of so many steps where there are steps."""
    return settings(
        max_examples=count * DEPTH,
        stateful_step_count=steps,
        derandomize=DEPTH == 1,
        deadline=None,  # the machine may be busy
        suppress_health_check=[HealthCheck.too_slow],
    )
