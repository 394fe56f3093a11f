"""Sites opened, required or ruled out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from assign.problem import Problem, SiteStatus
from assign.scenario.names import known_ids


def with_sites(problem: Problem, statuses: Mapping[str, str]) -> Problem:
    """Return the problem with some sites under another status (R07).

    Raises
    ------
    DataError
        For unknown sites.
    """
    known_ids(statuses, {site.site_id for site in problem.sites}, "changes.sites")
    sites = (
        replace(site, status=SiteStatus(statuses[site.site_id])) if site.site_id in statuses else site
        for site in problem.sites
    )
    return replace(problem, sites=tuple(sites))
