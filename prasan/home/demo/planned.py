"""One tambon whose plan shows it all: two versions, an order by points, activities, results."""

from datetime import date
from decimal import Decimal
from io import BytesIO

from django.core.files.base import ContentFile
from PIL import Image, ImageDraw

from prasan import clock
from prasan.accounts.models import User
from prasan.areas.models import Area
from prasan.centres.actions import record_activity
from prasan.centres.models import Centre
from prasan.evidence.actions import keep
from prasan.evidence.models import Evidence
from prasan.home.demo.hours import at
from prasan.plans.actions import (
    Outline,
    Place,
    add_project,
    adopt_version,
    advance,
    correct_project,
    note_mission,
    open_version,
    propose,
    set_priorities,
    show_activity,
)
from prasan.plans.models import (
    Doer,
    Milestone,
    MoneySource,
    Plan,
    PlanLevel,
    PriorityMethod,
    Project,
)
from prasan.plans.rules import Scale
from prasan.plans.tags import STRONG

TAMBON = "520505"
# After the centre was assessed, so that what was computed then still holds.
_REVIEWED, _HELD, _STARTED = date(2024, 10, 24), date(2024, 10, 27), date(2024, 10, 26)
_CITED = "มติที่ประชุม คอช.ต. ปงเตา ครั้งที่ 2/2567 (สาธิต)"
_SCALES = (
    ("ความเร่งด่วนของปัญหา", 40, (38, 30, 21)),
    ("จำนวนผู้ได้รับประโยชน์", 30, (27, 22, 25)),
    ("ชุมชนทำได้เองหรือร่วมสมทบ", 30, (25, 28, 12)),
)


def build(officer: User, area: Area) -> None:
    """The plan of `area` as its committee reviewed it, and what was done since."""
    plan = Plan.objects.of_tambons().get(area=area)
    bank = plan.projects.get()
    with clock.at(at(_REVIEWED)):
        _review(officer, plan, bank)
    with clock.at(at(_HELD)):
        _work(officer, area, bank)


def _review(by: User, plan: Plan, bank: Project) -> None:
    version = open_version(by=by, plan=plan, said="ทบทวนประจำปี 2568")
    sources = ((MoneySource.LOCAL, 40_000), (MoneySource.OWN, 12_000))
    correct_project(
        by=by,
        project=bank,
        edition=bank.edition,
        outline=Outline(
            title=bank.title,
            problem=bank.problem,
            first_year=2567,
            last_year=2568,
            money=[(2568, source, Decimal(baht)) for source, baht in sources],
            beneficiaries=420,
            tags=[STRONG],
        ),
    )
    weir = add_project(by=by, plan=plan, outline=_weir(plan.area))
    waste = add_project(by=by, plan=plan, outline=_waste())
    adopt_version(
        by=by, version=version, edition=version.edition, adopted=_REVIEWED, citation=_CITED
    )
    set_priorities(
        by=by,
        plan=plan,
        method=PriorityMethod.SCORED,
        decided=_REVIEWED,
        today=_REVIEWED,
        at=at(_REVIEWED),
        scales=[Scale(name, Decimal(most)) for name, most, _ in _SCALES],
        points={
            one.pk: [Decimal(given[place]) for _, _, given in _SCALES]
            for place, one in enumerate((bank, weir, waste))
        },
        citation=_CITED,
    )
    propose(
        by=by,
        project=weir,
        level=PlanLevel.LOCAL,
        holder="อบต.ปงเตา (สาธิต)",
        proposed=_REVIEWED,
        today=_REVIEWED,
    )


def _weir(area: Area) -> Outline:
    return Outline(
        title="ฝายชะลอน้ำห้วยแม่สมมุติและปรับปรุงทางลำเลียงน้ำเข้าแปลงเกษตรของหมู่บ้านท้ายน้ำ",
        problem="น้ำไม่พอทำนาปีในหมู่บ้านท้ายน้ำสามหมู่บ้าน และน้ำหลากกัดเซาะตลิ่งทุกฤดูฝน",
        first_year=2568,
        last_year=2569,
        money=[
            (2568, MoneySource.OPEN, Decimal(180_000)),
            (2569, MoneySource.OPEN, Decimal(95_000)),
        ],
        doer=Doer.LOCAL,
        doer_name="อบต.ปงเตา (สาธิต)",
        beneficiaries=310,
        places=[Place(area, "หมู่ 3"), Place(area, "หมู่ 12")],
    )


def _waste() -> Outline:
    return Outline(
        title="ธนาคารขยะรีไซเคิล",
        first_year=2568,
        last_year=2568,
        money=[(2568, MoneySource.OWN, Decimal(8_500))],
        beneficiaries=150,
    )


def _work(by: User, area: Area, bank: Project) -> None:
    centre = Centre.objects.select_related("area").get(area=area)
    activity = record_activity(
        by=by,
        centre=centre,
        held=_STARTED,
        name="อบรมการจัดการธนาคารอาหารชุมชน",
        duties=["coordination"],
        result="มีผู้ร่วม 38 คน ตั้งคณะทำงาน 9 หมู่บ้าน",
        evidence=_picture(by, area),
    )
    show_activity(by=by, project=bank, activity=activity)
    advance(by=by, project=bank, kind=Milestone.STARTED, dated=_STARTED, at=at(_HELD))
    for mission in centre.missions.all():
        note_mission(
            by=by,
            mission=mission,
            dated=_STARTED,
            said="จัดเวทีทบทวนแผนพัฒนาตำบลกับผู้แทนทุกหมู่บ้าน ได้โครงการใหม่ 2 โครงการ",
            at=at(_HELD),
        )


def _picture(by: User, area: Area) -> Evidence:
    """A drawn picture that cannot be mistaken for a photograph of people."""
    image = Image.new("RGB", (480, 320), "#dfe6d5")
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 210, 480, 320), fill="#b9c7a4")
    for place in range(6):
        left = 40 + place * 70
        draw.rectangle((left, 150, left + 46, 230), fill="#8a9a74")
        draw.polygon(((left - 6, 150), (left + 52, 150), (left + 23, 118)), fill="#6d5a43")
    content = BytesIO()
    image.save(content, "PNG")
    upload = ContentFile(content.getvalue(), name="ภาพวาดประกอบ ธนาคารอาหารชุมชน (สาธิต).png")
    return keep(by=by, area=area, upload=upload, dated=_STARTED, at=at(_HELD))
