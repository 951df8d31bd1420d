"""The pages that call a committee to a meeting."""

from datetime import date

import pikepdf
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from prasan.accounts.models import Office
from prasan.audit.models import Event
from prasan.holidays.actions import add_holiday
from prasan.jobs.models import Job
from prasan.letters.actions import name_signatory
from prasan.letters.models import Letter
from prasan.meetings import actions
from prasan.meetings.models import Meeting, Section
from prasan.meetings.rules import Stage
from prasan.meetings.tests import make

PLAN = {"planned": "๓ ธ.ค. ๒๕๖๗", "starts": "9.30", "place": "ศาลาประชาคมตำบลปงเตา"}


def plain(response):
    return response.content.decode().replace("\u00a0", " ")


@pytest.fixture
def plan_url(committee):
    return reverse("meetings:plan", args=[committee.kind, committee.area_id])


@pytest.fixture
def office(ngao_officer, ngao):
    """The letterhead of Ngao, and who signs."""
    made = Office.objects.create(
        area=ngao,
        name="สำนักงานพัฒนาชุมชนอำเภองาว",
        code="ลป 0519",
        hall="ที่ว่าการอำเภองาว",
        address="งาว ลป 52110",
    )
    name_signatory(
        by=ngao_officer,
        office=made,
        name="นายธนากร วิเศษชัยชาญ",
        post_title="นายอำเภองาว",
        starts=date(2024, 1, 1),
    )
    return made


PAGES = ("detail", "replan", "agenda", "convene", "cancel", "calendar")


@pytest.mark.parametrize("page", PAGES)
def test_pages_of_a_meeting_are_behind_the_door_and_within_reach(
    client, drafted, thoen_officer, page
):
    url = reverse(f"meetings:{page}", args=[drafted.pk])
    assert client.get(url).url.startswith("/accounts/login/")

    client.force_login(thoen_officer)
    assert client.get(url).status_code == 404


@pytest.mark.parametrize("page", ["replan", "agenda", "convene", "cancel"])
@pytest.mark.parametrize("who", ["reader", "member", "province_officer"])
def test_who_may_not_record_calls_nobody(request, client, drafted, who, page):
    client.force_login(request.getfixturevalue(who))
    url = reverse(f"meetings:{page}", args=[drafted.pk])

    assert client.get(url).status_code == 403
    assert client.post(url, {"do": "convene", "because": "ฝน"}).status_code == 403
    drafted.refresh_from_db()
    assert drafted.stage is Stage.DRAFT


def test_an_officer_calls_a_meeting_and_its_agenda_is_there(client, tambon_officer, plan_url):
    client.force_login(tambon_officer)
    assert "นัดประชุม" in plain(client.get(plan_url))

    response = client.post(plan_url, PLAN)

    meeting = Meeting.objects.get()
    assert response.url == reverse("meetings:agenda", args=[meeting.pk])
    assert (meeting.planned, meeting.starts.isoformat()) == (date(2024, 12, 3), "09:30:00")
    page = plain(client.get(response.url))
    for section in Section:
        assert section.label in page


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"planned": "4/11/2567"}, "วันประชุมผ่านไปแล้ว"),
        ({"planned": "1/1/2560"}, "วันประชุมผ่านไปแล้ว"),
        ({"ends": "9.00"}, "ไม่ได้อยู่หลังเวลาเริ่ม 09.30"),
        ({"starts": "25.00"}, "ไม่มีในนาฬิกา"),
        ({"starts": ""}, "ข้อมูลนี้จำเป็น"),
        ({"place": ""}, "ข้อมูลนี้จำเป็น"),
        ({"planned": "พรุ่งนี้"}, "อ่านวันที่ “พรุ่งนี้” ไม่ได้"),
    ],
)
def test_a_bad_plan_is_told_and_what_was_typed_stays(
    client, tambon_officer, plan_url, typed, words
):
    client.force_login(tambon_officer)

    page = plain(client.post(plan_url, {**PLAN, "subject": "แผนปีหน้า", **typed}))

    assert words in page or "ยังไม่ได้" in page
    assert "แผนปีหน้า" in page
    assert not Meeting.objects.exists()


