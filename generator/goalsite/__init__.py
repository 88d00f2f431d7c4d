"""Goalsite: a company's OKRs and KPIs, kept as Markdown in git, published as a website."""

__version__ = "0.1.0"
