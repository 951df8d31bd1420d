from django.apps import AppConfig


class HolidaysConfig(AppConfig):
    name = "prasan.holidays"
    verbose_name = "วันหยุดราชการ"
