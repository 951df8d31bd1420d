import pytest

from prasan.areas.models import Area, Level
from prasan.centres.actions import describe_centre, open_centre, open_centres
from prasan.centres.database_list import ANY, LABELS, NAMES, PAGE, WHOLE, Entry
from prasan.centres.rules import PARTS, Known, Part, gaps

URL = "/centres/databases/"
# The page, and logging in before it.
COST = 15


@pytest.fixture
def page(client):
    def ask(user, query=""):
        client.force_login(user)
        response = client.get(URL + query)
        assert response.status_code == 200
        return " ".join(response.content.decode().split())

    return ask


def test_a_stranger_is_asked_to_log_in(client):
    assert "login" in client.get(URL)["Location"]


def test_each_part_can_be_picked_and_has_its_own_gap():
    assert set(LABELS) == {ANY, WHOLE, *Part}
    assert set(NAMES) == set(Part)
    assert [gap.part for gap in gaps(Known())] == list(Part)
    assert PARTS == 9


@pytest.mark.parametrize(
    ("lacking", "pick", "shows"),
    [
        (Known(), "", True),
        (Known(), ANY, True),
        (Known(), WHOLE, False),
        (Known(), Part.PLACE, True),
        (Known(place=True), Part.PLACE, False),
        (Known(place=True), ANY, True),
    ],
)
def test_a_centre_stands_where_what_it_lacks_is_picked(lacking, pick, shows):
    assert Entry("520505", "ปงเตา", gaps(lacking)).shows_under(pick) is shows


def test_every_centre_in_sight_is_listed_with_what_it_lacks(page, province_officer, opened):
    shown = page(province_officer)

    for code in ("5205", "520505", "5208", "520801"):
        assert f"/centres/{code}/database/" in shown
    assert "<b>0</b> จาก 9" in shown
    assert "ยังไม่ได้กรอกรายการใด" in shown


def test_what_a_centre_lacks_is_named_in_short(page, ngao_officer, pong_tao):
    centre = open_centre(by=ngao_officer, area=pong_tao)
    describe_centre(by=ngao_officer, centre=centre, founded=None, place="ศาลาประชาคม")

    shown = page(ngao_officer)

    assert "<b>1</b> จาก 9" in shown
    assert "</span> วันก่อตั้ง · คำสั่งหรือมติที่ตั้ง · ผู้ประสานงานหรือโทรศัพท์ ·" in shown
    assert '<option value="place"' not in shown
    assert '<option value="founded">ขาดวันก่อตั้ง (1)</option>' in shown


def test_only_what_is_in_reach_is_listed(page, ngao_officer, member, opened):
    assert "/centres/5208" not in page(ngao_officer, "?area=5208")
    mine = page(member)
    assert "/centres/520505/database/" in mine
    assert "/centres/520504/database/" not in mine


def test_the_list_is_narrowed_to_what_is_missing(page, ngao_officer, ngao, pong_tao, ban_rong):
    done = open_centre(by=ngao_officer, area=pong_tao)
    describe_centre(by=ngao_officer, centre=done, founded=None, place="ศาลาประชาคม")
    open_centre(by=ngao_officer, area=ban_rong)

    shown = page(ngao_officer, "?lacks=place")

    assert "/centres/520504/database/" in shown
    assert "/centres/520505/database/" not in shown
    assert "ไม่มีศูนย์ฯ ที่ตรงกับที่เลือก" in page(ngao_officer, "?lacks=whole")
    assert "/centres/520505/database/" in page(ngao_officer, "?lacks=unheard")


def test_the_list_is_narrowed_by_district_and_name(page, province_officer, opened):
    ngao = page(province_officer, "?area=5205")
    assert "/centres/520505/database/" in ngao
    assert "/centres/520801/database/" not in ngao
    found = page(province_officer, "?q=ปงเต่า")
    assert "/centres/520505/database/" in found
    assert "/centres/520504/database/" not in found
    assert 'value="&lt;b&gt;"' in page(province_officer, "?q=<b>")


def test_without_any_centre_the_page_says_what_comes(page, ngao_officer, areas):
    assert "ยังไม่มีศูนย์ฯ ในทะเบียน" in page(ngao_officer)


def test_the_district_leads_to_each_database(client, reader, opened):
    client.force_login(reader)
    shown = client.get("/centres/5205/").content.decode()

    assert "/centres/520505/database/" in shown
    assert "/centres/databases/?area=5205" in shown


def test_a_long_list_turns_pages_at_the_same_cost(
    page, system, province_officer, ngao, pong_tao, django_assert_num_queries
):
    open_centre(by=system, area=pong_tao)
    page(province_officer)
    more = [
        Area(code=f"5205{n}", level=Level.TAMBON, parent=ngao, name=f"ก{n}", name_sort=f"ก{n}")
        for n in range(20, 20 + PAGE)
    ]
    with django_assert_num_queries(COST):
        page(province_officer)
    open_centres(by=system, areas=Area.objects.bulk_create(more))
    with django_assert_num_queries(COST):
        first = page(province_officer)
    assert "หน้า 1 จาก 2" in first.replace("\u00a0", " ")
    assert f"/centres/5205{19 + PAGE}/database/" in page(province_officer, "?page=๒")
