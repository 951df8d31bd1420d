from decimal import Decimal

import pytest

from prasan.audit.models import Event
from prasan.plans.models import Advance, Origin, Project, Proposal, Reply
from prasan.plans.tests import make
from prasan.plans.tests.make import TODAY

NEW = {
    "title": "ธนาคารอาหารชุมชน",
    "problem": "ครัวเรือนเปราะบางขาดอาหาร",
    "first_year": "2568",
    "doer": "village",
    "tags": ["strong_tambon"],
    "villages": "หมู่ ๓ บ้านปงเตา",
    "rows": "2",
    "source_0": "local",
    "amount_0": "๑๒๐,๐๐๐.๕๐",
}
SENT = {"level": "district", "holder": "อำเภองาว", "proposed": "20 ต.ค. 2567"}
ANSWERED = {
    "kind": "deferred",
    "dated": "1 พ.ย. 2567",
    "reason": "งบไม่พอ",
    "until_year": "๒๕๖๙",
}
FUNDED = {"kind": "funded", "dated": "1 พ.ย. 2567", "amount": "90,000", "source": "local"}
FORUM = {"kind": "forum", "dated": "1 ต.ค. 2567", "place": "ศาลาหมู่ 3"}


def addresses(proposal):
    """Every page of a project that writes, with a good post."""
    project = proposal.project
    one = f"/plans/project/{project.pk}/"
    return [
        (f"/plans/plan/{project.plan_id}/project/", {**NEW, "title": "อีกโครงการ"}),
        (f"{one}correct/", {**NEW, "edition": "1"}),
        (f"{one}drop/", {"why": "เสร็จแล้ว"}),
        (f"{one}origin/", FORUM),
        (f"{one}advance/", FUNDED),
        (f"{one}propose/", {**SENT, "level": "province", "holder": "จังหวัดลำปาง"}),
        (f"/plans/proposal/{proposal.pk}/", ANSWERED),
    ]


def test_a_stranger_is_sent_to_log_in(client, proposal):
    assert client.get(f"/plans/project/{proposal.project_id}/").status_code == 302
    for url, typed in addresses(proposal):
        assert client.get(url).status_code == 302
        assert client.post(url, typed).status_code == 302


def test_another_district_finds_nothing(client, thoen_officer, proposal):
    client.force_login(thoen_officer)

    assert client.get(f"/plans/project/{proposal.project_id}/").status_code == 404
    for url, typed in addresses(proposal):
        assert client.get(url).status_code == 404
        assert client.post(url, typed).status_code == 404


@pytest.mark.parametrize("who", ["member", "reader", "province_officer"])
def test_those_above_and_readers_only_read(client, request, proposal, who):
    client.force_login(request.getfixturevalue(who))
    events = Event.objects.count()

    assert client.get(f"/plans/project/{proposal.project_id}/").status_code == 200
    for url, typed in addresses(proposal):
        assert client.get(url).status_code == 403
        assert client.post(url, typed).status_code == 403
    assert Event.objects.count() == events


def test_a_project_is_added_in_thai_digits(client, tambon_officer, plan):
    client.force_login(tambon_officer)
    url = f"/plans/plan/{plan.pk}/project/"

    first, second = client.post(url, NEW), client.post(url, NEW)

    project = Project.objects.get()
    inclusion = project.inclusions.get()
    money = inclusion.money.get()
    assert (money.year, money.source, money.amount) == (2568, "local", Decimal("120000.50"))
    assert [str(one) for one in project.places.all()] == ["หมู่ 3 บ้านปงเตา ตำบลปงเตา"]
    assert first["Location"] == second["Location"] == f"/plans/project/{project.pk}/"
    assert Event.objects.filter(verb="project.added").count() == 1


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"title": "   "}, "ยังไม่ได้กรอกชื่อโครงการ"),
        ({"title": "ก" * 251}, "250"),
        ({"amount_0": "-1"}, "งบประมาณติดลบ ใส่เป็น 0 หรือมากกว่า"),
        ({"amount_0": "สองหมื่น"}, "พิมพ์เป็นตัวเลข เช่น 12,500 หรือ 12.50"),
        ({"amount_0": "NaN"}, "พิมพ์เป็นตัวเลข เช่น 12,500 หรือ 12.50"),
        ({"amount_0": "10.005"}, "งบประมาณมีทศนิยมเกิน 2 ตำแหน่ง"),
        ({"amount_0": "1e30"}, "งบประมาณมากเกินไป"),
        ({"year_0": "2569"}, "งบปี 2569 อยู่นอกปีของโครงการ (2568)"),
        ({"amount_1": "5", "source_1": "local"}, "มีสองรายการ รวมเป็นรายการเดียว"),
        ({"first_year": "2571"}, "ปี 2571 อยู่นอกแผน 2566–2570 ใส่ปีที่อยู่ในแผน"),
        ({"first_year": "2024"}, "ปี 2024 เป็นปี ค.ศ. ถ้าหมายถึงปีนี้ให้พิมพ์ 2567"),
        ({"last_year": "2567"}, "ปีที่สิ้นสุด 2567 อยู่ก่อนปีที่เริ่ม 2568"),
        ({"beneficiaries": "-5"}, "0"),
        ({"tags": ["moon"]}, "moon"),
    ],
)
def test_a_bad_project_says_what_to_do_and_keeps_what_was_typed(
    client, ngao_officer, plan, typed, words
):
    client.force_login(ngao_officer)
    sent = {**NEW, **typed}

    response = client.post(f"/plans/plan/{plan.pk}/project/", sent)

    page = response.content.decode()
    assert response.status_code == 200
    assert words in page
    for name in ("title", "first_year", "amount_0"):
        assert f'value="{sent[name]}"' in page
    assert "ครัวเรือนเปราะบางขาดอาหาร" in page
    assert not Project.objects.exists()


