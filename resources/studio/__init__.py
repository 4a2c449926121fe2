"""The picture studio: poses a 3-D figure and draws the pictures in `resources/art/`.

A development tool of this checkout, never shipped. Run it from the checkout's root:

    uv sync --group studio                                  # numpy, scipy, numba, Pillow
    python -m resources.studio render                       # every picture whose inputs changed
    python -m resources.studio render neck-side-bend -f     # one file's, in any case

`POSES.md` documents the pose files, `NOTICE.md` where the body comes from.
"""
