#include "vungphu/base/text.hpp"

#include "command.hpp"

namespace vungphu::app {

std::string Arguments::text(std::string_view name, std::string otherwise) const {
  auto found = values_.find(name);
  return found == values_.end() || found->second.empty() ? std::move(otherwise) : found->second.front();
}

std::vector<std::string> Arguments::all(std::string_view name) const {
  auto found = values_.find(name);
  return found == values_.end() ? std::vector<std::string>{} : found->second;
}

Result<std::optional<Date>> Arguments::date(std::string_view name) const {
  if (!has(name)) return std::nullopt;
  std::optional<Date> read = parse_iso_date(text(name));
  if (!read) return fail("usage.not_a_date", {{"option", std::string(name)}, {"value", text(name)}});
  return read;
}

Result<std::optional<double>> Arguments::number(std::string_view name) const {
  if (!has(name)) return std::nullopt;
  std::optional<double> read = parse_decimal(text(name));
  if (!read || *read < 0)
    return fail("usage.not_a_number", {{"option", std::string(name)}, {"value", text(name)}});
  return read;
}

Result<std::optional<std::int64_t>> Arguments::count(std::string_view name) const {
  if (!has(name)) return std::nullopt;
  std::optional<std::int64_t> read = parse_count(text(name));
  if (!read || *read < 0)
    return fail("usage.not_a_number", {{"option", std::string(name)}, {"value", text(name)}});
  return read;
}

}  // namespace vungphu::app
