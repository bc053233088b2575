#include "vungphu/formats/package.hpp"

#include "gdal.hpp"
#include "staging.hpp"
#include "style.hpp"
#include "vector.hpp"

namespace vungphu::formats {
namespace {

constexpr const char* kName = "package.gpkg";
constexpr const char* kStylesTable = "layer_styles";
constexpr const char* kStyleName = "vungphu";
constexpr const char* kStyleTime = "1970-01-01T00:00:00.000Z";  // as every clock in a package (gdal.cpp)

/// Hands rows on to a layer, and stops when the person asks for it.
class LayerProxy : public Writer {
 public:
  LayerProxy(LayerWriter& layer, const Task& task) : layer_(layer), task_(task) {}
  Status write(std::span<const Cell> cells, const geo::Geometry& geometry) override {
    VP_CHECK(task_.check());
    return layer_.write(cells, geometry);
  }
  Status close() override { return {}; }

 private:
  LayerWriter& layer_;
  const Task& task_;
};

Status commit(GDALDatasetH dataset, const std::string& path) {
  const GdalMessages messages;
  if (GDALDatasetCommitTransaction(dataset) != OGRERR_NONE) return messages.failure(path);
  return messages.status(path);
}

/// One transaction a layer, its table and aliases included: each statement by itself would be a write of its
/// own.
Status add_layer(GDALDatasetH dataset, const PackageLayer& layer, const LayerWriter::Plan& plan,
                 const Task& task) {
  GDALDatasetStartTransaction(dataset, FALSE);
  VP_TRY(LayerWriter writer, LayerWriter::create(dataset, kGeoPackage, layer.schema, plan));
  LayerProxy proxy(writer, task);
  VP_CHECK(layer.produce(proxy));
  return commit(dataset, plan.path);
}

/// A mixed layer has no style: QGIS opens it as one layer a kind of geometry, and a symbol fits only one of
/// them.
bool has_style(const PackageLayer& layer) {
  return layer.schema.geometry != GeometryKind::none && layer.schema.geometry != GeometryKind::any;
}

/// The table as QGIS makes it, so that it finds each layer's default style.
Schema styles_schema() {
  Schema schema{.name = kStylesTable, .title = {}, .geometry = GeometryKind::none, .columns = {}};
  for (const char* name :
       {"f_table_catalog", "f_table_schema", "f_table_name", "f_geometry_column", "styleName", "styleQML",
        "styleSLD", "useAsDefault", "description", "owner", "ui", "update_time"}) {
    const CellType type = std::string_view(name) == "useAsDefault" ? CellType::flag : CellType::text;
    schema.columns.push_back({name, {}, type, 0, {}, false});
  }
  return schema;
}

Status add_styles(GDALDatasetH dataset, const std::vector<PackageLayer>& layers, const std::string& path) {
  LayerWriter::Plan plan;
  plan.path = path;
  GDALDatasetStartTransaction(dataset, FALSE);
  VP_TRY(LayerWriter styles, LayerWriter::create(dataset, kGeoPackage, styles_schema(), std::move(plan)));
  for (const PackageLayer& layer : layers) {
    if (!has_style(layer)) continue;
    const std::string empty;
    const Cell cells[] = {empty,
                          empty,
                          layer.schema.name,
                          std::string("geom"),
                          std::string(kStyleName),
                          qml(layer),
                          empty,
                          true,
                          layer.title,
                          empty,
                          Cell(),
                          std::string(kStyleTime)};
    VP_CHECK(styles.write(cells, {}));
  }
  return commit(dataset, path);
}

}  // namespace

Status write_package(const std::string& path, const std::vector<PackageLayer>& layers, const std::string& crs,
                     const Task& task, const geo::PinnedOperations& pinned) {
  VP_TRY(const Staging staging, Staging::beside(path));
  VP_TRY(Dataset dataset, create_dataset(kGeoPackage, staging.file(kName), path));
  Status status;
  for (std::size_t i = 0; i < layers.size() && status; ++i) {
    task.step("export", i, layers.size());
    status = add_layer(dataset.get(), layers[i], {path, layers[i].title, crs, pinned, Lang::vi}, task);
  }
  // Always, for GDAL does not open a package that has no table at all.
  if (status) status = add_styles(dataset.get(), layers, path);
  // Also after a failure, for GDAL would otherwise speak when the dataset goes.
  Status closed = close_dataset(std::move(dataset), path);
  VP_CHECK(status);
  VP_CHECK(closed);
  return staging.publish(kName, path);
}

}  // namespace vungphu::formats
