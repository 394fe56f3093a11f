"""Sentences of rules: key -> (Chinese, English). Numbers stand in the policy; the text names the setting."""

from __future__ import annotations

SENTENCES: dict[str, tuple[str, str]] = {
    "rule.R01.title": ("农村警务室服务的村数", "Villages to a rural room"),
    "rule.R01.text": (
        (
            "一个农村警务室服务的行政村不少于 min_villages 个、不多于 max_villages 个。"
            "派出所辖区确实做不到时，只放宽最少的村数，并逐一列出。"
        ),
        (
            "A rural room serves at least min_villages and at most max_villages villages. Where a "
            "station cannot meet this, it is relaxed by as few villages as possible, and listed."
        ),
    ),
    "rule.R02.title": ("社区单独设警务室", "A community has its own room"),
    "rule.R02.text": (
        "每个城市社区单独设立一个警务室。",
        "Each urban village (community) has a police room of its own.",
    ),
    "rule.R03.title": ("偏远派出所的警务室", "Rooms of a remote station"),
    "rule.R03.text": (
        "标为偏远的派出所至少设 min_rooms 个警务室；此条优先于 R01 的下限。",
        "A station marked remote has at least min_rooms rooms; this outranks the lower bound of R01.",
    ),
    "rule.R04.title": ("没有警务室的村设工作站", "A work station where no room stands"),
    "rule.R04.text": ("没有设警务室的村，设警务工作站。", "A village that hosts no room has a work station."),
    "rule.R05.title": ("警务区不跨派出所", "A zone stays inside one station"),
    "rule.R05.text": (
        "一个警务区不跨派出所辖区。nesting 改为 county 或 city 可做放开边界的推演。",
        (
            "A zone lies inside one station's jurisdiction. Set nesting to county or city for what-ifs "
            "without that border."
        ),
    ),
    "rule.R06.title": ("警务区连片", "A zone is contiguous"),
    "rule.R06.text": (
        (
            "一个警务区内的村彼此接壤、连成一片：共同村界不短于 min_border_m 米，不超过 max_gap_m 米的缝隙视为相接。"
            "max_drive_min 大于 0 时，没有道路穿过、且两村部沿路车程超过 max_drive_min 分钟的村界（如无桥的河）不算相邻。"
            "辖区中与其余部分隔开的地块，按最短道路连接并入，并列出。"
        ),
        (
            "The villages of a zone share borders of at least min_border_m metres; gaps up to max_gap_m "
            "metres are closed. With max_drive_min above 0, a border that no road crosses counts only "
            "where one drives from office to office within max_drive_min minutes: a river without a bridge "
            "then parts two villages. A piece of a jurisdiction that is cut off from the rest is joined at "
            "its shortest link by road, and listed."
        ),
    ),
    "rule.R07.title": ("警务室选址", "Where a room may stand"),
    "rule.R07.text": (
        "警务室设在候选点：先村委会办公场所，再依 order 的次序；现有、必设、禁设的点照办。",
        (
            "A room stands at a candidate site: the village office first, then in the order given; "
            "existing, required and forbidden sites are honoured."
        ),
    ),
    "rule.R08.title": ("警务室总数", "Budget of rooms"),
    "rule.R08.text": (
        "警务室总数不超过 rooms；rooms 为 0 时，按每 villages_per_room 个农村行政村一个计算，社区另计。target_hours 是每个农村警务室应承担的工时；为 0 时等于全部农村工时除以预算中的农村警务室数。",
        (
            "The total of rooms stays within rooms; when rooms is 0, it is one for every "
            "villages_per_room rural villages, and one for each community. target_hours is the work a rural room "
            "should carry; when 0, all rural hours over the rural rooms of the budget."
        ),
    ),
    "rule.R09.title": ("到警务室的路程上限", "Limit of travel to the room"),
    "rule.R09.text": (
        "从警务室沿道路到任何一村不超过 max_travel_min 分钟。",
        "No village is farther by road from its room than max_travel_min minutes.",
    ),
    "rule.R10.title": ("城市社区警力配备", "Urban staffing"),
    "rule.R10.text": (
        (
            "社区按户数和人口配备民辅警：每 households 户或每 people 人一名，取多者；社区警务室的民警和本社区的辅警都计入。不足的列出。"
        ),
        (
            "A community has one officer for every so many households or people (settings households "
            "and people), whichever asks for more; the police of its room and its own auxiliaries "
            "count. What is short is listed."
        ),
    ),
    "rule.R11.title": ("农村警力配备", "Rural staffing"),
    "rule.R11.text": (
        (
            "农村每 villages 个行政村配一名民辅警，人口超过 people 的村按人口配备；一人服务几个村的只计一名。不足的按派出所列出。"
        ),
        (
            "Rural villages have one officer each (villages = 1), more where a village has more than "
            "so many people (setting people); whoever serves several villages counts once. What is "
            "short is listed by station."
        ),
    ),
    "rule.R12.title": ("专职", "One officer, one post"),
    "rule.R12.text": ("一人一岗，不兼他职。", "An officer holds one post and no other."),
    "rule.R13.title": ("包村民警", "The lead of a room"),
    "rule.R13.text": (
        (
            "每个警务室有且只有一名负责人，由民警担任，同时是所辖各村的包村民警。民警不足时，"
            "一人可兼管相邻的警务室，最多 max_rooms 个，并列出。"
        ),
        (
            "Each room has exactly one lead, who is police and is also the lead of its villages. Where "
            "police are too few, a lead may hold up to max_rooms neighbouring rooms, and this is listed."
        ),
    ),
    "rule.R14.title": ("一村一辅警", "An auxiliary for each village"),
    "rule.R14.text": (
        (
            "每个农村行政村有自己的辅警或警务助理。人数不足时，一人可服务同一警务区内相邻的村，最多 "
            "max_villages 个，并列出。"
        ),
        (
            "Each rural village has an auxiliary or assistant of its own. Where they are too few, one "
            "may serve up to max_villages neighbouring villages of one zone, and this is listed."
        ),
    ),
    "rule.R15.title": ("均衡分配", "Able officers to hard villages"),
    "rule.R15.text": (
        "复杂、矛盾多、人口多的村由能力强的民警负责，其余的村由能力较弱的负责。",
        "Complex, troubled and populous villages go to able officers, the rest to the less able.",
    ),
    "rule.R16.title": ("工作量上限", "Hours within capacity"),
    "rule.R16.text": (
        (
            "每人每月工作量（走访、警情、人口和路途）不超过可用工时：月工时 monthly_hours 或名册所列工时 × presence。先减轻最忙的人，再减轻次忙的人；超出的列出。"
        ),
        (
            "An officer's hours a month (visits, incidents, people, travel) stay within "
            "monthly_hours, or the hours of the roster, × presence. The busiest is relieved first, "
            "then the next; what exceeds it is listed."
        ),
    ),
    "rule.R17.title": ("传帮带", "Seniors beside juniors"),
    "rule.R17.text": (
        (
            "片区由本派出所相邻的 min_rooms 至 max_rooms 个警务室组成，设一名片区警长；每名新警（年限见 [ability] 一节）"
            "所在片区有一名老民警（工龄满 senior_years 年）带教。做不到的列出。"
        ),
        (
            "An area is min_rooms to max_rooms neighbouring rooms of one station under one chief; "
            "each junior (the years stand in section [ability]) has a senior (at least senior_years) "
            "in the same area as mentor. What cannot be is listed."
        ),
    ),
    "rule.R18.title": ("本村任职与回避", "Home village and recusal"),
    "rule.R18.text": (
        "警务助理服务本村；民辅警不得服务回避名单上的村。",
        "An assistant serves the home village; an officer never serves a village on the avoid list.",
    ),
    "rule.R19.title": ("保持稳定", "Stay unless a move pays"),
    "rule.R19.text": (
        (
            "没有足够好处，不调动人员；全部调动不超过 max_moves 人。transfers 为 station 时只在本派出所内安排，"
            "为 county 或 city 时可跨所调配，每个县区（或全市）民警、辅警各不超过 max_transfers 人。"
        ),
        (
            "Officers stay where they are unless a move pays; at most max_moves are moved. With "
            "transfers = station they stay in their station; county or city lets at most "
            "max_transfers police, and as many of the others, go to another in each county (or the city)."
        ),
    ),
    "rule.R20.title": ("警力下沉比例", "Share of police at the front"),
    "rule.R20.text": (
        "报告派出所警力占县局警力、社区民警占派出所警力的比例是否达标。",
        (
            "The report says whether station police reach their share of county police, and community "
            "police of station police."
        ),
    ),
    "rule.R21.title": ("两任", "Proposed for the village branch or committee"),
    "rule.R21.text": (
        "党员民辅警拟任村党支部副书记，其他人拟任村委会主任助理或副主任。",
        (
            "A party member is proposed as deputy secretary of the village branch, others as deputy head "
            "of the committee."
        ),
    ),
    "rule.R22.title": ("领导联系点", "Leaders' contact rooms"),
    "rule.R22.text": (
        (
            "市局领导每年到联系点不少于 city_visits 次，县局领导不少于 county_visits 次；"
            "联系点优先安排最难的警务室，且路程可及。"
        ),
        (
            "A city leader visits the contact room at least city_visits times a year, a county leader "
            "county_visits times; contacts are spread over the hardest rooms within each leader's reach."
        ),
    ),
    "rule.R23.title": ("警区+", "Zone plus"),
    "rule.R23.text": (
        "企业、校园、医院、市场、景区给所在村增加工作量，并写明该警务室的附加职责。",
        (
            "Factories, campuses, hospitals, markets and scenic spots add hours to their village and "
            "name the room's extra duty."
        ),
    ),
    "rule.R24.title": ("岗位资质", "Certificates and skills"),
    "rule.R24.text": (
        (
            "需要在有效期内的证书或技能的岗位，由具备者担任：各村在 requires 一列写明，village_asks 规定由负责人、"
            "辅警还是两者具备；lead 和 auxiliary 是对全体的要求。做不到的列出。"
        ),
        (
            "A post that asks for a dated certificate or a skill gets an officer who has it: a "
            "village says so in its column requires, village_asks tells whether of the lead, the "
            "auxiliary or both; lead and auxiliary ask it of all. What cannot be is listed."
        ),
    ),
    "rule.R25.title": ("缺勤替补", "Cover for absence"),
    "rule.R25.text": (
        "报告写明每个警务室的负责人不在时由谁替补，以及因此出现的缺口。",
        "The report names, for each room, who covers if its lead is away, and what then falls short.",
    ),
    "rule.not-yet-enforced": (
        "此版本尚未执行本条规则：方案没有按它安排，也没有按它核验。",
        (
            "This version does not enforce the rule yet: the plan was not made by it, and is not checked "
            "against it."
        ),
    ),
    "switch.off": ("不考虑", "off"),
    "switch.prefer": ("尽量满足", "prefer"),
    "switch.must": ("必须满足", "must"),
    "switch.report": ("只报告", "report"),
}
