"""Words that stand where something was to be written later."""

import re
from typing import TypeGuard

# 待定 and its like only where no Chinese character follows: 等待定价 ("wait for prices") is no placeholder.
CHINESE = r"(?:待定|待补充|待补|待填写|待填|占位文字|占位符)(?![\u4e00-\u9fff])|^待定"
ENGLISH = r"(?<![A-Za-z0-9])(?:(?i:tbd|tba|tbc|x{3,}|lorem(?: ipsum)?)|TODO|FIXME)(?![A-Za-z0-9])"

_AROUND = " \t\n\u00a0.…。·-–—_*?？!！:：[]()（）<>"
_WAITS = r"(?i:tbd|tba|tbc|todo|fixme|x{3,})|待定|待补充|待补|待填写|待填|占位文字|占位符"
_NOTHING = r"(?i:n/a|n\.a|none)|无|暂无|不适用"
_EMPTY = re.compile(rf"{_NOTHING}|(?:{_WAITS})(?:\s*[:：].*)?", re.DOTALL)


def says(text: str | None) -> TypeGuard[str]:
    """Tell whether a text says anything: dots do not, nor a word that waits to be filled in, alone or with a note.

    The note of such a word follows its colon (``TODO: ask Mei``). A word alone that means nothing (``n/a``) says none.
    """
    words = (text or "").strip(_AROUND)
    return bool(words) and _EMPTY.fullmatch(words) is None
