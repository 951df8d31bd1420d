import base64
import hashlib

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.core.management import CommandError, call_command
from django.db import connection

from prasan.audit.models import Event
from prasan.people.actions import resealing
from prasan.people.models import Person
from prasan.sealing import CannotOpen, seal, unseal


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

    with pytest.raises(CannotOpen, match="a key that is not here"):
        unseal(sealed, "people_person.phone")


def test_a_seal_that_was_altered_is_refused():
    sealed = seal("0812345678", "people_person.phone")
    altered = sealed[:-6] + ("A" if sealed[-6] != "A" else "B") + sealed[-5:]

    with pytest.raises(CannotOpen, match="does not open"):
        unseal(altered, "people_person.phone")


def _sealed_before_keys_had_names(text, column, key):
    """As the first version of the product sealed."""
    nonce = b"twelve bytes"
    cipher = AESGCM(hashlib.sha256(key.encode()).digest())
    sealed = nonce + cipher.encrypt(nonce, text.encode(), column.encode())
    return f"1.{base64.b64encode(sealed).decode()}"


def test_the_keys_before_still_open(settings):
    old = seal("0812345678", "people_person.phone")
    oldest = _sealed_before_keys_had_names("0812345678", "people_person.phone", "the first key")
    settings.SEALING_KEYS_BEFORE = [settings.SEALING_KEY, "the first key"]
    settings.SEALING_KEY = "a new key"

    assert unseal(old, "people_person.phone") == "0812345678"
    assert unseal(oldest, "people_person.phone") == "0812345678"


def test_all_is_sealed_anew_with_todays_key_in_batches(
    settings, pong_tao, system, monkeypatch, capsys
):
    monkeypatch.setattr(resealing, "BATCH", 2)
    people = [_person(pong_tao, f"08123456{number:02}") for number in range(5)]
    Person.objects.bulk_create([*people, _person(pong_tao, "")])
    settings.SEALING_KEYS_BEFORE, settings.SEALING_KEY = [settings.SEALING_KEY], "a new key"
    hashes = list(Person.objects.order_by("pk").values_list("citizen_hash", flat=True))

    call_command("reseal")

    assert "people_person.phone: 5" in capsys.readouterr().out
    settings.SEALING_KEYS_BEFORE = []
    phones = [person.phone for person in Person.objects.order_by("pk")]
    assert phones == [*(f"08123456{number:02}" for number in range(5)), ""]
    assert list(Person.objects.order_by("pk").values_list("citizen_hash", flat=True)) == hashes
    assert Event.objects.filter(verb="sealing.renewed").count() == 3  # two, two and one

    call_command("reseal")

    assert "people_person.phone: 0" in capsys.readouterr().out


def test_a_lost_key_stops_the_sealing_anew_and_changes_nothing(settings, pong_tao, system):
    Person.objects.bulk_create([_person(pong_tao)])
    before = _stored()
    settings.SEALING_KEY = "a new key"

    with pytest.raises(CommandError, match="PRASAN_SEALING_KEYS_BEFORE"):
        call_command("reseal")
    assert _stored() == before


def test_a_seal_moved_to_another_column_is_refused():
    with pytest.raises(CannotOpen):
        unseal(seal("0812345678", "people_person.phone"), "people_person.title")


def test_an_unknown_seal_is_refused():
    with pytest.raises(CannotOpen, match="unknown seal"):
        unseal("9.AAAA", "people_person.phone")


def test_a_sealed_field_cannot_be_searched(db):
    with pytest.raises(TypeError, match="cannot be searched"):
        Person.objects.filter(phone="0812345678").exists()
