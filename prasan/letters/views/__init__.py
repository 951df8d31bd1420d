"""What officers see of letters; the two below serve the pages of other apps too."""

from prasan.letters.views.letters import as_file, page_numbers

__all__ = ["as_file", "page_numbers"]
