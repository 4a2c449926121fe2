"""Pain, moving and the posture at a desk that goes up and down, from the command line of the running app."""

from __future__ import annotations

from unknot.commands.switching import Reply, done, refused
from unknot.core.aerobic import LEAST, MOST
from unknot.core.body import Area, Side
from unknot.core.body_map import Place
from unknot.core.care_records import WORST, Activity, Stance
from unknot.grammar import UsageError, whole
from unknot.services.house import House

_PAIRED = (Side.LEFT, Side.RIGHT, Side.BOTH)
_POSTURES = {"sit": Stance.SIT, "stand": Stance.STAND}


def pain(house: House, words: list[str], options: dict[str, str]) -> Reply:
    """``pain 4 neck:left wrists``, ``pain 0``, ``pain undo``. Raises UsageError."""
    if words == ["undo"]:
        return _pain_undone(house)
    if not words:
        raise UsageError(f"pain takes 0 to {WORST} and where it is: pain 4 neck:left wrists; or: pain undo")
    strength = whole(words[0], "pain", 0, WORST)
    places = [_place(word) for word in words[1:]]
    if strength and not places:
        raise UsageError("pain needs a place, like neck:left or lower-back")
    house.pain_log.log(
        places, strength,
        painkillers="--painkillers" in options, always="--always" in options, note=options.get("--note", ""),
    )
    where = ", ".join(words[1:]) or "nowhere"
    lines = [f"Logged: {strength} of {WORST}, {where}. To take it back: unknot pain undo"]
    if strength:
        signs = house.library.advice_text["emergency"].sections[0]
        lines += [f"{signs.title}? Get emergency help now.", *(f"  {line}" for line in signs.lines)]
        lines.append("To answer these warning signs: unknot show care")
    return done("\n".join(lines))


def _pain_undone(house: House) -> Reply:
    entries = house.pain_log.entries()
    if not entries:
        return refused("No pain is logged.", "Nothing")
    last = entries[-1]
    house.pain_log.withdraw(last.id)
    return done(f"Taken back: {last.strength} of {WORST}, logged at {last.at:%d %b %H:%M}.")


def _place(word: str) -> Place:
    name, colon, side = word.partition(":")
    if name not in set(Area) or (colon and side not in set(_PAIRED)):
        raise UsageError(f"'{word}' is no place: {', '.join(Area)}; with :left or :right for one side")
    return Place(Area(name), Side(side) if colon else Side.BOTH)


def moved(house: House, words: list[str]) -> Reply:
    """``moved 20 swim``, ``moved undo``; alone: what today has. Raises UsageError."""
    movement = house.movement
    if words == ["undo"]:
        logged = movement.logged(movement.today())
        if not logged:
            return refused("Nothing is logged for today.", "Nothing")
        movement.withdraw(logged[-1].id)
        return done(f"Taken back: {logged[-1].minutes:g} minutes. {_moved_today(house)}")
    if words:
        minutes = whole(words[0], "moved", LEAST, MOST)
        kind = words[1] if len(words) > 1 else Activity.WALK
        if kind not in set(Activity):
            raise UsageError(f"'{kind}' is none of: {', '.join(Activity)}")
        movement.log(Activity(kind), minutes)
    return done(_moved_today(house))


def _moved_today(house: House) -> str:
    today = house.movement.minutes(house.movement.today())
    return f"Moved today: {today.total:.0f} of {house.movement.goal:.0f} minutes."


def posture(house: House, words: list[str]) -> Reply:
    """``posture stand``; alone: how you work now, and the day's minutes. Raises UsageError."""
    stances = house.stances
    if not stances.wanted:
        return refused("Say first that your desk goes up and down: Settings, Sessions.", "NoDesk")
    if words:
        if words[0] not in _POSTURES:
            raise UsageError(f"posture takes one of: {', '.join(_POSTURES)}")
        stances.change(_POSTURES[words[0]])
    now, today = stances.posture(), stances.stood(house.movement.today())
    held = "sitting" if now.stance is Stance.SIT else "standing"
    return done(f"You are {held}. Today: sitting {today.sitting:.0f}, standing {today.standing:.0f} minutes.")
