#include "vector_file.hpp"

#include <algorithm>

#include "vungphu/base/text.hpp"

#include "archive.hpp"
#include "crs_text.hpp"
#include "feature_out.hpp"
#include "file_sets.hpp"
#include "gdal.hpp"
#include "geopackage_screen.hpp"
#include "row_filter.hpp"

namespace vungphu::reader {
namespace {

/// Features that are looked at for samples, and for the kind of geometry where a layer declares none.
constexpr int kSampleFeatures = 1000;

std::string kind_of(OGRwkbGeometryType type) {
  const OGRwkbGeometryType flat = OGR_GT_Flatten(type);
  if (flat == wkbNone) return "none";
  if (flat == wkbPoint || flat == wkbMultiPoint) return "point";
  if (OGR_GT_IsSubClassOf(flat, wkbCurve) || OGR_GT_IsSubClassOf(flat, wkbMultiCurve)) return "line";
  if (OGR_GT_IsSubClassOf(flat, wkbSurface) || OGR_GT_IsSubClassOf(flat, wkbMultiSurface)) return "area";
  return "mixed";
}

/// Two kinds seen in one layer.
std::string joined(const std::string& seen, const std::string& next) {
  return seen == "none" || seen == next ? next : "mixed";
}

class VectorFile : public DataSet {
 public:
  /// `contents` are the unpacked members that `dataset` reads from; `name`, when given, that of its only
  /// layer.
  VectorFile(std::vector<std::string> contents, DatasetPtr dataset, std::string name, const Limits& limits)
      : contents_(std::move(contents)),
        dataset_(std::move(dataset)),
        name_(std::move(name)),
        limits_(limits) {}

  std::vector<std::string> layer_names() const override {
    std::vector<std::string> names;
    for (int i = 0; i < GDALDatasetGetLayerCount(dataset_.get()); ++i)
      names.push_back(name_.empty() ? OGR_L_GetName(layer_at(static_cast<std::size_t>(i))) : name_);
    return names;
  }

  Result<LayerInfo> describe(std::size_t index) override {
    OGRLayerH layer = layer_at(index);
    OGRFeatureDefnH definition = OGR_L_GetLayerDefn(layer);
    GdalErrors errors;
    LayerInfo info;
    info.name = layer_names()[index];
    info.crs = crs_text(OGR_L_GetSpatialRef(layer));
    info.features = OGR_L_GetFeatureCount(layer, TRUE);
    if (info.features > limits_.features)
      return fail("reader.too_many_rows", {{"most", std::to_string(limits_.features)}});
    for (int field : kept_fields(definition)) {
      OGRFieldDefnH column = OGR_FD_GetFieldDefn(definition, field);
      info.fields.push_back({OGR_Fld_GetNameRef(column), type_name(column), {}});
    }
    if (info.fields.size() > limits_.columns)
      return fail("reader.too_many_columns", {{"most", std::to_string(limits_.columns)}});
    look_at_features(layer, info);
    VP_CHECK(errors.check("reader.damaged"));
    return info;
  }

  Result<ReadCounts> read(std::size_t index, const std::string& where, const RowSink& sink) override {
    OGRLayerH layer = layer_at(index);
    OGRFeatureDefnH definition = OGR_L_GetLayerDefn(layer);
    VP_TRY(RowFilter filter, RowFilter::compile(definition, where));
    const std::vector<int> fields = kept_fields(definition);
    ReadCounts counts;
    std::int64_t vertices = 0;
    GdalErrors errors;
    OGR_L_ResetReading(layer);
    while (FeaturePtr feature{OGR_L_GetNextFeature(layer)}) {
      if (++counts.read > limits_.features)
        return fail("reader.too_many_rows", {{"most", std::to_string(limits_.features)}});
      if (!filter.passes(feature.get())) {
        ++counts.filtered;
        continue;
      }
      RawFeature row;
      row.row = counts.read;
      take_geometry(feature.get(), row);
      vertices += static_cast<std::int64_t>(row.wkb.size() / (2 * sizeof(double)));
      if (vertices > limits_.vertices)
        return fail("reader.too_many_vertices", {{"most", std::to_string(limits_.vertices)}});
      for (int field : fields) row.fields.push_back(field_text(feature.get(), field));
      VP_CHECK(errors.check("reader.damaged"));
      VP_CHECK(sink(row));
    }
    VP_CHECK(errors.check("reader.damaged"));
    return counts;
  }

 private:
  OGRLayerH layer_at(std::size_t index) const {
    return GDALDatasetGetLayer(dataset_.get(), static_cast<int>(index));
  }

