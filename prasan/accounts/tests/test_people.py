"""The list of people, one of them, a new one, a name put right."""

import pytest
from django.urls import reverse

from prasan.accounts import actions
from prasan.accounts.models import User
from prasan.accounts.rights import Role
from prasan.audit.models import Event
from prasan.conftest import SINCE

INDEX, CREATE = reverse("accounts:index"), reverse("accounts:create")


@pytest.fixture
def administrator(someone, areas) -> User:
    return someone("root", Role.ADMINISTRATOR, areas["00"])


@pytest.fixture
def typed() -> dict[str, str]:
    """What one types for the officer of Pong Tao."""
    return {
        "username": "fasai",
        "full_name": "นางสาวฟ้าใส ตัวอย่างดี",
        "post_title": "พัฒนากร",
        "role": "tambon",
        "area": "ปงเตา",
        "starts": "๕ พ.ย. ๒๕๖๗",
        "how": "typed",
        "password1": "ฝนตกที่งาว-2567",
        "password2": "ฝนตกที่งาว-2567",
    }


def detail(user: User) -> str:
    return reverse("accounts:detail", args=[user.pk])


def correct(user: User) -> str:
    return reverse("accounts:correct", args=[user.pk])


@pytest.mark.parametrize("url", [INDEX, CREATE])
def test_a_visitor_is_sent_to_the_door(client, db, url):
    assert client.get(url).headers["Location"].startswith(reverse("account_login"))
    assert client.post(url, {}).status_code in (302, 405)


@pytest.mark.parametrize("url", [INDEX, CREATE])
@pytest.mark.parametrize("who", ["reader", "ngao_officer", "member"])
def test_who_does_not_administer_is_told_who_does(client, request, url, who):
    client.force_login(request.getfixturevalue(who))

    response = client.get(url)

    assert response.status_code == 403
    assert "ผู้ดูแลระบบ" in response.content.decode()


def test_one_who_does_not_administer_makes_nobody(client, reader, typed):
    client.force_login(reader)

    assert client.post(CREATE, typed).status_code == 403
    assert not User.objects.filter(username="fasai").exists()


def test_the_province_sees_its_people_and_no_others(client, province_officer, ngao_officer, reader):
    client.force_login(province_officer)

    html = client.get(INDEX).content.decode()

    assert "คุณngao" in html
    assert "อำเภองาว" in html
    assert "คุณreader" not in html


def test_people_are_found_by_name_post_and_place(
    client, administrator, ngao_officer, thoen_officer
):
    client.force_login(administrator)

    def shown(**query: str) -> set[str]:
        return {user.username for user in client.get(INDEX, query).context["page"]}

    assert shown() == {"root", "ngao", "thoen"}
    assert shown(q="งาว") == {"ngao"}
    assert shown(q="คุณthoen") == {"thoen"}
    assert shown(q="ไม่มีใคร") == set()
    assert shown(show="closed") == set()
    actions.deactivate_user(by=administrator, user=thoen_officer)
    assert shown(show="closed") == {"thoen"}
    actions.end_assignment(
        by=administrator, assignment=ngao_officer.assignments.get(), ends=SINCE.replace(year=2024)
    )
    assert shown(show="idle") == {"ngao"}


def test_nothing_found_says_so_and_offers_to_clear(client, administrator):
    client.force_login(administrator)

    html = client.get(INDEX, {"q": "ไม่มีใคร"}).content.decode()

    assert "คำว่า “ไม่มีใคร”" in html
    assert "ล้างคำค้น" in html


def test_a_long_list_has_pages_of_50_and_as_many_queries_as_a_short_one(
    client, administrator, someone, pong_tao, django_assert_num_queries
):
    client.force_login(administrator)
    someone("first", Role.TAMBON, pong_tao)
    client.get(INDEX)
    # Session, user, posts of the reader; how many, the page, its posts.
    with django_assert_num_queries(6):
        client.get(INDEX)
    for number in range(55):
        someone(f"user{number:02}", Role.TAMBON, pong_tao)

    with django_assert_num_queries(6):
        page = client.get(INDEX)

    assert len(page.context["page"]) == 50
    assert len(client.get(INDEX, {"page": "๒"}).context["page"]) == 7


