#include "exactness.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <numeric>

#include <fmt/core.h>

#include "vungphu/base/text.hpp"

namespace vungphu::intake {
namespace {

constexpr std::int64_t kTold_percent = 5;       ///< one of a hundred exact rows ends in 0 twice by chance
constexpr double kMetresPerDegree = 111'320;    ///< at the equator
constexpr std::size_t kMostVertices = 4;        ///< looked at in a feature
constexpr std::uint32_t kPoint = 1, kLine = 2;  ///< types of well-known binary

/// The first vertices of little-endian well-known binary in two dimensions, which is what the reader hands
/// over.
class Vertices {
 public:
  explicit Vertices(std::string_view wkb) : rest_(wkb) {
    std::uint32_t type = header();
    if (type > 3 && type <= 7) {
      skip(4);
      type = header();
    }
    if (type == kPoint)
      count_ = 1;
    else if (type == kLine)
      count_ = number();
    else if (type == 3 && number() > 0)
      count_ = number();
  }
  bool single() const { return single_; }
  bool next(double& x, double& y) {
    if (count_ == 0 || rest_.size() < 16) return false;
    --count_;
    std::memcpy(&x, rest_.data(), 8);
    std::memcpy(&y, rest_.data() + 8, 8);
    skip(16);
    return true;
  }

 private:
  void skip(std::size_t bytes) { rest_.remove_prefix(std::min(bytes, rest_.size())); }
  std::uint32_t number() {
    std::uint32_t value = 0;
    if (rest_.size() >= 4) std::memcpy(&value, rest_.data(), 4);
    skip(4);
    return value;
  }
  std::uint32_t header() {
    const bool little = !rest_.empty() && rest_.front() == 1;
    skip(1);
    const std::uint32_t type = number();
    single_ = little && type == kPoint;
    return little ? type : 0;
  }

  std::string_view rest_;
  std::uint32_t count_ = 0;
  bool single_ = false;
};

/// Decimals that `value` needs, at most Exactness::kEnough.
std::size_t decimals_of(double value) {
  constexpr double kNothing = 1e-6;
  double scaled = value;
  for (std::size_t decimals = 0; decimals < Exactness::kEnough; ++decimals, scaled *= 10)
    if (std::abs(scaled - std::round(scaled)) <= kNothing) return decimals;
  return Exactness::kEnough;
}

/// Digits after the only sign in `text`; nothing where it is no plain decimal number.
std::optional<std::size_t> decimals_of(std::string_view text, char& sign) {
  text = trim(text);
  if (!text.empty() && (text.front() == '-' || text.front() == '+')) text.remove_prefix(1);
  const std::size_t at = text.find_first_not_of("0123456789");
  if (text.empty()) return std::nullopt;
  if (at == std::string_view::npos) return 0;
  if (text[at] != '.' && text[at] != ',') return std::nullopt;
  if (text.find_first_not_of("0123456789", at + 1) != std::string_view::npos) return std::nullopt;
  sign = text[at];
  return text.size() - at - 1;
}

void add(std::size_t decimals, Exactness& exactness) {
  ++exactness.rows;
  if (decimals < Exactness::kEnough) ++exactness.coarse[decimals];
}

}  // namespace

bool is_origin(std::string_view wkb) {
  Vertices vertices(wkb);
  double x = 1, y = 1;
  return vertices.single() && vertices.next(x, y) && x == 0 && y == 0;
}

void note_exactness(std::string_view wkb, Exactness& exactness) {
  Vertices vertices(wkb);
  std::size_t most = 0, seen = 0;
  for (double x = 0, y = 0; seen < kMostVertices && most < Exactness::kEnough && vertices.next(x, y); ++seen)
    most = std::max({most, decimals_of(x), decimals_of(y)});
  if (seen > 0) add(most, exactness);
}

void note_exactness(std::string_view east, std::string_view north, Exactness& exactness) {
  char first = 0, second = 0;
  const auto x = decimals_of(east, first), y = decimals_of(north, second);
  if (!x || !y) return;
  add(std::max(*x, *y), exactness);
  exactness.comma += first == ',' || second == ',';
  exactness.point += first == '.' || second == '.';
}

void tell_exactness(const Exactness& exactness, std::vector<Finding>& findings) {
  const auto& coarse = exactness.coarse;
  const std::int64_t count = std::accumulate(coarse.begin(), coarse.end(), std::int64_t{0});
  if (count > 0 && count * 100 >= exactness.rows * kTold_percent) {
    const auto decimals = std::max_element(coarse.begin(), coarse.end()) - coarse.begin();
    const double step = kMetresPerDegree / std::pow(10.0, static_cast<double>(decimals));
    const double share = 100.0 * static_cast<double>(count) / static_cast<double>(exactness.rows);
    findings.push_back({"decimals_few",
                        Severity::warning,
                        0,
                        "",
                        "",
                        {{"count", std::to_string(count)},
                         {"rows", std::to_string(exactness.rows)},
                         {"percent", fmt::format("{:.0f}", share)},
                         {"decimals", std::to_string(decimals)},
                         {"metres", fmt::format("{:.0f}", step)}}});
  }
  if (exactness.comma > 0 && exactness.point > 0)
    findings.push_back(
        {"decimals_mixed",
         Severity::note,
         0,
         "",
         "",
         {{"comma", std::to_string(exactness.comma)}, {"point", std::to_string(exactness.point)}}});
}

}  // namespace vungphu::intake
