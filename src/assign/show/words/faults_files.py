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
}  # fmt: skip

SENTENCES = by_part(_FAULTS)
