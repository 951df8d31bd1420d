"""What changes above is flagged below and decided there once, never silently changed."""

from dataclasses import replace
from datetime import date

import pytest

from prasan.audit.models import Event
from prasan.directives import actions
from prasan.directives.actions import CannotChange
from prasan.directives.board import board
from prasan.directives.levels import levels
from prasan.directives.models import ChangeReview, Decision, Directive, Excuse
from prasan.directives.passing import chosen
from prasan.directives.reviewing import What, to_review
from prasan.directives.tests import make

COPIES = "tambon_order_copies"
LATER = make.moment(date(2024, 11, 6))


@pytest.fixture
def changes(to_tambons):
    """What waits for a decision at the district."""
    return lambda: to_review([Directive.objects.select_related("parent").get(pk=to_tambons.pk)])[
        to_tambons.pk
    ]


@pytest.fixture
def amended(province_officer, to_tambons, to_districts):
    """The province gives its districts until the 27th, after the district passed it down."""
    return actions.amend_due(
        by=province_officer,
        obligation=make.duty(to_districts, COPIES),
        due=date(2024, 11, 27),
        reason="กรมเลื่อนให้",
        at=LATER,
    )


def decide(by, directive, change, decision, **more):
    return actions.review_change(
        by=by,
        directive=directive,
        change=change,
        decision=decision,
        reason="ตามที่หารือ",
        at=LATER,
        **more,
    )


def test_nothing_changed_nothing_waits(changes):
    assert changes() == []


def test_another_day_above_is_flagged_and_changes_nothing_below(amended, changes, to_tambons):
    (change,) = changes()

    assert change.what == What.DUE
    assert "จาก 20 พ.ย. 2567 เป็น 27 พ.ย. 2567" in change.text
    assert make.duty(to_tambons, COPIES).due == date(2024, 11, 13)


def test_what_is_kept_is_decided_once(amended, changes, to_tambons, ngao_officer):
    change = changes()[0]

    first = decide(ngao_officer, to_tambons, change, Decision.KEPT)
    again = decide(ngao_officer, to_tambons, change, Decision.FOLLOWED, due=date(2024, 11, 20))

    assert first == again
    assert changes() == []
    assert make.duty(to_tambons, COPIES).due == date(2024, 11, 13)
    assert Event.objects.filter(verb="directive.change_reviewed").count() == 1


def test_following_another_day_needs_the_day_below(amended, changes, to_tambons, ngao_officer):
    change = changes()[0]

    with pytest.raises(CannotChange, match="ยังไม่ได้ใส่กำหนดใหม่"):
        decide(ngao_officer, to_tambons, change, Decision.FOLLOWED)
    assert not ChangeReview.objects.exists()

    decide(ngao_officer, to_tambons, change, Decision.FOLLOWED, due=date(2024, 11, 20))
    assert make.duty(to_tambons, COPIES).due == date(2024, 11, 20)
    assert changes() == []


def test_an_extension_of_the_office_is_flagged(
    province_officer, to_tambons, to_districts, changes, ngao
):
    actions.exempt(
        by=province_officer,
        obligation=make.duty(to_districts, COPIES),
        area=ngao,
        excuse=Excuse.EXTENDED,
        until=date(2024, 11, 25),
        reason="น้ำท่วม",
        today=make.TODAY,
    )

    (change,) = changes()
    assert (change.what, change.day) == (What.EXTENDED, date(2024, 11, 25))


def test_an_exception_of_a_unit_is_followed_for_that_unit(
    province_officer, ngao_officer, to_tambons, to_districts, changes, pong_tao
):
    actions.exempt(
        by=province_officer,
        obligation=make.duty(to_districts, COPIES),
        area=pong_tao,
        excuse=Excuse.WAIVED,
        reason="น้ำท่วม",
        today=make.TODAY,
    )
    (change,) = changes()
    assert change.area == pong_tao

    decide(ngao_officer, to_tambons, change, Decision.FOLLOWED)

    granted = make.duty(to_tambons, COPIES).exemptions.get()
    assert (granted.area, granted.excuse) == (pong_tao, Excuse.WAIVED)


