"""The face letters are printed in: chosen, brought to the official size, and kept in a folder.

"16 points" is only true of the TH Sarabun design: other Thai faces are drawn half as large again.
So a private copy is derived whose em makes a fixed Thai phrase as wide as TH Sarabun New sets it.
"""

import hashlib
import os
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil
from pathlib import Path
from typing import Any

import fontpkg_sarabun
from fontTools.ttLib import TTFont

FAMILY = "Prasan Page"
STYLES = ("regular", "bold")

# Mean advance of the phrase in TH Sarabun New, in em. Source: ours; Laksaman has its outlines
# at 1.502 times the size, and was measured.
_OFFICIAL_ADVANCE = 0.3886
_PHRASE = "กขคงจชซญดตถทธนบปผพฟมยรลวศษสหอฮะาเแโใไ๐๑๒๓๔๕๖๗๘๙"
_OFFICIAL_FAMILIES = ("THSarabunNew", "THSarabunPSK", "THSarabunIT๙", "THSarabunIT9")
_FONT_FOLDERS = (
    "/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts",
    "/Library/Fonts", "~/Library/Fonts", "C:/Windows/Fonts",
)  # fmt: skip
_ENDINGS = (".ttf", ".otf")
# Raised whenever faces are derived in another way, so that old copies are not taken for new.
_EDITION = b"3"
_USE_TYPO_METRICS = 1 << 7
# GPOS lookups that place a mark by a letter or by a mark, and a shift too small to see, in em.
_MARK_TO_BASE, _MARK_TO_MARK, _SLIGHT = 4, 6, 0.08
# Readers take less than 0.15 em between two words for none, in em.
_LEAST_SPACE, _FURTHEST_LEFT = 0.155, 0.148
_NAMES = (1, 3, 4, 6, 16)
_LICENCES = ("LICENSE", "OFL.txt", "COPYING", "copyright")


@dataclass(frozen=True)
class Source:
    """Two font files of one family, and where its licence is written."""

    family: str
    regular: Path
    bold: Path
    licence: Path | None

    @property
    def is_official(self) -> bool:
        return self.family in _OFFICIAL_FAMILIES


def choose(folder: Path) -> Source:
    """The best face at hand: the office's own in `folder`, then Laksaman, then the bundled Sarabun.

    The office's files lie in `folder` or in `folder`/own; a regular one without a bold is used
    for both.
    """
    own = _family(_fonts([folder / "own"]) + _fonts([folder], deep=False), _OFFICIAL_FAMILIES)
    installed = own or _family(
        _fonts(Path(name).expanduser() for name in _FONT_FOLDERS), ["Laksaman"]
    )
    return installed or _bundled()


def derive(folder: Path) -> Source:
    """The chosen face, after its page copy is in `folder`/page; writes only if it is not there yet.

    Safe to call from many threads and processes at once: the folder gets its name when it is
    whole, and whoever finishes second drops an equal copy.
    """
    source = choose(folder)
    ready = folder / "page" / _fingerprint(source)
    if not ready.is_dir():
        ready.parent.mkdir(parents=True, exist_ok=True)
        _write(source, ready)
    return source


def page_faces(folder: Path) -> Path:
    """The folder holding regular.ttf and bold.ttf of the page face; derives them on first use."""
    source = derive(folder)
    return folder / "page" / _fingerprint(source)


def _fonts(folders: Iterable[Path], *, deep: bool = True) -> list[Path]:
    pattern = "**/*" if deep else "*"
    found = (path for folder in folders if folder.is_dir() for path in folder.glob(pattern))
    return sorted(path for path in found if path.suffix.lower() in _ENDINGS and path.is_file())


def _family(paths: Iterable[Path], families: Iterable[str]) -> Source | None:
    """The first of `families` that has a regular style among `paths`, told by file name."""
    by_stem = {_bare(path.stem): path for path in reversed(list(paths))}
    for family in families:
        name = _bare(family)
        regular = by_stem.get(name) or by_stem.get(f"{name}regular")
        if regular:
            return Source(family, regular, by_stem.get(f"{name}bold", regular), _licence(regular))
    return None


def _bare(stem: str) -> str:
    return "".join(character for character in stem.lower() if character not in " -_")


def _licence(font: Path) -> Path | None:
    shared = Path("/usr/share/doc/fonts-tlwg-laksaman-ttf")
    places = [font.parent] + ([shared] if font.stem == "Laksaman" else [])
    return next((p / n for p in places for n in _LICENCES if (p / n).is_file()), None)


def _bundled() -> Source:
    root = fontpkg_sarabun.ROOT
    files = root / "files"
    return Source(
        "Sarabun", files / "Sarabun-Regular.ttf", files / "Sarabun-Bold.ttf", root / "LICENSE"
    )


def _fingerprint(source: Source) -> str:
    """A short name for these very files, so that a replaced font file is derived anew."""
    digest = hashlib.sha256(_EDITION)
    for path in (source.regular, source.bold):
        digest.update(path.read_bytes())
    return f"{_bare(source.family)}-{digest.hexdigest()[:12]}"


