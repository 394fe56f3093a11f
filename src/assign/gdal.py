"""Only the GDAL drivers we use: a file cannot make GDAL follow it to other files, services or the network.

GDAL reads its settings once, when it is loaded; so this module is imported before anything that loads it.
"""

from __future__ import annotations

import os

DRIVERS = ("ESRI Shapefile", "FlatGeobuf", "GPKG", "GeoJSON", "KML", "LIBKML", "OpenFileGDB")
"""What stays; a test holds that no other driver of the GDAL installed does."""

_OTHERS = (  # noqa: SIM905  seventy short names on six lines
    "ADBC AIVector AVCBin AVCE00 AmigoCloud Arrow CAD CSV CSW Carto DGN DXF EDIGEO EEDA ESRIC ESRIJSON "
    "Elasticsearch GDALG GML GMLAS GMT GPSBabel GPX GTFS GeoJSONSeq GeoRSS HTTP Idrisi Interlis JML "
    "JSONFG LVBAG MBTiles MEM MSSQLSpatial MVT MapML Memory MiraMonVector MongoDBv3 MySQL NAS NGW NetCDF "
    "OAPIF OCI ODBC ODS OGCAPI OGR_GMT OGR_PDS OGR_VRT OSM PCIDSK PDF PDS4 PGDUMP PGeo PLSCENES PLScenes "
    "PMTiles Parquet PostgreSQL S57 SQLite SVG SXF Selafin TIGER TopoJSON VDV VFK VICAR VRT WAsP WFS XLS "
    "XLSX XODR netCDF"
).split()
_WITH_SPACES = ("MapInfo File", "UK .NTF", "Interlis 1", "Interlis 2")


def restrict_gdal() -> None:
    """Take all other drivers and the network from GDAL; what the user's `GDAL_SKIP` names stays out too."""
    own = [name for name in os.environ.get("GDAL_SKIP", "").split(",") if name.strip()]
    os.environ["GDAL_SKIP"] = ",".join(dict.fromkeys([*own, *_OTHERS, *_WITH_SPACES]))
    # Not every GDAL has every driver, and it would say so on standard error, where planners read our words.
    os.environ.setdefault("CPL_LOG", os.devnull)
    os.environ["CPL_VSIL_CURL_ALLOWED_EXTENSIONS"] = ".none"


restrict_gdal()
