"""Why a result is what it is, in sentences and sums, for the screen and for paper."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.utils.translation import gettext as _

from prasan.assessments import rules
from prasan.assessments.rules import Check, Mark, Part, Path, Shape, Sums, Verdict, percent


@dataclass(frozen=True)
class Step:
    """One line of the arithmetic: what of, how, and what it comes to."""

    label: str
    working: str
    result: str


def reason(verdict: Verdict) -> str:
    """Why this level: the share and the cut-off it reaches."""
    share = verdict.total.percent
    if verdict.band is None:
        return _("ยังไม่ถึงระดับใด เพราะได้ %(share)s %%") % {"share": share}
    told = _("ได้%(name)s เพราะได้ %(share)s %% ถึงเกณฑ์ %(edge)s %%")
    return told % {"name": verdict.band.name, "share": share, "edge": verdict.band.from_percent}


def held_back(verdict: Verdict) -> list[str]:
    """What the next level still asks for, one sentence each."""
    if verdict.above is None:
        return []
    found = []
    if verdict.is_short:
        told = _("ได้ %(share)s %% เกณฑ์ของ%(name)s คือ %(edge)s %%")
        found.append(
            told
            % {
                "share": verdict.total.percent,
                "name": verdict.above.name,
                "edge": verdict.above.from_percent,
            }
        )
    return [*found, *(in_words(check) for check in verdict.failed)]


def in_words(check: Check) -> str:
    """A gate that does not hold: what it has and wants, and why it is asked."""
    gate = check.gate
    if gate.indicator:
        told = _("ข้อ %(number)s ได้ %(has)s คะแนน ต้องได้อย่างน้อย %(least)s") % {
            "number": gate.indicator,
            "has": int(check.has),
            "least": gate.least,
        }
    else:
        told = _("หมวด %(number)s ได้ %(has)s %% ต้องได้อย่างน้อย %(least)s %%") % {
            "number": gate.category,
            "has": percent(check.has / 100),
            "least": gate.least,
        }
    return f"{told} ({gate.reason})" if gate.reason else told


def climb(path: Path) -> str:
    """The path up in one line."""
    told = _("ยก %(many)s ข้อ รวม %(points)s คะแนน จะถึง%(name)s")
    return told % {"many": len(path.raises), "points": path.points, "name": path.band.name}


def arithmetic(shape: Shape, marks: Sequence[Mark], verdict: Verdict) -> list[Step]:
    """The whole sum, category by category, then the total, the share and the level."""
    steps = [_category(part, shape, marks) for part in verdict.total.parts]
    return [*steps, *_whole(shape, verdict)]


def _category(part: Part, shape: Shape, marks: Sequence[Mark]) -> Step:
    mine = [mark for mark in marks if mark.asked.category == part.category and mark.applies]
    label = _("หมวด %(number)s") % {"number": part.category}
    if not mine:
        return Step(label, _("ไม่ต้องประเมินทั้งหมวด"), "–")
    if shape.sums is Sums.POINTS:
        working = " + ".join(str(mark.counted) for mark in mine)
        return Step(label, working, f"{part.points} {_('จาก')} {part.most}")
    if shape.sums is Sums.WEIGHTED:
        working = " + ".join(
            f"{mark.counted}÷{mark.most}×{_number(mark.asked.weight)}" for mark in mine
        )
        return Step(label, working, f"{_number(part.value)} {_('จาก')} {_number(part.whole)}")
    working = " + ".join(f"{mark.counted}÷{mark.most}" for mark in mine)
    share = percent(part.share or Fraction(0))
    return Step(label, f"({working}) ÷ {len(mine)}", f"{share} %")


def _whole(shape: Shape, verdict: Verdict) -> Iterator[Step]:
    total = verdict.total
    counted = [part for part in total.parts if part.share is not None]
    if shape.sums is Sums.AVERAGES:
        working = " + ".join(f"{percent(part.share or Fraction(0))}" for part in counted)
        yield Step(_("เฉลี่ยทุกหมวด"), f"({working}) ÷ {len(counted)}", f"{total.percent} %")
    else:
        working = " + ".join(_number(part.value) for part in counted)
        yield Step(_("รวม"), working, f"{_number(total.value)} {_('จาก')} {_number(total.whole)}")
        working = f"{_number(total.value)} ÷ {_number(total.whole)}"
        yield Step(_("คิดเป็น"), working, f"{total.percent} %")
    yield Step(_("ระดับ"), reason(verdict), verdict.band.name if verdict.band else "–")


def _number(value: Fraction) -> str:
    """As short as it is exact; otherwise with two decimals, rounded down."""
    if value.denominator == 1:
        return str(value.numerator)
    shown = Decimal(value.numerator * 100 // value.denominator) / 100
    is_exact = Fraction(shown) == value
    return str(shown.normalize()) if is_exact else f"{shown:.2f}…"


def outcome_words(path: rules.Path | None) -> str:
    return climb(path) if path else _("อยู่ระดับสูงสุดแล้ว")
