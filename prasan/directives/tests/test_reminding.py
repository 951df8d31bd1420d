"""The reminder: to exactly those that fall short, numbered once, and a directive of its own."""

from dataclasses import replace
from datetime import date

import pytest

from prasan.areas.models import Area
from prasan.audit.models import Event
from prasan.directives import reminding
from prasan.directives.actions import judge
from prasan.directives.models import Directive, Obligation, Reminder
from prasan.directives.reminding import NotShort
from prasan.directives.tests import make
from prasan.letters.actions import Stale
from prasan.letters.documents import ExternalLetter
from prasan.letters.models import Counter, Letter, Urgency


@pytest.fixture
def save(province_officer):
    def keep(reminder, edition=None, **changes) -> Reminder:
        return reminding.save_reminder(
            by=province_officer,
            reminder=reminder,
            edition=reminder.letter.edition if edition is None else edition,
            choices=replace(choices(reminder), **changes),
            today=make.TODAY,
        )

    return keep


def choices(reminder) -> reminding.Choices:
    """What a saved draft says."""
    return reminding.Choices(
        due=reminder.due,
        fiscal_year=reminder.fiscal_year,
        urgency=reminder.letter.urgency,
        subject=reminder.letter.subject,
        opening=reminder.opening,
        purpose=reminder.purpose,
        extra=reminder.extra,
        closing=reminder.closing,
        items={line.number: line.text for line in reminder.items.all()},
        addressees=to(reminder),
        signatory=reminder.letter.signatory,
    )


def to(reminder) -> tuple[str, ...]:
    return tuple(reminder.letter.recipients.values_list("area", flat=True))


def printed(reminder) -> ExternalLetter:
    return ExternalLetter.from_json(Letter.objects.get(pk=reminder.letter_id).content)


# Drafting.


def test_the_draft_goes_to_exactly_the_late_districts(thoen_is_complete, draft):
    reminder = draft()

    assert to(reminder) == ("5205",)
    assert printed(reminder).to == ("นายอำเภองาว",)


def test_a_returned_district_is_late_too(thoen_is_complete, draft, directive, province_officer):
    sent = directive.submissions.get()
    one = sent.deliveries.filter(obligation__measure="assessments_filed").first()
    judge(by=province_officer, submission=sent, returned={one.pk: "ไม่ครบ"}, today=make.TODAY)

    assert to(draft()) == ("5205", "5208")


def test_the_draft_says_what_each_still_owes(
    draft, directive, ngao_officer, ngao, pong_tao, framework
):
    make.whole_tambon(ngao_officer, pong_tao, framework)
    make.sent(ngao_officer, directive, ngao)

    annex = printed(draft()).annexes[0]

    assert annex.rows[0] == (
        "1",
        "อำเภองาว",
        "สำเนาคำสั่งแต่งตั้ง คอช.อ. 1 รายการ\n"
        "สำเนาคำสั่งแต่งตั้ง คอช.ต. 1 รายการ\n"
        "สำเนาคำสั่งแต่งตั้ง ก.บ.ต. 1 รายการ\n"
        "ผลการประเมินและจัดระดับ 1 รายการ\n"
        "การประชุมให้ครบปีละ 2 ครั้ง 2 รายการ",
        "6",
    )
    assert [row[1] for row in annex.rows] == ["อำเภองาว", "อำเภอเถิน"]


def test_the_draft_has_no_number_and_refers_to_the_first_letter(draft, directive):
    reminder = draft()

    letter = reminder.letter
    assert (letter.number, letter.dated, letter.edition) == (None, None, 1)
    assert letter.refers_to == directive.letter
    assert printed(reminder).references == (
        "หนังสือจังหวัดลำปาง ด่วนที่สุด ที่ ลป 0019.3/ว 25668 ลงวันที่ 27 ตุลาคม 2566",
    )
    assert Counter.objects.get().last == make.LAST_CIRCULAR


