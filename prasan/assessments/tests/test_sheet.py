import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from prasan.assessments import actions
from prasan.assessments.actions import Answer
from prasan.assessments.models import Assessment, Proof, Score, Step
from prasan.assessments.tests import make
from prasan.audit.models import Event
from prasan.evidence.models import Evidence

URL = "/assessments/520505/2568/"
HTMX = {"HX-Request": "true"}


def typed(framework, *points, do="save", notes=(), editions=()):
    """The sheet as the browser sends it: points in form order, None for no choice."""
    post = {"do": do}
    for place, each in enumerate(make.indicators(framework)):
        post[f"i{each.pk}-note"] = notes[place] if place < len(notes) else ""
        post[f"i{each.pk}-edition"] = editions[place] if place < len(editions) else 0
        if place < len(points) and points[place] is not None:
            post[f"i{each.pk}-choice"] = points[place]
    return post


def kept():
    scores = Score.objects.order_by("indicator__number")
    return [(each.points, each.note) for each in scores]


@pytest.fixture
def officer(client, ngao_officer):
    client.force_login(ngao_officer)
    return client


@pytest.fixture
def by_other(tambon_officer, assessment):
    """The officer of Pong Tao saves an answer in the meantime."""
    return lambda answers: actions.save_scores(
        by=tambon_officer, assessment=assessment, answers=answers, at=make.moment()
    )


@pytest.mark.parametrize("path", ["", "file/", "1/"])
def test_a_visitor_logs_in_first(client, centre, framework, path):
    assert client.post(f"{URL}{path}").status_code == 302
    assert not Assessment.objects.exists()


def test_another_district_cannot_see_it(client, thoen_officer, centre, framework, indicators):
    client.force_login(thoen_officer)

    assert client.get(URL).status_code == 404
    assert client.post(URL, typed(framework, 1)).status_code == 404
    assert client.get(f"{URL}file/").status_code == 404
    assert client.post(f"{URL}file/").status_code == 404
    assert client.post(f"{URL}{indicators[0].pk}/", typed(framework, 1)).status_code == 404
    assert client.get("/assessments/520505/").status_code == 404
    assert not Assessment.objects.exists()


@pytest.mark.parametrize("who", ["reader", "province_officer"])
def test_others_read_and_do_not_record(client, request, who, assessment, framework, indicators):
    client.force_login(request.getfixturevalue(who))

    page = client.get(URL).content.decode()
    refusal = client.post(URL, typed(framework, 1))

    assert "ยังเป็นร่าง" in page
    assert 'name="do"' not in page
    assert refusal.status_code == 403
    assert client.post(f"{URL}{indicators[0].pk}/", typed(framework, 1)).status_code == 403
    assert client.get(f"{URL}file/").status_code == 403
    assert client.post(f"{URL}file/").status_code == 403
    assert not Score.objects.exists()


def test_a_member_answers_for_the_own_centre_and_no_other(client, member, centre, framework):
    client.force_login(member)

    assert client.post(URL, typed(framework, 1)).status_code == 302
    assert client.post("/assessments/520504/2568/", typed(framework, 1)).status_code == 404
    assert kept() == [(1, "")]


def test_a_reader_is_told_when_it_is_not_begun(client, reader, centre, framework):
    client.force_login(reader)

    assert "ยังไม่ได้เริ่มประเมินปี 2568" in client.get(URL).content.decode()


def test_without_a_form_the_page_says_what_to_do(officer, centre):
    assert "prasan load_framework" in officer.get(URL).content.decode()
    assert "prasan load_framework" in officer.post(URL).content.decode()


@pytest.mark.parametrize("year", [2550, 2569, 99999])
def test_years_before_the_regulation_and_years_to_come_are_not_there(
    officer, centre, framework, year
):
    assert officer.get(f"/assessments/520505/{year}/").status_code == 404


def test_the_centre_leads_to_this_year(officer, centre, framework):
    assert officer.get("/assessments/520505/").url == URL


def test_looking_at_the_form_begins_nothing(officer, centre, framework):
    page = officer.get(URL).content.decode()

    assert "ตอบแล้ว 0 จาก 3 ข้อ" in page
    assert page.count('type="radio"') == 8
    assert not Assessment.objects.exists()


