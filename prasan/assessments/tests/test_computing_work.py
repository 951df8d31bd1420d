"""The scores a centre's database and what its committee resolved suggest."""

from datetime import date

import pytest

from prasan.assessments.tests.suggesting import meet, points, suggested
from prasan.centres.actions import record_activity
from prasan.centres.models import Review
from prasan.meetings.actions import complete_resolution
from prasan.meetings.tests.make import resolved
from prasan.orders.tests.make import scan


def test_a_centre_that_was_never_reviewed_is_told_so(example, centre):
    found = suggested(example)

    assert (found["5.1"].points, found["5.1"].note) == (0, "ยังไม่เคยทบทวน")
    assert found["5.2"].note == "องค์การสมาชิก 0 แห่ง กิจกรรมในปี 0 ครั้ง"


@pytest.mark.parametrize(
    ("held", "expected"),
    [
        (date(2024, 5, 9), 2),  # 180 days ago
        (date(2024, 5, 8), 1),
        (date(2023, 11, 6), 1),  # 365 days ago
        (date(2023, 11, 5), 0),
    ],
)
def test_a_review_counts_by_its_age(example, centre, ngao_officer, held, expected):
    Review.objects.create(
        centre=centre, held=held, outcome="unchanged", because="คงเดิม", by=ngao_officer
    )

    assert points(example, "5.1") == [expected]


def test_organisations_and_activities_make_a_network(example, centre):
    centre.organisations.create(name="กลุ่มออมทรัพย์", kind="savings")
    assert points(example, "5.2") == [1]

    centre.activities.create(held=date(2024, 9, 30), name="กิจกรรมปีก่อน")
    assert points(example, "5.2") == [1]

    centre.activities.create(held=date(2024, 10, 1), name="ตลาดนัดชุมชน")
    assert points(example, "5.2") == [2]


@pytest.fixture
def meeting(order, tambon, ngao_officer, rulebooks):
    order()
    return meet(ngao_officer, tambon, date(2024, 10, 18))


@pytest.fixture
def paper(ngao_officer, pong_tao):
    """A file that came on 1 November."""
    return scan(ngao_officer, pong_tao, "ภาพกิจกรรม")


def close(by, resolution, done, fact, now):
    return complete_resolution(
        by=by, resolution=resolution, done=done, said="เสร็จแล้ว", fact=fact, at=now
    )


def test_without_resolutions_nothing_is_suggested_and_it_says_why(example, meeting):
    found = suggested(example)["2.4"]

    assert (found.points, found.note) == (
        None,
        "ยังไม่มีมติที่ต้องดำเนินการในปีนี้ จึงคิดให้ไม่ได้",
    )
    assert found.link.startswith("/meetings/")


def test_resolutions_count_when_they_are_done_or_past_their_day(
    example, meeting, ngao_officer, paper, now
):
    first = resolved(ngao_officer, meeting, text="ข้อแรก", due=date(2024, 11, 4))
    resolved(ngao_officer, meeting, text="ยังมีเวลา", due=date(2024, 11, 5))
    assert suggested(example, day=date(2024, 11, 4))["2.4"].note == (
        "มติ 2 เรื่องยังไม่ถึงกำหนด จึงคิดให้ไม่ได้"
    )
    assert (suggested(example)["2.4"].points, suggested(example)["2.4"].value) == (0, 0)

    close(ngao_officer, first, date(2024, 11, 4), paper, now)
    found = suggested(example)["2.4"]

    assert (found.points, found.note) == (2, "แล้วเสร็จตามกำหนด 1 จาก 1 เรื่อง")
    assert [one.link for one in found.basis][0] == first.get_absolute_url()


def test_a_resolution_done_late_or_without_a_day_is_not_in_time(
    example, meeting, ngao_officer, paper, now
):
    late = resolved(ngao_officer, meeting, text="ช้า", due=date(2024, 11, 1))
    close(ngao_officer, late, date(2024, 11, 2), paper, now)
    timely = resolved(ngao_officer, meeting, text="ทัน", due=date(2024, 11, 2))
    close(ngao_officer, timely, date(2024, 11, 2), paper, now)
    resolved(ngao_officer, meeting, text="ไม่มีกำหนด", due=None)
    found = suggested(example)["2.4"]

    assert (found.points, found.value) == (1, 33)
    assert found.note == "แล้วเสร็จตามกำหนด 1 จาก 3 เรื่อง"


def test_sufficiency_wants_an_activity_and_then_its_proof(example, centre, ngao_officer, paper):
    assert points(example, "4.3") == [0]

    known = {"by": ngao_officer, "centre": centre, "duties": ["sufficiency"]}
    record_activity(held=date(2024, 9, 30), name="ปีก่อน", evidence=paper, **known)
    assert points(example, "4.3") == [0]

    record_activity(held=date(2024, 10, 1), name="ปลูกผัก", **known)
    assert points(example, "4.3") == [1]
    assert suggested(example)["4.3"].basis[0].text.endswith("ยังไม่มีหลักฐาน")

    record_activity(held=date(2024, 10, 2), name="ทำปุ๋ย", evidence=paper, **known)
    assert points(example, "4.3") == [2]
    assert points(example, "4.3", day=date(2024, 10, 31)) == [1]  # the file had not come yet


def test_social_duties_count_once_each_and_only_with_proof(example, centre, ngao_officer, paper):
    def did(name, *duties, evidence=paper):
        record_activity(
            by=ngao_officer,
            centre=centre,
            held=date(2024, 10, 20),
            name=name,
            duties=duties,
            evidence=evidence,
        )

    did("ไม่มีหลักฐาน", "knowledge", evidence=None)
    assert points(example, "5.3") == [0]

    did("ป้องกันยาเสพติด", "drugs", "immunity", "funds")
    did("ป้องกันยาเสพติดอีกครั้ง", "drugs")
    found = suggested(example)["5.3"]
    assert (found.points, found.value) == (1, 2)
    assert found.note == (
        "มีหลักฐาน 2 จาก 4 ด้าน ยังขาด องค์ความรู้และภูมิปัญญาท้องถิ่น ทรัพยากรธรรมชาติและสิ่งแวดล้อม"
    )

    did("ป่าชุมชนและภูมิปัญญา", "nature", "knowledge")
    assert points(example, "5.3") == [2]
