"""The design as values: colours of each theme, space, radii, sizes, type roles, durations. Nothing else holds any.

Colours come in pairs that pass WCAG AA (4.5 for text, 3 for marks and the edges of controls); a test computes it.
Lengths are logical pixels at the system's usual text size.
"""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Tokens:
    """One theme's colours, as ``#rrggbb``. ``dark`` and ``contrast`` say which kind of theme it is."""

    bg: str
    side: str
    surface: str
    raised: str
    stage: str
    tile: str
    disc: str
    disc_edge: str
    region: str
    track: str
    line: str
    border: str
    ink: str
    ink2: str
    accent: str
    accent_hover: str
    accent_pressed: str
    on_accent: str
    tint: str
    clay: str
    clay_tint: str
    ochre: str
    ochre_tint: str
    iris: str
    iris_tint: str
    alarm: str
    alarm_tint: str
    dark: bool = False
    contrast: bool = False


LIGHT = Tokens(
    bg="#F6F2EA",
    side="#EFE9DE",
    surface="#FDFBF7",
    raised="#FFFFFF",
    stage="#E9E2D5",
    tile="#E9E2D5",
    disc="#FFFDF8",
    disc_edge="#F4EEE3",
    region="#EFE9DE",
    track="#D8CEBD",
    line="#E0D8C9",
    border="#888071",
    ink="#24263A",
    ink2="#595B6A",
    accent="#0D6B66",
    accent_hover="#0A5955",
    accent_pressed="#074844",
    on_accent="#FFFFFF",
    tint="#D9EAE5",
    clay="#A53F28",
    clay_tint="#F8E2D9",
    ochre="#7A5205",
    ochre_tint="#F5E7C4",
    iris="#5A4A9B",
    iris_tint="#E7E1F5",
    alarm="#A11D1D",
    alarm_tint="#FBE1DC",
)
DARK = Tokens(
    bg="#1E1D21",
    side="#18171A",
    surface="#27262B",
    raised="#313036",
    stage="#28262C",
    tile="#3A3841",
    disc="#4A4751",
    disc_edge="#35333B",
    region="#3E3C45",
    track="#56535D",
    line="#3A383F",
    border="#88848C",
    ink="#F3EEE6",
    ink2="#BAB5AF",
    accent="#6CD0C3",
    accent_hover="#86DBD0",
    accent_pressed="#55BCAF",
    on_accent="#062E2B",
    tint="#1E3D3A",
    clay="#F29C7F",
    clay_tint="#43281F",
    ochre="#E6BD6B",
    ochre_tint="#3B3019",
    iris="#C0B4F3",
    iris_tint="#322D4B",
    alarm="#FF9E93",
    alarm_tint="#4B2120",
    dark=True,
)


def at_night(theme: Tokens) -> Tokens:
    """What stands on a dimmed screen, in any theme: dark all around, the figure's disc as it is elsewhere. ``side`` is
    the glow around the disc. In high contrast the system's own colours stay."""
    if theme.contrast:
        return theme
    ground, glow, pressed, track = _NIGHT if theme.dark else _EVENING
    return replace(
        DARK, bg=ground, surface=ground, stage=ground, side=glow, line=pressed, track=track, disc=theme.disc,
        disc_edge=theme.disc_edge,
    )


_EVENING = ("#1E2030", "#2B2D40", "#35374B", "#474858")
_NIGHT = ("#0E0D10", "#1D1C22", "#2A292F", "#3B3941")
"""Ground, glow, pressed and track, beneath a light theme's disc and a dark one's."""
