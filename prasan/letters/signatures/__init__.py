"""Electronic signatures on letters: made with an office's certificate, and checked when received.

Pure: bytes, certificates and a moment in; bytes or a verdict out. Where the certificates lie is
known to `prasan.letters.signatures.keeping` alone.
"""

from prasan.letters.signatures.checking import Standing, Verdict, verdict_on
from prasan.letters.signatures.keeping import certificate_of, revocations, roots, timestamper
from prasan.letters.signatures.signing import CannotSign, Certificate, signed

__all__ = [
    "CannotSign",
    "Certificate",
    "Standing",
    "Verdict",
    "certificate_of",
    "revocations",
    "roots",
    "signed",
    "timestamper",
    "verdict_on",
]
