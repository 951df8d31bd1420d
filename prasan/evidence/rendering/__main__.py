"""The child: a file on standard input, one page of it as a JPEG on output.

Takes the kind, the page (from 1) and the width. Puts limits on itself before it looks at a byte.
Ends with 3 when the file cannot be shown; any other failure is of its limits.
"""

import sys
from io import BytesIO

import pypdfium2
from PIL import Image, ImageOps

try:
    import resource
except ImportError:  # Not a Unix: the parent's clock is the only limit there.
    resource = None  # type: ignore[assignment]

MOST_MEMORY = 1536 * 1024**2
MOST_SECONDS = 20
MOST_PIXELS = 60_000_000
CANNOT = 3
# Of a strip of paper only so much is shown.
_TALLEST = 4
_PAPER = "white"


def main(kind: str, page: str, width: str) -> int:
    if resource is not None:
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    content = sys.stdin.buffer.read()
    try:
        made = drawn(kind, content, int(page), int(width))
    # Readers raise nearly anything on hostile bytes; whatever it is, there is nothing to show.
    except Exception as broken:
        print(f"{type(broken).__name__}: {broken}", file=sys.stderr)
        return CANNOT
    sys.stdout.buffer.write(made)
    return 0


def drawn(kind: str, content: bytes, page: int, width: int) -> bytes:
    """The page as a JPEG, not wider than `width`, upright, with nothing of where it was taken."""
    picture = _page(content, page, width) if kind == "pdf" else _photo(content, kind, width)
    written = BytesIO()
    # What a camera wrote beside the picture, its place too, goes no further than here.
    picture.save(written, "JPEG", quality=82, progressive=True, exif=b"")
    return written.getvalue()


def _page(content: bytes, page: int, width: int) -> Image.Image:
    with pypdfium2.PdfDocument(content) as document:
        sheet = document[page - 1]
        across, down = sheet.get_size()
        scale = min(width / across, _TALLEST * width / down)
        drawn: Image.Image = sheet.render(scale=scale).to_pil()
        return drawn.convert("RGB")


def _photo(content: bytes, kind: str, width: int) -> Image.Image:
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    with Image.open(BytesIO(content), formats=[kind.upper()]) as opened:
        size = (width, _TALLEST * width)
        # Reads a large photograph at a fraction of its size.
        opened.draft("RGB", (2 * width, 2 * width))
        upright = ImageOps.exif_transpose(opened)
        has_holes = "A" in upright.getbands() or "transparency" in upright.info
        upright = _filled(upright) if has_holes else upright.convert("RGB")
        upright.thumbnail(size)
        clean = Image.new("RGB", upright.size)
        clean.paste(upright)
        return clean


def _filled(picture: Image.Image) -> Image.Image:
    """A picture one can see through, on white paper."""
    seen = picture.convert("RGBA")
    paper = Image.new("RGB", seen.size, _PAPER)
    paper.paste(seen, mask=seen.getchannel("A"))
    return paper


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
