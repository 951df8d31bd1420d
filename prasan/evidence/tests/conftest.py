from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from prasan.evidence.actions import keep
from prasan.evidence.inspection import opened
from prasan.evidence.tests import make


@pytest.fixture
def at():
    return datetime(2024, 11, 5, 10, 42, tzinfo=ZoneInfo("Asia/Bangkok"))


@pytest.fixture
def kept(ngao_officer, pong_tao, at):
    """Keep a file as evidence of Pong Tao: kept("name.pdf", content)."""

    def make_one(name="คำสั่ง ๑๒ คอช.ต. ปงเตา.pdf", content=None):
        upload = opened(name, content or make.pdf(2))
        return keep(by=ngao_officer, area=pong_tao, upload=upload, at=at)

    return make_one
