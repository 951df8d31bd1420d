import socket
from datetime import date

import pytest
from django.conf import settings

from prasan import clock
from tests.isolation import Unreachable


def test_no_test_leaves_this_machine():
    # 192.0.2.1 belongs to documentation and answers nowhere (RFC 5737).
    with socket.socket() as line, pytest.raises(Unreachable, match=r"192\.0\.2\.1"):
        line.connect(("192.0.2.1", 80))


def test_the_day_never_changes():
    assert clock.today() == date(2024, 11, 5)


def test_files_of_the_tests_are_thrown_away():
    assert "prasan-tests-" in str(settings.DATA)
