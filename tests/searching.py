"""How hard hypothesis searches: always the same few examples in the suite; ``UNKNOT_DEEP=20`` takes twenty times as
many, other ones each time. ``UNKNOT_SHRINK=1`` makes a failing example small, which may take minutes."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, Phase, settings

DEPTH = max(1, int(os.environ.get("UNKNOT_DEEP") or 1))
_PHASES = [Phase.explicit, Phase.reuse, Phase.generate, *([Phase.shrink] if os.environ.get("UNKNOT_SHRINK") else [])]


def examples(count: int, steps: int = 40) -> settings:
    """Settings for so many examples, of so many steps where there are steps."""
    return settings(
        max_examples=count * DEPTH,
        stateful_step_count=steps,
        derandomize=DEPTH == 1,
        phases=_PHASES,
        report_multiple_bugs=False,
        deadline=None,  # the machine may be busy
        suppress_health_check=[HealthCheck.too_slow],
    )
