from django.apps import AppConfig


class CentresConfig(AppConfig):
    name = "prasan.centres"
    verbose_name = "ศูนย์ฯ"
