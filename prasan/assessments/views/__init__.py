from prasan.assessments.views.index import index
from prasan.assessments.views.reopening import reopening
from prasan.assessments.views.sheet import answer, centre, filing, sheet

__all__ = ["answer", "centre", "filing", "index", "reopening", "sheet"]
