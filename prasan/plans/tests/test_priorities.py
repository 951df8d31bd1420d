"""The order a committee gives a plan's projects: kept, shown, entered on its pages."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError

from prasan.audit.models import Event
from prasan.plans import actions
from prasan.plans.models import (
    PriorityCriterion,
    PriorityPlace,
    PriorityPoints,
    PriorityRound,
)
from prasan.plans.saving import Refused
from prasan.plans.tests import make

DAY = "1 พ.ย. ๒๕๖๗"


@pytest.fixture
def weir(ngao_officer, plan, project):
    """The second project of the plan."""
    return make.project(ngao_officer, plan, title="ฝายชะลอน้ำ")


def read(plan):
    return f"/plans/plan/{plan.pk}/priority/"


def enter(plan):
    return f"/plans/plan/{plan.pk}/priority/new/"


def places(project, weir, first="1", second="๒"):
    typed = {f"place_{project.pk}": first, f"place_{weir.pk}": second}
    return {"method": "ranked", "do": "save", "decided": DAY, **typed}


def points(project, weir, *row):
    """Two criteria with an empty row between; the points of both projects by each."""
    keys = [f"points_{one.pk}_{number}" for one in (project, weir) for number in (0, 2)]
    return {
        **{"method": "scored", "do": "save", "decided": DAY, "rows": "3"},
        **{"name_0": "ความเร่งด่วน", "most_0": "10", "name_2": "คนได้ประโยชน์", "most_2": "๔๐"},
        **dict(zip(keys, row or ("2", "10.5", "๑๐", "32"), strict=True)),
    }


def text(response):
    return response.content.decode().replace("\u00a0", " ")


def again(row, **fields):
    row.pk = None
    for name, value in fields.items():
        setattr(row, name, value)
    with pytest.raises(IntegrityError):
        row.save(force_insert=True)


def test_a_committee_puts_projects_in_order_once(ngao_officer, plan, project, weir):
    first = make.ranked(ngao_officer, plan, [weir, project])
    assert make.ranked(ngao_officer, plan, [weir, project]) == first

    assert list(first.places.values_list("project", "place")) == [(weir.pk, 1), (project.pk, 2)]
    event = Event.objects.get(verb="plan.prioritised")
    assert (event.area, event.by) == ("520505", "ngao")


def test_a_later_round_takes_the_place_and_the_earlier_stays(ngao_officer, plan, project, weir):
    first = make.ranked(ngao_officer, plan, [weir, project])
    second = make.scored(ngao_officer, plan, {project: [10, 32], weir: [5, 5]})
    assert make.scored(ngao_officer, plan, {project: [10, 32], weir: [5, 5]}) == second
    third = make.ranked(ngao_officer, plan, [weir, project])

    assert [one.pk for one in PriorityRound.objects.order_by("pk")] == [
        first.pk,
        second.pk,
        third.pk,
    ]
    assert PriorityPoints.objects.count() == 4
    assert first.places.count() == 2
    assert Event.objects.filter(verb="plan.prioritised").count() == 3


@pytest.mark.parametrize(
    "change",
    [
        {"decided": date(2024, 11, 2)},
        {"citation": "มติอื่น"},
        {"scales": (("ความเร่งด่วน", 10), ("คน", 40))},
        {"scales": (("ความเร่งด่วน", 10), ("ผู้ได้รับประโยชน์", 41))},
    ],
)
def test_any_difference_makes_another_round(ngao_officer, plan, project, change):
    make.scored(ngao_officer, plan, {project: [1, 2]})
    make.scored(ngao_officer, plan, {project: [1, 2]}, **change)

    assert PriorityRound.objects.count() == 2


def test_what_cannot_stand_leaves_nothing(ngao_officer, plan, project):
    other = make.plan(ngao_officer, plan.area, level="local", holder="อบต.ปงเตา")
    stranger = make.project(ngao_officer, other)

    for given in ([project, stranger], []):
        with pytest.raises(Refused):
            make.ranked(ngao_officer, plan, given)
    with pytest.raises(Refused, match="ไม่อยู่ในแผนฉบับนี้"):
        make.scored(ngao_officer, plan, {project: [1, 1], stranger: [1, 1]})
    with pytest.raises(Refused, match="คะแนนเต็ม 10"):
        make.scored(ngao_officer, plan, {project: [11, 1]})
    with pytest.raises(Refused, match="อยู่หลังวันนี้"):
        make.ranked(ngao_officer, plan, [project], decided=date(2024, 11, 6))

    assert not PriorityRound.objects.exists()
    assert not PriorityCriterion.objects.exists()
    assert not Event.objects.filter(verb="plan.prioritised").exists()


def test_the_resolution_is_of_the_district_and_not_after_the_order(
    ngao_officer, plan, project, pong_tao
):
    resolution = make.resolution(ngao_officer, pong_tao)

    with pytest.raises(Refused, match="ก่อนวันประชุมที่มีมติ"):
        make.ranked(
            ngao_officer, plan, [project], resolution=resolution, decided=date(2024, 10, 17)
        )
    made = make.ranked(ngao_officer, plan, [project], resolution=resolution)

    assert made.resolved == "มติ คอช.ต. ปงเตา ครั้งที่ 1/2567"


def test_an_order_is_of_the_newest_version_only(ngao_officer, plan, project, weir):
    first = make.ranked(ngao_officer, plan, [project, weir])
    actions.open_version(by=ngao_officer, plan=plan, said="ทบทวน")
    actions.drop_project(by=ngao_officer, project=weir, why="ทำแล้ว")

    with pytest.raises(Refused, match="ไม่อยู่ในแผนฉบับนี้"):
        make.ranked(ngao_officer, plan, [project, weir])
    second = make.ranked(ngao_officer, plan, [project])

    assert (first.version.number, second.version.number) == (1, 2)


def test_place_is_given_once(ngao_officer, plan, project, weir):
    make.ranked(ngao_officer, plan, [project, weir])
    with pytest.raises(IntegrityError):
        PriorityPlace.objects.update(place=1)


def test_project_has_one_place(ngao_officer, plan, project, weir):
    made = make.ranked(ngao_officer, plan, [project, weir])
    with pytest.raises(IntegrityError):
        PriorityPlace.objects.create(round=made, project=weir, place=9)


def test_criterion_has_its_number(ngao_officer, plan, project):
    make.scored(ngao_officer, plan, {project: [1, 1]})
    again(PriorityCriterion.objects.first(), name="อื่น")


def test_criterion_is_named_once(ngao_officer, plan, project):
    make.scored(ngao_officer, plan, {project: [1, 1]})
    again(PriorityCriterion.objects.first(), number=9)


def test_project_is_scored_once_by_a_criterion(ngao_officer, plan, project):
    make.scored(ngao_officer, plan, {project: [1, 1]})
    again(PriorityPoints.objects.first(), points=Decimal(2))


@pytest.mark.parametrize(
    ("model", "name", "fields"),
    [
        (PriorityCriterion, "criterion_gives_points", {"most": 0}),
        (PriorityPoints, "points_are_not_negative", {"points": Decimal("-0.01")}),
    ],
)
def test_points_hold_together(ngao_officer, plan, project, model, name, fields):
    make.scored(ngao_officer, plan, {project: [1, 1]})
    with pytest.raises(IntegrityError, match=name):
        model.objects.update(**fields)


def test_places_count_from_one(ngao_officer, plan, project):
    make.ranked(ngao_officer, plan, [project])
    with pytest.raises(IntegrityError, match="places_count_from_one"):
        PriorityPlace.objects.update(place=0)


def test_an_order_is_seen_within_reach(ngao_officer, thoen_officer, plan, project, reach_of):
    make.ranked(ngao_officer, plan, [project])
    assert PriorityRound.objects.visible_to(reach_of(ngao_officer)).count() == 1
    assert not PriorityRound.objects.visible_to(reach_of(thoen_officer)).exists()


def test_strangers_and_other_districts(client, thoen_officer, plan):
    for url in (read(plan), enter(plan)):
        assert client.get(url).status_code == 302
    assert client.post(enter(plan), {}).status_code == 302
    client.force_login(thoen_officer)
    for url in (read(plan), enter(plan)):
        assert client.get(url).status_code == 404
    assert client.post(enter(plan), {}).status_code == 404


@pytest.mark.parametrize("who", ["member", "reader"])
def test_others_read_only(client, request, plan, project, weir, who):
    client.force_login(request.getfixturevalue(who))

    page = client.get(read(plan))

    assert "ยังไม่ได้จัดลำดับความสำคัญ" in text(page)
    assert "บันทึกการจัดลำดับ" not in text(page)
    assert client.get(enter(plan)).status_code == 403
    assert client.post(enter(plan), places(project, weir)).status_code == 403
    assert not PriorityRound.objects.exists()


def test_the_method_is_chosen_first(client, ngao_officer, plan):
    client.force_login(ngao_officer)
    assert "เพิ่มโครงการก่อน แล้วจึงจัดลำดับ" in text(client.get(enter(plan)))

    make.project(ngao_officer, plan)
    page = text(client.get(enter(plan)))

    assert "?method=ranked" in page
    assert "?method=scored" in page
    assert "?method=ranked" in text(client.get(enter(plan), {"method": "ผิด"}))


def test_places_are_entered_and_shown(client, ngao_officer, plan, project, weir):
    client.force_login(ngao_officer)
    url = f"/plans/plan/{plan.pk}/"
    assert "คณะกรรมการยังไม่จัดลำดับโครงการในฉบับนี้" in text(client.get(url))
    typed = {**places(project, weir, "๒", "1"), "citation": "มติ คอช.ต. ครั้งที่ 1/2568"}

    for _ in range(2):
        assert client.post(enter(plan), typed)["Location"] == read(plan)

    made = PriorityRound.objects.get()
    assert (made.decided, made.by) == (date(2024, 11, 1), ngao_officer)
    for address in (url, "/plans/520505/"):
        page = text(client.get(address))
        assert page.index("ฝายชะลอน้ำ</a>") < page.index("ธนาคารอาหารชุมชน</a>")
        assert "ลำดับ 1" in page
        assert "ที่ประชุมจัดลำดับ" in page
        assert "มติ คอช.ต. ครั้งที่ 1/2568" in page
        assert "1 พ.ย. 2567" in page
    again_ = text(client.get(enter(plan), {"method": "ranked"}))
    assert f'name="place_{project.pk}" value="2"' in again_


def test_the_resolution_is_chosen_and_shown(client, ngao_officer, plan, project, weir, pong_tao):
    resolution = make.resolution(ngao_officer, pong_tao)
    client.force_login(ngao_officer)
    typed = {**places(project, weir), "resolution": resolution.pk}

    early = text(client.post(enter(plan), {**typed, "decided": "17 ต.ค. 2567"}))
    client.post(enter(plan), typed)

    assert "วันที่อยู่ก่อนวันประชุมที่มีมติ (18 ต.ค. 2567)" in early
    assert PriorityRound.objects.get().resolution == resolution
    for url in (read(plan), f"/plans/plan/{plan.pk}/"):
        assert f'href="{resolution.get_absolute_url()}"' in text(client.get(url))


def test_criteria_come_before_points(client, ngao_officer, plan, project, weir):
    client.force_login(ngao_officer)
    assert "points_" not in text(client.get(enter(plan), {"method": "scored"}))
    typed = points(project, weir, "", "", "", "")

    more = text(client.post(enter(plan), {**typed, "do": "criteria"}))
    page = text(client.post(enter(plan), {**typed, "do": "points"}))

    assert 'name="name_5"' in more
    assert 'name="rows" value="6"' in more
    assert "คนได้ประโยชน์ (เต็ม ๔๐)" in page
    assert f'name="points_{weir.pk}_2"' in page
    assert f'name="points_{weir.pk}_1"' not in page
    assert f'value="{DAY}"' in page
    assert "ยังบันทึกไม่ได้" not in page
    assert not PriorityRound.objects.exists()


def test_points_are_entered_summed_and_shown(client, ngao_officer, plan, project, weir):
    client.force_login(ngao_officer)

    for _ in range(2):
        assert client.post(enter(plan), points(project, weir))["Location"] == read(plan)

    assert PriorityRound.objects.count() == 1
    page = text(client.get(f"/plans/plan/{plan.pk}/"))
    assert "ให้คะแนนตามเกณฑ์ 2 เกณฑ์" in page
    assert "ลำดับ 1 · คะแนน 42 จาก 50" in page
    assert "ลำดับ 2 · คะแนน 12.5 จาก 50" in page
    assert page.index("ฝายชะลอน้ำ</a>") < page.index("ธนาคารอาหารชุมชน</a>")
    table = text(client.get(read(plan)))
    assert "คนได้ประโยชน์ (เต็ม 40)" in table
    known = text(client.get(enter(plan), {"method": "scored"}))
    assert f'name="points_{project.pk}_1" value="10.5"' in known


def test_a_project_that_came_later_says_so(client, ngao_officer, plan, project):
    make.ranked(ngao_officer, plan, [project])
    make.project(ngao_officer, plan, title="ตลาดชุมชน")
    client.force_login(ngao_officer)

    page = text(client.get(f"/plans/plan/{plan.pk}/"))

    assert "ยังไม่จัดลำดับ" in page[page.index("ตลาดชุมชน</a>") :]


def test_an_earlier_round_is_read_and_a_new_version_has_none(
    client, ngao_officer, plan, project, weir
):
    first = make.ranked(ngao_officer, plan, [weir, project], citation="มติแรก")
    make.ranked(ngao_officer, plan, [project, weir], citation="มติหลัง")
    client.force_login(ngao_officer)

    assert "มีการจัดลำดับใหม่แล้ว" in text(client.get(read(plan), {"round": first.pk}))
    assert "มีการจัดลำดับใหม่แล้ว" not in text(client.get(read(plan), {"round": "ผิด\x00"}))
    actions.open_version(by=ngao_officer, plan=plan, said="ทบทวน")

    assert "เป็นลำดับของฉบับก่อน" in text(client.get(read(plan)))
    assert "ยังไม่จัดลำดับโครงการในฉบับนี้" in text(client.get(f"/plans/plan/{plan.pk}/"))
    assert "มติหลัง" in text(client.get(f"/plans/plan/{plan.pk}/", {"version": "1"}))


@pytest.mark.parametrize(
    ("first", "second", "words"),
    [
        ("1", "1", "“ฝายชะลอน้ำ” อยู่ลำดับ 1 ซ้ำกับโครงการอื่น"),
        ("1", "", "“ฝายชะลอน้ำ” ยังไม่มีลำดับ ใส่ 1 ถึง 2"),
        ("1", "3", "“ฝายชะลอน้ำ” อยู่ลำดับ 3 ซึ่งไม่มี"),
        ("1", "สอง", "ลำดับของ “ฝายชะลอน้ำ” อ่านเป็นตัวเลขไม่ได้"),
    ],
)
def test_bad_places_name_the_project_and_stay(
    client, ngao_officer, plan, project, weir, first, second, words
):
    client.force_login(ngao_officer)

    page = text(client.post(enter(plan), places(project, weir, first, second)))

    assert words in page
    assert not second or f'value="{second}"' in page
    assert f'value="{DAY}"' in page
    assert not PriorityRound.objects.exists()


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"name_0": "", "most_0": "", "name_2": "", "most_2": ""}, "ยังไม่มีเกณฑ์"),
        ({"name_2": ""}, "เกณฑ์ที่ 2 ยังไม่มีชื่อ"),
        ({"most_2": ""}, "เกณฑ์ “คนได้ประโยชน์” ยังไม่มีคะแนนเต็ม"),
        ({"name_2": "ความเร่งด่วน"}, "มีเกณฑ์ “ความเร่งด่วน” มากกว่าหนึ่งข้อ"),
        ({"points_{weir}_2": "41"}, "“ฝายชะลอน้ำ” เกณฑ์ “คนได้ประโยชน์” ได้ 41 คะแนน คะแนนเต็ม 40"),
        ({"points_{weir}_2": ""}, "“ฝายชะลอน้ำ” ยังไม่มีคะแนนเกณฑ์ “คนได้ประโยชน์”"),
        ({"points_{weir}_2": "มาก"}, "คะแนนของ “ฝายชะลอน้ำ” เกณฑ์ “คนได้ประโยชน์” อ่านเป็นตัวเลขไม่ได้"),
        ({"decided": ""}, "ยังไม่ได้กรอกวันที่ที่ประชุมจัดลำดับ"),
        ({"decided": "6 พ.ย. 2567"}, "อยู่หลังวันนี้"),
        ({"rows": "9999999999"}, "“ฝายชะลอน้ำ” ยังไม่มี"),
    ],
)
def test_bad_points_name_project_and_criterion_and_stay(
    client, ngao_officer, plan, project, weir, typed, words
):
    client.force_login(ngao_officer)
    good = points(project, weir)
    if "rows" in typed:
        good[f"points_{weir.pk}_2"] = ""
    given = {**good, **{key.format(weir=weir.pk): value for key, value in typed.items()}}

    page = text(client.post(enter(plan), given))

    assert words in page
    kept = [value for key, value in given.items() if value and key not in ("do", "rows", "method")]
    if "name_0" not in typed:
        assert all(f'value="{value}"' in page for value in kept)
    assert not PriorityRound.objects.exists()
    assert not Event.objects.filter(verb="plan.prioritised").exists()


@pytest.mark.parametrize("url", [read, enter, lambda plan: f"/plans/plan/{plan.pk}/"])
@pytest.mark.parametrize("method", ["ranked", "scored"])
def test_queries_do_not_grow(client, ngao_officer, plan, project, weir, queries, url, method):
    client.force_login(ngao_officer)
    projects = [project, weir]

    def order():
        if method == "ranked":
            make.ranked(ngao_officer, plan, projects)
        else:
            make.scored(ngao_officer, plan, {one: [1, 2] for one in projects})
        return queries(f"{url(plan)}?method={method}")

    few = order()
    projects += [make.project(ngao_officer, plan, title=f"โครงการ {n}") for n in range(38)]

    assert order() == few
