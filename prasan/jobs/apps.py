from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class JobsConfig(AppConfig):
    name = "prasan.jobs"
    verbose_name = "งานเบื้องหลัง"

    def ready(self) -> None:
        """Read the `jobs.py` of every app: there each says which kinds it has (decision 0015)."""
        autodiscover_modules("jobs")
