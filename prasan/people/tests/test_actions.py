from dataclasses import replace

import pytest

from prasan.audit.models import Event
from prasan.people import actions
from prasan.people.models import Person
from prasan.people.tests.conftest import Line


def test_the_same_name_in_the_same_tambon_is_the_same_person(bunsong, ngao_officer, pong_tao):
    again = actions.enter_person(
        by=ngao_officer, area=pong_tao, entered=Line(title="ส.อ.", phone="")
    )

    assert again == bunsong
    assert str(Person.objects.get()) == "ส.อ.บุญส่ง แก้วปันดา"
    assert Person.objects.get().phone == "0812345678"  # an empty number says nothing


def test_the_same_name_in_another_tambon_is_another_person(bunsong, ngao_officer, ban_rong):
    assert actions.enter_person(by=ngao_officer, area=ban_rong, entered=Line()) != bunsong


def test_a_district_knows_the_people_of_its_tambons(bunsong, ngao_officer, ngao):
    assert actions.enter_person(by=ngao_officer, area=ngao, entered=Line()) == bunsong


def test_a_district_does_not_guess_between_two_of_one_name(bunsong, ngao_officer, ngao, ban_rong):
    other = actions.enter_person(by=ngao_officer, area=ban_rong, entered=Line())

    third = actions.enter_person(by=ngao_officer, area=ngao, entered=Line())

    assert third not in (bunsong, other)


def test_a_name_twice_in_one_list_is_one_person(ngao_officer, pong_tao):
    two = actions.enter_people(by=ngao_officer, area=pong_tao, entered=[Line(), Line()])

    assert two[0] == two[1]
    assert Person.objects.count() == 1


def test_entering_again_leaves_no_event(bunsong, ngao_officer, pong_tao):
    before = Event.objects.count()

    actions.enter_person(by=ngao_officer, area=pong_tao, entered=Line())

    assert Event.objects.count() == before


def test_the_number_of_queries_does_not_grow(
    ngao_officer, pong_tao, ban_rong, django_assert_max_num_queries
):
    for area, size in ((pong_tao, 2), (ban_rong, 30)):
        lines = [replace(Line(), given_name=f"คนที่{number}") for number in range(size)]
        with django_assert_max_num_queries(9):
            actions.enter_people(by=ngao_officer, area=area, entered=lines)


def test_a_name_is_put_right(bunsong, ngao_officer):
    for _ in range(2):
        actions.correct_person(
            by=ngao_officer,
            person=bunsong,
            title="นาย",
            given_name="บุญส่ง",
            family_name="แก้วปันตา",
            phone="",
        )

    assert str(Person.objects.get()) == "นายบุญส่ง แก้วปันตา"
    event = Event.objects.get(verb="person.corrected")
    assert event.changes["name"] == ["นายบุญส่ง แก้วปันดา", "นายบุญส่ง แก้วปันตา"]


def test_seeing_a_number_is_recorded_without_the_number(bunsong, ngao_officer):
    assert actions.see_contact(by=ngao_officer, person=bunsong) == "0812345678"

    event = Event.objects.get(verb="person.contact_seen")
    assert (event.by, event.target, event.area) == ("ngao", str(bunsong.pk), "520505")
    assert not Event.objects.filter(changes__icontains="5678").exists()


def test_two_namesakes_live_in_one_tambon(bunsong, enter, pong_tao):
    other = enter(pong_tao, who="new")

    assert other != bunsong
    assert Person.objects.filter(area=pong_tao).count() == 2
    assert enter(pong_tao, who=str(bunsong.pk)) == bunsong
    assert enter(pong_tao, who=str(other.pk)) == other


def test_of_two_namesakes_nobody_is_guessed(bunsong, enter, pong_tao):
    enter(pong_tao, who="new")

    with pytest.raises(actions.Unclear, match="นายบุญส่ง แก้วปันดา มากกว่า 1 คน"):
        enter(pong_tao)
    assert Person.objects.count() == 2


def test_two_new_namesakes_in_one_list_are_two(ngao_officer, pong_tao):
    lines = [Line(who="new"), Line(who="new"), Line()]

    people = actions.enter_people(by=ngao_officer, area=pong_tao, entered=lines)

    assert len(set(people)) == 3


def test_a_chosen_person_may_be_written_otherwise(bunsong, enter, pong_tao):
    assert enter(pong_tao, given="บุนส่ง", who=str(bunsong.pk)) == bunsong
    assert str(Person.objects.get()) == "นายบุญส่ง แก้วปันดา"  # correcting is another act


@pytest.mark.parametrize("who", ["999999", "x", "๑"])
def test_a_choice_of_nobody_is_said(bunsong, enter, pong_tao, who):
    with pytest.raises(actions.Unclear, match="เลือกใหม่"):
        enter(pong_tao, who=who)


def test_nobody_of_another_district_can_be_chosen(bunsong, enter, lom_raet):
    with pytest.raises(actions.Unclear):
        enter(lom_raet, who=str(bunsong.pk))


def test_a_corrected_name_is_found_as_it_is_now(bunsong, ngao_officer):
    before = (bunsong.name_sort, bunsong.match_key, bunsong.family_key)
    actions.correct_person(
        by=ngao_officer,
        person=bunsong,
        title="นาย",
        given_name="บุญมา",
        family_name="ใจดี",
        phone="",
    )

    now = Person.objects.get()
    assert (now.match_key, now.family_key) == ("b4nm1j1yd2", "j1yd2")
    assert not set(before) & {now.name_sort, now.match_key, now.family_key}
