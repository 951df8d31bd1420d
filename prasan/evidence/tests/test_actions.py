from dataclasses import replace
from datetime import date

import pytest
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction

from prasan.audit.models import Event
from prasan.evidence.actions import hold, keep
from prasan.evidence.inspection import Refused, opened
from prasan.evidence.models import Evidence, HeldUpload
from prasan.evidence.tests import make


def events():
    return Event.objects.filter(verb="evidence.kept")


def test_a_file_is_kept_with_its_facts_and_an_event(ngao_officer, pong_tao, at):
    upload = opened("คำสั่ง.pdf", make.pdf(3))

    evidence = keep(by=ngao_officer, area=pong_tao, upload=upload, dated=date(2024, 10, 1), at=at)

    assert (evidence.name, evidence.kind, evidence.pages) == ("คำสั่ง.pdf", "pdf", 3)
    assert (evidence.dated, evidence.received_at) == (date(2024, 10, 1), at)
    assert make.read(evidence) == upload.content
    assert evidence.sha256 in evidence.file.name
    assert events().get().target == str(evidence.pk)


def test_the_same_content_in_the_same_area_is_kept_once(ngao_officer, pong_tao, at):
    first = keep(by=ngao_officer, area=pong_tao, upload=opened("a.pdf", make.pdf()), at=at)
    second = keep(by=ngao_officer, area=pong_tao, upload=opened("b.pdf", make.pdf()), at=at)

    assert first == second
    assert second.name == "a.pdf"
    assert events().count() == 1


def test_two_areas_each_keep_the_same_content(ngao_officer, pong_tao, ban_rong, at):
    upload = opened("a.pdf", make.pdf())

    one = keep(by=ngao_officer, area=pong_tao, upload=upload, at=at)
    other = keep(by=ngao_officer, area=ban_rong, upload=upload, at=at)

    assert one != other
    assert one.file.name == other.file.name
    assert events().count() == 2


def test_a_plain_file_is_opened_before_it_is_kept(ngao_officer, pong_tao, at):
    good = ContentFile(make.pdf(), name="a.pdf")
    bad = ContentFile(b"<html>", name="a.pdf")

    assert keep(by=ngao_officer, area=pong_tao, upload=good, at=at).pages == 1
    with pytest.raises(Refused, match="HTML"):
        keep(by=ngao_officer, area=pong_tao, upload=bad, at=at)
    assert Evidence.objects.count() == 1


def test_undone_halfway_no_row_is_left_and_the_next_one_is_whole(ngao_officer, pong_tao, at):
    upload = opened("a.pdf", make.pdf(7))

    with transaction.atomic():
        keep(by=ngao_officer, area=pong_tao, upload=upload, at=at)
        transaction.set_rollback(True)
    assert not Evidence.objects.exists()

    evidence = keep(by=ngao_officer, area=pong_tao, upload=upload, at=at)
    assert make.read(evidence) == upload.content


def test_a_copy_cut_short_is_written_anew(kept, ngao_officer, ban_rong, at):
    first = kept()
    with open(first.file.path, "wb") as copy:
        copy.write(b"%PDF")

    again = keep(by=ngao_officer, area=ban_rong, upload=opened("a.pdf", make.pdf(2)), at=at)

    assert again.file.name == first.file.name
    assert make.read(again) == make.pdf(2)


def test_what_was_held_becomes_evidence_and_its_copy_goes(
    ngao_officer, pong_tao, at, django_capture_on_commit_callbacks
):
    held = hold(by=ngao_officer, upload=opened("a.pdf", make.pdf()))
    copy = held.file.name
    upload = replace(opened("a.pdf", make.pdf()), held=held.pk)

    with django_capture_on_commit_callbacks(execute=True):
        evidence = keep(by=ngao_officer, area=pong_tao, upload=upload, at=at)

    held.refresh_from_db()
    assert (held.evidence, held.file.name) == (evidence, "")
    assert not held.file.storage.exists(copy)
    assert held.read() == upload.content


def test_nobody_uses_up_what_another_holds(ngao_officer, thoen_officer, pong_tao, at):
    held = hold(by=thoen_officer, upload=opened("a.pdf", make.pdf()))

    keep(
        by=ngao_officer,
        area=pong_tao,
        upload=replace(opened("a.pdf", make.pdf()), held=held.pk),
        at=at,
    )

    held.refresh_from_db()
    assert held.evidence is None
    assert held.read() == make.pdf()


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("evidence_is_not_empty", {"size": 0}),
        ("evidence_is_kept_once", {}),
    ],
)
def test_evidence_holds_together(kept, name, fields):
    first = kept()

    with pytest.raises(IntegrityError) as caught:
        Evidence.objects.create(
            area=first.area,
            name="b.pdf",
            kind="pdf",
            sha256="0" * 64 if fields else first.sha256,
            file=first.file.name,
            received_at=first.received_at,
            received_by=first.received_by,
            **{"size": 9, **fields},
        )
    assert name in str(caught.value) or "area_id, evidence_evidence.sha256" in str(caught.value)


def test_a_held_upload_has_a_copy_or_evidence(ngao_officer):
    with pytest.raises(IntegrityError, match="held_upload_has_a_copy_or_evidence"):
        HeldUpload.objects.create(user=ngao_officer, name="a.pdf", file="")
