"""Charts as SVG, drawn on the server from plain numbers. No Django, no styles of their own: components.css has those.

Every chart has a title and a description for screen readers; the template tags put an equivalent table beside it.
"""

from wending.web.charts.bars import bar, stack, swatch
from wending.web.charts.curves import Line, Loose, Place, curves
from wending.web.charts.dots import Pair, dots
from wending.web.charts.flow import Target, flow
from wending.web.charts.funnel import funnel
from wending.web.charts.hexagon import hexagon
from wending.web.charts.histograms import Bin, histograms
from wending.web.charts.intervals import Interval, intervals
from wending.web.charts.path import path_picture
from wending.web.charts.rings import Near, rings
from wending.web.charts.scatter import Dot, scatter
from wending.web.charts.years import Span, years

__all__ = [
    "Bin",
    "Dot",
    "Interval",
    "Line",
    "Loose",
    "Near",
    "Pair",
    "Place",
    "Span",
    "Target",
    "bar",
    "curves",
    "dots",
    "flow",
    "funnel",
    "hexagon",
    "histograms",
    "intervals",
    "path_picture",
    "rings",
    "scatter",
    "stack",
    "swatch",
    "years",
]
