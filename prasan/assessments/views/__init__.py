from prasan.assessments.views.frameworks import (
    compare,
    framework,
    framework_file,
    frameworks,
    load,
    publish,
)
from prasan.assessments.views.index import index
from prasan.assessments.views.reopening import reopening
from prasan.assessments.views.results import (
    movement,
    province_file,
    result,
    result_file,
    results,
    summary,
)
from prasan.assessments.views.sheet import answer, centre, filing, sheet

__all__ = [
    "movement",
    "province_file",
    "result",
    "result_file",
    "results",
    "summary",
    "compare",
    "framework",
    "framework_file",
    "frameworks",
    "load",
    "publish",
    "answer",
    "centre",
    "filing",
    "index",
    "reopening",
    "sheet",
]
