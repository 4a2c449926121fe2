"""The garbage collector stands still as long as any other thread is at work."""

import gc

from unknot.collector import go_on, stand_still


def test_it_stands_still_until_the_last_thread_has_ended() -> None:
    assert gc.isenabled()
    first, second = stand_still(), stand_still()
    go_on(first)
    go_on(first)
    assert not gc.isenabled()
    go_on(second)
    assert gc.isenabled()
