"""Sending a report, its receipt, and the province's verdict on it."""

import pytest

from prasan.audit.models import Event
from prasan.directives.actions import judge
from prasan.directives.models import Delivery, Submission, Verdict
from prasan.directives.tests import make


@pytest.fixture
def url(directive):
    return f"/directives/{directive.pk}/5205/send/"


@pytest.fixture
def ready(ngao_officer, pong_tao):
    """One thing to send: the order of Pong Tao with its copy."""
    return make.order(ngao_officer, pong_tao)


@pytest.fixture
def sent(directive, ngao_officer, ngao, ready, ban_rong) -> Submission:
    """A report of two things."""
    make.order(ngao_officer, ban_rong)
    return make.sent(ngao_officer, directive, ngao)


@pytest.fixture
def receipt(sent):
    return f"/directives/reports/{sent.pk}/"


GOOD = {"after": "0", "note": "ส่งครบทุกตำบลแล้ว"}


# Sending.


def test_a_visitor_is_asked_to_log_in_before_sending(client, url):
    assert client.get(url)["Location"].startswith("/accounts/login/")
    assert client.post(url, GOOD)["Location"].startswith("/accounts/login/")


def test_another_district_can_neither_see_nor_send(client, thoen_officer, url, ready):
    client.force_login(thoen_officer)

    assert client.get(url).status_code == 404
    assert client.post(url, GOOD).status_code == 404
    assert not Submission.objects.exists()


@pytest.mark.parametrize("role", ["reader", "province_officer"])
def test_who_may_not_send_is_told_who_may(client, request, role, url, ready):
    client.force_login(request.getfixturevalue(role))

    assert client.get(url).status_code == 403
    response = client.post(url, GOOD)
    assert response.status_code == 403
    assert "เจ้าหน้าที่พัฒนาชุมชนอำเภอ" in response.content.decode()
    assert not Submission.objects.exists()


@pytest.mark.parametrize("role", ["tambon_officer", "member"])
def test_a_tambon_does_not_send_for_its_district(client, request, role, url, ready):
    client.force_login(request.getfixturevalue(role))

    assert client.post(url, GOOD).status_code == 404
    assert not Submission.objects.exists()


def test_the_page_shows_what_is_ready_and_what_is_missing(client, ngao_officer, url, ready):
    client.force_login(ngao_officer)

    page = client.get(url).content.decode()

    assert "พร้อมส่ง 1 รายการ" in page
    assert f'href="/orders/{ready.pk}/"' in page
    assert "ยังขาด 6 รายการ" in page  # of 7: two orders in each tambon, its assessment, one above
    assert 'href="/committees/integrated/520504/"' in page


def test_an_officer_sends_the_report(client, ngao_officer, url, ready):
    client.force_login(ngao_officer)

    response = client.post(url, GOOD)

    made = Submission.objects.get()
    assert response["Location"] == f"/directives/reports/{made.pk}/"
    assert (made.receipt, made.sent, made.sent_by) == ("5205/2567/1", make.TODAY, ngao_officer)
    assert made.note == "ส่งครบทุกตำบลแล้ว"
    event = Event.objects.get(verb="report.sent")
    assert (event.by, event.area, event.target) == ("ngao", "5205", str(made.pk))


def test_a_double_click_sends_once(client, ngao_officer, url, ready):
    client.force_login(ngao_officer)

    first, second = client.post(url, GOOD), client.post(url, GOOD)

    assert first["Location"] == second["Location"]
    assert Submission.objects.count() == 1


def test_nothing_ready_says_what_to_do_and_keeps_the_note(client, ngao_officer, url):
    client.force_login(ngao_officer)

    response = client.post(url, GOOD)

    page = response.content.decode()
    assert response.status_code == 200
    assert "ไม่มีรายการใหม่ที่พร้อมส่ง เติมข้อมูลที่ยังขาดด้านล่างก่อน" in page
    assert not Submission.objects.exists()


def test_a_note_too_long_is_refused_and_kept(client, ngao_officer, url, ready):
    client.force_login(ngao_officer)
    note = "ยาว" * 200

    page = client.post(url, {**GOOD, "note": note}).content.decode()

    assert "ยังไม่ได้ส่ง" in page
    assert note in page
    assert not Submission.objects.exists()


def test_a_form_without_its_mark_is_refused(client, ngao_officer, url, ready):
    client.force_login(ngao_officer)

    assert "ยังไม่ได้ส่ง" in client.post(url, {"note": ""}).content.decode()
    assert not Submission.objects.exists()


def test_all_sent_says_that_nothing_is_left(client, thoen_officer, directive, thoen_is_complete):
    client.force_login(thoen_officer)

    page = client.get(f"/directives/{directive.pk}/5208/send/").content.decode()

    assert "ส่งครบทุกรายการแล้ว" in page
    assert "ยังขาด" not in page


# The receipt and the verdict.


def verdicts(sent):
    return list(sent.deliveries.order_by("area").values_list("area", "verdict", "reason"))


