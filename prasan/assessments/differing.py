"""What two versions of a form say differently, place by place."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from prasan.assessments.intake.form import Form, GateLine, IndicatorLine
from prasan.assessments.models import Sums


@dataclass(frozen=True)
class Difference:
    """One thing at one place: what the older version says and what the newer; "" says nothing."""

    place: str
    what: str
    old: str
    new: str

    @property
    def is_new(self) -> bool:
        return not self.old

    @property
    def is_gone(self) -> bool:
        return not self.new


def differences(old: Form, new: Form) -> list[Difference]:
    """Everything that differs, in the order of the newer form; what is gone comes last."""
    before, after = dict(_told(old)), dict(_told(new))
    places = [*after, *(key for key in before if key not in after)]
    return [
        Difference(place, what, before.get((place, what), ""), after.get((place, what), ""))
        for place, what in places
        if before.get((place, what), "") != after.get((place, what), "")
    ]


Said = tuple[tuple[str, str], str]


def _told(form: Form) -> Iterator[Said]:
    """Everything a form says, by place and by what it is about."""
    head = _("ทั้งแบบ")
    yield (head, _("ชื่อแบบ")), form.name.thai
    yield (head, _("ที่มา")), form.source.thai
    yield (head, _("วิธีรวมคะแนน")), str(Sums(form.sums).label)
    for level in form.levels:
        yield (level.name.thai, _("ตั้งแต่ร้อยละ")), str(level.from_percent)
        yield (level.name.thai, _("เงื่อนไข")), ", ".join(map(_gate, level.gates))
    for category in form.categories:
        place = _("หมวด %(number)s") % {"number": category.number}
        yield (place, _("ชื่อหมวด")), category.name.thai
        yield (place, _("น้ำหนัก")), _number(category.weight)
        for line in category.indicators:
            yield from _indicator(line, place)


def _indicator(line: IndicatorLine, category: str) -> Iterator[Said]:
    place = _("ข้อ %(number)s") % {"number": line.number}
    yield (place, _("อยู่ใน")), category
    yield (place, _("ตัวชี้วัด")), line.name.thai
    yield (place, _("คะแนน")), f"{line.least}-{line.most}"
    yield (place, _("น้ำหนัก")), _number(line.weight)
    yield (place, _("หลักฐาน")), line.evidence.thai
    yield (place, _("ต้องมีหลักฐานตั้งแต่คะแนน")), _number(line.evidence_from)
    yield (place, _("ไม่ต้องประเมินเมื่อ")), line.not_applicable
    yield (place, _("คำนวณจาก")), line.fact
    for point in line.points:
        what = _("ความหมายของ %(points)s คะแนน") % {"points": point.points}
        yield (place, what), point.meaning.thai
        if point.threshold is not None:
            what = _("ค่าที่ได้ %(points)s คะแนน") % {"points": point.points}
            yield (place, what), str(point.threshold)


def _gate(line: GateLine) -> str:
    if line.indicator:
        return f"{line.indicator} ≥ {line.least}"
    if line.category:
        return f"{_('หมวด')} {line.category} ≥ {line.least} %"
    return line.level


def _number(number: object) -> str:
    return "" if number is None else str(number)
