"""Makes a chart stand on its own, outside the site's style sheets: on paper and in a file of its own."""

# The looks that components.css gives, in the plain form that every SVG reader understands.
STYLE = """
text{font-family:'Libertinus Serif',serif;font-size:14px;fill:#16302e}
.axis-text{fill:#47605d}.interval-name{font-weight:bold}
.halo{paint-order:stroke;stroke:#fff;stroke-width:3px;stroke-linejoin:round}
.grid-line{stroke:#c9d8d4;stroke-width:1}.axis-line{stroke:#47605d;stroke-width:1.5;fill:none}
.mark-line{stroke:#47605d;stroke-width:1.5;stroke-dasharray:5 4}
.small-zone{fill:#d6e8e2;fill-opacity:.7}
.interval{fill:#7fb3a8}.interval--chosen{fill:#0b5a52}.interval--second{fill:#d8a08f}
.interval-dot{fill:#16302e;stroke:#fff;stroke-width:1.5}.interval-dot.interval--chosen{fill:#073f3a}
.interval-dot.interval--second{fill:#b3402a}.interval-dot.interval--all{fill:#0b5a52;stroke:none}
.interval-wide{stroke:#47605d;stroke-width:2}
.dot-way{stroke:#9aaba7;stroke-width:2}.dot-before{fill:#fff;stroke:#b3402a;stroke-width:2.5}
.dot-after{fill:#0b5a52;stroke:#fff;stroke-width:1.5}
.curve{fill:none;stroke:#0b5a52;stroke-width:3}.curve--second{stroke:#b3402a;stroke-dasharray:8 5}
.curve--third{stroke:#8a5a00;stroke-dasharray:2 5}
.curve-dot{fill:#0b5a52;stroke:#fff;stroke-width:1.5}.curve-dot--second{fill:#b3402a}.curve-dot--third{fill:#8a5a00}
.band-fill{fill:#0b5a52;fill-opacity:.16}.band-fill--second{fill:#e2583e;fill-opacity:.18}
.whisker{stroke:#0b5a52;stroke-width:1.5;stroke-opacity:.6}.whisker--second{stroke:#b3402a}
.whisker--third{stroke:#8a5a00}
.histogram{fill:#0b5a52;stroke:#fff;stroke-width:1}.histogram--second{fill:#d8a08f}
.histogram-line{fill:none;stroke:#16302e;stroke-width:2}
.sign{fill:#0b5a52}.sign--second{fill:#b3402a}.sign--third{fill:#8a5a00}
.sign--before{fill:#fff;stroke:#b3402a;stroke-width:2.5}.sign--outline{fill:none;stroke:#16302e;stroke-width:2}
"""


def on_paper(svg: str) -> str:
    """Return a picture of this package with its looks inside."""
    head, rest = svg.split(">", 1)
    return f"{head}><style>{STYLE}</style>{rest}"
