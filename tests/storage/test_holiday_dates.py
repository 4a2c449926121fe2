"""Public holidays: by country and state, in the country's own words, and the bundled list to choose from."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import pytest

from unknot.core.library import Problem
from unknot.storage.holiday_dates import countries, holidays_of

ROOT = Path(__file__).resolve().parents[2]
LIST = ROOT / "resources" / "holidays" / "countries.toml"


def test_a_state_has_holidays_that_its_country_has_not() -> None:
    whole, _ = holidays_of("DE", [2026])
    bavaria, problems = holidays_of("DE-BY", [2026])
    assert problems == ()
    assert date(2026, 6, 4) not in whole
    assert bavaria[date(2026, 6, 4)] == "Fronleichnam"
    assert whole[date(2026, 12, 25)] == "Erster Weihnachtstag"


@pytest.mark.parametrize("environment", ["de_DE.UTF-8", "th_TH.UTF-8", "C"])
def test_names_are_the_countrys_own_whatever_the_machine_speaks(
    environment: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("LANGUAGE", "LC_ALL", "LANG"):
        monkeypatch.setenv(name, environment)
    assert holidays_of("FR", [2026])[0][date(2026, 7, 14)] == "Fête nationale"
    assert holidays_of("US", [2026])[0][date(2026, 11, 26)] == "Thanksgiving Day"


def test_only_days_that_the_law_gives_off_count() -> None:
    assert date(2026, 4, 5) not in holidays_of("DE", [2026])[0]  # Easter, which is a Sunday anyway
    assert date(2026, 12, 24) not in holidays_of("DE", [2026])[0]
    assert date(2026, 2, 14) not in holidays_of("US", [2026])[0]


def test_several_years_come_in_order() -> None:
    found = list(holidays_of("GB-SCT", [2027, 2026])[0])
    assert found == sorted(found)
    assert {day.year for day in found} == {2026, 2027}


def test_no_country_has_no_holidays() -> None:
    assert holidays_of("", [2026]) == ({}, ())


@pytest.mark.parametrize("code", ["XX", "DE-ZZ", "DEU", "DE-", "-BY", "__", "Germany", "HolidayBase", "../DE"])
def test_an_unknown_code_is_named_with_its_setting(code: str) -> None:
    found, problems = holidays_of(code, [2026])
    if code == "DE-":
        assert found == holidays_of("DE", [2026])[0]
    else:
        assert (found, problems) == ({}, (Problem("settings.toml", "holidays", "unknown", code),))


def test_the_bundled_list_is_what_the_library_knows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "packaging"))
    import make_countries

    assert LIST.read_text(encoding="utf-8") == make_countries.text(), "run packaging/make_countries.py"
    sys.modules.pop("make_countries")


def test_every_country_and_state_of_the_list_is_known() -> None:
    found = countries(LIST)
    codes = [code for country in found for code in (country.code, *(code for code, _ in country.states))]
    assert [code for code in codes if holidays_of(code, [2026])[1]] == []
    assert len(codes) == len(set(codes)) > 500
    names = [country.name for country in found]
    assert {"Germany", "United States", "Ukraine", "South Korea"} <= set(names)
    germany = next(country for country in found if country.code == "DE")
    assert germany.states[0] == ("DE-BW", "Baden-Württemberg")


def test_every_code_of_the_list_is_one_that_the_settings_take() -> None:
    from unknot.core.settings import Settings

    for country in countries(LIST):
        for code in (country.code, *(code for code, _ in country.states)):
            assert Settings().with_changes(holidays=code).holidays == code
