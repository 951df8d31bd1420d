"""Reminders of whoever is away: to the stand-in as well, to the tier above when there is none."""

from datetime import timedelta

from django.urls import reverse

from prasan.accounts.actions import deactivate_user, end_absence
from prasan.accounts.rights import Role
from prasan.accounts.tests.make import away
from prasan.directives.tests import make as directives
from prasan.reminders.actions import give_address, sweep
from prasan.reminders.models import Channel, Dispatch, Message, Why

AT = directives.moment()


def told(user, *because, channel=Channel.INBOX):
    """What `user` was told, of their own first; only for the reasons asked for, if any."""
    mine = Message.objects.filter(recipient=user, channel=channel).order_by("because", "pk")
    return list(mine.filter(because__in=because) if because else mine)


def test_the_stand_in_hears_too_and_is_told_for_whom(directive, ngao_officer, tambon_officer):
    away(ngao_officer, tambon_officer)
    sweep(at=AT)

    (hers,) = told(ngao_officer)
    own, lent = told(tambon_officer)
    assert (hers.because, own.because) == (Why.POST, Why.POST)
    assert (lent.because, lent.instead_of) == (Why.STAND_IN, ngao_officer)
    assert lent.body.startswith("ท่านได้รับข้อความนี้เพราะทำแทนคุณngao")
    assert hers.body in lent.body
    assert "ตำบลบ้านร้อง" not in own.body


def test_a_line_of_the_ledger_stands_once_whoever_hears(directive, ngao_officer, tambon_officer):
    away(ngao_officer, tambon_officer)
    sweep(at=AT)
    lines = Dispatch.objects.filter(area="5205", channel=Channel.INBOX)
    keys = list(lines.values_list("obligation", "due", "offset", "audience"))
    assert len(keys) == len(set(keys))
    assert {message.recipient for message in lines[0].messages.all()} == {
        ngao_officer,
        tambon_officer,
    }
    count = Message.objects.count()
    assert sweep(at=AT) == 0
    assert Message.objects.count() == count


def test_without_a_stand_in_the_tier_above_hears(
    directive, ngao_officer, thoen_officer, province_officer
):
    away(ngao_officer)
    sweep(at=AT)

    (above,) = told(province_officer, Why.ABOVE)
    assert (above.because, above.instead_of) == (Why.ABOVE, ngao_officer)
    assert "คุณngaoไม่อยู่ และยังไม่มีผู้ทำแทน" in above.body
    assert "อำเภองาว" in above.body
    assert "เถิน" not in above.body
    assert len(told(ngao_officer)) == 1


def test_with_a_colleague_of_the_same_post_nobody_above_is_troubled(
    directive, ngao_officer, province_officer, someone, ngao
):
    someone("another", Role.DISTRICT, ngao)
    away(ngao_officer)
    sweep(at=AT)
    assert told(province_officer, Why.ABOVE) == []


def test_a_stand_in_whose_account_was_closed_is_none(
    directive, ngao_officer, tambon_officer, province_officer, system
):
    away(ngao_officer, tambon_officer)
    deactivate_user(by=system, user=tambon_officer)
    sweep(at=AT)
    assert told(tambon_officer) == []
    assert len(told(province_officer, Why.ABOVE)) == 1


def test_after_the_last_day_and_when_back_sooner_only_the_holder_hears(
    directive, ngao_officer, tambon_officer
):
    absence = away(ngao_officer, tambon_officer)
    end_absence(by=ngao_officer, absence=absence, ends=AT.date(), why="กลับมาแล้ว", at=AT)
    sweep(at=AT)
    assert [one.because for one in told(tambon_officer)] == [Why.POST]
    away(ngao_officer, tambon_officer)
    sweep(at=AT + timedelta(days=5))
    assert all(one.because == Why.POST for one in told(tambon_officer))


def test_the_stand_in_hears_by_their_own_address(directive, ngao_officer, tambon_officer):
    give_address(by=tambon_officer, channel=Channel.EMAIL, value="pt@example.go.th", at=AT)
    away(ngao_officer, tambon_officer)
    sweep(at=AT, channels=["email"])
    assert [one.because for one in told(tambon_officer, channel=Channel.EMAIL)] == [
        Why.POST,
        Why.STAND_IN,
    ]
    assert told(ngao_officer, channel=Channel.EMAIL) == []


def test_the_ledger_says_who_got_it_and_why(
    client, directive, ngao_officer, tambon_officer, thoen_officer, province_officer
):
    away(ngao_officer, tambon_officer)
    away(thoen_officer)
    sweep(at=AT)
    client.force_login(province_officer)
    shown = client.get(reverse("reminders:ledger", args=[directive.pk])).content.decode()
    assert "ทำแทน</span> <span" in shown
    assert "ไม่มีผู้ทำแทน จึงถึงชั้นเหนือ" in shown
    client.force_login(tambon_officer)
    assert "ทำแทนคุณngao" in client.get(reverse("reminders:index")).content.decode()
