import json

import pytest
from django.core.management import CommandError, call_command

from prasan.letters.tests.typesetting import make
from prasan.letters.tests.typesetting.reading import docx_pages, pdf_pages


@pytest.fixture
def source(tmp_path):
    path = tmp_path / "letter.json"
    path.write_bytes(make.LETTER_JSON.read_bytes())
    return path


def test_a_letter_is_written_as_pdf_and_docx(source, tmp_path, capsys):
    pdf, docx = tmp_path / "out.pdf", tmp_path / "out.docx"

    call_command("render_letter", str(source), str(pdf), str(docx))

    assert len(pdf_pages(pdf.read_bytes())) == len(docx_pages(docx.read_bytes())) == 3
    said = capsys.readouterr().out.splitlines()
    assert said == [f"เขียน {pdf} แล้ว (๓ หน้า)", f"เขียน {docx} แล้ว (๓ หน้า)"]


def test_the_crest_may_come_from_a_file(source, tmp_path):
    crest, out = tmp_path / "crest.svg", tmp_path / "out.pdf"
    crest.write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')

    call_command("render_letter", str(source), str(out), crest=crest)

    assert "ตราครุฑ" not in pdf_pages(out.read_bytes())[0]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ('{"subject": ""}', "subject: เรื่องต้องไม่ว่าง\nto: "),
        ('{"subject": \n "ก" "ข"}', "บรรทัดที่ 2"),
        ("[]", "ต้องเป็นวัตถุ JSON"),
        (b"\xff\xfe", "UTF-8"),
        (json.dumps({"subject": "🎉", "to": "ก", "body": ["ข"]}), "subject: พิมพ์อักขระ 🎉"),
    ],
)
def test_a_bad_letter_is_refused_with_its_problems(source, tmp_path, content, says):
    source.write_bytes(content if isinstance(content, bytes) else content.encode())
    out = tmp_path / "out.pdf"

    with pytest.raises(CommandError) as refused:
        call_command("render_letter", str(source), str(out))

    assert says in str(refused.value)
    assert not out.exists()


def test_files_that_cannot_be_read_or_written_are_named(source, tmp_path):
    missing, nowhere = tmp_path / "none.json", tmp_path / "none" / "out.pdf"

    with pytest.raises(CommandError, match=r"none\.json: อ่านแฟ้มไม่ได้"):
        call_command("render_letter", str(missing), str(tmp_path / "out.pdf"))
    with pytest.raises(CommandError, match=r"out\.pdf: เขียนแฟ้มไม่ได้"):
        call_command("render_letter", str(source), str(nowhere))
    with pytest.raises(CommandError, match=r"out\.txt: เขียนได้เฉพาะ"):
        call_command("render_letter", str(source), str(tmp_path / "out.txt"))


def test_the_face_is_fetched_twice_with_the_same_words(settings, tmp_path, capsys):
    settings.FACES = tmp_path

    call_command("fetch_faces")
    first = capsys.readouterr().out
    call_command("fetch_faces")

    assert capsys.readouterr().out == first
    assert first.startswith("แบบอักษร: ")
    assert list((tmp_path / "page").iterdir())
