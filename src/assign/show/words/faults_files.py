"""Sentences of faults: files, archives and sources that cannot be trusted or read."""

from __future__ import annotations

from assign.show.words.fault_forms import Three, by_part

_FAULTS: dict[str, Three] = {
    "file-irregular": (
        ("{file} 不是普通文件（{found}），读取可能永不结束。", "{file} is no plain file ({found}): reading it might never end."),
        ("磁盘上的普通文件。", "A plain file on disk."),
        ("在 case.toml 里改为真实的数据文件。", "Name a real data file in case.toml."),
    ),
    "file-kind-unknown": (
        ("不认识 {file} 的文件类型：{found}", "{file} is of a kind that is not read: {found}"),
        ("扩展名为以下之一：{known}", "One of these endings: {known}"),
        ("另存为 xlsx、csv、gpkg 或 shp 再用。", "Save it as xlsx, csv, gpkg or shp."),
    ),
    "file-locked": (
        ("{file} 已加密，或不是它的扩展名所说的格式：{found}", "{file} is encrypted, or not what its name says: {found}"),
        ("没有密码的文件。", "A file without a password."),
        ("打开后去掉密码，另存为新的文件。", "Open it, remove the password, and save it anew."),
    ),
    "archive-bomb": (
        ("{file} 解压后过大（{found}），未予读取。", "{file} unpacks to too much ({found}); it was not read."),
        ("解压后的总量和压缩比不超过 {limit}。", "An unpacked size and ratio of at most {limit}."),
        ("重新导出数据；工作簿请删去多余的行、列和图片。", "Export the data again; remove unused rows, columns and pictures from a workbook."),
    ),
    "archive-without-data": (
        ("{file} 里没有能读取的数据。", "{file} holds nothing that can be read."),
        ("压缩包里有 Shapefile（shp、shx、dbf 一套）、gdb 文件夹、gpkg、geojson 或 kml。",
         "An archive with a Shapefile (shp, shx, dbf), a .gdb folder, a gpkg, geojson or kml."),
        ("重新打包数据文件；压缩包里不要再套压缩包。", "Pack the data files again, without archives inside the archive."),
    ),
    "archive-path": (
        ("{file} 里有指向压缩包之外的文件名：{found}", "{file} holds a name that leads out of the archive: {found}"),
        ("压缩包里只有相对的、不含 .. 的文件名。", "Only plain relative names inside an archive."),
        ("不要使用来历不明的压缩包；重新打包原始文件。", "Do not use an archive of unknown origin; pack the original files again."),
    ),
    "sheet-too-wide": (
        ("{file} 的工作表范围过大：{found} 格。", "A sheet of {file} spans too many cells: {found}."),
        ("最多 {limit} 格，含其间的空格。", "At most {limit} cells, empty ones in between included."),
        ("删去远处零星的单元格（选中整行整列后删除），再保存。", "Delete the stray cells far out (delete whole rows and columns) and save."),
    ),
    "markup-entities": (
        ("{file} 含有实体声明（{found}），可能无限展开，未予读取。", "{file} declares entities ({found}), which may expand without end; it was not read."),
        ("不含 DOCTYPE 和 ENTITY 的 XML。", "XML without DOCTYPE and ENTITY."),
        ("从原软件重新导出。", "Export it again from the program it came from."),
    ),
    "nested-too-deep": (
        ("{file} 的括号嵌套过深：{found}", "{file} has brackets nested too deep: {found}"),
        ("不超过 {limit} 层。", "At most {limit} levels."),
        ("文件可能已损坏或被篡改；重新导出。", "The file may be damaged or forged; export it again."),
    ),
    "line-too-long": (
        ("{file} 有一行长达 {found}。", "{file} has a line of {found}."),
        ("每行不超过 {limit}。", "Lines of at most {limit}."),
        ("文件可能已损坏；重新导出。", "The file may be damaged; export it again."),
    ),
    "database-view": (
        ("{file} 的“{found}”不是真正的表，而是视图或虚拟表。", "“{found}” in {file} is no real table but a view or virtual table."),
        ("普通的图层表；视图可能永不结束或读取别的内容。", "A plain layer: a view may never end, or read something else."),
        ("在 GIS 里把图层另存为新的 GeoPackage。", "Save the layer as a new GeoPackage in your GIS."),
    ),
    "database-damaged": (
        ("{file} 已损坏：{found}", "{file} is damaged: {found}"),
        ("完好的 GeoPackage。", "A sound GeoPackage."),
        ("从备份恢复，或重新导出。", "Restore it from a backup, or export it again."),
    ),
    "shapefile-part-missing": (
        ("Shapefile 缺少配套文件：{found}", "The Shapefile lacks a part of it: {found}"),
        (".shp、.shx、.dbf 三个文件放在一起，最好还有 .prj 和 .cpg。", ".shp, .shx and .dbf side by side, better still with .prj and .cpg."),
        ("把同名的所有文件一起复制过来，或用 zip 整体打包。", "Copy all files of that name together, or pack them in one zip."),
    ),
    "parts-none": (
        ("文件夹 {file} 里没有 Parquet 文件；现有：{found}", "The folder {file} holds no Parquet file; it holds: {found}"),
        ("文件夹内是一个或多个 .parquet（或 .geoparquet）文件，合起来作为一张表读取。",
         "A folder of .parquet (or .geoparquet) files, which are read as one table."),
        ("把分县文件放进该文件夹，或在 case.toml 里写明具体的文件。", "Put the parts into the folder, or name one file in case.toml."),
    ),
    "parts-too-many": (
        ("文件夹 {file} 里有 {found} 个 Parquet 文件，数量过多。", "The folder {file} holds {found} Parquet files, which is too many."),
        ("不超过 {most} 个。", "At most {most}."),
        ("核对 case.toml 里的文件夹是否写错；必要时按县合并文件。", "See whether case.toml names the right folder; merge the files county by county if need be."),
    ),
    "part-stray": (
        ("{folder} 里混有不会被读取的文件：{found}（共 {count} 个）", "{folder} holds a file that would not be read: {found} ({count} in all)"),
        ("文件夹里只放 Parquet 文件。", "Nothing but Parquet files in the folder."),
        ("是数据就转成 Parquet，不是数据就移到别处。", "Turn it into Parquet if it is data, move it elsewhere if it is none."),
    ),
    "part-missing": (
        ("{file} 里没有 {part} 的分文件（{role}）。", "{file} has no part {part} ({role})."),
        ("每一项输入都有每个县区的分文件，例如 {part}.parquet。", "A part of every county in every input, for example {part}.parquet."),
        ("补上该县区的分文件；确无内容的，放一个只有列名、没有行的文件。",
         "Add the county's part; where there is nothing to say, one with the columns and no rows."),
    ),
    "part-without-county": (
        ("{file} 的文件名没有写明县区。", "The name of {file} does not say its county."),
        ("文件名形如 county_id=411424.parquet。", "A name like county_id=411424.parquet."),
        ("按县区改名；一个文件含有几个县区的，先按县区拆分。", "Name it after its county; split it first if it holds several."),
    ),
    "id-in-two-counties": (
        ("{column} {found} 同时出现在县区 {file} 和 {other}。", "{column} {found} stands in county {file} and in {other}."),
        ("每个编号只属于一个县区。", "Each id in one county only."),
        ("从其中一个县区的分文件里删去，或改正编号。", "Take it out of one county's part, or mend the id."),
    ),
    "part-columns-differ": (
        ("{file} 缺少其他分文件都有的列：{found}", "{file} lacks columns that other parts have: {found}"),
        ("各分文件的列相同，与 {other} 一致；现有列：{columns}", "The same columns in every part, as in {other}; it has: {columns}"),
        ("补上这些列（没有内容可留空），或改正列名。", "Add the columns (they may be empty), or mend their names."),
    ),
    "part-crs-differs": (
        ("{file} 的坐标系与其他分文件不同：{found}", "{file} is in another CRS than the other parts: {found}"),
        ("与 {other} 相同的坐标系：{wanted}", "The CRS of {other}: {wanted}"),
        ("在 GIS 里把该文件转换到同一坐标系后重新导出。", "Reproject the file in your GIS and export it again."),
    ),
    "part-key-differs": (
        ("{file} 的文件名写的是 {told}，表内“{column}”却是 {found}（共 {count} 行）。",
         "The name of {file} says {told}, but {column} in it is {found} ({count} rows)."),
        ("文件名与表内一致；现以表内为准。", "A name that agrees with the cells; the cells count."),
        ("改正文件名或该列。", "Mend the name of the file, or the column."),
    ),
}  # fmt: skip

SENTENCES = by_part(_FAULTS)
