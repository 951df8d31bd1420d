import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from prasan.committees.models import Kind
from prasan.meetings import actions
from prasan.meetings.tests import make


@pytest.fixture
def committee(ngao_officer, pong_tao):
    """The คอช.ต. of Pong Tao with five seats since 1 October 2566: its quorum is three."""
    return make.committee(by=ngao_officer, area=pong_tao)


@pytest.fixture
def district_committee(ngao_officer, ngao):
    return make.committee(by=ngao_officer, area=ngao, kind=Kind.DISTRICT, seats=9)


@pytest.fixture
def thoen_committee(thoen_officer, lom_raet):
    """A committee out of reach for Ngao."""
    return make.committee(by=thoen_officer, area=lom_raet)


@pytest.fixture
def record(ngao_officer, committee, today):
    """Record a meeting of Pong Tao at which the first `came` of the seats were present."""
    return lambda held, came=5, **more: make.meeting(
        by=ngao_officer, committee=committee, held=held, came=came, today=today, **more
    )


@pytest.fixture
def pdf():
    return make.pdf()


@pytest.fixture
def not_a_file():
    """A page of the web under the name of a PDF."""
    return SimpleUploadedFile("รายงาน.pdf", b"<html></html>", "application/pdf")


@pytest.fixture
def drafted(ngao_officer, committee):
    """The meeting of Pong Tao called for nine o'clock today; nobody is there yet."""
    return make.draft(by=ngao_officer, committee=committee)


@pytest.fixture
def opened(ngao_officer, drafted):
    """The same, opened at 9.05 with three of five in the room: just the quorum."""
    make.came(by=ngao_officer, meeting=drafted, lines=(1, 2, 3), moment=make.at(8, 50))
    return actions.open_meeting(by=ngao_officer, meeting=drafted, at=make.at(9, 5))
