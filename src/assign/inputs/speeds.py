"""The speed that a road file writes down, in km/h, whatever the unit and the language.

Numbers with or without a unit are read ("40", "40 km/h", "30 mph", "限速40公里"); of several ("50;30" by lane or
by direction) the least. A legal class of OpenStreetMap ("CN:urban", "none", "signals") says what the law allows
and not how fast one drives: the road's own class then decides, as where nothing is written.
"""

from __future__ import annotations

import math
import re
import unicodedata

MAX_KPH = 150.0
"""A faster road is a slip of the pen or another unit; its class decides then."""

WALK_KPH = 5.0
_MILE_KM, _KNOT_KM = 1.609344, 1.852
_KILOMETRES = (
    "", "km", "kmh", "kph", "kmph", "kmhr", "公里", "公里时", "公里小时", "公里每小时",
    "千米", "千米时", "千米小时", "千米每小时", "码", "迈",
)  # fmt: skip
_UNITS = {
    **dict.fromkeys(_KILOMETRES, 1.0),
    **dict.fromkeys(("mph", "mih", "英里", "英里时", "英里小时"), _MILE_KM),
    **dict.fromkeys(("kn", "kt", "kts", "knot", "knots", "节"), _KNOT_KM),
}
_SILENT = frozenset({
    "", "-", "/", "—", "<na>", "default", "implicit", "nan", "no", "none", "null", "signals", "unknown", "variable",
    "不限", "无",
})  # fmt: skip
_LEGAL = re.compile(r"^[a-z]{2}(-[a-z]+)?:[a-z_0-9:]+$")
_SPEED = re.compile(r"^(?:时速|限速|设计时速|设计速度|max|maximum)*:?(\d+(?:\.\d+)?)(\D*)$")
_BETWEEN = re.compile(r"[;|,；、]")


def read_speed(text: str) -> float:
    """Return the speed that a text names, km/h, NaN when it names none.

    Raises
    ------
    ValueError
        If the text is neither a speed above 0 and up to `MAX_KPH` nor a known word for none.
    """
    plain = unicodedata.normalize("NFKC", text).strip().casefold()
    if plain in _SILENT or _LEGAL.match(plain):
        return math.nan
    return min((_one(part) for part in _BETWEEN.split(plain) if part.strip()), default=math.nan)


def _one(text: str) -> float:
    plain = re.sub(r"[\s/]", "", text)
    if plain in ("walk", "步行"):
        return WALK_KPH
    match = _SPEED.match(plain)
    unit = match.group(2).replace(".", "") if match else ""
    if match is None or unit not in _UNITS:
        raise ValueError(text)
    kph = float(match.group(1)) * _UNITS[unit]
    if not 0 < kph <= MAX_KPH:
        raise ValueError(text)
    return kph
