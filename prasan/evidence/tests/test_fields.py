import re
from datetime import timedelta

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.utils import timezone
from django.utils.datastructures import MultiValueDict

from prasan.evidence.actions import keep
from prasan.evidence.fields import HoldsUploads, UploadField
from prasan.evidence.models import Evidence, HeldUpload
from prasan.evidence.tests import make


class PaperForm(HoldsUploads, forms.Form):
    place = forms.CharField()
    paper = UploadField(label="สำเนาคำสั่ง")
    picture = UploadField(label="ภาพ", required=False)


def file(content=None, name="คำสั่ง.pdf"):
    return SimpleUploadedFile(name, make.pdf() if content is None else content)


def form(user, data=None, **files):
    return PaperForm(
        data or {}, MultiValueDict({name: [one] for name, one in files.items()}), user=user
    )


def token(shown):
    """What the browser would send back for the held file."""
    return re.search(r'name="paper-held" value="([^"]+)"', str(shown["paper"]))[1]


def test_a_good_form_gives_an_upload_and_holds_nothing(ngao_officer):
    sent = form(ngao_officer, {"place": "ปงเตา"}, paper=file())

    assert sent.is_valid()
    assert sent.cleaned_data["paper"].content == make.pdf()
    assert sent.cleaned_data["picture"] is None
    assert not HeldUpload.objects.exists()


def test_a_good_file_need_not_be_chosen_twice(ngao_officer, pong_tao, at):
    first = form(ngao_officer, paper=file())
    assert not first.is_valid()
    assert "ส่งมาแล้ว: คำสั่ง.pdf ไม่ต้องเลือกใหม่" in str(first["paper"])

    second = form(ngao_officer, {"place": "ปงเตา", "paper-held": token(first)})

    assert second.is_valid()
    upload = second.cleaned_data["paper"]
    evidence = keep(by=ngao_officer, area=pong_tao, upload=upload, at=at)
    assert (evidence.name, make.read(evidence)) == ("คำสั่ง.pdf", make.pdf())


def test_a_form_wrong_twice_holds_the_file_once(ngao_officer):
    first = form(ngao_officer, paper=file())
    first.is_valid()
    second = form(ngao_officer, {"paper-held": token(first)})

    assert not second.is_valid()
    assert token(second)
    assert HeldUpload.objects.count() == 1


def test_a_form_sent_twice_finds_its_file_again(
    ngao_officer, pong_tao, at, django_capture_on_commit_callbacks
):
    first = form(ngao_officer, paper=file())
    first.is_valid()
    data = {"place": "ปงเตา", "paper-held": token(first)}

    for _ in range(2):
        sent = form(ngao_officer, data)
        assert sent.is_valid()
        with django_capture_on_commit_callbacks(execute=True):
            keep(by=ngao_officer, area=pong_tao, upload=sent.cleaned_data["paper"], at=at)

    assert Evidence.objects.count() == 1


def test_another_file_takes_the_place_of_the_one_held(ngao_officer):
    first = form(ngao_officer, paper=file())
    first.is_valid()

    sent = form(
        ngao_officer, {"place": "ปงเตา", "paper-held": token(first)}, paper=file(make.pdf(5))
    )

    assert sent.is_valid()
    assert sent.cleaned_data["paper"].pages == 5


def test_what_the_view_finds_wrong_later_holds_the_file_too(ngao_officer):
    sent = form(ngao_officer, {"place": "ปงเตา"}, paper=file())
    assert sent.is_valid()

    sent.add_error("place", "ที่นี่มีคำสั่งอื่นแล้ว")

    assert token(sent)
    assert HeldUpload.objects.get().user == ngao_officer


def test_nobody_sends_with_what_another_holds(ngao_officer, thoen_officer):
    first = form(ngao_officer, paper=file())
    first.is_valid()

    stolen = form(thoen_officer, {"place": "เถิน", "paper-held": token(first)})

    assert not stolen.is_valid()
    assert stolen.errors["paper"].as_data()[0].code == "held_gone"


@pytest.mark.parametrize("sent", ["1", "1:abc:def", "x" * 5000])
def test_a_forged_token_is_no_file(ngao_officer, sent):
    forged = form(ngao_officer, {"place": "ปงเตา", "paper-held": sent})

    assert "เลือกไฟล์อีกครั้ง" in str(forged.errors["paper"])


@pytest.mark.parametrize(
    ("content", "says"),
    [(b"", "ว่างเปล่า"), (b"<html>", "HTML"), (make.pdf()[:-300], "เสียหาย")],
)
def test_a_bad_file_is_refused_at_its_field_and_not_held(ngao_officer, content, says):
    sent = form(ngao_officer, {"place": "ปงเตา"}, paper=file(content))

    assert not sent.is_valid()
    assert says in str(sent.errors["paper"])
    assert not HeldUpload.objects.exists()


def test_no_file_where_one_is_needed_is_missing(ngao_officer):
    sent = form(ngao_officer, {"place": "ปงเตา"})

    assert sent.errors["paper"].as_data()[0].code == "required"


def test_a_file_too_large_is_told_the_limit(ngao_officer):
    huge = file(name="scan.pdf")
    huge.size = 60 * 1024**2

    sent = form(ngao_officer, {"place": "ปงเตา"}, paper=huge)

    assert "60 MB ใหญ่กว่าที่รับได้ คือ 20 MB" in str(sent.errors["paper"])


def test_a_file_at_the_limit_is_read(ngao_officer, settings):
    settings.UPLOAD_LIMIT = len(make.pdf())

    assert form(ngao_officer, {"place": "ปงเตา"}, paper=file()).is_valid()
    settings.UPLOAD_LIMIT -= 1
    assert not form(ngao_officer, {"place": "ปงเตา"}, paper=file()).is_valid()


def test_the_name_of_a_held_file_cannot_write_into_the_page(ngao_officer):
    sent = form(ngao_officer, paper=file(name="<b>x.pdf"))
    sent.is_valid()

    assert "&lt;b&gt;x.pdf" in str(sent["paper"])


def test_what_waited_a_day_is_swept_away(ngao_officer, django_capture_on_commit_callbacks):
    for pages in (1, 2):
        form(ngao_officer, paper=file(make.pdf(pages))).is_valid()
    old, new = HeldUpload.objects.order_by("pk")
    day_ago = timezone.now() - timedelta(days=1, seconds=1)
    HeldUpload.objects.filter(pk=old.pk).update(held_at=day_ago)

    with django_capture_on_commit_callbacks(execute=True):
        call_command("sweep_uploads")

    assert HeldUpload.objects.get() == new
    assert not old.file.storage.exists(old.file.name)
    assert new.read() == make.pdf(2)


def test_sweeping_spares_what_became_evidence(
    ngao_officer, pong_tao, at, django_capture_on_commit_callbacks
):
    sent = form(ngao_officer, paper=file())
    sent.is_valid()
    with django_capture_on_commit_callbacks(execute=True):
        kept = keep(by=ngao_officer, area=pong_tao, upload=sent.cleaned_data["paper"], at=at)
    HeldUpload.objects.update(held_at=timezone.now() - timedelta(days=2))

    with django_capture_on_commit_callbacks(execute=True):
        call_command("sweep_uploads")

    assert not HeldUpload.objects.exists()
    assert make.read(kept) == make.pdf()
