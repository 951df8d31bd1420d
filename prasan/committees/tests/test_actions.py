from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from django.core.management import call_command

from prasan.audit.models import Event
from prasan.committees import actions
from prasan.committees.models import Committee, Confirmation, Kind, Rulebook, RulebookLine
from prasan.committees.rulebooks import rulebook_on, wants_on
from prasan.committees.rules import Wants
from prasan.committees.tests.make import LINES, row, rulebook

DAY = date(2024, 11, 5)
NOW = datetime(2024, 11, 5, 3, 0, tzinfo=UTC)
CODE = "520505"


def test_a_committee_is_established_once(ngao_officer, pong_tao):
    first = actions.establish(by=ngao_officer, area=pong_tao, kind=Kind.TAMBON)
    second = actions.establish(by=ngao_officer, area=pong_tao, kind=Kind.TAMBON)

    assert first == second == Committee.objects.get()
    assert Event.objects.filter(verb="committee.established").count() == 1
    assert str(first) == "คอช.ต. ปงเตา"
    assert first.full_name == "คณะกรรมการศูนย์ประสานงานองค์การชุมชนระดับตำบล ตำบลปงเตา"


@pytest.mark.parametrize(
    ("kind", "code"),
    [(Kind.DISTRICT, "520505"), (Kind.TAMBON, "5205"), (Kind.INTEGRATED, "52")],
)
def test_a_committee_needs_an_area_of_its_level(ngao_officer, areas, kind, code):
    with pytest.raises(ValueError, match="ตั้งใน"):
        actions.establish(by=ngao_officer, area=areas[code], kind=kind)


def test_the_rulebooks_load_once(areas, capsys):
    call_command("load_rulebooks")
    call_command("load_rulebooks")

    first, second = capsys.readouterr().out.splitlines()
    count = RulebookLine.objects.count()
    assert first.endswith(f"{count} added, 0 changed, 0 unchanged, 0 removed, 0 kept as confirmed")
    assert second.endswith(f"0 added, 0 changed, {count} unchanged, 0 removed, 0 kept as confirmed")
    wants = wants_on(Kind.TAMBON, DAY, CODE)
    assert (wants.members.low, wants.members.high, wants.term_years) == (9, 25, 4)
    assert not any(line.is_confirmed for line in wants.lines)
    assert not wants_on(Kind.INTEGRATED, DAY, CODE).members.is_known
    assert Event.objects.filter(verb="rulebook.loaded").count() == 3


def change(name="meetings", **says):
    """The lines of the start values with one that says something else."""
    return [replace(line, **says) if line.topic == name else line for line in LINES]


def test_a_changed_line_is_taken_over_unless_confirmed(system):
    book = rulebook(system)

    done = actions.load_rulebooks(by=system, listed=[row(lines=change(low=4))])
    assert (done.changed, done.unchanged) == (1, len(LINES) - 1)

    line = book.lines.get(topic="meetings")
    actions.confirm_line(by=system, line=line, area=None, clause="ข้อ 9", day=DAY)
    done = actions.load_rulebooks(by=system, listed=[row()])

    assert (done.kept, done.changed) == (1, 0)
    assert wants_on("tambon", DAY, CODE).meetings.low == 4


def test_a_line_the_file_no_longer_has_goes_unless_confirmed(system):
    book = rulebook(system)
    secretary = book.lines.get(seat="secretary")
    actions.confirm_line(by=system, line=secretary, area=None, clause="ข้อ 9", day=DAY)

    done = actions.load_rulebooks(by=system, listed=[row(lines=LINES[:4])])

    assert (done.removed, done.kept) == (1, 1)
    assert [line.seat for line in book.lines.filter(topic="seat")] == ["secretary"]


def test_a_line_is_confirmed_once(system, ngao_officer):
    line = rulebook(system).lines.get(topic="members")
    actions.confirm_line(by=system, line=line, area=None, clause="ข้อ 9", day=DAY)
    actions.confirm_line(by=ngao_officer, line=line, area=None, clause="ข้อ 10", day=DAY)

    kept = Confirmation.objects.get()
    assert (kept.clause, kept.by) == ("ข้อ 9", system)
    assert Event.objects.filter(verb="rulebook.confirmed").count() == 1
    assert wants_on("tambon", DAY, CODE).members.clause == "ข้อ 9"