def test_an_officer_saves_a_draft(officer, centre, framework):
    response = officer.post(URL, typed(framework, 1, None, 2, notes=["เห็นคำสั่งแล้ว"]))

    assert (response.status_code, response.url) == (302, URL)
    assert kept() == [(1, "เห็นคำสั่งแล้ว"), (2, "")]
    mine = Event.objects.filter(area="520505", verb__startswith="assessment.").order_by("place")
    assert [event.verb for event in mine] == ["assessment.started", "assessment.answered"]
    page = officer.get(URL).content.decode()
    assert "ตอบแล้ว 2 จาก 3 ข้อ" in page
    assert "3 ÷ 5 = 60&nbsp;%" in page
    assert "อีกอย่างน้อย 1&nbsp;คะแนน ใน 1&nbsp;ข้อ (เกณฑ์ 80&nbsp;%)" in page


def test_a_double_click_saves_once(officer, centre, framework):
    post = typed(framework, 1, 2, 0, notes=["บรรทัดแรก\r\nบรรทัดสอง"])

    assert [officer.post(URL, post).status_code for _ in range(2)] == [302, 302]
    assert Event.objects.filter(verb="assessment.answered").count() == 1


def test_points_the_indicator_does_not_have_are_refused(officer, centre, framework):
    response = officer.post(URL, typed(framework, 2, 1))

    page = response.content.decode()
    assert page.count("ข้อ 1.1 ให้ได้ 0 ถึง 1 คะแนน") == 2  # summary and question
    assert "<title>มีข้อผิดพลาด:" in page
    assert not Score.objects.exists()


def test_a_reason_too_long_keeps_what_was_typed(officer, centre, framework):
    response = officer.post(URL, typed(framework, 1, 2, notes=["ก" * 501, "เหตุผลของข้อสอง"]))

    page = response.content.decode()
    assert "เหตุผลข้อ 1.1 ยาว 501 อักษร ย่อให้ไม่เกิน 500" in page
    assert "ก" * 501 in page
    assert "เหตุผลของข้อสอง" in page
    assert page.count(" checked") == 2
    assert not Score.objects.exists()


def test_an_older_page_shows_both_answers_and_loses_none(officer, by_other, framework, indicators):
    by_other({indicators[0].pk: Answer(0, "ยังไม่เห็นคำสั่ง")})

    response = officer.post(URL, typed(framework, 1, 2, notes=["เห็นแล้ววันนี้", "ครบทุกคน"]))

    page = response.content.decode()
    assert "ข้อ 1.1 มีผู้บันทึกใหม่กว่า" in page
    assert "<b>0\N{NO-BREAK SPACE}คะแนน</b> · ยังไม่เห็นคำสั่ง" in page
    assert page.count('value="theirs"') == page.count('value="mine"') == 1
    assert "เห็นแล้ววันนี้" in page
    assert "ครบทุกคน" in page
    assert kept() == [(0, "ยังไม่เห็นคำสั่ง")]
    # Having seen both, the officer saves the same page again.
    assert f'name="i{indicators[0].pk}-edition" value="1"' in page
    post = typed(framework, 1, 2, notes=["เห็นแล้ววันนี้", "ครบทุกคน"], editions=[1])
    assert officer.post(URL, post).status_code == 302
    assert kept() == [(1, "เห็นแล้ววันนี้"), (2, "ครบทุกคน")]


def test_the_officer_may_let_the_newer_answer_stand(officer, by_other, framework, indicators):
    pk = indicators[0].pk
    by_other({pk: Answer(0, "ยังไม่เห็นคำสั่ง")})

    post = typed(framework, 1, 2, notes=["เห็นแล้ววันนี้"]) | {f"i{pk}-take": "theirs"}
    assert officer.post(URL, post).status_code == 302

    assert kept() == [(0, "ยังไม่เห็นคำสั่ง"), (2, "")]


def test_answers_of_others_to_other_indicators_do_not_stand_in_the_way(
    officer, by_other, framework, indicators
):
    by_other({indicators[2].pk: Answer(2)})

    response = officer.post(f"{URL}{indicators[0].pk}/", typed(framework, 1), headers=HTMX)

    assert "ส่งแล้ว" in response.content.decode()
    assert kept() == [(1, ""), (2, "")]


def test_one_answer_is_saved_as_soon_as_it_is_chosen(officer, centre, framework, indicators):
    response = officer.post(f"{URL}{indicators[1].pk}/", typed(framework, 1, 2), headers=HTMX)

    page = response.content.decode()
    assert kept() == [(2, "")]  # the other indicators were not asked for
    assert "<html" not in page
    assert "{#" not in page
    assert f'name="i{indicators[1].pk}-edition" value="1"' in page
    assert 'id="totals"' in page
    assert "2 ÷ 5 = 40&nbsp;%" in page
    assert Event.objects.filter(verb="assessment.answered").count() == 1


