"""Changes in a settings file that leave the rest of it as the person wrote it.

A value that becomes the default is put behind a #, with the comments it has, and is taken out from there again when
the person chooses another.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Container, Iterator, Mapping
from typing import Any

from unknot.core.settings import VERSION

_HEADER = re.compile(r"\s*\[")


def attempts(
    content: bytes | None, chosen: Mapping[str, Any], given_up: Mapping[str, Any], keep: Container[str]
) -> Iterator[str]:
    """The file with the plain values ``chosen`` set and those ``given_up`` no longer there, the tidiest way first. None
    for a file that can't be read. ``keep``: names that stay as they are inside of a profile."""
    from tomlkit.exceptions import TOMLKitError  # only a save needs it: the app starts without

    if content is None:
        return
    for edit in (_tidily, _plainly):
        try:
            yield edit(content.decode("utf-8-sig"), chosen, given_up, keep)
        except (TOMLKitError, ValueError, RecursionError):
            continue


def _tidily(text: str, chosen: Mapping[str, Any], given_up: Mapping[str, Any], keep: Container[str]) -> str:
    import tomlkit

    for name in chosen.keys() - tomllib.loads(text).keys():
        text = _uncommented(text, name)
    lines = {name: value for name, value in {"version": VERSION, **chosen}.items() if not isinstance(value, dict)}
    text = _with_lines(text, [tomlkit.dumps({name: lines[name]}) for name in lines.keys() - tomllib.loads(text).keys()])
    document = tomlkit.parse(text)
    _set(document, "version", VERSION)
    for name, value in chosen.items():
        _put(document, name, value, keep)
    for name, value in given_up.items():
        _give_up(document, name, value)
    text = tomlkit.dumps(document)
    for name in given_up:
        text = _commented(text, name)
    return text


def _plainly(text: str, chosen: Mapping[str, Any], given_up: Mapping[str, Any], keep: Container[str]) -> str:
    """Where comments lie so that they can't be told apart."""
    import tomlkit

    document = tomlkit.parse(text)
    _set(document, "version", VERSION)
    for name in given_up:
        document.remove(name)
    for name, value in chosen.items():
        _put(document, name, value, keep)
    return tomlkit.dumps(document)


def _put(table: Any, name: str, value: Any, keep: Container[str]) -> None:
    """Set a value, or what differs inside of a table."""
    found = table.get(name)
    if not (isinstance(value, dict) and isinstance(found, dict)):
        _set(table, name, value)
        return
    _clear(found, name, value, keep)
    if not value and not found:  # a table that was there for the sake of one inside of it would go with that
        table[name] = {}
    for key, inner in value.items():
        _put(found, key, inner, keep)


def _give_up(table: Any, name: str, value: Any) -> None:
    """Have the default stand where the person's value stood, before that goes behind a #."""
    found = table.get(name)
    if not (isinstance(value, dict) and isinstance(found, dict)):
        _set(table, name, value)
        return
    _clear(found, name, value, ())
    for key in found.keys() & value.keys():
        _give_up(found, key, value[key])


def _clear(table: Any, name: str, value: Mapping[str, Any], keep: Container[str]) -> None:
    """Take out what is there no more. The keys of hours are given: a strange one isn't ours, and stays."""
    for gone in [key for key in table if key not in value and key not in keep and name != "hours"]:
        table.pop(gone)


def _set(table: Any, key: str, value: Any) -> None:
    """Change only what differs, so that a person's spelling of the rest stays."""
    found = table.get(key)
    plain = found.unwrap() if hasattr(found, "unwrap") else found
    if type(plain) is not type(value) or plain != value:
        table[key] = value


def _with_lines(text: str, new: list[str]) -> str:
    """With settings more, below the last one above all tables: what is said above a table stays there."""
    lines = text.splitlines(keepends=True)
    top = next((index for index, line in enumerate(lines) if _HEADER.match(line)), len(lines))
    while top and (not lines[top - 1].strip() or lines[top - 1].lstrip().startswith("#")):
        top -= 1
    if top and not lines[top - 1].endswith("\n"):
        lines[top - 1] += "\n"
    return "".join([*lines[:top], *sorted(new), *lines[top:]])


def _commented(text: str, name: str) -> str:
    lines = text.splitlines(keepends=True)
    for index in _lines(lines, name, ""):
        if not lines[index].lstrip().startswith("#"):
            lines[index] = "#" + (lines[index].lstrip(" \t"))
    return "".join(lines)


def _uncommented(text: str, name: str) -> str:
    lines = text.splitlines(keepends=True)
    for index in _lines(lines, name, "#"):
        if not lines[index].startswith("# "):
            lines[index] = lines[index][1:]
    return "".join(lines)


def _lines(lines: list[str], name: str, mark: str) -> list[int]:
    """Which lines hold a setting: a line of its own above all tables, or its table with those inside of it."""
    top = next((index for index, line in enumerate(lines) if _HEADER.match(line)), len(lines))
    own = re.compile(rf"{mark}\s*{name}\s*[=.]")
    found = [index for index in range(top) if own.match(lines[index])]
    ours, any_header = re.compile(rf"{mark}\s*\[{name}[\].]"), re.compile(rf"{mark}\s*\[")
    inside = False
    block: list[int] = []
    for index, line in enumerate(lines):
        if any_header.match(line) or (mark and (not line.startswith(mark) or _HEADER.match(line))):
            inside = bool(ours.match(line))
        if inside:
            block.append(index)
    if not mark:  # what stands above the next table is said of that one
        while block and (not lines[block[-1]].strip() or lines[block[-1]].lstrip().startswith("#")):
            block.pop()
    return found + block
