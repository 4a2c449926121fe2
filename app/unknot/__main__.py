"""``python -m unknot`` and the ``unknot`` command."""

from __future__ import annotations

import sys


def main() -> int:
    """Run one command line; the exit status."""
    from unknot.cli import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
