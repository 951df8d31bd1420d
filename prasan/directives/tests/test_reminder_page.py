"""Writing a reminder beside its paper, and issuing it."""

import pytest

from prasan.audit.models import Event
from prasan.directives import reminding
from prasan.directives.actions import judge
from prasan.directives.models import Directive, Reminder
from prasan.directives.tests import make
from prasan.letters.models import Letter


@pytest.fixture
def start(directive):
    return f"/directives/{directive.pk}/remind/"


@pytest.fixture
def reminder(directive, province_officer) -> Reminder:
    """The draft to Ngao and Thoen, written by the province's officer."""
    return reminding.draft_reminder(
        by=province_officer, directive=directive, due=make.NEW_DUE, at=make.moment()
    )


@pytest.fixture
def url(reminder):
    return f"/directives/reminders/{reminder.pk}/"


@pytest.fixture
def typed(reminder):
    """The form as it comes from the browser; None takes a field out."""

    def fields(do="save", **changes):
        letter = reminder.letter
        whole = {
            "edition": "1",
            "addressees": ["5205", "5208"],
            "due": "๑๕ พ.ย. ๒๕๖๗",
            "urgency": letter.urgency,
            "signatory": str(letter.signatory_id),
            "subject": letter.subject,
            "opening": reminder.opening,
            "purpose": reminder.purpose,
            "extra": "",
            "closing": reminder.closing,
            **{f"item_{line.number}": line.text for line in reminder.items.all()},
            "do": do,
            **changes,
        }
        return {name: value for name, value in whole.items() if value is not None}

    return fields


# Starting.


def test_a_visitor_is_asked_to_log_in(client, start, url):
    for address in (start, url):
        assert client.post(address)["Location"].startswith("/accounts/login/")
    assert client.get(url)["Location"].startswith("/accounts/login/")


def test_a_district_cannot_start_a_reminder(client, ngao_officer, start):
    client.force_login(ngao_officer)

    assert client.post(start).status_code == 403
    assert not Reminder.objects.exists()


def test_out_of_reach_there_is_nothing_to_remind_of(client, someone, areas, start):
    client.force_login(someone("lamphun", "province", areas["51"]))

    assert client.post(start).status_code == 404


def test_a_reminder_is_not_started_by_looking(client, province_officer, start):
    client.force_login(province_officer)

    assert client.get(start).status_code == 405


def test_the_province_starts_a_reminder(client, province_officer, start):
    client.force_login(province_officer)

    response = client.post(start)

    made = Reminder.objects.get()
    assert response["Location"] == f"/directives/reminders/{made.pk}/"
    assert made.due == make.NEW_DUE  # ten days on
    assert Event.objects.get(verb="letter.drafted").by == "lampang"


def test_a_double_click_opens_the_same_draft(client, province_officer, start):
    client.force_login(province_officer)

    assert client.post(start)["Location"] == client.post(start)["Location"]
    assert Reminder.objects.count() == 1


def test_nobody_late_is_good_news(client, province_officer, office, thoen, thoen_is_complete):
    alone = make.directive(province_officer, office, [thoen], number=7, items=make.items()[5:])
    client.force_login(province_officer)

    response = client.post(f"/directives/{alone.pk}/remind/", follow=True)

    assert "ทุกอำเภอส่งครบแล้ว ไม่มีใครต้องเตือน" in response.content.decode()
    assert not Reminder.objects.exists()


# Editing.


@pytest.mark.parametrize("role", ["ngao_officer", "thoen_officer", "tambon_officer"])
def test_an_addressee_never_sees_the_draft(client, request, role, url, typed):
    client.force_login(request.getfixturevalue(role))

    assert client.get(url).status_code == 404
    assert client.post(url, typed("issue")).status_code == 404
    assert Letter.objects.drafts().count() == 1


def test_a_reader_is_told_who_may(client, reader, url, typed):
    client.force_login(reader)

    assert client.get(url).status_code == 403
    assert client.post(url, typed("issue")).status_code == 403
    assert Letter.objects.drafts().count() == 1


