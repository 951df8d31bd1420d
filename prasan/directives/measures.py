"""Every measure an obligation may name: what it counts, whose it is, and who answers."""

from collections.abc import Callable
from dataclasses import dataclass

from prasan.areas.progress import Measure, address
from prasan.areas.rules import DISTRICT_DIGITS
from prasan.assessments.measures import assessments_filed
from prasan.committees.models import Kind as Committee
from prasan.directives.models import Kind, Level
from prasan.meetings.measures import meetings_held
from prasan.orders.measures import (
    district_order_copies,
    experts,
    integrated_order_copies,
    registers,
    tambon_order_copies,
)
from prasan.plans.measures import missions, strong_tambon


@dataclass(frozen=True)
class Duty:
    """A measure as a directive may ask for it.

    `label` heads a column, `owed` names one thing owed in a letter, `missing` is said of a unit
    the measure knows nothing of, and `place` gives the page where the first fact of a unit for a
    fiscal year (Buddhist) is entered.
    """

    key: str
    kind: Kind
    level: Level
    label: str
    owed: str
    missing: str
    measure: Measure
    place: Callable[[str, int], str]


def _committee(code: str, year: int) -> str:
    """The page of the คอช. of an area: orders are entered there, and they last for years."""
    kind = Committee.DISTRICT if len(code) == DISTRICT_DIGITS else Committee.TAMBON
    return address("committees:detail", kind, code)


def _integrated(code: str, year: int) -> str:
    return address("committees:detail", Committee.INTEGRATED, code)


def _assessment(code: str, year: int) -> str:
    return address("assessments:sheet", code, year)


def _missions(code: str, year: int) -> str:
    return address("plans:missions", code)


def _plan(code: str, year: int) -> str:
    return address("plans:tambon", code)


DUTIES = {
    duty.key: duty
    for duty in (
        Duty(
            "district_order_copies",
            Kind.DELIVER,
            Level.DISTRICT,
            "คอช.อ.",
            "สำเนาคำสั่งแต่งตั้ง คอช.อ.",
            "ยังไม่มีคำสั่ง",
            district_order_copies,
            _committee,
        ),
        Duty(
            "tambon_order_copies",
            Kind.DELIVER,
            Level.TAMBON,
            "คอช.ต.",
            "สำเนาคำสั่งแต่งตั้ง คอช.ต.",
            "ยังไม่มีคำสั่ง",
            tambon_order_copies,
            _committee,
        ),
        Duty(
            "integrated_order_copies",
            Kind.DELIVER,
            Level.TAMBON,
            "ก.บ.ต.",
            "สำเนาคำสั่งแต่งตั้ง ก.บ.ต.",
            "ยังไม่มีคำสั่ง",
            integrated_order_copies,
            _integrated,
        ),
        Duty(
            "registers",
            Kind.KEEP,
            Level.BOTH,
            "ทะเบียน",
            "ทะเบียนคณะกรรมการที่เป็นปัจจุบัน",
            "ยังไม่มีทะเบียน",
            registers,
            _committee,
        ),
        Duty(
            "assessments_filed",
            Kind.DELIVER,
            Level.TAMBON,
            "ประเมิน",
            "ผลการประเมินและจัดระดับ",
            "ยังไม่ได้ประเมิน",
            assessments_filed,
            _assessment,
        ),
        Duty(
            "meetings_held",
            Kind.QUOTA,
            Level.BOTH,
            "ประชุม 2 ครั้ง",
            "การประชุมให้ครบปีละ 2 ครั้ง",
            "ยังไม่มีการประชุม",
            meetings_held,
            # Every committee answers; without one, its first order comes before any meeting.
            _committee,
        ),
        Duty(
            "experts",
            Kind.KEEP,
            Level.TAMBON,
            "ผู้ทรงฯ คอช.ต.",
            "ผู้ทรงคุณวุฒิจาก คอช.ต.",
            "ยังไม่มีคำสั่ง ก.บ.ต.",
            experts,
            _integrated,
        ),
        Duty(
            "missions",
            Kind.DRIVE,
            Level.BOTH,
            "มอบภารกิจ",
            "การมอบหมายภารกิจ",
            "ยังไม่มอบหมาย",
            missions,
            _missions,
        ),
        Duty(
            "strong_tambon",
            Kind.DRIVE,
            Level.TAMBON,
            "ตำบลเข้มแข็ง",
            "โครงการตำบลเข้มแข็งในแผน",
            "ยังไม่มีโครงการในแผน",
            strong_tambon,
            _plan,
        ),
    )
}
