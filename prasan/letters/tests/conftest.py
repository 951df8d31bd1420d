from datetime import date

import pytest

from prasan.accounts.models import Office
from prasan.jobs.tests.conftest import queued  # noqa: F401 - jobs that wait for a worker
from prasan.letters.actions import name_signatory, save_template
from prasan.letters.documents import Paragraph
from prasan.letters.models import Signatory, Template
from prasan.letters.tests import make
from prasan.letters.tests.threads import Threads


@pytest.fixture
def office(province_officer, areas) -> Office:
    """The office of Lampang, whose circulars have reached ว 2597."""
    return make.office(province_officer, areas["52"])


@pytest.fixture
def district(province_officer, ngao) -> Office:
    """The office of the district of Ngao."""
    return make.office(province_officer, ngao, code="ลป 0118", last=10)


@pytest.fixture
def signatory(province_officer, office) -> Signatory:
    return name_signatory(
        by=province_officer,
        office=office,
        name="นายแสงเทียน",
        post_title="พัฒนาการจังหวัด",
        starts=date(2024, 10, 1),
    )


@pytest.fixture
def template(province_officer, office) -> Template:
    return save_template(
        by=province_officer,
        office=office,
        name="เชิญประชุม",
        form="letter",
        subject="ขอเชิญประชุม ปี {ปีงบประมาณ}",
        body=[Paragraph("ด้วย{สำนักงาน}จะประชุมวันที่ {วันประชุม}"), Paragraph("เตรียมข้อมูล", "๑.")],
        at=make.moment(),
    ).template


@pytest.fixture
def threads(transactional_db, tmp_path):
    """Runs what it is given in threads that all begin at the same moment."""
    with Threads(tmp_path) as threads:
        yield threads
