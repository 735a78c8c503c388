"""Writes SVG safely: names, attributes and text, escaped. Not a drawing library."""

from html import escape


def element(name: str, *inside: str, text: str = "", **attributes: object) -> str:
    """Return one SVG element: `text` is escaped, `inside` is SVG already; `class_`, `a_b` become `class`, `a-b`."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(number(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    content = escape(text, quote=False) + "".join(inside)
    return f"<{name}{written}>{content}</{name}>" if content else f"<{name}{written}/>"


def number(value: object) -> str:
    """Return a number with at most one decimal; anything else as it is."""
    return f"{value:.1f}".removesuffix(".0") if isinstance(value, float) else str(value)


def picture(width: int, height: int, title: str, description: str, *inside: str, links: bool = False) -> str:
    """Return a whole SVG with its accessible name; with `links` its links stay reachable, else it is one image."""
    return element(
        "svg",
        element("title", text=title),
        element("desc", text=description) if description else "",
        *inside,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {width} {height}",
        role="group" if links else "img",
        aria_label=title,
    )
