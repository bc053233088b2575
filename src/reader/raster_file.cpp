#include "raster_file.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <optional>

#include <cpl_string.h>
#include <ogr_srs_api.h>

#include "crs_text.hpp"
#include "gdal.hpp"

namespace vungphu::reader {
namespace {

constexpr int kSide = 256;  // cells of a block that is handed over
constexpr std::int64_t kMostCells = 400'000'000, kMostBlockBytes = 64 << 20;
constexpr float kNoData = std::numeric_limits<float>::quiet_NaN();

std::int64_t blocks_along(std::int64_t cells) { return (cells + kSide - 1) / kSide; }

/// "-95 đến -85" gives -95: what a class of a classified grid says at the least.
std::optional<double> lowest_of(std::string_view name) {
  const std::size_t digit = name.find_first_of("0123456789");
  if (digit == name.npos) return std::nullopt;
  const std::size_t begin = digit > 0 && name[digit - 1] == '-' ? digit - 1 : digit;
  double value = 0;
  const auto [end, error] = std::from_chars(name.data() + begin, name.data() + name.size(), value);
  return error == std::errc() ? std::optional(value) : std::nullopt;
}

/// How a band's numbers become values.
struct Meaning {
  std::optional<double> no_data;
  double scale = 1, offset = 0;
  std::vector<double> classes = {};  ///< value of each class, where numbers are those of classes

  float value(double number) const {
    if (!std::isfinite(number)) return kNoData;
    if (no_data && (number == *no_data || static_cast<float>(number) == static_cast<float>(*no_data)))
      return kNoData;
    if (!classes.empty()) {
      const bool known = number >= 0 && number < static_cast<double>(classes.size());
      return known ? static_cast<float>(classes[static_cast<std::size_t>(number)]) : kNoData;
    }
    return static_cast<float>(number * scale + offset);
  }
};

/// Of a .grc: its classes by their names. The class of cells without a value has an empty name.
Result<std::vector<double>> class_values(GDALRasterBandH band) {
  std::vector<double> values;
  char** names = GDALGetRasterCategoryNames(band);
  for (int i = 0; i < CSLCount(names); ++i) {
    const std::string_view name = names[i];
    const std::optional<double> lowest = lowest_of(name);
    if (!lowest && !name.empty() && name != "No Data" && name != "Unknown")
      return fail("reader.grid_classes", {{"class", std::string(name)}});
    values.push_back(lowest.value_or(std::numeric_limits<double>::quiet_NaN()));
  }
  if (values.empty()) return fail("reader.grid_classes", {{"class", "?"}});
  return values;
}

class RasterFile : public DataSet {
 public:
  RasterFile(DatasetPtr dataset, geo::RasterGrid grid, std::string crs, bool classified)
      : dataset_(std::move(dataset)), grid_(grid), crs_(std::move(crs)), classified_(classified) {}

  std::vector<std::string> layer_names() const override {
    const int count = GDALGetRasterCount(dataset_.get());
    if (count == 1) return {"data"};
    std::vector<std::string> names;
    for (int i = 1; i <= count; ++i) {
      const std::string_view said = GDALGetDescription(GDALGetRasterBand(dataset_.get(), i));
      names.push_back("band_" + std::to_string(i) + (said.empty() ? "" : " " + std::string(said)));
    }
    return names;
  }

  Result<LayerInfo> describe(std::size_t index) override {
    LayerInfo info;
    info.name = layer_names()[index];
    info.geometry = "raster";
    info.crs = crs_;
    info.raster = grid_;
    info.features = blocks_along(grid_.columns) * blocks_along(grid_.lines);
    return info;
  }

  Result<ReadCounts> read(std::size_t index, const std::string& where, const RowSink& sink) override {
    if (!where.empty()) return fail("reader.bad_where", {{"where", where}, {"columns", "–"}});
    GDALRasterBandH band = GDALGetRasterBand(dataset_.get(), static_cast<int>(index) + 1);
    VP_TRY(Meaning meaning, meaning_of(band));
    ReadCounts counts;
    for (std::int64_t line = 0; line < grid_.lines; line += kSide)
      for (std::int64_t column = 0; column < grid_.columns; column += kSide) {
        RawFeature row;
        row.row = ++counts.read;
        row.cells = {column,
                     line,
                     std::min<std::int64_t>(kSide, grid_.columns - column),
                     std::min<std::int64_t>(kSide, grid_.lines - line),
                     {}};
        VP_TRY(bool any, fill(band, meaning, row.cells));
        if (any) VP_CHECK(sink(row));
      }
    return counts;
  }

