#include "vector_file.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <regex>

#include "vungphu/base/text.hpp"

#include "archive.hpp"
#include "crs_text.hpp"
#include "dbf.hpp"
#include "feature_out.hpp"
#include "file_sets.hpp"
#include "gdal.hpp"
#include "geopackage_screen.hpp"
#include "layer_columns.hpp"
#include "row_filter.hpp"

namespace vungphu::reader {
namespace {

/// Features that are looked at for samples, and for the kind of geometry where a layer declares none.
constexpr int kFirstFeatures = 1000;

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

/// Whether the first features' texts and the columns' names are UTF-8, as their format promises. Programs
/// that convert files pass on what they were given.
bool samples_are_utf8(OGRLayerH layer, const TextCoding& coding) {
  if (coding.bytes || coding.charset != "UTF-8") return true;
  OGRFeatureDefnH definition = OGR_L_GetLayerDefn(layer);
  const std::vector<int> fields = kept_fields(definition);
  auto fits = [](std::string_view text) { return is_utf8(text) || is_utf8(without_cut_character(text)); };
  for (int field : fields)
    if (!fits(OGR_Fld_GetNameRef(OGR_FD_GetFieldDefn(definition, field)))) return false;
  OGR_L_ResetReading(layer);
  for (std::size_t i = 0; i < kSampleRows; ++i) {
    FeaturePtr feature{OGR_L_GetNextFeature(layer)};
    if (!feature) break;
    for (int field : fields)
      if (is_text(feature.get(), field) && !fits(OGR_F_GetFieldAsString(feature.get(), field))) return false;
  }
  return true;
}

/// The highest feature id, where the dataset knows it; else `guess`.
std::int64_t highest_id(GDALDatasetH dataset, OGRLayerH layer, std::int64_t guess) {
  const std::string_view column = OGR_L_GetFIDColumn(layer);
  if (column.empty()) return guess;  // of files that number their features by their order
  auto quoted = [](std::string_view name) {
    std::string text = "\"";
    for (char c : name) text.append(c == '"' ? 2 : 1, c);
    return text + '"';
  };
  const std::string sql = "SELECT max(" + quoted(column) + ") FROM " + quoted(OGR_L_GetName(layer));
  GdalErrors quiet;
  OGRLayerH answer = GDALDatasetExecuteSQL(dataset, sql.c_str(), nullptr, nullptr);
  if (!answer) return guess;
  if (const FeaturePtr row{OGR_L_GetNextFeature(answer)}) guess = OGR_F_GetFieldAsInteger64(row.get(), 0);
  GDALDatasetReleaseResultSet(dataset, answer);
  return guess;
}

/// What is known of a data set before it is opened.
struct Opening {
  std::string name = {};  ///< of the only layer, where the file has a better one than GDAL
  bool indexed = false;   ///< a feature is found by its id without reading those before it
  TextCoding coding = {};
};

class VectorFile : public DataSet {
 public:
  VectorFile(Opening opening, DatasetPtr dataset, const Limits& limits)
      : opening_(std::move(opening)), dataset_(std::move(dataset)), limits_(limits) {
    codings_.resize(static_cast<std::size_t>(GDALDatasetGetLayerCount(dataset_.get())), opening_.coding);
    described_.resize(codings_.size());
  }

  std::vector<std::string> layer_names() const override {
    std::vector<std::string> names;
    for (std::size_t i = 0; i < codings_.size(); ++i)
      names.push_back(opening_.name.empty() ? OGR_L_GetName(layer_at(i)) : opening_.name);
    return names;
  }

  std::string encoding() const override { return opening_.coding.claimed ? opening_.coding.charset : ""; }

  Result<LayerInfo> describe(std::size_t index) override {
    if (!described_[index]) {
      VP_TRY(described_[index], look_at_layer(index));
    }
    return *described_[index];
  }

