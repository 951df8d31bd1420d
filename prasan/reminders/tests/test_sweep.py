"""What a sweep finds, whom it tells, and that it never tells twice."""

from datetime import date, timedelta

import pytest

from prasan.accounts.rights import Role
from prasan.audit.models import Event
from prasan.directives.actions import exempt
from prasan.directives.models import Excuse
from prasan.directives.tests import make as directives
from prasan.reminders.actions import add_step, end_step, give_address, sweep
from prasan.reminders.models import Audience, Channel, Dispatch, Message, Step
from prasan.reminders.tests.make import reminded

AT = directives.moment()
TOMORROW = date(2024, 11, 6)


def told(user, channel=Channel.INBOX):
    return list(Message.objects.filter(recipient=user, channel=channel).order_by("pk"))


def test_the_officers_hear_what_their_own_areas_owe(
    directive, ngao_officer, thoen_officer, tambon_officer
):
    sweep(at=AT)
    (mine,) = told(tambon_officer)
    assert "ตำบลปงเตา" in mine.body
    assert "ตำบลบ้านร้อง" not in mine.body
    (district,) = told(ngao_officer)
    assert "อำเภองาว" in district.body
    # Ban Rong has no officer of its own; Pong Tao has.
    assert "ตำบลบ้านร้อง" in district.body
    assert "คอช.ต. ครบกำหนด 31 ต.ค. 2567 (พ้นมา 5 วัน): ตำบลบ้านร้อง\n" in district.body
    assert "งาว" not in told(thoen_officer)[0].body


def test_after_days_of_silence_only_the_newest_step_is_told_and_the_others_are_covered(
    directive, ngao_officer
):
    """The letter is a year old: six steps lie behind, one is said."""
    sweep(at=AT)
    delivery = directives.duty(directive, "district_order_copies")
    lines = Dispatch.objects.filter(obligation=delivery, area="5205")
    assert [(line.offset, line.covered) for line in lines] == [(3, 4)]
    assert told(ngao_officer)[0].body.count("คำสั่งแต่งตั้ง คอช.อ.") == 1


def test_a_second_sweep_says_nothing_until_the_next_step(directive, ngao_officer):
    first = sweep(at=AT)
    assert first > 0
    assert sweep(at=AT) == 0
    assert sweep(at=AT + timedelta(days=4)) == 0
    assert sweep(at=AT + timedelta(days=5)) > 0
    assert len(told(ngao_officer)) == 2


def test_what_was_sent_or_excused_is_not_spoken_of(
    directive, province_officer, ngao_officer, tambon_officer, ngao, pong_tao
):
    directives.order(ngao_officer, pong_tao)
    directives.sent(ngao_officer, directive, ngao)
    assessment = directives.duty(directive, "assessments_filed")
    exempt(
        by=province_officer,
        obligation=assessment,
        area=pong_tao,
        excuse=Excuse.WAIVED,
        until=None,
        reason="น้ำท่วม",
        today=AT.date(),
    )
    sweep(at=AT)
    spoken = Dispatch.objects.filter(area=pong_tao).values_list("obligation__measure", flat=True)
    assert "tambon_order_copies" not in spoken
    assert "assessments_filed" not in spoken
    assert "meetings_held" in spoken


def test_an_extension_counts_anew_from_the_later_day(
    directive, province_officer, ngao_officer, ngao
):
    sweep(at=AT)
    copies = directives.duty(directive, "district_order_copies")
    exempt(
        by=province_officer,
        obligation=copies,
        area=ngao,
        excuse=Excuse.EXTENDED,
        until=date(2024, 11, 12),
        reason="รอการลงนาม",
        today=AT.date(),
    )
    sweep(at=AT)
    lines = Dispatch.objects.filter(obligation=copies, area=ngao)
    assert set(lines.values_list("due", "offset")) == {
        (date(2024, 10, 31), 3),
        (date(2024, 11, 12), -7),
    }


