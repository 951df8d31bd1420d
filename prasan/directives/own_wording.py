"""The words of a reminder to any addressee of any directive. Pure: values in, text out."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from prasan.accounts.models import Office
from prasan.areas.models import Area, Level
from prasan.directives.owing import Addressing, Lack, Owing, Shortfall
from prasan.letters.documents import Annex, Paragraph
from prasan.letters.wording import filled
from prasan.thai.calendar import format_long
from prasan.thai.digits import thai

# So many units are named in a sentence; more stand in the letter's own annex.
NAMED = 8
# So many addressees stand side by side after เรียน; more are named in the annex.
BESIDE = 10
PLACES = ("หน่วย", "จำนวน", "กำหนด")
CLOSING = "จึงเรียนมาเพื่อโปรดพิจารณาดำเนินการ"
_BANGKOK = "10"
_WHOM = {
    Addressing.PROVINCES: "จังหวัด",
    Addressing.DISTRICTS: "อำเภอ",
    Addressing.DISTRICT_COMMITTEES: "คณะกรรมการศูนย์ประสานงานองค์การชุมชนอำเภอ (คอช.อ.)",
    Addressing.CENTRES: "คณะกรรมการศูนย์ประสานงานองค์การชุมชนตำบล (คอช.ต.)",
    Addressing.COMMITTEES: "คณะกรรมการบริหารงานตำบลแบบบูรณาการ (ก.บ.ต.)",
}
_HEADS = {
    Addressing.PROVINCES: "ผู้ว่าราชการจังหวัด",
    Addressing.DISTRICTS: "นายอำเภอ",
    Addressing.DISTRICT_COMMITTEES: "ประธานกรรมการศูนย์ประสานงานองค์การชุมชนอำเภอ",
    Addressing.CENTRES: "ประธานกรรมการศูนย์ประสานงานองค์การชุมชนตำบล",
    Addressing.COMMITTEES: "ประธานกรรมการบริหารงานตำบลแบบบูรณาการ",
}


def head_of(to: Addressing, area: Area) -> str:
    """How the head of a unit is addressed: by the post, never by a name.

    Source: Lampang letter of 5 Nov 2567, เรียน; the chairs' titles are ours.
    """
    if to is Addressing.PROVINCES:
        return f"ผู้ว่าราชการ{area.title}"
    if to is Addressing.DISTRICTS:
        return f"{'ผู้อำนวยการ' if area.code.startswith(_BANGKOK) else 'นาย'}{area.title}"
    if to is Addressing.COMMITTEES:
        return f"ประธานกรรมการบริหารงานตำบลแบบบูรณาการ {area.title}"
    return f"ประธานกรรมการศูนย์ประสานงานองค์การชุมชน{area.title}"


def voice(office: Office) -> str:
    """Who speaks in the letter: the province or district itself; of the nation, the office."""
    return office.name if office.area.level == Level.NATION else office.area.title


def subject(title: str) -> str:
    """Source: Lampang letter of 5 Nov 2567, เรื่อง; that it says so is urged is ours."""
    return f"ขอเร่งรัด{title}" if title.startswith("การ") else f"ขอเร่งรัดการดำเนินงาน {title}"


def opening(office: Office, to: Addressing, title: str) -> str:
    """What was asked, and that it was told."""
    return (
        f"ตามหนังสือที่อ้างถึง {voice(office)}ขอให้{_WHOM[to]}ดำเนินการเรื่อง {title}"
        f" และรายงานผลให้{_told(office)}ทราบ ความละเอียดแจ้งแล้ว นั้น"
    )


def finding(office: Office, day: date, *, dated: bool) -> str:
    """That the time has passed, and what was found as of `day`; of one unit, as a place to fill."""
    passed = "พ้นกำหนดเวลาแล้ว " if dated else ""
    return (
        f"บัดนี้ {passed}{voice(office)}ตรวจสอบจากทะเบียน ณ วันที่ {format_long(day)} "
        "พบว่า{หน่วย}ยังมีเรื่องที่ต้องดำเนินการ ดังนี้"
    )


def request(office: Office) -> str:
    return (
        "จึงขอให้{หน่วย}ดำเนินการให้แล้วเสร็จ และรายงานให้"
        f"{_told(office)}ทราบ ภายในวันที่ {{กำหนด}} หากได้ดำเนินการแล้วก่อนได้รับหนังสือฉบับนี้ "
        "ขอขอบคุณมา ณ โอกาสนี้"
    )


def _told(office: Office) -> str:
    level = {Level.NATION: "กรม", Level.PROVINCE: "จังหวัด", Level.DISTRICT: "อำเภอ"}
    return level.get(Level(office.area.level), voice(office))


def own_body(texts: Mapping[str, str], one: Owing, *, due: date) -> tuple[Paragraph, ...]:
    """The text of one addressee's own letter; a single matter stands without a number."""
    said = sentences(one)
    return _body(texts, _values(one.area.title, len(said), due), said)


def sentences(one: Owing) -> list[str]:
    """Every matter of one addressee in its words."""
    return [sentence(short, alone=_alone(short, one.area)) for short in one.shortfalls]


