"""How a list of committee members that someone else made is understood. Pure functions."""
