"""The web server's door."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "prasan.settings")
application = get_wsgi_application()

# Needs the apps, which the line above has set up.
from prasan.home import guard  # noqa: E402

guard.check()
