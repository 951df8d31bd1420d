import pytest

from prasan.accounts.models import Office
from prasan.areas.models import Area
from prasan.assessments.models import Framework
from prasan.assessments.tests.make import framework as small_form
from prasan.directives import reminding
from prasan.directives.models import Directive, Reminder
from prasan.directives.tests import make


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