def test_a_waiver_of_the_office_is_followed_for_all_its_units(
    province_officer, ngao_officer, to_tambons, to_districts, changes, ngao
):
    actions.exempt(
        by=province_officer,
        obligation=make.duty(to_districts, COPIES),
        area=ngao,
        excuse=Excuse.WAIVED,
        reason="น้ำท่วม",
        today=make.TODAY,
    )
    (change,) = changes()

    decide(ngao_officer, to_tambons, change, Decision.FOLLOWED)

    assert make.duty(to_tambons, COPIES).exemptions.count() == 2


def test_a_revocation_is_followed_or_not(
    province_officer, ngao_officer, to_tambons, to_districts, changes
):
    revoke = {"by": province_officer, "directive": to_districts, "at": LATER}
    actions.revoke_directive(because="ออกซ้ำ", **revoke)
    actions.revoke_directive(because="อีกครั้ง", **revoke)  # changes nothing
    (change,) = changes()
    assert (change.what, change.reason) == (What.REVOKED, "ออกซ้ำ")

    decide(ngao_officer, to_tambons, change, Decision.FOLLOWED)

    assert Directive.objects.get(pk=to_tambons.pk).revoked_at == LATER
    assert Event.objects.filter(verb="directive.revoked").count() == 2


def test_a_day_is_changed_with_reason_only_where_there_is_one(
    province_officer, to_districts, amended
):
    quota = make.duty(to_districts, "meetings_held")
    given = {"by": province_officer, "reason": "แก้", "at": LATER}

    with pytest.raises(CannotChange, match="ไม่มีวันกำหนดส่ง"):
        actions.amend_due(obligation=quota, due=date(2024, 12, 1), **given)
    with pytest.raises(CannotChange, match="ก่อนวันที่ของหนังสือ"):
        actions.amend_due(obligation=amended, due=date(2024, 11, 1), **given)
    # The same day again is no change.
    actions.amend_due(obligation=amended, due=date(2024, 11, 27), **given)
    assert amended.due_changes.count() == 1


def test_the_board_above_shows_what_was_passed_below(
    amended,
    to_tambons,
    to_districts,
    ngao_officer,
    pong_tao,
    ngao,
    thoen,
    django_assert_num_queries,
):
    make.order(ngao_officer, pong_tao)
    found = board(to_districts, codes=["52"], day=make.TODAY)

    with django_assert_num_queries(7):
        shown = levels(found, [ngao, thoen])

    (below,) = shown.below
    assert below.directive == to_tambons
    assert below.dues == (date(2024, 11, 13),)
    assert below.changes == 1
    assert (shown.steps[0].above, shown.steps[0].due) == (date(2024, 11, 29), date(2024, 11, 27))
    assert (shown.steps[0].complete, shown.steps[0].units) == (0, 2)


def test_k_of_n_makes_a_district_complete(
    province_officer, office, from_above, pass_down, ngao_officer, ngao, thoen, pong_tao
):
    cascade = pass_down(province_officer, office, received=from_above, is_issued=False)
    first, second = chosen(cascade).items
    half = replace(first, enough=50, counting="percent")
    issued = pass_down(
        province_officer, office, received=from_above, changes={"items": (half, second)}
    )
    make.order(ngao_officer, pong_tao)
    make.sent(ngao_officer, issued, ngao, day=make.TODAY)

    late = date(2024, 11, 25)
    found = board(issued, codes=["52"], day=late)
    step = levels(found, [ngao, thoen]).steps[0]

    assert (step.complete, step.units, step.wanted) == (1, 2, 2)
    row = found.of([ngao])[0]
    assert (row.tallies[0].met, row.tallies[0].expected) == (1, 2)
    assert row.tallies[0].is_enough
    assert row.owed == 0  # nothing is late of a district that has enough
    assert found.of([thoen])[0].owed == 2
    # Each tambon owes for itself all the same.
    assert found.units["520504"].is_late


# The pages.


def test_changing_a_day_by_its_page(client, province_officer, to_districts, to_tambons):
    duty = make.duty(to_districts, COPIES)
    url = f"/directives/obligations/{duty.pk}/due/"
    client.force_login(province_officer)
    assert url in client.get(f"/directives/{to_districts.pk}/").content.decode()

    wrong = client.post(url, {"due": "1 พ.ย. 2567", "reason": "แก้"}).content.decode()
    assert "ก่อนวันที่ของหนังสือ 5 พ.ย. 2567" in wrong
    assert client.post(url, {"due": "27 พ.ย. 2567"}).status_code == 200  # without reason
    response = client.post(url, {"due": "27 พ.ย. 2567", "reason": "กรมเลื่อนให้"})

    assert response["Location"] == f"/directives/{to_districts.pk}/"
    assert make.duty(to_districts, COPIES).due == date(2024, 11, 27)