  Result<ReadCounts> read(std::size_t index, const std::string& where, const RowSink& sink) override {
    OGRLayerH layer = layer_at(index);
    const LayerColumns columns(OGR_L_GetLayerDefn(layer), codings_[index]);
    VP_TRY(RowFilter filter, RowFilter::compile(columns.definition(), where));
    ReadCounts counts;
    std::int64_t vertices = 0;
    GdalErrors errors;
    OGR_L_ResetReading(layer);
    while (FeaturePtr feature{OGR_L_GetNextFeature(layer)}) {
      if (++counts.read > limits_.features)
        return fail("reader.too_many_rows", {{"most", std::to_string(limits_.features)}});
      if (!columns.passes(filter, feature.get())) {
        ++counts.filtered;
        continue;
      }
      RawFeature row = columns.fields_of(feature.get());
      row.row = counts.read;
      take_geometry(feature.get(), row);
      vertices += static_cast<std::int64_t>(row.wkb.size() / (2 * sizeof(double)));
      if (vertices > limits_.vertices)
        return fail("reader.too_many_vertices", {{"most", std::to_string(limits_.vertices)}});
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

  Result<LayerInfo> look_at_layer(std::size_t index) {
    OGRLayerH layer = layer_at(index);
    OGRFeatureDefnH definition = OGR_L_GetLayerDefn(layer);
    GdalErrors errors;
    LayerInfo info;
    info.name = layer_names()[index];
    info.crs = crs_text(OGR_L_GetSpatialRef(layer));
    info.features = OGR_L_GetFeatureCount(layer, TRUE);
    if (info.features > limits_.features)
      return fail("reader.too_many_rows", {{"most", std::to_string(limits_.features)}});
    const std::vector<int> fields = kept_fields(definition);
    if (fields.size() > limits_.columns)
      return fail("reader.too_many_columns", {{"most", std::to_string(limits_.columns)}});
    if (!samples_are_utf8(layer, codings_[index])) codings_[index] = {{}, true};
    const TextCoding& coding = codings_[index];
    info.bytes = coding.bytes;
    for (int field : fields) {
      OGRFieldDefnH column = OGR_FD_GetFieldDefn(definition, field);
      info.fields.push_back({decoded(coding, OGR_Fld_GetNameRef(column)), type_name(column), {}});
    }
    look_at_features(layer, coding, info);
    VP_CHECK(errors.check("reader.damaged"));
    return info;
  }

  void look_at_features(OGRLayerH layer, const TextCoding& coding, LayerInfo& info) const {
    const std::string declared = kind_of(OGR_L_GetGeomType(layer));
    std::string seen = "none";
    const LayerColumns columns(OGR_L_GetLayerDefn(layer), coding);
    Sampler sampler;
    std::int64_t first_id = 0;
    OGR_L_ResetReading(layer);
    for (int i = 0; i < kFirstFeatures; ++i) {
      FeaturePtr feature{OGR_L_GetNextFeature(layer)};
      if (!feature) break;
      if (i == 0) first_id = OGR_F_GetFID(feature.get());
      if (OGRGeometryH geometry = OGR_F_GetGeometryRef(feature.get()))
        seen = joined(seen, kind_of(OGR_G_GetGeometryType(geometry)));
      RawFeature row = columns.fields_of(feature.get());
      row.row = i + 1;
      for (std::size_t column = 0; column < row.fields.size(); ++column)
        if (row.fields[column]) add_sample(info.fields[column], *row.fields[column]);
      take_first_point(feature.get(), row);
      if (sampler.wants_next()) sampler.take(std::move(row));
    }
    info.geometry = declared == "mixed" ? seen : declared;
    info.sample = std::move(sampler).rows();
    if (info.features > kFirstFeatures && opening_.indexed && OGR_L_TestCapability(layer, OLCRandomRead))
      look_all_over(layer, columns, first_id, info);
  }

  /// Takes the sample by feature ids, where a layer finds a feature by its id without reading the others
  /// (GDAL says so of GeoJSON as well, and reads the whole file for it). Ids
  /// count from the first one's; where some are missing, as of deleted features, `row` is about right.
  void look_all_over(OGRLayerH layer, const LayerColumns& columns, std::int64_t first_id,
                     LayerInfo& info) const {
    const std::int64_t last_id = highest_id(dataset_.get(), layer, first_id + info.features - 1);
    if (last_id < first_id) return;
    GdalErrors quiet;  // a missing id is no fault of the file
    std::vector<RawFeature> spread;
    const auto ids = static_cast<double>(last_id - first_id), most = static_cast<double>(kSampleRows - 1);
    for (std::size_t i = 0; i < kSampleRows; ++i) {
      const double share = static_cast<double>(i) / most;
      FeaturePtr feature{OGR_L_GetFeature(layer, first_id + static_cast<std::int64_t>(ids * share))};
      if (!feature) continue;
      RawFeature row = columns.fields_of(feature.get());
      row.row = 1 + static_cast<std::int64_t>(static_cast<double>(info.features - 1) * share);
      take_first_point(feature.get(), row);
      shorten(row);
      spread.push_back(std::move(row));
    }
    if (spread.size() >= kSampleRows / 2) info.sample = std::move(spread);
  }

  Opening opening_;
  DatasetPtr dataset_;
  std::vector<TextCoding> codings_;  ///< of each layer
  std::vector<std::optional<LayerInfo>> described_;
  Limits limits_;
};

constexpr std::array<std::string_view, 5> kIndexed{"gpkg", "shp", "fgb", "tab", "gdb"};

Result<DataSetPtr> finish(const Format& format, const std::string& path, Opening opening,
                          const Limits& limits) {
  const bool shape = format.id == "shp";  // its texts are decoded by us
  opening.indexed = std::find(kIndexed.begin(), kIndexed.end(), format.id) != kIndexed.end();
  VP_TRY(DatasetPtr dataset, shape ? open_with(format, path, {"ENCODING="}) : open_with(format, path));
  if (static_cast<std::size_t>(GDALDatasetGetLayerCount(dataset.get())) > limits.layers)
    return fail("reader.too_many_layers", {{"most", std::to_string(limits.layers)}});
  return std::make_unique<VectorFile>(std::move(opening), std::move(dataset), limits);
}

/// MapInfo's files say their charset on a line of their own ("!charset WindowsLatin1" of a .tab, "Charset
/// "WindowsLatin1"" of a .mif). Gives it, and writes "Neutral" over it, so that GDAL hands the bytes on as
/// they are.
std::string take_charset(std::span<char> text) {
  static const std::regex kLine(R"rx((?:^|\n)[ \t]*!?charset[ \t]+"?([A-Za-z0-9_-]+)("?))rx",
                                std::regex::icase);
  constexpr std::size_t kHead = 1024;  // std::regex recurses; the line is near the top
  const std::string head(text.data(), std::min(kHead, text.size()));
  std::smatch found;
  if (!std::regex_search(head, found, kLine)) return {};
  std::string neutral = "Neutral" + found.str(2);
  const auto room = static_cast<std::size_t>(found.length(1) + found.length(2));
  if (neutral.size() <= room) {
    neutral.resize(room, ' ');
    std::copy(neutral.begin(), neutral.end(), text.begin() + found.position(1));
  }
  return found.str(1);
}

std::string_view view_of(std::span<char> bytes) { return {bytes.data(), bytes.size()}; }

std::string_view part_of(const Input& input, const std::string& extension) {
  const auto found = input.parts.find(extension);
  return found == input.parts.end() ? std::string_view() : view_of(found->second);
}

/// The texts of a Shapefile or of MapInfo's tables, and what is said of them.
TextCoding coding_of(const Format& format, const Input& input) {
  std::string charset;
  for (const char* head : {"tab", "mif"})
    if (const auto part = input.parts.find(head); part != input.parts.end())
      charset = charset_of_claim(take_charset(part->second));
  if (format.id == "mif")
    return choose_coding(charset, [&](const TextVisit& visit) {
      for (const auto& [extension, bytes] : input.parts)
        if (!visit(view_of(bytes))) return;
    });
  const std::string_view dat = part_of(input, "dat"), dbf = part_of(input, "dbf");
  if (const std::string_view said = part_of(input, "cpg"); !said.empty())
    charset = charset_of_claim(said);
  else if (format.id == "shp")
    charset = claim_of_language(dbf_language(dbf));
  const std::vector<bool> characters =
      dat.empty() ? std::vector<bool>() : character_columns(part_of(input, "tab"));
  return choose_coding(
      charset, [&](const TextVisit& visit) { each_dbf_text(dat.empty() ? dbf : dat, characters, visit); });
}

bool holds(std::string_view text, std::string_view word) { return text.find(word) != text.npos; }

/// A picture laid on the earth and links to elsewhere are valid KML, without a feature in them.
Status check_has_placemarks(std::string_view bytes) {
  std::vector<std::string> documents;
  if (sniff(bytes.substr(0, 512)) == Signature::zip) {
    VP_TRY(std::vector<std::string> names, screen_archive(bytes));
    std::erase_if(names, [](const std::string& name) { return extension_of(name) != "kml"; });
    if (names.empty()) return fail("reader.not_readable");
    VP_TRY(auto contents, extract_members(bytes, names));
    for (auto& [name, content] : contents) documents.push_back(std::move(content));
  } else {
    documents.emplace_back(bytes);
  }
  bool picture = false, links = false;
  for (const std::string& document : documents) {
    if (holds(document, "Placemark")) return {};
    picture = picture || holds(document, "GroundOverlay");
    links = links || holds(document, "NetworkLink");
  }
  if (picture) return fail("reader.picture");
  return links ? Status(fail("reader.network_links")) : Status{};
}

/// A .tab may stand for a picture, or for tables in other files.
Status check_is_table(std::string_view tab) {
  const std::string text = lower(tab.substr(0, 64u << 10));
  if (holds(text, "type \"raster\"")) return fail("reader.picture");
  const bool elsewhere = holds(text, "create view") || holds(text, "isseamless\" = \"true\"");
  return elsewhere ? Status(fail("reader.tab_of_tabs")) : Status{};
}

/// A GeoPackage left in WAL mode, as QGIS does, is marked as an ordinary one: SQLite would want to write
/// beside it. The pages themselves are the same; the mapping is private, so the file keeps its bytes.
void leave_wal_mode(std::span<char> bytes) {
  constexpr std::size_t kWriteVersion = 18, kReadVersion = 19;
  constexpr char kRollback = 1;
  if (bytes.size() > kReadVersion) bytes[kWriteVersion] = bytes[kReadVersion] = kRollback;
}

}  // namespace

Result<DataSetPtr> open_vector_file(const Format& format, const Input& input, const Limits& limits) {
  const std::string_view main = view_of(input.main);
  Opening opening{.name = input.parts.size() > 1 && format.id != "gdb" ? input.stem : ""};
  if (format.id == "tab") VP_CHECK(check_is_table(main));
  if (has_parts(format.id)) opening.coding = coding_of(format, input);
  if (format.id == "gpkg") {
    leave_wal_mode(input.main);
    VP_CHECK(screen_geopackage(input.main));
  }
  if (format.id == "kml") {
    VP_CHECK(check_has_placemarks(main));
    if (sniff(main.substr(0, 512)) == Signature::zip) {
      // Whole: its document may be spread over several members.
      if (!mount("/vsimem/data.kmz", input.main)) return fail("reader.worker_memory");
      return finish(format, "/vsimem/data.kmz", std::move(opening), limits);
    }
  }
  VP_TRY(std::string name, mount_all(format, input));
  return finish(format, name, std::move(opening), limits);
}

}  // namespace vungphu::reader
