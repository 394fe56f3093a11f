"""Sentences of faults: OSM extracts, databases and encodings."""

from __future__ import annotations

from assign.show.words.fault_forms import Three, by_part

_FAULTS: dict[str, Three] = {
    "input-changed": (
        ("运行期间 {file} 被改动，方案与文件已不一致，因此没有写出。", "{file} was changed during the run: the plan is not of the file as it is now, and was not written."),
        ("读取之后直到写出方案，文件保持不变。", "A file that stays as it is from its reading to the writing of the plan."),
        ("等文件改好后重新运行。", "Run again once nobody writes the file any more."),
    ),
    "encoding-lies": (
        (".cpg 写的是 {found}，文字实际是 {used}；已按 {used} 读取。", "The .cpg says {found}, but the text is {used}; it is read as {used}."),
        (".cpg 与 .dbf 的文字编码一致。", "A .cpg that names the encoding of the .dbf."),
        ("看一眼村名是否正确；把 .cpg 改为 {used}。", "Look whether the names are right; write {used} into the .cpg."),
    ),
    "shape-not-finite": (
        ("这一行的图形含有无穷大或非数值的坐标。", "The shape of this row has coordinates that are infinite or no numbers."),
        ("有限的坐标。", "Finite coordinates."),
        ("在 GIS 里重画或删去这个图形。", "Draw the shape again in your GIS, or remove it."),
    ),
    "axes-unknown": (
        ("不认识坐标轴顺序“{found}”。", "There is no order of axes “{found}”."),
        ("xy（东在前）或 yx（北在前）。", "xy (east first) or yx (north first)."),
        ("改成其中之一，或删去这一项。", "Write one of them, or remove the entry."),
    ),
    "srids-mixed": (
        ("同一列图形有几种坐标系：{found}", "The geometries of one column have several reference systems: {found}"),
        ("一列图形只用一种坐标系。", "One reference system for the whole column."),
        ("统一转换（如 ST_Transform）后再读。", "Bring them into one (ST_Transform, say) and read again."),
    ),
    "source-extra-missing": (
        ("读取数据库需要 psycopg，本机没有安装。", "Reading a database needs psycopg, which is not installed."),
        ("带 postgis 附加组件的 assign。", "assign with its extra “postgis”."),
        ('运行 pip install "assign[postgis]"；或把数据导出成 GeoPackage。', 'Run pip install "assign[postgis]", or export the data as a GeoPackage.'),
    ),
    "source-table-or-query": (
        ("数据库输入要写明读哪张表或哪条查询，二者只写一个。", "A database input needs a table or a query, and only one of them."),
        ('{role} = {{ file = "postgresql://…", table = "模式.表" }}，或 query = "select …"。',
         '{role} = {{ file = "postgresql://…", table = "schema.table" }}, or query = "select …".'),
        ("在 case.toml 里补上或删去一项。", "Add or remove one in case.toml."),
    ),
    "source-address-broken": (
        ("数据库地址写法有误。", "The address of the database is not well formed."),
        ("postgresql://用户@主机:端口/数据库", "postgresql://user@host:port/database"),
        ("改正地址；密码里的特殊字符要写成 %40 这样的形式，最好放进 PGPASSWORD 或 ~/.pgpass。",
         "Mend it; odd characters of a password are written like %40, better still keep it in PGPASSWORD or ~/.pgpass."),
    ),
    "source-variable-missing": (
        ("地址里的 ${{{found}}} 在环境变量中没有。", "The address names ${{{found}}}, which the environment does not have."),
        ("运行前已设置的环境变量。", "An environment variable that is set before the run."),
        ("先运行 export {found}=…，或改用 ~/.pgpass。", "Run export {found}=… first, or use ~/.pgpass."),
    ),
    "source-no-server": (
        ("连不上数据库服务器：{found}", "The database server cannot be reached: {found}"),
        ("正在运行、网络可达的 PostgreSQL 服务器。", "A PostgreSQL server that runs and can be reached from here."),
        ("检查地址里的主机和端口，以及服务器和防火墙；也可导出成 GeoPackage。",
         "Check host and port of the address, the server and the firewall; or export the data as a GeoPackage."),
    ),
    "source-no-login": (
        ("数据库不让这个用户登录：{found}", "The database does not let this user in: {found}"),
        ("有登录权限的用户和正确的密码。", "A user that may log in, with the right password."),
        ("检查用户名；密码放进环境变量 PGPASSWORD 或 ~/.pgpass。", "Check the user; put the password into PGPASSWORD or ~/.pgpass."),
    ),
    "source-no-database": (
        ("服务器上没有这个数据库：{found}", "The server has no such database: {found}"),
        ("服务器上已有的数据库名。", "The name of a database on that server."),
        ("改正地址末尾的数据库名。", "Mend the name at the end of the address."),
    ),
    "source-table-missing": (
        ("数据库里没有名为“{found}”的表，或无权看到它。", "The database has no table “{found}”, or this user cannot see it."),
        ("形如 模式.表 的表名，大小写一致。", "A name such as schema.table, in the same case."),
        ("是否是“{nearest}”？改正 table。", "Did you mean “{nearest}”? Mend the table."),
    ),
    "source-forbidden": (
        ("这个用户无权读取：{found}", "This user may not read that: {found}"),
        ("对该表有 SELECT 权限的用户。", "A user with the right to SELECT from it."),
        ("请数据库管理员授权（GRANT SELECT），或换一个用户。", "Ask for GRANT SELECT, or use another user."),
    ),
    "source-query-broken": (
        ("数据库不接受这条查询：{found}", "The database does not accept the query: {found}"),
        ("一条 SELECT，其中的表和列都存在。", "One SELECT whose tables and columns exist."),
        ("先在 psql 或 QGIS 里试通，再写进 case.toml。", "Try it in psql or QGIS first, then put it into case.toml."),
    ),
    "source-writes": (
        ("这条查询要改动数据库，没有执行：{found}", "The query would change the database; it was not run: {found}"),
        ("只读的 SELECT。", "A SELECT that only reads."),
        ("去掉会写入的语句和函数。", "Take out what writes."),
    ),
    "source-too-slow": (
        ("数据库的回答超时：{found}", "The database took too long: {found}"),
        ("两分钟内完成的查询。", "A query that ends within two minutes."),
        ("给表建索引、缩小范围，或先存成一张表。", "Add an index, ask for less, or store the result as a table."),
    ),
    "source-too-many-rows": (
        ("查询结果太多：{found} 行。", "The source gives too many rows: {found}."),
        ("最多 {limit} 行。", "At most {limit} rows."),
        ("在 query 里用 where 只取本地区。", "Ask for this region only, with a where in the query."),
    ),
    "source-shapes-several": (
        ("有不止一个图形列：{found}", "There are several geometry columns: {found}"),
        ("一个图形列。", "One geometry column."),
        ("改用 query，只选其中一个。", "Use a query that selects one of them."),
    ),
    "source-column-twice": (
        ("查询结果里有同名的列：{found}", "The query gives several columns of one name: {found}"),
        ("列名互不相同。", "A name of its own for each column."),
        ("在 select 里用 as 改名。", "Rename them in the select with as."),
    ),
    "geometries-several": (
        ("文件里有几列图形；用了“{found}”，没用：{others}", "The file has several geometry columns; “{found}” is used, not: {others}"),
        ("一列图形。", "One geometry column."),
        ('若不对，在 case.toml 里写明 layer = "列名"。', 'If that is wrong, name the column in case.toml: layer = "…".'),
    ),
    "wkt-read": (
        ("图形取自“{column}”列，坐标系 {found}。", "The shapes come from the column {column}, in {found}."),
        ("带坐标系的图形。", "Shapes with a reference system."),
        ('若坐标系不对，在 case.toml 里写明 crs = "EPSG:…"。', 'If that is wrong, name it in case.toml: crs = "EPSG:…".'),
    ),
    "kml-folders": (
        ("{file} 有 {count} 个文件夹（{layers}），全部一起读取。", "{file} has {count} folders ({layers}); all are read together."),
        ("只含所需地标的文件。", "A file with only what is meant."),
        ('若只要其中一个，在 case.toml 里写明 layer = "…"。', 'If one of them is meant, name it in case.toml: layer = "…".'),
    ),
    "crs-missing-zone": (
        ("文件没有说明坐标系；坐标像是带 {zone} 带带号的高斯—克吕格投影：{found}",
         "The file does not say its coordinate system; the coordinates look like Gauss-Krüger with zone {zone} before the easting: {found}"),
        ("带坐标系的图层；多半是 {advised}（CGCS2000），2018 年以前的数据也可能是 {older}（西安 80、北京 54）。",
         "A layer with a CRS: most likely {advised} (CGCS2000), in data from before 2018 perhaps {older} (Xi'an 1980, Beijing 1954)."),
        ('在 case.toml 里写明：{role} = {{ file = "{file}", crs = "{advised}" }}。',
         'Name it in case.toml: {role} = {{ file = "{file}", crs = "{advised}" }}.'),
    ),
    "crs-missing-no-zone": (
        ("文件没有说明坐标系；坐标像是不带带号的高斯—克吕格投影，看不出是哪一带：{found}",
         "The file does not say its coordinate system; the coordinates look like Gauss-Krüger metres without a zone, so which zone is not told: {found}"),
        ("带坐标系的图层；本省可能是：{advised}", "A layer with a CRS; likely in this province: {advised}"),
        ('向数据提供方问明中央经线，在 case.toml 里写明：{role} = {{ file = "{file}", crs = "EPSG:…" }}。',
         'Ask for its central meridian and name it in case.toml: {role} = {{ file = "{file}", crs = "EPSG:…" }}.'),
    ),
    "crs-missing-degrees": (
        ("文件没有说明坐标系；坐标像是经纬度：{found}", "The file does not say its coordinate system; the coordinates look like degrees: {found}"),
        ("带坐标系的图层；多半是 {advised}（CGCS2000）或 EPSG:4326（WGS 84）。",
         "A layer with a CRS: most likely {advised} (CGCS2000) or EPSG:4326 (WGS 84)."),
        ('在 case.toml 里写明：{role} = {{ file = "{file}", crs = "{advised}" }}；取自网络地图的写 "GCJ-02" 或 "BD-09"。',
         'Name it in case.toml: {role} = {{ file = "{file}", crs = "{advised}" }}; "GCJ-02" or "BD-09" if it comes from a web map.'),
    ),
    "crs-wrong-zone": (
        ("坐标系写的是 {crs}，坐标却带有 {zone} 带的带号：{found}", "The CRS says {crs}, but the coordinates have zone {zone} before the easting: {found}"),
        ("{advised}（CGCS2000）；2018 年以前的数据也可能是 {older}。", "{advised} (CGCS2000); in data from before 2018 perhaps {older}."),
        ('在 case.toml 里写明：{role} = {{ file = "{file}", crs = "{advised}" }}。',
         'Name it in case.toml: {role} = {{ file = "{file}", crs = "{advised}" }}.'),
    ),
    "crs-wrong-no-zone": (
        ("坐标系写的是 {crs}，坐标却像不带带号的高斯—克吕格投影：{found}", "The CRS says {crs}, but the coordinates look like Gauss-Krüger metres without a zone: {found}"),
        ("与坐标相符的坐标系；本省可能是：{advised}", "A CRS that fits; likely in this province: {advised}"),
        ('问明中央经线，在 case.toml 里写明：{role} = {{ file = "{file}", crs = "EPSG:…" }}。',
         'Ask for its central meridian and name it in case.toml: {role} = {{ file = "{file}", crs = "EPSG:…" }}.'),
    ),
    "crs-wrong-degrees": (
        ("坐标系写的是 {crs}，坐标却像经纬度：{found}", "The CRS says {crs}, but the coordinates look like degrees: {found}"),
        ("{advised}（CGCS2000）或 EPSG:4326（WGS 84）。", "{advised} (CGCS2000) or EPSG:4326 (WGS 84)."),
        ('在 case.toml 里写明：{role} = {{ file = "{file}", crs = "{advised}" }}。',
         'Name it in case.toml: {role} = {{ file = "{file}", crs = "{advised}" }}.'),
    ),
    "crs-old-datum": (
        ("坐标系是旧的 {found}，到 CGCS2000 的转换参数不公开；按两者一致读取，可能偏差几十米到一百米。",
         "The layer is in the older {found}, whose shift to CGCS2000 is not public; it is read as if there were none, which may be wrong by up to a hundred metres."),
        ("各图层都用 CGCS2000（EPSG:4490、4513–4554）。", "All layers in CGCS2000 (EPSG:4490, 4513–4554)."),
        ("请测绘部门转换成 CGCS2000；各图层都是同一旧坐标系时影响不大。",
         "Have it converted by the surveying office; it matters little where all layers are in the same old system."),
    ),
    "axes-swapped": (
        ("横纵坐标颠倒了，北（纬度）在前、东（经度）在后：{found}", "The axes are exchanged, north (latitude) before east (longitude): {found}"),
        ("东（经度）在前、北（纬度）在后。", "East (longitude) first, then north (latitude)."),
        ('在 case.toml 里写明：{role} = {{ file = "{file}", axes = "yx" }}，坐标系缺的话一并写上。',
         'Say so in case.toml: {role} = {{ file = "{file}", axes = "yx" }}, with a crs if it has none.'),
    ),
    "columns-swapped": (
        ("“{first}”与“{second}”两列写反了：{found}", "The columns {first} and {second} are exchanged: {found}"),
        ("经度、纬度各在自己的列里。", "Longitudes and latitudes in their own columns."),
        ("把两列的列名对调，或在 case.toml 的 [columns] 里对调。", "Exchange the two headers, or do so in [columns] of case.toml."),
    ),
    "osm-without-roads": (
        ("{file} 里没有道路（highway）。", "{file} holds no road (highway)."),
        ("含道路的 OpenStreetMap 数据。", "An OpenStreetMap extract with roads."),
        ("换用包含本地区道路的数据。", "Take an extract that covers this region and keeps its ways."),
    ),
    "osm-ways-cut": (
        ("{count} 条道路的部分节点不在文件里，按剩余节点读取。", "{count} roads lack some of their nodes; they are read without them."),
        ("节点齐全的数据。", "An extract with all nodes of its ways."),
        ("裁剪数据时保留完整的道路（如 osmium extract -s complete_ways）。", "Cut the extract with complete ways (osmium extract -s complete_ways)."),
    ),
}  # fmt: skip

SENTENCES = by_part(_FAULTS)