def test_every_slip_is_told_at_once(client, ngao_officer, plan):
    client.force_login(ngao_officer)
    typed = {**NEW, "first_year": "2024", "amount_0": "สองหมื่น", "last_year": "สอง"}

    page = client.post(f"/plans/plan/{plan.pk}/project/", typed).content.decode()

    assert "แก้ 3\u00a0จุด" in page or "แก้ 3 จุด" in page


def test_a_project_is_corrected_and_an_older_form_is_stopped(client, ngao_officer, project):
    client.force_login(ngao_officer)
    url = f"/plans/project/{project.pk}/correct/"
    assert 'value="120000.50"' in client.get(url).content.decode()

    client.post(url, {**NEW, "amount_0": "90,000", "edition": "1"})
    page = client.post(url, {**NEW, "amount_0": "70,000", "edition": "1"}).content.decode()

    assert project.inclusions.get().money.get().amount == 90000
    assert "งบประมาณ (บาท) 90,000.00" in page
    assert 'value="70,000"' in page


def test_a_project_is_sent_up_once(client, ngao_officer, project):
    client.force_login(ngao_officer)
    url = f"/plans/project/{project.pk}/"
    assert "ยังไม่ได้เสนอแผนอื่น" in client.get(url).content.decode()

    for _ in range(2):
        assert client.post(f"{url}propose/", SENT)["Location"] == url

    assert str(Proposal.objects.get()) == "แผนพัฒนาอำเภองาว"
    assert Event.objects.filter(verb="project.proposed").count() == 1
    assert "รอคำตอบ" in client.get(url).content.decode()


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"level": ""}, "ยังไม่ได้เลือกว่าเสนอเข้าแผนใด"),
        ({"level": "moon"}, "moon"),
        ({"level": "village"}, "village"),
        ({"holder": ""}, "ยังไม่ได้บอกหน่วยงานเจ้าของแผน"),
        ({"proposed": "14 มิ.ย. 2565"}, "วันที่เสนออยู่ก่อนวันที่โครงการเข้าแผน (15 มิ.ย. 2565)"),
        ({"proposed": "6 พ.ย. 2567"}, "วันที่เสนอ อยู่หลังวันนี้"),
        ({"proposed": "20/10/2024"}, "ปี 2024 เป็นปี ค.ศ."),
    ],
)
def test_a_bad_proposal_says_what_to_do(client, ngao_officer, project, typed, words):
    client.force_login(ngao_officer)

    url = f"/plans/project/{project.pk}/propose/"
    page = client.post(url, {**SENT, **typed}).content.decode()

    assert words in page
    assert not Proposal.objects.exists()


def test_a_project_sent_twice_is_told(client, ngao_officer, proposal):
    client.force_login(ngao_officer)

    url = f"/plans/project/{proposal.project_id}/propose/"
    page = client.post(url, {**SENT, "proposed": "25 ต.ค. 2567"}).content.decode()

    assert "เสนอไปยัง แผนพัฒนาอำเภองาว แล้ว" in page
    assert Proposal.objects.count() == 1


