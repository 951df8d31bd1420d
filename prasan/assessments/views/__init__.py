from prasan.assessments.views.checking import checking
from prasan.assessments.views.comparing import computed
from prasan.assessments.views.frameworks import (
    compare,
    framework,
    framework_file,
    frameworks,
    load,
    publish,
)
from prasan.assessments.views.index import index
from prasan.assessments.views.offline import workbook, workbook_file
from prasan.assessments.views.papers import form_file
from prasan.assessments.views.proves import proves
from prasan.assessments.views.recomputed import recomputed, recomputed_file
from prasan.assessments.views.reopening import reopening
from prasan.assessments.views.result import confirming
from prasan.assessments.views.results import (
    movement,
    province_file,
    result,
    result_file,
    results,
    summary,
    unproven,
)
from prasan.assessments.views.sheet import answer, centre, filing, sheet
from prasan.assessments.views.together import together

__all__ = [
    "answer",
    "centre",
    "checking",
    "compare",
    "computed",
    "confirming",
    "filing",
    "form_file",
    "framework",
    "framework_file",
    "frameworks",
    "index",
    "load",
    "movement",
    "proves",
    "province_file",
    "publish",
    "recomputed",
    "recomputed_file",
    "reopening",
    "result",
    "result_file",
    "results",
    "sheet",
    "summary",
    "together",
    "unproven",
    "workbook",
    "workbook_file",
]
