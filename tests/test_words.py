import re
import string

import pytest

from assign.messages import Message
from assign.policy import default_policy
from assign.show.words import _SENTENCES, HOMES, say, word
from assign.show.words.map_page import SENTENCES as MAP

SAME_IN_BOTH = {"text", "unit.percent", "map.language-zh", "map.language-en"}


def fields(text: str) -> list[str]:
    return sorted({str(name) for _, name, _, _ in string.Formatter().parse(text) if name is not None})


@pytest.mark.parametrize("key", sorted(_SENTENCES))
def test_every_sentence_stands_in_both_languages(key):
    """Neither language is empty or the other's copy, and both use the same placeholders."""
    zh, en = _SENTENCES[key]
    assert zh.strip()
    assert en.strip()
    assert fields(zh) == fields(en) or key == "text.both"
    assert zh != en or key in SAME_IN_BOTH


def test_no_key_stands_in_two_files():
    """A sentence has one home."""
    keys = [key for home in HOMES for key in home.SENTENCES]
    assert len(keys) == len(set(keys))


def test_every_rule_has_its_words():
    """All rules of the policy have a title and a text, and name only settings that exist."""
    for rule in default_policy().rules.values():
        assert _SENTENCES[f"rule.{rule.rule_id}.title"]
        text = _SENTENCES[f"rule.{rule.rule_id}.text"][0]
        named = set(re.findall(r"[a-z]+_[a-z_]+[a-z]", text))
        assert named <= set(rule.settings)
        assert f"switch.{rule.switch}" in _SENTENCES


def test_every_heading_of_the_tables_has_words():
    """Each column of the plan's tables has a heading."""
    from assign.plan import TABLE_COLUMNS

    for column in {column for columns in TABLE_COLUMNS.values() for column in columns}:
        assert f"column.{column}" in _SENTENCES


def test_the_map_asks_for_no_word_that_is_missing():
    """Every key that the map's script names has its words, and no word stands there that it does not name."""
    from importlib.resources import files

    assets = files("assign.show.map").joinpath("assets")
    text = "".join(
        item.read_text("utf-8") for item in assets.iterdir() if item.name.endswith((".js", ".html"))
    )
    keys = set(re.findall(r"['\"`](map\.[a-z-]+)['\"`]", text))
    begun = {key.split("$")[0] for key in re.findall(r"`(map\.[^`]*)`", text) if "$" in key}
    assert len(keys) > 100
    assert keys <= set(_SENTENCES)
    assert all(any(key.startswith(head) for key in _SENTENCES) for head in begun)
    idle = {key for key in MAP if key.startswith("map.") and key not in keys}
    assert [key for key in sorted(idle) if not any(key.startswith(head) for head in begun)] == []


@pytest.mark.parametrize(
    ("key", "values", "said"),
    [
        ("fault.stations-derived.what", {"count": 1}, "There is no stations file; 1 station was taken from"),
        (
            "fault.stations-derived.what",
            {"count": 2},
            "There is no stations file; 2 stations were taken from",
        ),
        (
            "sensitivity.stable",
            {"rank": "1", "changed": 1, "hours": "2%"},
            "at most 1 village of the hardest tenth",
        ),
        ("fault.roads-in-parts.what", {"count": 1, "lines": 7, "rows": "3"}, "1 of 7 road lines are"),
    ],
)
def test_one_is_said_in_the_singular(key, values, said):
    """One station was taken, two were; what is one of several keeps its plural, and Chinese has none."""
    assert said in say(Message(key, values), "en")
    assert say(Message(key, values), "zh") == word(key, "zh").format_map(values)


def test_a_value_that_looks_like_a_counted_noun_stays():
    """Only the sentence itself is bent, never what data put into it."""
    values = {"found": "1 villages", "others": "1 rooms", "all": "x"}
    assert "1 villages" in say(Message("fault.sheets-alike.what", values), "en")


JARGON = (
    "HiGHS",
    "dual price",
    "reduced cost",
    "linear program",
    "bridges",
    "bridged",
    "对偶",
    "约化",
    "线性规划",
)


def test_no_sentence_speaks_of_solvers():
    """A planner reads of proof and cost; a bridge is a bridge, not a gap in the roads walked across."""
    of_bridges = ("outlook.", "rule.")
    spoken = {
        key: text
        for key, pair in _SENTENCES.items()
        for text in pair
        if any(term in re.sub(r"\{\w+\}", "", text) for term in JARGON) and not key.startswith(of_bridges)
    }
    assert spoken == {}
