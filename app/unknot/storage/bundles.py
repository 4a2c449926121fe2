"""Routines and exercises in one file (``.unknot``): a zip of the same TOML files and pictures, and nothing else.

What comes from elsewhere is data and stays it. Before anything is unpacked the directory of the zip is looked through:
only plain files of names that we write ourselves, few and small enough; then each is read no further than it may be
long, its TOML by the ordinary reader, its picture drawn anew. Anything else refuses the whole file with the reason, and
nothing of it is left.
"""

from __future__ import annotations

import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from unknot.core.drafts import RoutineDraft, new_id, routine_flaws
from unknot.core.image_head import image_head
from unknot.core.library import Library, Problem
from unknot.ports import StoreError
from unknot.ports_own import Arrival, Standing
from unknot.storage.atomic import write_whole
from unknot.storage.content import load_library
from unknot.storage.fields import parsed, shown
from unknot.storage.laid_out import laid_out
from unknot.storage.own_toml import plain_toml

if TYPE_CHECKING:
    from unknot.storage.own_files import OwnFiles

SUFFIX = ".unknot"
MANIFEST = "unknot.toml"
FORMAT = 1
LARGEST = 32 * 1024 * 1024
MOST_FILES = 200
LARGEST_DIRECTORY = 64 * 1024
LARGEST_PICTURE = 8 * 1024 * 1024
LARGEST_TEXT = 16 * 1024
LARGEST_TEXTS = 512 * 1024
"""All texts together: who reads and writes them is slow, and nobody is to wait for a file that is refused then."""
LARGEST_UNPACKED = 64 * 1024 * 1024
MOST_PIXELS = 120_000_000
"""All pictures together, for the same reason."""
_ID = r"(?=[a-z0-9-]{1,100}\.)[a-z0-9]+(?:-[a-z0-9]+)*"
"""No longer than every system can have a file's name, with what is put behind it."""
_DATA = re.compile(rf"(exercises|routines)/({_ID})\.toml")
_PICTURE = re.compile(rf"art/({_ID})\.(webp|png|jpg|jpeg)")
_FOLDERS = frozenset({"exercises/", "routines/", "art/"})
_END = b"PK\x05\x06"
_END_SIZE = 22
_START = b"PK\x03\x04"
_LOCATOR, _LOCATOR_SIZE = b"PK\x06\x07", 20
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_ENCRYPTED = 0x1
_BROKEN = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError,
)
"""What the standard library raises for a zip that is none."""
_ASIDE = "from-file"
_MARKUP = re.compile(
    r"<\s*[/!?a-zA-Z]|&#|[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\U000e0000-\U000e007f]"
)
"""Tags, and letters that are not seen but change what is."""
_LINK = re.compile(r"https?://[^\s<>\"']+|")


Key = tuple[str, str]
"""``exercises`` or ``routines``, and an id."""
Tables = Mapping[Key, Mapping[str, Any]]
Texts = Mapping[Key, bytes]


@dataclass(frozen=True, slots=True)
class Contents:
    """What a good file holds: plain tables and the texts they were read from by kind and id, pictures (drawn anew) by
    exercise."""

    tables: Tables
    texts: Texts
    pictures: Mapping[str, bytes]
    arrivals: tuple[Arrival, ...]


# writing


def write(path: Path, own: OwnFiles, names: Sequence[str]) -> None:
    """These routines and exercises, with all own exercises and pictures that they need. Raises StoreError."""
    library = own.load()
    files = {MANIFEST: plain_toml({"format": FORMAT})}
    for kind, name in _needed(library, names):
        file = f"{kind}/{name}.toml"
        content = own.bytes_of(file)
        if content is None:
            raise StoreError(Problem(file, "", "absent"))
        files[file] = content
        picture = own.bytes_of(f"art/{name}.webp") if kind == "exercises" else None
        if picture is not None:
            files[f"art/{name}.webp"] = own.redraw(picture, f"art/{name}.webp")
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for file, content in files.items():
            entry = zipfile.ZipInfo(file)  # of no date: the same things make the same file
            entry.external_attr = (stat.S_IFREG | 0o644) << 16
            entry.compress_type = zipfile.ZIP_STORED if file.endswith(".webp") else zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    write_whole(path, target.getvalue())


def _needed(library: Library, names: Sequence[str]) -> Iterator[tuple[str, str]]:
    told: set[tuple[str, str]] = set()
    for name in names:
        routine = library.routines.get(name)
        wanted = [("routines", name)] if routine else [("exercises", name)]
        wanted += [("exercises", step.exercise) for step in routine.steps] if routine else []
        for kind, each in wanted:
            exercise = library.exercises.get(each)
            if (kind, each) not in told and (kind == "routines" or exercise is None or exercise.own):
                told.add((kind, each))
                yield kind, each