def test_ten_days_late_the_level_above_hears(directive, province_officer, ngao_officer):
    sweep(at=AT)
    before = "\n".join(message.body for message in told(province_officer))
    assert "คอช.อ." not in before
    sweep(at=AT + timedelta(days=5))
    above = told(province_officer)[-1]
    assert "คอช.อ. ครบกำหนด 31 ต.ค. 2567 (พ้นมา 10 วัน): อำเภองาว, อำเภอเถิน" in above.body
    assert "ตำบล" not in above.body


def test_what_a_later_letter_asks_again_is_spoken_of_there(
    directive, province_officer, thoen, ngao_officer, thoen_officer
):
    again = reminded(province_officer, directive, without=thoen)
    sweep(at=AT)
    lines = Dispatch.objects.filter(obligation__kind="deliver")
    assert not lines.filter(
        obligation__item__directive=directive, area__code__startswith="5205"
    ).exists()
    assert lines.filter(obligation__item__directive=directive, area="5208").exists()
    assert not lines.filter(obligation__item__directive=again).exists()
    sweep(at=AT + timedelta(days=3))
    mine = lines.filter(obligation__item__directive=again, area="5205")
    assert set(mine.values_list("due", "offset")) == {(date(2024, 11, 15), -7)}


def test_a_unit_nobody_answers_for_stands_in_the_ledger_all_the_same(directive):
    sweep(at=AT)
    line = Dispatch.objects.filter(area="5205", audience=Audience.UNIT).first()
    assert line is not None
    assert list(line.messages.all()) == []


def test_an_officer_whose_post_has_ended_or_who_left_is_not_told(
    directive, ngao_officer, someone, ngao
):
    ngao_officer.is_active = False
    ngao_officer.save()
    other = someone("another", Role.DISTRICT, ngao)
    sweep(at=AT)
    assert told(ngao_officer) == []
    assert len(told(other)) == 1


def test_an_address_gets_a_message_of_its_own(directive, ngao_officer, thoen_officer):
    give_address(by=ngao_officer, channel=Channel.EMAIL, value="ngao@example.go.th", at=AT)
    sweep(at=AT, channels=["email"])
    assert len(told(ngao_officer, Channel.EMAIL)) == 1
    assert told(thoen_officer, Channel.EMAIL) == []
    assert Dispatch.objects.filter(area="5205", channel=Channel.EMAIL).exists()
    assert not Dispatch.objects.filter(area="5208", channel=Channel.EMAIL).exists()


def test_an_office_reminds_by_its_own_steps_once_it_keeps_any(
    directive, province_officer, areas, ngao_officer
):
    for step in Step.objects.of("52"):
        end_step(by=province_officer, area=areas["52"], step=step, ends=AT.date(), why="ทดลอง")
    assert sweep(at=AT) == 0
    add_step(
        by=province_officer, area=areas["52"], offset=5, audience=Audience.UNIT, starts=AT.date()
    )
    assert sweep(at=AT) > 0
    assert set(Dispatch.objects.values_list("offset", flat=True)) <= {5}
    # The shipped ones stay for other provinces.
    assert Step.objects.of("51").on(AT.date()).count() == 7


def test_a_change_of_steps_does_not_make_old_ones_said_again(
    directive, province_officer, areas, ngao_officer
):
    sweep(at=AT)
    add_step(
        by=province_officer, area=areas["52"], offset=2, audience=Audience.UNIT, starts=AT.date()
    )
    assert sweep(at=AT) == 0


def test_a_sweep_leaves_one_event_a_directive_and_a_silent_one_none(directive, ngao_officer):
    sweep(at=AT)
    sweep(at=AT)
    assert Event.objects.filter(verb="reminder.swept").count() == 1


def test_a_letter_of_tomorrow_reminds_nobody(province_officer, areas, ngao):
    office = directives.office(province_officer, areas["52"])
    directives.directive(
        province_officer, office, [ngao], dated=TOMORROW, at=directives.moment(TOMORROW)
    )
    assert sweep(at=AT) == 0


@pytest.mark.parametrize("count", [2, 12])
def test_a_sweep_asks_as_much_for_many_tambons_as_for_few(
    count, directive, ngao, ngao_officer, django_assert_max_num_queries
):
    directives.more_tambons(ngao, count)
    with django_assert_max_num_queries(50):
        sweep(at=AT)
