from datetime import UTC, date, datetime

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from prasan.audit.models import Event
from prasan.orders.models import Appointment
from prasan.orders.rules import Member
from prasan.orders.tests import make
from prasan.people import actions
from prasan.people.models import Distinction, FormerName, Merge, Moved, Person
from prasan.people.tests.conftest import Line

AT = datetime(2024, 11, 5, 3, 0, tzinfo=UTC)
NUMBER = "1234567890121"


@pytest.fixture
def merge(ngao_officer):
    def do(kept, gone, because="พิมพ์ชื่อผิดในคำสั่งเดิม"):
        return actions.merge(by=ngao_officer, kept=kept, gone=gone, at=AT, because=because)

    return do


@pytest.fixture
def undo(ngao_officer):
    def do(merge, because="เป็นคนละคน"):
        actions.undo_merge(by=ngao_officer, merge=merge, at=AT, because=because)

    return do


@pytest.fixture
def two(ngao_officer, pong_tao, ban_rong):
    """One person entered twice: as chair of Pong Tao, and misspelt as a member of Ban Rong."""
    make.order(ngao_officer, pong_tao)
    members = make.members(9, family="อินต๊ะ")
    misspelt = Member("นาย", "บุนส่ง", "แก้วปันดา", "member", phone="089-999-0000")
    make.order(ngao_officer, ban_rong, members=[*members, misspelt])
    return Person.objects.get(given_name="บุญส่ง", family_name="แก้วปันดา"), Person.objects.get(
        given_name="บุนส่ง"
    )


def seats(person):
    return {seat.order.committee.area_id for seat in person.appointments.all()}


def test_the_seats_move_and_the_address_leads_on(two, merge):
    kept, gone = two

    done = merge(kept, gone)

    kept.refresh_from_db()
    gone.refresh_from_db()
    assert seats(kept) == {"520505", "520504"}
    assert seats(gone) == set()
    assert gone.merged_into == kept
    assert kept.name == "นายบุญส่ง แก้วปันดา"
    assert kept.phone == "0812345678"  # its own number stays
    assert not Person.objects.standing().filter(pk=gone.pk).exists()
    assert done.moved.count() == 1


def test_the_event_tells_all_that_moved(two, merge):
    kept, gone = two
    seat = gone.appointments.get()

    merge(kept, gone)

    event = Event.objects.get(verb="person.merged")
    assert event.changes == {
        "kept": str(kept.pk),
        "gone": str(gone.pk),
        "moved": [f"orders.appointment.person {seat.pk}"],
        "because": "พิมพ์ชื่อผิดในคำสั่งเดิม",
    }
    assert "089" not in str(event.changes) + event.summary


def test_merging_twice_is_merging_once(two, merge):
    assert merge(*two) == merge(*two)
    assert Merge.objects.count() == Event.objects.filter(verb="person.merged").count() == 1


def test_a_wrong_merge_is_undone_row_by_row(two, merge, undo):
    kept, gone = two
    done = merge(kept, gone)

    undo(done)
    undo(done)  # a second click

    gone.refresh_from_db()
    assert seats(gone) == {"520504"}
    assert seats(kept) == {"520505"}
    assert gone.merged_into is None
    assert gone.phone == "0899990000"
    assert Event.objects.filter(verb="person.merge_undone").count() == 1
    assert Merge.objects.get().undone_because == "เป็นคนละคน"


def test_what_came_after_the_merge_stays(two, merge, undo, ngao_officer, ban_rong):
    kept, gone = two
    done = merge(kept, gone)
    later = make.order(
        ngao_officer,
        ban_rong,
        starts=date(2024, 11, 1),
        members=[
            *make.members(9, family="อินต๊ะ"),
            Member("นาย", "บุญส่ง", "แก้วปันดา", "member", who=str(kept.pk)),
        ],
    )

    undo(done)

    assert later.appointments.get(person__family_name="แก้วปันดา").person == kept
    assert gone.appointments.count() == 1


