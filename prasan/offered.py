"""What apps offer to one that lies below them, looked up by name, as Django looks up models.

An app above may not be imported from below; so it puts what it offers into a module of an agreed
name: see decisions 0018 and 0022.
"""

from functools import cache
from importlib import import_module
from typing import Any

from django.apps import apps
from django.utils.module_loading import module_has_submodule


@cache
def offered(module: str, name: str) -> tuple[Any, ...]:
    """The value of `name` in the `module` of each app that has both, in INSTALLED_APPS' order."""
    found = [
        import_module(f"{config.name}.{module}")
        for config in apps.get_app_configs()
        if config.module is not None and module_has_submodule(config.module, module)
    ]
    return tuple(getattr(one, name) for one in found if hasattr(one, name))
