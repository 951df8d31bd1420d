"""Issuing, excusing, sending and judging: what is written, once, and what is refused."""

from datetime import date

import pytest
from django.core.exceptions import ObjectDoesNotExist

from prasan.audit.log import faults
from prasan.audit.models import Event
from prasan.directives.actions import (
    AlreadyJudged,
    Asked,
    NothingReady,
    Ordered,
    exempt,
    issue_directive,
    judge,
    submit,
)
from prasan.directives.board import board
from prasan.directives.models import (
    Delivery,
    Directive,
    Excuse,
    Exemption,
    Obligation,
    Submission,
    Verdict,
)
from prasan.directives.rules import State
from prasan.directives.tests import make
from prasan.letters.actions import NumberTaken
from prasan.letters.models import Counter, Letter
from prasan.orders.actions import revoke_order

SENT = date(2024, 10, 25)


def events(verb):
    return list(Event.objects.filter(verb=verb).order_by("pk").values_list("by", "area"))


# Issuing.


def test_a_letter_becomes_items_and_obligations(directive):
    item_texts = list(directive.items.values_list("number", "text"))
    asked = [
        (duty.item.number, duty.measure, duty.kind, duty.due)
        for duty in Obligation.objects.select_related("item").order_by("item__number", "place")
    ]

    assert item_texts == list(enumerate(make.ITEMS, start=1))
    assert asked == [
        (1, "district_order_copies", "deliver", make.DUE),
        (1, "tambon_order_copies", "deliver", make.DUE),
        (1, "integrated_order_copies", "deliver", make.DUE),
        (1, "registers", "keep", None),
        (2, "assessments_filed", "deliver", make.DUE),
        (3, "meetings_held", "quota", None),
        (4, "experts", "keep", None),
        (5, "missions", "drive", None),
        (6, "strong_tambon", "drive", None),
    ]
    assert (directive.root, directive.follows) == (None, None)


def test_a_paper_letter_is_registered_with_its_directive(directive, office, ngao, thoen):
    letter = directive.letter

    assert (letter.label, letter.dated, letter.is_draft) == ("ลป 0019.3/ว 25668", make.DATED, False)
    assert [one.name for one in letter.recipients.all()] == ["นายอำเภองาว", "นายอำเภอเถิน"]
    assert {one.area for one in directive.addressees.all()} == {ngao, thoen}
    assert events("letter.registered") == events("directive.issued") == [("lampang", "52")]
    # A number from paper leaves the counter of our own letters alone.
    assert Counter.objects.get().last == make.LAST_CIRCULAR


def test_a_number_in_the_register_is_taken_and_nothing_is_left(
    directive, province_officer, office, ngao
):
    with pytest.raises(NumberTaken, match=r"ลป 0019\.3/ว 25668"):
        make.directive(province_officer, office, [ngao], title="อีกเรื่อง")

    assert Directive.objects.count() == Letter.objects.count() == 1


def test_the_very_same_entry_gives_the_first(directive, province_officer, office, ngao, thoen):
    again = make.directive(province_officer, office, [ngao, thoen])

    assert again == directive
    assert len(events("letter.registered")) == len(events("directive.issued")) == 1


def test_the_same_number_of_another_year_is_free(directive, province_officer, office, ngao):
    other = make.directive(
        province_officer, office, [ngao], dated=date(2024, 1, 5), at=make.moment(date(2024, 1, 5))
    )

    assert (other.letter.number, other.letter.year) == (25668, 2567)


def test_a_letter_issues_one_directive(directive, province_officer, ngao):
    again = issue_directive(
        by=province_officer,
        letter=directive.letter,
        title="อีกครั้ง",
        fiscal_year=2568,
        addressees=[ngao],
        items=[Ordered("ข้อเดียว", (Asked("missions", 2568),))],
    )

    assert again == directive
    assert directive.items.count() == 6
    assert len(events("directive.issued")) == 1


def test_only_a_delivery_keeps_the_due_day(directive):
    assert make.duty(directive, "tambon_order_copies").due == make.DUE
    assert make.duty(directive, "meetings_held").due is None


