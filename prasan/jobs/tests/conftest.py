import pytest
from asgiref.local import Local
from django_tasks import task_backends


def _read_anew() -> None:
    """Django reads these settings once; here they change between tests."""
    task_backends.__dict__.pop("settings", None)
    task_backends._settings = None
    task_backends._connections = Local()


@pytest.fixture
def queued(settings):
    """Jobs lie in the queue of the database, as beside a worker, until a test works them off."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    _read_anew()
    yield
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    _read_anew()
