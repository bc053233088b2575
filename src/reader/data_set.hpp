// A foreign file, opened inside the worker: what the two kinds of it, tables and layers of features, have in
// common.
#pragma once

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "vungphu/base/result.hpp"
#include "vungphu/model/raw.hpp"
#include "vungphu/reader/reader.hpp"

namespace vungphu::reader {

using RowSink = std::function<Status(const RawFeature&)>;

class DataSet {
 public:
  DataSet() = default;
  DataSet(const DataSet&) = delete;
  DataSet& operator=(const DataSet&) = delete;
  virtual ~DataSet() = default;

  virtual std::vector<std::string> layer_names() const = 0;
  virtual Result<LayerInfo> describe(std::size_t layer) = 0;
  /// Rows of `layer` in the file's order that meet `where`; an empty one is met by all.
  virtual Result<ReadCounts> read(std::size_t layer, const std::string& where, const RowSink& sink) = 0;
  /// Of a text table, as found.
  virtual std::string encoding() const { return {}; }
};

using DataSetPtr = std::unique_ptr<DataSet>;

/// Opens `bytes`, which outlive the data set, as `format` and as nothing else; of an archive, its `member`.
Result<DataSetPtr> open_data_set(std::string_view format, std::string_view member, std::span<char> bytes,
                                 const Limits& limits);

/// Index of `wanted`, or of the only layer that has rows when none is named.
/// Errors: reader.layer_needed, reader.layer_unknown, reader.no_layers.
Result<std::size_t> choose_layer(DataSet& data, const std::string& wanted);

/// Collects the few distinct values of a column that LayerInfo shows; long ones by their start.
void add_sample(FieldInfo& field, const std::string& value);
/// Cuts the texts of a row of LayerInfo::sample.
void shorten(RawFeature& row);

/// Chooses the rows of LayerInfo::sample while they pass by, however many there are: every row at first, then
/// every second one, every fourth …, so that at any time they are evenly spread.
class Sampler {
 public:
  /// Whether the next row is to be handed to take().
  bool wants_next() { return seen_++ % step_ == 0; }
  void take(RawFeature row);
  std::vector<RawFeature> rows() && { return std::move(rows_); }

 private:
  std::vector<RawFeature> rows_;
  std::int64_t seen_ = 0, step_ = 1;
};

}  // namespace vungphu::reader
