#include "vector.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <system_error>

#include <cpl_string.h>

#include "staging.hpp"
#include "writers.hpp"

namespace vungphu::formats {
namespace {

namespace fs = std::filesystem;

constexpr std::array kGeoPackageOptions{"GEOMETRY_NAME=geom", "FID=fid", "SPATIAL_INDEX=YES"};
// With an index GDAL 3.6 holds about 300 bytes a feature (135 MB more at 500,000 than at 50,000) until the
// file is closed; without one, nothing, and features stay in their order.
constexpr std::array kFlatGeobufOptions{"SPATIAL_INDEX=NO"};
constexpr std::array kShapefileOptions{"ENCODING=UTF-8", "DBF_DATE_LAST_UPDATE=1970-01-01"};

constexpr std::size_t kShortName = 10;  // of dBASE

/// Names of one layer's file while it is made.
std::string part_name(const Schema& schema, const VectorFormat& format) {
  return schema.name + "." + format.extension;
}

/// One layer in one file, or for a Shapefile in several.
class VectorWriter : public Writer {
 public:
  VectorWriter(const VectorFormat& format, std::string part, std::string path, Staging staging)
      : format_(format), part_(std::move(part)), path_(std::move(path)), staging_(std::move(staging)) {}

  ~VectorWriter() override {
    const GdalMessages quiet;  // of a half-made file that nobody will see
    layer_.reset();
    dataset_.reset();
  }

  Status start(const Schema& schema, const Output& output) {
    VP_TRY(dataset_, create_dataset(format_, staging_.file(part_), path_));
    VP_TRY(LayerWriter layer,
           LayerWriter::create(dataset_.get(), format_, schema,
                               {path_, schema.title, output.crs, output.pinned, output.lang}));
    layer_.emplace(std::move(layer));
    GDALDatasetStartTransaction(dataset_.get(), FALSE);  // where there are transactions: one, for speed
    return {};
  }

  Status write(std::span<const Cell> cells, const geo::Geometry& geometry) override {
    if (format_.needs_geometry && !geo::has_geometry(geometry)) {
      ++left_out_;
      return {};
    }
    VP_CHECK(layer_->write(cells, geometry));
    ++rows_;
    return {};
  }

  Status close() override {
    layer_.reset();
    {
      const GdalMessages messages;
      if (GDALDatasetTestCapability(dataset_.get(), ODsCTransactions))
        GDALDatasetCommitTransaction(dataset_.get());
      VP_CHECK(messages.status(path_));
    }
    VP_CHECK(close_dataset(std::move(dataset_), path_));
    if (format_.unchecked) VP_CHECK(check_by_reading());
    VP_CHECK(publish_siblings());
    return staging_.publish(part_, path_);
  }

  std::uint64_t left_out() const override { return left_out_; }

 private:
  /// Every row that was written can be read again: the one proof that a full disk did not cut the file.
  Status check_by_reading() const {
    const GdalMessages messages;
    const char* drivers[] = {format_.driver, nullptr};
    const Dataset written(
        GDALOpenEx(staging_.file(part_).c_str(), GDAL_OF_VECTOR, drivers, nullptr, nullptr));
    OGRLayerH layer = written ? GDALDatasetGetLayer(written.get(), 0) : nullptr;
    std::int64_t found = 0;  // counted one by one, for the driver's own count is what its header hoped for
    while (OGRFeatureH feature = layer ? OGR_L_GetNextFeature(layer) : nullptr) {
      OGR_F_Destroy(feature);
      ++found;
    }
    if (found != rows_) return messages.failure(path_);
    return messages.status(path_);
  }

  /// The parts of a Shapefile go first, so that a .shp never stands without them; indexes that another
  /// program made for what was there before would answer wrongly, and go.
  Status publish_siblings() const {
    const fs::path stem = fs::path(path_).replace_extension();
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(staging_.folder())) {
      if (entry.path().filename() != part_) names.push_back(entry.path().filename());
    }
    std::ranges::sort(names);
    for (const std::string& name : names) {
      VP_CHECK(staging_.publish(name, stem.string() + fs::path(name).extension().string()));
    }
    if (names.empty()) return {};
    for (const char* stale : {".qix", ".sbn", ".sbx"}) {
      std::error_code none_there;
      fs::remove(stem.string() + stale, none_there);
    }
    return {};
  }

  const VectorFormat& format_;
  std::string part_, path_;
  Staging staging_;
  Dataset dataset_;
  std::optional<LayerWriter> layer_;
  std::int64_t rows_ = 0;
  std::uint64_t left_out_ = 0;
};

Made make(const VectorFormat& format, const std::string& part, const Schema& schema, const Output& output) {
  VP_TRY(Staging staging, Staging::beside(output.path));
  auto writer = std::make_unique<VectorWriter>(format, part, output.path, std::move(staging));
  VP_CHECK(writer->start(schema, output));
  return writer;
}

}  // namespace

constinit const VectorFormat kGeoPackage{"GPKG", "gpkg", kGeoPackageOptions};
constinit const VectorFormat kFlatGeobuf{"FlatGeobuf", "fgb", kFlatGeobufOptions, false, false, true, true};
constinit const VectorFormat kShapefile{"ESRI Shapefile", "shp", kShapefileOptions, true, true};

Result<Dataset> create_dataset(const VectorFormat& format, const std::string& path,
                               const std::string& shown) {
  set_up_gdal();
  const GdalMessages messages;
  Dataset made(GDALCreate(GDALGetDriverByName(format.driver), path.c_str(), 0, 0, 0, GDT_Unknown, nullptr));
  if (!made) return messages.failure(shown);
  return made;
}

Status close_dataset(Dataset dataset, const std::string& shown) {
  const GdalMessages messages;
  dataset.reset();
  return messages.status(shown);
}

std::vector<std::pair<std::string, std::string>> shortened_names(const Schema& schema,
                                                                 std::string_view format) {
  std::vector<std::pair<std::string, std::string>> shortened;
  if (format != "shp") return shortened;
  std::vector<std::string> taken;
  for (const Column& column : schema.columns) {
    if (column.name.size() <= kShortName) taken.push_back(column.name);
  }
  for (const Column& column : schema.columns) {
    if (column.name.size() <= kShortName) continue;
    std::string name = column.name.substr(0, kShortName);
    for (int n = 2; std::ranges::find(taken, name) != taken.end(); ++n) {
      const std::string number = std::to_string(n);
      name = column.name.substr(0, kShortName - number.size()) + number;
    }
    taken.push_back(name);
    shortened.emplace_back(column.name, name);
  }
  return shortened;
}

Made make_gpkg(const Schema& schema, const Output& output) {
  return make(kGeoPackage, part_name(schema, kGeoPackage), schema, output);
}

Made make_fgb(const Schema& schema, const Output& output) {
  return make(kFlatGeobuf, part_name(schema, kFlatGeobuf), schema, output);
}

Made make_shp(const Schema& schema, const Output& output) {
  const std::string extension = fs::path(output.path).extension();
  if (extension == ".shp") return make(kShapefile, part_name(schema, kShapefile), schema, output);
  if (extension == ".shz") return make(kShapefile, schema.name + ".shz", schema, output);
  if (extension == ".zip") return make(kShapefile, schema.name + ".shp.zip", schema, output);
  return fail("formats.shp_name", {{"path", output.path}});
}

}  // namespace vungphu::formats
