"""Sentences of faults: changes of a scenario that cannot be made."""

from __future__ import annotations

from assign.show.words.fault_forms import Three, by_part

_FAULTS: dict[str, Three] = {
    "change-unknown-id": (
        ("本案例没有“{found}”。", "“{found}” is not in this case."),
        ("案例中已有的代码、编号或路名；最接近的是 {nearest}。", "An id or a name of the case; the nearest is {nearest}."),
        ("改正代码，或删去这一项。", "Correct the id, or remove the entry."),
    ),
    "change-built-in": (
        ("{found} 在读取数据时已经用上，不能在内存中更改。", "{found} was used when the case was read and cannot change in memory."),
        ("只影响布点和派人的规则。", "Rules that only rooms and officers depend on."),
        ("把这一项写进 [scenario.…]，由程序重新读取数据。", "Write it into a [scenario.…], so that the case is read again."),
    ),
    "change-no-rooms": (
        ("减少 {found} 个之后没有警务室了。", "A change of {found} leaves no room at all."),
        ("至少保留一个警务室。", "At least one room."),
        ("改小减少的个数。", "Close fewer rooms."),
    ),
    "change-too-few-officers": (
        ("要减少的人数超过现有人数：{found}。", "More officers are to go than there are to spare: {found}."),
        ("不超过在岗且未锁定的人数（括号内）。", "No more than are available and not pinned (in brackets)."),
        ("改小减少的人数，或解除锁定。", "Let fewer go, or unpin some."),
    ),
    "change-without-roads": (
        ("要封闭道路（{found}），但案例没有道路。", "Roads are to be closed ({found}), but the case has none."),
        ("[inputs] 里有 roads 一项。", "roads in [inputs]."),
        ("加上道路文件，或删去这一项。", "Add the roads, or remove the entry."),
    ),
    "change-without-incidents": (
        ("要调整 {found} 的警情，但案例没有警情数据。", "Incidents of {found} are to change, but the case has none."),
        ("[inputs] 里有 incidents 一项。", "incidents in [inputs]."),
        ("加上警情文件，或改用 changes.surge 直接调整工作量。", "Add the incidents, or change the hours with changes.surge."),
    ),
    "change-merge-apart": (
        ("{found} 不属于同一派出所，或城乡类型不同，不能合并。", "{found} are of several stations or kinds and cannot be merged."),
        ("同一派出所、同一类型的村。", "Villages of one station and one kind."),
        ("先合并派出所，或改正名单。", "Merge the stations first, or correct the list."),
    ),
    "change-merge-twice": (
        ("{found} 在合并名单中出现了两次。", "{found} stands twice in the list of what is merged."),
        ("每个代码只出现一次。", "Each id once."),
        ("删去重复的代码。", "Remove the repeated id."),
    ),
    "change-split-number": (
        ("{found}：村拆分的份数不对。", "{found}: a village cannot be split into so many parts."),
        ("2 至 9 份。", "2 to 9 parts."),
        ("改正份数。", "Correct the number of parts."),
    ),
    "change-split-taken": (
        ("拆分后的代码已被占用：{found}。", "The ids of the parts are taken already: {found}."),
        ("拆分后的代码是“原代码-1”“原代码-2”，不得与已有代码重复。", "Parts are called ID-1, ID-2, …, which nothing else may be."),
        ("改掉重复的代码，或不拆分该村。", "Rename what has that id, or leave the village whole."),
    ),
    "change-split-empty": (
        ("{found}：按长轴等分后，有的部分没有土地。", "{found}: cut evenly along its longer axis, some part has no land."),
        ("每一份都有土地。", "Land in every part."),
        ("改变份数，或在村界文件中画好拆分后的边界。", "Ask for another number of parts, or draw the parts in the file of villages."),
    ),
    "change-no-recruits": (
        ("招录人数必须大于零：{found}。", "Recruits must be one or more: {found}."),
        ("不小于 1 的整数。", "A whole number from 1."),
        ("改正人数；减少警力请用 changes.police。", "Correct the number; fewer officers are changes.police."),
    ),
    "recruit-known": (
        ("名册里已有 {found}。", "{found} is in the roster already."),
        ("新招人员的编号不与现有人员重复。", "Ids that no officer has."),
        ("改正编号，或从招录名单中删去此人。", "Correct the id, or remove the person from the list of recruits."),
    ),
}  # fmt: skip

SENTENCES = by_part(_FAULTS)
