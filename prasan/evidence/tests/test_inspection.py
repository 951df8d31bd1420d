import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from prasan.evidence.inspection import Refused, opened
from prasan.evidence.models import FileKind
from prasan.evidence.tests import make


def refusal(name, content):
    with pytest.raises(Refused) as caught:
        opened(name, content)
    return caught.value


@pytest.mark.parametrize(
    ("name", "content", "kind", "pages"),
    [
        ("a.pdf", make.pdf(3), FileKind.PDF, 3),
        ("a.jpg", make.picture("JPEG"), FileKind.JPEG, None),
        ("a.png", make.picture("PNG"), FileKind.PNG, None),
        ("a.xlsx", make.xlsx(), FileKind.XLSX, None),
    ],
)
def test_a_good_file_is_what_it_is(name, content, kind, pages):
    upload = opened(name, content)

    assert (upload.name, upload.kind, upload.pages) == (name, kind, pages)
    assert upload.size == len(content)


def test_a_pdf_called_a_picture_gets_its_true_name():
    upload = opened("คำสั่ง.jpg", make.pdf())

    assert (upload.name, upload.kind) == ("คำสั่ง.pdf", FileKind.PDF)


def test_nothing_at_all_is_refused():
    assert refusal("a.pdf", b"").code == "empty"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"<!DOCTYPE html><html><script>1</script></html>", "หน้าเว็บ (HTML)"),
        (b"\xef\xbb\xbf\r\n<svg onload='x'/>", "หน้าเว็บ (HTML)"),
        (make.archive(["a.txt"]), "ZIP"),
        (make.archive(["[Content_Types].xml", "word/document.xml"]), "Word"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "Office รุ่นเก่า"),
        (b"MZ\x90\0" + b"\0" * 300, "โปรแกรม"),
        (b"GIF89a" + b"\0" * 60, "ภาพ GIF"),
        ("ชื่อ,สกุล\n".encode(), "ไม่ใช่ PDF"),
        (b"\0", "ไม่ใช่ PDF"),
    ],
)
def test_what_it_is_not_is_said_by_name(content, says):
    refused = refusal("a.pdf", content)

    assert refused.code == "unwanted"
    assert says in str(refused)


@pytest.mark.parametrize(
    "content",
    [
        make.pdf(0),
        make.pdf(3)[:-200],
        b"%PDF-1.7\n" + b"x" * 500,
        make.picture("JPEG", (400, 300))[:9000],
        make.picture("JPEG")[:30],
        make.picture("PNG")[:-20],
        make.picture("PNG") + b"more",
        make.xlsx()[:-40],
        make.xlsx(types="<Types"),
        make.xlsx(types="<a xmlns='b'/>"),
        make.xlsx(workbook="<!DOCTYPE a [<!ENTITY b 'c'>]><workbook xmlns='d'>&b;</workbook>"),
        make.xlsx({"../../x": b"1"}),
        make.archive(["[Content_Types].xml", "xl/styles.xml"]),
    ],
)
def test_what_cannot_be_read_to_its_end_is_refused(content):
    assert refusal("a", content).code == "damaged"


@pytest.mark.parametrize(
    "content", [make.pdf(), make.picture("JPEG"), make.picture("PNG"), make.xlsx()]
)
def test_a_file_cut_anywhere_is_refused_with_a_sentence(content):
    for length in range(0, len(content) - 8, 7):
        assert str(refusal("a", content[:length]))


@pytest.mark.parametrize("user", ["secret", ""])
def test_a_locked_pdf_is_refused(user):
    locked = make.pdf(encryption=pikepdf.Encryption(user=user, owner="owner"))

    assert refusal("a.pdf", locked).code == "locked"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (make.pdf_with_note(Dictionary(S=Name.JavaScript, JS="app.alert(1)")), "สคริปต์"),
        (make.pdf(root={"/Names": Dictionary(JavaScript=Dictionary())}), "สคริปต์"),
        (make.pdf(root={"/AcroForm": Dictionary(XFA="x")}), "สคริปต์"),
        (make.pdf_with_note(Dictionary(S=Name.Launch, F="cmd.exe")), "เปิดโปรแกรม"),
        (make.pdf_with_note(Dictionary(S=Name.SubmitForm, F="x")), "ส่งข้อมูลออก"),
        (make.pdf_with_attachment(), "แนบอยู่ข้างใน"),
        (make.pdf(root={"/OpenAction": Dictionary(S=Name.URI, URI="http://x")}), "ทำงานเอง"),
        (make.pdf(root={"/AA": Dictionary()}), "ทำงานเอง"),
    ],
)
def test_a_pdf_that_acts_by_itself_is_refused(content, says):
    refused = refusal("a.pdf", content)

    assert refused.code == "active"
    assert says in str(refused)


def test_a_name_written_in_another_way_hides_nothing():
    plain = make.pdf_with_note(Dictionary(S=Name.Launch, F="cmd.exe"))
    hidden = plain.replace(b"/Launch", b"/#4caun#63h")

    assert hidden != plain
    assert refusal("a.pdf", hidden).code == "active"


@pytest.mark.parametrize(
    "action",
    [Array([0, Name.XYZ, None, None, 0]), Dictionary(S=Name.GoTo, D=Array([0, Name.Fit]))],
)
def test_a_pdf_that_opens_at_a_page_is_kept(action):
    assert opened("a.pdf", make.pdf(root={"/OpenAction": action})).pages == 1


def test_words_that_only_look_active_do_no_harm():
    assert opened("a.pdf", make.pdf(root={"/Lang": "see /JS and /Launch"})).pages == 1


@pytest.mark.parametrize(
    ("extra", "says"),
    [
        ({"xl/vbaProject.bin": b"x"}, "แมโคร"),
        ({"xl/externalLinks/externalLink1.xml": b"x"}, "ดึงข้อมูลจากไฟล์อื่น"),
        ({"xl/embeddings/oleObject1.bin": b"x"}, "แนบอยู่ข้างใน"),
    ],
)
def test_a_workbook_with_more_than_cells_is_refused(extra, says):
    refused = refusal("a.xlsx", make.xlsx(extra))

    assert refused.code == "active"
    assert says in str(refused)


def test_a_workbook_with_macros_by_its_type_is_refused():
    types = make.TYPES.replace("spreadsheetml.sheet.main", "macroEnabled.main")

    assert refusal("a.xlsx", make.xlsx(types=types)).code == "active"


@pytest.mark.parametrize(
    "content",
    [
        make.png_bomb(50_000, 50_000),
        make.png_bomb(7_746, 7_746),  # just over sixty million
        make.xlsx({f"xl/{number}.xml": b"" for number in range(2_001)}),
    ],
)
def test_a_small_file_that_grows_huge_is_refused(content):
    assert len(content) < 600_000
    assert refusal("a", content).code == "bomb"


def test_a_workbook_may_not_unpack_without_end():
    assert refusal("a.xlsx", make.xlsx_padded(201)).code == "bomb"


def test_a_pdf_may_not_unpack_without_end():
    assert opened("a.pdf", make.pdf_padded(1_000)).pages == 1
    assert refusal("a.pdf", make.pdf_padded(65 * 1024**2)).code == "damaged"


@pytest.mark.parametrize(
    "content",
    [
        make.picture("JPEG") + make.archive(["evil.class"]),
        make.pdf() + make.archive(["evil.class"]),
        make.picture("PNG")[:60] + b"%PDF-1.4" + make.picture("PNG")[60:],
    ],
)
def test_two_files_in_one_are_refused(content):
    assert refusal("a", content).code == "two_in_one"
