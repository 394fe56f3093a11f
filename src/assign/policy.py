"""The rules in force: every number a planner may change, with its default, source and switch."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from assign.errors import DataError, Fault

Setting = bool | int | float | str | tuple[str, ...]

SECTIONS = ("weights", "travel", "workload", "complexity", "ability")
NESTINGS = ("station", "county", "city")
CHOICES = {"nesting": NESTINGS, "transfers": NESTINGS, "village_asks": ("lead", "auxiliary", "both")}
"""Settings that are one of a few words."""


class Switch(StrEnum):
    """How strictly a rule holds."""

    OFF = "off"  # not looked at
    PREFER = "prefer"  # weighed against the rest
    MUST = "must"  # holds, or the plan says where and why not
    REPORT = "report"  # computed and shown, never steers


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the contract.

    Parameters
    ----------
    rule_id
        ``R01`` to ``R25``.
    switch
        How strictly it holds.
    source
        Where the default comes from.
    enforced
        False while its machinery is not built: it is then listed as not yet enforced, never silently ignored.
    settings
        Its numbers, units in the names.
    switches
        The switches that make sense for it.
    """

    rule_id: str
    switch: Switch
    source: str
    enforced: bool
    settings: Mapping[str, Setting]
    switches: tuple[Switch, ...] = tuple(Switch)

    def __getitem__(self, name: str) -> Setting:
        return self.settings[name]

    def number(self, name: str) -> float:
        """Return a setting as a float."""
        value = self.settings[name]
        if isinstance(value, str | tuple):
            raise TypeError(f"{self.rule_id}.{name} is text, not a number")
        return float(value)

    def count(self, name: str) -> int:
        """Return a setting as a whole number."""
        return int(self.number(name))

    @property
    def off(self) -> bool:
        """Whether the rule is switched off."""
        return self.switch is Switch.OFF

    @property
    def must(self) -> bool:
        """Whether the rule must hold."""
        return self.switch is Switch.MUST

    def __reduce__(self) -> tuple[object, ...]:
        return _rule, (
            self.rule_id,
            self.switch.value,
            self.source,
            self.enforced,
            dict(self.settings),
            [switch.value for switch in self.switches],
        )


@dataclass(frozen=True, slots=True)
class Policy:
    """All rules and exchange rates; a value, changed by `with_overrides`.

    Parameters
    ----------
    rules
        By id, in the order of their ids.
    numbers
        The sections `weights`, `travel`, `workload`, `complexity`, `ability`, flat: ``"weights.balance"``.
    """

    rules: Mapping[str, Rule]
    numbers: Mapping[str, float]

    def __getitem__(self, rule_id: str) -> Rule:
        return self.rules[rule_id]

    def number(self, name: str) -> float:
        """Return one exchange rate or coefficient, e.g. ``number("weights.balance")``."""
        return self.numbers[name]

    def section(self, prefix: str) -> dict[str, float]:
        """Return all numbers below a prefix, e.g. ``section("travel.speed_kph")``."""
        return {
            name[len(prefix) + 1 :]: value
            for name, value in self.numbers.items()
            if name.startswith(prefix + ".")
        }

    @property
    def not_yet_enforced(self) -> tuple[str, ...]:
        """Ids of the rules that are switched on and not built yet."""
        return tuple(rule.rule_id for rule in self.rules.values() if not rule.enforced and not rule.off)

    def with_overrides(self, overrides: Mapping[str, object], *, file: str = "case.toml") -> Policy:
        """Return the policy with some settings replaced.

        Parameters
        ----------
        overrides
            Nested as in ``case.toml``: ``{"policy": {"R08": {"rooms": 82}}, "weights": {"balance": 2.0}}``.
            Other top-level keys are left alone.
        file
            Name of the file the overrides came from, for the messages.

        Raises
        ------
        DataError
            With one fault for each unknown rule, unknown setting, or value of the wrong kind or range.
        """
        faults: list[Fault] = []
        rules = dict(self.rules)
        for rule_id, settings in _table(overrides.get("policy"), "policy", file, faults).items():
            place = f"policy.{rule_id}"
            if rule_id not in rules:
                known = ", ".join(rules)
                faults.append(
                    Fault("rule-unknown", file=file, column=place, found=rule_id, values={"known": known})
                )
                continue
            table = _table(settings, place, file, faults)
            rules[rule_id] = _override_rule(rules[rule_id], table, file, faults)
        numbers = dict(self.numbers)
        for section in SECTIONS:
            table = _table(overrides.get(section), section, file, faults)
            for name, value in _flatten(table, section):
                name = name.lower() if name.startswith("travel.speed_kph.") else name  # noqa: PLW2901 - classes are read so
                open_ended = name.startswith(_OPEN_ENDED)
                if name not in numbers and not open_ended:
                    known = ", ".join(key for key in numbers if key.startswith(section + "."))
                    faults.append(
                        Fault(
                            "setting-unknown",
                            file=file,
                            column=name,
                            found=str(value)[:80],
                            values={"known": known},
                        )
                    )
                elif isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < 1e9:
                    faults.append(
                        Fault("setting-not-a-number", file=file, column=name, found=str(value)[:80])
                    )
                elif value == 0 and (name in _POSITIVE or name.startswith("travel.speed_kph.")):
                    faults.append(Fault("setting-not-positive", file=file, column=name, found=str(value)))
                else:
                    numbers[name] = float(value)
        faults += _years_fault(
            float(str(rules["R17"]["senior_years"])), numbers["ability.junior_years"], file
        )
        if faults:
            raise DataError(faults)
        return Policy(MappingProxyType(rules), MappingProxyType(numbers))

    def as_dict(self) -> dict[str, object]:
        """Return the effective policy as plain values, for `run.json`; `from_dict` reads it back."""
        return {
            "rules": {
                rule.rule_id: {
                    "switch": rule.switch.value,
                    "enforced": rule.enforced,
                    **{
                        key: list(item) if isinstance(item, tuple) else item
                        for key, item in rule.settings.items()
                    },
                }
                for rule in self.rules.values()
            },
            "numbers": dict(self.numbers),
        }

    def __reduce__(self) -> tuple[object, ...]:
        return _policy, (dict(self.rules), dict(self.numbers))