def test_a_province_confirms_for_itself(system, province_officer, areas):
    line = rulebook(system).lines.get(topic="members")

    actions.confirm_line(by=province_officer, line=line, area=areas["52"], clause="ข้อ 9", day=DAY)

    assert wants_on("tambon", DAY, CODE).members.is_confirmed
    assert not wants_on("tambon", DAY, "510101").members.is_confirmed
    assert not wants_on("tambon", DAY).members.is_confirmed


def test_a_confirmation_is_withdrawn_with_a_reason_and_stays_on_file(system):
    line = rulebook(system).lines.get(topic="members")
    made = actions.confirm_line(by=system, line=line, area=None, clause="ข้อ 9", day=DAY)

    for _ in range(2):
        actions.withdraw_confirmation(by=system, confirmation=made, because="อ่านผิดข้อ", day=DAY)

    made.refresh_from_db()
    assert (made.withdrawn, made.withdrawn_because) == (DAY, "อ่านผิดข้อ")
    assert not wants_on("tambon", DAY, CODE).members.is_confirmed
    assert Event.objects.filter(verb="rulebook.confirmation_withdrawn").count() == 1
    again = actions.confirm_line(by=system, line=line, area=None, clause="ข้อ 10", day=DAY)
    assert again != made


def revised(by, book, lines, starts=date(2024, 10, 1), area=None, because="อ่านข้อ 9 แล้ว"):
    return actions.revise_rulebook(
        by=by,
        rulebook=book,
        area=area,
        starts=starts,
        regulation="ระเบียบตัวอย่าง",
        because=because,
        lines=lines,
        at=NOW,
    )


def test_a_new_version_leaves_the_past_its_own(system):
    book = rulebook(system)

    made = revised(system, book, change("members", low=7, high=15))

    assert wants_on("tambon", date(2024, 9, 30), CODE).members.high == 25
    assert wants_on("tambon", date(2024, 10, 1), CODE).members.high == 15
    assert book.lines.get(topic="members").high == 25
    told = Event.objects.get(verb="rulebook.revised")
    assert told.target == str(made.pk)
    assert told.changes["จำนวนกรรมการ"] == ["9–25 คน", "7–15 คน"]


def test_what_has_not_changed_stays_confirmed(system):
    book = rulebook(system)
    for line in book.lines.all():
        actions.confirm_line(by=system, line=line, area=None, clause="ข้อ 9", day=DAY)

    revised(system, book, change("members", low=7))

    wants = wants_on("tambon", DAY, CODE)
    assert wants.term.is_confirmed
    assert not wants.members.is_confirmed


def test_a_version_is_made_once(system):
    book = rulebook(system)

    first, second = (revised(system, book, change("members", low=7)) for _ in range(2))

    assert first == second
    assert Rulebook.objects.count() == 2


def test_a_version_of_the_same_day_puts_the_first_right(system):
    book = rulebook(system)
    first = revised(system, book, change("members", low=7))

    second = revised(system, first, change("members", low=8), because="พิมพ์ผิด")

    assert rulebook_on("tambon", DAY, CODE).pk == second.pk
    assert first.lines.get(topic="members").low == 7


def test_a_province_is_held_to_its_own_version(system, areas):
    revised(system, rulebook(system), change("members", low=7), area=areas["52"])

    assert wants_on("tambon", DAY, CODE).members.low == 7
    assert wants_on("tambon", DAY, "510101").members.low == 9


def test_the_start_values_do_not_touch_what_an_office_made(system):
    book = rulebook(system)
    made = revised(system, book, change("members", low=7), starts=book.starts)

    actions.load_rulebooks(by=system, listed=[row(lines=change("members", low=5))])

    assert made.lines.get(topic="members").low == 7
    assert rulebook_on("tambon", DAY, CODE).pk == made.pk


def test_no_rulebook_wants_nothing(areas):
    assert wants_on("tambon", DAY, CODE) == Wants()
    assert rulebook_on("district", DAY, CODE) is None
