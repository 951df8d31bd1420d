"""What the tables of directives refuse to hold."""

import pytest
from django.db import IntegrityError, transaction

from prasan.directives import reminding
from prasan.directives.models import (
    Addressee,
    Cascade,
    CascadeDuty,
    CascadeItem,
    ChangeReview,
    Delivery,
    Directive,
    DueChange,
    Excuse,
    Exemption,
    Item,
    Obligation,
    ReminderItem,
    Submission,
    Verdict,
)
from prasan.directives.tests import make


def breaks(name, change):
    """SQLite does not name a unique constraint, so there only the break itself is seen."""
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        change()
    said = str(caught.value)
    assert name in said or "UNIQUE constraint failed" in said


def copied(row, **changes):
    """A second row like `row` but for `changes`."""
    row.pk = None
    for name, value in changes.items():
        setattr(row, name, value)
    row.save(force_insert=True)


@pytest.fixture
def delivery(directive, ngao, ngao_officer, pong_tao):
    make.order(ngao_officer, pong_tao)
    return make.sent(ngao_officer, directive, ngao).deliveries.get()


@pytest.fixture
def reminder(directive, province_officer):
    return reminding.draft_reminder(
        by=province_officer, directive=directive, due=make.NEW_DUE, at=make.moment()
    )


def test_a_directive_is_addressed_to_an_area_once(directive):
    breaks("directive_is_addressed_to_an_area_once", lambda: copied(Addressee.objects.first()))


def test_a_directive_has_each_item_once(directive):
    breaks("directive_has_each_item_once", lambda: copied(Item.objects.first()))


def test_an_item_has_each_obligation_once(directive):
    breaks("item_has_each_obligation_once", lambda: copied(Obligation.objects.first()))


@pytest.mark.parametrize(
    ("measure", "due"), [("tambon_order_copies", None), ("meetings_held", make.DUE)]
)
def test_a_delivery_has_a_due_day_and_nothing_else_has(directive, measure, due):
    duty = Obligation.objects.filter(measure=measure)

    breaks("delivery_has_a_due_day_and_only_it", lambda: duty.update(due=due))


def test_a_letter_has_one_directive(directive):
    breaks("letter", lambda: copied(directive))


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("only_an_extension_has_a_new_day", {"excuse": Excuse.WAIVED, "until": make.NEW_DUE}),
        ("only_an_extension_has_a_new_day", {"excuse": Excuse.EXTENDED, "until": None}),
        ("exemption_has_a_reason", {"reason": ""}),
    ],
)
def test_an_exception_says_why_and_only_an_extension_until_when(
    directive, province_officer, pong_tao, name, values
):
    whole = {
        "obligation": make.duty(directive, "tambon_order_copies"),
        "area": pong_tao,
        "excuse": Excuse.WAIVED,
        "reason": "น้ำท่วม",
        "granted": make.TODAY,
        "granted_by": province_officer,
    }

    breaks(name, lambda: Exemption.objects.create(**{**whole, **values}))


def test_a_report_delivers_a_thing_once(delivery):
    breaks("submission_delivers_a_thing_once", lambda: copied(delivery))


def test_a_receipt_is_given_once(delivery):
    breaks("receipt", lambda: copied(Submission.objects.get()))


@pytest.mark.parametrize(
    "values", [{"verdict": Verdict.ACCEPTED}, {"judged": make.TODAY}, {"verdict": None}]
)
def test_a_verdict_is_of_someone_and_a_day(delivery, province_officer, values):
    whole = {"verdict": None, "judged": None, "judged_by": None}
    if values == {"verdict": None}:
        whole |= {"judged": make.TODAY, "judged_by": province_officer}

    breaks("delivery_is_judged_by_someone", lambda: Delivery.objects.update(**{**whole, **values}))


def test_what_is_returned_says_why(delivery, province_officer):
    values = {"verdict": Verdict.RETURNED, "judged": make.TODAY, "judged_by": province_officer}

    breaks(
        "delivery_is_returned_with_a_reason", lambda: Delivery.objects.update(**values, reason="")
    )


def test_a_reminder_has_each_item_once(reminder):
    breaks("reminder_has_each_item_once", lambda: copied(ReminderItem.objects.first()))


def test_a_letter_has_one_reminder(reminder):
    breaks("letter", lambda: copied(reminder))


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("directive_is_revoked_by_someone", {"revoked_at": make.moment(), "revoked_because": "ซ้ำ"}),
        ("directive_is_revoked_for_a_reason", {"revoked_at": make.moment(), "revoked_by": 1}),
    ],
)
def test_a_directive_is_revoked_by_someone_for_a_reason(directive, province_officer, name, changes):
    if "revoked_by" in changes:
        changes = {**changes, "revoked_by": province_officer}

    breaks(name, lambda: Directive.objects.filter(pk=directive.pk).update(**changes))


@pytest.mark.parametrize(("enough", "counting"), [(0, "units"), (0, "percent"), (101, "percent")])
def test_enough_is_some_and_no_more_than_all(directive, enough, counting):
    duty = Obligation.objects.filter(measure="tambon_order_copies")

    breaks(
        "enough_is_some_and_no_more_than_all",
        lambda: duty.update(enough=enough, counting=counting),
    )


def test_a_due_change_changes_the_day_for_a_reason(directive, province_officer):
    duty = Obligation.objects.get(measure="tambon_order_copies")
    whole = {"obligation": duty, "changed_at": make.moment(), "changed_by": province_officer}
    days = {"was": make.DUE, "due": make.NEW_DUE}

    breaks("due_change_has_a_reason", lambda: DueChange.objects.create(**whole, **days, reason=""))
    days["due"] = make.DUE
    breaks(
        "due_change_changes_the_day", lambda: DueChange.objects.create(**whole, **days, reason="ก")
    )


def test_a_change_is_reviewed_once_for_a_reason(directive, province_officer):
    whole = {
        "directive": directive,
        "change": "revoked:1",
        "decision": "kept",
        "reviewed_at": make.moment(),
        "reviewed_by": province_officer,
    }
    ChangeReview.objects.create(**whole, reason="ก")

    breaks("change_is_reviewed_once", lambda: ChangeReview.objects.create(**whole, reason="ข"))
    whole["change"] = "revoked:2"
    breaks(
        "change_is_reviewed_for_a_reason", lambda: ChangeReview.objects.create(**whole, reason="")
    )


def test_a_draft_passes_something_down_with_each_item_and_duty_once(
    province_officer, office, from_above, pass_down
):
    cascade = pass_down(province_officer, office, received=from_above, is_issued=False)

    same = Cascade.objects.filter(pk=cascade.pk)
    breaks("cascade_passes_something_down", lambda: same.update(received=None))
    breaks("cascade_has_each_item_once", lambda: copied(CascadeItem.objects.first()))
    breaks("item_asks_a_duty_once", lambda: copied(CascadeDuty.objects.first()))
