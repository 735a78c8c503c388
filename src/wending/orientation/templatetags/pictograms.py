"""Drawings for the tiles of interests, by the keys of `rules.interests.TILES`: our own lines on a field of 48 by 48.

Class `a` is the accent colour; lines take the colour of the text. No words: those stand beside each picture.
"""

PICTOGRAMS: dict[str, str] = {
    "build": (
        '<path class="a" d="M6 40h36v4H6z"/>'
        '<path d="M10 40V24l14-11 14 11v16M20 40V29h8v11M31 9l7 7m-9-5 5-5 7 7-5 5"/>'
    ),
    "puzzle": (
        '<path class="a" d="M8 8h14v5a4 4 0 1 0 0 8v5H8z"/>'
        '<path d="M8 8h14v5a4 4 0 1 1 0 8v5h-5a4 4 0 1 0-8 0H8z"/>'
        '<path d="M28 22h12v18H24v-6a4 4 0 1 1 0-8v-1"/>'
    ),
    "draw": (
        '<path class="a" d="M7 41c8-8 14 4 22-3 4-3 8-2 12 1v3H7z"/><path d="m14 32 2-8L34 6l6 6-18 18zM30 10l6 6"/>'
    ),
    "care": (
        '<path class="a" d="M24 24c-8-5-11-9-9-13 2-4 7-4 9 0 2-4 7-4 9 0 2 4-1 8-9 13z"/>'
        '<path d="M6 30h6l8 5h8a3 3 0 0 1 0 6h-9m9-4 10-6a3 3 0 0 1 4 5L31 45H19l-7-4H6z"/>'
    ),
    "sell": ('<path class="a" d="M8 18h32l-3 26H11z"/><path d="M8 18h32l-3 26H11zM17 22v-8a7 7 0 0 1 14 0v8"/>'),
    "sort": (
        '<path class="a" d="M8 34h32v8H8z"/><path d="M8 6h32v8H8zm0 14h32v8H8zm0 14h32v8H8zM21 10h6m-6 14h6m-6 14h6"/>'
    ),
    "animals": (
        '<path class="a" d="M24 22c7 0 12 8 12 14 0 5-5 6-12 6s-12-1-12-6c0-6 5-14 12-14z"/>'
        '<circle cx="10" cy="20" r="4"/><circle cx="19" cy="11" r="4"/><circle cx="30" cy="11" r="4"/>'
        '<circle cx="39" cy="20" r="4"/>'
    ),
    "experiment": ('<path class="a" d="M14 32h20l6 12H8z"/><path d="M19 5v14L8 44h32L29 19V5M16 5h16M14 32h20"/>'),
    "music": (
        '<circle class="a" cx="13" cy="37" r="6"/><circle class="a" cx="36" cy="33" r="6"/>'
        '<path d="M19 37V12l23-5v26M19 20l23-5"/>'
    ),
    "teach": ('<path class="a" d="M6 6h36v22H6z"/><path d="M6 6h36v22H6zM24 28v8m-10 8 10-8 10 8M13 21l7-7 5 5 9-8"/>'),
    "lead": (
        '<circle class="a" cx="24" cy="12" r="6"/><circle cx="8" cy="22" r="4"/>'
        '<circle cx="40" cy="22" r="4"/>'
        '<path d="M13 43V31a11 11 0 0 1 22 0v12zM3 43v-8a5 5 0 0 1 7-5m35 13v-8a5 5 0 0 0-7-5"/>'
    ),
    "count": (
        '<circle class="a" cx="32" cy="32" r="11"/><path d="M22 7H8v36h10M13 14h14M13 21h8M13 28h4"/>'
        '<circle cx="32" cy="32" r="11"/><path d="M36 27a6 6 0 1 0 0 10m-12-6h9m-9 3h8M22 7h8v9"/>'
    ),
    "machines": (
        '<path class="a" d="M4 18h24v16H4z"/><path d="M4 12h24v22H4zm24 8h9l7 8v6H28z"/>'
        '<circle cx="13" cy="36" r="5"/><circle cx="35" cy="36" r="5"/>'
    ),
    "facts": (
        '<path class="a" d="M24 12c5-4 12-4 19-2v28c-7-2-14-2-19 2z"/>'
        '<path d="M24 12C19 8 12 8 5 10v28c7-2 14-2 19 2 5-4 12-4 19-2V10c-7-2-14-2-19 2zm0 0v28"/>'
    ),
    "write": (
        '<path class="a" d="M8 5h22v38H8z"/><path d="M36 26v17H8V5h20M14 14h12M14 21h8m0 10 2-7L38 10l5 5-14 14z"/>'
    ),
    "listen": (
        '<path class="a" d="M5 7h26v17H17l-7 7v-7H5z"/><path d="M5 7h26v17H17l-7 7v-7H5zM36 16h7v17h-5v7l-7-7H20"/>'
    ),
    "business": (
        '<path class="a" d="M6 17 10 6h28l4 11a6 6 0 0 1-12 0 6 6 0 0 1-12 0 6 6 0 0 1-12 0z"/>'
        '<path d="M6 17 10 6h28l4 11a6 6 0 0 1-12 0 6 6 0 0 1-12 0 6 6 0 0 1-12 0zM9 23v20h30V23M26'
        ' 43V30h8v13M14 30h7v7h-7z"/>'
    ),
    "plan": ('<path class="a" d="M6 9h36v9H6z"/><path d="M6 9h36v34H6zm0 9h36M15 5v8m18-8v8m-20 18 5 5 11-11"/>'),
}