  static void look_at_features(OGRLayerH layer, LayerInfo& info) {
    const std::string declared = kind_of(OGR_L_GetGeomType(layer));
    std::string seen = "none";
    const std::vector<int> fields = kept_fields(OGR_L_GetLayerDefn(layer));
    OGR_L_ResetReading(layer);
    for (int i = 0; i < kSampleFeatures; ++i) {
      FeaturePtr feature{OGR_L_GetNextFeature(layer)};
      if (!feature) break;
      if (OGRGeometryH geometry = OGR_F_GetGeometryRef(feature.get()))
        seen = joined(seen, kind_of(OGR_G_GetGeometryType(geometry)));
      for (std::size_t column = 0; column < fields.size(); ++column)
        if (auto text = field_text(feature.get(), fields[column])) add_sample(info.fields[column], *text);
    }
    info.geometry = declared == "mixed" ? seen : declared;
  }

  std::vector<std::string> contents_;  // before dataset_: it reads them until it is closed
  DatasetPtr dataset_;
  std::string name_;
  Limits limits_;
};

Result<DataSetPtr> finish(const Format& format, std::vector<std::string> contents, const std::string& path,
                          std::string name, const Limits& limits) {
  VP_TRY(DatasetPtr dataset, open_with(format, path));
  if (static_cast<std::size_t>(GDALDatasetGetLayerCount(dataset.get())) > limits.layers)
    return fail("reader.too_many_layers", {{"most", std::to_string(limits.layers)}});
  return std::make_unique<VectorFile>(std::move(contents), std::move(dataset), std::move(name), limits);
}

Status mount_or_fail(const std::string& name, std::span<char> bytes) {
  return mount(name, bytes) ? Status{} : fail("reader.worker_memory");
}

/// Whether a .dbf holds UTF-8 that is not ASCII. Where nothing beside it says so, GDAL takes it for Latin-1.
bool holds_utf8(std::string_view dbf) {
  constexpr std::size_t kHeaderLength = 8;  // two bytes there, little-endian
  if (dbf.size() < kHeaderLength + 2) return false;
  const auto low = static_cast<unsigned char>(dbf[kHeaderLength]);
  const auto high = static_cast<unsigned char>(dbf[kHeaderLength + 1]);
  const std::string_view records = dbf.substr(std::min<std::size_t>(low + 256u * high, dbf.size()));
  const bool ascii = std::none_of(records.begin(), records.end(), [](char c) { return c & 0x80; });
  return !ascii && is_utf8(records);
}

/// A Shapefile or TAB kept as a zip. Its members get names of ours, in lower case: GDAL looks for "data.dbf"
/// beside "data.shp", whatever the sender's system made of upper case and accents.
Result<DataSetPtr> open_set(const Format& format, std::string_view zip, const Limits& limits) {
  VP_TRY(std::vector<std::string> members, screen_zip(zip));
  VP_TRY(FileSet set, only_set(members));
  if (set.format != format.id) return fail("reader.not_readable");
  std::vector<std::string> contents;
  contents.reserve(set.parts.size() + 1);  // what is mounted must not move
  bool utf8_unsaid = false;
  for (const auto& [extension, member] : set.parts) {
    VP_TRY(std::string content, extract_member(zip, member));
    contents.push_back(std::move(content));
    if (!contents.back().empty()) VP_CHECK(mount_or_fail("/vsimem/data." + extension, contents.back()));
    if (extension == "dbf") utf8_unsaid = !set.parts.contains("cpg") && holds_utf8(contents.back());
  }
  if (utf8_unsaid) {
    contents.emplace_back("UTF-8");
    VP_CHECK(mount_or_fail("/vsimem/data.cpg", contents.back()));
  }
  return finish(format, std::move(contents), "/vsimem/data." + set.format, set.stem, limits);
}

/// A GeoPackage left in WAL mode, as QGIS does, is marked as an ordinary one: SQLite would want to write
/// beside it. The pages themselves are the same; the mapping is private, so the file keeps its bytes.
void leave_wal_mode(std::span<char> bytes) {
  constexpr std::size_t kWriteVersion = 18, kReadVersion = 19;
  constexpr char kRollback = 1;
  if (bytes.size() > kReadVersion) bytes[kWriteVersion] = bytes[kReadVersion] = kRollback;
}

}  // namespace

Result<DataSetPtr> open_vector_file(const Format& format, std::span<char> bytes, const Limits& limits) {
  const std::string_view view(bytes.data(), bytes.size());
  if (format.id == "shp" || format.id == "tab") return open_set(format, view, limits);
  if (format.id == "gpkg") {
    leave_wal_mode(bytes);
    VP_CHECK(screen_geopackage(bytes));
  }
  std::string path = "/vsimem/data." + std::string(format.extensions[0]);
  if (format.id == "kml" && sniff(view.substr(0, 16)) == Signature::zip) {
    VP_CHECK(screen_zip(view));
    path = "/vsimem/data.kmz";  // whole: its document may be spread over several members
  }
  VP_CHECK(mount_or_fail(path, bytes));
  return finish(format, {}, path, "", limits);
}

}  // namespace vungphu::reader
