#include <cassert>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "cells.hpp"
#include "json_text.hpp"
#include "sink.hpp"
#include "writers.hpp"

namespace vungphu::formats {
namespace {

/// {head, "rows": […]} (or as the rows are called), one row a line so that a long file can be read, searched
/// and compared line by line.
class JsonWriter : public Writer {
 public:
  JsonWriter(Schema schema, const Output& output, Sink sink)
      : schema_(std::move(schema)), head_(output.head), name_(output.rows), sink_(std::move(sink)) {}

  Status write(std::span<const Cell> cells, const geo::Geometry& geometry) override {
    fill_row(row_, cells, geometry, schema_.columns.size());
    line_ = rows_++ == 0 ? opening() + "\n{" : ",\n{";
    append_members(line_, schema_.columns, row_);
    line_ += '}';
    return sink_.put(line_);
  }

  Status close() override {
    VP_CHECK(sink_.put(rows_ == 0 ? opening() + "]}\n" : "\n]}\n"));
    return sink_.close();
  }

 private:
  std::string opening() const {
    return "{" + (head_.empty() ? head_ : head_ + ",\n") + json_string(name_) + ":[";
  }

  Schema schema_;
  std::string head_, name_;
  Sink sink_;
  std::string line_;
  std::vector<Cell> row_;
  std::uint64_t rows_ = 0;
};

}  // namespace

std::string json_string(const std::string& text) {
  return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

void append_members(std::string& out, std::span<const Column> columns, std::span<const Cell> cells) {
  assert(columns.size() == cells.size());
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (i > 0) out += ',';
    out += json_string(columns[i].name) + ':';
    if (is_nothing(cells[i])) {
      out += "null";
    } else if (const auto* value = std::get_if<std::string>(&cells[i])) {
      out += json_string(*value);
    } else if (const auto* word = std::get_if<Word>(&cells[i])) {
      out += json_string(word->code);
    } else if (const auto* counts = std::get_if<std::vector<std::int64_t>>(&cells[i])) {
      out += fmt::format("[{}]", fmt::join(*counts, ","));
    } else if (const auto* codes = std::get_if<std::vector<std::string>>(&cells[i])) {
      out += nlohmann::json(*codes).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    } else {
      out += machine_text(cells[i]);
    }
  }
}

Made make_json(const Schema& schema, const Output& output) {
  VP_TRY(Sink sink, Sink::open(output.path));
  return std::make_unique<JsonWriter>(with_position(schema), output, std::move(sink));
}

}  // namespace vungphu::formats
