from io import StringIO

import pytest
from django.core.management import call_command

from prasan.registers.tests import make


@pytest.fixture
def officer(client, ngao_officer):
    client.force_login(ngao_officer)
    return ngao_officer


@pytest.fixture
def intake(ngao_officer, ngao):
    """A list with one of everything that is wrong."""
    lines = [
        make.row(1, "นางบัวผัน ต๊ะวงศ์", seat="ประธานฯ"),
        make.row(2, "นายสวัสดิ์ ปัญญา", tambon="ปงเต่า"),
        make.row(3, "นายอินสม คำภีระ", day="31/02/2566", phone="081-23"),
        ["4", "", "", "", "", ""],
        make.row(5, "นางแสงดา วงศ์ใหญ่", day="1/10/2020", seat="เลขาฯ"),
        make.row(6, "=HYPERLINK(1)"),
        make.row(7, "นางบัวผัน ต๊ะวงศ์"),
        make.row(8, "นายดี ใจงาม", seat="ประธานกรรมการ"),
    ]
    return make.an_intake(ngao_officer, ngao, make.a_list(*lines))


@pytest.fixture
def rulebooks(system):
    """The numbers that Prasan ships."""
    call_command("load_rulebooks", stdout=StringIO())


@pytest.fixture
def reach(reach_of, ngao_officer):
    return reach_of(ngao_officer)