# Excusing.


@pytest.fixture
def excuse(province_officer, directive, pong_tao):
    def grant(kind=Excuse.WAIVED, reason="น้ำท่วม", until=None, today=make.TODAY):
        return exempt(
            by=province_officer,
            obligation=make.duty(directive, "tambon_order_copies"),
            area=pong_tao,
            excuse=kind,
            reason=reason,
            until=until,
            today=today,
        )

    return grant


def test_an_exception_keeps_its_reason_day_and_giver(excuse, province_officer):
    made = excuse()

    assert (made.reason, made.granted, made.granted_by) == (
        "น้ำท่วม",
        make.TODAY,
        province_officer,
    )
    assert events("exemption.granted") == [("lampang", "520505")]


def test_the_same_exception_twice_is_one(excuse):
    assert excuse() == excuse()
    assert Exemption.objects.count() == len(events("exemption.granted")) == 1


def test_the_last_exception_rules(excuse, directive):
    excuse()
    excuse(Excuse.EXTENDED, until=date(2024, 12, 1))

    found = board(directive, codes=["520505"], day=make.TODAY)
    standing = found.units["520505"].standings[make.duty(directive, "tambon_order_copies").pk]

    assert (standing.state, standing.due) == (State.OPEN, date(2024, 12, 1))
    assert Exemption.objects.count() == 2


def test_an_exception_given_again_after_another_is_a_new_one(excuse):
    first = excuse()
    excuse(Excuse.NOT_EXPECTED)

    assert excuse() != first
    assert Exemption.objects.count() == 3


# Sending.


@pytest.fixture
def ready(directive, ngao_officer, pong_tao):
    """Pong Tao has its คอช.ต. order with the copy: one thing to send."""
    return make.order(ngao_officer, pong_tao)


def test_a_report_holds_what_was_ready_frozen(
    directive, ngao, ngao_officer, pong_tao, ready, province_officer
):
    sent = make.sent(ngao_officer, directive, ngao)
    revoke_order(by=ngao_officer, order=ready, revoked=date(2024, 11, 1), because="ลงนามผิด")

    delivery = sent.deliveries.get()
    assert (delivery.area, delivery.obligation.measure) == (pong_tao, "tambon_order_copies")
    assert (delivery.done, delivery.needed) == (1, 1)
    assert delivery.note == f"คำสั่งที่ {ready.label}"
    assert delivery.link == f"/orders/{ready.pk}/"
    assert delivery.proofs == ready.copy.sha256
    # What the board shows today has changed; that it was sent has not.
    found = board(directive, codes=["520505"], day=make.TODAY)
    standing = found.units["520505"].standings[delivery.obligation_id]
    assert (standing.state, standing.note) == (State.SENT, "ยกเลิก 1 พ.ย. 2567")


def test_a_report_has_a_receipt_sender_and_event(directive, ngao, ngao_officer, ready):
    sent = make.sent(ngao_officer, directive, ngao)

    assert (sent.receipt, sent.sent, sent.sent_by) == ("5205/2567/1", SENT, ngao_officer)
    assert events("report.sent") == [("ngao", "5205")]


def test_a_double_click_gives_the_same_receipt(directive, ngao, ngao_officer, ready):
    first = make.sent(ngao_officer, directive, ngao)

    assert make.sent(ngao_officer, directive, ngao) == first
    assert Submission.objects.count() == Delivery.objects.count() == 1
    assert len(events("report.sent")) == 1


def test_an_old_page_gives_the_newest_receipt(directive, ngao, ngao_officer, ready, ban_rong):
    first = make.sent(ngao_officer, directive, ngao)
    make.order(ngao_officer, ban_rong)
    second = make.sent(ngao_officer, directive, ngao, after=first.pk)

    assert make.sent(ngao_officer, directive, ngao) == second
    assert second.receipt == "5205/2567/2"


def test_nothing_ready_sends_nothing(directive, ngao, ngao_officer):
    with pytest.raises(NothingReady):
        make.sent(ngao_officer, directive, ngao)

    assert not Submission.objects.exists()
    assert events("report.sent") == []


