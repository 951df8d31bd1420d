from prasan.assessments.models.assessments import Assessment, AssessmentQuerySet, Score
from prasan.assessments.models.frameworks import (
    Category,
    Framework,
    FrameworkQuerySet,
    Indicator,
    IndicatorQuerySet,
    Level,
    Point,
)

__all__ = [
    "Assessment",
    "AssessmentQuerySet",
    "Category",
    "Framework",
    "FrameworkQuerySet",
    "Indicator",
    "IndicatorQuerySet",
    "Level",
    "Point",
    "Score",
]
