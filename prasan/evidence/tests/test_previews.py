"""Pictures of files: small, upright, without what a camera adds, within reach only."""

from io import BytesIO

import pypdfium2
import pytest
from PIL import Image

from prasan.evidence import previews
from prasan.evidence.previews import Size
from prasan.evidence.rendering.__main__ import drawn
from prasan.evidence.tests import make

ORIENTATION, GPS, MAKER = 0x0112, 0x8825, 0x010F


def photograph(size=(2000, 1000)):
    """A camera's JPEG: lying on its side, with its place and maker, red at the top when upright."""
    picture = Image.new("RGB", size, "blue")
    picture.paste("red", (0, 0, size[0] // 4, size[1]))
    exif = Image.Exif()
    exif[ORIENTATION] = 6  # a quarter turn to the right shows it upright
    exif[MAKER] = "Kamera"
    exif.get_ifd(GPS)[1] = "N"
    written = BytesIO()
    picture.save(written, "JPEG", exif=exif)
    return written.getvalue()


def seen(content):
    return Image.open(BytesIO(content))


def test_a_page_of_a_pdf_becomes_a_picture(kept):
    evidence = kept("a.pdf", make.pdf(2))

    for page in (1, 2):
        picture = seen(previews.picture(evidence, page, Size.LARGE))
        assert (picture.format, picture.width) == ("JPEG", 1100)


def test_a_photograph_is_small_upright_and_tells_no_place(kept):
    content = photograph()
    assert seen(content).getexif()[MAKER] == "Kamera"

    picture = seen(previews.picture(kept("a.jpg", content), 1, Size.SMALL))

    assert picture.size == (240, 480)
    red, _, blue = picture.getpixel((120, 10))
    assert red > 200 > 60 > blue
    assert not dict(picture.getexif())
    assert b"Kamera" not in previews.picture(kept("a.jpg", content), 1, Size.SMALL)


def test_what_is_see_through_lies_on_white(kept):
    written = BytesIO()
    Image.new("RGBA", (300, 300), (0, 0, 0, 0)).save(written, "PNG")

    picture = seen(previews.picture(kept("a.png", written.getvalue()), 1, Size.SMALL))

    assert min(picture.getpixel((100, 100))) > 250


def test_a_small_picture_is_not_blown_up_and_a_strip_is_bounded():
    assert seen(drawn("png", make.picture("PNG", (40, 30)), 1, 240)).size == (40, 30)
    with pypdfium2.PdfDocument.new() as strip:
        strip.new_page(10, 5000)
        written = BytesIO()
        strip.save(written)
    assert seen(drawn("pdf", written.getvalue(), 1, 240)).height <= 960


def test_it_is_drawn_once_for_the_same_content(kept, pong_tao, monkeypatch):
    evidence = kept("a.png", make.picture("PNG"))
    first = previews.picture(evidence, 1, Size.SMALL)

    # No child can be started any more, and none is needed.
    monkeypatch.setattr(previews.sys, "executable", "/nowhere")
    assert previews.picture(evidence, 1, Size.SMALL) == first


def test_what_cannot_be_drawn_is_tried_once(kept, caplog):
    evidence = kept("a.pdf", make.pdf(1))
    with evidence.file.storage.open(evidence.file.name, "wb") as file:
        file.write(b"%PDF-1.4 nothing")

    assert previews.picture(evidence, 1, Size.SMALL) is None
    place = f"previews/{evidence.sha256[:2]}/{previews.mark(evidence, 1, Size.SMALL)}.jpg"
    assert evidence.file.storage.size(place) == 0
    assert previews.picture(evidence, 1, Size.SMALL) is None


def test_a_lost_file_has_no_picture(kept):
    evidence = kept("a.pdf", make.pdf(4))
    evidence.file.storage.delete(evidence.file.name)

    assert previews.picture(evidence, 4, Size.SMALL) is None


# The address.


def url(evidence, page=1, size="small"):
    return f"/evidence/{evidence.pk}/pages/{page}/{size}.jpg"


def test_only_who_sees_the_area_sees_the_picture(client, ngao_officer, thoen_officer, kept):
    evidence = kept("a.png", make.picture("PNG"))

    assert "login" in client.get(url(evidence))["Location"]
    client.force_login(thoen_officer)
    assert client.get(url(evidence)).status_code == 404
    client.force_login(ngao_officer)
    response = client.get(url(evidence))
    assert (response.status_code, response["Content-Type"]) == (200, "image/jpeg")
    assert "sandbox" in response["Content-Security-Policy"]
    assert client.post(url(evidence)).status_code == 405


def test_a_picture_seen_before_is_not_sent_again(client, ngao_officer, thoen_officer, kept):
    evidence = kept("a.png", make.picture("PNG"))
    client.force_login(ngao_officer)
    etag = client.get(url(evidence))["ETag"]

    assert client.get(url(evidence), headers={"if-none-match": etag}).status_code == 304
    client.force_login(thoen_officer)
    assert client.get(url(evidence), headers={"if-none-match": etag}).status_code == 404


@pytest.mark.parametrize(("page", "size"), [(0, "small"), (3, "small"), (1, "huge")])
def test_pages_that_are_not_there(client, ngao_officer, kept, page, size):
    client.force_login(ngao_officer)

    assert client.get(url(kept("a.pdf", make.pdf(2)), page, size)).status_code == 404


def test_a_workbook_has_no_picture(client, ngao_officer, kept):
    client.force_login(ngao_officer)

    assert client.get(url(kept("a.xlsx", make.xlsx()))).status_code == 404


def test_where_none_can_be_made_a_sheet_of_paper_stands(client, ngao_officer, kept):
    evidence = kept("a.pdf", make.pdf(5))
    evidence.file.storage.delete(evidence.file.name)
    client.force_login(ngao_officer)

    response = client.get(url(evidence))

    assert (response.status_code, response["Content-Type"]) == (200, "image/svg+xml")
    assert "ETag" not in response
