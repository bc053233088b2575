"""The join asked of GeoPandas: sjoin of homes with communes and with claims. Run by the system's Python."""
import json
import sys
import time

import geopandas
import numpy
from shapely import wkt

from . import land


def main(folder):
    homes = land.homes(folder)
    points = geopandas.GeoDataFrame(geometry=geopandas.points_from_xy(*zip(*homes)))
    communes = geopandas.GeoDataFrame(geometry=[wkt.loads(text) for text in land.communes(folder)])
    layers, texts = zip(*land.claims(folder))
    claims = geopandas.GeoDataFrame({"layer": layers}, geometry=[wkt.loads(text) for text in texts])

    start = time.monotonic()
    for frame in (points, communes, claims):
        frame.sindex  # the index is made on first use
    prepared, busy = time.monotonic(), time.process_time()
    # Of a point, intersects is covered by: the boundary counts.
    within = geopandas.sjoin(points, communes, predicate="intersects")
    commune_of = within["index_right"].groupby(level=0).min().reindex(points.index, fill_value=-1)
    met = geopandas.sjoin(points, claims, predicate="intersects")
    mask_of = numpy.zeros(len(homes), dtype=int)
    numpy.bitwise_or.at(mask_of, met.index.to_numpy(), 1 << met["layer"].to_numpy())
    done, busy = time.monotonic(), time.process_time() - busy

    land.write_answers(folder, "geopandas", commune_of, mask_of)
    print(json.dumps({"prepare_s": prepared - start, "join_s": done - prepared, "join_cpu_s": busy}))


main(sys.argv[1])
