"""The pages of one piece of evidence, and its file."""

from prasan.evidence.views.acts import date_it, replace, verify
from prasan.evidence.views.files import download, preview
from prasan.evidence.views.page import view

__all__ = ["date_it", "download", "preview", "replace", "verify", "view"]
