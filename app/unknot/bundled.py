"""Where resources/ is: beside the package (wheel, bundle) or beside app/ (checkout)."""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def resources() -> Path:
    """The folder with exercises/, routines/, text/, art/, icons/, sounds/ and i18n/.

    Raises FileNotFoundError when neither place has it: the installation is broken.
    """
    package = Path(__file__).resolve().parent
    for place in (package / "resources", package.parent.parent / "resources"):
        if (place / "exercises").is_dir():
            return place
    raise FileNotFoundError(f"resources/ not found beside {package}: install Unknot again")


def resource_path(relative: str) -> Path:
    """The path of one bundled file, e.g. ``resource_path("icons/tray.svg")``. It need not exist."""
    return resources() / relative
