from django.apps import AppConfig


class CommitteesConfig(AppConfig):
    name = "prasan.committees"
    verbose_name = "คณะกรรมการ"