# reading


def read(path: Path, own: OwnFiles) -> Contents:
    """Everything in a file, found good. Raises StoreError with the first thing that isn't."""
    raw = _whole(path)
    entries = _unpacked(path.name, raw)
    _check_sums(path.name, entries)
    tables: dict[Key, Mapping[str, Any]] = {}
    texts: dict[Key, bytes] = {}
    drawings: dict[str, str] = {}
    for file, content in entries.items():
        if file == MANIFEST:
            _check_manifest(content)
        elif found := _DATA.fullmatch(file):
            tables[found[1], found[2]], texts[found[1], found[2]] = _table(file, content), content
        elif found := _PICTURE.fullmatch(file):
            if found[1] in drawings:
                raise StoreError(Problem(file, "", "taken", found[1], "one picture an exercise"))
            drawings[found[1]] = file
    if MANIFEST not in entries or not tables:
        raise StoreError(Problem(path.name, "", "empty"))
    _check_together(tables, drawings)
    aside = _aside(tables, own)
    library = _read_through(tables, texts, aside, own)
    pictures = {name: own.redraw(entries[file], file) for name, file in drawings.items()}
    return Contents(tables, texts, pictures, tuple(_arrivals(tables, pictures, aside, library, own)))


def _whole(path: Path) -> bytes:
    try:
        if path.exists() and not path.is_file():
            raise StoreError(Problem(path.name, "", "unreadable", "not a file"))
        with path.open("rb") as stream:
            raw = stream.read(LARGEST + 1)
    except OSError as refused:
        what = "absent" if isinstance(refused, FileNotFoundError) else "unreadable"
        raise StoreError(Problem(path.name, "", what, refused.strerror or str(refused))) from refused
    if len(raw) > LARGEST:
        raise StoreError(Problem(path.name, "", "range", "more", f"0 to {LARGEST} bytes"))
    return raw


def _unpacked(name: str, raw: bytes) -> dict[str, bytes]:
    """The files in a zip by name, after all has been checked that can be without unpacking."""
    _check_directory(name, raw)
    found: dict[str, bytes] = {}
    try:
        with zipfile.ZipFile(BytesIO(raw)) as archive:
            entries = archive.infolist()
            total = sum(entry.file_size for entry in entries)
            if len(entries) > MOST_FILES:
                raise StoreError(Problem(name, "", "range", f"{len(entries)} files", f"0 to {MOST_FILES} files"))
            if total > LARGEST_UNPACKED:
                raise StoreError(Problem(name, "", "range", "more", f"0 to {LARGEST_UNPACKED} bytes"))
            for entry in entries:
                _check_entry(entry)
                if entry.orig_filename in _FOLDERS:
                    continue
                if entry.filename in found:
                    raise StoreError(Problem(shown(entry.filename), "", "taken", "twice", "each name once"))
                found[entry.filename] = _content(archive, entry)
    except _BROKEN as broken:
        raise StoreError(Problem(name, "", "unreadable", shown(broken))) from broken
    return found


def _check_directory(name: str, raw: bytes) -> None:
    """The zip's own begin and end have to be the file's, its list short, and all of it in the old, plain form: a list
    of a million entries would be read whole before any of them could be refused."""
    end = raw[-_END_SIZE:]
    plain = end.startswith(_END) and end[4:8] == b"\0\0\0\0" and end[20:22] == b"\0\0"
    if not plain or raw[-_END_SIZE - _LOCATOR_SIZE :].startswith(_LOCATOR):
        raise StoreError(Problem(name, "", "kind", "", f"a file made by Unknot ({SUFFIX})"))
    length, at = (int.from_bytes(end[n : n + 4], "little") for n in (12, 16))
    if length > LARGEST_DIRECTORY:
        raise StoreError(Problem(name, "", "range", "more", f"0 to {MOST_FILES} files"))
    if not raw.startswith(_START) or at + length + _END_SIZE != len(raw):
        raise StoreError(Problem(name, "", "kind", "", f"a file made by Unknot ({SUFFIX})"))