def common_body(
    texts: Mapping[str, str], whom: str, things: Sequence[str], *, due: date
) -> tuple[Paragraph, ...]:
    """The text alike for all: the matters by name, what each owes is in the annex."""
    return _body(texts, _values(whom, len(things), due), things)


def _body(
    texts: Mapping[str, str], values: Mapping[str, str], said: Sequence[str]
) -> tuple[Paragraph, ...]:
    numbered = [
        Paragraph(text, f"{thai(place)}." if len(said) > 1 else "")
        for place, text in enumerate(said, start=1)
    ]
    before, after = ("opening", "finding"), ("request", "extra", "closing")
    return (
        *(Paragraph(filled(texts[name], values)) for name in before if texts[name].strip()),
        *numbered,
        *(Paragraph(filled(texts[name], values)) for name in after if texts[name].strip()),
    )


def _values(unit: str, count: int, due: date) -> dict[str, str]:
    return {"หน่วย": unit, "จำนวน": str(count), "กำหนด": format_long(due)}


def _alone(short: Shortfall, area: Area) -> bool:
    """Whether the addressee itself is all that falls short, so that it need not be named."""
    return [unit.code for unit in short.units] == [area.code]


def sentence(short: Shortfall, *, alone: bool = False) -> str:
    """One matter in official words, natural for its kind of lateness.

    Source: ours; each kind of obligation the Lampang letter shows.
    """
    said = {
        Lack.NOT_SENT: f"{short.thing} ซึ่งครบกำหนด{_on(short.due)} ยังไม่ได้รับ",
        Lack.RETURNED: f"{short.thing} ที่ส่งกลับให้แก้ไข ยังไม่ได้รับฉบับแก้ไข",
        Lack.SHORT: f"{short.thing} ในปีงบประมาณ พ.ศ. {short.fiscal_year} ยังไม่ครบ",
        Lack.NOT_CURRENT: f"{short.thing} ยังไม่มีหรือต้องทบทวน",
        Lack.NOT_BEGUN: f"{short.thing} ยังไม่ได้เริ่มดำเนินการ",
    }[short.lack]
    if alone:
        return f"{said}{_progress(short, 0)}"
    return f"{said} จำนวน {len(short.units)} {_kind(short.units)} {_named(short)}"


def _on(due: date | None) -> str:
    return f"เมื่อวันที่ {format_long(due)}" if due else "แล้ว"


def _progress(short: Shortfall, place: int) -> str:
    if short.lack is not Lack.SHORT:
        return ""
    done, needed = short.counts[place]
    return f" ดำเนินการแล้ว {done} จาก {needed} ครั้ง" if done else " ยังไม่ได้ดำเนินการ"


def _kind(units: Sequence[Area]) -> str:
    levels = {unit.level for unit in units}
    if levels == {Level.TAMBON}:
        return "ตำบล"
    return "อำเภอ" if levels == {Level.DISTRICT} else "หน่วย"


def _named(short: Shortfall) -> str:
    if len(short.units) > NAMED:
        return "ตามรายการที่แนบ"
    names = [unit.title for unit in short.units]
    return f"ได้แก่ {side_by_side(names)}" if len(names) > 1 else f"คือ {names[0]}"


def side_by_side(names: Sequence[str]) -> str:
    return "".join(names) if len(names) < 2 else f"{' '.join(names[:-1])} และ{names[-1]}"


def own_annex(one: Owing, *, day: date) -> Annex | None:
    """The units a sentence could not name, in a list of the letter's own; None when all are."""
    rows = [
        (unit.title, short.thing, short.lack.label)
        for short in one.shortfalls
        if len(short.units) > NAMED
        for unit in short.units
    ]
    if not rows:
        return None
    return Annex(
        title=(f"รายการที่ต้องดำเนินการของ{one.area.title}", f"ณ วันที่ {format_long(day)}"),
        heads=("ที่", "หน่วย", "เรื่อง", "สถานะ"),
        rows=tuple((str(place), *row) for place, row in enumerate(rows, start=1)),
        widths=(1, 4, 7, 3),
    )


def common_annex(owing: Sequence[Owing], to: Addressing, *, day: date) -> Annex:
    """One table for all: each addressee once, with all it falls short of."""
    rows = tuple(
        (str(place), one.area.title, "\n".join(_short_lines(one)), str(one.count))
        for place, one in enumerate(owing, start=1)
    )
    return Annex(
        title=("รายการที่ต้องดำเนินการ จำแนกรายหน่วย", f"ณ วันที่ {format_long(day)}"),
        heads=("ที่", "หน่วย", "รายการ", "รวม"),
        rows=rows,
        widths=(1, 3.4, 8.6, 1.5),
    )


def _short_lines(one: Owing) -> Iterator[str]:
    for short in one.shortfalls:
        count = "" if _alone(short, one.area) else f" {len(short.units)} {_kind(short.units)}"
        yield f"{short.thing} {short.lack.label}{count}"


def to_line(owing: Sequence[Owing], to: Addressing) -> str:
    """เรียน of a circular: side by side while they are few, else as the annex names them."""
    if len(owing) > BESIDE:
        return f"{_HEADS[to]} ตามบัญชีแนบท้าย"
    return side_by_side([head_of(to, one.area) for one in owing])
