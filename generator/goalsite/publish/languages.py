"""What each language calls itself, wherever a page leads to another one."""

NAMES = {"en": "English", "zh": "中文"}