_OPEN_ENDED = ("travel.speed_kph.", "complexity.incident_weight.", "workload.facility_hours.")
"""Sections that take further names."""
_POSITIVE = frozenset(
    {
        "travel.off_road_kph",
        "travel.straight_factor",
        "travel.straight_kph",
        "travel.default_kph",
        "complexity.population_half",
        "complexity.households_half",
        "complexity.incidents_half",
        "complexity.half_life_months",
        "workload.people_per_household",
    }
)
_AT_LEAST_ONE = frozenset(
    {
        "R01.min_villages",
        "R01.max_villages",
        "R08.villages_per_room",
        "R10.households",
        "R10.people",
        "R11.people",
        "R13.max_rooms",
        "R14.max_villages",
        "R16.monthly_hours",
        "R17.max_rooms",
    }
)
_SHARES = frozenset({"R16.presence", "R20.station_share", "R20.community_share", "R20.urban_community_share"})
"""Parts of a whole: 0.85, never 85."""
_RANGES = {"R01": ("min_villages", "max_villages"), "R17": ("min_rooms", "max_rooms")}
_ALIASES = {"min": "min_villages", "max": "max_villages"}


def _rule(
    rule_id: str,
    switch: str,
    source: str,
    enforced: bool,
    settings: Mapping[str, Setting],
    switches: Iterable[str],
) -> Rule:
    allowed = tuple(Switch(item) for item in switches)
    return Rule(rule_id, Switch(switch), source, enforced, MappingProxyType(dict(settings)), allowed)


def _policy(rules: Mapping[str, Rule], numbers: Mapping[str, float]) -> Policy:
    return Policy(MappingProxyType(dict(rules)), MappingProxyType(dict(numbers)))


def _table(value: object, place: str, file: str, faults: list[Fault]) -> dict[str, object]:
    if value is None:
        return {}
    if isinstance(value, Mapping):
        return dict(value)
    faults.append(Fault("setting-not-a-table", file=file, column=place, found=str(value)[:80]))
    return {}


def _flatten(table: Mapping[str, object], prefix: str) -> Iterator[tuple[str, object]]:
    for key, value in table.items():
        name = f"{prefix}.{key}"
        if isinstance(value, Mapping):
            yield from _flatten(value, name)
        else:
            yield name, value


