"""Our part of bench.workbooks, in a process of its own.

make FILE       the database and the workbook of 10,000 members in 667 tambons
measure FILE    preview and commit it, and print the figures
"""

import gc
import json
import os
import resource
import sys
import time
from datetime import date
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.template.loader import render_to_string

from bench.worked import worked
from prasan.workbooks.writing import Column, Kind, Sheet, Value, write

ROWS, BODY = 10_000, 15
DAY = date(2024, 11, 5)
PROVINCES = ("50", "51", "52", "53", "54", "55", "56", "57")
HEADS = ["ที่", "ชื่อ-สกุล", "ตำบล", "ตำแหน่ง", "ผู้แทนจาก", "วันที่แต่งตั้ง", "โทรศัพท์"]


def make(file: Path) -> None:
    from prasan.accounts import actions as accounts  # noqa: PLC0415 - Django is set up first
    from prasan.accounts.rights import Role  # noqa: PLC0415
    from prasan.areas.models import Area  # noqa: PLC0415

    for command in (["migrate", "--no-input"], ["load_areas"], ["load_rulebooks"]):
        call_command(*command, verbosity=0, stdout=sys.stderr)
    system = accounts.system_user()
    user = accounts.create_user(
        by=system, username="bench", password="ไม่มีใครใช้-2567", full_name="ผู้วัด"
    )
    for code in PROVINCES:
        area = Area.objects.get(pk=code)
        accounts.assign(by=system, user=user, role=Role.DISTRICT, area=area, starts=DAY)
    tambons = Area.objects.on(DAY).within(PROVINCES).filter(level="tambon").order_by("code")
    codes = list(tambons.values_list("code", flat=True))
    file.write_bytes(_list(codes, ROWS))


def _list(codes: list[str], size: int) -> bytes:
    columns = [Column(head, kind=Kind.DAY if "วันที่" in head else Kind.TEXT) for head in HEADS]
    rows = [_row(number, codes) for number in range(size)]
    return write([Sheet("คอช.ต.", columns, rows)], title="รายชื่อ")


def _row(number: int, codes: list[str]) -> list[Value]:
    place, line = divmod(number, BODY)
    seat = ("ประธานกรรมการ", "เลขานุการ")[line] if line < 2 else "กรรมการ"
    name = f"นายทดสอบ{_letters(number)} ตัวอย่าง{_letters(place)}"
    return [
        *(str(number + 1), name, codes[place], seat, f"หมู่ {line + 1}"),
        *(date(2023, 10, 1), f"08{number:08}"),
    ]


def _letters(number: int) -> str:
    """A number as consonants, so that every name is another."""
    word = ""
    while True:
        number, rest = divmod(number, 20)
        word = chr(ord("ก") + rest) + word
        if not number:
            return word


def measure(file: Path) -> dict[str, float]:
    from prasan.accounts.models import User  # noqa: PLC0415
    from prasan.accounts.reach import Reach  # noqa: PLC0415
    from prasan.areas.models import Area  # noqa: PLC0415
    from prasan.clock import now  # noqa: PLC0415
    from prasan.registers import actions  # noqa: PLC0415
    from prasan.registers.models import Intake  # noqa: PLC0415
    from prasan.registers.presenting import Shown  # noqa: PLC0415
    from prasan.registers.preview import Preview, seal_of  # noqa: PLC0415
    from prasan.registers.rules.answers import Answers  # noqa: PLC0415
    from prasan.workbooks.reading import read  # noqa: PLC0415

    def preview_of(content: bytes) -> tuple[Preview, str]:
        preview = Preview(read(file.name, content).shown, Answers(), reach=reach, today=DAY)
        shown = Shown(preview)
        context = {
            "preview": preview,
            "shown": shown,
            "page": Paginator(shown.said, 50).get_page(1),
            "seen": seal_of(preview),
            "sheets": [
                (sheet, shown.columns(sheet), shown.rows(sheet)) for sheet in preview.sheets
            ],
            "intake": Intake(pk=1),
        }
        page = render_to_string("registers/_intake.html", context, request=HttpRequest())
        return preview, page

    user = User.objects.get(username="bench")
    reach = Reach.of(user, DAY)
    content = file.read_bytes()
    # As in a server that runs already: what is loaded once was loaded (deploy/gunicorn.conf.py).
    preview_of(_list(["500101"], BODY))
    gc.collect()
    gc.freeze()
    began = worked()
    preview, page = preview_of(content)
    spent = worked() - began
    assert len(preview.ready) == ROWS, f"{len(preview.ready)} rows are ready"
    assert len(page) > 10_000
    # The most any one process held. Not their sum: the reading process is counted from before it
    # became itself, with all its parent's pages.
    peak = max(resource.getrusage(of).ru_maxrss for of in _EVERYONE) / 1024
    intake = actions.receive(
        by=user, area=Area.objects.get(pk="52"), name=file.name, content=content, at=now()
    )
    bodies = [actions.Taken(b.kind, b.area, b.members, b.starts) for b in preview.to_draft]
    began = time.perf_counter()
    actions.take_in(by=user, intake=intake, bodies=bodies, at=now())
    committed = time.perf_counter() - began
    assert intake.drafts.count() == -(-ROWS // BODY)
    return {"preview": spent, "commit": committed, "peak": peak}


_EVERYONE = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)


def main() -> None:
    django.setup()
    assert not settings.DEBUG
    task, file = sys.argv[1], Path(sys.argv[2])
    if task == "make":
        make(file)
        print("{}")
    else:
        print(json.dumps(measure(file)))


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "prasan.settings")
    main()
