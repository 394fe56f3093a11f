"""Sentences of faults: incidents, facilities, leaders, headcounts."""

from __future__ import annotations

from assign.show.words.fault_forms import Three, by_part

_FAULTS: dict[str, Three] = {
    "incidents-on-border": (
        ("{count} 条警情正好落在村界上（第 {rows} 行），计入编号在前的村。", "{count} incidents lie exactly on a border (rows {rows}); each counts for the village whose id comes first."),
        ("落在村界以内的坐标，或村代码。", "A point inside a village, or a village id."),
        ("若要指定，填上村代码。", "Fill in the village id to decide otherwise."),
    ),
    "incidents-near": (
        ("{count} 条警情落在所有村界之外、但不超过 {metres:.0f} 米（第 {rows} 行），计入最近的村。", "{count} incidents lie outside all villages by no more than {metres:.0f} m (rows {rows}); each counts for the nearest village."),
        ("落在村界以内的坐标，或村代码。", "A point inside a village, or a village id."),
        ("定位误差一般如此，可以不管；若要指定，填上村代码。", "Positions are that inexact; fill in the village id to decide otherwise."),
    ),
    "incidents-twice": (
        ("{count} 行的警情编号前面已经出现过（第 {rows} 行），只计一次。", "{count} rows repeat the id of an earlier incident (rows {rows}); each incident counts once."),
        ("每条警情一行、一个编号。", "One row and one id for each incident."),
        ("删去重复行；若不是同一条，改正编号。", "Delete the doubles, or correct the ids."),
    ),
    "incidents-alike": (
        ("{count} 行的地点、日期和类型与前面某行完全相同（第 {rows} 行），仍按各自一条计。", "{count} rows have the place, date and type of an earlier row (rows {rows}); each still counts."),
        ("每条警情一行。", "One row for each incident."),
        ("若是重复登记，删去，或补上 incident_id（警情编号）列。", "If they are doubles delete them, or add a column incident_id."),
    ),
    "incidents-untyped": (
        ("{of} 条警情中有 {count} 条没有类型，权重按 1 计。", "{count} of {of} incidents have no type; they count 1."),
        ("type（类型）列：纠纷、案件、警情、信访。", "A column type: dispute, case, alarm, petition."),
        ("补上类型，复杂度更准确。", "Types make the complexity more exact."),
    ),
    "incident-too-old": (
        ("日期“{found}”早于 1990 年，按没有日期计。", "The date “{found}” lies before 1990; the incident counts as undated."),
        ("警情发生的日期。", "The day of the incident."),
        ("改正日期。", "Correct the date."),
    ),
    "incident-far-ahead": (
        ("日期“{found}”比其他所有警情晚一年以上，按没有日期计。", "The date “{found}” lies more than a year after all other incidents; this one counts as undated."),
        ("警情发生的日期；最晚的日期是其余警情新旧的起点。", "The day of the incident; the age of all others is measured from the latest date."),
        ("改正日期。", "Correct the date."),
    ),
    "incidents-in-future": (
        ("{count} 条警情的日期晚于今天 {today}（第 {rows} 行），照常计入。", "{count} incidents are dated after today, {today} (rows {rows}); they count all the same."),
        ("今天或更早的日期。", "Today or earlier."),
        ("核对日期。", "Check the dates."),
    ),
    "facilities-unknown-kind": (
        ("{of} 处单位中有 {count} 处的类型没有对应的工作量（{found}），按其他类计，每月 {hours} 小时。", "{count} of {of} facilities are of a kind without hours of its own ({found}); they count as other, {hours} hours a month."),
        ("以下之一：{known}", "One of: {known}"),
        ("在 [values.facilities.kind] 里对应，或在 [workload.facility_hours] 里给出工时。", "Map it in [values.facilities.kind], or give it hours in [workload.facility_hours]."),
    ),
    "facility-outside": (
        ("这处单位不在任何村里，没有计入。", "This facility lies in no village and is left out."),
        ("村代码，或落在村界内的坐标。", "A village id, or a point inside a village."),
        ("核对坐标；若确在辖区之外，可不管。", "Check the point; if it is outside the city, leave it."),
    ),
    "facility-elsewhere": (
        ("这处单位的坐标落在 {found}，与所填的村不同；按所填的村计入。", "The point of this facility lies in {found}, not in the village it names; the village named counts."),
        ("村代码与坐标一致。", "Village id and point agree."),
        ("改正其中一项。", "Correct one of the two."),
    ),
    "facility-id-taken": (
        ("自动编号“{found}”与另一处单位的编号相同。", "The id “{found}” made for a facility without one is that of another."),
        ("每处单位一个编号。", "An id of its own for each facility."),
        ("给没有编号的单位补上编号。", "Give an id to the facilities without one."),
    ),
    "leader-without-county": (
        ("这位县级领导没有写明所属县区，坐标也不在任何村里。", "This leader of a county names no county, and the point lies in no village."),
        ("county_id（县区）列，或办公地点的坐标。", "A column county_id, or the point of the office."),
        ("填上县区。", "Fill in the county."),
    ),
    "county-unknown": (
        ("县区“{found}”不在 {other_file} 里。", "The county “{found}” is not in {other_file}."),
        ("各村所属的县区之一，最接近的是：{nearest}", "A county of the villages; the nearest is: {nearest}"),
        ("改正县区代码。", "Correct the county."),
    ),
    "headcount-missing": (
        ("这个县区没有填县局警力。", "This county has no number of police."),
        ("整数，包括机关和派出所的全部民警。", "A whole number: all police, at headquarters and in stations."),
        ("填上人数，或删去这一行。", "Fill it in, or delete the row."),
    ),
    "headcount-below-stations": (
        ("县局警力少于各派出所警力之和：{found}。", "The county has fewer police than its stations together: {found}."),
        ("县局警力包括派出所警力。", "The police of the county include those of its stations."),
        ("核对两个表的口径。", "Check what the two tables count."),
    ),
}  # fmt: skip

SENTENCES = by_part(_FAULTS)
