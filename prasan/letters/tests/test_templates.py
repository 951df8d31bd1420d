"""Templates: made, checked, shown as paper, kept version by version, taken ready made."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from prasan.audit.models import Event
from prasan.letters import wording
from prasan.letters.actions import save_template
from prasan.letters.composing import example
from prasan.letters.documents import Paragraph
from prasan.letters.models import Form, Letter, Template
from prasan.letters.shipped import shipped_as, shipped_templates
from prasan.letters.tests import make

NEW, INDEX = reverse("letters:template_create"), reverse("letters:templates")
WRITE = reverse("letters:create")
PICTURE = 'src="data:image/png;base64,'


@pytest.fixture
def officer(client, province_officer, office):
    """The officer of the province, at the desk."""
    client.force_login(province_officer)
    return province_officer


def page_of(template: Template) -> str:
    return reverse("letters:template", args=[template.pk])


def again(template: Template) -> str:
    return reverse("letters:template_again", args=[template.pk])


def take(key: str) -> str:
    return reverse("letters:template_take", args=[key])


def typed(**change) -> dict[str, object]:
    return {"subject": "ขอเชิญประชุม", "body": "ด้วยจะประชุม\n\nจึงเรียนมา", **change}


def test_a_template_keeps_every_version(client, officer, template):
    url = page_of(template)
    said = {"subject": "ขอเชิญประชุม", "body": "ด้วยจะประชุม\n\nจึงเรียนมา"}

    for _ in range(2):
        assert client.post(url, said).status_code == 302

    assert [one.number for one in template.versions.all()] == [2, 1]
    assert "ขอเชิญประชุม ปี {ปีงบประมาณ}" in client.get(url).content.decode()
    assert "ไม่ครบคู่" in client.post(url, {**said, "body": "{ก"}).content.decode()
    assert "ยังไม่มีเนื้อความ" in client.post(url, {**said, "body": "\n \n"}).content.decode()


def test_a_new_template_has_a_name_of_its_own(client, officer, office, template):
    said = {"office": office.pk, "name": "เชิญประชุม", "form": "letter", "subject": "ก", "body": "ข"}

    assert "มีแบบชื่อนี้แล้ว" in client.post(NEW, said).content.decode()
    assert client.post(NEW, {**said, "name": "อื่น"}).status_code == 302
    assert "อื่น" in client.get(INDEX).content.decode()


def test_without_templates_the_first_step_is_told(client, officer):
    html = client.get(INDEX).content.decode()

    assert "ยังไม่มีแบบหนังสือ" in html
    assert "แบบที่มากับระบบ" in html


def test_a_template_is_seen_as_paper_beside_its_words(client, officer, template):
    html = client.get(page_of(template)).content.decode()

    assert html.count(PICTURE) == 1
    assert "{วันประชุม}" in html


def test_typed_words_are_seen_as_paper_and_not_saved(client, officer, template):
    html = client.post(page_of(template), typed(subject="ใหม่", do="preview")).content.decode()

    assert PICTURE in html
    assert "ยังไม่บันทึก" in html
    assert 'value="ใหม่"' in html
    assert template.versions.count() == 1


def test_a_new_template_is_seen_as_paper_before_it_is_saved(client, officer, office):
    said = {"office": office.pk, "name": "ใหม่", "form": "memo", "do": "preview"}
    html = client.post(NEW, typed(**said)).content.decode()

    assert PICTURE in html
    assert not Template.objects.exists()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"body": "วันที่ {วันประชุม"}, "ไม่ครบคู่"),
        ({"body": "{" + "ก" * 61 + "}"}, "ยาวเกินชื่อ"),
        ({"body": "{วัน\nประชุม}"}, "ยาวเกินชื่อ"),
        ({"body": "{ปีงบประมาน}"}, "คล้าย {ปีงบประมาณ}"),
        ({"subject": "{}"}, "ไม่มีชื่อ"),
        ({"subject": ""}, "ยังไม่ได้กรอกเรื่อง"),
        ({"body": "ด้วย 𝔛"}, "𝔛"),
    ],
)
@pytest.mark.parametrize("do", ["save", "preview"])
def test_what_cannot_be_a_template_is_told_and_keeps_what_was_typed(
    client, officer, template, change, said, do
):
    html = client.post(page_of(template), typed(**change, do=do)).content.decode()

    assert said in html
    assert PICTURE not in html
    assert template.versions.count() == 1
    assert "ด้วย" in html or "body" in change


def test_an_example_leaves_no_place_open(office, today):
    for one in shipped_templates():
        paper = example(
            office, subject=one.subject, body=one.body, form=one.form, signatory=None, day=today
        )
        assert "{" not in repr(paper).replace("Signature(", "")
        assert list(wording.field_problems(one.subject, one.body)) == []
        assert one.form in Form.values


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("วันประชุม", "5 พฤศจิกายน 2567"),
        ("กำหนดส่ง", "5 พฤศจิกายน 2567"),
        ("เวลาประชุม", "09.30 น."),
        ("จำนวนคน", "12"),
        ("ชื่อประธาน", "(ชื่อประธาน)"),
    ],
)
def test_an_example_speaks_of_what_its_name_does(name, said, today):
    assert wording.example_of(name, today) == said


def test_a_shipped_template_is_taken_once_and_restored(client, officer, office):
    for _click in range(2):
        answer = client.post(take("invite"), {"office": office.pk})
    template = Template.objects.get()
    assert answer["Location"] == page_of(template)
    assert Event.objects.filter(verb="template.saved").count() == 1
    assert take("invite") not in client.get(INDEX).content.decode()
    assert "กลับไปใช้ข้อความที่มากับระบบ" not in client.get(page_of(template)).content.decode()

    client.post(page_of(template), typed())
    assert "กลับไปใช้ข้อความที่มากับระบบ" in client.get(page_of(template)).content.decode()
    for _click in range(2):
        assert client.post(again(template), {"number": "shipped"}).status_code == 302

    assert template.newest.number == 3
    assert template.newest.subject == shipped_as("invite").subject


def test_a_taken_template_does_not_take_the_name_of_another(client, officer, office):
    save_template(
        by=officer, office=office, name=shipped_as("invite").name, form="letter", subject="ก",
        body=[Paragraph("ข")], at=make.moment(),
    )  # fmt: skip
    client.post(take("invite"), {"office": office.pk})

    taken = Template.objects.get(shipped="invite")
    assert taken.name == "ขอเชิญประชุม (ประสาน)"


def test_the_words_of_an_earlier_time_are_used_again(client, officer, template):
    client.post(page_of(template), typed())

    for _click in range(2):
        assert client.post(again(template), {"number": "1"}).status_code == 302

    assert [one.number for one in template.versions.all()] == [3, 2, 1]
    assert template.newest.subject == "ขอเชิญประชุม ปี {ปีงบประมาณ}"


@pytest.mark.parametrize("number", ["9", "x", "", "shipped"])
def test_a_time_that_never_was_is_not_there(client, officer, template, number):
    assert client.post(again(template), {"number": number}).status_code == 404
    assert template.versions.count() == 1


def test_a_letter_keeps_the_words_it_began_with(client, officer, office, template):
    client.post(WRITE, {"office": office.pk, "form": "letter", "template": template.pk})
    client.post(page_of(template), typed())

    letter = Letter.objects.get()
    assert letter.begun_from.number == 1
    assert letter.subject == "ขอเชิญประชุม ปี 2568"
    html = client.get(reverse("letters:detail", args=[letter.pk])).content.decode()
    assert "เริ่มจากแบบ" in html
    assert "ใช้เขียน" in client.get(INDEX).content.decode()


def test_who_keeps_no_register_takes_and_restores_nothing(
    client, reader, thoen_officer, template, office
):
    client.force_login(reader)
    assert client.post(take("invite"), {"office": office.pk}).status_code == 403
    assert client.post(again(template), {"number": "1"}).status_code == 403
    client.force_login(thoen_officer)
    assert client.post(again(template), {"number": "1"}).status_code == 404
    assert client.post(take("invite"), {"office": office.pk}).status_code == 404
    client.logout()
    for url in (take("invite"), again(template)):
        assert client.post(url)["Location"].startswith("/accounts/login/")
    assert Template.objects.count() == 1


def test_what_was_never_shipped_is_not_there(client, officer, office):
    assert client.post(take("nothing"), {"office": office.pk}).status_code == 404


def test_more_templates_and_versions_ask_no_more_queries(client, officer, office, template):
    def asked(url: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(url).status_code == 200
        return len(queries)

    few = asked(INDEX), asked(page_of(template))
    for place in range(40):
        for name in (f"แบบ {place}", template.name):
            save_template(
                by=officer, office=office, name=name, form="letter", subject=f"เรื่อง {place}",
                body=[Paragraph("ข้อความ")], at=make.moment(),
            )  # fmt: skip

    assert (asked(INDEX), asked(page_of(template))) == few
