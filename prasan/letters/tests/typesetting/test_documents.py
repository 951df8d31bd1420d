import base64
import json
import re
from datetime import date
from pathlib import Path

import pytest

from prasan.letters.documents import ExternalLetter, LetterProblem
from prasan.letters.tests.typesetting import make

DOCS = Path(__file__).parents[4] / "docs" / "letter-json.md"
LEAST = {"subject": "เรื่องหนึ่ง", "to": "นายอำเภองาว", "body": ["ด้วย"]}


def problems_of(**changes):
    with pytest.raises(LetterProblem) as problem:
        ExternalLetter.from_json({**LEAST, **changes})
    return problem.value.problems


def test_the_json_of_a_letter_reads_back_as_that_letter():
    letters = [
        make.letter(),
        make.short_letter(crest=b"<svg/>"),
        *map(make.random_letter, range(9)),
    ]

    for letter in letters:
        assert ExternalLetter.from_json(json.loads(json.dumps(letter.to_json()))) == letter


def test_the_least_a_letter_needs():
    letter = ExternalLetter.from_json(LEAST)

    assert letter.to == ("นายอำเภองาว",)
    assert letter.body[0].text == "ด้วย"
    assert (letter.number, letter.written, letter.signature.name) == (None, None, None)
    assert letter.closing == "ขอแสดงความนับถือ"


@pytest.mark.parametrize("written", ["๕ พฤศจิกายน ๒๕๖๗", "5/11/2567", "2024-11-05", "5 พ.ย. 2567"])
def test_the_day_may_be_written_as_people_write_it(written):
    assert ExternalLetter.from_json({**LEAST, "written": written}).written == date(2024, 11, 5)


@pytest.mark.parametrize(
    ("changes", "field", "says"),
    [
        ({"subject": ""}, "subject", "ต้องไม่ว่าง"),
        ({"subject": None}, "subject", "ต้องเป็นข้อความ"),
        ({"to": []}, "to", "อย่างน้อยหนึ่งบรรทัด"),
        ({"to": [1]}, "to", "รายการข้อความ"),
        ({"body": []}, "body", "อย่างน้อยหนึ่งย่อหน้า"),
        ({"body": "ด้วย"}, "body", "ต้องเป็นรายการ"),
        ({"body": [{"number": "๑."}]}, "body[1].text", "ไม่มีข้อความ"),
        ({"body": ["ก", 7]}, "body[2]", "ต้องเป็นวัตถุ"),
        ({"urgency": "เร็วมาก"}, "urgency", "ด่วนที่สุด / ด่วนมาก / ด่วน"),
        ({"written": "5/11/2024"}, "written", "ค.ศ."),
        ({"written": "31/2/2567"}, "written", "ไม่มีในปฏิทิน"),
        ({"sender": "ใคร"}, "sender", "ไม่รู้จักช่องนี้"),
        ({"signature": ["ก"]}, "signature", "ต้องเป็นวัตถุ"),
        ({"signature": {"nmae": "ก"}}, "signature.nmae", "ไม่รู้จักช่องนี้"),
        ({"crest": "***"}, "crest", "base64"),
        ({"crest": base64.b64encode(b"GIF89a").decode()}, "crest", "SVG หรือ PNG"),
        ({"annexes": {}}, "annexes", "ต้องเป็นรายการ"),
        ({"annexes": [{"heads": []}]}, "annexes[1].heads", "อย่างน้อยหนึ่งบรรทัด"),
        ({"annexes": [{"heads": ["ก"], "rows": ["ข"]}]}, "annexes[1].rows[1]", "รายการข้อความ"),
        ({"annexes": [{"heads": ["ก"], "rows": [["ข", "ค"]]}]}, "annexes[1].rows[1]", "มี 2 ช่อง"),
        ({"annexes": [{"heads": ["ก"], "widths": [0]}]}, "annexes[1].widths", "มากกว่าศูนย์"),
        ({"annexes": [{"heads": ["ก"], "widths": [1, 2]}]}, "annexes[1].widths", "1 ตัว"),
    ],
)
def test_a_problem_names_its_field(changes, field, says):
    problems = problems_of(**changes)

    assert any(problem.startswith(f"{field}: ") and says in problem for problem in problems)


def test_all_problems_are_told_at_once():
    assert len(problems_of(subject="", to=[], body=[], urgency="x", extra=1)) == 5


@pytest.mark.parametrize("value", [[], "ข้อความ", 7, None])
def test_something_that_is_no_object_at_all(value):
    with pytest.raises(LetterProblem, match="ต้องเป็นวัตถุ JSON"):
        ExternalLetter.from_json(value)


def test_brackets_typed_around_the_name_are_not_printed_twice():
    letter = ExternalLetter.from_json({**LEAST, "signature": {"name": "(นายใจ ดี)"}})

    assert letter.signature.name == "นายใจ ดี"


def test_the_documented_example_is_a_letter_and_every_field_is_documented():
    text = DOCS.read_text(encoding="utf-8")
    (example,) = re.findall(r"```json\n(.*?)```", text, re.DOTALL)

    ExternalLetter.from_json(json.loads(example))

    for field in ExternalLetter.__dataclass_fields__:
        assert f"`{field}`" in text
