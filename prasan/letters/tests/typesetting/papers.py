"""Papers for the tests of the document engine: one of each sort the office makes."""

from dataclasses import replace
from datetime import date

from prasan.letters.papers import (
    BOX,
    TICKED,
    Align,
    Band,
    Figure,
    Gap,
    Heading,
    Labelled,
    Names,
    Numbering,
    Paper,
    Ruled,
    Signatures,
    Signer,
    Table,
    Text,
    Title,
    Turn,
    blank,
)

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 80">'
    '<rect x="10" y="20" width="40" height="60" fill="#2b5f75"/>'
    '<rect x="70" y="40" width="40" height="40" fill="#2b5f75"/></svg>'
)
_NAMES = ("นายบุญส่ง ศรีสุขใจ", "นางสาวคำแปง ปงสนุกสนานใจ", "ว่าที่ร้อยตรีอินถา วงศ์งามขำ", "นางแสงหล้า ตาคำ")
_SEATS = ("ประธานกรรมการ", "รองประธานกรรมการ", "กรรมการ", "กรรมการและเลขานุการ")


def order(members: int = 9, *, number: str = "") -> Paper:
    """An order that appoints; without a number it is a draft."""
    rows = tuple(
        (f"{n}.", f"{_NAMES[n % 4]}ที่{n}", _SEATS[min(n - 1, 2)]) for n in range(1, members + 1)
    )
    return Paper(
        title="แต่งตั้งคณะกรรมการศูนย์ประสานงานองค์การชุมชน",
        written=date(2024, 11, 15) if number else None,
        has_crest=True,
        has_catch_words=True,
        corner="" if number else "ร่าง",
        blocks=(
            Title(("คำสั่งอำเภองาว", f"ที่ {number or blank(2)}/2567")),
            Title(("เรื่อง แต่งตั้งคณะกรรมการศูนย์ประสานงานองค์การชุมชนระดับตำบล ตำบลปงเตา", "_" * 24)),
            Text(
                "เพื่อให้การขับเคลื่อนงานศูนย์ประสานงานองค์การชุมชนเป็นไปด้วยความเรียบร้อย อาศัยอำนาจตามระเบียบ "
                "จึงแต่งตั้งคณะกรรมการ ประกอบด้วย"
            ),
            Names(rows),
            Text("ให้คณะกรรมการมีหน้าที่ ดังนี้"),
            *(Text("ประสานงานและส่งเสริมองค์การชุมชนในตำบล", f"{n}.") for n in range(1, 5)),
            Text("ทั้งนี้ ตั้งแต่วันที่ 15 พฤศจิกายน 2567 เป็นต้นไป"),
            Text("สั่ง ณ วันที่ 15 พฤศจิกายน พ.ศ. 2567" if number else f"สั่ง ณ วันที่ {blank(4)}"),
            Signatures((Signer("นายธนากร วิเศษชัยชาญ" if number else None, ("นายอำเภองาว",)),)),
        ),
    )


def register(rows: int, *, is_landscape: bool = True) -> Paper:
    """A register in districts, with a total."""
    lines: list[tuple[str, ...] | Band] = []
    for n in range(1, rows + 1):
        if n % 25 == 1:
            lines.append(Band(f"อำเภอที่ {n // 25 + 1}"))
        lines.append((str(n), f"{_NAMES[n % 4]}{n}", _SEATS[n % 4], f"{n}/2567", "15 พ.ย. 2567"))
    return Paper(
        title="ทะเบียนคณะกรรมการ",
        is_landscape=is_landscape,
        numbering=Numbering.PAGES,
        foot="ข้อมูล ณ วันที่ 5 พฤศจิกายน 2567",
        blocks=(
            Title(("ทะเบียนคณะกรรมการ", "จังหวัดลำปาง"), size=18.0, is_bold=True),
            Table(
                ("ที่", "ชื่อ–สกุล", "ตำแหน่ง", "คำสั่งที่", "ตั้งแต่วันที่"),
                tuple(lines),
                widths=(1, 5, 4, 2, 3),
                total=("", f"รวม {rows} คน", "", "", ""),
            ),
        ),
    )


def form(*, signers: int = 2) -> Paper:
    """A form with every other kind of block."""
    return Paper(
        title="แบบรายงาน",
        has_thai_digits=False,
        corner="แบบ ศอช. 1",
        blocks=(
            Title(("รายงานการประชุมคณะกรรมการ",), size=20.0, is_bold=True),
            Labelled("ครั้งที่", ("1/2568",), width_cm=2.5),
            Labelled("เมื่อ", ("วันที่ 5 พฤศจิกายน 2567",), width_cm=2.5),
            Labelled("ณ", ("ศาลาประชาคมตำบลปงเตา อำเภองาว จังหวัดลำปาง",), width_cm=2.5),
            Heading("ผู้มาประชุม", align=Align.CENTRE),
            Names((("1.", _NAMES[0], "ประธาน", "แทน"), ("2.", _NAMES[1], "กรรมการ", ""))),
            Heading("เรื่องแจ้งให้ทราบ", "วาระที่ 1"),
            Text("ประธานแจ้งว่า ขอให้ทุกคนช่วยกันสำรวจข้อมูลองค์การชุมชนในตำบล", "1.1", level=1),
            Text(f"{TICKED} ผ่าน   {BOX} ไม่ผ่าน", align=Align.LEFT),
            Figure(SVG, 8, 3.2, "ผลคะแนนสองปี"),
            Ruled(3),
            Gap(0.5),
            Table(("ที่", "ชื่อ", "ลายมือชื่อ"), (("1", _NAMES[2], ""),) * 3, row_cm=1.0),
            Turn(),
            Text("มติที่ประชุม รับทราบ", is_bold=True, is_indented=False),
            Signatures(
                tuple(
                    Signer(_NAMES[n] if n else None, lead="ลงชื่อ", role="ผู้จดรายงานการประชุม",
                           is_by_hand=True)
                    for n in range(signers)
                )
            ),
        ),
    )  # fmt: skip


def with_words(paper: Paper, text: str) -> Paper:
    return replace(paper, blocks=(*paper.blocks, Text(text)))
