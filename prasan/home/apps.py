from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "prasan.home"
    verbose_name = "หน้าแรก"
