"""Reminding people before, on and after the day something is due; never lost, never doubled."""
