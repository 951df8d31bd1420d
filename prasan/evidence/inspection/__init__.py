"""Finds out what an uploaded file really is, by opening it with the parser of its kind.

Nothing goes by the name or by what the browser says. Pure: bytes in, an `Upload` or a refusal out.
"""

from prasan.evidence.inspection.opening import Upload, opened
from prasan.evidence.inspection.refusal import Refused

__all__ = ["Refused", "Upload", "opened"]
