from django.apps import AppConfig


class AssessmentsConfig(AppConfig):
    name = "prasan.assessments"
    verbose_name = "การประเมิน"