def test_plans_on_file_are_offered_and_no_others(
    client, ngao_officer, thoen_officer, thoen, project, district_plan, province_plan
):
    foreign = make.plan(thoen_officer, thoen, level="district")
    client.force_login(ngao_officer)
    url = f"/plans/project/{project.pk}/propose/"

    page = client.get(url).content.decode()

    assert f'value="{district_plan.pk}"' in page
    assert f'value="{province_plan.pk}"' in page
    assert f'value="{foreign.pk}"' not in page
    client.post(url, {"plan": district_plan.pk, "proposed": "20 ต.ค. 2567"})
    assert Proposal.objects.get().plan == district_plan


def test_an_answer_is_seen_where_the_project_began(client, ngao_officer, proposal):
    client.force_login(ngao_officer)
    url = f"/plans/proposal/{proposal.pk}/"

    for _ in range(2):
        assert client.post(url, ANSWERED)["Location"] == f"/plans/project/{proposal.project_id}/"

    assert Event.objects.filter(verb="proposal.answered").count() == 1
    assert "งบไม่พอ" in client.get("/plans/520505/").content.decode()
    assert "เลื่อนไว้ก่อน" in client.get(url).content.decode()


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"kind": ""}, "ยังไม่ได้เลือกคำตอบ"),
        ({"reason": "  "}, "ยังไม่ได้บอกเหตุผล บันทึกตามที่หน่วยงานแจ้ง เพื่อให้ตำบลทราบ"),
        ({"until_year": ""}, "ยังไม่ได้บอกว่าเลื่อนไปปีใด"),
        ({"dated": "19 ต.ค. 2567"}, "วันที่ตอบอยู่ก่อนวันที่เสนอ (20 ต.ค. 2567) แก้วันที่ตอบ"),
        ({"dated": "6 พ.ย. 2567"}, "วันที่ตอบ อยู่หลังวันนี้"),
        ({"dated": ""}, "ยังไม่ได้กรอกวันที่ตอบ"),
    ],
)
def test_a_bad_answer_says_what_to_do(client, ngao_officer, proposal, typed, words):
    client.force_login(ngao_officer)

    page = client.post(f"/plans/proposal/{proposal.pk}/", {**ANSWERED, **typed}).content.decode()

    assert words in page
    assert not Reply.objects.exists()


def test_the_province_answers_for_its_own_plan_and_no_one_below(
    client, ngao_officer, province_officer, project, province_plan
):
    sent = make.proposal(ngao_officer, project, plan=province_plan)
    url = f"/plans/proposal/{sent.pk}/"
    client.force_login(ngao_officer)
    assert client.get(url).status_code == 403
    assert client.post(url, ANSWERED).status_code == 403

    client.force_login(province_officer)
    client.post(url, ANSWERED)

    client.force_login(ngao_officer)
    page = client.get(f"/plans/project/{project.pk}/").content.decode()
    assert "เลื่อนไว้ก่อน" in page
    assert "งบไม่พอ" in page


def test_an_answer_is_taken_back_with_its_reason(client, ngao_officer, proposal):
    reply = make.reply(ngao_officer, proposal)
    client.force_login(ngao_officer)
    url = f"/plans/reply/{reply.pk}/withdraw/"
    assert "ยังไม่ได้กรอกเหตุผล" in client.post(url, {"why": ""}).content.decode()

    client.post(url, {"why": "บันทึกผิดโครงการ"})

    assert not Reply.objects.standing().exists()
    assert "บันทึกผิดโครงการ" in client.get(
        f"/plans/project/{proposal.project_id}/"
    ).content.decode().replace("\u00a0", " ")


def test_where_it_comes_from_is_told_and_taken_back(client, ngao_officer, project):
    client.force_login(ngao_officer)
    one = f"/plans/project/{project.pk}/"
    assert "ยังไม่ได้บอกว่าจัดประชาคมที่ใด" in (
        client.post(f"{one}origin/", {**FORUM, "place": ""}).content.decode()
    )

    client.post(f"{one}origin/", FORUM)

    assert "ศาลาหมู่" in client.get(one).content.decode()
    origin = Origin.objects.get()
    client.post(f"/plans/origin/{origin.pk}/withdraw/", {"why": "คนละโครงการ"})
    assert "ศาลาหมู่" not in client.get(one).content.decode()


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"amount": ""}, "ยังไม่ได้ใส่จำนวนเงินที่ได้รับ"),
        ({"amount": "-5"}, "งบประมาณติดลบ"),
        ({"amount": "เก้าหมื่น"}, "พิมพ์เป็นตัวเลข"),
        ({"source": ""}, "ยังไม่ได้เลือกแหล่งงบประมาณ"),
        ({"kind": "done"}, "ยังไม่ได้บันทึกวันเริ่มดำเนินการ"),
        ({"dated": "6 พ.ย. 2567"}, "วันที่ อยู่หลังวันนี้"),
    ],
)
def test_a_bad_step_says_what_to_do(client, ngao_officer, project, typed, words):
    client.force_login(ngao_officer)

    url = f"/plans/project/{project.pk}/advance/"
    page = client.post(url, {**FUNDED, **typed}).content.decode()

    assert words in page
    assert not Advance.objects.exists()


