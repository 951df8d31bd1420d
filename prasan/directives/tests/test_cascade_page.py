"""Passing a letter down beside its paper: who may, what the page says, and each bad post."""

import pytest
from django.utils.html import escape

from prasan.audit.models import Event
from prasan.directives import actions
from prasan.directives.models import Cascade, Directive
from prasan.directives.tests import make
from prasan.letters.models import Counter, Letter, Series


@pytest.fixture
def cascade(province_officer, office, from_above, pass_down) -> Cascade:
    return pass_down(province_officer, office, received=from_above, is_issued=False)


@pytest.fixture
def url(cascade):
    return f"/directives/cascades/{cascade.pk}/"


@pytest.fixture
def typed(client, url):
    """The form as the page shows it and the browser sends it; None takes a field out."""

    def fields(do="save", **changes):
        page = client.get(url)
        form, items = page.context["form"], page.context["items"]
        sent = {name: form[name].value() for name in form.fields}
        sent |= {"item-TOTAL_FORMS": len(items.forms), "item-INITIAL_FORMS": len(items.initial)}
        for place, item in enumerate(items.forms):
            sent |= {f"item-{place}-{name}": item[name].value() for name in item.fields}
        sent |= {**changes, "do": do}
        return {name: value for name, value in sent.items() if value not in (None, False, "")}

    return fields


# Beginning.


def test_a_visitor_is_asked_to_log_in(client, url, from_above):
    for address in (url, f"/directives/received/{from_above.pk}/pass/"):
        assert client.post(address)["Location"].startswith("/accounts/login/")


def test_outside_reach_there_is_nothing_to_pass_down(client, someone, areas, url, from_above):
    client.force_login(someone("lamphun", "province", areas["51"]))

    assert client.get(url).status_code == 404
    assert client.post(url).status_code == 404
    assert client.post(f"/directives/received/{from_above.pk}/pass/").status_code == 404


def test_a_reader_is_told_whose_task_it_is(client, reader, url, from_above, to_districts):
    client.force_login(reader)

    for address in (
        f"/directives/received/{from_above.pk}/pass/",
        f"/directives/{to_districts.pk}/pass/",
    ):
        refused = client.post(address)
        assert refused.status_code == 403
        assert "เจ้าหน้าที่ของสำนักงานที่รับหรือออกหนังสือ" in refused.content.decode()


def test_it_begins_at_the_letters_line_in_the_register(
    client, province_officer, office, from_above
):
    client.force_login(province_officer)
    page = client.get(from_above.get_absolute_url()).content.decode()
    assert f"/directives/received/{from_above.pk}/pass/" in page

    response = client.post(f"/directives/received/{from_above.pk}/pass/")

    made = Cascade.objects.get()
    assert response["Location"] == f"/directives/cascades/{made.pk}/"
    client.post(f"/directives/received/{from_above.pk}/pass/")
    assert Cascade.objects.count() == 1


def test_a_letter_of_ours_must_be_in_the_register_first(
    client, ngao_officer, ngao_office, to_districts
):
    client.force_login(ngao_officer)
    board = client.get(f"/directives/{to_districts.pk}/").content.decode()
    assert f"/directives/{to_districts.pk}/pass/" in board

    response = client.post(f"/directives/{to_districts.pk}/pass/", follow=True)
    assert "ลงรับหนังสือฉบับนี้ก่อน" in response.content.decode()

    make.received(ngao_officer, ngao_office, to_districts)
    response = client.post(f"/directives/{to_districts.pk}/pass/", follow=True)
    assert response.context["cascade"].parent == to_districts
    assert "5 วันทำการก่อน 20 พ.ย. 2567" in response.content.decode()


def test_without_an_office_one_is_told_what_to_do(client, ngao_officer, to_districts):
    client.force_login(ngao_officer)

    response = client.post(f"/directives/{to_districts.pk}/pass/", follow=True)

    assert "สำนักงานของท่านยังไม่มีในระบบ" in response.content.decode()


# The page.


def test_the_page_shows_the_arithmetic_and_the_paper(client, province_officer, url, cascade):
    client.force_login(province_officer)

    page = client.get(url).content.decode()

    assert "20 พ.ย. 2567 = 7 วันทำการก่อน 29 พ.ย. 2567" in page
    assert "ว ๒๕๙๘" in page
    assert f"/letters/{cascade.letter_id}/pages/" in page or "sheet-page" in page


def test_saving_keeps_the_choices_and_gives_no_number(client, province_officer, url, typed):
    client.force_login(province_officer)

    response = client.post(url, typed(addressees=["5205"], **{"item-0-before": "๓"}), follow=True)

    assert "26 พ.ย. 2567 = 3 วันทำการก่อน 29 พ.ย. 2567" in response.content.decode()
    assert response.context["form"]["addressees"].value() == ["5205"]
    assert Letter.objects.get().is_draft


def test_issuing_numbers_sends_and_opens_the_board(client, province_officer, url, typed):
    client.force_login(province_officer)

    response = client.post(url, typed("issue"))

    issued = Directive.objects.get()
    assert response["Location"] == f"/directives/{issued.pk}/"
    assert issued.letter.number == 2598
    assert Event.objects.filter(verb="directive.passed").count() == 1
    # Back on the draft's page there is only the board left.
    assert client.get(url)["Location"] == f"/directives/{issued.pk}/"


