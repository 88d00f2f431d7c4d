"""Charts as numbers: where lines, marks and labels lie. Templates draw them.

Coordinates of charts are per cents of the plot, from its top left; those of sparklines are pixels.
"""

from goalsite.site.charts.axes import compact, nice_ticks
from goalsite.site.charts.kpis import KpiChart, kpi_chart, kpi_scale, projected_scale
from goalsite.site.charts.progress import ProgressChart, progress_chart
from goalsite.site.charts.sparklines import Sparkline, sparkline

__all__ = [
    "KpiChart",
    "ProgressChart",
    "Sparkline",
    "compact",
    "kpi_chart",
    "kpi_scale",
    "nice_ticks",
    "progress_chart",
    "projected_scale",
    "sparkline",
]