def _override_rule(rule: Rule, table: Mapping[str, object], file: str, faults: list[Fault]) -> Rule:
    settings = dict(rule.settings)
    switch = rule.switch
    for given, value in table.items():
        name = _ALIASES.get(given, given) if rule.rule_id == "R01" else given
        place = f"policy.{rule.rule_id}.{given}"
        if name == "switch":
            if value in rule.switches:
                switch = Switch(str(value))
            else:
                known = ", ".join(rule.switches)
                faults.append(
                    Fault(
                        "switch-unknown",
                        file=file,
                        column=place,
                        found=str(value)[:80],
                        values={"known": known},
                    )
                )
        elif name not in settings:
            known = ", ".join(("switch", *settings))
            faults.append(
                Fault(
                    "setting-unknown", file=file, column=place, found=str(value)[:80], values={"known": known}
                )
            )
        else:
            fault = _setting_fault(name, settings[name], value) or _range_fault(
                f"{rule.rule_id}.{name}", value
            )
            if fault:
                faults.append(Fault(fault, file=file, column=place, found=str(value)[:80]))
            else:
                settings[name] = _as(settings[name], value)
    if names := _RANGES.get(rule.rule_id):
        low, high = (settings[name] for name in names)
        if not 1 <= float(low) <= float(high):  # type: ignore[arg-type]
            values = dict(zip(("low", "high"), names, strict=True))
            place = f"policy.{rule.rule_id}"
            faults.append(
                Fault("range-empty", file=file, column=place, found=f"{low}..{high}", values=values)
            )
    return replace(rule, switch=switch, settings=MappingProxyType(settings))


def _as(default: Setting, value: object) -> Setting:
    """Return a value in the form of the default: 30 minutes stay a number that may have decimals."""
    if isinstance(value, list):
        return tuple(map(str, value))
    return float(value) if isinstance(default, float) else value  # type: ignore[arg-type, return-value]


def _years_fault(senior: float, junior: float, file: str) -> list[Fault]:
    """Return a fault where somebody could be a junior and a senior (R17) at once."""
    if senior >= junior:
        return []
    values = {"senior": senior, "junior": junior}
    found = f"{senior:g} < {junior:g}"
    return [
        Fault("senior-below-junior", file=file, column="policy.R17.senior_years", found=found, values=values)
    ]


def _setting_fault(name: str, default: Setting, value: object) -> str | None:
    """Return the code of what is wrong with a setting's value, or None."""
    if name in CHOICES:
        unknown = "nesting-unknown" if name == "nesting" else "setting-not-one-of"
        return None if value in CHOICES[name] else unknown
    if isinstance(default, tuple):
        return (
            None
            if isinstance(value, list) and all(isinstance(item, str) for item in value)
            else "setting-not-a-list"
        )
    if isinstance(default, str):
        return None if isinstance(value, str) else "setting-not-text"
    if isinstance(value, bool) or not isinstance(value, int | float):
        return "setting-not-a-number"
    if not 0 <= value < 1e9:  # neither is nan or inf, which TOML can write
        return "setting-not-a-number"
    return "setting-not-whole" if isinstance(default, int) and value != int(value) else None


def _range_fault(name: str, value: object) -> str | None:
    """Return the code of what is wrong with a number's size, or None."""
    if name in _AT_LEAST_ONE and float(str(value)) < 1:
        return "setting-not-positive"
    if name == "R09.max_travel_min" and float(str(value)) <= 0:
        return "setting-not-positive"
    return "setting-not-a-share" if name in _SHARES and not 0 < float(str(value)) <= 1 else None


@cache
def default_policy() -> Policy:
    """Return the rules and numbers that come with the program (`rules.toml`)."""
    raw = tomllib.loads(files("assign").joinpath("rules.toml").read_text("utf-8"))
    rules = {}
    for rule_id, table in raw.items():
        if rule_id in SECTIONS:
            continue
        settings = {
            key: tuple(value) if isinstance(value, list) else value
            for key, value in table.items()
            if key not in ("switch", "switches", "stage", "source")
        }
        enforced = table["stage"] == "enforced"
        rules[rule_id] = _rule(
            rule_id, table["switch"], table["source"], enforced, settings, table["switches"]
        )
    numbers = {
        name: float(value)  # type: ignore[arg-type]
        for section in SECTIONS
        for name, value in _flatten(raw[section], section)
    }
    return _policy(rules, numbers)
