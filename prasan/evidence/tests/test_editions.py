"""A newer file in place of an older one: who, when, why, and what stands where."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.template import Context, Template

from prasan.audit.models import Event
from prasan.evidence.actions import Known, Replaced, keep, replace
from prasan.evidence.inspection import opened
from prasan.evidence.models import Evidence, Revision, load
from prasan.evidence.tests import make


@pytest.fixture
def newer(ngao_officer, at):
    """Replace a file by one of so many pages: newer(evidence, 3)."""

    def run(older, pages=3, reason="ขาดหน้าลงนาม", at=at, name="ใหม่.pdf"):
        upload = opened(name, make.pdf(pages))
        return replace(by=ngao_officer, older=older, upload=upload, reason=reason, at=at)

    return run


def link(evidence, at=None):
    template = Template("{% load evidence %}{% file_link evidence at=at %}")
    return template.render(Context({"evidence": evidence, "at": at}))


def test_the_newer_stands_in_view_and_the_older_stays(kept, newer, at, ngao_officer):
    first = kept()
    second = newer(first)
    third = newer(second, 4, reason="เพิ่มผังที่ตั้ง")

    chain = Evidence.objects.get(pk=first.pk).chain
    assert [(each.number, each.evidence) for each in chain.editions] == [
        (1, first),
        (2, second),
        (3, third),
    ]
    told = chain.newest.revision
    assert (told.reason, told.by, told.at) == ("เพิ่มผังที่ตั้ง", ngao_officer, at)
    assert make.read(first) == make.pdf(2)
    event = Event.objects.filter(verb="evidence.replaced").first()
    assert event.changes["reason"] == "ขาดหน้าลงนาม"


def test_what_pointed_at_the_older_shows_the_newer_with_the_one_before(kept, newer):
    first = kept()
    second = newer(first)

    shown = link(Evidence.objects.get(pk=first.pk))

    assert second.get_absolute_url() in shown
    assert "ใหม่.pdf" in shown
    assert f'{first.get_absolute_url()}">ฉบับก่อน' in shown


def test_what_was_given_on_a_day_stays_and_says_that_a_newer_exists(kept, newer, at):
    first = kept()
    second = newer(first, at=at + timedelta(hours=2))

    given = link(Evidence.objects.get(pk=first.pk), at=at + timedelta(hours=1))
    later = link(Evidence.objects.get(pk=first.pk), at=at + timedelta(hours=3))

    assert given.index(first.get_absolute_url()) < given.index("มีฉบับใหม่กว่า")
    assert "มีฉบับใหม่กว่า" not in later
    assert second.get_absolute_url() in later


def test_a_double_click_makes_one_edition(kept, newer):
    first = kept()

    assert newer(first) == newer(first)
    assert Revision.objects.count() == 1
    assert Event.objects.filter(verb="evidence.replaced").count() == 1


def test_what_was_replaced_meanwhile_is_not_replaced_again(kept, newer):
    first = kept()
    second = newer(first)

    with pytest.raises(Replaced, match="ใหม่.pdf") as refusal:
        newer(first, 5)

    assert refusal.value.newest == second
    assert Evidence.objects.count() == 2  # nothing of the refused one is kept


def test_no_chain_runs_in_a_circle(kept, newer, ngao_officer, at):
    first = kept()
    second = newer(first)

    with pytest.raises(Known, match="เป็นฉบับหนึ่งอยู่แล้ว"):
        newer(second, 2)  # the first one's content

    other, known = kept("อื่น.pdf", make.pdf(7)), opened("a.pdf", make.pdf(3))
    with pytest.raises(Known):
        replace(by=ngao_officer, older=other, upload=known, reason="ก", at=at)
    assert Revision.objects.count() == 1


def test_a_file_that_stood_alone_may_become_an_edition(kept, newer):
    first, alone = kept(), kept("อื่น.pdf", make.pdf(3))

    assert newer(first) == alone
    assert alone.chain.newest.number == 2


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"number": 1}, "first_edition_is_no_revision"),
        ({"reason": ""}, "revision_says_why"),
        ({"is_itself": True}, "file_does_not_replace_itself"),
    ],
)
def test_a_revision_the_table_cannot_hold(kept, ngao_officer, at, fields, constraint):
    first, other = kept(), kept("อื่น.pdf", make.pdf(3))
    given = {"number": 2, "reason": "ก", **fields}
    evidence = first if given.pop("is_itself", False) else other

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Revision.objects.create(evidence=evidence, first=first, by=ngao_officer, at=at, **given)


def test_an_edition_has_its_number_and_its_one_chain(kept, newer, ngao_officer, at):
    first, other = kept(), kept("อื่น.pdf", make.pdf(9))
    second = newer(first)

    for evidence, root, number in ((other, first, 2), (second, other, 2)):
        with pytest.raises(IntegrityError), transaction.atomic():
            Revision.objects.create(
                evidence=evidence, first=root, number=number, reason="ก", by=ngao_officer, at=at
            )


def test_many_files_are_loaded_in_two_queries(kept, newer, django_assert_num_queries):
    files = [kept(f"{pages}.pdf", make.pdf(pages)) for pages in range(2, 8)]
    newest = {each: newer(each, 10 + place) for place, each in enumerate(files)}
    again = [Evidence.objects.get(pk=each.pk) for each in files]

    with django_assert_num_queries(2):
        load(again)
        assert [each.chain.newest.evidence for each in again] == list(newest.values())
        assert {each.last_check for each in again} == {None}
    with django_assert_num_queries(0):
        load([])


# The page.


@pytest.fixture
def url(kept):
    return f"/evidence/{kept().pk}/replace/"


def sent(pages=3):
    return SimpleUploadedFile("แก้แล้ว.pdf", make.pdf(pages), "application/pdf")


def test_a_stranger_logs_in_and_another_district_finds_nothing(client, thoen_officer, url):
    assert "login" in client.get(url)["Location"]
    client.force_login(thoen_officer)
    assert client.get(url).status_code == 404
    assert client.post(url, {"file": sent(), "reason": "ก"}).status_code == 404


@pytest.mark.parametrize("who", ["reader", "member"])
def test_who_does_not_record_and_did_not_send_it_may_not_replace_it(client, request, url, who):
    client.force_login(request.getfixturevalue(who))

    assert client.get(url).status_code == 403
    assert client.post(url, {"file": sent(), "reason": "ก"}).status_code == 403
    assert not Revision.objects.exists()


def test_whoever_sent_a_file_may_replace_it(client, member, pong_tao, at):
    upload = opened("a.pdf", make.pdf(1))
    own = keep(by=member, area=pong_tao, upload=upload, at=at)
    client.force_login(member)

    response = client.post(f"/evidence/{own.pk}/replace/", {"file": sent(), "reason": "ชัดขึ้น"})

    assert response.status_code == 302
    assert Revision.objects.get().by == member


def test_a_newer_file_is_sent_and_the_page_lists_all_editions(client, ngao_officer, url):
    client.force_login(ngao_officer)
    assert client.get(url).status_code == 200

    page = client.post(
        url, {"file": sent(), "reason": "ขาดหน้าลงนาม", "dated": "1 พ.ย. 2567"}, follow=True
    ).content.decode()

    newer = Revision.objects.get().evidence
    assert newer.dated.isoformat() == "2024-11-01"
    for words in ("ทุกฉบับ", "ฉบับที่ 2", "ขาดหน้าลงนาม", "คุณngao", "ฉบับแรก", "แทนที่แล้ว"):
        assert words in page, words
    old = client.get(url.removesuffix("replace/")).content.decode()
    assert "ฉบับนี้ถูกแทนที่แล้ว" in old
    assert newer.get_absolute_url() in old
    assert client.get(url)["Location"] == newer.get_absolute_url()


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"file": None}, "มีข้อผิดพลาด"),
        ({"reason": ""}, "แทนที่เพราะอะไร"),
        ({"pages": 2}, "เหมือนฉบับที่มีอยู่ทุกตัวอักษร"),
        ({"dated": "6 พ.ย. 2567"}, "วันที่ของหลักฐานอยู่หลังวันนี้"),
    ],
)
def test_what_is_wrong_is_said_and_the_file_is_held(client, ngao_officer, url, given, said):
    client.force_login(ngao_officer)
    form = {"file": sent(given.pop("pages", 3)), "reason": "ก", **given}

    response = client.post(url, {key: value for key, value in form.items() if value is not None})

    page = response.content.decode()
    assert response.status_code == 200
    assert said in page
    assert ("ส่งมาแล้ว: แก้แล้ว.pdf" in page) is ("reason" in given or "dated" in given)
    assert not Revision.objects.exists()


def test_someone_faster_is_told_and_the_file_is_held(client, ngao_officer, kept, newer):
    first = kept()
    newer(first, name="ของเพื่อน.pdf")
    client.force_login(ngao_officer)

    page = client.post(
        f"/evidence/{first.pk}/replace/", {"file": sent(6), "reason": "ก"}
    ).content.decode()

    assert "มีผู้แทนที่ไฟล์นี้แล้วด้วย ของเพื่อน.pdf" in page
    assert "ส่งมาแล้ว: แก้แล้ว.pdf" in page
    assert Revision.objects.count() == 1


def test_the_page_costs_the_same_with_many_editions(
    client, ngao_officer, kept, newer, django_assert_max_num_queries
):
    last = kept()
    for pages in range(3, 12):
        last = newer(last, pages)
    client.force_login(ngao_officer)

    with django_assert_max_num_queries(8):
        client.get(last.get_absolute_url())
