"""The inbox, the ledger, one's addresses and an office's steps, each up its ladder."""

from datetime import date

import pytest
from django.urls import reverse

from prasan.audit.models import Event
from prasan.directives.tests import make as directives
from prasan.reminders.actions import add_step, end_step, give_address, sweep
from prasan.reminders.models import Address, Audience, Channel, Message, Step

AT = directives.moment()
DOOR = "/accounts/login/"
INBOX = reverse("reminders:index")
ADDRESSES, STEPS = reverse("reminders:addresses"), reverse("reminders:steps")


@pytest.fixture
def swept(directive, ngao_officer, thoen_officer):
    sweep(at=AT)
    return directive


@pytest.fixture
def mine(swept, ngao_officer) -> Message:
    return Message.objects.get(recipient=ngao_officer)


def page(client, user, address, **asked):
    client.force_login(user)
    return client.get(address, asked)


def test_a_visitor_goes_to_the_door(client, mine):
    for address in (INBOX, ADDRESSES, STEPS, ledger_of(mine)):
        assert client.get(address).headers["Location"].startswith(DOOR)


def ledger_of(message):
    directive = message.dispatches.first().obligation.item.directive_id
    return reverse("reminders:ledger", args=[directive])


def test_the_inbox_holds_ones_own(client, mine, ngao_officer, member):
    shown = page(client, ngao_officer, INBOX).content.decode()
    assert "ยังไม่กดรับทราบ 1 ข้อความ" in shown
    assert "อำเภองาว" in shown
    assert "เถิน" not in shown
    assert "ยังไม่มีการแจ้งเตือน" in page(client, member, INBOX).content.decode()


def test_acknowledging_leaves_one_event_however_often_it_is_clicked(client, mine, ngao_officer):
    client.force_login(ngao_officer)
    address = reverse("reminders:acknowledge", args=[mine.pk])
    assert client.post(address).status_code == 302
    client.post(address)
    mine.refresh_from_db()
    assert mine.acknowledged_at is not None
    assert Event.objects.filter(verb="reminder.acknowledged").count() == 1
    assert "รับทราบครบแล้ว" in client.get(INBOX).content.decode()


def test_htmx_gets_the_message_alone(client, mine, ngao_officer):
    client.force_login(ngao_officer)
    address = reverse("reminders:acknowledge", args=[mine.pk])
    answer = client.post(address, headers={"HX-Request": "true"}).content.decode()
    assert "รับทราบแล้ว" in answer
    assert "<html" not in answer


def test_nobody_acknowledges_for_another(client, mine, thoen_officer, province_officer):
    address = reverse("reminders:acknowledge", args=[mine.pk])
    for user in (thoen_officer, province_officer):
        client.force_login(user)
        assert client.post(address).status_code == 404


def test_the_ledger_says_who_was_told_and_of_whom_nobody(client, mine, province_officer, someone):
    shown = page(client, province_officer, ledger_of(mine)).content.decode()
    assert "คุณngao" in shown
    assert "หลังครบกำหนด 3 วัน" in shown
    assert "แทนขั้นก่อนหน้า 4 ขั้น" in shown
    assert "ยังไม่กดรับทราบ" in shown


def test_the_ledger_shows_what_is_in_reach(client, mine, ngao_officer, someone, areas):
    shown = page(client, ngao_officer, ledger_of(mine)).content.decode()
    assert "เถิน" not in shown
    from_outside = someone("lamphun", "province", areas["51"])
    assert page(client, from_outside, ledger_of(mine)).status_code == 404


def test_the_ledger_names_a_unit_without_an_officer(client, directive, province_officer):
    sweep(at=AT)
    shown = page(client, province_officer, reverse("reminders:ledger", args=[directive.pk]))
    assert "ไม่มีผู้รับผิดชอบในระบบ" in shown.content.decode()


def test_an_empty_ledger_says_why(client, directive, province_officer):
    shown = page(client, province_officer, reverse("reminders:ledger", args=[directive.pk]))
    assert "ยังไม่มีการแจ้งเตือนของข้อสั่งการนี้" in shown.content.decode()


@pytest.mark.parametrize("count", [2, 40])
def test_the_pages_ask_as_much_for_many_as_for_few(
    count, client, directive, ngao, ngao_officer, province_officer, django_assert_max_num_queries
):
    directives.more_tambons(ngao, count)
    sweep(at=AT)
    client.force_login(province_officer)
    with django_assert_max_num_queries(16):
        client.get(reverse("reminders:ledger", args=[directive.pk]))
    with django_assert_max_num_queries(10):
        client.get(INBOX)


@pytest.fixture
def _all_ways(settings):
    settings.EMAIL_HOST, settings.LINE_TOKEN = "mail.example.go.th", "token"


@pytest.mark.usefixtures("_all_ways")
def test_an_address_is_given_masked_and_withdrawn(client, ngao_officer):
    client.force_login(ngao_officer)
    given = {"channel": "email", "value": "somying@example.go.th"}
    assert client.post(ADDRESSES, given).status_code == 302
    client.post(ADDRESSES, given)
    address = Address.objects.get()
    assert address.value == "somying@example.go.th"
    shown = client.get(ADDRESSES).content.decode()
    assert "so…@example.go.th" in shown
    assert "somying" not in shown
    assert all("somying" not in f"{event.summary}{event.changes}" for event in Event.objects.all())
    client.post(reverse("reminders:withdraw", args=[address.pk]))
    assert not Address.objects.standing().exists()
    assert Event.objects.filter(verb__startswith="reminder.address").count() == 2


