"""Charts as numbers: where lines, marks and labels lie. Templates draw them.

Coordinates of charts are per cents of the plot, from its top left; those of sparklines are pixels.
"""

from goalsite.site.charts.axes import Mark, Tick, compact, nice_ticks
from goalsite.site.charts.kpis import KpiChart, common_decimals, kpi_chart
from goalsite.site.charts.progress import ProgressChart, progress_chart
from goalsite.site.charts.sparklines import Sparkline, sparkline

__all__ = [
    "KpiChart",
    "Mark",
    "ProgressChart",
    "Sparkline",
    "Tick",
    "common_decimals",
    "compact",
    "kpi_chart",
    "nice_ticks",
    "progress_chart",
    "sparkline",
]