def _write(source: Source, ready: Path) -> None:
    """Both styles into a temporary folder beside `ready`, which then takes its name at once."""
    draft = Path(tempfile.mkdtemp(dir=ready.parent, prefix=".draft-"))
    try:
        for style, path in zip(STYLES, (source.regular, source.bold), strict=True):
            _rescaled(path, style).save(draft / f"{style}.ttf")
        if source.licence:
            shutil.copyfile(source.licence, draft / "LICENCE.txt")
        os.replace(draft, ready)
    except OSError:
        # Someone else finished first: the same source gives the same files.
        if not (ready / "bold.ttf").is_file():
            raise
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _rescaled(path: Path, style: str) -> TTFont:
    """`path` renamed to the page family, with the em of the official face."""
    font = TTFont(path, recalcTimestamp=False)
    head = font["head"]
    advance = _mean_advance(font)
    if abs(advance / _OFFICIAL_ADVANCE - 1) > 0.01:
        head.unitsPerEm = round(head.unitsPerEm * advance / _OFFICIAL_ADVANCE)
    # Else LibreOffice sets the lines of the editable copy 15 % too close.
    font["OS/2"].fsSelection &= ~_USE_TYPO_METRICS
    full_name = f"{FAMILY} {style.title()}"
    for record in font["name"].names:
        if record.nameID in _NAMES:
            family_only = record.nameID in (1, 16)
            name = FAMILY if family_only else full_name
            record.string = name.replace(" ", "") if record.nameID == 6 else name
    _level_marks(font)
    _widen_space(font)
    return font


def _level_marks(font: TTFont) -> None:
    """Let a mark drawn for its place stand there without being moved up or down.

    The bundled face moves some by a few hundredths of an em. Typst then draws them apart from
    their letter, and readers of the PDF get the syllable twice: สั่สั่ง for สั่ง.
    """
    least = font["head"].unitsPerEm * _SLIGHT
    for lookup in font["GPOS"].table.LookupList.Lookup if "GPOS" in font else ():
        for part in lookup.SubTable:
            if lookup.LookupType == _MARK_TO_BASE:
                held = [record.BaseAnchor for record in part.BaseArray.BaseRecord]
                _level_part(part.MarkArray.MarkRecord, held, least)
            elif lookup.LookupType == _MARK_TO_MARK:
                held = [record.Mark2Anchor for record in part.Mark2Array.Mark2Record]
                _level_part(part.Mark1Array.MarkRecord, held, least)
                _draw_in(part.Mark1Array.MarkRecord, held, font["head"].unitsPerEm)


def _level_part(marks: Sequence[Any], held: Sequence[Sequence[Any]], least: float) -> None:
    """Bring the anchors in `held`, by kind of mark, to the height of the `marks` they hold."""
    placed: dict[int, list[Any]] = {}
    for record in marks:
        placed.setdefault(record.Class, []).append(record.MarkAnchor)
    heights = {kind: _level(anchors, least) for kind, anchors in placed.items()}
    for anchors in held:
        for kind, anchor in enumerate(anchors):
            if anchor:
                anchor.YCoordinate = _near(anchor.YCoordinate, heights.get(kind, []), least)


def _draw_in(marks: Sequence[Any], held: Sequence[Sequence[Any]], em: int) -> None:
    """Let no mark stand so far to the left that what follows seems parted from it: ฟื้ น.

    Above the narrowed vowels of ป ฝ ฟ the bold face goes too far by a hair.
    """
    [(usual, _)] = Counter(record.MarkAnchor.XCoordinate for record in marks).most_common(1)
    for anchor in (anchor for anchors in held for anchor in anchors if anchor):
        if _FURTHEST_LEFT < (usual - anchor.XCoordinate) / em < _LEAST_SPACE:
            anchor.XCoordinate = usual - int(_FURTHEST_LEFT * em)


def _level(anchors: Sequence[Any], least: float) -> list[int]:
    """The heights of the marks' own `anchors`, after those that hardly differ were made one.

    In the bold face one mark of seven is three thousandths lower than its fellows.
    """
    heights: list[int] = []
    usual = Counter(anchor.YCoordinate for anchor in anchors)
    for height, _ in usual.most_common():
        if _near(height, heights, least) == height:
            heights.append(height)
    for anchor in anchors:
        anchor.YCoordinate = _near(anchor.YCoordinate, heights, least)
    return heights


def _near(height: int, heights: Sequence[int], least: float) -> int:
    """The nearest of `heights`, where one is nearer than `least`; else `height` itself."""
    near = [one for one in heights if abs(one - height) < least]
    return min(near, key=lambda one: abs(one - height), default=height)


def _widen_space(font: TTFont) -> None:
    """Let a space be seen by readers that look at gaps; the bundled bold face's is too narrow."""
    space = font.getBestCmap()[ord(" ")]
    advance, bearing = font["hmtx"][space]
    least = ceil(font["head"].unitsPerEm * _LEAST_SPACE)
    font["hmtx"][space] = (max(advance, least), bearing)


def _mean_advance(font: TTFont) -> float:
    """Mean advance of the fixed phrase, in em."""
    glyphs, widths = font.getBestCmap(), font["hmtx"]
    total = sum(widths[glyphs[ord(character)]][0] for character in _PHRASE)
    return float(total / len(_PHRASE) / font["head"].unitsPerEm)
