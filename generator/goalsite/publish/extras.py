"""Which optional libraries are at hand."""

from importlib.util import find_spec

from goalsite.language import Message

WITHOUT_WORKBOOK = Message("there is no goals.xlsx without openpyxl; pip install 'goalsite[xlsx]' brings it")


def can_make_workbook() -> bool:
    """Tell whether the library that writes workbooks is installed."""
    return find_spec("openpyxl") is not None
