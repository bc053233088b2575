#include "vungphu/reader/limits.hpp"

#include <algorithm>
#include <array>

#include <nlohmann/json.hpp>

namespace vungphu::reader {
namespace {

using nlohmann::json;

constexpr std::uint64_t kMebi = 1u << 20;

struct Budget {
  std::string_view name;
  std::uint64_t least, most;  ///< of a value that makes sense
  std::uint64_t (*get)(const Limits&);
  void (*set)(Limits&, std::uint64_t);
};

template <auto Member, std::uint64_t Unit = 1>
constexpr Budget budget(std::string_view name, std::uint64_t least, std::uint64_t most) {
  using Value = std::remove_reference_t<decltype(std::declval<Limits&>().*Member)>;
  return {name, least, most,
          [](const Limits& limits) { return static_cast<std::uint64_t>(limits.*Member) / Unit; },
          [](Limits& limits, std::uint64_t value) { limits.*Member = static_cast<Value>(value * Unit); }};
}

constexpr std::array kBudgets{
    budget<&Limits::memory_bytes, kMebi>("memory_mb", 256, 1 << 20),  // GDAL and PROJ alone map some 200 MiB
    budget<&Limits::cpu_seconds>("cpu_seconds", 0, 86'400),
    budget<&Limits::wall_seconds>("wall_seconds", 1, 86'400),
    budget<&Limits::features>("rows", 1, 1'000'000'000),
    budget<&Limits::vertices>("vertices", 1, 10'000'000'000),
    budget<&Limits::columns>("columns", 1, 10'000),
    budget<&Limits::layers>("layers", 1, 10'000),
    budget<&Limits::archive_entries>("archive_entries", 1, 10'000'000),
    budget<&Limits::archive_bytes, kMebi>("archive_mb", 1, 1 << 20),
    budget<&Limits::archive_ratio>("archive_ratio", 1, 100'000),
};

Status set(Limits& limits, const std::string& name, const json& value) {
  const auto found =
      std::find_if(kBudgets.begin(), kBudgets.end(), [&](const Budget& b) { return b.name == name; });
  if (found == kBudgets.end()) {
    std::string names;
    for (const Budget& known : kBudgets) names += (names.empty() ? "" : ", ") + std::string(known.name);
    return fail("reader.limits_unknown", {{"name", name}, {"names", names}});
  }
  const bool whole = value.is_number_unsigned();
  if (!whole || value.get<std::uint64_t>() < found->least || value.get<std::uint64_t>() > found->most)
    return fail(
        "reader.limits_value",
        {{"name", name}, {"least", std::to_string(found->least)}, {"most", std::to_string(found->most)}});
  found->set(limits, value.get<std::uint64_t>());
  return {};
}

}  // namespace

Result<Limits> parse_limits(std::string_view text) {
  const json values = json::parse(text, nullptr, false);
  if (!values.is_object()) return fail("reader.limits_not_json");
  Limits limits;
  for (const auto& [name, value] : values.items()) VP_CHECK(set(limits, name, value));
  return limits;
}

std::vector<std::pair<std::string, std::uint64_t>> limit_values(const Limits& limits) {
  std::vector<std::pair<std::string, std::uint64_t>> values;
  for (const Budget& known : kBudgets) values.emplace_back(known.name, known.get(limits));
  return values;
}

}  // namespace vungphu::reader
