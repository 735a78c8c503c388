"""Charts as SVG, drawn on the server from plain numbers. No Django, no styles of their own: components.css has those.

Every chart has a title and a description for screen readers; the template tags put an equivalent table beside it.
"""

from wending.web.charts.bars import bar, stack, swatch
from wending.web.charts.flow import Target, flow
from wending.web.charts.hexagon import hexagon
from wending.web.charts.path import path_picture
from wending.web.charts.rings import Near, rings
from wending.web.charts.scatter import Dot, scatter
from wending.web.charts.years import Span, years

__all__ = [
    "Dot",
    "Near",
    "Span",
    "Target",
    "bar",
    "flow",
    "hexagon",
    "path_picture",
    "rings",
    "scatter",
    "stack",
    "swatch",
    "years",
]
