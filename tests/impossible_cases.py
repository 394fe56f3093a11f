"""Cases that cannot be planned, on the twelve villages of `small_case`, with the numbers worked by hand.

Twelve squares of one kilometre, four wide and three high, numbered row by row from the south-west. Station 0S1 has the
two western columns: communities 0 and 1, villages 4, 5, 8, 9. Station 0S2 has the two eastern: villages 2, 3, 6, 7, 10,
11. Without roads a kilometre takes 1.4 / 30 h = 2.8 minutes. Every village has its office as a site unless the case
names its sites.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from small_case import village_id

WEST, EAST = (4, 5, 8, 9), (2, 3, 6, 7, 10, 11)
RURAL = tuple(sorted(WEST + EAST))


@dataclass(frozen=True)
class Impossible:
    """A case, and what must be said of it.

    Parameters
    ----------
    says
        Collision code -> (need, carry) as they must be told, in any order; empty pairs where there are none.
    clash
        Rules of each smallest clash.
    """

    name: str
    says: dict[str, tuple[tuple[str, str], ...]]
    clash: tuple[tuple[str, ...], ...]
    toml: str = ""
    sites: list[dict[str, str]] = field(default_factory=list)
    remote: tuple[str, ...] = ()


def site(village: int, status: str = "candidate", mark: str = "", cost: str = "0") -> dict[str, str]:
    """Return a site in a village; several in one village are told apart by a mark."""
    return {
        "site_id": f"K{village:02d}{mark}",
        "village_id": village_id(village),
        "kind": "office",
        "status": status,
        "cost": cost,
    }


def all_sites(**special: str) -> list[dict[str, str]]:
    """Return one site a village; ``v7="forbidden"`` gives that of village 7 another status."""
    return [site(v, special.get(f"v{v}", "candidate")) for v in range(12)]


def only(*open_: int, west: bool = True) -> list[dict[str, str]]:
    """Return sites of which, among the rural ones of a station, only some are open; the other station is free."""
    here = WEST if west else EAST
    return [site(v, "forbidden" if v in here and v not in open_ else "candidate") for v in range(12)]


def priced(*costs: str) -> list[dict[str, str]]:
    """Return one site a village, at these costs."""
    return [site(v, cost=cost) for v, cost in enumerate(costs)]


def rooms(count: int) -> str:
    """Return a budget of rooms."""
    return f"[policy.R08]\nrooms = {count}\n"


def within(minutes: float) -> str:
    """Return a limit of travel that must hold."""
    return f'[policy.R09]\nswitch = "must"\nmax_travel_min = {minutes}\n'


def money(limit: float) -> str:
    """Return a limit of money."""
    return f"[policy.R08]\ncost = {limit}\n"


CASES = (
    # Each community has its room, each station at least one rural room: 2 + 2.
    Impossible("one room", {"impossible.rooms": (("4", "1"),)}, (("R08",),), rooms(1)),
    # Communities zoned like villages: six villages a station, one room each.
    Impossible(
        "one room, no communities",
        {"impossible.rooms": (("2", "1"),)},
        (("R08",),),
        rooms(1) + '[policy.R02]\nswitch = "off"\n',
    ),
    # The remote station asks for two: 1 + 2 + 2. One room is too few even without that.
    Impossible(
        "one room, one remote", {"impossible.rooms": (("5", "1"),)}, (("R08",),), rooms(1), remote=("0S2",)
    ),
    # Two rural rooms would do without R03.
    Impossible(
        "two rooms, one remote",
        {"impossible.rooms": (("5", "2"),)},
        (("R03", "R08"),),
        rooms(2),
        remote=("0S2",),
    ),
    # 0S1 has two communities' rooms already, so R03 asks nothing more of it.
    Impossible(
        "two rooms, both remote",
        {"impossible.rooms": (("5", "2"),)},
        (("R03", "R08"),),
        rooms(2),
        remote=("0S1", "0S2"),
    ),
    # 1 + 4 + 2; with two rooms in a remote station 1 + 2 rural ones fit into three.
    Impossible(
        "three rooms, four remote",
        {"impossible.rooms": (("7", "3"),)},
        (("R03", "R08"),),
        rooms(3) + "[policy.R03]\nmin_rooms = 4\n",
        remote=("0S2",),
    ),
    # R03 asks for no more rooms than there are villages: 1 + 6 + 2.
    Impossible(
        "three rooms, nine remote",
        {"impossible.rooms": (("9", "3"),)},
        (("R03", "R08"),),
        rooms(3) + "[policy.R03]\nmin_rooms = 9\n",
        remote=("0S2",),
    ),
    # Three required sites in 0S2: 1 + 3 + 2.
    Impossible(
        "three required",
        {"impossible.rooms": (("6", "3"),)},
        (("R07", "R07", "R07", "R08"),),
        rooms(3),
        all_sites(v2="required", v7="required", v10="required"),
    ),
    Impossible(
        "two required",
        {"impossible.rooms": (("5", "2"),)},
        (("R07", "R07", "R08"),),
        rooms(2),
        all_sites(v2="required", v11="required"),
    ),
    # At most three villages a room: 2 for four, 2 for six, 2 communities.
    Impossible(
        "small zones",
        {"impossible.rooms": (("6", "3"),)},
        (("R08",),),
        rooms(3) + "[policy.R01]\nmin_villages = 1\nmax_villages = 3\n",
    ),
    # Default budget: 10 / 6.5 rounded down + 2 = 3; two fewer leave one.
    Impossible(
        "two fewer than the budget",
        {"impossible.rooms": (("4", "1"),)},
        (("R08",),),
        "[changes]\nrooms = -2\n",
    ),
    # Four rooms at 10 each.
    Impossible("money", {"impossible.money": (("40", "5"),)}, (("R08",),), money(5), priced(*["10"] * 12)),
    # Communities at 10, rural rooms at 5: 20 + 10.
    Impossible(
        "money, two prices",
        {"impossible.money": (("30", "25"),)},
        (("R08",),),
        money(25),
        priced(*["10"] * 2, *["5"] * 10),
    ),
    # Five rooms at 4; four would still be 16.
    Impossible(
        "money, remote",
        {"impossible.money": (("20", "10"),)},
        (("R08",),),
        money(10),
        priced(*["4"] * 12),
        remote=("0S2",),
    ),
    Impossible(
        "money or remote",
        {"impossible.money": (("20", "17"),)},
        (("R03", "R08"),),
        money(17),
        priced(*["4"] * 12),
        remote=("0S2",),
    ),
    # The required site costs 50, three others 2 each.
    Impossible(
        "money or a dear site",
        {"impossible.money": (("56", "9"),)},
        (("R07", "R08"),),
        money(9),
        [site(v, "required" if v == 3 else "candidate", cost="50" if v == 3 else "2") for v in range(12)],
    ),
    # The cheap site of 0S2 is forbidden: 2 + 2 + 2 + 30.
    Impossible(
        "money or a forbidden site",
        {"impossible.money": (("36", "10"),)},
        (("R07", "R08"),),
        money(10),
        [
            site(
                v, "forbidden" if v == 2 else "candidate", cost="1" if v == 2 else "30" if v in EAST else "2"
            )
            for v in range(12)
        ],
    ),
    # Only village 2 may host: 7 is a diagonal away, 10 two kilometres, 11 the square root of five.
    Impossible(
        "far from the corner",
        {"impossible.too-far": (("3.96", "3"), ("5.60", "3"), ("6.26", "3"))},
        (("R07", "R07", "R07", "R09"),),
        within(3),
        only(2, west=False),
    ),
    # Only village 5 may host: 4 and 9 are one kilometre away, 8 a diagonal.
    Impossible(
        "nothing within two minutes",
        {"impossible.too-far": (("2.80", "2"), ("3.96", "2"), ("2.80", "2"))},
        (("R07", "R09"),),
        within(2),
        only(5),
    ),
    Impossible(
        "one diagonal too far",
        {"impossible.too-far": (("3.96", "3.5"),)},
        (("R07", "R07", "R07", "R09"),),
        within(3.5),
        only(5),
    ),
    # Both stations at once: one diagonal in 0S1 (9 from 4; 5 and 8 are near), three villages in 0S2.
    Impossible(
        "far in two stations",
        {"impossible.too-far": (("3.96", "3"), ("3.96", "3"), ("5.60", "3"), ("6.26", "3"))},
        (("R07", "R07", "R07", "R09"),),
        within(3),
        [site(v, "candidate" if v in (0, 1, 2, 4) else "forbidden") for v in range(12)],
    ),
    # One kilometre around a room: two rooms in either station.
    Impossible("near and few", {"impossible.rooms": (("6", "3"),)}, (("R08", "R09"),), rooms(3) + within(3)),
    Impossible(
        "near and fewer", {"impossible.rooms": (("6", "2"),)}, (("R08", "R09"),), rooms(2) + within(3)
    ),
    # Less than a kilometre: a room in every village.
    Impossible("at the door", {"impossible.rooms": (("12", "5"),)}, (("R08", "R09"),), rooms(5) + within(1)),
    Impossible(
        "no site for a community",
        {"impossible.no-urban-site": ()},
        (("R07",),),
        "",
        all_sites(v0="forbidden"),
    ),
    Impossible(
        "no site for two communities",
        {"impossible.no-urban-site": ((), ())},
        (("R07",), ("R07",)),
        "",
        all_sites(v0="forbidden", v1="forbidden"),
    ),
    # Two rooms asked, one village may host.
    Impossible(
        "one host, two asked",
        {"impossible.few-hosts": (("2", "1"),)},
        (("R03", *["R07"] * 5),),
        "",
        only(2, west=False),
        remote=("0S2",),
    ),
    Impossible(
        "four hosts, five asked",
        {"impossible.few-hosts": (("5", "4"),)},
        (("R03", "R07", "R07"),),
        "[policy.R03]\nmin_rooms = 5\n",
        only(2, 3, 6, 7, west=False),
        remote=("0S2",),
    ),
    # What is said at once: the community, and the budget.
    Impossible(
        "a community and the budget",
        {"impossible.no-urban-site": (), "impossible.rooms": (("4", "1"),)},
        (("R07",), ("R08",)),
        rooms(1),
        all_sites(v0="forbidden"),
    ),
    Impossible(
        "a community and the limit",
        {"impossible.no-urban-site": (), "impossible.too-far": (("3.96", "3.5"),)},
        (("R07",), ("R07", "R07", "R07", "R09")),
        within(3.5),
        [site(v, "forbidden" if v in (0, 4, 8, 9) else "candidate") for v in range(12)],
    ),
    # The money is looked at once there are rooms to pay for: 2 + 1 + 2 rooms at 10 each then.
    Impossible(
        "hosts, then money",
        {"impossible.few-hosts": (("2", "1"),)},
        (("R03", *["R07"] * 5), ("R08",)),
        money(5),
        [{**row, "cost": "10"} for row in only(2, west=False)],
        remote=("0S2",),
    ),
)
"""Thirty-one, each impossible for a reason that can be worked out by hand."""
