"""The face letters are printed in: chosen, brought to the official size, and kept in a folder.

"16 points" is only true of the TH Sarabun design: other Thai faces are drawn half as large again.
So a private copy is derived whose em makes a fixed Thai phrase as wide as TH Sarabun New sets it.
"""

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

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
_EDITION = b"2"
_USE_TYPO_METRICS = 1 << 7
# GPOS lookups that place one mark by another, and a shift too small to see, in em.
_MARK_TO_MARK, _SLIGHT = 6, 0.08
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
    return font


def _level_marks(font: TTFont) -> None:
    """Let a tone mark drawn for its place above a vowel stand there without being moved up or down.

    The bundled face moves it by a few hundredths of an em. Typst then draws it apart from its
    letter, and readers of the PDF get the syllable twice: สั่สั่ง for สั่ง.
    """
    least = font["head"].unitsPerEm * _SLIGHT
    for lookup in font["GPOS"].table.LookupList.Lookup if "GPOS" in font else ():
        for part in lookup.SubTable if lookup.LookupType == _MARK_TO_MARK else ():
            placed: dict[int, set[int]] = {}
            for record in part.Mark1Array.MarkRecord:
                placed.setdefault(record.Class, set()).add(record.MarkAnchor.YCoordinate)
            for record in part.Mark2Array.Mark2Record:
                for kind, anchor in enumerate(record.Mark2Anchor):
                    near = [
                        y
                        for y in placed.get(kind, ())
                        if anchor and abs(anchor.YCoordinate - y) < least
                    ]
                    if near:
                        anchor.YCoordinate = min(near, key=lambda y: abs(anchor.YCoordinate - y))


def _mean_advance(font: TTFont) -> float:
    """Mean advance of the fixed phrase, in em."""
    glyphs, widths = font.getBestCmap(), font["hmtx"]
    total = sum(widths[glyphs[ord(character)]][0] for character in _PHRASE)
    return float(total / len(_PHRASE) / font["head"].unitsPerEm)
