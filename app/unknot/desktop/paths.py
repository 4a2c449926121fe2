"""Where a person's own files lie."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Paths:
    """``data``: the ledger, the person's own exercises and routines. ``config``: settings. ``shared``: folders of the
    system in which an organisation may set something for everybody, most important first. ``cache``: what can be
    made anew. They need not exist."""

    data: Path
    config: Path
    cache: Path
    shared: tuple[Path, ...] = ()

    @property
    def settings(self) -> Path:
        """The settings file."""
        return self.config / "settings.toml"

    @property
    def before_import(self) -> Path:
        """The settings as they were before the last import."""
        return self.config / "settings.before-import.toml"

    @property
    def site_settings(self) -> tuple[Path, ...]:
        """Where an organisation's settings may be."""
        return tuple(folder / "settings.toml" for folder in self.shared)

    @property
    def ledger(self) -> Path:
        """The database of what was done."""
        return self.data / "ledger.db"

    @property
    def calendars(self) -> Path:
        """What was read of the person's calendars."""
        return self.cache / "calendars.json"


def paths() -> Paths:
    """The folders for this person on this system; ``UNKNOT_HOME`` puts everything below one private folder."""
    home = os.environ.get("UNKNOT_HOME")
    if home:
        base = Path(home).absolute()
        return Paths(base / "data", base / "config", base / "cache", (base / "site",))
    import platformdirs  # 12 ms, and not needed for a private folder

    shared = platformdirs.site_config_dir("unknot", appauthor=False, multipath=True)
    return Paths(
        platformdirs.user_data_path("unknot", appauthor=False, roaming=False),
        platformdirs.user_config_path("unknot", appauthor=False, roaming=True),
        platformdirs.user_cache_path("unknot", appauthor=False),
        tuple(Path(folder) for folder in shared.split(os.pathsep)),
    )