def test_numbering_twice_gives_one_number(client, province_officer, url, typed):
    client.force_login(province_officer)
    sent = typed("issue")

    client.post(url, sent)
    client.post(url, sent)

    assert Directive.objects.count() == 1
    assert Counter.objects.get(series=Series.CIRCULAR).last == 2598


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"addressees": []}, "ยังไม่ได้เลือกหน่วยผู้รับ"),
        ({"item-0-is_passed": None, "item-1-is_passed": None}, "ยังไม่ได้เลือกข้อที่จะสั่งการต่อ"),
        ({"item-0-own": None}, "ข้อ 1 มีสิ่งที่ต้องส่ง แต่ยังไม่มีกำหนด"),
        ({"item-0-due": "2 ธ.ค. 2567"}, "2 ธ.ค. 2567 หลังกำหนดของสำนักงาน 29 พ.ย. 2567"),
        ({"item-0-due": "31 พ.ย. 2567"}, "31"),
        ({"signatory": None}, "ยังไม่ได้เลือกผู้ลงนาม"),
        ({"item-0-text": None}, "ยังไม่มีข้อความของข้อนี้"),
        ({"item-0-enough": "120", "item-0-counting": "percent"}, "ร้อยละต้องไม่เกิน 100"),
        ({"item-1-duties": ["tambon_order_copies"]}, "เลือกไว้มากกว่าหนึ่งข้อ"),
        ({"item-0-before": "หนึ่ง"}, "ตัวเลข"),
        ({"title": None}, "ชื่อที่ใช้เรียกบนกระดาน"),
    ],
)
def test_a_bad_post_says_what_and_gives_no_number(
    client, province_officer, url, typed, changes, said
):
    client.force_login(province_officer)

    page = client.post(url, typed("issue", **changes))

    assert page.status_code == 200
    assert escape(said) in page.content.decode()
    assert not Directive.objects.exists()
    assert Letter.objects.get().is_draft


def test_a_later_day_goes_down_when_it_is_meant(client, province_officer, url, typed):
    client.force_login(province_officer)

    client.post(url, typed("issue", **{"item-0-due": "2 ธ.ค. 2567", "later_is_meant": "on"}))

    assert make.duty(Directive.objects.get(), "tambon_order_copies").due.isoformat() == "2024-12-02"


def test_passing_it_down_twice_is_refused(
    client, province_officer, someone, areas, office, from_above, pass_down, url, typed
):
    pass_down(someone("second", "province", areas["52"]), office, received=from_above)
    client.force_login(province_officer)

    page = client.post(url, typed("issue")).content.decode()

    assert "สั่งการต่อถึงอำเภองาว อำเภอเถินแล้วตามหนังสือ ลป 0019.3/ว 2598" in page
    assert Directive.objects.count() == 1


def test_a_revoked_letter_is_not_passed_down(
    client, province_officer, ngao_officer, ngao_office, to_districts, pass_down
):
    incoming = make.received(ngao_officer, ngao_office, to_districts)
    cascade = pass_down(
        ngao_officer, ngao_office, received=incoming, parent=to_districts, is_issued=False
    )
    revoke = {"by": province_officer, "directive": to_districts, "at": make.moment()}
    actions.revoke_directive(because="ออกซ้ำ", **revoke)
    client.force_login(ngao_officer)
    page = client.get(f"/directives/cascades/{cascade.pk}/")
    form, items = page.context["form"], page.context["items"]
    sent = {name: form[name].value() or "" for name in form.fields} | {"do": "issue"}
    sent |= {"item-TOTAL_FORMS": len(items.forms), "item-INITIAL_FORMS": len(items.initial)}
    for place, item in enumerate(items.forms):
        sent |= {f"item-{place}-{name}": item[name].value() or "" for name in item.fields}

    refused = client.post(f"/directives/cascades/{cascade.pk}/", sent)

    assert "หนังสือต้นเรื่องถูกยกเลิกแล้ว เพราะออกซ้ำ" in refused.content.decode()
    again = client.post(f"/directives/received/{incoming.pk}/pass/", follow=True)
    assert "หนังสือต้นเรื่องถูกยกเลิกแล้ว" in again.content.decode()


def test_what_another_saved_meanwhile_is_told(
    client, province_officer, url, typed, cascade, pass_down
):
    client.force_login(province_officer)
    sent = typed()
    client.post(url, sent)

    page = client.post(url, sent | {"title": "ของฉัน"})

    assert "มีผู้บันทึกร่างนี้หลังจากท่านเปิดหน้า" in page.content.decode()
    assert page.context["form"]["title"].value() == "ของฉัน"


def test_more_items_and_units_cost_no_more_queries(
    client, province_officer, areas, office, django_assert_max_num_queries
):
    client.force_login(province_officer)

    def count(text, number):
        received = make.letters.received(
            province_officer, office, text=text, their_number=f"มท 0402/{number}"
        )
        cascade = actions.begin_cascade(
            by=province_officer, office=office, received=received, at=make.moment()
        )
        client.get(f"/directives/cascades/{cascade.pk}/")
        with django_assert_max_num_queries(40) as seen:
            client.get(f"/directives/cascades/{cascade.pk}/")
        return len(seen), len(cascade.items.all())

    many = "\n".join(f"{number}. ส่งรายงานผล ภายในวันที่ 29 พฤศจิกายน 2567" for number in range(1, 13))
    few, some = count(make.FROM_ABOVE, 1)
    whole, more = count(f"{make.FROM_ABOVE.split('๑.')[0]}\n{many}\nจึงเรียนมาเพื่อโปรดพิจารณา", 2)

    assert more > some
    assert whole == few
