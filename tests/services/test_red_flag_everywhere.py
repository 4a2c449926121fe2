"""A red flag: every way to an exercise, and to being asked for one, is shut until the person says they were seen."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.knotted import knot_at
from tests.shells import Home

from unknot.core.body import Area
from unknot.core.care import CareState
from unknot.core.history import CareAnswer, CareEvent
from unknot.core.massage import Refusal as NoMassage
from unknot.core.settings import Settings
from unknot.remote import REFUSED, Outside, Remote
from unknot.services.verbs import Refusal


def home_with_a_flag(settings: Settings | None = None) -> Home:
    home = Home(settings=settings or Settings())
    home.to("9:00")
    home.shell.care.answer(CareEvent.RED_FLAG, ["fever"])
    return home


def restarted(home: Home) -> Home:
    """Another run on the same records."""
    return Home(home.clock.now(), asked=False, ledger=home.ledger, settings=home.settings)


def remote(home: Home, folder: Path) -> Remote:
    """What the command line and D-Bus ask."""
    return Remote(home.house, Outside(lambda _page: None, lambda: None, home.shell.bundles, folder / "before.toml"))


@pytest.mark.parametrize("again", [False, True], ids=["at once", "after a restart"])
def test_nothing_that_moves_or_presses_starts(again: bool, tmp_path: Path) -> None:
    home = home_with_a_flag()
    knot = knot_at(home.shell.knots, Area.TRAPEZIUS)
    home = restarted(home) if again else home
    verbs, massaging = home.shell.verbs, home.shell.massaging
    routine = next(iter(home.library.routines.values()))
    starts = (
        verbs.start_session, verbs.quick, lambda: verbs.quick(3), lambda: verbs.quick(area="neck"),
        lambda: verbs.start_named(None), lambda: verbs.start_named(routine.id),
        lambda: verbs.start_named("chin-tuck"), lambda: verbs.start_named("massage-ball"),
        lambda: verbs.try_out(routine), verbs.resume_closed,
    )
    assert {start() for start in starts} == {Refusal.BLOCKED}
    assert massaging.begin("massage-ball", [knot]) is NoMassage.BLOCKED
    for words in (["start"], ["start", "chin-tuck"], ["start", routine.id, "--minutes", "3"]):
        assert remote(home, tmp_path).handle(words) == (1, REFUSED[Refusal.BLOCKED])
    assert home.shell.guide.session is None
    assert massaging.run is None


@pytest.mark.parametrize("again", [False, True], ids=["at once", "after a restart"])
def test_nobody_is_asked_until_the_person_was_seen(again: bool) -> None:
    home = home_with_a_flag()
    home = restarted(home) if again else home
    home.shell.care.answer(CareEvent.NONE_OF_THESE)
    before = len(home.prompter.prompts)
    home.to("23:00")
    home.to("8:30", day=1)
    assert len(home.prompter.prompts) == before
    assert home.shell.care.state is CareState.BLOCKED
    home.shell.care.answer(CareEvent.SEEN)
    home.to("12:00", day=1)
    assert len(home.prompter.prompts) > before


def test_what_is_under_way_is_put_away_and_can_not_be_gone_on_with() -> None:
    home = Home()
    home.to("9:00")
    assert home.shell.verbs.quick() is None
    home.shell.care.answer(CareEvent.RED_FLAG, ["fever"])
    assert home.shell.guide.session is None
    assert home.shell.guide.resumable() is not None
    assert home.shell.verbs.resume_closed() is Refusal.BLOCKED
    home = restarted(home)
    assert home.shell.verbs.resume_closed() is Refusal.BLOCKED
    home.shell.care.answer(CareEvent.SEEN)
    assert home.shell.verbs.resume_closed() is None


def test_a_start_that_waited_for_the_question_is_forgotten_when_the_answer_is_yes() -> None:
    home = Home(asked=False)
    home.to("9:00")
    assert home.shell.verbs.quick() is Refusal.UNASKED
    home.shell.care.answer(CareEvent.RED_FLAG, ["fever"])
    home.shell.care.answer(CareEvent.SEEN)
    assert home.shell.guide.session is None
    assert [record.event for record in home.ledger.records if isinstance(record, CareAnswer)] == [
        CareEvent.RED_FLAG, CareEvent.SEEN,
    ]