def test_numbers_the_kept_one_lacks_are_taken_over_and_given_back(
    enter, pong_tao, ngao_officer, merge, undo
):
    kept, gone = enter(pong_tao, phone=""), enter(pong_tao, who="new")
    actions.record_citizen_id(by=ngao_officer, person=gone, citizen_id=NUMBER)

    done = merge(kept, gone)

    kept.refresh_from_db()
    assert (kept.phone, kept.citizen_id) == ("0812345678", NUMBER)
    undo(done)
    kept.refresh_from_db()
    gone.refresh_from_db()
    assert (kept.phone, kept.citizen_id, kept.citizen_hash) == ("", "", None)
    assert (gone.phone, gone.citizen_id) == ("0812345678", NUMBER)


def test_a_person_is_not_merged_with_itself(bunsong, merge):
    with pytest.raises(actions.Clash, match="ระเบียนเดียวกัน"):
        merge(bunsong, bunsong)


def test_two_in_one_order_are_two_and_nothing_moves(ngao_officer, pong_tao, merge):
    order = make.order(ngao_officer, pong_tao)
    one, other = (seat.person for seat in order.appointments.all()[:2])

    with pytest.raises(actions.Clash, match=f"ที่ {order.label}.*ไม่ใช่คนเดียวกัน"):
        merge(one, other)

    assert not Merge.objects.exists()
    assert order.appointments.filter(person=other).exists()


def test_two_citizens_are_two(enter, pong_tao, ngao_officer, merge):
    one, other = enter(pong_tao), enter(pong_tao, who="new")
    for person, number in ((one, NUMBER), (other, "1234567890139")):
        actions.record_citizen_id(by=ngao_officer, person=person, citizen_id=number)

    with pytest.raises(actions.Clash, match="คนละเลข") as said:
        merge(one, other)
    assert NUMBER not in str(said.value)


def test_who_was_merged_is_merged_no_further(enter, pong_tao, merge):
    one, other, third = (enter(pong_tao, who="new") for _ in range(3))
    merge(one, other)

    with pytest.raises(actions.Clash, match="ถูกรวมเข้ากับผู้อื่นแล้ว"):
        merge(third, other)


def test_an_earlier_merge_is_undone_after_the_later_one(enter, pong_tao, merge, undo):
    one, other, third = (enter(pong_tao, who="new") for _ in range(3))
    first = merge(one, other)
    second = merge(third, one)

    with pytest.raises(actions.CannotUndo, match="ครั้งหลังก่อน"):
        undo(first)
    undo(second)
    undo(first)
    assert Person.objects.standing().count() == 3


def test_a_list_that_chose_the_one_merged_means_the_one_kept(enter, pong_tao, merge):
    one, other = enter(pong_tao), enter(pong_tao, who="new")
    merge(one, other)

    assert enter(pong_tao) == one
    assert enter(pong_tao, who=str(other.pk)) == one


def test_not_the_same_is_remembered_once(enter, pong_tao, ngao_officer):
    one, other = enter(pong_tao), enter(pong_tao, who="new")
    for pair in ((one, other), (other, one)):
        said = actions.tell_apart(
            by=ngao_officer, one=pair[0], other=pair[1], at=AT, because="คนละบ้าน"
        )

    assert (said.first, said.second, said.said_by) == (one, other, ngao_officer)
    assert Event.objects.filter(verb="person.told_apart").count() == 1
    with pytest.raises(actions.Clash):
        actions.tell_apart(by=ngao_officer, one=one, other=one, at=AT)


def test_a_changed_name_keeps_the_earlier_one_with_its_day(bunsong, ngao_officer):
    for _ in range(2):
        actions.change_name(
            by=ngao_officer,
            person=bunsong,
            title="นาย",
            given_name="ณัฐวุฒิ",
            family_name="แก้วปันดา",
            since=date(2024, 6, 1),
            because="เปลี่ยนชื่อตัว",
        )

    bunsong.refresh_from_db()
    assert bunsong.name == "นายณัฐวุฒิ แก้วปันดา"
    assert bunsong.name_on(date(2024, 5, 31)) == "นายบุญส่ง แก้วปันดา"
    assert bunsong.name_on(date(2024, 6, 1)) == "นายณัฐวุฒิ แก้วปันดา"
    assert FormerName.objects.get().until == date(2024, 6, 1)
    assert Event.objects.filter(verb="person.renamed").count() == 1


