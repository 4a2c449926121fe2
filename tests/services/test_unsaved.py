"""What was being made when the app was quit is given back once, as it was, whatever else the ledger says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.fakes import FakeLedger

from unknot.core.drafts import ExerciseDraft, RoutineDraft
from unknot.services.unsaved import KEY, Unsaved, UnsavedDrafts

DRAFTS = st.one_of(
    st.builds(Unsaved, st.builds(RoutineDraft), st.none(), st.text()),
    st.builds(Unsaved, st.builds(ExerciseDraft), st.none() | st.binary(max_size=20), st.just("")),
)


@given(DRAFTS)
def test_a_draft_comes_back_as_it_was(unsaved: Unsaved) -> None:
    ledger = FakeLedger()
    UnsavedDrafts(ledger).keep("", unsaved)
    its = unsaved.draft.id or unsaved.copied
    drafts = UnsavedDrafts(ledger)  # after a start
    assert drafts.offer(type(unsaved.draft), its, {its}) == ("1", unsaved)
    assert drafts.offer(type(unsaved.draft), its, {its}) is None  # it is in a window
    assert UnsavedDrafts(ledger).offer(type(unsaved.draft), its, {its}) is not None  # that was killed
    drafts.settle("1")
    assert ledger.recall(KEY) is None


@pytest.mark.parametrize(
    "value",
    ["", "x", "[]", "3", '{"a": 1}', '{"1": 2}', '{"1": {"kind": "routine"}}',
     '{"1": {"kind": "routine", "draft": {}}}',
     '{"1": {"kind": "exercise", "draft": {"id": 1}, "picture": "?", "copied": ""}}'],
)
def test_what_can_not_be_read_is_nothing(value: str) -> None:
    ledger = FakeLedger()
    ledger.remember(KEY, value)
    drafts = UnsavedDrafts(ledger)
    assert drafts.offer(RoutineDraft, "", ()) is None
    drafts.keep("", Unsaved(RoutineDraft(name="Mine")))
    assert drafts.offer(RoutineDraft, "", ()) is not None
