from django.apps import AppConfig


class LettersConfig(AppConfig):
    name = "prasan.letters"
    verbose_name = "หนังสือ"
