"""Settings of a case laid over the rules of the program: what is taken, what is refused, and how it is named."""

from __future__ import annotations

import pytest

from assign.errors import DataError, Fault
from assign.policy import default_policy


def refused(table: dict[str, object]) -> list[Fault]:
    """Return the faults of settings, none where they are taken."""
    try:
        default_policy().with_overrides(table, file="mine.toml")
    except DataError as error:
        return list(error.faults)
    return []


@pytest.mark.parametrize(
    ("section", "name", "value", "code"),
    [
        ("weights", "balance", 0, None),
        ("weights", "balance", 999_999_999, None),
        ("weights", "balance", 1e9, "setting-not-a-number"),
        ("weights", "balance", -0.001, "setting-not-a-number"),
        ("weights", "balance", float("nan"), "setting-not-a-number"),
        ("weights", "balance", float("inf"), "setting-not-a-number"),
        ("weights", "balance", True, "setting-not-a-number"),
        ("weights", "balance", "1", "setting-not-a-number"),
        ("weights", "balanse", 1, "setting-unknown"),
        ("travel", "default_kph", 0, "setting-not-positive"),
        ("travel", "default_kph", 0.001, None),
        ("travel", "speed_kph", {"cart": 0}, "setting-not-positive"),
        ("travel", "speed_kph", {"cart": 4}, None),
        ("complexity", "incident_weight", {"theft": 0}, None),
        ("workload", "people_per_household", 0, "setting-not-positive"),
    ],
)
def test_numbers_are_at_least_nothing_and_below_a_thousand_million(section, name, value, code):
    """A speed, a divisor or a half-life is above nothing too; the fault names file, setting and what stands there."""
    faults = refused({section: {name: value}})
    assert [fault.code for fault in faults] == ([code] if code else [])
    inner = value if isinstance(value, dict) else {"": value}
    for fault, (key, item) in zip(faults, inner.items(), strict=False):
        place = f"{section}.{name}.{key}".rstrip(".")
        assert (fault.file, fault.column, fault.found) == ("mine.toml", place, str(item))


@pytest.mark.parametrize(
    ("rule_id", "name", "value", "code"),
    [
        ("R01", "min", 1, None),
        ("R01", "min", 0, "setting-not-positive"),
        ("R01", "max", 999_999_999, None),
        ("R01", "max", 1_000_000_000, "setting-not-a-number"),
        ("R01", "max", 5.5, "setting-not-whole"),
        ("R01", "max", "5", "setting-not-a-number"),
        ("R01", "max", True, "setting-not-a-number"),
        ("R08", "rooms", 0, None),
        ("R08", "rooms", -1, "setting-not-a-number"),
        ("R09", "max_travel_min", 0, "setting-not-positive"),
        ("R09", "max_travel_min", 0.5, None),
        ("R16", "presence", 1, None),
        ("R16", "presence", 1.01, "setting-not-a-share"),
        ("R16", "presence", 0, "setting-not-a-share"),
        ("R17", "max_rooms", 1.0, "range-empty"),
        ("R24", "lead", "c", "setting-not-a-list"),
        ("R24", "lead", ["c", 1], "setting-not-a-list"),
        ("R24", "lead", ["c"], None),
        ("R05", "nesting", "nowhere", "nesting-unknown"),
        ("R01", "switch", "perhaps", "switch-unknown"),
        ("R01", "rooms", 3, "setting-unknown"),
    ],
)
def test_settings_of_rules_are_of_their_kind_and_size(rule_id, name, value, code):
    """Both ends of each range are tried; the fault names the setting as the file has it."""
    faults = refused({"policy": {rule_id: {name: value}}})
    assert [fault.code for fault in faults] == ([code] if code else [])
    for fault in faults:
        whole = code == "range-empty"
        assert (fault.file, fault.column) == (
            "mine.toml",
            f"policy.{rule_id}" + ("" if whole else f".{name}"),
        )
        assert whole or fault.found == str(value)


def test_years_of_a_senior_and_a_junior_are_compared():
    """As many years are taken; fewer are refused at the senior's setting, with both in the message."""
    junior = default_policy().number("ability.junior_years")
    assert refused({"policy": {"R17": {"senior_years": junior}}}) == []
    (fault,) = refused({"policy": {"R17": {"senior_years": junior - 1}}})
    assert (fault.code, fault.file, fault.column) == (
        "senior-below-junior",
        "mine.toml",
        "policy.R17.senior_years",
    )
    assert fault.found == f"{junior - 1:g} < {junior:g}"
    assert fault.values == {"senior": junior - 1, "junior": junior}


def test_what_is_found_is_told_in_eighty_signs():
    """A whole paragraph in place of a value is not repeated."""
    long = "x" * 200
    for table in (
        {"weights": long},
        {"weights": {"balance": long}},
        {"weights": {"balanse": long}},
        {"policy": long},
        {"policy": {"R01": {"max": long}}},
        {"policy": {"R01": {"rooms": long}}},
        {"policy": {"R01": {"switch": long}}},
    ):
        (fault,) = refused(table)
        assert fault.found == "x" * 80


def test_faults_of_all_settings_are_told_at_once():
    """A rule nobody knows, with the known ones, and beside it a number and a table that are none."""
    faults = refused(
        {"policy": {"R99": {}, "R01": 3}, "weights": {"balance": "much"}, "inputs": {"villages": 1}}
    )
    assert [fault.code for fault in faults] == ["rule-unknown", "setting-not-a-table", "setting-not-a-number"]
    assert str(faults[0].values["known"]).startswith("R01, R02")


def test_what_is_not_named_stays():
    """A policy is a value: the new one differs in what was given, the old one in nothing."""
    old = default_policy()
    new = old.with_overrides(
        {"policy": {"R01": {"max": 7}, "R16": {"switch": "off"}}, "travel": {"speed_kph": {"CART": 4}}}
    )
    assert new["R01"].count("max_villages") == 7
    assert (new["R16"].off, old["R16"].off) == (True, False)
    assert new.section("travel.speed_kph")["cart"] == 4.0
    assert {name for name in old.rules if new[name] != old[name]} == {"R01", "R16"}
    assert new["R01"]["min_villages"] == old["R01"]["min_villages"]
    assert {**old.numbers, "travel.speed_kph.cart": 4.0} == dict(new.numbers)


def test_a_rule_has_a_source_and_only_settings_of_its_own():
    """Where it comes from, how strictly it holds and whether it is built are no settings."""
    for rule in default_policy().rules.values():
        assert rule.source
        assert not {"source", "switch", "switches", "stage"} & rule.settings.keys()
        assert rule.switch in rule.switches


def test_a_text_is_not_taken_for_a_number():
    """Whoever asks for the number of a choice or of a list is told which."""
    rules = default_policy()
    for rule_id, name in (("R05", "nesting"), ("R24", "lead")):
        with pytest.raises(TypeError, match=rf"{rule_id}\.{name} is text"):
            rules[rule_id].number(name)