def _check_entry(entry: zipfile.ZipInfo) -> None:
    """Raise for anything but a plain file of a name that we could have written."""
    file = entry.orig_filename  # as it stands in the zip: ``filename`` is mended already
    known = file == MANIFEST or file in _FOLDERS or _DATA.fullmatch(file) or _PICTURE.fullmatch(file)
    if not known or file != entry.filename:
        raise StoreError(Problem(shown(file), "", "unknown", shown(file), "exercises, routines, pictures"))
    kind = stat.S_IFMT(entry.external_attr >> 16)
    wanted = stat.S_IFDIR if file in _FOLDERS else stat.S_IFREG
    if kind not in (0, wanted):
        raise StoreError(Problem(file, "", "kind", "a link or a device", "a plain file"))
    if entry.flag_bits & _ENCRYPTED:
        raise StoreError(Problem(file, "", "locked"))
    if entry.compress_type not in _METHODS:
        raise StoreError(Problem(file, "", "kind", f"compression {entry.compress_type}", "zip"))


def _content(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """One file, no further than it may be long, whatever the zip says of it."""
    most = LARGEST_PICTURE if entry.filename.startswith("art/") else LARGEST_TEXT
    if entry.file_size > most:
        raise StoreError(Problem(entry.filename, "", "range", "more", f"0 to {most} bytes"))
    with archive.open(entry) as stream:
        content = stream.read(most + 1)
    if len(content) > most:
        raise StoreError(Problem(entry.filename, "", "range", "more", f"0 to {most} bytes"))
    return content


def _table(file: str, content: bytes) -> Mapping[str, Any]:
    try:
        table = parsed(content)
    except ValueError as broken:
        raise StoreError(Problem(file, "", "unreadable", shown(broken))) from broken
    for field, text in _texts(table):
        if _MARKUP.search(field) or _MARKUP.search(text):
            raise StoreError(Problem(file, shown(field), "kind", shown(text), "plain text"))
        if field == "source.link" and not _LINK.fullmatch(text):
            raise StoreError(Problem(file, field, "kind", shown(text), "https://..."))
    return table


def _texts(value: Any, field: str = "") -> Iterator[tuple[str, str]]:
    """Every text in a table with its dotted path; of keys, the key itself."""
    if isinstance(value, str):
        yield field, value
    elif isinstance(value, Mapping):
        for name, inside in value.items():
            yield f"{field}.{name}".strip("."), ""
            yield from _texts(inside, f"{field}.{name}".strip("."))
    elif isinstance(value, list):
        for inside in value:
            yield from _texts(inside, field)


def _check_manifest(content: bytes) -> None:
    version = _table(MANIFEST, content).get("format")
    if version != FORMAT or isinstance(version, bool):
        raise StoreError(Problem(MANIFEST, "format", "unknown", shown(version), str(FORMAT)))


def _check_sums(name: str, entries: Mapping[str, bytes]) -> None:
    """Raise where all texts or all pictures together are more than anybody needs."""
    texts = sum(len(content) for file, content in entries.items() if not file.startswith("art/"))
    if texts > LARGEST_TEXTS:
        raise StoreError(Problem(name, "", "range", "more", f"0 to {LARGEST_TEXTS} bytes"))
    heads = [image_head(content) for file, content in entries.items() if file.startswith("art/")]
    if sum(head[1] * head[2] for head in heads if head) > MOST_PIXELS:
        raise StoreError(Problem(name, "", "range", "more", f"0 to {MOST_PIXELS} pixels"))


def _check_together(tables: Tables, pictures: Mapping[str, str]) -> None:
    """Raise where ids or pictures don't belong together: one id a thing, a picture only of an exercise beside it, and
    of its name; so that none can stand in for a picture that is there already."""
    names = [name for _, name in tables]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise StoreError(Problem(f"routines/{twice}.toml", "", "taken", twice, "a file name that is not used yet"))
    for name in pictures:
        table = tables.get(("exercises", name))
        if table is None or table.get("picture", name) != name:
            raise StoreError(Problem(f"art/{name}", "", "unknown", name, "the picture of an exercise in this file"))


def _aside(tables: Tables, own: OwnFiles) -> dict[str, str]:
    """The ids that stand for those that are built in, while the file is read beside what is."""
    taken, aside = {name for _, name in tables} | own.taken(), dict[str, str]()
    for _, name in tables:
        if own.is_built_in(name):
            aside[name] = new_id(f"{name}-{_ASIDE}", taken, "imported")
            taken.add(aside[name])
    return aside


def _read_through(tables: Tables, texts: Texts, aside: Mapping[str, str], own: OwnFiles) -> Library:
    """What the ordinary reader makes of it beside what is built in alone: a file has all that it needs."""
    called = {f"{kind}/{aside.get(name, name)}.toml": f"{kind}/{name}.toml" for kind, name in tables}
    files = {f"{kind}/{name}.toml": content for (kind, name), content in _renamed(tables, texts, aside).items()}
    with laid_out(files) as folder:
        library = load_library([own.built_in, folder])
    for problem in library.problems:
        if problem.file in called:
            raise StoreError(replace(problem, file=called[problem.file]))
    for routine in library.routines.values():
        if routine.own:
            draft = RoutineDraft(routine.id, "-", "", routine.steps, routine.rounds)
            flaw = next((flaw for flaw in routine_flaws(draft, library) if flaw.stops), None)
            if flaw is not None:
                field = f"steps.{(flaw.step or 0) + 1}" if flaw.step is not None else "minutes"
                file = called[f"routines/{routine.id}.toml"]
                raise StoreError(Problem(file, field, "range", shown(flaw.found), f"{flaw.most:g}"))
    return library


def _arrivals(
    tables: Tables, pictures: Mapping[str, bytes], aside: Mapping[str, str], library: Library, own: OwnFiles
) -> Iterator[Arrival]:
    taken = own.taken()
    for kind, name in sorted(tables, key=lambda key: (key[0] == "exercises", key[1])):
        routine = kind == "routines"
        text: Any = (library.routine_text if routine else library.exercise_text)[aside.get(name, name)]
        if name in aside:
            standing = Standing.BUILT_IN
        elif _is_same(kind, name, tables[kind, name], pictures.get(name), own):
            standing = Standing.SAME
        else:
            standing = Standing.TAKEN if name in taken else Standing.NEW
        yield Arrival(name, text.name, routine, standing)


def _is_same(kind: str, name: str, table: Mapping[str, Any], picture: bytes | None, own: OwnFiles) -> bool:
    content = own.bytes_of(f"{kind}/{name}.toml")
    if content is None:
        return False
    try:
        there = parsed(content) == table
    except ValueError:
        return False
    return there and _is_same_picture(picture, own.bytes_of(f"art/{name}.webp"), own)


def _is_same_picture(picture: bytes | None, mine: bytes | None, own: OwnFiles) -> bool:
    """Drawing it anew changes it a little each time: going out, and coming in."""
    if picture is None or mine is None or picture == mine:
        return picture == mine
    try:
        return own.redraw(own.redraw(mine, ""), "") == picture
    except StoreError:
        return False


# bringing in


def files_of(contents: Contents, own: OwnFiles, *, replacing: bool) -> dict[str, bytes | None]:
    """The files to write: what isn't there already, under ids that are free unless it replaces its own."""
    taken, names = own.taken() | {arrival.id for arrival in contents.arrivals}, dict[str, str]()
    for arrival in sorted(contents.arrivals, key=lambda each: each.routine):  # exercises first: routines name them
        same = arrival.standing is Standing.SAME
        if same and arrival.routine:
            same = not _needs_new_names(contents.tables["routines", arrival.id], names)
        if not (same or arrival.standing is Standing.NEW or (arrival.standing is Standing.TAKEN and replacing)):
            names[arrival.id] = new_id(arrival.id, taken, "imported")
            taken |= {names[arrival.id]}
    there = {a.id for a in contents.arrivals if a.standing is Standing.SAME and a.id not in names}
    files: dict[str, bytes | None] = {}
    renamed = _renamed(contents.tables, contents.texts, names)
    for (kind, old), (_, content) in zip(contents.tables, renamed.items(), strict=True):
        if old not in there:
            name = names.get(old, old)
            files[f"{kind}/{name}.toml"] = content
            if kind == "exercises":
                files[f"art/{name}.webp"] = contents.pictures.get(old)
                files[f"art/{name}@2x.webp"] = None  # the old one's, where this replaces it
    return {file: content for file, content in files.items() if content is not None or (own.own / file).exists()}


def _needs_new_names(table: Mapping[str, Any], names: Mapping[str, str]) -> bool:
    steps = table.get("steps")
    return isinstance(steps, list) and any(isinstance(s, Mapping) and str(s.get("exercise")) in names for s in steps)


def _renamed(tables: Tables, texts: Texts, names: Mapping[str, str]) -> dict[Key, bytes]:
    """The files' contents with other ids, in the same order: steps name the exercises by theirs. What names none of
    them stays to the letter."""
    made: dict[Key, bytes] = {}
    for (kind, old), table in tables.items():
        if not _needs_new_names(table, names) and (old not in names or "picture" not in table):
            made[kind, names.get(old, old)] = texts[kind, old]
            continue
        changed = dict(table)
        if isinstance(changed.get("steps"), list):
            changed["steps"] = [
                {**step, "exercise": names.get(str(step.get("exercise")), step.get("exercise"))}
                if isinstance(step, Mapping) and "exercise" in step else step
                for step in changed["steps"]
            ]
        if old in names and changed.get("picture") == old:
            del changed["picture"]
        made[kind, names.get(old, old)] = plain_toml(changed)
    return made
