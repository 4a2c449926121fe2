"""Lengths that belong to one window each. Logical pixels, milliseconds."""

from __future__ import annotations


class prompt:  # noqa: N801 - read as a namespace: prompt.width
    """The card that asks."""

    width = 384
    rise = 16


class insistent:  # noqa: N801
    """The prompt that covers the screens. ``roomy_from``: the longer and the shorter side of a
    screen that has the room the design needs."""

    dim = 0.96
    radius = 272
    ring = 12
    least_radius = 64
    glow = 1.9
    text = 440
    least_text = 300
    margin = 40
    gap = 72
    margin_tight = 16
    gap_tight = 24
    roomy_from = (1024, 600)
    accept = 120


class session:  # noqa: N801
    """The window that guides."""

    width = 1024
    height = 668
    column = 368
    least_width = 640
    least_height = 340
    stacked_below = 900
    short_below = 520
    stage_stacked = 296
    stage_least = 160
    below_stage = 320
    frame_ms = 33
    ring_step = 17
    second_ms = 1000
    warning = 28
    tile = 72


class main:  # noqa: N801
    """The window with the pages."""

    width = 1120
    height = 708
    least_width = 640
    least_height = 340
    compact_below = 760


class today:  # noqa: N801
    """The page of the day. ``stacked_below`` is the page's own width, the others its height: below
    ``low_below`` the next session comes first, below ``tight_below`` it does without its picture."""

    stacked_below = 704
    low_below = 590
    low_below_stacked = 730
    tight_below = 420
    next_share = 5
    why_share = 4
    columns_gap = 48
    time_column = 52


class library:  # noqa: N801
    """The library's tiles and detail pane. ``stacked_below`` is the page's own width, ``low_below`` its height."""

    stacked_below = 824
    search = 256
    detail = 350
    detail_slim = 318
    roomy_from = 992
    widest_picture = 408
    detail_margin = 28
    picture = 208
    picture_low = 104
    low_below = 460
    sign = 56
    label_column = 88
    least_tile = 168
    most_tile = 216
    column_gap = 16
    row_gap = 24
    text_gap = 12
    most_lines = 3


class settings:  # noqa: N801
    """The settings. ``stacked_below`` is the page's own width."""

    stacked_below = 784
    day_column = 88
    control = 408
    levels = 640
    pictures_from = 560
    finding = 128
    source = 152
    dialog = 480
    dialog_high = 560
    tab_gap = 28
    tab_bar = 2


class frame:  # noqa: N801
    """What any window keeps to. ``title``: room for the system's title bar."""

    widest = 640
    lowest = 340
    title = 40


class welcome:  # noqa: N801
    """The first steps; of one size, what does not fit scrolls."""

    width = 480
    height = 596
    margin = 32
    sign = 48
    mark = 46
    day_gap = 13
    time_field = 102
    picture = 312
    picture_low = 200
    step = 8
    step_on = 24


class emergency:  # noqa: N801
    """The page after a red flag. In a window lower than ``low`` the number comes first."""

    width = 560
    height = 604
    least_width = 320
    edge = 8
    margin = 40
    warning = 40
    low = 480


class pain:  # noqa: N801
    """The dialog that asks where it hurts. Below ``stacked_below`` the map stands on top of what is beside it."""

    width = 672
    height = 704
    least_width = 480
    stacked_below = 600
    map = 264
    map_high = 344
    beside_from = 760
    column_gap = 48


class moving:  # noqa: N801
    """The dialog that takes minutes of moving."""

    width = 480
    height = 480
    least_width = 440


class editor:  # noqa: N801
    """Making a routine, and an exercise. ``stacked_below`` is the window's own width; lower than ``low`` it does
    without what can wait."""

    width = 1040
    height = 700
    stacked_below = 820
    low = 520
    row = 76
    tile = 56
    grip = 24
    form_width = 860
    form_height = 720
    form = 460
    picture = 240
    beside_from = 780
    text_lines = 2
    dialog = 440
    dialog_high = 340
    dialog_low = 260


class timers:  # noqa: N801
    """Massage and compress. Below ``low`` the stage stands beside the words; ``stage``: how high it is at most,
    ``beside``: how wide, in hundredths of the window; ``least_ring``: how high it is at least while its ring is needed.
    ``ring`` and ``inner``: radii; ``gap``: between the two rings."""

    width = 560
    height = 620
    least_width = 320
    low = 500
    stage = 300
    least_stage = 104
    least_ring = 150
    beside = 33
    ring = 120
    ring_width = 12
    inner = 112
    inner_width = 10
    outer_width = 4
    gap = 15
    bead = 26
    bar = 8
    bead_side = 26
    tab_stacked_below = 640
    margin = 32
    second_ms = 1000


class knots:  # noqa: N801
    """The map and what is beside it, on the Care page."""

    least_height = 200
    least_map = 208
    most_map = 520
    map_share = 11
    least_side = 280
    most_side = 560
    side_share = 12
    tile = 40
    picture = 184
    low_below = 360


class history:  # noqa: N801
    """The history. Both widths are the page's own."""

    stacked_below = 800
    roomy_from = 720
    preview = 248
    preview_from = 400
    dialog = 680
    gap = 64
    right = 344
    label = 120
    time = 56
    row = 40
