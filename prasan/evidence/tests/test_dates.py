"""When it happened, when it came, when and by whom it was checked."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from prasan.audit.models import Event
from prasan.evidence.actions import OwnFile, date_evidence, replace, verify
from prasan.evidence.inspection import opened
from prasan.evidence.models import Evidence, Finding, Verification
from prasan.evidence.tests import make


@pytest.fixture
def url(kept):
    return f"/evidence/{kept().pk}/"


@pytest.mark.parametrize("tail", ["date/", "verify/"])
def test_a_stranger_logs_in_and_another_district_finds_nothing(client, thoen_officer, url, tail):
    assert "login" in client.get(url + tail)["Location"]
    client.force_login(thoen_officer)
    assert client.get(url + tail).status_code == 404
    assert client.post(url + tail, {}).status_code == 404


@pytest.mark.parametrize(
    ("tail", "who"),
    [
        ("date/", "reader"),
        ("date/", "member"),
        ("verify/", "reader"),
        ("verify/", "tambon_officer"),
    ],
)
def test_without_the_right_it_is_refused(client, request, url, tail, who):
    client.force_login(request.getfixturevalue(who))

    assert client.get(url + tail).status_code == 403
    assert client.post(url + tail, {"finding": "good", "dated": "1/11/2567"}).status_code == 403
    assert not Verification.objects.exists()


def test_a_file_is_dated_and_corrected_with_a_reason(client, ngao_officer, url):
    client.force_login(ngao_officer)

    client.post(f"{url}date/", {"dated": "๑ ต.ค. ๒๕๖๗"})
    evidence = Evidence.objects.get()
    assert evidence.dated == date(2024, 10, 1)
    assert "แก้วันที่เพราะอะไร" in client.post(f"{url}date/", {"dated": "2 ต.ค. 2567"}).content.decode()
    evidence.refresh_from_db()
    assert evidence.dated == date(2024, 10, 1)

    client.post(f"{url}date/", {"dated": "2 ต.ค. 2567", "reason": "อ่านผิด"})
    evidence.refresh_from_db()
    assert evidence.dated == date(2024, 10, 2)
    told = Event.objects.filter(verb="evidence.dated").order_by("place").last()
    assert told.changes == {"dated": ["2024-10-01", "2024-10-02"], "reason": "อ่านผิด"}


def test_a_day_to_come_is_refused(client, ngao_officer, url):
    client.force_login(ngao_officer)

    page = client.post(f"{url}date/", {"dated": "6 พ.ย. 2567"}).content.decode()

    assert "วันที่ของหลักฐานอยู่หลังวันนี้" in page
    assert Evidence.objects.get().dated is None


def test_the_same_day_again_is_no_event(ngao_officer, kept):
    evidence = kept()

    for _ in range(2):
        date_evidence(by=ngao_officer, evidence=evidence, dated=date(2024, 10, 1))

    assert Event.objects.filter(verb="evidence.dated").count() == 1


def test_a_check_is_a_dated_fact_with_its_author(client, province_officer, url):
    client.force_login(province_officer)

    page = client.post(
        f"{url}verify/", {"finding": "good", "note": "เทียบกับต้นฉบับ"}, follow=True
    ).content.decode()

    made = Verification.objects.get()
    assert (made.finding, made.by) == (Finding.GOOD, province_officer)
    for words in ("ตรงและใช้เป็นหลักฐานได้", "คุณlampang", "เทียบกับต้นฉบับ"):
        assert words in page, words
    assert Event.objects.filter(verb="evidence.verified").count() == 1


def test_a_doubt_says_why(client, province_officer, url):
    client.force_login(province_officer)

    page = client.post(f"{url}verify/", {"finding": "doubted"}).content.decode()
    assert "เขียนสั้น ๆ ว่าขาดอะไร" in page
    assert "มีข้อผิดพลาด" in page
    assert not Verification.objects.exists()

    client.post(f"{url}verify/", {"finding": "doubted", "note": "ไม่มีลายเซ็น"})
    assert "ยังใช้ไม่ได้" in client.get(url).content.decode()


def test_nothing_chosen_is_said(client, province_officer, url):
    client.force_login(province_officer)

    assert "ผลการตรวจ" in client.post(f"{url}verify/", {}).content.decode()
    assert not Verification.objects.exists()


def test_whoever_sent_it_does_not_check_it(client, ngao_officer, url, at):
    client.force_login(ngao_officer)

    assert "verify/" not in client.get(url).content.decode()
    page = client.post(f"{url}verify/", {"finding": "good"}).content.decode()
    assert "ท่านเป็นผู้ส่งไฟล์นี้" in page
    with pytest.raises(OwnFile):
        verify(by=ngao_officer, evidence=Evidence.objects.get(), finding=Finding.GOOD, at=at)
    assert not Verification.objects.exists()


def test_a_double_click_checks_once_and_a_later_word_is_added(province_officer, kept, at):
    evidence = kept()
    given = {"by": province_officer, "evidence": evidence, "at": at}

    for _ in range(2):
        verify(finding=Finding.GOOD, **given)
    assert Verification.objects.count() == 1

    verify(finding=Finding.DOUBTED, note="พบว่าลบเลขที่", **given)
    assert [each.is_good for each in Verification.objects.all()] == [True, False]
    assert Evidence.objects.get().last_check.note == "พบว่าลบเลขที่"


def test_a_newer_edition_is_not_checked_by_what_was_said_of_the_older(
    province_officer, ngao_officer, kept, at
):
    evidence = kept()
    verify(by=province_officer, evidence=evidence, finding=Finding.GOOD, at=at)

    newer = replace(
        by=ngao_officer, older=evidence, upload=opened("b.pdf", make.pdf(3)), reason="ก", at=at
    )

    assert newer.last_check is None
    assert Evidence.objects.get(pk=evidence.pk).last_check.is_good


def test_the_table_holds_no_doubt_without_a_reason(province_officer, kept, at):
    with pytest.raises(IntegrityError, match="doubt_says_why"), transaction.atomic():
        Verification.objects.create(
            evidence=kept(), finding=Finding.DOUBTED, by=province_officer, at=at
        )
