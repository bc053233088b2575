"""Hostile files, one or more for each class, made at test time: name -> bytes. `canary` is a file of this machine that none of
them may bring to light, `port` a listener that none may reach, `spoil` a path that none may write."""
import io
import json
import os
import sqlite3
import struct
import tempfile
import zipfile
import zlib

from support.sheet import book

POINT = struct.pack("<BIdd", 1, 1, 105.05, 9.05)


def zipped(members, compress=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compress) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return out.getvalue()


def link_in_zip(target):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in ("a.shp", "a.shx", "a.dbf"):
            info = zipfile.ZipInfo(name)
            info.create_system, info.external_attr = 3, 0o120777 << 16
            archive.writestr(info, target)
    return out.getvalue()


def overlapping():
    """Many entries, one block of data: 2,000 names for the same 1 MB."""
    packed = zlib.compressobj(9, zlib.DEFLATED, -15)
    content = b"\0" * (1 << 20)
    data = packed.compress(content) + packed.flush()
    crc = zlib.crc32(content)
    name = b"a.dbf"
    out = struct.pack("<4sHHHHHIIIHH", b"PK\3\4", 20, 0, 8, 0, 0x21, crc, len(data), len(content), len(name), 0) + name + data
    directory = b""
    for i in range(2000):
        alias = b"%d.dbf" % i
        directory += struct.pack("<4sHHHHHHIIIHHHHHII", b"PK\1\2", 20, 20, 0, 8, 0, 0x21, crc, len(data), len(content), len(alias),
                                 0, 0, 0, 0, 0, 0) + alias
    return out + directory + struct.pack("<4sHHHHIIH", b"PK\5\6", 0, 0, 2000, 2000, len(directory), len(out), 0)


def geopackage(*statements, layer="a"):
    """A GeoPackage of one point whose schema is then changed as a stranger would."""
    handle, path = tempfile.mkstemp(suffix=".gpkg")
    os.close(handle)
    os.remove(path)
    base = sqlite3.connect(path)
    base.executescript(f"""
        PRAGMA application_id = 1196444487; PRAGMA user_version = 10300;
        CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER PRIMARY KEY, organization TEXT NOT NULL,
          organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
        INSERT INTO gpkg_spatial_ref_sys VALUES ('WGS 84', 4326, 'EPSG', 4326, 'GEOGCS["WGS 84",DATUM["WGS_1984",
          SPHEROID["WGS 84",6378137,298.257223563]],PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433]]', NULL);
        CREATE TABLE gpkg_contents (table_name TEXT PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE, description TEXT,
          last_change DATETIME NOT NULL DEFAULT '2026-01-01T00:00:00.000Z', min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE,
          srs_id INTEGER);
        CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL,
          srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL);
        CREATE TABLE a (fid INTEGER PRIMARY KEY, geom BLOB, code TEXT);
        INSERT INTO gpkg_contents (table_name, data_type, identifier, srs_id) VALUES ('{layer}', 'features', '{layer}', 4326);
        INSERT INTO gpkg_geometry_columns VALUES ('{layer}', 'geom', 'POINT', 4326, 0, 0);""")
    base.execute("INSERT INTO a VALUES (1, ?, 'x')", (b"GP\0\1" + struct.pack("<i", 4326) + POINT,))
    base.commit()
    base.execute("PRAGMA writable_schema = 1")
    for statement in statements:
        base.execute(statement)
    base.commit()
    base.close()
    with open(path, "rb") as file:
        content = file.read()
    os.remove(path)
    return content


