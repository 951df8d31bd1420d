"""A file as a picture, made in a process of its own: `python -m prasan.evidence.rendering`.

Imports nothing else of ours, so that the child starts fast and knows no secrets.
"""
