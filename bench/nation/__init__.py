"""Measurements over a nation's worth of records, made up and kept in a database of its own."""