def test_items_carry_the_new_day(draft):
    body = [paragraph.text for paragraph in printed(draft()).body]

    assert "ทบทวนคำสั่งและส่งสำเนา ภายในวันที่ ๑๕ พฤศจิกายน ๒๕๖๗" in body
    assert not any("๓๑ ตุลาคม" in text for text in body)


def test_the_open_draft_is_given_again_to_its_writer_alone(draft, someone, areas):
    other = someone("second", "province", areas["52"])

    first = draft()

    assert draft() == first
    assert draft(by=other) != first
    assert Event.objects.filter(verb="letter.drafted").count() == 2


def test_nobody_late_gives_no_draft(thoen_is_complete, province_officer, office, thoen):
    alone = make.directive(province_officer, office, [thoen], number=7, items=make.items()[5:])

    with pytest.raises(NotShort) as raised:
        reminding.draft_reminder(
            by=province_officer, directive=alone, due=make.NEW_DUE, at=make.moment()
        )

    assert raised.value.names == ()
    assert not Reminder.objects.exists()


# Saving.


def test_a_draft_saved_to_fewer_goes_to_those_alone(draft, save):
    saved = save(draft(), addressees=("5208",))

    assert to(saved) == ("5208",)
    assert printed(saved).to == ("นายอำเภอเถิน",)
    assert [row[1] for row in printed(saved).annexes[0].rows] == ["อำเภอเถิน"]


def test_an_item_left_out_is_not_printed_and_the_rest_are_numbered_on(draft, save):
    reminder = draft()
    kept = {**choices(reminder).items, 2: ""}

    saved = save(reminder, items=kept)

    numbered = [(one.number, one.text) for one in printed(saved).body if one.number]
    assert [number for number, _ in numbered] == ["๑.", "๒.", "๓.", "๔.", "๕."]
    assert numbered[1][1] == "จัดให้มีการประชุมอย่างน้อยปีละ ๒ ครั้ง"
    assert list(saved.items.values_list("number", flat=True)) == [1, 3, 4, 5, 6]


def test_what_the_writer_changed_is_printed(draft, save):
    saved = save(
        draft(),
        due=date(2024, 11, 20),
        urgency=Urgency.NORMAL,
        subject="เรื่องใหม่",
        extra="โทรศัพท์สอบถามได้",
        signatory=None,
    )

    paper = printed(saved)
    assert (saved.due, paper.urgency, paper.subject) == (date(2024, 11, 20), "", "เรื่องใหม่")
    assert [one.text for one in paper.body][-2:] == ["โทรศัพท์สอบถามได้", saved.closing]
    assert (paper.signature.name, saved.letter.signatory) == (None, None)


def test_saving_over_a_newer_edition_is_refused_and_changes_nothing(draft, save):
    reminder = draft()
    save(reminder, edition=1, subject="ของคนแรก")

    with pytest.raises(Stale):
        save(reminder, edition=1, subject="ของคนที่สอง", due=date(2024, 12, 1))

    stored = Reminder.objects.select_related("letter").get()
    assert (stored.letter.subject, stored.letter.edition) == ("ของคนแรก", 2)
    assert stored.due == make.NEW_DUE
    assert Event.objects.filter(verb="letter.saved").count() == 2


# Issuing.


def test_issuing_numbers_sends_and_brings_a_directive(draft, issue, directive):
    reminder = draft()

    issued = issue(reminder)

    letter = issued.letter
    assert (letter.pk, letter.label) == (reminder.letter_id, "ลป 0019.3/ว 2598")
    assert (letter.dated, letter.sent_at) == (make.TODAY, make.moment())
    assert (letter.content["number"], letter.content["written"]) == (
        "ลป 0019.3/ว 2598",
        "2024-11-05",
    )
    assert (issued.follows, issued.root, issued.fiscal_year) == (directive, directive, 2568)
    assert issued.title == "ขับเคลื่อนงาน ศอช. ปี 2568"
    assert sorted(Event.objects.order_by("-pk")[:4].values_list("verb", flat=True)) == [
        "directive.issued",
        "directive.reminded",
        "letter.numbered",
        "letter.sent",
    ]


