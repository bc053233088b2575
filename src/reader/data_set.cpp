#include "data_set.hpp"

#include <algorithm>

#include "vungphu/base/text.hpp"

#include "formats.hpp"
#include "gdal.hpp"
#include "table_file.hpp"
#include "table_header.hpp"
#include "vector_file.hpp"

namespace vungphu::reader {
namespace {

/// Enough to know a value by, cut between characters: samples of 512 columns still fit into one frame.
std::string_view first_bytes(std::string_view value) {
  constexpr std::size_t kMost = 200;
  if (value.size() <= kMost) return value;
  std::size_t end = kMost;
  while (end > 0 && (value[end] & 0xC0) == 0x80) --end;
  return value.substr(0, end);
}

}  // namespace

Result<DataSetPtr> open_data_set(std::string_view format_id, std::string_view member, std::span<char> bytes,
                                 const Limits& limits) {
  const Format* format = format_by_id(format_id);
  if (!format) return fail("reader.not_readable");
  start_gdal(*format);
  if (format->id == "csv") return open_csv(bytes, limits);
  if (format->id == "xlsx") return open_xlsx(*format, bytes, limits);
  return open_vector_file(*format, member, bytes, limits);
}

Result<std::size_t> choose_layer(DataSet& data, const std::string& wanted) {
  const std::vector<std::string> names = data.layer_names();
  if (names.empty()) return fail("reader.no_layers");
  if (!wanted.empty()) {
    const auto found = std::find(names.begin(), names.end(), wanted);
    if (found != names.end()) return static_cast<std::size_t>(found - names.begin());
    return fail("reader.layer_unknown", {{"layer", wanted}, {"layers", join(nearest_names(wanted, names))}});
  }
  if (names.size() == 1) return 0;
  std::vector<std::size_t> with_rows;  // Excel's empty "Sheet2" is no choice
  for (std::size_t i = 0; i < names.size(); ++i) {
    VP_TRY(LayerInfo info, data.describe(i));
    if (info.features > 0) with_rows.push_back(i);
  }
  if (with_rows.size() == 1) return with_rows.front();
  return fail("reader.layer_needed", {{"layers", join(names)}});
}

void add_sample(FieldInfo& field, const std::string& value) {
  constexpr std::size_t kMost = 5;
  auto& samples = field.samples;
  if (samples.size() >= kMost || !is_filled(value)) return;
  const std::string_view start = first_bytes(value);
  if (std::find(samples.begin(), samples.end(), start) == samples.end()) samples.emplace_back(start);
}

void shorten(RawFeature& row) {
  for (std::optional<std::string>& field : row.fields)
    if (field) field->resize(first_bytes(*field).size());
}

void Sampler::take(RawFeature row) {
  shorten(row);
  if (rows_.size() == kSampleRows) {  // every second one goes; what came last was at an even place
    for (std::size_t i = 1; 2 * i < rows_.size(); ++i) rows_[i] = std::move(rows_[2 * i]);
    rows_.resize(rows_.size() / 2);
    step_ *= 2;
  }
  rows_.push_back(std::move(row));
}

}  // namespace vungphu::reader
