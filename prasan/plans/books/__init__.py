"""The book of a district or a province: what its tambons plan, and what came of it.

A district's names every project, a province's every tambon. The workbook holds all projects.
"""

from prasan.plans.books.contents import Book, Entry, book
from prasan.plans.books.printed import paper
from prasan.plans.books.spreadsheet import workbook

__all__ = ["Book", "Entry", "book", "paper", "workbook"]
