from datetime import date
from io import StringIO

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.urls import reverse

from prasan.accounts.rights import Role
from prasan.audit.models import Event
from prasan.holidays import actions
from prasan.holidays.models import Holiday, holidays_of
from prasan.jobs.tests.make import AT

LOY = {"day": date(2024, 11, 15), "name": "ลอยกระทง", "source": "ประกาศจังหวัด"}
INDEX = "/holidays/"


@pytest.fixture
def loy(province_officer, areas) -> Holiday:
    return actions.add_holiday(by=province_officer, area=areas["52"], confirmed=None, **LOY)


def load(*paths) -> str:
    out = StringIO()
    call_command("load_holidays", *paths, stdout=out)
    return out.getvalue()


def test_what_comes_along_loads_once_and_tells_what_it_did(areas):
    assert "holidays 2567: " in load()
    events, days = Event.objects.count(), Holiday.objects.count()
    assert days > 60

    assert "0 added, 0 changed" in load()
    assert (Event.objects.count(), Holiday.objects.count()) == (events, days)


def test_only_what_is_fixed_by_date_ships_as_confirmed(areas):
    load()
    sure = Holiday.objects.exclude(confirmed=None)

    fixed = {(day.month, day.day) for day in sure.values_list("day", flat=True)}
    assert len(fixed) == 14
    assert not sure.filter(name__contains="ชดเชย").exists()
    assert not sure.filter(name__contains="บูชา").exists()
    assert {"ยังไม่ได้ตรวจ" in one.source for one in Holiday.objects.filter(confirmed=None)} == {True}


def test_what_the_office_changed_stays_when_the_file_is_loaded_again(areas, system):
    load()
    moon = Holiday.objects.get(day=date(2025, 2, 12))
    wrong = Holiday.objects.get(day=date(2025, 6, 2))
    told = {"name": "มาฆบูชา", "source": "ประกาศ 2568", "confirmed": date(2024, 11, 5)}
    actions.correct_holiday(by=system, holiday=moon, **told)
    actions.withdraw_holiday(by=system, holiday=wrong, why="ไม่ได้ประกาศ", at=AT)

    assert "2 left as the office has them" in load()

    moon.refresh_from_db()
    assert moon.name == "มาฆบูชา"
    assert not Holiday.objects.in_force().filter(day=date(2025, 6, 2)).exists()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("year: 2568", "needs year, reviewed and days"),
        ("[", "needs year, reviewed and days"),
        ("{year: 2568, reviewed: soon, days: []}", "reviewed is a date"),
        ("- {day: 2025-02-30, name: ก, sure: true, source: ข}", "out of range"),
        ("- {day: กุมภา, name: ก, sure: true, source: ข}", "is no date"),
        ("- {day: 2024-02-12, name: ก, sure: true, source: ข}", "is not in 2568"),
        ("- {day: 2025-02-12, name: '', sure: true, source: ข}", "must be filled"),
        ("- {day: 2025-02-12, name: ก, sure: maybe, source: ข}", "must be filled"),
        ("- {day: 2025-02-12, name: ก, source: ข}", "needs day, name, sure and source"),
        ("- &a {day: 2025-02-12, name: ก, sure: true, source: ข}\n- *a", "stands twice"),
    ],
)
def test_a_wrong_file_is_refused_whole_with_its_line(text, told, areas, tmp_path):
    path = tmp_path / "2568.yaml"
    head = "year: 2568\nreviewed: 2024-11-01\ndays:\n" if text.startswith("-") else ""
    path.write_text(head + text)

    with pytest.raises(CommandError, match=told):
        load(path)

    assert not Holiday.objects.exists()


def test_files_wait_for_the_areas(db):
    with pytest.raises(CommandError, match="load-areas"):
        load()


def test_days_hold_for_the_nation_or_the_province(loy, areas, system):
    actions.add_holiday(
        by=system, area=areas["00"], day=date(2024, 12, 5), name="ว", source="ก", confirmed=None
    )
    span = (date(2024, 11, 1), date(2024, 12, 31))

    assert set(holidays_of(["5205"], *span)) == {date(2024, 11, 15), date(2024, 12, 5)}
    assert set(holidays_of(["5101"], *span)) == {date(2024, 12, 5)}
    actions.withdraw_holiday(by=system, holiday=loy, why="ยกเลิก", at=AT)
    assert set(holidays_of(["5205"], *span)) == {date(2024, 12, 5)}


def test_a_day_is_added_once(loy, province_officer, areas):
    again = actions.add_holiday(by=province_officer, area=areas["52"], confirmed=None, **LOY)
    assert again == loy
    assert Event.objects.filter(verb="holiday.added").count() == 1

    with pytest.raises(ValidationError, match="มีวันหยุด “ลอยกระทง” แล้ว"):
        actions.add_holiday(
            by=province_officer, area=areas["52"], confirmed=None, **LOY | {"name": "อื่น"}
        )


def test_correcting_and_withdrawing_twice_leave_one_event_each(loy, province_officer):
    told = {"name": "ลอยกระทง", "source": "ประกาศจังหวัด 1/2567", "confirmed": date(2024, 11, 5)}
    for _ in range(2):
        actions.correct_holiday(by=province_officer, holiday=loy, **told)
    for _ in range(2):
        actions.withdraw_holiday(by=province_officer, holiday=loy, why="บันทึกผิดวัน", at=AT)

    verbs = Event.objects.filter(kind="holidays.holiday").order_by("place")
    assert [event.verb for event in verbs] == [
        *("holiday.added", "holiday.corrected", "holiday.withdrawn")
    ]


