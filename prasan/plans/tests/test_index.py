import pytest

from prasan.plans.tests import make

URL = "/plans/"


def test_a_stranger_is_sent_to_log_in(client, areas):
    assert client.get(URL).status_code == 302


def test_it_can_only_be_read(client, ngao_officer):
    client.force_login(ngao_officer)

    assert client.post(URL).status_code == 405


def test_each_tambon_shows_where_it_stands(client, ngao_officer, proposal, mission):
    client.force_login(ngao_officer)

    page = client.get(URL).content.decode()

    assert "ตำบลปงเตา" in page
    assert "2566–2570" in page
    assert "เสนอแผนระดับอื่นแล้ว รอผล" in page
    assert "ตำบลบ้านร้อง" in page
    assert "ยังไม่มีแผนที่ครอบคลุมปี 2568" in page
    assert "5 พ.ย. 2567".replace(" ", "\u00a0") in page


def test_only_tambons_in_reach_are_listed(client, thoen_officer, proposal):
    client.force_login(thoen_officer)

    page = client.get(URL).content.decode()

    assert "ล้อมแรด" in page
    assert "ปงเตา" not in page


@pytest.mark.parametrize(
    ("query", "has_pong_tao", "has_ban_rong"),
    [
        ("", True, True),
        ("?show=met", True, False),
        ("?show=owed", False, True),
        ("?show=waiting", True, False),
        ("?show=nonsense", True, True),
        ("?q=ตำบลปงเตา", True, False),
        ("?q=ร้อง", False, True),
        ("?q=ร้อง&show=met", False, False),
        ("?q=%00ปงเตา", True, False),
        ("?page=๑", True, True),
        ("?page=zzz", True, True),
    ],
)
def test_the_list_can_be_narrowed(
    client, ngao_officer, proposal, query, has_pong_tao, has_ban_rong
):
    client.force_login(ngao_officer)

    page = client.get(URL + query).content.decode()

    assert ("/plans/520505/" in page, "/plans/520504/" in page) == (has_pong_tao, has_ban_rong)


def test_the_counts_add_up(client, ngao_officer, proposal):
    client.force_login(ngao_officer)

    overview = client.get(URL).context["overview"]

    assert (overview.total, overview.met, overview.owed, overview.waiting) == (2, 1, 1, 1)


def test_nothing_found_says_what_was_looked_for(client, ngao_officer):
    client.force_login(ngao_officer)

    page = client.get(URL + "?q=ปงเต่า").content.decode()

    assert "ไม่พบ “ปงเต่า”" in page
    assert "แสดงทุกตำบล" in page


def test_someone_without_a_post_is_told_why_it_is_empty(client, someone, system):
    client.force_login(someone("nobody", "reader"))

    assert "ยังไม่มีตำบลในพื้นที่ของท่าน" in client.get(URL).content.decode()


def test_queries_do_not_grow_with_the_tambons(
    client, ngao_officer, province_officer, areas, proposal, mission, queries
):
    client.force_login(ngao_officer)
    few = queries(URL)
    for code in ("520504", "520801", "520802"):
        plan = make.plan(province_officer, areas[code])
        make.proposal(province_officer, make.project(province_officer, plan))
        make.mission(province_officer, make.centre(province_officer, areas[code]))

    client.force_login(province_officer)
    assert queries(URL) == few
