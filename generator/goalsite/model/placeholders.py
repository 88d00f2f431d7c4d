"""Words that stand where something was to be written later."""

import re
from typing import TypeGuard

# 待定 and its like only where no Chinese character follows: 等待定价 ("wait for prices") is no placeholder.
CHINESE = r"(?:待定|待补充|待补|待填写|待填|占位文字|占位符)(?![\u4e00-\u9fff])|^待定"
ENGLISH = r"(?<![A-Za-z0-9])(?:(?i:tbd|tba|tbc|x{3,}|lorem(?: ipsum)?)|TODO|FIXME)(?![A-Za-z0-9])"

_AROUND = " \t\n\u00a0.…。·-–—_*?？!！:：[]()（）<>"
_ALONE = re.compile(r"(?i:tbd|tba|tbc|todo|fixme|x{3,})|待定|待补充|待补|待填写|待填|占位文字|占位符")


def says(text: str | None) -> TypeGuard[str]:
    """Tell whether a text says anything: dots, and a word alone that waits to be filled in, do not."""
    words = (text or "").strip(_AROUND)
    return bool(words) and _ALONE.fullmatch(words) is None
