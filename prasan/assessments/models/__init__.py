from prasan.assessments.models.assessments import (
    Assessment,
    AssessmentQuerySet,
    Batch,
    Remark,
    Step,
)
from prasan.assessments.models.frameworks import (
    Category,
    Framework,
    FrameworkQuerySet,
    Gate,
    Indicator,
    IndicatorQuerySet,
    Level,
    Point,
    Sums,
)
from prasan.assessments.models.frozen import Frozen, FrozenFact
from prasan.assessments.models.recomputing import MOVED, UNLIKE, Recomputed, Recomputing, Shift
from prasan.assessments.models.scores import (
    Proof,
    ProofQuerySet,
    Sampled,
    Score,
    ScoreQuerySet,
)

__all__ = [
    "MOVED",
    "UNLIKE",
    "Assessment",
    "AssessmentQuerySet",
    "Batch",
    "Category",
    "Framework",
    "FrameworkQuerySet",
    "Frozen",
    "FrozenFact",
    "Gate",
    "Indicator",
    "IndicatorQuerySet",
    "Level",
    "Point",
    "Proof",
    "ProofQuerySet",
    "Recomputed",
    "Recomputing",
    "Remark",
    "Sampled",
    "Score",
    "ScoreQuerySet",
    "Shift",
    "Step",
    "Sums",
]
