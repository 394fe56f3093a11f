"""Settings as they must be typed over a case with `[changes]`: a table typed takes the place of the case's own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from assign.ask.diagnosis import Clash, Diagnosis, Remedy, Settings
from assign.inputs import Changes

_ADDED = ("police", "auxiliaries")
_LAID_OVER = ("sites", "certificates")


def typed(settings: Settings, changes: Changes) -> dict[str, object]:
    """Return settings that were tried on the problem, as they say the same on the case.

    Officers that come are added to those the case lets come; sites and certificates are laid over its own. A budget of
    rooms is typed as it is meant, so what the case adds or takes away (``changes.rooms``) goes.
    """
    out = dict(settings)
    for name in (*_ADDED, *_LAID_OVER):
        key, before = f"changes.{name}", getattr(changes, name)
        given = out.get(key)
        if isinstance(given, Mapping) and before:
            more = (
                {one: before.get(one, 0) + count for one, count in given.items()} if name in _ADDED else given
            )
            out[key] = {**before, **more}
    if "policy.R08.rooms" in out and changes.rooms:
        out["changes.rooms"] = 0
    return out


def typed_diagnosis(found: Diagnosis, changes: Changes) -> Diagnosis:
    """Return a diagnosis whose remedies are typed over a case with these changes."""

    def remedy(one: Remedy) -> Remedy:
        return replace(one, settings=typed(one.settings, changes))

    def clash(one: Clash) -> Clash:
        return replace(one, remedies=tuple(map(remedy, one.remedies)))

    return replace(
        found,
        clashes=tuple(map(clash, found.clashes)),
        together=found.together and remedy(found.together),
        shortages=tuple(replace(one, remedies=tuple(map(remedy, one.remedies))) for one in found.shortages),
        smallest=found.smallest and replace(found.smallest, settings=typed(found.smallest.settings, changes)),
    )