def test_who_did_not_give_it_changes_nothing(
    client, province_officer, ngao_officer, to_districts, to_tambons, someone, areas
):
    """A province does not overrule its district's letter, nor a district its province's."""
    addresses = {
        to_districts: ngao_officer,
        to_tambons: province_officer,
    }
    for directive, user in addresses.items():
        client.force_login(user)
        duty = make.duty(directive, COPIES)
        for url in (
            f"/directives/obligations/{duty.pk}/due/",
            f"/directives/{directive.pk}/revoke/",
            f"/directives/{directive.pk}/review/",
        ):
            assert client.get(url).status_code == 403
            assert client.post(url).status_code == 403
    client.force_login(someone("lamphun", "province", areas["51"]))
    assert client.get(f"/directives/{to_districts.pk}/revoke/").status_code == 404
    assert client.post(f"/directives/{to_districts.pk}/review/").status_code == 404


def test_deciding_by_the_page(client, ngao_officer, amended, to_tambons):
    client.force_login(ngao_officer)
    board_page = client.get(f"/directives/{to_tambons.pk}/").content.decode()
    assert "หนังสือต้นเรื่องเปลี่ยน 1 เรื่อง รอพิจารณา" in board_page
    url = f"/directives/{to_tambons.pk}/review/"
    page = client.get(url)
    asked = page.context["asked"][0]
    assert "20 พ.ย. 2567 = 5 วันทำการก่อน 27 พ.ย. 2567" in page.content.decode()

    sent = {"change": asked.change.key, "decision": "followed", "reason": "ปรับตามจังหวัด"}
    wrong = client.post(url, sent)
    assert "ยังไม่ได้ใส่กำหนดใหม่" in wrong.content.decode()
    done = client.post(url, {**sent, "due": "20 พ.ย. 2567"}, follow=True)
    again = client.post(url, {**sent, "due": "21 พ.ย. 2567"}, follow=True)

    assert "ไม่มีเรื่องรอพิจารณา" in done.content.decode()
    assert "พิจารณาแล้วก่อนหน้านี้" in again.content.decode()
    assert make.duty(to_tambons, COPIES).due == date(2024, 11, 20)


def test_revoking_by_the_page(client, province_officer, to_districts):
    client.force_login(province_officer)
    url = f"/directives/{to_districts.pk}/revoke/"
    assert client.post(url, {"reason": ""}).status_code == 200

    page = client.post(url, {"reason": "ออกซ้ำ"}, follow=True).content.decode()

    assert "ข้อสั่งการนี้ถูกยกเลิก" in page
    assert client.get(url)["Location"] == f"/directives/{to_districts.pk}/"


def test_drilling_up_and_down(client, province_officer, ngao_officer, to_districts, to_tambons):
    client.force_login(province_officer)
    above = client.get(f"/directives/{to_districts.pk}/").content.decode()
    assert f'href="/directives/{to_tambons.pk}/"' in above
    assert "จาก 2 อำเภอครบ" in above

    client.force_login(ngao_officer)
    below = client.get(f"/directives/{to_tambons.pk}/").content.decode()
    assert f'href="/directives/{to_districts.pk}/"' in below
    assert "จาก 2 ตำบลครบ" in below
    assert client.get(f"/directives/{to_tambons.pk}/5205/").status_code == 200
    # Nothing is sent to one's own office.
    assert client.get(f"/directives/{to_tambons.pk}/5205/send/").status_code == 404


def test_the_front_page_keeps_what_is_ones_own(
    client, province_officer, ngao_officer, to_districts, to_tambons
):
    shown = {}
    for user in (province_officer, ngao_officer):
        client.force_login(user)
        found = client.get("/").context["summaries"]
        shown[user.username] = [one.directive for one in found]

    assert shown == {"lampang": [to_districts], "ngao": [to_tambons, to_districts]}
