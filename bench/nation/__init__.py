"""The whole nation's records, invented and always the same: for measurements of speed.

`python -m bench.nation FOLDER` makes them in the database of a new installation below FOLDER; a
folder that holds them already is left as it is. A module for each app adds its own part.
"""
