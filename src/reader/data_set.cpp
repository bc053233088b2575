#include "data_set.hpp"

#include <algorithm>

#include "vungphu/base/text.hpp"

#include "formats.hpp"
#include "gdal.hpp"
#include "input.hpp"
#include "raster_file.hpp"
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

/// A data set together with the bytes it reads from.
class KeptDataSet : public DataSet {
 public:
  explicit KeptDataSet(Input input) : input_(std::move(input)) {}
  Status open(const Format& format, const Limits& limits) {
    Result<DataSetPtr> opened = open_input(format, limits);
    if (!opened) return tl::unexpected(std::move(opened).error());
    inner_ = *std::move(opened);
    return {};
  }
  std::vector<std::string> layer_names() const override { return inner_->layer_names(); }
  Result<LayerInfo> describe(std::size_t layer) override { return inner_->describe(layer); }
  Result<ReadCounts> read(std::size_t layer, const std::string& where, const RowSink& sink) override {
    return inner_->read(layer, where, sink);
  }
  std::string encoding() const override { return inner_->encoding(); }

 private:
  Result<DataSetPtr> open_input(const Format& format, const Limits& limits) {
    switch (format.kind) {
      case Kind::text:
        return open_csv(input_.main, limits);
      case Kind::sheets:
        return open_sheets(format, input_.main, limits);
      case Kind::workbook:
        return open_xls(input_.main, limits);
      case Kind::features:
        return open_vector_file(format, input_, limits);
      case Kind::raster:
        break;
    }
    return open_raster(format, input_);
  }

  Input input_;  // before inner_, which reads from it
  DataSetPtr inner_;
};

}  // namespace

Result<DataSetPtr> open_data_set(std::string_view format_id, std::string_view member, std::span<char> bytes,
                                 const Limits& limits) {
  const Format* format = format_by_id(format_id);
  if (!format) return fail("reader.not_readable");
  VP_TRY(Input input, unpack(*format, member, bytes));
  if (input.main.empty() && format->id != "gdb") return fail("reader.file_empty");
  auto data = std::make_unique<KeptDataSet>(std::move(input));
  VP_CHECK(data->open(*format, limits));
  return data;
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
    if (field) field = std::string(first_bytes(*field));  // of that size: a shorter one keeps its memory
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
