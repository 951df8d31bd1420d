import pytest
from django.db import IntegrityError, transaction

from prasan.audit.models import Event
from prasan.people import actions
from prasan.people.models import Person
from prasan.sealing import blind

NUMBER = "1234567890121"


@pytest.fixture
def record(ngao_officer):
    def do(person, number=NUMBER):
        actions.record_citizen_id(by=ngao_officer, person=person, citizen_id=number)

    return do


def events():
    return list(
        Event.objects.filter(verb__startswith="person.citizen").values_list("verb", flat=True)
    )


def test_a_number_is_kept_sealed_and_found_by_its_hash(bunsong, record):
    record(bunsong, "1-2345-67890-12-1")
    record(bunsong, "๑๒๓๔๕๖๗๘๙๐๑๒๑")  # the same again

    assert Person.objects.get(citizen_hash=blind(NUMBER)) == bunsong
    assert Person.objects.get().citizen_id == NUMBER
    assert Person.objects.get().masked_citizen_id == "x-xxxx-xxxxx-12-1"
    assert events() == ["person.citizen_id_recorded"]


def test_a_number_may_be_put_right_and_taken_back(bunsong, record):
    for number in (NUMBER, "1234567890139", ""):
        record(bunsong, number)

    assert (Person.objects.get().citizen_id, Person.objects.get().citizen_hash) == ("", None)
    assert events() == [
        "person.citizen_id_recorded",
        "person.citizen_id_recorded",
        "person.citizen_id_removed",
    ]


@pytest.mark.parametrize("number", ["1234567890122", "123", "123456789012ก"])
def test_a_wrong_number_is_refused_and_nothing_kept(bunsong, record, number):
    with pytest.raises(ValueError, match="เลขประจำตัวประชาชน"):
        record(bunsong, number)

    assert Person.objects.get().citizen_id == ""
    assert events() == []


def test_a_number_of_another_is_refused_and_the_asking_recorded(bunsong, enter, lom_raet, record):
    other = enter(lom_raet, "ศรีวรรณ", "ใจดี")
    record(other)

    with pytest.raises(actions.Taken) as taken:
        record(bunsong)

    assert taken.value.holder == other
    assert NUMBER not in str(taken.value)
    assert Person.objects.get(pk=bunsong.pk).citizen_id == ""
    assert events() == ["person.citizen_id_recorded", "person.citizen_id_taken"]


def test_the_database_keeps_a_number_once(bunsong, enter, pong_tao, record):
    record(bunsong)

    other = Person(area=pong_tao, given_name="ข", family_name="ค", citizen_id=NUMBER)
    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.bulk_create([other])


def test_many_without_a_number_are_no_doubles(enter, pong_tao):
    enter(pong_tao)
    enter(pong_tao, who="new")

    assert Person.objects.filter(citizen_hash=None).count() == 2


def test_every_look_is_recorded(bunsong, record, ngao_officer):
    record(bunsong)
    bunsong.refresh_from_db()

    for _ in range(2):
        assert actions.see_citizen_id(by=ngao_officer, person=bunsong) == NUMBER

    assert events()[1:] == ["person.citizen_id_seen"] * 2


def test_no_event_holds_a_number(bunsong, record, ngao_officer):
    record(bunsong)
    actions.see_citizen_id(by=ngao_officer, person=bunsong)

    for event in Event.objects.all():
        told = f"{event.summary} {event.changes}"
        assert NUMBER not in told
        assert "12-1" not in told
        assert (blind(NUMBER) or "-") not in told


def test_what_it_is_found_by_hangs_on_its_own_key(settings):
    before = blind(NUMBER)
    settings.SEALING_KEY = "a new key"
    assert blind(NUMBER) == before  # sealing anew does not lose it

    settings.LOOKUP_KEY = "another"
    assert blind(NUMBER) != before
    assert NUMBER not in str(before)
