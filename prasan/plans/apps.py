from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "prasan.plans"
    verbose_name = "แผน"
