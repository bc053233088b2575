// Files of layers that GDAL writes: GeoPackage, FlatGeobuf, Shapefile.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <gdal.h>
#include <ogr_api.h>

#include "vungphu/formats/table.hpp"
#include "vungphu/geo/crs.hpp"

#include "gdal.hpp"

namespace vungphu::formats {

/// How one driver wants its layers.
struct VectorFormat {
  const char* driver;
  const char* extension;                 ///< what the driver recognises its files by
  std::span<const char* const> options;  ///< of layer creation
  bool short_names = false;              ///< at most 10 characters
  bool one_kind = false;                 ///< all geometries of a layer are of one kind
  bool needs_geometry = false;           ///< the driver drops rows without one
  bool unchecked = false;                ///< the driver does not notice that a write failed
};

extern const VectorFormat kGeoPackage, kFlatGeobuf, kShapefile;

struct DatasetCloser {
  void operator()(void* dataset) const { GDALClose(dataset); }
};
using Dataset = std::unique_ptr<void, DatasetCloser>;

/// An empty dataset at `path`; errors speak of `shown`.
Result<Dataset> create_dataset(const VectorFormat& format, const std::string& path, const std::string& shown);
/// Closes, which is when much is written, and says what went wrong.
Status close_dataset(Dataset dataset, const std::string& shown);

/// One layer, filled row by row. Uses its dataset, which must outlive it.
class LayerWriter {
 public:
  struct Plan {
    std::string path = {};   ///< for errors
    std::string title = {};  ///< for people, where the format has a place for it
    std::string crs = "EPSG:4326";
    geo::PinnedOperations pinned = {};
    Lang lang = Lang::vi;
    bool raw = false;  ///< geometries are in `crs` (empty: not known) already, and come by write_raw
  };
  static Result<LayerWriter> create(GDALDatasetH dataset, const VectorFormat& format, const Schema& schema,
                                    Plan plan);

  Status write(std::span<const Cell> cells, const geo::Geometry& geometry);
  /// A foreign geometry as it came; what is no geometry is left out.
  Status write_raw(std::span<const Cell> cells, std::string_view wkb);

 private:
  struct FeatureDeleter {
    void operator()(void* feature) const { OGR_F_Destroy(feature); }
  };
  LayerWriter(const VectorFormat& format, const Schema& schema, Plan plan);
  Status project(OGRGeometryH geometry) const;
  Status put(std::span<const Cell> cells, OgrGeometry drawn);

  VectorFormat format_;
  Schema schema_;
  Plan plan_;
  std::optional<geo::Transformer> transformer_;  ///< none for WGS 84
  OGRLayerH layer_ = nullptr;
  std::unique_ptr<void, FeatureDeleter> feature_;  ///< one, used again for every row
  std::optional<std::size_t> kind_;                ///< of the first geometry, where all must be of one
};

}  // namespace vungphu::formats