def tiff(metadata=None):
    """8 by 8 grey pixels at 105 E, 10 N, with GDAL's own metadata when given."""
    pixels = bytes(range(64))
    start = 8 + len(pixels)
    doubles = struct.pack("<3d", 0.01, 0.01, 0) + struct.pack("<6d", 0, 0, 0, 105, 10, 0)
    keys = struct.pack("<16H", 1, 1, 0, 3, 1024, 0, 1, 2, 1025, 0, 1, 1, 2048, 0, 1, 4326)
    text = metadata.encode() + b"\0" if metadata is not None else b""
    count = 12 + (metadata is not None)
    extra = start + 2 + 12 * count + 4
    tags = [(256, 3, 1, 8), (257, 3, 1, 8), (258, 3, 1, 8), (259, 3, 1, 1), (262, 3, 1, 1), (273, 4, 1, 8), (277, 3, 1, 1),
            (278, 3, 1, 8), (279, 4, 1, 64), (33550, 12, 3, extra), (33922, 12, 6, extra + 24), (34735, 3, 16, extra + 72)]
    if text:
        tags.append((42112, 2, len(text), extra + 72 + len(keys)))
    directory = struct.pack("<H", count) + b"".join(struct.pack("<HHII", *tag) for tag in tags) + struct.pack("<I", 0)
    return b"II*\0" + struct.pack("<I", start) + pixels + directory + doubles + keys + text


def overview(target, name="OVERVIEW_FILE"):
    return f'<Item name="{name}" domain="OVERVIEWS">{target}</Item>'


def record(kind, data=b""):
    return struct.pack("<HH", kind, len(data)) + data


def xls(cells, before=b""):
    """The stream of a workbook of one sheet "a"; `before` stands before the sheet's name."""
    head = record(0x809, struct.pack("<HH", 0x600, 5) + bytes(12)) + before
    at = len(head) + 4 + 9 + 4
    return (head + record(0x85, struct.pack("<IHBB", at, 0, 1, 0) + b"a") + record(0x0A) +
            record(0x809, struct.pack("<HH", 0x600, 0x10) + bytes(12)) + cells + record(0x0A))


