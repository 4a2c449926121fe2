"""Looks at a program as a screen reader does (AT-SPI) and presses its buttons. Runs under the system's Python, which
has the bindings: reads one JSON question a line, writes one JSON answer a line.

    {"pid": 12, "do": "tree"}
    {"pid": 12, "do": "find", "name": "Start", "role": "push button"}      name and role may be ""
    {"pid": 12, "do": "press", "name": "Start", "role": "push button"}
"""

import json
import sys

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402 - the version has to be named first

DEPTH = 40
NAME = "unknot"


def applications(pid):
    """Qt's one of this process. Where Qt takes its colours from GTK, GTK registers another that never answers."""
    desktop = Atspi.get_desktop(0)
    desktop.clear_cache()
    children = [desktop.get_child_at_index(number) for number in range(desktop.get_child_count())]
    ours = [child for child in children if child is not None and child.get_process_id() == pid]
    found = [child for child in ours if child.get_name() == NAME]
    for child in found:
        child.set_cache_mask(Atspi.Cache.NONE)
    return found


def walk(nodes, depth=0):
    for node in nodes:
        yield node
        if depth < DEPTH:
            children = [node.get_child_at_index(number) for number in range(node.get_child_count())]
            yield from walk([child for child in children if child is not None], depth + 1)


def states(node):
    kept = node.get_state_set()
    return sorted(state.value_nick for state in kept.get_states()) if kept is not None else []


def describe(node):
    found = {"name": node.get_name(), "role": node.get_role_name(), "states": states(node), "actions": [], "rect": None}
    found["description"] = node.get_description()
    action = node.get_action_iface()
    if action is not None:
        found["actions"] = [Atspi.Action.get_action_name(action, n) for n in range(action.get_n_actions())]
    place = node.get_component_iface()
    box = place.get_extents(Atspi.CoordType.SCREEN) if place is not None else None
    if box is not None:
        found["rect"] = [box.x, box.y, box.width, box.height]
    return found


def fits(node, name, role):
    return (not name or node.get_name() == name) and (not role or node.get_role_name() == role)


def visible(node):
    kept = node.get_state_set()
    return kept is not None and kept.contains(Atspi.StateType.SHOWING)


def press(node):
    """Whether it was pressed. What went away while we looked has no actions any more."""
    action = node.get_action_iface()
    if action is None:
        return False
    names = [Atspi.Action.get_action_name(action, n).lower() for n in range(action.get_n_actions())]
    for wanted in ("press", "toggle", "click"):
        if wanted in names:
            return Atspi.Action.do_action(action, names.index(wanted))
    return Atspi.Action.do_action(action, 0)


def answer(question):
    apps = applications(question["pid"])
    if question["do"] == "tree":
        return [describe(node) for node in walk(apps) if visible(node)]
    found = [n for n in walk(apps) if fits(n, question["name"], question["role"]) and visible(n)]
    if question["do"] == "press":
        return len(found) == 1 and bool(press(found[0]))
    return [describe(node) for node in found]


def main():
    Atspi.init()
    print("null", flush=True)
    for line in sys.stdin:
        try:
            said = answer(json.loads(line))
        except GLib.Error as gone:  # a node that went away while we looked
            said = {"error": gone.message}
        print(json.dumps(said), flush=True)


if __name__ == "__main__":
    main()
