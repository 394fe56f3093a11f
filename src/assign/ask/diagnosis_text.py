"""A diagnosis as lines of text, or as plain values."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping

from assign.ask.diagnosis import Clash, Diagnosis, Remedy, Settings, Shortage
from assign.messages import Message, Value
from assign.show.words import say


def diagnosis_text(found: Diagnosis, lang: str) -> str:
    """Return a diagnosis in words."""

    def tell(key: str, **values: Value) -> str:
        return say(Message(f"diagnose.{key}", values), lang)

    lines = list(_impossible(found, lang, tell) if found.collisions else _possible(found, lang, tell))
    if (least := found.smallest) is not None:
        known = (
            {"value": f"{least.value:g}", "setting": written(least.settings)}
            if least.value is not None
            else {}
        )
        key = f"least.{least.what}" if least.value is not None else f"least-none.{least.what}"
        lines += ["", tell(key, **known), "  " + say(least.below, lang)]
    return "\n".join(lines)


def written(settings: Settings) -> str:
    """Return settings as they are typed behind the command: ``--set 'key=value'``, one for each."""
    return " ".join(f"--set '{key}={_toml(value)}'" for key, value in settings.items())


def diagnosis_record(found: Diagnosis, lang: str) -> dict[str, object]:
    """Return a diagnosis as plain values, its sentences included."""
    least = found.smallest
    return {
        "status": found.status.value,
        "possible": found.possible,
        "collisions": [
            {"code": one.key, **one.values, "sentence": say(one, lang)} for one in found.collisions
        ],
        "clashes": [
            {
                "wishes": [
                    {"rule_id": w.rule_id, "subject": w.subject, "sentence": say(w.sentence, lang)}
                    for w in clash.wishes
                ],
                "remedies": [_remedy_record(one, lang) for one in clash.remedies],
            }
            for clash in found.clashes
        ],
        "together": None if found.together is None else _remedy_record(found.together, lang),
        "shortages": [_shortage_record(one, lang) for one in found.shortages],
        "smallest": None
        if least is None
        else {
            "what": least.what,
            "value": least.value,
            "settings": dict(least.settings),
            "sentence": say(least.below, lang),
        },
    }


Tell = Callable[..., str]


def _impossible(found: Diagnosis, lang: str, tell: Tell) -> Iterator[str]:
    yield tell("impossible")
    yield from ("  " + say(message, lang) for message in found.collisions)
    yield tell("agreed" if found.status.value == "infeasible" else "disputed")
    for number, clash in enumerate(found.clashes, start=1):
        yield ""
        yield from _clash(clash, number, len(found.clashes), lang, tell)
    if found.together is not None:
        yield ""
        yield tell("together")
        yield from _remedy(found.together, lang, tell)


def _clash(clash: Clash, number: int, of: int, lang: str, tell: Tell) -> Iterator[str]:
    if not clash.wishes:
        yield tell("facts-alone")
        return
    single = "clash-one" if len(clash.wishes) == 1 else "clash"
    yield tell(single, number=number, of=of) if of > 1 else tell(f"{single}-only")
    yield from ("  · " + say(wish.sentence, lang) for wish in clash.wishes)
    yield tell("remedies" if clash.remedies else "no-remedy")
    for one in clash.remedies:
        yield from _remedy(one, lang, tell)


def _remedy(one: Remedy, lang: str, tell: Tell) -> Iterator[str]:
    cost = ""
    if one.objective is not None and one.rooms is not None:
        cost = tell("price", objective=f"{one.objective:,.1f}", rooms=one.rooms)
    yield f"  → {say(one.sentence, lang)}{cost}"
    yield f"      {written(one.settings)}"


def _possible(found: Diagnosis, lang: str, tell: Tell) -> Iterator[str]:
    yield tell("possible-short" if found.shortages else "possible")
    for one in found.shortages:
        yield ""
        yield tell(
            f"short.{one.rule_id}", station=one.station, need=one.need, carry=one.carry, short=one.short,
            places=_some(one.open_places),
        )  # fmt: skip
        if one.group is not None:
            group = one.group
            yield "  " + tell(
                f"group.{one.rule_id}", places=_some(group.places), need=group.need, officers=_some(group.officers),
                count=len(group.officers), each=group.each, carry=group.carry,
            )  # fmt: skip
        else:
            yield "  " + tell(f"apart.{one.rule_id}")
        yield tell("remedies" if one.remedies else "no-remedy")
        for remedy in one.remedies:
            yield from _remedy(remedy, lang, tell)


def _shortage_record(one: Shortage, lang: str) -> dict[str, object]:
    group = one.group
    return {
        "rule_id": one.rule_id,
        "station_id": one.station,
        "need": one.need,
        "carry": one.carry,
        "short": one.short,
        "open": list(one.open_places),
        "group": None if group is None else {"places": list(group.places), "officers": list(group.officers)},
        "remedies": [_remedy_record(remedy, lang) for remedy in one.remedies],
    }


def _remedy_record(one: Remedy, lang: str) -> dict[str, object]:
    return {
        "settings": dict(one.settings),
        "set": written(one.settings),
        "sentence": say(one.sentence, lang),
        "objective": one.objective,
        "rooms": one.rooms,
    }


def _some(names: tuple[str, ...], most: int = 12) -> str:
    more = f" … (+{len(names) - most})" if len(names) > most else ""
    return (", ".join(names[:most]) or "—") + more


def _toml(value: object) -> str:
    if isinstance(value, Mapping):
        pairs = (f"{json.dumps(str(key), ensure_ascii=False)}={_toml(item)}" for key, item in value.items())
        return "{" + ", ".join(pairs) + "}"
    return json.dumps(value, ensure_ascii=False)
