from django.apps import AppConfig


class DirectivesConfig(AppConfig):
    name = "prasan.directives"
    verbose_name = "ข้อสั่งการ"