def test_a_committee_that_did_not_sit_yet_is_not_called(client, ngao_officer, ban_rong):
    young = make.committee(by=ngao_officer, area=ban_rong, starts=date(2024, 12, 20))
    client.force_login(ngao_officer)

    page = plain(client.post(reverse("meetings:plan", args=[young.kind, young.area_id]), PLAN))

    assert "ยังไม่มีกรรมการตามคำสั่ง" in page
    assert not Meeting.objects.exists()


def test_the_same_meeting_twice_is_one_and_another_that_day_is_told(
    client, tambon_officer, plan_url
):
    client.force_login(tambon_officer)
    client.post(plan_url, PLAN)

    assert client.post(plan_url, PLAN).status_code == 302
    assert "มีการประชุมครั้งที่ 1/2567 อยู่แล้ว" in plain(client.post(plan_url, {**PLAN, "place": "วัด"}))
    assert Meeting.objects.count() == 1


def test_another_day_is_chosen(client, tambon_officer, drafted):
    client.force_login(tambon_officer)
    url = reverse("meetings:replan", args=[drafted.pk])
    assert "ศาลาประชาคมตำบลปงเตา" in plain(client.get(url))

    assert client.post(url, PLAN).url == drafted.get_absolute_url()

    drafted.refresh_from_db()
    assert drafted.planned == date(2024, 12, 3)
    assert "วันประชุมผ่านไปแล้ว" in plain(client.post(url, {**PLAN, "planned": "1/11/2567"}))


def test_items_are_added_with_a_file_changed_moved_and_dropped(
    client, tambon_officer, drafted, pdf
):
    client.force_login(tambon_officer)
    url = reverse("meetings:agenda", args=[drafted.pk])
    client.post(url, {"section": "5", "title": "แผนตำบล", "brief": "ฉบับทบทวน", "file": pdf})
    client.post(url, {"section": "5", "title": "งบประมาณ"})
    plan, budget = drafted.items.filter(section=5)
    assert plan.attachments.count() == 1

    here = reverse("meetings:item", args=[plan.pk])
    assert "ฉบับทบทวน" in plain(client.get(here))
    client.post(here, {"title": "แผนพัฒนาตำบล", "brief": ""})
    client.post(here, {"do": "later"})
    client.post(reverse("meetings:item", args=[budget.pk]), {"do": "drop"})

    left = drafted.items.on_agenda().filter(section=5)
    assert [item.title for item in left] == ["แผนพัฒนาตำบล"]
    assert "แผนพัฒนาตำบล" in plain(client.get(url))
    assert client.get(reverse("meetings:item", args=[budget.pk])).status_code == 404


def test_a_bad_item_keeps_its_words_and_its_file(client, tambon_officer, drafted, pdf):
    client.force_login(tambon_officer)
    url = reverse("meetings:agenda", args=[drafted.pk])

    page = plain(client.post(url, {"section": "5", "title": "", "brief": "ฉบับทบทวน", "file": pdf}))

    assert "ฉบับทบทวน" in page
    assert "รายงานการประชุม-a.pdf" in page


def test_the_members_of_the_day_are_called(client, tambon_officer, drafted):
    client.force_login(tambon_officer)
    url = reverse("meetings:convene", args=[drafted.pk])
    page = plain(client.get(url))
    assert "เรียกประชุมกรรมการ 5 คน" in page
    assert "ขอเชิญประชุม คณะกรรมการ" in page

    assert client.post(url, {"do": "convene"}).url == url

    drafted.refresh_from_db()
    assert drafted.stage is Stage.CONVENED
    assert Event.objects.filter(verb="meeting.convened", by="pongtao").count() == 1
    assert "ยังไม่มีหัวหนังสือของอำเภอนี้" in plain(client.get(url))


