"""A form of quite another shape (three categories, eleven indicators, 0 to 100, weights, gates)
through every page of an assessment, from the first answer to the accepted result.

Nothing of the code knows it: it is loaded from a file like any other.
"""

import pytest

from prasan.assessments.models import Assessment, Score
from prasan.assessments.tests import make
from prasan.assessments.workflow import Tier
from prasan.jobs.models import Job

SHEET = "/assessments/520505/2568/"
# Points in form order; 2.1 and 2.2 do not apply, which the form allows.
TYPED = ("80", "๖๐", "80", "80", "na", "na", "90", "5", "90", "90", "90")
KEPT = (80, 60, 80, 80, None, None, 90, 5, 90, 90, 90)


@pytest.fixture
def other(system):
    return make.framework(system, make.OTHER)


@pytest.fixture
def sheet(client, tambon_officer, centre, other):
    """The sheet as its officer sees it; numbers lead to the ids of its indicators."""
    client.force_login(tambon_officer)
    return client


@pytest.fixture
def ids(other):
    return {each.number: each.pk for each in make.indicators(other)}


def typed(other, values=TYPED, edition=0, **more):
    post = dict(more)
    for each, value in zip(make.indicators(other), values, strict=True):
        post[f"i{each.pk}-choice"] = value
        post[f"i{each.pk}-note"] = "เห็นเอกสารจริง"
        post[f"i{each.pk}-edition"] = edition
    return post


def kept(tier=Tier.SELF):
    rows = Score.objects.of(tier).order_by("indicator__category__number", "indicator__place")
    return tuple(rows.values_list("points", flat=True))


def page(client, url):
    answer = client.get(url)
    assert answer.status_code == 200, url
    return answer.content.decode().replace("\xa0", " ").replace("&nbsp;", " ")


@pytest.fixture
def filed(sheet, other):
    assert sheet.post(SHEET, typed(other, do="file")).url == f"{SHEET}file/"
    seen = page(sheet, f"{SHEET}file/").split('name="seen" value="')[1].split('"')[0]
    assert sheet.post(f"{SHEET}file/", {"seen": seen}).url == SHEET
    return Assessment.objects.get()


def test_the_sheet_asks_for_numbers_and_for_the_one_scale_of_steps(sheet, ids):
    shown = page(sheet, SHEET)

    assert "3 หมวด 11 ตัวชี้วัด" in shown
    assert shown.count('inputmode="numeric"') == 10
    assert shown.count('type="radio"') == 4  # 2.4 has 0, 1, 3 and 5
    assert "คะแนน 0 ถึง 100 หรือพิมพ์ ไม่เข้าข่าย" in shown
    assert "ไม่เข้าข่ายเมื่อ ตำบลที่ไม่มีกองทุน" in shown
    assert "ระบบคิดให้" in shown  # 1.1 and 1.2 name facts
    assert shown.count("data-answer ") == 11


@pytest.mark.parametrize(
    ("number", "value", "said"),
    [
        ("1.1", "101", "ข้อ 1.1"),
        ("1.1", "-1", "ข้อ 1.1"),
        ("1.1", "แปดสิบ", "ข้อ 1.1"),
        ("2.4", "2", "ข้อ 2.4"),  # not one of 0, 1, 3, 5
        ("1.1", "na", "ข้อ 1.1"),  # only 2.1 and 2.2 may be left out
    ],
)
def test_one_at_a_time_what_the_scale_lacks_is_refused_in_words(sheet, ids, number, value, said):
    pk = ids[number]

    answer = sheet.post(
        f"{SHEET}{pk}/",
        {f"i{pk}-choice": value, f"i{pk}-edition": 0},
        headers={"HX-Request": "true"},
    ).content.decode()

    assert 'class="error"' in answer
    assert said in answer
    assert not Score.objects.exists()


def test_one_at_a_time_a_number_is_kept_and_the_sums_follow(sheet, ids):
    pk = ids["1.3"]

    answer = sheet.post(
        f"{SHEET}{pk}/",
        {f"i{pk}-choice": "๙๕", f"i{pk}-edition": 0},
        headers={"HX-Request": "true"},
    ).content.decode()

    assert "data-sent" in answer
    assert "ตอบแล้ว 1 จาก 11 ข้อ" in answer
    assert kept() == (95,)


