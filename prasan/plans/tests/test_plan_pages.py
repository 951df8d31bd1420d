from datetime import date
from decimal import Decimal

import pytest

from prasan.plans import actions
from prasan.plans.models import PlanVersion
from prasan.plans.tests import make


def get(client, user, url):
    client.force_login(user)
    return client.get(url).content.decode().replace("\u00a0", " ")


@pytest.fixture
def revised(ngao_officer, plan, project):
    """The second version: one project more, one left out, one with other money; not adopted."""
    gone = make.project(ngao_officer, plan, title="ฝายชะลอน้ำ", budget=Decimal(50000))
    version = actions.open_version(by=ngao_officer, plan=plan, said="ทบทวนปี 2568")
    actions.drop_project(by=ngao_officer, project=gone, why="ทำแล้ว")
    make.project(ngao_officer, plan, title="ตลาดชุมชน", budget=Decimal(30000))
    actions.correct_project(
        by=ngao_officer,
        project=project,
        edition=1,
        outline=make.outline(budget=Decimal(200000)),
    )
    return version


def test_strangers_and_other_districts(client, thoen_officer, plan):
    urls = [f"/plans/plan/{plan.pk}/", f"/plans/plan/{plan.pk}/versions/"]
    for url in [*urls, "/plans/levels/", "/plans/waiting/"]:
        assert client.get(url).status_code == 302
    client.force_login(thoen_officer)
    for url in urls:
        assert client.get(url).status_code == 404
    assert client.post(urls[1], {"said": "x"}).status_code == 404
    assert "ปงเตา" not in client.get("/plans/levels/").content.decode()


def test_a_plan_of_any_version_shows_what_stood_in_it(client, ngao_officer, plan, revised):
    url = f"/plans/plan/{plan.pk}/"

    now, before = get(client, ngao_officer, url), get(client, ngao_officer, f"{url}?version=๑")

    assert "ตลาดชุมชน" in now
    assert "ฝายชะลอน้ำ" not in now
    assert "230,000 บาท" in now
    assert "ฉบับที่ 2 (ร่าง)" in now
    assert "ฝายชะลอน้ำ" in before
    assert "170,000.50 บาท" in before


def test_two_versions_are_told_apart(client, ngao_officer, plan, revised):
    page = get(client, ngao_officer, f"/plans/plan/{plan.pk}/versions/")

    assert "ฉบับที่ 2 เทียบกับ ฉบับที่ 1" in page
    for words in ("เพิ่ม", "ตลาดชุมชน", "ตัดออก", "ฝายชะลอน้ำ", "เปลี่ยนปีหรืองบ", "200,000 บาท"):
        assert words in page
    assert "230,000 บาท" in page


def test_a_version_is_opened_and_adopted_on_the_pages(client, ngao_officer, pong_tao, plan, member):
    url = f"/plans/plan/{plan.pk}/versions/"
    client.force_login(member)
    assert client.post(url, {"said": "ทบทวน"}).status_code == 403
    client.force_login(ngao_officer)
    assert "ยังไม่ได้กรอกเหตุที่ปรับแผน" in client.post(url, {"said": ""}).content.decode()

    client.post(url, {"said": "ทบทวนปี 2568"})
    version = PlanVersion.objects.get(number=2)
    resolution = make.resolution(ngao_officer, pong_tao, text="เห็นชอบแผนฉบับที่ 2")
    adopt = f"/plans/version/{version.pk}/"
    assert "เห็นชอบแผนฉบับที่" in client.get(adopt).content.decode()
    early = client.post(adopt, {"adopted": "14 มิ.ย. 2565", "edition": "1"}).content.decode()
    assert "วันเห็นชอบอยู่ก่อนฉบับก่อน" in early
    client.post(adopt, {"adopted": "18 ต.ค. 2567", "resolution": resolution.pk, "edition": "1"})

    version.refresh_from_db()
    assert (version.adopted, version.resolution) == (date(2024, 10, 18), resolution)
    page = get(client, ngao_officer, f"/plans/plan/{plan.pk}/")
    assert "มติ คอช.ต. ปงเตา ครั้งที่ 1/2567" in page


def test_only_keepers_adopt(client, thoen_officer, reader, plan):
    url = f"/plans/version/{plan.versions.get().pk}/"
    assert client.get(url).status_code == 302
    client.force_login(thoen_officer)
    assert client.post(url, {}).status_code == 404
    client.force_login(reader)
    assert client.post(url, {}).status_code == 403


