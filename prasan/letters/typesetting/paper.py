"""Laying out a paper: its blocks one below the other, on as many pages as they need."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from functools import singledispatchmethod

from prasan.letters import papers
from prasan.letters.blanks import STEP_CM, dotted
from prasan.letters.papers import Align, Numbering, Paper
from prasan.letters.typesetting.blocks import (
    BESIDE_SIZE,
    CREST_SIDE,
    CREST_TOP,
    PART_GAP,
    PITCH,
    SMALL_SIDE,
    URGENCY_BESIDE,
    URGENCY_SIZE,
    Block,
    Form,
    Grid,
    Laid,
    Mark,
    Page,
    Part,
    Picture,
    cm,
    pitch,
)
from prasan.letters.typesetting.flow import filled, with_catch_words
from prasan.letters.typesetting.layout import refuse_unprintable
from prasan.letters.typesetting.lines import Gauge, Row, fill
from prasan.letters.typesetting.setting import CENTRE, INDENT, SIGNING_ROWS, Setter, grid_row
from prasan.letters.typesetting.tables import grid

_INDENT_MORE = cm(1)
_NAME_GAP = 8.0
_LEAD_GAP = 1.5
_LINE_CM = 5.0
_FOOT_TOP = cm(28.3)


def lay_out(paper: Paper, gauge: Gauge, words: Collection[str]) -> Laid:
    """The pages of `paper`; raises LetterProblem when the face lacks a character of it."""
    refuse_unprintable(named_texts(paper), gauge)
    form = _form(paper)
    setter = Setter(
        gauge, words, room=form.room, size=paper.size, has_thai_digits=paper.has_thai_digits
    )
    pages = filled(_turned(_Parts(setter, form).all(paper.blocks)), form)
    pages[0] = replace(pages[0], prints=(*_above(paper, setter), *pages[0].prints))
    if paper.has_catch_words:
        pages = list(with_catch_words(pages))
    return Laid(
        title=setter.tidy(paper.title),
        form=form,
        pages=tuple(_numbered(pages, paper.numbering, setter)),
        written=paper.written,
        has_crest=paper.has_crest,
        crest=paper.crest,
        beside=paper.beside,
        urgency=paper.urgency,
        head_align="right" if paper.numbering is Numbering.PAGES else "center",
        foot=setter.tidy(paper.foot),
        corner=setter.tidy(paper.corner),
        has_thai_digits=paper.has_thai_digits,
    )


def _form(paper: Paper) -> Form:
    """A4; the margins of official papers upright, narrower ones for a wide register."""
    if paper.is_landscape:
        top = cm(1.6)
        return Form(
            width=cm(29.7), height=cm(21), left=cm(2), right=cm(2), first_top=top + 1.5 * PITCH,
            number_top=top, next_top=top + 1.5 * PITCH, bottom=cm(19.1), foot_top=cm(19.7),
            has_catch_words=paper.has_catch_words,
        )  # fmt: skip
    first = _first_top(paper)
    return Form(
        width=cm(21), height=cm(29.7), left=cm(3), right=cm(2), first_top=first,
        number_top=cm(2.5), next_top=cm(2.5) + 2 * PITCH, bottom=cm(27.7), foot_top=_FOOT_TOP,
        has_catch_words=paper.has_catch_words,
    )  # fmt: skip


def _first_top(paper: Paper) -> float:
    """Where the text of the first page begins: below the crest, or what stands above the text."""
    if paper.beside:
        return CREST_TOP + SMALL_SIDE + PART_GAP
    return cm(4.7) if paper.has_crest else cm(2.5) + 1.5 * PITCH * _counts_first(paper)


def _above(paper: Paper, setter: Setter) -> Iterator[Mark]:
    """What only the first page has above the text: words beside the crest, and the urgency."""
    foot = CREST_TOP + (SMALL_SIDE if paper.beside else CREST_SIDE)
    room = setter.room
    for role, text, size, align, x in (
        ("beside", paper.beside, BESIDE_SIZE, "center", 0.0),
        ("urgency", paper.urgency, URGENCY_SIZE, "left", URGENCY_BESIDE if paper.beside else 0.0),
    ):
        if text:
            rows = ((setter.tidy(text),),)
            block = Block(
                role, rows, x=x, room=room - x, size=size, align=align, is_bold=True, is_lines=True
            )
            yield Mark(block, rows, 0, 1, foot - pitch(size))


def _counts_first(paper: Paper) -> bool:
    """Whether something stands above the text of the first page too."""
    return paper.numbering is Numbering.PAGES or bool(paper.corner)


def _numbered(pages: list[Page], numbering: Numbering, setter: Setter) -> Iterator[Page]:
    for place, page in enumerate(pages, start=1):
        if numbering is Numbering.PAGES:
            yield replace(page, head=setter.tidy(f"หน้า {place}/{len(pages)}"))
        elif numbering is Numbering.DASHES and place > 1:
            yield replace(page, head=setter.tidy(f"- {place} -"))
        else:
            yield page


def _turned(parts: Iterable[Part | None]) -> Iterator[Part]:
    """The parts, each that follows a turn (None) made to begin a page."""
    turns = False
    for part in parts:
        if part is None:
            turns = True
        else:
            yield replace(part, turns=True) if turns else part
            turns = False


class _Parts:
    """Blocks of a paper as parts to be placed. A turn becomes None."""

    def __init__(self, setter: Setter, form: Form) -> None:
        self.setter, self.form = setter, form

    def all(self, blocks: Iterable[papers.Block]) -> Iterator[Part | None]:
        for block in blocks:
            yield from self._parts(block)

    @singledispatchmethod
    def _parts(self, block: papers.Block) -> Iterator[Part | None]:
        raise TypeError(f"no such block: {block!r}")

    @_parts.register
    def _(self, block: papers.Turn) -> Iterator[Part | None]:
        yield None

    @_parts.register
    def _(self, block: papers.Gap) -> Iterator[Part | None]:
        yield Picture("", 0.0, 0.0, cm(block.cm), gap=0.0)

    @_parts.register
    def _(self, block: papers.Title) -> Iterator[Part | None]:
        made = self.setter.lines(
            "title", block.lines, align="center", size=block.size, bold=block.is_bold,
            gap=block.gap,
        )  # fmt: skip
        yield replace(made, keeps=True)

    @_parts.register
    def _(self, block: papers.Labelled) -> Iterator[Part | None]:
        yield from self.setter.labelled(
            "labelled", block.label, block.lines, least=cm(block.width_cm)
        )

    @_parts.register
    def _(self, block: papers.Text) -> Iterator[Part | None]:
        indent = INDENT + block.level * _INDENT_MORE if block.is_indented else 0.0
        rows = self.setter.paragraph(block.text, block.number, indent=indent, bold=block.is_bold)
        is_spread = block.align is Align.SPREAD
        yield Block(
            "paragraph", tuple(rows), x=0.0, room=self.setter.room, indent=indent, gap=block.gap,
            align="left" if is_spread else block.align.value, size=self.setter.size,
            is_bold=block.is_bold, is_spread=is_spread,
        )  # fmt: skip

    @_parts.register
    def _(self, block: papers.Heading) -> Iterator[Part | None]:
        text = f"{block.number}  {block.text}" if block.number else block.text
        made = self.setter.lines(
            "heading", [text], bold=True, gap=block.gap, align=block.align.value
        )
        yield replace(made, keeps=True)

    @_parts.register
    def _(self, block: papers.Names) -> Iterator[Part | None]:
        yield self._names(block)

    @_parts.register
    def _(self, block: papers.Table) -> Iterator[Part | None]:
        made = grid(
            self.setter, "table", block.heads, block.rows, widths=block.widths,
            aligns=block.aligns, size=block.size, row_height=cm(block.row_cm),
            total=block.total, gap=block.gap,
            most=self.form.turn_bottom - self.form.next_top,
        )  # fmt: skip
        yield made

    @_parts.register
    def _(self, block: papers.Signatures) -> Iterator[Part | None]:
        yield self._signatures(block)

    @_parts.register
    def _(self, block: papers.Figure) -> Iterator[Part | None]:
        wide = min(cm(block.width_cm), self.setter.room)
        free = self.setter.room - wide
        x = {Align.CENTRE: free / 2, Align.RIGHT: free}.get(block.align, 0.0)
        tall = cm(block.height_cm) * wide / cm(block.width_cm)
        yield Picture(block.svg, x, wide, tall, alt=block.alt, gap=block.gap)

    @_parts.register
    def _(self, block: papers.Ruled) -> Iterator[Part | None]:
        line = dotted(int(self.setter.room / cm(STEP_CM) + 0.01) * STEP_CM)
        rows: tuple[Row, ...] = ((line,),) * block.lines
        yield Block(
            "ruled", rows, x=0.0, room=self.setter.room, size=self.setter.size, is_lines=True
        )

    def _names(self, block: papers.Names) -> Grid:
        """Columns without lines; a name that needs a second line hangs in its column."""
        count = max((len(row) for row in block.rows), default=1)
        shares = block.widths or _NAME_WIDTHS.get(count, (1.0,) * count)
        x = cm(block.indent_cm)
        room = self.setter.room - x
        columns = tuple(room * share / sum(shares) for share in shares)
        rows = [("",) * (count - len(row)) + row for row in block.rows]
        made = tuple(
            grid_row(
                tuple(
                    self.setter.cell(text, width - _NAME_GAP, size=self.setter.size)
                    for text, width in zip(row, columns, strict=True)
                ),
                size=self.setter.size,
                top=0.0,
            )
            for row in rows
        )
        return Grid(
            "names", made, columns, ("left",) * count, x=x, size=self.setter.size, side=0.0,
            top=0.0, has_lines=False, gap=block.gap,
        )  # fmt: skip

    def _signatures(self, block: papers.Signatures) -> Grid:
        """One signer under the right half; several side by side, each in the middle of his part."""
        room, count = self.setter.room, len(block.signers)
        x = CENTRE - cm(0.5) if count == 1 else 0.0
        columns = ((room - x) / max(count, 1),) * count
        cells = tuple(
            tuple(self._signer(signer, width)) or ((),)
            for signer, width in zip(block.signers, columns, strict=True)
        )
        has_lead = any(signer.lead for signer in block.signers)
        above = (_LEAD_GAP if has_lead else SIGNING_ROWS) * pitch(self.setter.size)
        return Grid(
            "signature", (grid_row(cells, size=self.setter.size, top=0.0),), columns,
            ("center",) * count, x=x, size=self.setter.size, side=0.0, top=0.0, has_lines=False,
            gap=above + block.gap, holds_on=True,
        )  # fmt: skip

    def _signer(self, signer: papers.Signer, room: float) -> Iterator[Row]:
        """The lines of one signer, each ending its line in the Word copy too."""
        if signer.lead:
            yield from _ended(self._lead(signer, room))
        name = signer.name
        if name is None and signer.is_by_hand:
            name = dotted(_LINE_CM)
        rows = self.setter.signer(name, signer.lines, room)
        yield from (*_ended(rows[:-1]), rows[-1])

    def _lead(self, signer: papers.Signer, room: float) -> list[Row]:
        """ลงชื่อ, a dotted line as long as there is room for, and what the signer is."""
        said = [self.setter.tidy(text) for text in (signer.lead, signer.role) if text]
        taken = sum(self.setter.width(text) for text in said)
        line = dotted(min(_LINE_CM, max((room - taken) / cm(1) - 2 * STEP_CM, 2.0)))
        text = " ".join(part for part in (signer.lead, line, signer.role) if part)
        return fill([self.setter.tidy(text)], lambda _: 0.0, room)


# Number, name, what they are: the proportions of the columns of names.
_NAME_WIDTHS = {1: (1.0,), 2: (5.0, 4.0), 3: (1.0, 6.2, 5.0), 4: (1.0, 4.6, 4.2, 3.6)}


def _ended(rows: Iterable[Row]) -> Iterator[Row]:
    return ((*row, "\n") for row in rows)


def named_texts(paper: Paper) -> Iterator[tuple[str, str]]:
    """Every text of `paper` with where it stands, blocks counted from 1."""
    yield "title", paper.title
    yield "foot", paper.foot
    yield "corner", paper.corner
    yield "beside", paper.beside
    yield "urgency", paper.urgency
    for place, block in enumerate(paper.blocks, start=1):
        for name, text in _texts(block):
            yield f"blocks[{place}]{name}", text


def _texts(block: papers.Block) -> Iterator[tuple[str, str]]:
    if isinstance(block, papers.Table):
        yield ".heads", " ".join(block.heads)
        yield ".total", " ".join(block.total)
        for place, row in enumerate(block.rows, start=1):
            yield f".rows[{place}]", row.text if isinstance(row, papers.Band) else " ".join(row)
    elif isinstance(block, papers.Names):
        for place, row in enumerate(block.rows, start=1):
            yield f".rows[{place}]", " ".join(row)
    elif isinstance(block, papers.Signatures):
        for place, signer in enumerate(block.signers, start=1):
            words = (signer.name or "", *signer.lines, signer.lead, signer.role)
            yield f".signers[{place}]", " ".join(words)
    elif isinstance(block, papers.Title | papers.Labelled):
        yield ".lines", " ".join(block.lines)
        yield ".label", getattr(block, "label", "")
    elif isinstance(block, papers.Text | papers.Heading):
        yield "", f"{block.number} {block.text}"
