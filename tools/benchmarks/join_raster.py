"""The join by GDAL's rasteriser: claims burnt into pixels of 11 m, of which homes are read. Run by the system's Python.

Burning is the work that depends on the claims, so it counts as the join and not as preparing.
"""
import json
import sys
import time

import numpy
from osgeo import gdal, ogr

from . import land

PIXEL = 1000  # grid units: 1e-4 degree


def layer_of(geometries):
    source = ogr.GetDriverByName("Memory").CreateDataSource("areas")
    layer = source.CreateLayer("areas")
    layer.CreateField(ogr.FieldDefn("value", ogr.OFTInteger))
    for value, wkt in geometries:
        feature = ogr.Feature(layer.GetLayerDefn())
        feature.SetField("value", value)
        feature.SetGeometry(ogr.CreateGeometryFromWkt(wkt))
        layer.CreateFeature(feature)
    return source, layer


class Raster:
    """A grid of pixels over all homes, and the pixel of each."""

    def __init__(self, homes):
        x, y = numpy.array(homes).T
        self.left, self.top = int(x.min()), int(y.max())
        self.columns, self.rows = (x - self.left) // PIXEL, (self.top - y) // PIXEL
        self.width, self.height = int(self.columns.max()) + 1, int(self.rows.max()) + 1

    def read(self, layer, kind):
        grid = gdal.GetDriverByName("MEM").Create("", self.width, self.height, 1, kind)
        grid.SetGeoTransform((self.left, PIXEL, 0, self.top, 0, -PIXEL))
        gdal.RasterizeLayer(grid, [1], layer, options=["ATTRIBUTE=value"])
        return grid.ReadAsArray()[self.rows, self.columns].astype(int)


def main(folder):
    gdal.UseExceptions()
    gdal.PushErrorHandler("CPLQuietErrorHandler")  # grid units have no reference system, of which it warns
    communes = layer_of((i + 1, wkt) for i, wkt in enumerate(land.communes(folder)))
    claims = land.claims(folder)
    layers = [layer_of((1, wkt) for layer, wkt in claims if layer == i) for i in range(land.LAYERS)]
    homes = land.homes(folder)
    start, busy = time.monotonic(), time.process_time()
    raster = Raster(homes)
    commune_of = raster.read(communes[1], gdal.GDT_UInt16) - 1
    mask_of = sum(raster.read(layer, gdal.GDT_Byte) << i for i, (_, layer) in enumerate(layers))
    done, busy = time.monotonic(), time.process_time() - busy
    land.write_answers(folder, "raster", commune_of, mask_of)
    print(json.dumps({"prepare_s": 0.0, "join_s": done - start, "join_cpu_s": busy}))


main(sys.argv[1])