def test_a_name_changed_twice_is_told_for_each_day(bunsong, ngao_officer):
    for given, since in (("ณัฐวุฒิ", date(2024, 6, 1)), ("ธนวัฒน์", date(2024, 9, 1))):
        actions.change_name(
            by=ngao_officer,
            person=bunsong,
            title="นาย",
            given_name=given,
            family_name="แก้วปันดา",
            since=since,
        )

    bunsong.refresh_from_db()
    days = [date(2024, 5, 1), date(2024, 8, 31), date(2024, 9, 1)]
    assert [bunsong.name_on(day).split()[0] for day in days] == [
        "นายบุญส่ง",
        "นายณัฐวุฒิ",
        "นายธนวัฒน์",
    ]


@pytest.mark.parametrize(
    ("name", "break_it"),
    [
        (
            "person_is_not_merged_into_itself",
            lambda one, other, by: Person.objects.filter(pk=one.pk).update(merged_into=one),
        ),
        (
            "merge_is_of_two_persons",
            lambda one, other, by: Merge.objects.create(kept=one, gone=one, at=AT, by=by),
        ),
        (
            "merge_is_undone_with_a_reason",
            lambda one, other, by: Merge.objects.create(
                kept=one, gone=other, at=AT, by=by, undone_at=AT
            ),
        ),
        (
            "person_is_merged_once",
            lambda one, other, by: [
                Merge.objects.create(kept=one, gone=other, at=AT, by=by) for _ in range(2)
            ],
        ),
        (
            "merge_moves_a_row_once",
            lambda one, other, by: Moved.objects.bulk_create(
                Moved(
                    merge=Merge.objects.get_or_create(
                        kept=one, gone=other, defaults={"at": AT, "by": by}
                    )[0],
                    kind="x",
                    field="y",
                    target=1,
                )
                for _ in range(2)
            ),
        ),
        (
            "the_older_of_two_comes_first",
            lambda one, other, by: Distinction.objects.create(
                first=other, second=one, said_at=AT, said_by=by
            ),
        ),
        (
            "two_persons_are_told_apart_once",
            lambda one, other, by: [
                Distinction.objects.create(first=one, second=other, said_at=AT, said_by=by)
                for _ in range(2)
            ],
        ),
        (
            "one_name_ends_on_a_day",
            lambda one, other, by: [
                FormerName.objects.create(person=one, until=date(2024, 1, 1)) for _ in range(2)
            ],
        ),
    ],
)
def test_the_database_refuses_what_cannot_be(name, break_it, enter, pong_tao, ngao_officer):
    one, other = enter(pong_tao), enter(pong_tao, who="new")

    with pytest.raises(IntegrityError), transaction.atomic():
        break_it(one, other, ngao_officer)


def test_every_pointer_at_a_person_is_moved():
    """No app has to be told: whatever points at a person is found."""
    pointing = {
        f"{model._meta.label_lower}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if field.related_model is Person and model._meta.app_label != "people"
    }

    assert {"orders.appointment.person", "orders.draftline.person"} <= pointing
    assert pointing == {f"{link.kind}.{link.field}" for link in actions.merging._links()}


def test_the_number_of_queries_does_not_grow_with_what_moves(
    ngao_officer, pong_tao, merge, undo, enter, django_assert_max_num_queries
):
    kept = enter(pong_tao, who="new")
    for size in (1, 5):
        gone = enter(pong_tao, who="new")
        for number in range(size):
            starts = date(2010 + number + size, 1, 1)
            line = Line(who=str(gone.pk))
            make.order(
                ngao_officer,
                pong_tao,
                starts=starts,
                members=[Member("นาย", line.given_name, line.family_name, "chair", who=line.who)],
            )
        with django_assert_max_num_queries(24):
            done = merge(kept, gone)
        assert done.moved.count() == size
        with django_assert_max_num_queries(24):
            undo(done)
    assert Appointment.objects.filter(person=kept).count() == 0
