"""Write the pinned requirements again: `python3 packaging/lock.py [--upgrade]`, needs Python 3.11+ and `uv`.

Three files come out, holding every hash of every pinned file for Linux, Windows and macOS: `requirements.txt` (what
the app needs), `requirements-dev.txt` (the same, the test tools and the picture studio) and `requirements-build.txt`
(what packages that come as source are built with: this one, and xcffib).
Without `--upgrade` the versions pinned today are kept wherever pyproject.toml still allows them.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RUN = ROOT / "packaging" / "requirements.txt"
DEV = ROOT / "packaging" / "requirements-dev.txt"
BUILD = ROOT / "packaging" / "requirements-build.txt"
XCFFIB_BUILD = "setuptools>=77; sys_platform == 'linux'"  # xcffib is published as pure Python source only

# Nothing of the machine that locks may reach the files: no header (it quotes the command), no comments, no index lines.
OPTIONS = [
    "--universal", "--python-version", "3.11", "--generate-hashes", "--no-header", "--no-annotate",
    "--no-emit-index-url", "--no-emit-find-links", "--quiet",
]  # fmt: skip


def compile_to(target: Path, lines: list[str], extra: list[str]) -> None:
    """Resolve `lines` into `target`."""
    subprocess.run(
        [*uv(), "pip", "compile", "-", *OPTIONS, *extra, "--output-file", str(target)],
        input="\n".join(lines),
        text=True,
        check=True,
        stdout=subprocess.DEVNULL,
        cwd=ROOT,
    )


def uv() -> list[str]:
    """How to call uv here: the one on the path, or the one installed in this Python."""
    return ["uv"] if shutil.which("uv") else [sys.executable, "-m", "uv"]


def main() -> int:
    """Lock the running set first, then the others held to the same versions."""
    content = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    run: list[str] = content["project"]["dependencies"]
    upgrade = ["--upgrade"] if "--upgrade" in sys.argv[1:] else []
    compile_to(RUN, run, upgrade)
    groups = content["dependency-groups"]
    compile_to(DEV, [*run, *groups["dev"], *groups["studio"]], [*upgrade, "--constraint", str(RUN)])
    compile_to(BUILD, [*content["build-system"]["requires"], XCFFIB_BUILD], [*upgrade, "--constraint", str(DEV)])
    return 0


if __name__ == "__main__":
    sys.exit(main())
