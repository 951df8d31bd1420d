import pytest
from django.db import connection

from prasan.people.models import Person
from prasan.people.sealing import CannotOpen, seal, unseal


def _person(area, phone="0812345678"):
    return Person(area=area, title="นาย", given_name="ก", family_name="ข", phone=phone)


def _stored():
    with connection.cursor() as cursor:
        cursor.execute("SELECT phone FROM people_person ORDER BY id")
        return [row[0] for row in cursor.fetchall()]


def test_a_sealed_number_opens_again(pong_tao):
    Person.objects.bulk_create([_person(pong_tao), _person(pong_tao), _person(pong_tao, "")])

    first, second, empty = _stored()

    assert "0812345678" not in first + second
    assert first != second  # the same number never looks the same
    assert empty == ""
    assert [p.phone for p in Person.objects.order_by("pk")] == ["0812345678", "0812345678", ""]


def test_the_wrong_key_is_refused(settings):
    sealed = seal("0812345678", "people_person.phone")
    settings.SEALING_KEY = "another key"

    with pytest.raises(CannotOpen, match="does not open"):
        unseal(sealed, "people_person.phone")


def test_a_seal_moved_to_another_column_is_refused():
    with pytest.raises(CannotOpen):
        unseal(seal("0812345678", "people_person.phone"), "people_person.title")


def test_an_unknown_seal_is_refused():
    with pytest.raises(CannotOpen, match="unknown seal"):
        unseal("9.AAAA", "people_person.phone")


def test_a_sealed_field_cannot_be_searched(db):
    with pytest.raises(TypeError, match="cannot be searched"):
        Person.objects.filter(phone="0812345678").exists()
