from datetime import UTC, date, datetime, timedelta, timezone
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction

from prasan.audit import log, rules
from prasan.audit.log import Fault, faults, record
from prasan.audit.models import Chain, Event

pytestmark = pytest.mark.django_db


def told(area: str = "5205", **changes: object) -> Event:
    """One event; the target is a row of this app, which stands below all others."""
    return record(
        by="ngao",
        verb="meeting.recorded",
        target=Chain(key="52"),
        area=area,
        summary="บันทึกการประชุม",
        changes=changes,
    )


@pytest.fixture
def chain() -> list[Event]:
    """Five events of Lampang, and one of Lamphun beside them."""
    told("51")
    return [told("5205", held=f"2024-11-0{day}") for day in range(1, 6)]


def behind_the_guard(sql: str, *values: object) -> None:
    """A change no code of ours makes: SQL by someone with the password of the database."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        assert cursor.rowcount == 1


def test_events_follow_one_another(chain):
    assert [event.place for event in chain] == [1, 2, 3, 4, 5]
    assert [event.before for event in chain] == ["", *(event.digest for event in chain[:-1])]
    head = Chain.objects.get(key="52")
    assert (head.length, head.head) == (5, chain[-1].digest)
    assert list(faults()) == []


def test_many_at_once_are_one_after_the_other_in_each_chain(chain, django_assert_num_queries):
    happened = [
        log.Happened(Chain(key=key), f"ครั้งที่ {place}", area)
        for place, (key, area) in enumerate([("52", "5205"), ("51", "51"), ("52", "5208")])
    ]

    with django_assert_num_queries(10):
        events = log.record_all(by="ngao", verb="meeting.recorded", happened=happened)

    assert [(one.chain, one.place, one.summary) for one in events] == [
        ("51", 2, "ครั้งที่ 1"),
        ("52", 6, "ครั้งที่ 0"),
        ("52", 7, "ครั้งที่ 2"),
    ]
    assert events[2].before == events[1].digest
    assert list(faults()) == []
    assert log.record_all(by="ngao", verb="meeting.recorded", happened=[]) == []


def test_each_province_has_its_chain_and_the_nation_one():
    told("5205")
    told("51")
    told("")

    assert list(Chain.objects.order_by("key").values_list("key", "length")) == [
        ("00", 1),
        ("51", 1),
        ("52", 1),
    ]


def test_values_read_back_give_the_same_digest():
    """Dates, numbers, nothing, lists and Thai text, through the database and back."""
    told(
        held=date(2024, 11, 5),
        present=15,
        minutes=None,
        names=["นายก", "นางข"],
        ends=["", date(2024, 12, 1)],
        is_kept=True,
    )

    assert list(faults()) == []


def test_a_long_summary_is_cut_to_its_column():
    event = record(by="x", verb="a.b", target=Chain(key="52"), summary="ก" * 500)

    assert len(Event.objects.get(pk=event.pk).summary) == 400
    assert list(faults()) == []


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("by", "thoen"),
        ("verb", "meeting.cancelled"),
        ("summary", "บันทึกการประชุมแล้ว"),
        ("changes", '{"held": "2024-11-30"}'),
        ("area", "5208"),
        ("kind", "orders.order"),
        ("target", "1"),
        ("at", "2024-11-01 03:00:00+00:00"),
        ("digest", "0" * 64),
        ("before", "0" * 64),
    ],
)
def test_an_altered_event_is_found(chain, column, value):
    name = connection.ops.quote_name(column)
    behind_the_guard(f"UPDATE audit_event SET {name} = %s WHERE id = %s", value, chain[2].pk)

    found = list(faults())

    assert Fault("52", 3, "altered") in found
    assert {fault.chain for fault in found} == {"52"}


def test_a_removed_event_is_found(chain):
    behind_the_guard("DELETE FROM audit_event WHERE id = %s", chain[2].pk)

    assert Fault("52", 3, "missing before 4") in list(faults())


def test_a_removed_first_event_is_found(chain):
    behind_the_guard("DELETE FROM audit_event WHERE id = %s", chain[0].pk)

    assert Fault("52", 1, "missing before 2") in list(faults())


def test_a_removed_last_event_is_found_by_the_head_of_the_chain(chain):
    behind_the_guard("DELETE FROM audit_event WHERE id = %s", chain[-1].pk)

    assert list(faults()) == [Fault("52", 0, "ends at 4, should end at 5")]


def test_an_added_event_is_found(chain):
    """Even one whose own digest is right: the chain does not know it."""
    last = chain[-1]
    added = Event(
        chain="52", place=6, at=last.at, by="x", verb="a.b", kind="k", target="1",
        area="5205", summary="เพิ่มเอง", before=last.digest,
    )  # fmt: skip
    added.digest = rules.digest(last.digest, log._content(added))
    Event.objects.bulk_create([added])

    assert list(faults()) == [Fault("52", 0, "ends at 6, should end at 5")]


def test_an_altered_event_with_a_new_digest_breaks_the_next_link(chain):
    third = Event.objects.get(pk=chain[2].pk)
    third.summary = "แก้แล้วคิดรหัสใหม่"
    digest = rules.digest(third.before, log._content(third))
    behind_the_guard(
        "UPDATE audit_event SET summary = %s, digest = %s WHERE id = %s",
        third.summary, digest, third.pk,
    )  # fmt: skip

    assert list(faults()) == [Fault("52", 4, "does not follow the one before it")]


def test_events_without_a_chain_are_found(chain):
    behind_the_guard("DELETE FROM audit_chain WHERE key = %s", "51")

    assert list(faults()) == [Fault("51", 0, "has events but no chain")]


def test_the_command_is_glad_of_a_whole_chain(chain):
    said = StringIO()

    call_command("verify_audit", stdout=said)

    lines = said.getvalue().splitlines()
    assert lines[-1] == "6 events, every chain holds"
    assert any(line.endswith(Chain.objects.get(key="52").head) for line in lines)


def test_the_command_names_each_fault_and_fails(chain):
    behind_the_guard("UPDATE audit_event SET summary = 'x' WHERE id = %s", chain[2].pk)
    said = StringIO()

    with pytest.raises(CommandError, match=r"1 fault\(s\) found"):
        call_command("verify_audit", stderr=said)

    assert said.getvalue() == "chain 52, event 3: altered\n"


def test_events_are_neither_changed_nor_deleted(chain):
    with pytest.raises(TypeError, match="never changed"):
        Event.objects.update(by="x")
    with pytest.raises(TypeError, match="never deleted"):
        Event.objects.filter(pk=chain[0].pk).delete()


def test_event_has_its_place_in_a_chain(chain):
    twin = Event.objects.get(pk=chain[0].pk)
    twin.pk = None

    with pytest.raises(IntegrityError, match="event_has_its_place_in_a_chain|audit_event.chain"):
        Event.objects.bulk_create([twin])


def test_what_is_undone_leaves_no_event(chain):
    with transaction.atomic():
        told()
        transaction.set_rollback(True)

    assert Event.objects.filter(chain="52").count() == 5
    assert list(faults()) == []


@pytest.mark.django_db(transaction=True)
def test_an_event_is_written_only_with_its_change():
    with pytest.raises(RuntimeError, match="same transaction"):
        told()


def test_a_chain_is_checked_in_as_many_queries_whatever_its_length(
    chain, django_assert_num_queries
):
    # The chains, the events of each of two, events without a chain.
    with django_assert_num_queries(4):
        list(faults())


def test_a_moment_is_written_alike_in_every_zone():
    bangkok = timezone(timedelta(hours=7))

    assert rules.moment(datetime(2024, 11, 5, 10, 42, tzinfo=bangkok)) == rules.moment(
        datetime(2024, 11, 5, 3, 42, tzinfo=UTC)
    )


def test_a_digest_covers_every_field_and_the_link_before():
    one = rules.digest("", {"a": "ก", "b": 1})

    assert one == rules.digest("", {"b": 1, "a": "ก"})  # Order is no difference.
    assert one != rules.digest("", {"a": "ข", "b": 1})
    assert one != rules.digest("0", {"a": "ก", "b": 1})
    assert len(one) == 64