def test_one_answer_saved_without_script_leads_back_to_it(officer, centre, framework, indicators):
    pk = indicators[1].pk

    assert officer.post(f"{URL}{pk}/", typed(framework, 1, 2)).url == f"{URL}#a{pk}"


def test_one_answer_says_what_is_wrong_with_it(officer, by_other, framework, indicators):
    pk = indicators[0].pk
    by_other({pk: Answer(0, "ของอีกคน")})

    wrong = officer.post(f"{URL}{pk}/", typed(framework, 7), headers=HTMX).content.decode()
    stale = officer.post(f"{URL}{pk}/", typed(framework, 1), headers=HTMX).content.decode()

    assert "ข้อ 1.1 ให้ได้ 0 ถึง 1 คะแนน" in wrong
    assert "มีผู้บันทึกใหม่กว่า" in stale
    assert "ของอีกคน" in stale
    assert kept() == [(0, "ของอีกคน")]


def test_an_indicator_of_another_form_is_not_there(officer, centre, framework):
    assert officer.post(f"{URL}999999/", typed(framework, 1), headers=HTMX).status_code == 404


def test_filing_an_unfinished_form_saves_it_and_names_what_is_missing(officer, centre, framework):
    response = officer.post(URL, typed(framework, 0, None, 2, do="file"))

    page = response.content.decode()
    assert "ยังยื่นไม่ได้ ขาดอีก 1 ข้อ" in page
    assert page.count("ข้อ 1.2 ยังไม่ได้เลือกคะแนน") == 2
    assert "ข้อ 1.1 ยังไม่ได้เลือกคะแนน" not in page  # no points is an answer
    assert kept() == [(0, ""), (2, "")]
    # The page knows the answers it has just saved: saving on is no conflict.
    post = typed(framework, 1, 1, 2, do="file", editions=[1, 0, 1])
    assert officer.post(URL, post).url == f"{URL}file/"


def test_a_complete_form_is_looked_at_and_filed(officer, centre, framework, ngao_officer, today):
    assert officer.post(URL, typed(framework, 1, 2, 1, do="file")).url == f"{URL}file/"
    page = officer.get(f"{URL}file/").content.decode()
    assert "ยื่นผล 4 จาก 5 คะแนน" in page
    assert 'name="seen" value="3"' in page

    responses = [officer.post(f"{URL}file/", {"seen": 3}) for _ in range(2)]

    assert [each.url for each in responses] == [URL, URL]
    filed = Assessment.objects.get().steps.get()
    assert (filed.kind, filed.day, filed.by) == ("filed", today, ngao_officer)
    assert Event.objects.filter(verb="assessment.filed").count() == 1
    page = officer.get(URL).content.decode()
    assert "คำตอบถูกเก็บไว้ตามวันที่ยื่น" in page
    assert 'type="radio"' not in page


def test_answers_changed_since_the_last_look_are_looked_at_again(
    officer, by_other, framework, indicators
):
    by_other(make.answers(framework, 1))
    by_other({indicators[0].pk: Answer(0, edition=1)})

    response = officer.post(f"{URL}file/", {"seen": 3}, follow=True)

    assert "มีคำตอบที่เปลี่ยนไประหว่างนี้" in response.content.decode()
    assert not Step.objects.exists()


def test_an_unfinished_form_is_not_filed_by_address(officer, assessment, framework):
    response = officer.post(f"{URL}file/", {"seen": 0}, follow=True)

    assert "ยังไม่ได้เลือกคะแนน 3 ข้อ" in response.content.decode()
    assert not Step.objects.exists()


def test_answers_to_a_filed_form_are_shown_and_not_saved(
    officer, by_other, tambon_officer, assessment, framework, indicators, today
):
    by_other(make.answers(framework, 1))
    actions.file_assessment(by=tambon_officer, assessment=assessment, at=make.moment())

    post = typed(framework, 0, 1, 1, notes=["พิมพ์ไว้ยาว"], editions=[1, 1, 1])
    page = officer.post(URL, post).content.decode()
    row = officer.post(f"{URL}{indicators[0].pk}/", post, headers=HTMX).content.decode()

    assert "ยื่นไปแล้วระหว่างที่ท่านตอบ" in page
    assert "พิมพ์ไว้ยาว" in page
    assert "จึงบันทึกข้อนี้ไม่ได้" in row
    assert {points for points, _ in kept()} == {1}


