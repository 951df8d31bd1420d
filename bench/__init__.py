"""Measurements against peers and limits, each with its bar: `make bench`, or ONLY=name for one."""
