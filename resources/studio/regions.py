"""The muscles that can be lit, as capsules on the figure at rest.

Only the left side is written; the right is its mirror. A capsule is two spots and a radius in metres. A spot is
`(bone, x, y, z)`: that far from the bone's joint at rest, or `(bone, toward, share, x, y, z)`: measured from the
point `share` of the way from `bone` to `toward`. Offsets: x to the left, y to the back, z up.
"""

from __future__ import annotations

Spot = tuple[str, float, float, float] | tuple[str, str, float, float, float, float]

ARM, FOREARM = ("upperarm01.L", "lowerarm01.L"), ("lowerarm01.L", "wrist.L")
THIGH, SHIN = ("upperleg01.L", "lowerleg01.L"), ("lowerleg01.L", "foot.L")

REGIONS: dict[str, tuple[Spot, Spot, float]] = {
    "neck": (("neck01", 0.05, -0.01, 0.09), ("neck01", 0.06, 0, 0), 0.085),
    "nape": (("neck01", 0.015, 0.06, 0.09), ("neck01", 0.02, 0.075, -0.03), 0.07),
    "suboccipital": (("neck01", 0.02, 0.04, 0.09), ("neck01", 0.02, 0.05, 0.05), 0.06),
    "trapezius": (("neck01", 0.045, 0.010, 0.040), ("upperarm01.L", -0.030, 0.005, 0.075), 0.1),
    "knot-upper": (("neck01", 0.075, 0.02, -0.02), ("neck01", 0.10, 0.03, -0.035), 0.078),
    "deltoid": (("upperarm01.L", 0.03, 0, 0.02), (*ARM, 0.3, 0.01, 0, 0), 0.085),
    "rear-deltoid": (("upperarm01.L", 0.02, 0.05, 0), (*ARM, 0.35, 0, 0.04, 0), 0.085),
    "forearm": ((*FOREARM, 0.06, 0, 0, 0), (*FOREARM, 0.62, 0, 0, 0), 0.062),
    "forearm-flexors": ((*FOREARM, 0.0, -0.027, 0, -0.024), (*FOREARM, 0.60, -0.022, 0, -0.020), 0.056),
    "forearm-extensors": ((*FOREARM, 0.0, 0.027, 0, 0.024), (*FOREARM, 0.60, 0.022, 0, 0.020), 0.056),
    "chest": (("spine01", 0.07, -0.169, 0.019), ("spine01", 0.14, -0.129, 0.039), 0.085),
    "between-blades": (("spine01", 0.055, 0.111, 0.049), ("spine01", 0.055, 0.111, -0.061), 0.1),
    "knot-blade": (("spine01", 0.062, 0.08, 0.05), ("spine01", 0.062, 0.08, 0.02), 0.055),
    "blade-side": (("spine01", 0.15, 0.05, 0.02), ("spine01", 0.14, 0.05, -0.06), 0.085),
    "lats": (("spine01", 0.14, 0.041, -0.061), ("spine01", 0.12, 0.051, -0.181), 0.09),
    "spine": (("spine01", 0.04, 0.101, -0.001), ("root", 0.045, 0.113, 0.064), 0.075),
    "lower-back": (("root", 0.045, 0.113, 0.154), ("root", 0.045, 0.123, 0.064), 0.09),
    "loin": (("root", 0.135, 0.04, 0.15), ("root", 0.135, 0.045, 0.06), 0.08),
    "flank": (("root", 0.14, -0.017, 0.264), ("root", 0.14, -0.017, 0.064), 0.115),
    "belly": (("root", 0.03, -0.127, 0.164), ("root", 0.03, -0.127, 0.044), 0.085),
    "glutes": (("root", 0.09, 0.143, -0.036), ("root", 0.11, 0.123, -0.096), 0.105),
    "outer-hip": (("root", 0.15, 0.083, -0.016), ("root", 0.17, 0.063, -0.096), 0.1),
    "hip-flexors": (("upperleg01.L", 0, -0.1, 0.02), ("upperleg01.L", 0.01, -0.1, -0.08), 0.08),
    "thighs": ((*THIGH, 0.3, 0, -0.09, 0), (*THIGH, 0.8, 0, -0.07, 0), 0.08),
    "inner-thigh": ((*THIGH, 0.2, -0.06, 0, 0), (*THIGH, 0.7, -0.045, 0, 0), 0.075),
    "hamstrings": ((*THIGH, 0.35, 0, 0.08, 0), (*THIGH, 0.8, 0, 0.07, 0), 0.08),
    "calves": ((*SHIN, 0.15, 0, 0.06, 0), (*SHIN, 0.5, 0, 0.06, 0), 0.075),
}


def is_region(name: str) -> bool:
    """`trapezius` lights both sides, `trapezius.L` or `trapezius.R` one."""
    stem, dot, side = name.partition(".")
    return stem in REGIONS and (not dot or side in ("L", "R"))
