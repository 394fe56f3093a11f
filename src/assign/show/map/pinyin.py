"""Chinese names as they are typed: each syllable's pinyin, so that 李庄村 is found by ``lizhuang`` and ``lzc``."""

from __future__ import annotations

import re
from collections.abc import Iterable

_CHINESE = re.compile(r"[\u3400-\u9fff]")


def pinyin_of(names: Iterable[str]) -> list[str]:
    """Return the pinyin of each name, syllables parted by blanks, without tones; empty for other names.

    ``ü`` becomes ``v``, as it is typed.
    """
    return [_pinyin(name) if _CHINESE.search(name) else "" for name in names]


def _pinyin(name: str) -> str:
    from pypinyin import lazy_pinyin  # noqa: PLC0415  # its dictionary takes 0.3 s to load, and only maps need it

    return " ".join(
        re.sub(r"[^a-z0-9]", "", part.lower()) for part in lazy_pinyin(name, v_to_u=False)
    ).strip()