def test_the_administrator_opens_an_account_with_its_first_post(
    client, administrator, typed, pong_tao
):
    client.force_login(administrator)

    response = client.post(CREATE, typed)

    user = User.objects.get(username="fasai")
    assert response.headers["Location"] == detail(user)
    assert user.check_password("ฝนตกที่งาว-2567")
    post = user.assignments.get()
    assert (post.role, post.area, post.starts.isoformat()) == ("tambon", pong_tao, "2024-11-05")
    events = Event.objects.filter(by="root").order_by("pk")
    assert [event.verb for event in events] == ["user.created", "post.assigned"]
    assert {event.area for event in events} == {"520505"}


def test_a_password_made_here_is_shown_once_and_opens_the_door(client, administrator, typed):
    client.force_login(administrator)
    made = client.get(CREATE).context["form"]["password_made"].value()
    typed |= {"how": "made", "password_made": made}

    answer = client.post(CREATE, typed)

    assert made in answer.content.decode()
    assert "no-store" in answer.headers["Cache-Control"]
    user = User.objects.get(username="fasai")
    assert user.check_password(made)
    assert made not in client.get(detail(user)).content.decode()


@pytest.mark.parametrize("how", ["typed", "made"])
def test_a_button_pressed_twice_makes_one_account(client, administrator, typed, how):
    client.force_login(administrator)
    typed |= {"how": how, "password_made": "kq7m-9xfd-2hzr-w4tn"}

    first, second = client.post(CREATE, typed), client.post(CREATE, typed)

    assert first.status_code == second.status_code
    assert first.headers.get("Location") == second.headers.get("Location")
    if how == "made":
        assert "kq7m-9xfd-2hzr-w4tn" in second.content.decode()
    assert User.objects.filter(username="fasai").count() == 1
    assert Event.objects.filter(verb="user.created", by="root").count() == 1
    assert Event.objects.filter(verb="post.assigned", by="root").count() == 1


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"username": "root"}, "มีผู้ใช้ชื่อ root แล้ว"),
        ({"username": "ROOT"}, "มีผู้ใช้ชื่อ ROOT แล้ว"),
        ({"username": "fa sai"}, "ไม่มีวรรค เช่น somchai.ngao"),
        (
            {"username": "fasai-2567", "password1": "fasai-2567", "password2": "fasai-2567"},
            "รหัสผ่านคล้ายชื่อผู้ใช้เกินไป",
        ),
        ({"username": ""}, "ยังไม่ได้กรอกชื่อผู้ใช้"),
        ({"full_name": ""}, "ยังไม่ได้กรอกชื่อ-สกุล"),
        ({"password2": "อย่างอื่น-2567"}, "รหัสผ่านสองช่องไม่ตรงกัน"),
        ({"password1": "", "password2": ""}, "ยังไม่ได้กรอกรหัสผ่าน"),
        ({"password1": "สั้น", "password2": "สั้น"}, "รหัสผ่านสั้นเกินไป"),
        ({"password1": "password1", "password2": "password1"}, "รหัสผ่านนี้เดาง่าย"),
        ({"password1": "8520147963", "password2": "8520147963"}, "รหัสผ่านมีแต่ตัวเลข"),
        ({"how": ""}, "ยังไม่ได้เลือกรหัสผ่าน"),
        ({"role": ""}, "ยังไม่ได้เลือกหน้าที่"),
        ({"area": ""}, "ยังไม่ได้กรอกพื้นที่"),
        ({"area": "เชียงใหม่"}, "ไม่พบตำบลชื่อ “เชียงใหม่”"),
        ({"area": "งาว"}, "หน้าที่พัฒนากรต้องเลือกตำบล"),
        ({"starts": "31/2/2567"}, "ไม่มีในปฏิทิน"),
        ({"ends": "5/11/2567"}, "วันสิ้นสุดต้องอยู่หลังวันเริ่ม 5 พฤศจิกายน 2567"),
    ],
)
def test_what_will_not_do_is_said_and_kept(client, administrator, typed, change, said):
    client.force_login(administrator)

    html = client.post(CREATE, {**typed, **change}).content.decode()

    assert said in html
    assert 'value="พัฒนากร"' in html
    assert "ฝนตกที่งาว" not in html
    assert not User.objects.filter(username__startswith="fa").exists()


def test_several_places_of_a_name_are_offered_and_one_picked(client, administrator, typed, areas):
    areas["520801"].name = "ปงเตา"
    areas["520801"].save()
    client.force_login(administrator)

    html = client.post(CREATE, typed).content.decode()
    assert "“ปงเตา” มีหลายแห่ง เลือกแห่งที่หมายถึง" in html
    assert "ตำบลปงเตา อำเภอเถิน จังหวัดลำปาง" in html
    client.post(CREATE, {**typed, "which": "520801"})

    assert User.objects.get(username="fasai").assignments.get().area_id == "520801"


