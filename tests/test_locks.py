"""The lock files: complete, alike, and free of any registry's address."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ["requirements.lock", "test.lock", "bench.lock", "tools/installer.lock"]


def locked(name: str) -> dict[str, str]:
    return dict(re.findall(r"^([a-z0-9-]+)==(\S+)", (ROOT / name).read_text(), re.MULTILINE))


def wanted(*groups: str) -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    lines = list(project["project"]["dependencies"])
    for group in groups:
        lines += project["dependency-groups"][group]
    return {re.match(r"[a-z0-9-]+", line).group() for line in lines}


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_names_no_address_and_every_hash(name):
    text = (ROOT / name).read_text()

    assert not re.search(r"https?:|index", text)
    packages = re.split(r"\n(?=\S)", text.strip())
    assert all("==" in package and "--hash=sha256:" in package for package in packages)


def test_the_program_has_all_it_asks_for():
    assert wanted() <= set(locked("requirements.lock"))


def test_the_tests_run_on_the_versions_the_program_runs_on():
    assert locked("requirements.lock").items() <= locked("test.lock").items()
    assert wanted("test", "lint", "browser") <= set(locked("test.lock"))
