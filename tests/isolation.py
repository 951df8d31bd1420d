"""Keeps the tests to themselves. Loaded before the settings, so a conftest would be too late.

Data goes to a folder that ends with the run, the day is always the demonstration's, and nothing
but this machine can be reached.
"""

import os
import shutil
import socket
import tempfile

import pytest

DAY = "2024-11-05"
_data = tempfile.mkdtemp(prefix="prasan-tests-")
# Whitenoise warns of a missing folder, and warnings are errors.
os.mkdir(os.path.join(_data, "static"))
os.environ.update(PRASAN_MODE="local", PRASAN_DATA=_data, PRASAN_DEMO_DAY=DAY)
os.environ.pop("PRASAN_DEBUG", None)


class Unreachable(AssertionError):
    """A test tried to leave this machine."""


def _guarded(connect):
    def only_this_machine(self, address):
        if self.family != socket.AF_UNIX and address[0] not in ("127.0.0.1", "::1", "localhost"):
            raise Unreachable(f"tests may not connect to {address}")
        return connect(self, address)

    return only_this_machine


socket.socket.connect = _guarded(socket.socket.connect)
socket.socket.connect_ex = _guarded(socket.socket.connect_ex)


def pytest_configure(config: pytest.Config) -> None:
    from django.conf import settings  # noqa: PLC0415 - only now are the settings loaded

    # A real hash takes a tenth of a second, by design.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    # No worker runs beside the tests: a job is done where it is asked for.
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    # Names with a checksum need collectstatic first.
    plain = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": plain}}


def pytest_unconfigure(config: pytest.Config) -> None:
    shutil.rmtree(_data, ignore_errors=True)
