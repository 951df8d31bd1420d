"""The afternoon of 5 November 2567 in Lampang, built through the actions officers use."""

from collections.abc import Callable
from datetime import date, datetime

from django.db import transaction

from prasan import clock
from prasan.accounts.actions import open_office, system_user
from prasan.accounts.models import Office, User
from prasan.areas.models import Area, Level
from prasan.assessments.models import Framework
from prasan.centres.actions import open_centres, set_expectation
from prasan.centres.expected import expected
from prasan.directives.actions import enter_directive, judge, submit
from prasan.directives.models import Directive
from prasan.home.demo import letter, letters, meetings, planned, upward
from prasan.home.demo.accounts import officer_of, open_accounts
from prasan.home.demo.district import District
from prasan.home.demo.hours import at
from prasan.home.demo.lateness import NGAO, NOT_EXPECTED, Shortage, shortage_of
from prasan.home.demo.odd import ODD, OddDistrict
from prasan.home.demo.papers import Papers
from prasan.home.models import Demonstration
from prasan.letters.actions import name_signatory, open_series, take_template
from prasan.letters.models import Series, Urgency
from prasan.letters.shipped import shipped_templates

LAMPANG = "52"
# What the office had used of its circular numbers when Prasan took over.
_LAST_CIRCULAR = 2597
# The fiscal year the letter has assessed.
_ASSESSED = 2567


@transaction.atomic
def build(*, day: date, say: Callable[[str], None]) -> Directive:
    """The whole demonstration for `day`; `say` hears how far it is. All of it or nothing."""
    framework = Framework.objects.in_use(_ASSESSED, day)
    if framework is None:
        raise ValueError("no assessment form is published: run prasan load-framework first")
    # The chain of events must not begin after what it tells of.
    with clock.at(at(date(2023, 10, 1))):
        system = system_user()
        known = open_accounts(system)
        office = _office(system)
        letters.open_districts(system)
        _expectations(known["lampang"])
    directive = _directive(known["lampang"], office)
    letters.receive(known["lampang"], office)
    papers = Papers()
    districts = list(Area.objects.within([LAMPANG]).filter(level=Level.DISTRICT).on(day))
    for area in districts:
        say(area.title)
        with clock.at(at(date(2023, 10, 2))):
            officer = officer_of(system, area, known)
        tambons = expected([area.code], level=Level.TAMBON, day=day)
        kind = kind_of(area.code)
        kind(area, officer, shortage_of(area.code), framework, papers).build(tambons)
        _report(directive, area, officer, known["lampang"], shortage_of(area.code))
        if area.code == meetings.DISTRICT:
            meetings.build(officer, area)
    upward.build(
        province=known["lampang"],
        area=Area.objects.get(code=LAMPANG),
        officer=known["ngao"],
        district=NGAO,
    )
    planned.build(known["ngao"], Area.objects.get(code=planned.TAMBON))
    Demonstration.objects.create(day=day, built_at=clock.now())
    return directive


def kind_of(district: str) -> type[District]:
    """Whether a district is built as all are, or has the odd cases too."""
    return OddDistrict if district == ODD else District


def _office(by: User) -> Office:
    office = open_office(
        by=by,
        area=Area.objects.get(code=LAMPANG),
        name="สำนักงานพัฒนาชุมชนจังหวัดลำปาง",
        code="ลป 0019.3",
        hall="ศาลากลางจังหวัดลำปาง",
        address="อำเภอเมืองลำปาง ลำปาง 52000",
        section="กลุ่มงานส่งเสริมการพัฒนาชุมชน",
        telephone="0 5400 0000",
        fax="0 5400 0001",
        motto="",
    )
    name_signatory(
        by=by,
        office=office,
        name="นายแสงเทียน สมมุติวงศ์",
        post_title="พัฒนาการจังหวัดลำปาง",
        capacity="ปฏิบัติราชการแทน",
        principal="ผู้ว่าราชการจังหวัดลำปาง",
        authority="คำสั่งจังหวัดลำปาง (สาธิต) ที่ 1/2566",
        starts=date(2023, 10, 1),
    )
    open_series(by=by, office=office, series=Series.CIRCULAR, year=2567, last=_LAST_CIRCULAR)
    for one in shipped_templates():
        take_template(by=by, office=office, one=one, at=at(date(2024, 10, 1)))
    return office


def _expectations(by: User) -> None:
    """A centre in every district and in every tambon that has villages."""
    since = date(2023, 10, 1)
    for area in Area.objects.filter(code__in=NOT_EXPECTED):
        set_expectation(
            by=by, area=area, is_expected=False, reason="ในเขตเมืองเก่า ไม่มีหมู่บ้าน", starts=since
        )
    areas = [
        *expected([LAMPANG], level=Level.DISTRICT, day=since),
        *expected([LAMPANG], level=Level.TAMBON, day=since),
    ]
    open_centres(by=by, areas=areas)


def _directive(by: User, office: Office) -> Directive:
    moment = at(letter.DATED, 14)
    with clock.at(moment):
        return enter_directive(
            by=by,
            office=office,
            number=letter.NUMBER,
            dated=letter.DATED,
            urgency=Urgency.MOST_URGENT,
            subject=letter.SUBJECT,
            title=letter.TITLE,
            fiscal_year=letter.FISCAL_YEAR,
            addressees=list(
                Area.objects.within([LAMPANG]).filter(level=Level.DISTRICT).on(letter.DATED)
            ),
            items=letter.items(),
            at=moment,
        )


def _report(
    directive: Directive, area: Area, officer: User, province: User, shortage: Shortage
) -> None:
    """The district's report, and the province's verdict some days later."""
    if shortage.sent is None:
        return
    sent_on = date.fromisoformat(shortage.sent)
    moment = at(sent_on, 15)
    with clock.at(moment):
        sent = submit(by=officer, directive=directive, area=area, after=0, note="", at=moment)
    returned = {
        delivery.pk: reason
        for measure, reason in (shortage.returned or {}).items()
        for delivery in sent.deliveries.filter(obligation__measure=measure)
    }
    judged: datetime = at(max(sent_on, date(2024, 11, 1)), 16)
    with clock.at(judged):
        judge(by=province, submission=sent, returned=returned, today=judged.date())
