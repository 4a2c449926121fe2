"""Public holidays by country and state, from the library `holidays`, and the list of countries to choose from."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from unknot.core.hours import FILE
from unknot.core.library import Problem
from unknot.core.rota import Country


def countries(path: Path) -> tuple[Country, ...]:
    """All countries by name, from the bundled file ``holidays/countries.toml``; a few ms, and no library is loaded.
    Raises OSError and ValueError for a broken installation."""
    with path.open("rb") as file:
        raw = tomllib.load(file)
    return tuple(
        Country(code, row["name"], tuple((f"{code}-{state}", own) for state, own in row.get("states", {}).items()))
        for code, row in raw.items()
    )


def holidays_of(country: str, years: Iterable[int]) -> tuple[dict[date, str], tuple[Problem, ...]]:
    """Days that the law of a country (``DE``) or state (``DE-BY``) gives off in these years, with their names in the
    country's own language; "" gives none. A code that isn't known gives none and a Problem that names the setting.

    The first call loads the library: 150 ms and 15 MB, since it brings all countries together.
    """
    if not country:
        return {}, ()
    import holidays

    code, _, state = country.partition("-")
    try:
        entity = getattr(holidays, code.upper() if len(code) == 2 else "").get_entity()
        found = holidays.country_holidays(
            code.upper(), subdiv=state or None, years=years, language=entity.default_language or "none"
        )
    except (AttributeError, NotImplementedError):
        return {}, (Problem(FILE, "holidays", "unknown", country),)
    return {day: found[day] for day in sorted(found)}, ()