def test_what_was_sent_is_not_sent_again(directive, ngao, ngao_officer, ready):
    first = make.sent(ngao_officer, directive, ngao)

    with pytest.raises(NothingReady):
        make.sent(ngao_officer, directive, ngao, after=first.pk)


def test_a_report_holds_the_districts_own_things_alone(
    directive, ngao, ngao_officer, thoen_officer, ready, lom_raet
):
    make.order(thoen_officer, lom_raet)

    assert [one.area_id for one in make.sent(ngao_officer, directive, ngao).deliveries.all()] == [
        "520505"
    ]


def test_receipts_count_for_each_district_and_calendar_year(
    directive, ngao, thoen, ngao_officer, thoen_officer, ready, lom_raet, ban_rong
):
    make.order(thoen_officer, lom_raet)
    mine = make.sent(ngao_officer, directive, ngao)
    theirs = make.sent(thoen_officer, directive, thoen)
    make.order(ngao_officer, ban_rong)
    next_year = make.sent(ngao_officer, directive, ngao, day=date(2025, 1, 1), after=mine.pk)

    assert [one.receipt for one in (mine, theirs, next_year)] == [
        "5205/2567/1",
        "5208/2567/1",
        "5205/2568/1",
    ]


def test_a_district_the_letter_did_not_go_to_cannot_send(
    province_officer, office, ngao, thoen, thoen_officer
):
    alone = make.directive(province_officer, office, [ngao])

    with pytest.raises(ObjectDoesNotExist):
        submit(
            by=thoen_officer, directive=alone, area=thoen, after=0, note="", at=make.moment(SENT)
        )


def test_a_quota_is_never_part_of_a_report(directive, ngao, ngao_officer, ready, pong_tao):
    make.met(ngao_officer, pong_tao)

    sent = make.sent(ngao_officer, directive, ngao)

    assert {one.obligation.measure for one in sent.deliveries.all()} == {"tambon_order_copies"}


# Judging.


@pytest.fixture
def two_sent(directive, ngao, ngao_officer, ready, ban_rong):
    make.order(ngao_officer, ban_rong)
    return make.sent(ngao_officer, directive, ngao)


def test_the_province_returns_one_and_accepts_the_rest(two_sent, province_officer):
    back = two_sent.deliveries.get(area="520505")

    judge(
        by=province_officer,
        submission=two_sent,
        returned={back.pk: "สำเนาไม่ชัด"},
        today=make.TODAY,
    )

    assert list(two_sent.deliveries.order_by("area").values_list("area", "verdict", "reason")) == [
        ("520504", Verdict.ACCEPTED, ""),
        ("520505", Verdict.RETURNED, "สำเนาไม่ชัด"),
    ]
    assert {(one.judged, one.judged_by) for one in two_sent.deliveries.all()} == {
        (make.TODAY, province_officer)
    }
    assert events("report.judged") == [("lampang", "5205")]


def test_a_second_verdict_is_refused_and_changes_nothing(two_sent, province_officer):
    judge(by=province_officer, submission=two_sent, returned={}, today=make.TODAY)
    one = two_sent.deliveries.first()

    with pytest.raises(AlreadyJudged):
        judge(by=province_officer, submission=two_sent, returned={one.pk: "ช้า"}, today=make.TODAY)

    assert {each.verdict for each in two_sent.deliveries.all()} == {Verdict.ACCEPTED}
    assert len(events("report.judged")) == 1


def test_a_verdict_on_one_report_leaves_another_alone(
    directive, ngao, ngao_officer, two_sent, province_officer, pong_tao
):
    make.integrated(ngao_officer, pong_tao)
    other = make.sent(ngao_officer, directive, ngao, after=two_sent.pk)

    judge(by=province_officer, submission=two_sent, returned={}, today=make.TODAY)

    assert other.deliveries.get().verdict is None


def test_everything_done_is_in_an_unbroken_chain_of_events(two_sent, excuse, province_officer):
    excuse()
    judge(by=province_officer, submission=two_sent, returned={}, today=make.TODAY)

    assert list(faults()) == []
