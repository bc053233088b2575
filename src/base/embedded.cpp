#include "vungphu/base/embedded.hpp"

#include <algorithm>
#include <cstdint>
#include <span>

namespace {

/// A row of the table in embedded_data.s.
struct Row {
  const char* name;
  const char* bytes;
  std::uint64_t size;
};

}  // namespace

extern "C" {
extern const Row vungphu_embedded_table[];
extern const std::uint64_t vungphu_embedded_count;
}

namespace vungphu {
namespace {

std::span<const Row> table() { return {vungphu_embedded_table, vungphu_embedded_count}; }

auto first_not_before(std::string_view name) {
  return std::ranges::lower_bound(table(), name, {},
                                  [](const Row& row) { return std::string_view(row.name); });
}

}  // namespace

std::string_view embedded_file(std::string_view name) {
  const auto row = first_not_before(name);
  if (row == table().end() || name != row->name) return {};
  return {row->bytes, row->size};
}

std::vector<std::string_view> embedded_files(std::string_view prefix) {
  std::vector<std::string_view> names;
  for (auto row = first_not_before(prefix); row != table().end(); ++row) {
    if (!std::string_view(row->name).starts_with(prefix)) break;
    names.emplace_back(row->name);
  }
  return names;
}

}  // namespace vungphu
