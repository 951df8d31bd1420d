"""Pictures: of a size a desk can open, and whole to the last line."""

from io import BytesIO

from PIL import Image

from prasan.evidence.inspection.refusal import Refused, damaged

# A sheet of A4 at 600 dots is 35 million; the largest phones in use take 50 by default.
MOST_PIXELS = 60_000_000
_PNG_END = b"IEND\xaeB`\x82"


def check(content: bytes, label: str, form: str) -> None:
    """Raise Refused unless `content` is a whole picture of `form`, jpeg or png."""
    try:
        with Image.open(BytesIO(content), formats=[form.upper()]) as picture:
            width, height = picture.size
            if width * height > MOST_PIXELS:
                raise _too_many(width, height)
            if form == "png":
                picture.verify()
            else:
                # An eighth of the size: reads to the last line without the memory of it all.
                picture.draft("L", (width // 8, height // 8))
                picture.load()
    except Refused:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise _too_many() from None
    # Pillow raises nearly anything on hostile bytes; whatever it is, the picture cannot be read.
    except Exception:
        raise damaged(label) from None
    if form == "png" and not content.rstrip(b"\0").endswith(_PNG_END):
        raise damaged(label)


def _too_many(width: int = 0, height: int = 0) -> Refused:
    size = f" ({width:,} × {height:,} จุด)" if width else ""
    return Refused(
        "bomb",
        f"ภาพนี้ใหญ่เกินไป{size} รับได้ไม่เกิน {MOST_PIXELS // 1_000_000} ล้านจุด ย่อภาพหรือถ่ายใหม่แล้วส่งอีกครั้ง",
    )
