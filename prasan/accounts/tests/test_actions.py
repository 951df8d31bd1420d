from datetime import timedelta

import pytest
from django.db import IntegrityError

from prasan.accounts import actions
from prasan.accounts.actions import Refused
from prasan.accounts.models import Assignment, Office
from prasan.accounts.rights import Role
from prasan.audit.models import Event
from prasan.conftest import SINCE


def newest() -> Event:
    return Event.objects.latest("pk")


def test_an_account_is_made_with_its_event(province_officer):
    made = actions.create_user(
        by=province_officer, username="nue", password="ฝน-2567-งาว", full_name="นางหนึ่ง", area="5205"
    )

    assert made.check_password("ฝน-2567-งาว")
    event = newest()
    assert (event.verb, event.by, event.area) == ("user.created", "lampang", "5205")
    assert "ฝน" not in str(event.changes) + event.summary


def test_a_taken_name_is_refused(province_officer, ngao_officer):
    with pytest.raises(IntegrityError):
        actions.create_user(by=province_officer, username="ngao", password="x", full_name="ก")


def test_a_post_given_twice_is_one_post(province_officer, ngao_officer, pong_tao, today):
    def give() -> Assignment:
        return actions.assign(
            by=province_officer, user=ngao_officer, role=Role.TAMBON, area=pong_tao, starts=today
        )

    assert give() == give()
    assert Event.objects.filter(verb="post.assigned", area="520505").count() == 1


def test_user_holds_a_post_once(province_officer, ngao_officer, ngao, today):
    with pytest.raises(IntegrityError, match="user_holds_a_post_once|accounts_assignment"):
        actions.assign(
            by=province_officer, user=ngao_officer, role=Role.DISTRICT, area=ngao, starts=today
        )


def test_assignment_ends_after_it_starts(province_officer, ngao_officer):
    post = ngao_officer.assignments.get()

    with pytest.raises(IntegrityError, match="assignment_ends_after_it_starts"):
        actions.end_assignment(by=province_officer, assignment=post, ends=SINCE)


def test_ending_a_post_twice_leaves_one_event(province_officer, ngao_officer, today):
    post = ngao_officer.assignments.get()

    for _ in range(2):
        actions.end_assignment(by=province_officer, assignment=post, ends=today)

    assert ngao_officer.assignments.get().ends == today
    event = Event.objects.get(verb="post.ended")
    assert event.changes == {"ends": ["", "2024-11-05"]}


@pytest.mark.parametrize("role", [Role.PROVINCE, Role.ADMINISTRATOR])
def test_nobody_ends_their_own_last_post_that_administers(role, someone, areas, today):
    user = someone("alone", role, areas["52"])

    with pytest.raises(Refused, match="เพียงหน้าที่เดียวของท่าน"):
        actions.end_assignment(by=user, assignment=user.assignments.get(), ends=today)

    assert user.assignments.get().ends is None


def test_a_second_post_that_administers_lets_the_first_go(someone, areas, today):
    user = someone("two", Role.PROVINCE, areas["51"], areas["52"])

    actions.end_assignment(by=user, assignment=user.assignments.first(), ends=today)

    assert user.assignments.on(today).count() == 1


def test_a_second_post_that_ends_that_day_does_not_count(someone, areas, system, today):
    user = someone("two", Role.PROVINCE, areas["51"], areas["52"])
    first, second = user.assignments.order_by("area")
    actions.end_assignment(by=system, assignment=first, ends=today)

    with pytest.raises(Refused):
        actions.end_assignment(by=user, assignment=second, ends=today)


def test_another_ends_it_for_them(someone, areas, today):
    user, other = (someone(name, Role.PROVINCE, areas["52"]) for name in ("one", "other"))

    actions.end_assignment(by=other, assignment=user.assignments.get(), ends=today)

    assert not user.assignments.on(today).exists()


def test_one_ends_a_post_of_ones_own_that_does_not_administer(ngao_officer, today):
    actions.end_assignment(by=ngao_officer, assignment=ngao_officer.assignments.get(), ends=today)

    assert not ngao_officer.assignments.on(today).exists()


def test_what_is_put_right_is_told_old_and_new(province_officer, ngao_officer):
    for _ in range(2):
        kept = actions.correct_user(
            by=province_officer, user=ngao_officer, full_name="นางใหม่", post_title=""
        )

    assert kept.full_name == "นางใหม่"
    event = Event.objects.get(verb="user.corrected")
    assert event.changes == {"full_name": ["คุณngao", "นางใหม่"]}
    assert event.area == "5205"


def test_an_account_is_closed_and_opened_again(client, province_officer, ngao_officer):
    client.force_login(ngao_officer)

    for _ in range(2):
        actions.deactivate_user(by=province_officer, user=ngao_officer)
    assert client.get("/").status_code == 302  # Out at once.
    for _ in range(2):
        opened = actions.reactivate_user(by=province_officer, user=ngao_officer)

    assert opened.is_active
    assert ngao_officer.assignments.exists()
    told = Event.objects.filter(kind="accounts.user", verb__endswith="activated")
    assert [event.verb for event in told.order_by("pk")] == ["user.deactivated", "user.reactivated"]


def test_nobody_closes_their_own_account(province_officer):
    with pytest.raises(Refused, match="ของตนเอง"):
        actions.deactivate_user(by=province_officer, user=province_officer)


def test_another_password_logs_everyone_out(client, province_officer, ngao_officer):
    client.force_login(ngao_officer)

    actions.set_password(by=province_officer, user=ngao_officer, password="ใหม่-2567-งาว")

    assert client.get("/").status_code == 302
    event = newest()
    assert (event.verb, event.changes) == ("user.password_set", {})


def test_the_system_cannot_log_in(client, system, province_officer):
    assert not system.is_active
    assert not system.has_usable_password()
    with pytest.raises(Refused):
        actions.reactivate_user(by=province_officer, user=system)
    assert actions.system_user() == system  # Made once.


def test_a_letterhead_is_put_right(province_officer, areas):
    told = {"name": "สพจ.ลำปาง", "code": "ลป 0019.3", "hall": "ศาลากลาง", "address": "ลำปาง"}
    office = actions.open_office(by=province_officer, area=areas["52"], **told)

    for _ in range(2):
        actions.correct_office(by=province_officer, office=office, **{**told, "hall": "ศาลาใหม่"})

    assert Office.objects.get().hall == "ศาลาใหม่"
    event = Event.objects.get(verb="office.corrected")
    assert event.changes == {"hall": ["ศาลากลาง", "ศาลาใหม่"]}


def test_office_has_its_letter_code(province_officer, areas):
    told = {"name": "ก", "code": "ลป 0019.3", "hall": "ข", "address": "ค"}
    actions.open_office(by=province_officer, area=areas["52"], **told)

    with pytest.raises(IntegrityError, match="office_has_its_letter_code|accounts_office.code"):
        actions.open_office(by=province_officer, area=areas["51"], **told)


def test_a_post_may_come_back_after_its_end(province_officer, ngao_officer, ngao, today):
    actions.end_assignment(
        by=province_officer, assignment=ngao_officer.assignments.get(), ends=today
    )

    actions.assign(
        by=province_officer,
        user=ngao_officer,
        role=Role.DISTRICT,
        area=ngao,
        starts=today + timedelta(days=1),
    )

    assert ngao_officer.assignments.count() == 2
