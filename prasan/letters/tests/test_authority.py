"""Who may sign: on which day, which letters, and what happens when they may not."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from prasan.accounts.rights import Role
from prasan.letters import rules
from prasan.letters.actions import MayNotSign, end_signatory, name_signatory, number_letter
from prasan.letters.models import Counter, Scope, Series, Signatory
from prasan.letters.tests import make

FIRST, ENDS = date(2024, 10, 1), date(2024, 12, 1)
DAY = timedelta(days=1)


@pytest.fixture
def signatory(province_officer, office) -> Signatory:
    return name_signatory(
        by=province_officer,
        office=office,
        name="นายแสงเทียน",
        post_title="พัฒนาการจังหวัด",
        capacity="ปฏิบัติราชการแทน",
        principal="ผู้ว่าราชการจังหวัด",
        authority="คำสั่งจังหวัด ที่ 1/2567",
        starts=FIRST,
        ends=ENDS,
        scope=Scope.LETTERS,
    )


@pytest.mark.parametrize(
    ("day", "kind", "said"),
    [
        (FIRST - DAY, "circular", "ก่อนมีอำนาจ"),
        (FIRST, "circular", ""),
        (ENDS - DAY, "ordinary", ""),
        (ENDS, "circular", "ลงนามได้ถึงก่อนวันที่ 1 ธ.ค. 2567"),
        (FIRST, "order", "ไม่ครอบคลุม"),
    ],
)
def test_who_signs_must_have_the_right_that_day(day, kind, said):
    problem = rules.signing_problem(
        "นายแสงเทียน",
        starts=FIRST,
        ends=ENDS,
        kinds=["circular", "ordinary"],
        day=day,
        kind=kind,
    )

    assert said in problem
    assert bool(problem) == bool(said)


def test_without_an_end_the_right_goes_on():
    kept = {"starts": FIRST, "ends": None, "kinds": ["order"], "kind": "order"}

    assert rules.signing_problem("ก", day=date(2040, 1, 1), **kept) == ""


@pytest.mark.parametrize(
    ("said", "lines"),
    [
        (("พัฒนาการจังหวัด", "", ""), ["พัฒนาการจังหวัด"]),
        (
            ("พัฒนาการจังหวัด", "ปฏิบัติราชการแทน", "ผู้ว่าราชการจังหวัด"),
            ["พัฒนาการจังหวัด ปฏิบัติราชการแทน", "ผู้ว่าราชการจังหวัด"],
        ),
        (
            ("ปลัดอำเภอ", "รักษาราชการแทน", "นายอำเภองาว"),
            ["ปลัดอำเภอ รักษาราชการแทน", "นายอำเภองาว"],
        ),
    ],
)
def test_the_block_below_the_name_says_for_whom(said, lines):
    assert rules.signature_lines(*said) == lines


@pytest.mark.parametrize(
    ("scope", "may"),
    [("all", {"circular", "ordinary", "order"}), ("letters", {"circular", "ordinary"}),
     ("orders", {"order"})],
)  # fmt: skip
def test_the_choices_are_those_who_may(province_officer, office, signatory, scope, may):
    Signatory.objects.update(scope=scope)

    found = {
        series
        for series in Series.outgoing()
        if Signatory.objects.signing(series, make.TODAY).exists()
    }

    assert found == may
    assert not Signatory.objects.signing(Series.CIRCULAR, ENDS).exists()


def test_a_letter_dated_outside_the_authority_gets_no_number(province_officer, office, signatory):
    letter = make.written(province_officer, office)
    letter.signatory = signatory
    letter.save()

    with pytest.raises(MayNotSign) as refused:
        number_letter(by=province_officer, letter=letter, dated=ENDS, at=make.moment())

    assert "ลงนามได้ถึงก่อนวันที่ 1 ธ.ค. 2567" in refused.value.message_dict["signatory"][0]
    assert Counter.objects.get().last == 2597
    assert number_letter(
        by=province_officer, letter=letter, dated=ENDS - DAY, at=make.moment()
    ).number


def test_a_district_keeps_who_signs_for_it(client, ngao_officer, district):
    client.force_login(ngao_officer)
    url = reverse("letters:office_signatory", args=[district.pk])
    said = {
        "name": "นายสายธาร",
        "post_title": "ปลัดอำเภอ",
        "capacity": "รักษาราชการแทน",
        "principal": "นายอำเภองาว",
        "authority": "คำสั่งอำเภองาว ที่ 9/2567",
        "scope": "letters",
        "limits": "เฉพาะงานพัฒนาชุมชน",
        "starts": "1 พ.ย. 2567",
    }

    assert client.post(url, said).status_code == 302

    signatory = district.signatories.get()
    assert (signatory.scope, signatory.limits) == ("letters", "เฉพาะงานพัฒนาชุมชน")
    page = client.get(reverse("letters:office", args=[district.pk])).content.decode()
    assert "หนังสือ ไม่รวมคำสั่ง" in page
    assert "เฉพาะงานพัฒนาชุมชน" in page
    assert "กำหนดผู้ลงนาม" in page
    assert "แก้หัวหนังสือ" not in page  # the letterhead is the administrator's
    assert client.get(reverse("letters:office_correct", args=[district.pk])).status_code == 403


def test_the_end_is_shown_with_its_reason(client, province_officer, office, signatory):
    end_signatory(by=province_officer, signatory=signatory, ends=make.TODAY, because="เกษียณ")
    client.force_login(province_officer)

    assert "เกษียณ" in client.get(reverse("letters:office", args=[office.pk])).content.decode()


def test_a_tambon_officer_does_not_say_who_signs(client, someone, district, ngao):
    client.force_login(someone("bare", Role.READER, ngao))

    assert client.get(reverse("letters:office_signatory", args=[district.pk])).status_code == 403
