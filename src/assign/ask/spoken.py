"""Answers as lines of text and as plain records, in zh or en."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from assign.ask.answer import Change, Effect, Explanation, Option, Reason, WhyNot
from assign.messages import Message, Value
from assign.plan import Plan
from assign.problem import Problem
from assign.show.words import has_word, say, word

SHOWN = {"option": 3, "why-not": 12}
"""Effects that the text names for one option, and for one why-not; a record has them all."""
_PLACES = frozenset({
    "village", "villages", "room", "rooms", "own", "from", "beyond", "station", "scope", "post", "here", "there",
    "place", "places", "nearest",
})  # fmt: skip
"""Values of sentences that may be ids of places, one or several."""
_BOTH = frozenset({"before", "after"})
_OF_PLACES = frozenset({"effect.post", "effect.room"})

_GAP = re.compile(r"(?<=[\u3001\u4e00-\u9fff\uff09]) (?=[\u4e00-\u9fff\uff08])")
"""A space between Chinese characters, as names put into a sentence leave it."""

Json = dict[str, object]


@dataclass(frozen=True)
class Speaker:
    """Says answers in one language.

    Parameters
    ----------
    names
        Names of places by id; a place without one is called by its id.
    """

    lang: str
    names: Mapping[str, str]

    def lines(self, answer: Explanation | WhyNot) -> Iterator[str]:
        """Yield an answer as lines of text."""
        return self._why_not(answer) if isinstance(answer, WhyNot) else self._explanation(answer)

    def record(self, answer: Explanation | WhyNot) -> Json:
        """Return an answer as plain values: sentences with their keys and figures, ids apart."""
        if isinstance(answer, WhyNot):
            return {
                "kind": answer.entity,
                "id": answer.entity_id,
                "why_not": answer.other_id,
                "question": self._message(answer.question),
                "outcome": answer.outcome.value,
                "verdict": self._message(answer.verdict),
                "rules": list(answer.rules),
                "forbidden": [self._message(message) for message in answer.forbidden],
                **self._cost(answer),
                "basis": self._message(answer.basis),
            }
        return {
            "kind": answer.entity,
            "id": answer.entity_id,
            "head": self._message(answer.head),
            "reasons": [{"step": one.step, **self._message(one.message)} for one in answer.reasons],
            "alternatives": [self._option(option) for option in answer.options],
            "basis": self._message(answer.basis),
        }

    def say(self, message: Message) -> str:
        """Return a message as a sentence: places with their names, kinds of sites in words."""
        values: dict[str, Value] = dict(message.values)
        kind = f"site.{values.get('kind')}"
        if has_word(kind):
            values["kind"] = word(kind, self.lang) if self.lang == "zh" else word(kind, self.lang).lower()
        comma = "、" if self.lang == "zh" else ", "
        for key in sorted((_PLACES | _BOTH if message.key in _OF_PLACES else _PLACES) & values.keys()):
            value = values[key]
            if isinstance(value, str):
                values[key] = comma.join(self.named(one) for one in value.split(", "))
        text = say(Message(message.key, values), self.lang)
        return _GAP.sub("", text) if self.lang == "zh" else text

    def named(self, place: str) -> str:
        """Return a place by name and id."""
        name = self.names.get(place)
        if not name or name == place:
            return place
        return f"{name}（{place}）" if self.lang == "zh" else f"{name} ({place})"

    def _explanation(self, answer: Explanation) -> Iterator[str]:
        yield self.say(answer.head)
        yield from ("", self._title("explain.title-reasons"))
        if answer.entity == "officer":
            yield from self._steps(answer.reasons)
        else:
            # what is said of the lead stands below the line that names the lead
            yield from (
                f"  {'    ' if one.step > 1 else '- '}{self.say(one.message)}" for one in answer.reasons
            )
        if answer.options:
            yield from ("", self._title("explain.title-options"))
        for number, option in enumerate(answer.options, start=1):
            yield f"  {number}. {self.say(option.choice)}"
            yield f"     {self.say(option.verdict)}"
            if option.broken:
                yield from (f"       × {self.say(message)}" for message in option.broken)
                continue
            if sum(change.tier != "order" for change in option.changes) > 1:  # the verdict has told the first
                yield from self._changes(option.changes, "     ")
            yield from self._effects(option.effects, "     ", SHOWN["option"])
        yield from ("", self.say(answer.basis))

    def _steps(self, reasons: Sequence[Reason]) -> Iterator[str]:
        step, shown = 0, 0  # numbered as they are shown: tiers that have nothing to say leave no gap
        for reason in reasons:
            if reason.step != step:
                shown += 1
                yield f"  {shown}. {word(f'explain.step-{reason.step}', self.lang)}"
            step = reason.step
            yield f"    {self.say(reason.message)}"
        if len(reasons) > 1:
            yield f"  {word('explain.order', self.lang)}"

    def _why_not(self, answer: WhyNot) -> Iterator[str]:
        yield self.say(answer.question)
        yield self.say(answer.verdict)
        if answer.forbidden:
            yield from ("", self._title("explain.title-forbidden"))
        yield from (f"  × {self.say(message)}" for message in answer.forbidden)
        if answer.changes:
            yield ""
        yield from self._changes(answer.changes, "")
        if answer.effects:
            yield from ("", self._title("explain.title-people"))
        yield from self._effects(answer.effects, "", SHOWN["why-not"])
        yield from ("", self.say(answer.basis))

    def _changes(self, changes: Sequence[Change], indent: str) -> Iterator[str]:
        colon, stop = ("：", "；") if self.lang == "zh" else (": ", "; ")
        figures = [say(change.sentence, self.lang) for change in changes if change.tier != "order"]
        if figures:
            yield f"{indent}{word('explain.title-changes', self.lang)}{colon}{stop.join(figures)}"

    def _effects(self, effects: Sequence[Effect], indent: str, most: int) -> Iterator[str]:
        colon, comma = ("：", "，") if self.lang == "zh" else (": ", ", ")
        for effect in effects[:most]:
            mark = word("explain.worse-mark" if effect.worse else "explain.other-mark", self.lang)
            who = effect.entity_id if effect.entity == "officer" else self.named(effect.entity_id)
            yield f"{indent}  {mark} {who}{colon}{comma.join(self.say(part) for part in effect.parts)}"
        if len(effects) > most:
            yield f"{indent}  {say(Message('explain.more', {'count': len(effects) - most}), self.lang)}"

    def _title(self, key: str) -> str:
        return f"【{word(key, self.lang)}】" if self.lang == "zh" else f"{word(key, self.lang)}:"

    def _option(self, option: Option) -> Json:
        return {
            "kind": option.entity,
            "id": option.entity_id,
            "place": option.place_id,
            "choice": self._message(option.choice),
            "outcome": option.outcome.value,
            "verdict": self._message(option.verdict),
            "cost_min": option.cost_min,
            "rules": list(option.rules),
            "broken": [self._message(message) for message in option.broken],
            **self._cost(option),
        }

    def _cost(self, answer: Option | WhyNot) -> Json:
        return {
            "changes": [
                {
                    "pool": change.pool,
                    "tier": change.tier,
                    "before": change.before,
                    "after": change.after,
                    "text": say(change.sentence, self.lang),
                }
                for change in answer.changes
            ],
            "effects": [
                {
                    "kind": effect.entity,
                    "id": effect.entity_id,
                    "worse": effect.worse,
                    "parts": [self._message(part) for part in effect.parts],
                }
                for effect in answer.effects
            ],
        }

    def _message(self, message: Message) -> Json:
        return {"key": message.key, "values": dict(message.values), "text": self.say(message)}


def speaker(problem: Problem, plan: Plan, lang: str) -> Speaker:
    """Return who says answers about a plan: villages by their names, rooms by that of the village where they stand."""
    villages = {row.village_id: row.name for row in plan.assignments}
    rooms = {
        f"R-{site.site_id}": say(Message("explain.room-name", {"name": villages[site.village_id]}), lang)
        for site in problem.sites
        if villages.get(site.village_id)
    }
    stations = {station.station_id: station.name for station in problem.stations}
    return Speaker(lang, stations | villages | rooms)