def test_all_at_once_are_saved_and_filed_with_what_does_not_apply(filed, sheet):
    assert kept() == KEPT
    assert filed.state == "filed"
    shown = page(sheet, SHEET)
    assert shown.count("ไม่เข้าข่าย") >= 2
    assert "83.12 %" in shown  # weighted, of what applies
    assert "ระดับ ๓" in shown


def test_gaps_are_named_before_it_is_filed(sheet, other):
    answer = sheet.post(SHEET, typed(other, (*TYPED[:-1], ""), do="file"))

    assert answer.status_code == 200
    assert "ข้อ 3.3 ยังไม่ได้เลือกคะแนน" in answer.content.decode()
    assert not Assessment.objects.get().steps.exists()


def test_the_district_scores_otherwise_on_the_same_scale_and_says_why(
    filed, client, ngao_officer, other, ids
):
    client.force_login(ngao_officer)
    url = f"{SHEET}check/"
    shown = page(client, url)
    assert shown.count("input-score") == 10

    post = typed(other, do="agree")
    for pk in ids.values():
        post[f"i{pk}-note"] = ""
    post[f"i{ids['1.2']}-choice"] = "50"
    confirm_all(client, filed)
    assert "ข้อ 1.2 ให้ต่างจากเดิม เขียนเหตุผลก่อน" in client.post(url, post).content.decode()

    post[f"i{ids['1.2']}-note"] = "ประชุมครั้งเดียว"
    assert client.post(url, post).url == SHEET
    assert kept(Tier.DISTRICT) == (80, 50, *KEPT[2:])
    assert kept() == KEPT
    # Level 3 wants 60 of indicator 1.2: the gate tells the two apart.
    assert "ระดับ ๒" in page(client, SHEET)


def confirm_all(client, filed):
    """The second person for values that differ from what the system computes."""
    for score in filed.scores.of(Tier.SELF).exclude(suggested=None):
        if score.points != score.suggested:
            client.post(f"{SHEET}{score.indicator_id}/confirm/", {"edition": score.edition})


@pytest.fixture
def accepted(filed, client, ngao_officer, province_officer, other):
    for user in (ngao_officer, province_officer):
        client.force_login(user)
        confirm_all(client, filed)
        post = typed(other, do="agree")
        for name in list(post):
            if name.endswith("-note"):
                post[name] = ""
        assert client.post(f"{SHEET}check/", post).url == SHEET
    filed.__dict__.pop("last", None)
    assert filed.state == "accepted"
    return filed


def test_the_result_tells_levels_weights_and_the_gate(accepted, client):
    shown = page(client, f"{SHEET}result/")

    assert "ระดับ ๓" in shown
    assert "คนและองค์กร" in shown
    assert "7.5" in shown  # the weight of 1.3
    assert "ถ่วงน้ำหนักรายข้อ" in shown


@pytest.mark.parametrize(
    "url",
    [
        SHEET,
        f"{SHEET}computed/",
        "/assessments/results/52/2568/",
        "/assessments/results/52/2568/movement/",
        "/assessments/results/52/2568/unproven/",
        "/assessments/?year=2568",
    ],
)
def test_every_page_around_it_opens(accepted, client, url):
    assert page(client, url)


@pytest.mark.parametrize(
    "url",
    [
        f"{SHEET}form.docx",
        f"{SHEET}blank.docx",
        f"{SHEET}report.docx",
        f"{SHEET}certificate.docx",
        "/assessments/results/52/2568/results.xlsx",
    ],
)
def test_every_paper_of_it_is_made(accepted, client, url):
    answer = client.get(url)

    assert (answer.status_code, answer.content[:2]) == (200, b"PK")


def test_its_area_is_computed_anew(accepted, client):
    client.post("/assessments/results/52/2568/computed/")

    assert Job.objects.get().result_url
    assert "1.1 ทะเบียนครบ" in page(client, "/assessments/results/52/2568/computed/")


def test_several_of_it_are_accepted_together(filed, client, ngao_officer):
    client.force_login(ngao_officer)
    confirm_all(client, filed)
    url = "/assessments/5205/2568/together/"
    shown = page(client, url)
    looks = {part.split('"')[0]: "yes" for part in shown.split('type="radio" id="')[1:]}
    post = {name[:-1]: "yes" for name in looks}

    assert client.post(url, post).status_code == 302
    assert kept(Tier.DISTRICT) == KEPT
