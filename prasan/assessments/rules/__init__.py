"""What answers add up to: points, shares, the level with its gates, the path to the next one.

Everything is exact: whole numbers and fractions, never floats.
"""

from prasan.assessments.rules.changing import Change, Differing, change, differing
from prasan.assessments.rules.climbing import Path, Raise, path, raised
from prasan.assessments.rules.levels import (
    Check,
    Verdict,
    checks,
    gate_holds,
    level,
    reaches,
    verdict,
)
from prasan.assessments.rules.shape import Asked, Band, Gate, Mark, Shape, Sums
from prasan.assessments.rules.spreading import Spread, is_outlier, spread
from prasan.assessments.rules.suggesting import suggested
from prasan.assessments.rules.sums import (
    Part,
    Total,
    answered,
    left_out,
    missing,
    most,
    parts,
    percent,
    points,
    total,
    worth,
)

__all__ = [
    "Asked",
    "Band",
    "Change",
    "Check",
    "Differing",
    "Gate",
    "Mark",
    "Part",
    "Path",
    "Raise",
    "Shape",
    "Spread",
    "Sums",
    "Total",
    "Verdict",
    "answered",
    "change",
    "checks",
    "differing",
    "gate_holds",
    "is_outlier",
    "left_out",
    "level",
    "missing",
    "most",
    "parts",
    "path",
    "percent",
    "points",
    "raised",
    "reaches",
    "spread",
    "suggested",
    "total",
    "verdict",
    "worth",
]