def test_money_that_came_is_told_and_taken_back(client, ngao_officer, project):
    client.force_login(ngao_officer)
    one = f"/plans/project/{project.pk}/"

    for _ in range(2):
        client.post(f"{one}advance/", FUNDED)

    step = Advance.objects.get()
    assert "90,000\u00a0บาท" in client.get(one).content.decode()
    client.post(f"/plans/advance/{step.pk}/withdraw/", {"why": "ผิดโครงการ"})
    assert not Advance.objects.standing().exists()


def test_an_office_outside_is_told_to_do_it(client, ngao_officer, proposal):
    make.reply(ngao_officer, proposal)
    client.force_login(ngao_officer)

    client.post(f"/plans/proposal/{proposal.pk}/advance/", FUNDED)

    assert Advance.objects.get().proposal == proposal
    assert "ได้รับงบประมาณ" in client.get(f"/plans/project/{proposal.project_id}/").content.decode()


def test_a_project_is_left_out_on_the_page(client, ngao_officer, plan, project):
    client.force_login(ngao_officer)
    url = f"/plans/project/{project.pk}/drop/"
    assert "เปิดฉบับใหม่ก่อน" in client.post(url, {"why": "เสร็จแล้ว"}).content.decode()

    client.post(f"/plans/plan/{plan.pk}/versions/", {"said": "ทบทวน 2568"})
    client.post(url, {"why": "เสร็จแล้ว"})

    assert not Project.objects.in_plan().exists()
    page = client.get(f"/plans/project/{project.pk}/").content.decode().replace("\u00a0", " ")
    assert "ไม่อยู่ในแผนตั้งแต่ฉบับที่ 2" in page


def test_queries_do_not_grow_with_the_proposals(client, ngao_officer, project, proposal, queries):
    client.force_login(ngao_officer)
    url = f"/plans/project/{project.pk}/"
    make.reply(ngao_officer, proposal)
    few = queries(url)
    for number in range(5):
        more = make.proposal(ngao_officer, project, level="agency", holder=f"หน่วยงาน {number}")
        make.reply(ngao_officer, more, dated=TODAY)

    assert queries(url) == few


def test_queries_do_not_grow_with_the_projects_that_stand_in_one(
    client, ngao_officer, sent, plan, district_plan, queries
):
    client.force_login(ngao_officer)
    target = make.project(ngao_officer, district_plan, title="ทั้งอำเภอ")
    make.reply(ngao_officer, sent, "merged", into=target)
    url = f"/plans/project/{target.pk}/"
    few = queries(url)
    for number in range(5):
        one = make.project(ngao_officer, plan, title=f"โครงการ {number}")
        make.forum(ngao_officer, one)
        more = make.proposal(ngao_officer, one, plan=district_plan)
        make.reply(ngao_officer, more, "merged", into=target)

    assert queries(url) == few


def test_the_page_tells_the_place_of_the_project_and_how_it_came_about(client, ngao_officer, plan):
    one = make.project(ngao_officer, plan)
    client.force_login(ngao_officer)
    page = f"/plans/project/{one.pk}/"
    assert "ยังไม่จัดลำดับ" in client.get(page).text
    make.scored(ngao_officer, plan, {one: (9, 33)}, citation="มติ คอช.ต. 1/2568")
    shown = client.get(page).text
    for told in ("ลำดับ 1", "คะแนน 42 จาก 50", "ให้คะแนนตามเกณฑ์", "มติ คอช.ต. 1/2568"):
        assert told in shown
    late = make.project(ngao_officer, plan, title="กลุ่มใหม่")
    assert "เข้าแผนหลังการจัดลำดับ" in client.get(f"/plans/project/{late.pk}/").text