def test_the_new_directive_has_new_days_and_renews_the_first(draft, issue, directive):
    issued = issue(draft())

    new = {duty.measure: duty for duty in Obligation.objects.filter(item__directive=issued)}
    old = {duty.measure: duty for duty in Obligation.objects.filter(item__directive=directive)}
    assert len(new) == 9
    assert {name: duty.renews for name, duty in new.items()} == old
    # What is delivered is of its own year still; what runs by the year runs in the new one.
    assert (new["assessments_filed"].due, new["assessments_filed"].fiscal_year) == (
        make.NEW_DUE,
        2567,
    )
    assert (new["meetings_held"].due, new["meetings_held"].fiscal_year) == (None, 2568)


def test_the_new_directive_goes_to_the_addressees_alone(draft, save, issue):
    reminder = save(draft(), addressees=("5208",))

    assert [one.area_id for one in issue(reminder).addressees.all()] == ["5208"]


def test_issuing_twice_gives_the_same_directive(draft, issue):
    reminder = draft()

    first, second = issue(reminder), issue(reminder)

    assert first == second
    assert Directive.objects.count() == 2
    assert Counter.objects.get().last == 2598
    assert Event.objects.filter(verb="directive.reminded").count() == 1


def test_numbers_follow_each_other_without_gaps(
    draft, issue, province_officer, office, ngao, thoen
):
    numbers = []
    for number in range(3):
        asked = make.directive(province_officer, office, [ngao, thoen], number=number + 1)
        numbers.append(issue(draft(of=asked)).letter.number)

    assert numbers == [2598, 2599, 2600]


def test_numbers_start_again_with_the_calendar_year(draft, issue, province_officer, office, ngao):
    issue(draft())
    other = make.directive(province_officer, office, [ngao], number=1)

    issued = issue(draft(of=other), day=date(2025, 1, 2))

    assert (issued.letter.number, issued.letter.year) == (1, 2568)


def test_a_refused_letter_takes_no_number(draft, issue, directive):
    reminder = draft()

    with pytest.raises(Stale):
        issue(reminder, edition=0)

    assert Counter.objects.get().last == make.LAST_CIRCULAR
    assert Directive.objects.get() == directive


def test_a_district_that_sent_meanwhile_is_named(
    draft, issue, directive, thoen_officer, thoen, areas, framework
):
    reminder = draft()
    make.whole_district(thoen_officer, thoen, [areas["520801"], areas["520802"]], framework)
    make.sent(thoen_officer, directive, thoen, day=make.TODAY)

    with pytest.raises(NotShort) as raised:
        issue(reminder)

    assert raised.value.names == ("อำเภอเถิน",)
    assert Letter.objects.get(pk=reminder.letter_id).is_draft


def test_a_letter_to_nobody_is_not_issued(draft, save, issue):
    reminder = save(draft(), addressees=())

    with pytest.raises(NotShort) as raised:
        issue(reminder)

    assert raised.value.names == ()


def test_an_issued_letter_takes_no_more_saves(draft, save, issue):
    reminder = draft()
    issue(reminder)

    with pytest.raises(Stale):
        save(reminder, subject="แก้หลังออกเลข")

    assert Letter.objects.get(pk=reminder.letter_id).subject != "แก้หลังออกเลข"


# Composing without writing.


def test_composing_gives_the_draft_and_writes_nothing(draft, directive):
    before = Event.objects.count()

    letter = reminding.composed(directive, due=make.NEW_DUE, today=make.TODAY)

    assert Event.objects.count() == before
    assert not Letter.objects.drafts().exists()
    assert letter == printed(draft())


def test_composing_for_nobody_is_refused(thoen_is_complete, directive):
    Area.objects.filter(code__startswith="5205").update(ends=make.TODAY)

    with pytest.raises(NotShort):
        reminding.composed(directive, due=make.NEW_DUE, today=make.TODAY)