 private:
  Result<Meaning> meaning_of(GDALRasterBandH band) const {
    Meaning meaning;
    int has = FALSE;
    const double no_data = GDALGetRasterNoDataValue(band, &has);
    if (has) meaning.no_data = no_data;
    if (classified_) {
      VP_TRY(meaning.classes, class_values(band));
      return meaning;
    }
    const double scale = GDALGetRasterScale(band, &has);
    if (has) meaning.scale = scale;
    const double offset = GDALGetRasterOffset(band, &has);
    if (has) meaning.offset = offset;
    return meaning;
  }

  /// Whether any of the cells has a value.
  static Result<bool> fill(GDALRasterBandH band, const Meaning& meaning, RawCells& cells) {
    const auto count = static_cast<std::size_t>(cells.columns * cells.lines);
    std::vector<double> numbers(count);
    GdalErrors errors;
    auto take = [&](GDALRasterBandH from, void* to, GDALDataType type) {
      return GDALRasterIO(from, GF_Read, static_cast<int>(cells.first_column),
                          static_cast<int>(cells.first_line), static_cast<int>(cells.columns),
                          static_cast<int>(cells.lines), to, static_cast<int>(cells.columns),
                          static_cast<int>(cells.lines), type, 0, 0) == CE_None;
    };
    if (!take(band, numbers.data(), GDT_Float64) || !errors.check("reader.damaged")) {
      VP_CHECK(errors.check("reader.damaged"));
      return fail("reader.damaged");
    }
    cells.values.resize(count);
    std::transform(numbers.begin(), numbers.end(), cells.values.begin(),
                   [&](double number) { return meaning.value(number); });
    const int flags = GDALGetMaskFlags(band);
    if ((flags & GMF_PER_DATASET) != 0 && (flags & GMF_NODATA) == 0) {
      std::vector<unsigned char> mask(count);
      if (!take(GDALGetMaskBand(band), mask.data(), GDT_Byte)) return fail("reader.damaged");
      for (std::size_t i = 0; i < count; ++i)
        if (mask[i] == 0) cells.values[i] = kNoData;
    }
    return !std::all_of(cells.values.begin(), cells.values.end(), [](float v) { return std::isnan(v); });
  }

  DatasetPtr dataset_;
  geo::RasterGrid grid_;
  std::string crs_;
  bool classified_;
};

/// What the file says, else the .prj beside it.
std::string crs_of(GDALDatasetH dataset, const Input& input) {
  std::string crs = crs_text(GDALGetSpatialRef(dataset));
  const auto beside = input.parts.find("prj");
  if (!crs.empty() || beside == input.parts.end()) return crs;
  std::string text(beside->second.data(), beside->second.size());
  char* lines[] = {text.data(), nullptr};
  GdalErrors quiet;  // what is no CRS names none
  OGRSpatialReferenceH system = OSRNewSpatialReference(nullptr);
  if (OSRImportFromESRI(system, lines) == OGRERR_NONE) crs = crs_text(system);
  OSRRelease(system);
  return crs;
}

Status check_budgets(GDALDatasetH dataset, const geo::RasterGrid& grid) {
  int width = 0, height = 0;
  GDALRasterBandH band = GDALGetRasterBand(dataset, 1);
  GDALGetBlockSize(band, &width, &height);
  const std::int64_t bytes =
      std::int64_t{width} * height * GDALGetDataTypeSizeBytes(GDALGetRasterDataType(band));
  if (grid.columns * grid.lines > kMostCells || bytes > kMostBlockBytes)
    return fail("reader.raster_too_large");
  return {};
}

}  // namespace

Result<DataSetPtr> open_raster(const Format& format, const Input& input) {
  VP_TRY(std::string name, mount_all(format, input));
  VP_TRY(DatasetPtr dataset,
         format.id == "grd" ? open_with(format, name, {"BAND_COUNT=1"}) : open_with(format, name));
  if (GDALGetRasterCount(dataset.get()) == 0) return fail("reader.no_layers");
  geo::RasterGrid grid{GDALGetRasterXSize(dataset.get()), GDALGetRasterYSize(dataset.get()), {}};
  VP_CHECK(check_budgets(dataset.get(), grid));
  auto& t = grid.transform;
  const bool placed = GDALGetGeoTransform(dataset.get(), t.data()) == CE_None &&
                      std::all_of(t.begin(), t.end(), [](double v) { return std::isfinite(v); }) &&
                      t[1] * t[5] - t[2] * t[4] != 0;
  if (!placed) return fail("reader.raster_without_place");
  std::string crs = crs_of(dataset.get(), input);
  return std::make_unique<RasterFile>(std::move(dataset), grid, std::move(crs), format.id == "grc");
}

}  // namespace vungphu::reader
