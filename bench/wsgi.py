"""Serves bench.site."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "prasan.settings")
settings.ROOT_URLCONF = "bench.site"
application = get_wsgi_application()