def test_the_province_keeps_its_own_plan(client, province_officer, ngao_officer, areas):
    typed = {"level": "province", "kind": "span", "first_year": "2566", "last_year": "2570"}
    client.force_login(ngao_officer)
    assert client.post("/plans/52/plan/", typed).status_code == 404

    client.force_login(province_officer)
    page = client.post("/plans/52/plan/", typed, follow=True).content.decode()

    assert "แผนพัฒนาจังหวัดลำปาง" in page
    assert client.get("/plans/levels/").content.decode().count("แผนพัฒนาจังหวัดลำปาง") == 1


def test_a_local_authoritys_plan_names_it(client, ngao_officer, areas):
    client.force_login(ngao_officer)
    typed = {"level": "local", "kind": "span", "first_year": "2566", "last_year": "2570"}

    page = client.post("/plans/520505/plan/", typed).content.decode()
    assert "ยังไม่ได้บอกหน่วยงานเจ้าของแผน" in page

    client.post("/plans/520505/plan/", {**typed, "holder": "อบต.ปงเตา"})
    assert "แผนพัฒนาท้องถิ่น อบต.ปงเตา 2566–2570" in client.get("/plans/levels/").content.decode()


def test_plans_are_listed_by_level_and_found_by_name(
    client, ngao_officer, plan, district_plan, project
):
    every = get(client, ngao_officer, "/plans/levels/")
    district = get(client, ngao_officer, "/plans/levels/?level=district&q=%00")
    found = get(client, ngao_officer, "/plans/levels/?q=ปงเตา")

    assert "120,000.50 บาท" in every
    assert "แผนพัฒนาอำเภองาว" in district
    assert "แผนพัฒนาตำบลปงเตา" not in district
    assert "แผนพัฒนาตำบลปงเตา" in found
    assert "แผนพัฒนาอำเภองาว" not in found
    assert "ยังไม่มีแผน" in get(client, ngao_officer, "/plans/levels/?q=ไม่มี")


def test_who_waits_is_told_by_age_and_level(client, ngao_officer, plan, proposal):
    old = make.project(ngao_officer, plan, title="ฝายชะลอน้ำ")
    make.proposal(ngao_officer, old, level="local", holder="อบต.", proposed=date(2023, 11, 5))
    done = make.project(ngao_officer, plan, title="ตอบแล้ว")
    make.reply(ngao_officer, make.proposal(ngao_officer, done, holder="อีกแห่ง"), "refused")

    page = get(client, ngao_officer, "/plans/waiting/")

    assert page.index("ฝายชะลอน้ำ") < page.index("ธนาคารอาหารชุมชน")
    assert "366 วัน" in page
    assert "16 วัน" in page
    assert "ตอบแล้ว" not in page
    context = client.get("/plans/waiting/").context
    assert [number for _, number in context["ages"]] == [1, 0, 0, 1]
    assert [(key, number) for key, _, number in context["levels"]] == [
        ("local", 1),
        ("district", 1),
    ]
    local = get(client, ngao_officer, "/plans/waiting/?level=local")
    assert "ธนาคารอาหารชุมชน" not in local


def test_nobody_waiting_says_so(client, ngao_officer):
    assert "ไม่มีโครงการที่รอคำตอบ" in get(client, ngao_officer, "/plans/waiting/")


def test_the_receiving_district_sees_what_was_sent_to_it(
    client, ngao_officer, tambon_officer, sent
):
    page = get(client, ngao_officer, "/plans/waiting/")
    assert f"/plans/proposal/{sent.pk}/" in page
    assert f"/plans/proposal/{sent.pk}/" not in get(client, tambon_officer, "/plans/waiting/")


@pytest.mark.parametrize("url", ["/plans/plan/{}/", "/plans/levels/", "/plans/waiting/"])
def test_queries_do_not_grow(client, ngao_officer, plan, district_plan, project, queries, url):
    client.force_login(ngao_officer)
    url = url.format(plan.pk)
    make.proposal(ngao_officer, project)
    make.reply(ngao_officer, make.proposal(ngao_officer, project, plan=district_plan))
    few = queries(url)
    for number in range(5):
        one = make.project(ngao_officer, plan, title=f"โครงการ {number}")
        make.proposal(ngao_officer, one)
        make.reply(ngao_officer, make.proposal(ngao_officer, one, plan=district_plan))
        make.plan(ngao_officer, plan.area, level="village", holder=f"หมู่ {number}")

    assert queries(url) == few