@pytest.mark.parametrize(
    ("constraint", "wrong"),
    [
        ("holiday_is_withdrawn_by_someone", {"withdrawn_at": AT, "withdrawn_why": "ก"}),
        ("holiday_is_withdrawn_for_a_reason", {"withdrawn_at": AT, "withdrawn_by": 1}),
    ],
)
def test_the_table_refuses(constraint, wrong, loy, province_officer):
    if "withdrawn_by" in wrong:
        wrong = wrong | {"withdrawn_by": province_officer}
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Holiday.objects.filter(pk=loy.pk).update(**wrong)


def test_the_table_holds_a_day_once(loy, areas):
    with (
        pytest.raises(
            IntegrityError,
            match=r"area_has_a_holiday_once_a_day|UNIQUE constraint failed: holidays_holiday",
        ),
        transaction.atomic(),
    ):
        Holiday.objects.create(area=areas["52"], **LOY)


def test_a_visitor_goes_to_the_door(client, loy):
    for name in ("correct", "withdraw"):
        assert client.get(reverse(f"holidays:{name}", args=[loy.pk])).status_code == 302
    assert client.get(INDEX).status_code == 302


def test_who_keeps_no_list_reads_it(client, loy, ngao_officer, reader):
    for user in (ngao_officer, reader):
        client.force_login(user)
        page = client.get(INDEX).content.decode()
        assert "ลอยกระทง" in page
        assert "ยังไม่ยืนยัน" in page
        assert "panel form" not in page
        assert client.post(INDEX, {"day": "5/12/2567", "name": "ก"}).status_code == 403
        for name in ("correct", "withdraw"):
            assert client.post(reverse(f"holidays:{name}", args=[loy.pk])).status_code == 404
    assert Holiday.objects.count() == 1


def test_another_province_does_not_see_a_province_s_day(client, loy, someone, areas):
    client.force_login(someone("lamphun", Role.PROVINCE, areas["51"]))

    assert "ลอยกระทง" not in client.get(INDEX).content.decode()
    assert client.get(reverse("holidays:correct", args=[loy.pk])).status_code == 404


def test_a_province_adds_a_day_of_its_own(client, province_officer, areas):
    client.force_login(province_officer)
    told = {"day": "๑๕ พ.ย. ๒๕๖๗", "name": "ลอยกระทง", "source": "ประกาศจังหวัด", "area": "52"}

    page = client.post(INDEX, told, follow=True).content.decode()

    assert "เพิ่มวันหยุดแล้ว" in page
    assert Holiday.objects.get().day == date(2024, 11, 15)
    assert Event.objects.get(verb="holiday.added").area == "52"


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"day": "31/2/2568"}, "ไม่มีในปฏิทิน"),
        ({"day": "15/11/2024"}, "ค.ศ."),
        ({"name": ""}, "ยังไม่ได้กรอกชื่อวันหยุด"),
        ({"source": ""}, "ยังไม่ได้กรอกที่มา"),
        ({"area": "00"}, "พื้นที่"),  # Not theirs to declare.
        ({"name": "ชื่ออื่น"}, "มีวันหยุด “ลอยกระทง” แล้ว"),
    ],
)
def test_a_wrong_day_is_told_at_its_field_and_kept(wrong, told, client, loy, province_officer):
    client.force_login(province_officer)
    typed = {"day": "15/11/2567", "name": "ลอยกระทง", "source": "ที่พิมพ์ไว้", "area": "52"}

    page = client.post(INDEX, typed | wrong).content.decode()

    assert told in page
    assert "source" in wrong or "ที่พิมพ์ไว้" in page
    assert Holiday.objects.count() == 1


def test_a_day_is_confirmed_and_withdrawn_on_its_pages(client, loy, province_officer):
    client.force_login(province_officer)
    told = {"name": "ลอยกระทง", "source": "ประกาศจังหวัด 1/2567", "is_confirmed": "on"}

    client.post(reverse("holidays:correct", args=[loy.pk]), told)
    loy.refresh_from_db()
    assert loy.confirmed == date(2024, 11, 5)

    refused = client.post(reverse("holidays:withdraw", args=[loy.pk]), {"why": " "})
    assert "ยังไม่ได้กรอกเหตุที่ถอน" in refused.content.decode()
    client.post(reverse("holidays:withdraw", args=[loy.pk]), {"why": "บันทึกผิดวัน"})
    loy.refresh_from_db()
    assert loy.withdrawn_why == "บันทึกผิดวัน"
    assert client.get(reverse("holidays:correct", args=[loy.pk])).status_code == 404


def test_a_year_without_days_says_what_to_do(client, reader):
    client.force_login(reader)

    assert "ยังไม่มีวันหยุดของปี 2590" in client.get(f"{INDEX}?year=2590").content.decode()


def test_the_list_asks_as_much_for_many_days_as_for_few(
    client, areas, province_officer, django_assert_max_num_queries
):
    load()
    client.force_login(province_officer)

    with django_assert_max_num_queries(9):
        client.get(INDEX)