def test_the_page_shows_the_draft_its_paper_and_the_next_number(
    client, province_officer, reminder, url
):
    client.force_login(province_officer)

    page = client.get(url).content.decode()

    assert "หนังสือเตือนถึง 2 อำเภอ" in page
    assert '<b class="place">อำเภองาว</b> <span class="asof">ค้าง' in page
    assert "ว ๒๕๙๘" in page
    assert f"/letters/{reminder.letter_id}/pages/1-1.png" in page
    # The reference of the original letter is doubted twice: its year and its five digits.
    assert "ลงวันที่ในปีงบประมาณ 2567 แต่เรื่องเป็นปีงบประมาณ 2568" in page
    assert "มีห้าหลัก" in page


def test_districts_that_owe_nothing_are_named_and_not_offered(
    client, province_officer, start, thoen_is_complete
):
    client.force_login(province_officer)

    page = client.get(client.post(start)["Location"]).content.decode()

    assert "อีก 1 อำเภอส่งครบแล้ว" in page
    assert 'value="5208"' not in page


def test_the_officer_saves_what_was_typed(client, province_officer, reminder, url, typed):
    client.force_login(province_officer)

    response = client.post(url, typed(addressees=["5208"], extra="สอบถามได้", due="20/11/2567"))

    assert response["Location"] == url
    saved = Reminder.objects.get()
    assert (saved.extra, saved.due.isoformat()) == ("สอบถามได้", "2024-11-20")
    assert [one.area_id for one in saved.letter.recipients.all()] == ["5208"]
    assert saved.letter.edition == 2
    assert Event.objects.filter(verb="letter.saved").order_by("pk").last().by == "lampang"


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"addressees": []}, "ยังไม่ได้เลือกผู้รับ เลือกอย่างน้อย 1 อำเภอ"),
        ({"due": "4 พ.ย. 2567"}, "กำหนดส่งใหม่อยู่ก่อนวันนี้ 5 พ.ย. 2567"),
        ({"due": "15/11/2024"}, "ปี 2024 เป็นปี ค.ศ."),
        ({"due": "พรุ่งนี้"}, "อ่านวันที่ “พรุ่งนี้” ไม่ได้"),
        (dict.fromkeys([f"item_{n}" for n in range(1, 7)], ""), "หนังสือต้องมีอย่างน้อย 1 ข้อ"),
        ({"do": "issue", "signatory": ""}, "ยังไม่ได้เลือกผู้ลงนาม เลือกก่อนออกเลข"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(
    client, province_officer, url, typed, changes, message
):
    client.force_login(province_officer)

    response = client.post(url, typed(**{"extra": "ข้อความที่พิมพ์ไว้", **changes}))

    page = response.content.decode()
    assert response.status_code == 200
    assert message in page
    assert "ข้อความที่พิมพ์ไว้" in page
    assert Letter.objects.drafts().get().edition == 1


def test_today_is_a_day_one_may_give(client, province_officer, url, typed):
    client.force_login(province_officer)

    assert client.post(url, typed(due="5 พ.ย. 2567")).status_code == 302


def test_a_district_that_is_not_late_cannot_be_chosen(client, province_officer, url, typed):
    client.force_login(province_officer)

    page = client.post(url, typed(addressees=["5205", "5101"]))

    assert page.status_code == 200
    assert Letter.objects.drafts().get().edition == 1


def test_a_stale_form_says_what_differs_and_a_second_save_wins(
    client, province_officer, reminder, url, typed
):
    client.force_login(province_officer)
    client.post(url, typed(subject="เรื่องของคนแรก"))

    stale = client.post(url, typed(extra="ข้อความของคนที่สอง"))

    page = stale.content.decode()
    assert "มีผู้บันทึกร่างนี้หลังจากท่านเปิดหน้า" in page
    assert "ที่ต่างจากของท่านคือ เรื่อง ข้อความเพิ่ม" in page
    assert "ข้อความของคนที่สอง" in page
    assert 'name="edition" value="2"' in page
    assert Letter.objects.drafts().get().subject == "เรื่องของคนแรก"

    again = client.post(url, typed(extra="ข้อความของคนที่สอง", edition="2"))

    assert again.status_code == 302
    assert Reminder.objects.get().extra == "ข้อความของคนที่สอง"
    assert Letter.objects.drafts().get().subject == reminder.letter.subject


# Issuing.


def test_issuing_numbers_the_letter_and_brings_the_directive(
    client, province_officer, reminder, url, typed
):
    client.force_login(province_officer)

    response = client.post(url, typed("issue"), follow=True)

    letter = Letter.objects.get(pk=reminder.letter_id)
    assert response.redirect_chain[-1][0] == f"/letters/{letter.pk}/"
    assert (letter.label, letter.dated) == ("ลป 0019.3/ว 2598", make.TODAY)
    assert "ออกเลข ลป 0019.3/ว 2598 และบันทึกว่าส่งแล้ว" in response.content.decode()
    issued = Directive.objects.get(letter=letter)
    assert issued.follows == reminder.directive
    assert Event.objects.get(verb="directive.reminded").by == "lampang"


def test_a_double_click_issues_once(client, province_officer, reminder, url, typed):
    client.force_login(province_officer)

    first, second = client.post(url, typed("issue")), client.post(url, typed("issue"))

    assert first["Location"] == second["Location"] == f"/letters/{reminder.letter_id}/"
    assert Directive.objects.count() == 2
    assert Event.objects.filter(verb="letter.numbered").count() == 1


def test_an_issued_draft_leads_to_its_letter(client, province_officer, reminder, url, typed):
    client.force_login(province_officer)
    client.post(url, typed("issue"))

    assert client.get(url)["Location"] == f"/letters/{reminder.letter_id}/"


def test_a_district_that_sent_meanwhile_is_named_and_no_number_taken(
    client, province_officer, url, typed, thoen_officer, thoen, directive, areas, framework
):
    tambons = [areas["520801"], areas["520802"]]
    make.whole_district(thoen_officer, thoen, tambons, framework)
    make.sent(thoen_officer, directive, thoen, day=make.TODAY)
    client.force_login(province_officer)

    page = client.post(url, typed("issue")).content.decode()

    assert "อำเภอเถิน ส่งครบแล้วตั้งแต่ร่างหนังสือนี้ เอาออกจากผู้รับก่อนออกเลข" in page
    assert Letter.objects.drafts().count() == 1
    assert Directive.objects.count() == 1
    assert 'name="edition" value="2"' in page  # it was saved, so the next save is of that


def test_a_district_taken_out_lets_the_letter_go(
    client, province_officer, url, typed, thoen_officer, thoen, directive, areas, framework
):
    tambons = [areas["520801"], areas["520802"]]
    make.whole_district(thoen_officer, thoen, tambons, framework)
    make.sent(thoen_officer, directive, thoen, day=make.TODAY)
    client.force_login(province_officer)
    client.post(url, typed("issue"))

    response = client.post(url, typed("issue", addressees=["5205"], edition="2"))

    assert response.status_code == 302
    assert [one.area_id for one in Directive.objects.latest("pk").addressees.all()] == ["5205"]


def test_the_addressee_reads_the_issued_letter(
    client, province_officer, ngao_officer, reminder, url, typed
):
    client.force_login(province_officer)
    client.post(url, typed("issue"))

    client.force_login(ngao_officer)
    page = client.get(f"/letters/{reminder.letter_id}/").content.decode()
    assert "ลป ๐๐๑๙.๓/ว ๒๕๙๘" in page
    assert client.get(f"/letters/{reminder.letter_id}/letter.pdf").status_code == 200


def test_the_reminders_board_says_what_it_follows_and_counts_the_same_report(
    client, province_officer, ngao_officer, ngao, pong_tao, directive, url, typed
):
    client.force_login(province_officer)
    client.post(url, typed("issue"))
    issued = Directive.objects.latest("pk")
    make.order(ngao_officer, pong_tao)
    sent = make.sent(ngao_officer, issued, ngao, day=make.TODAY)
    judge(by=province_officer, submission=sent, returned={}, today=make.TODAY)

    first = client.get(f"/directives/{directive.pk}/").content.decode()
    second = client.get(f"/directives/{issued.pk}/").content.decode()

    assert "ส่งหนังสือเตือนแล้ว" in first
    assert "หนังสือนี้เตือนตาม" in second
    assert f'href="/directives/{directive.pk}/"' in second
    assert first.count("ส่งแล้ว 1 รายการ") == second.count("ส่งแล้ว 1 รายการ") == 1
