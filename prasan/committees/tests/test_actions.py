from datetime import date

import pytest
from django.core.management import call_command

from prasan.audit.models import Event
from prasan.committees import actions
from prasan.committees.models import Committee, Kind, Rulebook, rulebook_on, wants_on
from prasan.committees.rules import Wants

DAY = date(2024, 11, 5)


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
    assert first == "rulebooks: 3 added, 0 changed, 0 unchanged, 0 kept as confirmed"
    assert second == "rulebooks: 0 added, 0 changed, 3 unchanged, 0 kept as confirmed"
    assert wants_on(Kind.TAMBON, DAY) == Wants(9, 25, 4, is_confirmed=False)
    assert wants_on(Kind.INTEGRATED, DAY) == Wants()


def test_a_changed_number_is_taken_over_unless_confirmed(system):
    row = {
        "kind": Kind.TAMBON,
        "starts": date(2008, 2, 28),
        "quorum_percent": 50,
        "meetings_a_year": 2,
        "source": "ระเบียบ",
    }
    actions.load_rulebooks(by=system, listed=[row])
    done = actions.load_rulebooks(by=system, listed=[{**row, "meetings_a_year": 4}])
    assert (done.changed, Rulebook.objects.get().meetings_a_year) == (1, 4)

    actions.confirm_rulebook(by=system, rulebook=Rulebook.objects.get(), clause="ข้อ 9", day=DAY)
    done = actions.load_rulebooks(by=system, listed=[row])

    assert (done.kept, Rulebook.objects.get().meetings_a_year) == (1, 4)
    assert Rulebook.objects.get().wants.is_confirmed


def test_confirming_twice_keeps_the_first(system, ngao_officer):
    call_command("load_rulebooks")
    book = Rulebook.objects.get(kind=Kind.TAMBON)
    actions.confirm_rulebook(by=system, rulebook=book, clause="ข้อ 9", day=DAY)
    actions.confirm_rulebook(by=ngao_officer, rulebook=book, clause="ข้อ 10", day=DAY)

    book.refresh_from_db()
    assert (book.clause, book.confirmed_by) == ("ข้อ 9", system)
    assert Event.objects.filter(verb="rulebook.confirmed").count() == 1


def test_the_version_of_the_day_rules(system):
    for starts, meetings in ((date(2008, 2, 28), 2), (date(2024, 11, 5), 4)):
        row = {"kind": "tambon", "starts": starts, "quorum_percent": 50, "source": "ก"}
        actions.load_rulebooks(by=system, listed=[{**row, "meetings_a_year": meetings}])

    assert rulebook_on(Kind.TAMBON, date(2024, 11, 4)).meetings_a_year == 2
    assert rulebook_on(Kind.TAMBON, date(2024, 11, 5)).meetings_a_year == 4
    assert rulebook_on(Kind.TAMBON, date(2008, 2, 27)) is None
    assert rulebook_on(Kind.DISTRICT, DAY) is None