@pytest.fixture
def back(sent):
    """The fields that return the delivery of Pong Tao, with or without a reason."""
    pk = sent.deliveries.get(area="520505").pk

    def fields(reason="สำเนาไม่ชัด", *, ticked=True):
        return {f"why_{pk}": reason} | ({f"back_{pk}": "on"} if ticked else {})

    return fields


def test_a_visitor_is_asked_to_log_in_before_the_receipt(client, receipt):
    assert client.get(receipt)["Location"].startswith("/accounts/login/")
    assert client.post(receipt)["Location"].startswith("/accounts/login/")


def test_another_district_does_not_find_the_receipt(client, thoen_officer, receipt, sent, back):
    client.force_login(thoen_officer)

    assert client.get(receipt).status_code == 404
    assert client.post(receipt, back()).status_code == 404
    assert "5205/2567/1" not in client.get("/directives/reports/").content.decode()
    assert {verdict for _, verdict, _ in verdicts(sent)} == {None}


@pytest.mark.parametrize("role", ["ngao_officer", "reader"])
def test_who_may_not_decide_reads_the_receipt(client, request, role, receipt, sent, back):
    client.force_login(request.getfixturevalue(role))

    page = client.get(receipt).content.decode()
    assert "รอตรวจรับ" in page
    assert "บันทึกผลการตรวจ" not in page
    assert client.post(receipt, back()).status_code == 403
    assert {verdict for _, verdict, _ in verdicts(sent)} == {None}


def test_the_province_accepts_and_returns(client, province_officer, receipt, sent, back):
    client.force_login(province_officer)
    assert "บันทึกผลการตรวจ 2 รายการ" in client.get(receipt).content.decode()

    response = client.post(receipt, back())

    assert response["Location"] == receipt
    assert verdicts(sent) == [
        ("520504", Verdict.ACCEPTED, ""),
        ("520505", Verdict.RETURNED, "สำเนาไม่ชัด"),
    ]
    event = Event.objects.get(verb="report.judged")
    assert (event.by, event.area) == ("lampang", "5205")
    page = client.get(receipt).content.decode()
    assert "ตรวจแล้วทุกรายการ" in page
    assert "สำเนาไม่ชัด" in page


def test_returning_without_a_reason_is_refused(client, province_officer, receipt, sent, back):
    client.force_login(province_officer)

    page = client.post(receipt, back("")).content.decode()

    assert "คอช.ต. ปงเตา ส่งกลับโดยยังไม่บอกเหตุผล พิมพ์สิ่งที่อำเภอต้องแก้" in page
    assert "checked" in page
    assert {verdict for _, verdict, _ in verdicts(sent)} == {None}


def test_a_reason_without_returning_is_asked_about(client, province_officer, receipt, sent, back):
    client.force_login(province_officer)

    page = client.post(receipt, back(ticked=False)).content.decode()

    assert "พิมพ์เหตุผลแล้วแต่ยังไม่ได้เลือกส่งกลับ" in page
    assert "สำเนาไม่ชัด" in page
    assert {verdict for _, verdict, _ in verdicts(sent)} == {None}


def test_a_reason_too_long_is_refused_and_kept(client, province_officer, receipt, sent, back):
    client.force_login(province_officer)
    reason = "ยาว" * 101

    page = client.post(receipt, back(reason)).content.decode()

    assert reason in page
    assert not Delivery.objects.exclude(verdict=None).exists()


def test_a_second_verdict_changes_nothing_and_says_so(
    client, province_officer, receipt, sent, back
):
    judge(by=province_officer, submission=sent, returned={}, today=make.TODAY)
    client.force_login(province_officer)

    page = client.post(receipt, back(), follow=True).content.decode()

    assert "รายงานนี้ตรวจแล้วก่อนหน้านี้ ผลเดิมคงอยู่" in page
    assert {verdict for _, verdict, _ in verdicts(sent)} == {Verdict.ACCEPTED}
    assert Event.objects.filter(verb="report.judged").count() == 1


# The list.


def test_a_visitor_is_asked_to_log_in_before_the_list(client, db):
    assert client.get("/directives/reports/")["Location"].startswith("/accounts/login/")


def test_the_list_has_what_waits_first(
    client, province_officer, directive, ngao_officer, ngao, sent, pong_tao
):
    make.integrated(ngao_officer, pong_tao)
    later = make.sent(ngao_officer, directive, ngao, after=sent.pk)
    judge(by=province_officer, submission=later, returned={}, today=make.TODAY)
    client.force_login(province_officer)

    page = client.get("/directives/reports/").content.decode()

    assert page.index(sent.receipt) < page.index(later.receipt)
    assert "รอตรวจรับ 2" in page
    assert "รับไว้ 1" in page


def test_an_empty_list_says_what_will_be_here(client, ngao_officer):
    client.force_login(ngao_officer)

    assert "ยังไม่มีรายงาน" in client.get("/directives/reports/").content.decode()