def test_the_province_gives_no_post_outside_itself(client, province_officer, typed, areas):
    client.force_login(province_officer)

    outside = client.post(CREATE, {**typed, "role": "reader", "area": "51"}).content.decode()
    higher = client.post(CREATE, {**typed, "role": "administrator", "area": "52"})

    assert "ไม่พบ “51” ในพื้นที่ที่ท่านดูแล" in outside
    assert higher.status_code == 200
    assert "administrator" not in dict(higher.context["form"].fields["role"].choices)
    assert not User.objects.filter(username="fasai").exists()


def test_a_strangers_password_cannot_be_guessed_here(client, province_officer, typed, someone):
    """The same form sent twice is let through; an account out of reach is not."""
    someone("stranger", Role.READER)
    client.force_login(province_officer)
    right = {"password1": "ผ่านประตู-5205", "password2": "ผ่านประตู-5205"}

    html = client.post(
        CREATE, {**typed, **right, "username": "stranger", "full_name": "คุณstranger"}
    ).content.decode()

    assert "มีผู้ใช้ชื่อ stranger แล้ว" in html


@pytest.mark.parametrize("page", [detail, correct])
def test_people_elsewhere_are_not_there(client, province_officer, thoen_officer, reader, page):
    client.force_login(province_officer)
    assert client.get(page(reader)).status_code == 404
    assert client.post(page(reader), {}).status_code in (404, 405)

    client.force_login(thoen_officer)
    assert client.get(page(province_officer)).status_code == 404


def test_a_person_is_shown_with_every_post(
    client, province_officer, ngao_officer, system, pong_tao, today, django_assert_num_queries
):
    post = ngao_officer.assignments.get()
    actions.end_assignment(by=system, assignment=post, ends=today)
    coming = today.replace(month=12)
    actions.assign(
        by=system, user=ngao_officer, role=Role.TAMBON, area=pong_tao, starts=coming, is_acting=True
    )
    client.force_login(province_officer)

    # Session, user, posts of the reader; the account, its posts.
    with django_assert_num_queries(5):
        html = client.get(detail(ngao_officer)).content.decode()

    assert "สิ้นสุดแล้ว" in html
    assert "ยังไม่เริ่ม" in html
    assert "(รักษาราชการแทน)" in html


def test_a_person_with_a_wider_post_may_be_seen_and_not_changed(
    client, province_officer, someone, areas, pong_tao
):
    both = someone("both", Role.READER, pong_tao, areas["51"])
    client.force_login(province_officer)

    assert "ผู้ดูแลระบบเป็นผู้แก้ชื่อ" in client.get(detail(both)).content.decode()
    assert client.get(correct(both)).status_code == 403
    assert client.post(correct(both), {"full_name": "อื่น"}).status_code == 403


def test_a_name_is_put_right(client, province_officer, ngao_officer):
    client.force_login(province_officer)
    typed = {
        "full_name": "นายต้นกล้า สาธิตไพศาล",
        "post_title": "นักวิชาการ",
        "seen_full_name": "คุณngao",
        "seen_post_title": "",
    }

    response = client.post(correct(ngao_officer), typed)

    assert response.headers["Location"] == detail(ngao_officer)
    ngao_officer.refresh_from_db()
    assert ngao_officer.full_name == "นายต้นกล้า สาธิตไพศาล"
    assert Event.objects.filter(verb="user.corrected").count() == 1


def test_a_name_changed_meanwhile_is_told_and_what_was_typed_stays(
    client, province_officer, ngao_officer
):
    actions.correct_user(
        by=province_officer, user=ngao_officer, full_name="นายอีกคน", post_title="ใหม่"
    )
    client.force_login(province_officer)
    typed = {
        "full_name": "นายต้นกล้า",
        "post_title": "",
        "seen_full_name": "คุณngao",
        "seen_post_title": "",
    }

    page = client.post(correct(ngao_officer), typed)
    html = page.content.decode()
    assert "ระหว่างนี้มีผู้แก้เป็น “นายอีกคน”" in html
    assert 'value="นายต้นกล้า"' in html
    client.post(correct(ngao_officer), {**typed, "seen_full_name": "นายอีกคน"})

    ngao_officer.refresh_from_db()
    # What was not touched here keeps what the other wrote.
    assert (ngao_officer.full_name, ngao_officer.post_title) == ("นายต้นกล้า", "ใหม่")
