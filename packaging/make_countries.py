"""Write resources/holidays/countries.toml: `python packaging/make_countries.py`, where `holidays` is installed.

The names of countries and states to choose from, so that Settings need not load a library of 250 countries to show a
list. A test holds the file against the library. States whose public holidays are those of the whole country are left
out: there is nothing to choose. So are single cities, which have names instead of codes.
"""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path
from typing import Any

import holidays
from holidays.no_holiday_base import NoHolidayBase
from holidays.registry import COUNTRIES

TARGET = Path(__file__).resolve().parent.parent / "resources" / "holidays" / "countries.toml"
YEARS = range(2024, 2029)
NAMES = {
    "AX": "Åland Islands", "BL": "Saint Barthélemy", "BQ": "Bonaire, Sint Eustatius and Saba", "CD": "DR Congo",
    "CI": "Ivory Coast", "CW": "Curaçao",
    "GW": "Guinea-Bissau", "HK": "Hong Kong", "IM": "Isle of Man", "RE": "Réunion", "ST": "São Tomé and Príncipe",
    "SH": "Saint Helena, Ascension and Tristan da Cunha", "SY": "Syria", "TL": "Timor-Leste",
}  # fmt: skip
"""Where a class name says too little."""


def table() -> dict[str, tuple[str, dict[str, str]]]:
    """Code -> (English name, the states with holidays of their own: code -> their own name)."""
    found = {}
    for module, (entity, code, *_) in COUNTRIES.items():
        country: Any = getattr(holidays, entity).get_entity()
        if issubclass(country, NoHolidayBase):
            continue  # uninhabited
        found[code] = (NAMES.get(code) or _words(module), _states(code, country))
    return dict(sorted(found.items(), key=lambda item: _plain(item[1][0])))


def _plain(name: str) -> str:
    """For sorting: accents left out, as in an atlas."""
    return "".join(letter for letter in unicodedata.normalize("NFD", name) if not unicodedata.combining(letter))


def _words(module: str) -> str:
    small = {"and", "of", "the", "da"}
    words = module.split("_")
    return " ".join(word if n and word in small else word.capitalize() for n, word in enumerate(words))


def _states(code: str, country: Any) -> dict[str, str]:
    whole = _days(code, None)
    named: dict[str, str] = {}
    for name, state in country.subdivisions_aliases.items():
        if not re.fullmatch(r"[A-Z]{1,4}", name):  # some are other codes
            named.setdefault(state, name)
    codes = [state for state in country.subdivisions if re.fullmatch("[A-Z0-9]{1,7}", state)]
    states = {state: named.get(state, state) for state in codes if _days(code, state) != whole}
    return dict(sorted(states.items(), key=lambda item: _plain(item[1])))


def _days(code: str, state: str | None) -> set[Any]:
    return set(holidays.country_holidays(code, subdiv=state, years=YEARS, language="none"))


def text() -> str:
    """The whole file."""
    lines = ["# Made by packaging/make_countries.py from the library `holidays`; a test holds it against that."]
    for code, (name, states) in table().items():
        lines += ["", f"[{code}]", f"name = {_quoted(name)}"]
        if states:
            lines += ["[" + code + ".states]", *(f"{_quoted(key)} = {_quoted(own)}" for key, own in states.items())]
    return "\n".join(lines) + "\n"


def _quoted(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)


if __name__ == "__main__":
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text(text(), encoding="utf-8")