def test_the_district_issues_the_notice_once(client, ngao_officer, drafted, office):
    client.force_login(ngao_officer)
    url = reverse("meetings:convene", args=[drafted.pk])
    client.post(url, {"do": "convene"})
    signatory = office.signatories.get()
    told = {"do": "issue", "dated": "5/11/2567", "signatory": signatory.pk}

    for _click in range(2):
        assert client.post(url, told).status_code == 302

    letter = Letter.objects.get()
    assert (letter.label, drafted.notices.count()) == ("ลป 0519/ว 1", 1)
    assert "ลป 0519/ว 1" in plain(client.get(url))
    seat = actions.seats_on(drafted.committee, drafted.planned)[0]
    copy = client.get(reverse("meetings:notice", args=[drafted.pk, seat.pk, "pdf"]))
    assert copy.content.startswith(b"%PDF")


@pytest.mark.parametrize(
    ("dated", "words"), [("4/11/2567", "ย้อนหลังไม่ได้"), ("6/11/2567", "หลังวันประชุม")]
)
def test_a_notice_dated_wrongly_is_told(client, ngao_officer, drafted, office, dated, words):
    client.force_login(ngao_officer)
    url = reverse("meetings:convene", args=[drafted.pk])
    client.post(url, {"do": "convene"})

    told = {"do": "issue", "dated": dated, "signatory": office.signatories.get().pk}

    assert words in plain(client.post(url, told))
    assert not Letter.objects.exists()


def test_the_tambon_officer_leaves_the_number_to_the_district(
    client, tambon_officer, drafted, office
):
    client.force_login(tambon_officer)
    url = reverse("meetings:convene", args=[drafted.pk])
    client.post(url, {"do": "convene"})

    assert "เป็นผู้ออกเลขหนังสือ" in plain(client.get(url))
    client.post(
        url, {"do": "issue", "dated": "5/11/2567", "signatory": office.signatories.get().pk}
    )
    assert not Letter.objects.exists()


def test_after_another_day_a_new_notice_is_due(client, ngao_officer, drafted, office):
    client.force_login(ngao_officer)
    url = reverse("meetings:convene", args=[drafted.pk])
    told = {"do": "issue", "dated": "5/11/2567", "signatory": office.signatories.get().pk}
    client.post(url, {"do": "convene"})
    client.post(url, told)
    client.post(reverse("meetings:replan", args=[drafted.pk]), PLAN)
    assert "ลป 0519/ว 1" not in plain(client.get(url))

    client.post(url, {"do": "convene"})
    client.post(url, told)

    assert [one.letter.number for one in drafted.notices.all()] == [1, 2]


def test_all_notices_are_one_file_by_a_job(client, tambon_officer, drafted):
    client.force_login(tambon_officer)
    url = reverse("meetings:convene", args=[drafted.pk])

    response = client.post(url, {"do": "papers"})

    job = Job.objects.get()
    assert response.url == job.get_absolute_url()
    assert (job.total, job.problem) == (5, "")
    with job.result_file.open("rb") as made, pikepdf.open(made) as whole:
        told = whole.open_metadata()
        assert (told["pdfaid:part"], told["pdfaid:conformance"]) == ("2", "B")
        assert told["dc:title"].startswith("หนังสือเชิญประชุม")
        assert len(whole.pages) >= 5


def test_the_files_of_a_meeting(client, member, drafted):
    client.force_login(member)
    seat = actions.seats_on(drafted.committee, drafted.planned)[0]

    calendar = client.get(reverse("meetings:calendar", args=[drafted.pk])).content.decode()
    assert "DTSTART;TZID=Asia/Bangkok:20241105T090000" in calendar
    assert "SUMMARY:ประชุม คอช.ต. ปงเตา ครั้งที่ 1/2567" in calendar.replace("\r\n ", "")
    for name, arguments in (("sign_in", []), ("notice", [seat.pk])):
        for ending, head in (("pdf", b"%PDF"), ("docx", b"PK")):
            url = reverse(f"meetings:{name}", args=[drafted.pk, *arguments, ending])
            assert client.get(url).content.startswith(head)
    missing = reverse("meetings:notice", args=[drafted.pk, seat.pk + 99, "pdf"])
    assert client.get(missing).status_code == 404


