import pytest
from django.core.management import CommandError, call_command

from prasan.assessments.models import Framework
from prasan.assessments.tests import make


@pytest.fixture
def load(system, tmp_path, capsys):
    def run(text: str | None = None) -> str:
        path = tmp_path / "form.yaml"
        if text is not None:
            path.write_text(text, encoding="utf-8")
        call_command("load_framework", *([] if text is None else [path]))
        return capsys.readouterr().out

    return run


def test_without_a_file_the_example_is_loaded(load):
    assert load().endswith("รุ่น 6: added\n")
    assert Framework.objects.get().is_example


def test_a_second_run_changes_nothing(load):
    load(make.SMALL)

    assert load(make.SMALL) == "แบบเล็ก รุ่น 1: unchanged\n"


def test_a_bad_file_is_refused_with_all_its_problems(load):
    bad = make.SMALL.replace("ข้อแรก", "").replace("80", "200")

    with pytest.raises(CommandError, match=r"ต้องแก้ 2 จุด\n.*ข้อ 1\.1.*\n.*ระดับที่ 1"):
        load(bad)

    assert not Framework.objects.exists()


def test_a_published_version_is_not_changed(load):
    load(make.SMALL)

    with pytest.raises(CommandError, match="รุ่น 1 ประกาศใช้แล้ว"):
        load(make.SMALL.replace("ข้อแรก", "ข้อแก้"))


def test_a_missing_file_is_said(system, tmp_path):
    with pytest.raises(CommandError, match="เปิดแฟ้ม"):
        call_command("load_framework", tmp_path / "none.yaml")
