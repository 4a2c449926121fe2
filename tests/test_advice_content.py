"""The pages of advice: their numbers against the guide, what has to be said, and where it can be done."""

from __future__ import annotations

import re

import pytest

from unknot.bundled import resources
from unknot.core.library import AdviceText, Origin
from unknot.storage.content import load_library

LIBRARY = load_library([resources()])

# id: number: least and most by the guide; a third entry for whose it is
NUMBERS = {
    "knots": {"times-a-day": (3, 5)},
    "cold": {
        "minutes": (20, 20), "least-a-day": (3, 3), "days": (2, 3), "hours-apart": (2, 4), "earliest": (7, 10),
        "latest": (19, 22), "water": (3, 3), "alcohol": (1, 1),
    },
    "heat": {"minutes": (15, 20), "most-a-day": (3, 3), "towel-seconds": (30, 30)},
    "posture": {"minutes": (60, 60)},
    "aerobic": {"minutes": (30, 30)},
    "otc": {"days": (7, 7)},
    "doctor": {"weeks": (3, 3), "days-a-week": (3, 3)},
    "emergency": {},
}
OURS = {
    ("doctor", "weeks"), ("doctor", "days-a-week"), ("cold", "hours-apart"), ("cold", "earliest"), ("cold", "latest"),
}

SAID = {
    "knots": (
        "trigger point", "tender spot", "trapezius", "skull's base", "directly on the spine", "does not remove",
        "3 to 5 times a day",
    ),
    "cold": ("20 minutes", "At least 3 times", "2 to 3 days", "3 parts water", "1 part rubbing alcohol", "air out"),
    "heat": ("15 to 20 minutes", "No more than 3 times", "30 seconds", "bath", "shower", "pad"),
    "posture": ("slump", "head ahead", "sitting", "standing", "60 minutes", "walk and stretch"),
    "aerobic": ("30 minutes a day", "Swimming", "elliptical", "jumping jacks"),
    "otc": (
        "Paracetamol first", "ibuprofen, naproxen or aspirin", "than the package", "no advice on doses", "7 days",
        "not safe",
    ),
    "doctor": ("as long as you can remember", "dry needling", "addictive", "as directed", "Cortisone", "slipped disc"),
    "emergency": ("breathing or sweating", "crash", "bladder or bowel", "Fever", "Numbness", "both legs", "now"),
}
CAUTIONS = {
    "cold": "cloth",
    "heat": "Never fall asleep",
    "posture": "slowly",
    "otc": "pharmacist",
    "emergency": "heart attack",
}


def said(text: AdviceText) -> str:
    return " ".join(line for section in text.sections for line in section.lines)


def test_every_page_is_there() -> None:
    assert set(LIBRARY.advice) == set(LIBRARY.advice_text) == set(NUMBERS)


@pytest.mark.parametrize("page", NUMBERS)
def test_the_numbers_are_the_guides(page: str) -> None:
    found = LIBRARY.advice[page].numbers
    assert {name: (one.least, one.most) for name, one in found.items()} == NUMBERS[page]
    for name, one in found.items():
        assert one.origin is (Origin.OURS if (page, name) in OURS else Origin.GUIDE)


@pytest.mark.parametrize("page", SAID)
def test_a_page_says_what_the_guide_says(page: str) -> None:
    text = LIBRARY.advice_text[page]
    assert [each for each in SAID[page] if each not in said(text)] == []
    assert CAUTIONS.get(page, "") in text.caution


def test_what_to_expect_of_a_doctor_comes_in_the_guides_order() -> None:
    expect = LIBRARY.advice_text["doctor"].sections[-1]
    assert expect.title == "What to expect"
    order = ("Physiotherapy", "Muscle relaxants", "Injections", "Surgery")
    assert [line.split()[0] for line in expect.lines] == [name.split()[0] for name in order]
    assert "last resort" in expect.lines[2]
    assert "couple of months" in expect.lines[2]


def test_painkillers_come_without_a_dose_and_paracetamol_first() -> None:
    text = LIBRARY.advice_text["otc"]
    assert text.sections[0].lines[0].startswith("Paracetamol")
    assert not re.search(r"\d+ ?(mg|g|tablets?|pills?)\b", said(text))


@pytest.mark.parametrize("page", NUMBERS)
def test_a_page_is_worded_shortly_and_names_its_source(page: str) -> None:
    advice, text = LIBRARY.advice[page], LIBRARY.advice_text[page]
    assert all(source.title for source in advice.sources)
    assert advice.sources[0].title.startswith("The knot guide")
    for line in [text.purpose, text.caution, *(line for section in text.sections for line in section.lines)]:
        assert all(len(sentence.split()) <= 16 for sentence in re.split(r"(?<=[.?:])\s+", line)), line
    assert bool(text.picture) == bool(advice.picture)


@pytest.mark.parametrize(("page", "body"), [("cold", "nhs.uk"), ("heat", "fda.gov"), ("emergency", "nhs.uk")])
def test_what_is_ours_names_a_public_body(page: str, body: str) -> None:
    assert any(body in source.link for source in LIBRARY.advice[page].sources)


@pytest.mark.parametrize("page", NUMBERS)
def test_a_picture_of_a_page_is_there(page: str) -> None:
    picture = LIBRARY.advice[page].picture
    assert not picture or (resources() / "art" / f"{picture}.webp").is_file()