@pytest.mark.usefixtures("_all_ways")
@pytest.mark.parametrize(
    ("channel", "value", "told"),
    [
        ("email", "somying", "อีเมลนี้ไม่ถูกรูปแบบ"),
        ("line", "somying", "รหัสผู้ใช้ LINE ขึ้นต้นด้วย U"),
        ("line", "U" + "ก" * 32, "รหัสผู้ใช้ LINE ขึ้นต้นด้วย U"),
        ("email", "", "ที่อยู่"),
        ("inbox", "a@example.go.th", "ช่องทาง"),
    ],
)
def test_a_wrong_address_says_what_is_wrong_and_stays(channel, value, told, client, ngao_officer):
    client.force_login(ngao_officer)
    shown = client.post(ADDRESSES, {"channel": channel, "value": value}).content.decode()
    assert told in shown
    assert not value or value in shown
    assert not Address.objects.exists()


def test_without_ways_out_the_page_says_so(client, ngao_officer):
    assert "ยังไม่ได้เปิดช่องทางอื่น" in page(client, ngao_officer, ADDRESSES).content.decode()


def test_nobody_withdraws_for_another(client, ngao_officer, thoen_officer):
    address = give_address(by=ngao_officer, channel=Channel.EMAIL, value="a@example.com", at=AT)
    client.force_login(thoen_officer)
    assert client.post(reverse("reminders:withdraw", args=[address.pk])).status_code == 404


def test_a_new_address_takes_the_place_of_the_one_before(ngao_officer):
    for value in ("a@example.com", "b@example.com", "b@example.com"):
        give_address(by=ngao_officer, channel=Channel.EMAIL, value=value, at=AT)
    assert Address.objects.count() == 2
    assert Address.objects.standing().get().value == "b@example.com"


def test_the_province_keeps_its_steps(client, province_officer, areas):
    client.force_login(province_officer)
    assert "ขั้นที่มากับระบบ" in client.get(STEPS).content.decode()
    typed = {"area": "52", "days": "๑๔", "side": "before", "audience": "unit"}
    assert client.post(STEPS, typed).status_code == 302
    own = Step.objects.filter(area="52")
    assert set(own.values_list("offset", flat=True)) == {-30, -14, -7, -1, 0, 3, 10}
    assert Event.objects.filter(verb="reminder.step_added").count() == 1
    assert "มีขั้นนี้อยู่แล้ว" in client.post(STEPS, typed).content.decode()


@pytest.mark.parametrize("days", ["สิบ", "-3", "181", ""])
def test_a_step_is_a_number_of_days(days, client, province_officer):
    client.force_login(province_officer)
    typed = {"area": "52", "days": days, "side": "before", "audience": "unit"}
    answer = client.post(STEPS, typed)
    assert answer.status_code == 200
    assert not Step.objects.filter(area="52").exists()


def test_a_step_ends_with_its_reason(client, province_officer, areas):
    step = add_step(
        by=province_officer,
        area=areas["52"],
        offset=-14,
        audience=Audience.UNIT,
        starts=date(2024, 11, 1),
    )
    client.force_login(province_officer)
    address = reverse("reminders:end_step", args=["52", step.pk])
    assert client.post(address, {"why": " "}).status_code == 200
    assert client.post(address, {"why": "ถี่เกินไป"}).status_code == 302
    client.post(address, {"why": "อีกครั้ง"})
    step.refresh_from_db()
    assert (step.ends, step.ended_why) == (date(2024, 11, 5), "ถี่เกินไป")
    assert Event.objects.filter(verb="reminder.step_ended").count() == 1


def test_ending_a_shipped_step_ends_ones_own_copy(client, province_officer, areas):
    shipped = Step.objects.filter(area=None, offset=-30).get()
    client.force_login(province_officer)
    client.post(reverse("reminders:end_step", args=["52", shipped.pk]), {"why": "ไกลไป"})
    shipped.refresh_from_db()
    assert shipped.ends is None
    assert Step.objects.get(area="52", offset=-30).ended_why == "ไกลไป"


def test_only_who_directs_keeps_steps(client, ngao_officer, someone, areas):
    step = Step.objects.filter(area=None).first()
    assert step is not None
    assert page(client, ngao_officer, STEPS).status_code == 403
    here = reverse("reminders:end_step", args=["5205", step.pk])
    assert page(client, ngao_officer, here).status_code == 403
    other = someone("lamphun", "province", areas["51"])
    assert (
        page(client, other, reverse("reminders:end_step", args=["52", step.pk])).status_code == 404
    )


def test_the_front_page_points_at_what_is_unread(client, mine, ngao_officer):
    shown = page(client, ngao_officer, reverse("home:front")).content.decode()
    assert "การแจ้งเตือนที่ยังไม่กดรับทราบ 1" in shown
    client.post(reverse("reminders:acknowledge", args=[mine.pk]))
    assert "ที่ยังไม่กดรับทราบ" not in client.get(reverse("home:front")).content.decode()


def test_ending_all_steps_leaves_nobody_reminded(province_officer, areas, directive, ngao_officer):
    for step in Step.objects.of("52"):
        end_step(by=province_officer, area=areas["52"], step=step, ends=AT.date(), why="พักไว้")
    assert sweep(at=AT) == 0
