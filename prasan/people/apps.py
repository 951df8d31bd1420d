from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "prasan.people"
    verbose_name = "บุคคล"