def test_a_meeting_is_called_off_with_its_reason(client, tambon_officer, drafted):
    client.force_login(tambon_officer)
    url = reverse("meetings:cancel", args=[drafted.pk])
    assert client.post(url, {"because": ""}).status_code == 200

    client.post(url, {"because": "น้ำท่วม"})

    page = plain(client.get(drafted.get_absolute_url()))
    assert "น้ำท่วม" in page
    assert "ลงชื่อและเปิดประชุม" not in page


def test_a_meeting_to_come_stands_on_the_page_of_its_committee(client, member, drafted):
    client.force_login(member)
    url = reverse("meetings:year", args=[drafted.committee.kind, drafted.committee.area_id])

    assert drafted.get_absolute_url() in plain(client.get(url))


@pytest.mark.parametrize("page", ["detail", "agenda", "convene"])
def test_queries_do_not_grow_with_members_and_items(
    client, ngao_officer, ban_rong, drafted, django_assert_num_queries, page
):
    wide = make.committee(by=ngao_officer, area=ban_rong, seats=25)
    many = make.draft(by=ngao_officer, committee=wide)
    for n in range(20):
        actions.add_item(by=ngao_officer, meeting=many, section=Section.DECISION, title=f"เรื่อง {n}")
    actions.add_item(by=ngao_officer, meeting=drafted, section=Section.DECISION, title="เรื่อง")
    client.force_login(ngao_officer)
    client.get(reverse(f"meetings:{page}", args=[drafted.pk]))

    with django_assert_num_queries(_queries(client, page, drafted)):
        client.get(reverse(f"meetings:{page}", args=[many.pk]))


def _queries(client, page, meeting):
    with CaptureQueriesContext(connection) as found:
        client.get(reverse(f"meetings:{page}", args=[meeting.pk]))
    return len(found)


def test_a_day_off_is_pointed_out_and_not_refused(client, tambon_officer, drafted):
    client.force_login(tambon_officer)
    url = reverse("meetings:replan", args=[drafted.pk])

    page = plain(client.post(url, {**PLAN, "planned": "30 พ.ย. 2567"}, follow=True))
    assert "วันประชุม 30 พ.ย. 2567 ตรงกับวันเสาร์" in page
    convene = reverse("meetings:convene", args=[drafted.pk])
    assert "ตรงกับวันเสาร์" in plain(client.get(convene))

    client.post(url, PLAN)
    assert "ตรงกับวัน" not in plain(client.get(convene))


def test_a_new_meeting_on_a_holiday_is_drafted_with_a_word_on_it(
    client, tambon_officer, committee, system, areas
):
    add_holiday(
        by=system, area=areas["00"], day=date(2024, 12, 5), name="วันพ่อแห่งชาติ", source="มติ",
        confirmed=None,
    )  # fmt: skip
    client.force_login(tambon_officer)
    url = reverse("meetings:plan", args=["tambon", "520505"])

    page = plain(client.post(url, {**PLAN, "planned": "5 ธ.ค. 2567"}, follow=True))

    assert "ตรงกับวันพ่อแห่งชาติ" in page
    assert Meeting.objects.get().planned == date(2024, 12, 5)


def test_a_notice_dated_on_a_day_off_says_so(client, ngao_officer, drafted, office):
    client.force_login(ngao_officer)
    client.post(reverse("meetings:replan", args=[drafted.pk]), PLAN)
    url = reverse("meetings:convene", args=[drafted.pk])
    client.post(url, {"do": "convene"})
    told = {"do": "issue", "dated": "9/11/2567", "signatory": office.signatories.get().pk}

    page = plain(client.post(url, told, follow=True))

    assert "หนังสือลงวันที่ 9 พ.ย. 2567 ซึ่งตรงกับวันเสาร์" in page
    assert drafted.notices.count() == 1
