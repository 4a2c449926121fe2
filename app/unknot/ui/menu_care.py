"""The tray's line about a compress that is on."""

from __future__ import annotations

from functools import partial

from unknot.ui.menu_item import Item
from unknot.ui.shell import Shell
from unknot.ui.tr import tr
from unknot.ui.words import compress as words


def compress_items(shell: Shell) -> list[Item]:
    """``Heat: 9 min left``, which leads to its window; nothing while none is on."""
    timer = shell.compresses.running
    if timer is None:
        return []
    left = words.left(shell.compresses.left())
    said = tr("{kind}: {left}") if timer.running else tr("{kind}: paused, {left}")
    line = said.format(kind=words.kind_name(timer.kind), left=left)
    return [Item(line, partial(shell.windows.open_compress, timer.kind))]