@pytest.mark.parametrize("path", ["", "file/"])
def test_the_example_says_so_on_every_page_with_points(
    officer, ngao_officer, centre, example, year, path
):
    assessment = actions.start_assessment(
        by=ngao_officer, centre=centre, framework=example, fiscal_year=year
    )
    actions.save_scores(
        by=ngao_officer, assessment=assessment, answers=make.answers(example, 1), at=make.moment()
    )

    page = officer.get(f"{URL}{path}").content.decode()

    assert "แบบตัวอย่าง ไม่ใช่แบบทางการ" in page
    assert "ยังไม่ใช่แบบทางการของกรม" in page


def test_the_example_says_so_to_readers_of_the_filed_result(
    client, reader, ngao_officer, centre, example, year, today
):
    actions.file_complete(
        by=ngao_officer,
        centre=centre,
        framework=example,
        fiscal_year=year,
        answers=make.answers(example, 1),
        at=make.moment(),
    )
    client.force_login(reader)

    assert "แบบตัวอย่าง ไม่ใช่แบบทางการ" in client.get(URL).content.decode()


def test_a_form_that_is_no_example_does_not_say_so(officer, assessment):
    assert "แบบตัวอย่าง" not in officer.get(URL).content.decode()


def test_queries_do_not_grow_with_scores(officer, ngao_officer, centre, example, year):
    assessment = actions.start_assessment(
        by=ngao_officer, centre=centre, framework=example, fiscal_year=year
    )
    with CaptureQueriesContext(connection) as none:
        officer.get(URL)
    answers = make.answers(example, 1)
    actions.save_scores(by=ngao_officer, assessment=assessment, answers=answers, at=make.moment())

    with CaptureQueriesContext(connection) as all_23:
        officer.get(URL)

    with CaptureQueriesContext(connection) as again:
        officer.get(URL)

    assert len(none) == len(all_23) <= 42  # with all that is computed
    assert len(again) <= 20  # and while nothing happens


def pdf() -> SimpleUploadedFile:
    return SimpleUploadedFile("คำสั่ง.pdf", make.pdf(), "application/pdf")


def test_a_file_is_kept_with_the_answer(officer, centre, framework, indicators, pong_tao):
    pk = indicators[0].pk
    response = officer.post(
        f"{URL}{pk}/", {**typed(framework, 1), f"i{pk}-proof": pdf()}, headers=HTMX
    )

    proof = Evidence.objects.get()
    assert (proof.area, Proof.objects.get().evidence) == (pong_tao, proof)
    page = response.content.decode()
    assert f'id="f{pk}"' in page
    assert reverse("evidence:view", args=[proof.pk]) in page


def test_a_file_is_taken_off_the_answer(officer, ngao_officer, centre, framework, indicators):
    pk = indicators[0].pk
    officer.post(URL, {**typed(framework, 1), f"i{pk}-proof": pdf()})

    officer.post(URL, {**typed(framework, 1, editions=[1]), f"i{pk}-drop": Proof.objects.get().pk})

    assert not Proof.objects.standing().exists()
    assert Proof.objects.get().withdrawn_by == ngao_officer
    assert Evidence.objects.exists()  # the file itself stays: other facts may rest on it


def test_saving_without_a_file_leaves_the_kept_one(officer, centre, framework, indicators):
    pk = indicators[0].pk
    officer.post(URL, {**typed(framework, 1), f"i{pk}-proof": pdf()})

    officer.post(URL, typed(framework, 0, editions=[1]))

    assert Score.objects.get().points == 0
    assert Proof.objects.standing().get().evidence == Evidence.objects.get()


def test_a_good_file_is_not_asked_for_again(officer, centre, framework, indicators):
    first = indicators[0].pk
    post = typed(framework, 1, notes=["", "ก" * 501])

    page = officer.post(URL, {**post, f"i{first}-proof": pdf()}).content.decode()

    assert "คำสั่ง.pdf" in page
    assert f'name="i{first}-proof-held"' in page
    assert not Evidence.objects.exists()


def test_what_is_no_document_is_refused(officer, centre, framework, indicators):
    pk = indicators[0].pk
    bad = SimpleUploadedFile("ไวรัส.pdf", b"MZ", "application/pdf")

    response = officer.post(URL, {**typed(framework, 1), f"i{pk}-proof": bad})

    assert response.status_code == 200
    assert not Score.objects.exists()


def test_a_tambon_without_a_centre_says_where_to_begin(client, ngao_officer, framework, ban_rong):
    client.force_login(ngao_officer)

    for url in ("/assessments/520504/2568/", "/assessments/520504/"):
        page = client.get(url)

        assert page.status_code == 404
        assert "/centres/520504/centre/" in page.content.decode()
