from dataclasses import replace

import pytest

from prasan.accounts.models import Office
from prasan.accounts.rights import Role
from prasan.areas.models import Area
from prasan.assessments.models import Framework
from prasan.assessments.tests.make import framework as small_form
from prasan.directives import actions, reminding
from prasan.directives.models import Directive, Reminder
from prasan.directives.passing import chosen
from prasan.directives.tests import make
from prasan.letters.tests import make as letters


@pytest.fixture
def office(province_officer, areas) -> Office:
    """The office of Lampang; its next circular is ว 2598."""
    return make.office(province_officer, areas["52"])


@pytest.fixture
def directive(province_officer, office, ngao, thoen) -> Directive:
    """The letter of 27 October 2566 to Ngao and Thoen, due 31 October 2567: five days ago."""
    return make.directive(province_officer, office, [ngao, thoen])


@pytest.fixture
def framework(system) -> Framework:
    """A form of three indicators."""
    return small_form(system)


@pytest.fixture
def thoen_is_complete(thoen_officer, thoen, areas, directive, framework) -> Area:
    """Thoen has done everything and sent it in time; the province has not looked at it yet."""
    tambons = [areas["520801"], areas["520802"]]
    make.whole_district(thoen_officer, thoen, tambons, framework)
    make.sent(thoen_officer, directive, thoen)
    return thoen


@pytest.fixture
def draft(province_officer, directive):
    """Draft the reminder of a directive."""

    def write(*, by=province_officer, of=directive, day=make.TODAY) -> Reminder:
        return reminding.draft_reminder(by=by, directive=of, due=make.NEW_DUE, at=make.moment(day))

    return write


@pytest.fixture
def issue(province_officer):
    """Number and send a drafted reminder."""

    def send(reminder, edition=None, day=make.TODAY) -> Directive:
        return reminding.issue_reminder(
            by=province_officer,
            reminder=reminder,
            edition=reminder.letter.edition if edition is None else edition,
            dated=day,
            at=make.moment(day),
        )

    return send


@pytest.fixture
def ngao_office(ngao_officer, ngao) -> Office:
    """The office of the district of Ngao."""
    return make.office_below(ngao_officer, ngao, code="ลป 0618")


@pytest.fixture
def department(someone, areas):
    """The officer of the department."""
    return someone("department", Role.DEPARTMENT, areas["00"])


@pytest.fixture
def from_above(province_officer, office):
    """A letter of the department, received in Lampang: copies by 29 November, two meetings."""
    return letters.received(province_officer, office, text=make.FROM_ABOVE)


@pytest.fixture
def pass_down():
    """Begin, and issue, what passes a letter down; as it writes itself but for `changes`."""

    def go(by, office, *, day=make.TODAY, is_issued=True, **of):
        changes = of.pop("changes", {})
        later = of.pop("later_is_meant", False)
        cascade = actions.begin_cascade(by=by, office=office, at=make.moment(day), **of)
        if changes:
            cascade = actions.save_cascade(
                by=by,
                cascade=cascade,
                edition=cascade.letter.edition,
                choices=replace(chosen(cascade), **changes),
                today=day,
            )
        if not is_issued:
            return cascade
        return actions.issue_cascade(
            by=by,
            cascade=cascade,
            edition=cascade.letter.edition,
            dated=day,
            at=make.moment(day),
            later_is_meant=later,
        )

    return go


@pytest.fixture
def to_districts(province_officer, office, from_above, pass_down) -> Directive:
    """The department's letter as Lampang passed it to Ngao and Thoen: copies by 20 November."""
    return pass_down(province_officer, office, received=from_above)


@pytest.fixture
def to_tambons(ngao_officer, ngao_office, to_districts, pass_down) -> Directive:
    """And as Ngao passed that to its tambons: copies by 13 November."""
    incoming = make.received(ngao_officer, ngao_office, to_districts)
    return pass_down(ngao_officer, ngao_office, received=incoming, parent=to_districts)