def compound(stream, table=None, more=None):
    """A file of Microsoft's compound kind that holds the workbook; `table` and `more` lie about its sectors."""
    stream = stream.ljust(4096, b"\0")
    count = -(-len(stream) // 512)
    entry = lambda name, kind, start, size, child: ((name + "\0").encode("utf-16-le").ljust(64, b"\0") + struct.pack("<HBBIII", 2 * len(name) + 2, kind, 1, 2**32 - 1, 2**32 - 1, child) +
                                                    bytes(36) + struct.pack("<IQ", start, size))
    directory = entry("Root Entry", 5, 2**32 - 2, 0, 1) + entry("Workbook", 2, 0, len(stream), 2**32 - 1) + bytes(256)
    tables = -(-(count + 2) // 127)  # sectors of the table, which has an entry for each of them too
    chain = [i + 1 for i in range(count - 1)] + [2**32 - 2, 2**32 - 2] + [2**32 - 3] * tables
    if table:
        chain = table(chain)
    first, number = more or (2**32 - 2, 0)
    head = (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(10) +
            struct.pack("<IIIIIIII", tables, count, 0, 4096, 2**32 - 2, 0, first, number) + b"".join(struct.pack("<I", count + 1 + i) for i in range(tables)).ljust(4 * 109, b"\xff"))
    return head + stream.ljust(512 * count, b"\0") + directory + b"".join(struct.pack("<I", n) for n in chain).ljust(512 * tables, b"\xff")


def old_excel(canary, url):
    """Workbooks that claim more than they hold, go in circles, end early, or name what lies elsewhere."""
    label = record(0x204, struct.pack("<HHHHB", 0, 0, 0, 2, 0) + b"ab") + record(0x204, struct.pack("<HHHHB", 0, 1, 0, 2, 0) + b"cd")
    row = record(0x203, struct.pack("<HHHd", 1, 0, 0, 7))
    link = lambda text: record(0x1AE, struct.pack("<HHB", 1, len(text), 0) + text.encode())  # another workbook, by its address
    formula = record(0x06, struct.pack("<HHHdHIH", 1, 0, 0, 1.5, 0, 0, 7) + b"\x3a\0\0\0\0\0\0")  # a cell of it
    web = record(0x1B8, struct.pack("<HHHH", 1, 1, 0, 0) + bytes(16) + url.encode("utf-16-le"))
    letters = lambda count: record(0xFC, struct.pack("<IIHB", 1, 1, count, 1) + "ạ".encode("utf-16-le") * 4000) + b"".join(
        record(0x3C, b"\1" + "ạ".encode("utf-16-le") * min(4000, count - at)) for at in range(4000, count, 4000))
    same = b"".join(record(0xFD, struct.pack("<HHHI", y, x, 0, 0)) for y in range(30) for x in range(256))  # all of them that one text
    return {
        "long-text.xls": compound(xls(same, letters(65_535))),
        "same-text.xls": compound(xls(same, letters(32_767))),
        "rows.xls": compound(xls(record(0x200, struct.pack("<IIHHH", 0, 2**31, 0, 0xFFFF, 0)) + label + row)),
        "strings.xls": compound(xls(label + row, record(0xFC, struct.pack("<II", 2**31, 2**31) + b"\xff\xff\x0d" + b"\xff" * 6))),
        "cells.xls": compound(xls(b"".join(record(0x203, struct.pack("<HHHd", i % 65536, i % 256, i % 65536, i)) for i in range(300_000)))),
        "loop.xls": compound(xls(label + row), table=lambda chain: [1, 0] + chain[2:]),
        "directory-loop.xls": compound(xls(label + row), table=lambda chain: chain[:-2] + [len(chain) - 2, chain[-1]]),
        "table-loop.xls": compound(xls(label + row), more=(0, 2**31)),
        "far.xls": compound(xls(label + row), table=lambda chain: [2**31] + chain[1:]),
        "cut.xls": compound(xls(label + row))[:3000],
        "deep.xls": compound(xls(record(0x809, struct.pack("<HH", 0x600, 0x20)) * 200_000)),
        "wide.xls": compound(xls(label + record(0x203, struct.pack("<HHHd", 1, 65535, 0, 7)))),
        "link.xls": compound(xls(label + formula + web, link(f"\1{url}.xls") + link(f"\1{canary}"))),
    }


def shapefile(points, claimed=None, kind=1):
    """{ext: bytes} of points; `claimed` is what a record says of its number of points."""
    records = b""
    for i, (x, y) in enumerate(points, 1):
        if claimed is None:
            body = struct.pack("<idd", kind, x, y)
        else:
            body = struct.pack("<i4dii", 5, x, y, x, y, 1, claimed) + struct.pack("<i", 0) + struct.pack("<dd", x, y)
        records += struct.pack(">ii", i, len(body) // 2) + body
    size = (100 + len(records)) // 2
    head = lambda n: struct.pack(">i5ii", 9994, 0, 0, 0, 0, 0, n) + struct.pack("<ii8d", 1000, kind if claimed is None else 5, 105, 9, 106, 10, 0, 0, 0, 0)
    index, at = b"", 50
    body_words = len(records) // max(len(points), 1) // 2 - 4
    for _ in points:
        index += struct.pack(">ii", at, body_words)
        at += body_words + 4
    field = b"CODE".ljust(11, b"\0") + b"C" + bytes(4) + bytes([4, 0]) + bytes(14)
    dbf = struct.pack("<B3BIHH", 3, 126, 1, 1, len(points), 65, 5) + bytes(20) + field + b"\r" + b" 0001" * len(points) + b"\x1a"
    return {"shp": head(size) + records, "shx": head(50 + len(index) // 2) + index, "dbf": dbf}


def entity_bomb():
    levels = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 12))
    return ('<?xml version="1.0"?><!DOCTYPE kml [<!ENTITY l0 "lol">' + levels +
            ']><kml xmlns="http://www.opengis.net/kml/2.2"><Document><Placemark><name>&l11;</name>'
            "<Point><coordinates>105,9</coordinates></Point></Placemark></Document></kml>").encode()


def geojson(**more):
    return json.dumps({"type": "FeatureCollection", **more, "features": [
        {"type": "Feature", "properties": {"code": "1"}, "geometry": {"type": "Point", "coordinates": [105.05, 9.05]}}]}).encode()


def corpus(canary, port, spoil):
    url = f"http://127.0.0.1:{port}/x"
    vrt = f'<OGRVRTDataSource><OGRVRTLayer name="canary"><SrcDataSource>CSV:{canary}</SrcDataSource><SrcLayer>canary</SrcLayer></OGRVRTLayer></OGRVRTDataSource>'
    remote_vrt = f'<OGRVRTDataSource><OGRVRTLayer name="x"><SrcDataSource>/vsicurl/{url}.geojson</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>'
    raw_vrt = (f'<VRTDataset rasterXSize="64" rasterYSize="1"><VRTRasterBand dataType="Byte" band="1" subClass="VRTRawRasterBand">'
               f'<SourceFilename relativeToVRT="0">{canary}</SourceFilename><ImageOffset>0</ImageOffset><PixelOffset>1</PixelOffset>'
               f"<LineOffset>64</LineOffset></VRTRasterBand></VRTDataset>")
    mrf = (f'<MRF_META><CachedSource><Source>{canary}</Source></CachedSource><Raster><Size x="64" y="64" c="1"/><PageSize x="64" y="64" c="1"/>'
           f"<Compression>NONE</Compression><DataFile>{spoil}.dat</DataFile><IndexFile>{spoil}.idx</IndexFile></Raster></MRF_META>")
    beside = f'<PAMDataset><Metadata domain="OVERVIEWS"><MDI key="OVERVIEW_FILE">/vsicurl/{url}.tif</MDI></Metadata></PAMDataset>'
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i AS fid, NULL AS geom, 'x' AS code FROM n"
    master = "INSERT INTO sqlite_master (type, name, tbl_name, rootpage, sql) VALUES "
    set_of = lambda parts, stem="a": [(f"{stem}.{ext}", content) for ext, content in parts.items()]
    good = shapefile([(105.05, 9.05)])
    link = {"type": "link", "properties": {"href": url, "type": "ogcwkt"}}
    deep = b'{"type":"FeatureCollection","features":[{"type":"Feature","geometry":null,"properties":{"a":' + b"[" * 200000 + b"]" * 200000 + b"}}]}"
    sheet_bomb = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>' + '<row r="1"><c t="inlineStr"><is><t>aaaaaaaa</t></is></c></row>' * 1_000_000 + "</sheetData></worksheet>"
    nan = struct.pack("<BIdd", 1, 1, float("nan"), float("inf"))
    return old_excel(canary, url) | {
        "zip-bomb.zip": zipped([("a.shp", good["shp"]), ("a.shx", good["shx"]), ("a.dbf", b"\0" * (64 << 20))]),
        "zip-slip.zip": zipped([(f"../../../../{spoil}", b"x"), *set_of(good)]),
        "zip-absolute.zip": zipped([(spoil, b"x"), *set_of(good)]),
        "zip-overlap.zip": overlapping(),
        "zip-many.zip": zipped([(f"{i}.txt", b"") for i in range(12_000)], zipfile.ZIP_STORED),
        "zip-nested.zip": zipped([("a.zip", zipped([("b.zip", zipped([("c.dbf", b"\0" * (8 << 20))]))]))]),
        "zip-link.zip": link_in_zip(canary),
        "zip-vrt-inside.zip": zipped([("a.shp", vrt.encode()), ("a.shx", good["shx"]), ("a.dbf", good["dbf"])]),
        "zip-sidecar.zip": zipped([*set_of(good), ("a.shp.aux.xml", vrt), ("a.vrt", vrt), ("a.prj", vrt), ("a.cpg", canary)]),
        "vrt.csv": vrt.encode(), "vrt.kml": vrt.encode(), "vrt.geojson": vrt.encode(), "vrt.gpkg": vrt.encode(), "remote-vrt.tab": remote_vrt.encode(),
        "raw-vrt.tif": raw_vrt.encode(), "mrf.tif": mrf.encode(),
        "gpkg-virtualtext.gpkg": geopackage("DELETE FROM sqlite_master WHERE name = 'a'", master +
            f"('table', 'a', 'a', 0, 'CREATE VIRTUAL TABLE a USING VirtualText(''{canary}'', UTF-8, 0, NONE, DOUBLEQUOTE, '','')')"),
        "gpkg-view.gpkg": geopackage("CREATE VIEW v AS " + endless, layer="v"),
        "gpkg-trigger.gpkg": geopackage(f"CREATE TRIGGER t AFTER INSERT ON a BEGIN SELECT load_extension('{spoil}'); END"),
        "gpkg-rtree-lie.gpkg": geopackage(master + "('table', 'rtree_a_geom', 'rtree_a_geom', 0, 'CREATE VIRTUAL TABLE rtree_a_geom USING fts3tokenize(a)')"),
        "gpkg-nan.gpkg": geopackage("UPDATE a SET geom = x'" + (b"GP\0\1" + struct.pack("<i", 4326) + nan).hex() + "'"),
        "gpkg-claims.gpkg": geopackage("UPDATE a SET geom = x'" + (b"GP\0\1" + struct.pack("<i", 4326) + struct.pack("<BII", 1, 2, 2**31) + b"\0" * 64).hex() + "'"),
        "crs-link.geojson": geojson(crs=link),
        "crs-link-escaped.geojson": geojson(crs=link).replace(b'"crs"', b'"\\u0063rs"'),
        "crs-url.geojson": geojson(crs={"type": "url", "properties": {"url": url}}),
        "deep.geojson": deep,
        "nan.geojson": geojson().replace(b"105.05", b"NaN").replace(b"9.05", b"1e999"),
        "remote-overview.tif": tiff(f"<GDALMetadata>{overview(f'/vsicurl/{url}.tif')}</GDALMetadata>"),
        "http-overview.tif": tiff(f"<GDALMetadata>{overview(f'{url}.tif')}</GDALMetadata>"),
        "escaped-overview.tif": tiff(f"<GDALMetadata>{overview(f'/vsicurl/{url}.tif', 'OVERVIEW&#95;FILE')}</GDALMetadata>"),
        "canary-overview.tif": tiff(f"<GDALMetadata>{overview(canary)}</GDALMetadata>"),
        "beside.tif": tiff(), "beside.tif.aux.xml": beside.encode(),
        "zip-beside.zip": zipped([("a.tif", tiff()), ("a.tif.aux.xml", beside), ("a.tif.ovr", raw_vrt)]),
        "zip-mrf.zip": zipped([("a.tif", mrf)]),
        "entities.kml": entity_bomb(),
        "entities-16.kml": entity_bomb().decode().replace('"1.0"', '"1.0" encoding="UTF-16"').encode("utf-16"),
        "entity-file.kml": (f'<?xml version="1.0"?><!DOCTYPE kml [<!ENTITY c SYSTEM "file://{canary}">]><kml xmlns="http://www.opengis.net/kml/2.2"><Document>'
                            "<Placemark><name>&c;</name><Point><coordinates>105,9</coordinates></Point></Placemark></Document></kml>").encode(),
        "entities.kmz": zipped([("doc.kml", entity_bomb())]),
        "link.kml": (f'<kml xmlns="http://www.opengis.net/kml/2.2"><Document><NetworkLink><Link><href>{url}.kml</href></Link></NetworkLink>'
                     f"<GroundOverlay><Icon><href>{url}.png</href></Icon></GroundOverlay></Document></kml>").encode(),
        "claims.zip": zipped(set_of(shapefile([(105.05, 9.05)], claimed=2**31 - 1))),
        "bomb.xlsx": book(sheet_bomb),
        "row-bomb.xlsx": book('<worksheet><sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>'),
        "claims.fgb": b"fgb\x03fgb\0" + struct.pack("<I", 2**31 - 1) + bytes(64),
        "wide.csv": ",".join("a" * 1 for _ in range(500_000)).encode() + b"\n",
        "where-am-i.tab": f'!table\n!version 300\n!charset WindowsLatin1\n\nDefinition Table\n  Type NATIVE\n  File "{canary}"\n  Fields 1\n    a Char (10) ;\n'.encode(),
    }
