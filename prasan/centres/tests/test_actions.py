from datetime import date

from prasan.audit.models import Event
from prasan.centres.actions import describe_centre, open_centre, open_centres, set_expectation
from prasan.centres.models import Centre, Expectation

FOUNDED = date(2008, 10, 1)


def events(verb):
    return Event.objects.filter(verb=verb)


def test_a_centre_is_opened_once(ngao_officer, pong_tao):
    first = open_centre(by=ngao_officer, area=pong_tao, founded=FOUNDED, place="ศาลาประชาคม")
    second = open_centre(by=ngao_officer, area=pong_tao)

    assert first == second
    assert (second.founded, second.place) == (FOUNDED, "ศาลาประชาคม")
    assert str(second) == "ศอช.ต. ปงเตา"
    event = events("centre.opened").get()
    assert (event.area, event.by) == ("520505", "ngao")


def test_many_centres_are_opened_where_they_miss(province_officer, areas, pong_tao):
    open_centre(by=province_officer, area=pong_tao, founded=FOUNDED)
    wanted = [areas[code] for code in ("520505", "5205", "520504")]

    opened = open_centres(by=province_officer, areas=wanted)

    assert [centre.area_id for centre in opened] == ["5205", "520504"]
    assert all(centre.pk for centre in opened)
    assert Centre.objects.get(area=pong_tao).founded == FOUNDED
    assert events("centre.opened_many").get().area == "52"


def test_opening_many_again_does_nothing(province_officer, opened, areas):
    assert open_centres(by=province_officer, areas=list(areas.values())[3:]) == []
    assert events("centre.opened_many").count() == 1


def test_a_centre_is_described_and_the_old_words_are_kept(ngao_officer, pong_tao):
    centre = open_centre(by=ngao_officer, area=pong_tao, place="ศาลาเก่า")

    for _ in range(2):
        describe_centre(by=ngao_officer, centre=centre, founded=FOUNDED, place="ศาลาใหม่")

    centre.refresh_from_db()
    assert (centre.founded, centre.place) == (FOUNDED, "ศาลาใหม่")
    changes = events("centre.described").get().changes
    assert changes == {"founded": ["", "2008-10-01"], "place": ["ศาลาเก่า", "ศาลาใหม่"]}


def test_an_expectation_said_twice_is_one(province_officer, ban_rong, exempt):
    again = set_expectation(
        by=province_officer,
        area=ban_rong,
        is_expected=False,
        reason=exempt.reason,
        starts=exempt.starts,
    )

    assert again == exempt
    assert events("expectation.set").count() == 1


def test_a_new_word_leaves_the_old_ones_as_history(province_officer, ban_rong, exempt, today):
    set_expectation(
        by=province_officer, area=ban_rong, is_expected=True, reason="ตั้งหมู่บ้านแล้ว", starts=today
    )

    assert list(Expectation.objects.values_list("is_expected", flat=True).order_by("pk")) == [
        False,
        True,
    ]
    assert events("expectation.set").last().area == ban_rong.code
