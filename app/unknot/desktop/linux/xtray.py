"""What owners of selections tell on X11.

A panel that takes tray icons the old way owns _NET_SYSTEM_TRAY_Sn (System Tray Protocol 0.4), a compositor that blends
windows owns _NET_WM_CM_Sn (Extended Window Manager Hints).
"""

from __future__ import annotations

from unknot.desktop.linux.xcb import XConnection, XUnavailableError


def has_tray() -> bool:
    """Whether a panel takes tray icons the old way."""
    return _owned("_NET_SYSTEM_TRAY_S")


def has_compositor() -> bool:
    """Whether translucent windows are blended."""
    return _owned("_NET_WM_CM_S")


def _owned(selection: str) -> bool:
    """Ask the X server of ``$DISPLAY``; False without one. Blocks for two round trips."""
    try:
        x = XConnection()
    except XUnavailableError:
        return False
    try:
        return x.owner(f"{selection}{x.screen}") != 0
    except XUnavailableError:
        return False
    finally:
        x.close()
