"""From parsed files to one repository."""

from goalsite.model.link.steps import link
from goalsite.model.link.workbench import CsvFile

__all__ = ["CsvFile", "link"]
