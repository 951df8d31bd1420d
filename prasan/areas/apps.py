from django.apps import AppConfig


class AreasConfig(AppConfig):
    name = "prasan.areas"
    verbose_name = "พื้นที่"
