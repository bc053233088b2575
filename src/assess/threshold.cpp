#include "threshold.hpp"

#include <algorithm>
#include <charconv>
#include <cstddef>

#include "vungphu/assess/scorecard.hpp"

namespace vungphu::assess {
namespace {

constexpr double kLargest =
    1e15;  // beyond it products would leave 128 bits; no indicator of people comes near
constexpr int kMostDecimals = 15;

}  // namespace

Threshold::Threshold(double value) {
  char text[64];
  const double kept = std::clamp(value, -kLargest, kLargest);
  const auto end = std::to_chars(text, text + sizeof text, kept, std::chars_format::fixed);
  bool negative = false, fraction = false;
  int decimals = 0;
  for (const char* at = text; at != end.ptr; ++at) {
    if (*at == '-') {
      negative = true;
    } else if (*at == '.') {
      fraction = true;
    } else if (decimals < kMostDecimals) {
      digits = digits * 10 + (*at - '0');
      if (fraction) ++decimals, scale *= 10;
    }
  }
  if (negative) digits = -digits;
}

bool Threshold::met_by(Wide numerator, Wide denominator, std::string_view comparator) const {
  const Wide left = numerator * scale;
  const Wide right = digits * denominator;
  return comparator == ">" ? left > right : left >= right;
}

bool meets(std::int64_t covered, std::int64_t total, const std::string& comparator, double threshold) {
  return total > 0 && Threshold(threshold).met_by(Wide{100} * covered, total, comparator);
}

std::int64_t missing_to_target(std::int64_t covered, std::int64_t total, const std::string& comparator,
                               double threshold) {
  const Threshold t(threshold);
  // c * 100 * scale >= digits * total: rounded up for ">=", the next whole number for ">".
  const Wide wanted = t.digits * total, step = Wide{100} * t.scale;
  const Wide needed = comparator == ">" ? wanted / step + 1 : (wanted + step - 1) / step;
  return std::max<std::int64_t>(0, static_cast<std::int64_t>(std::min<Wide>(needed, total)) - covered);
}

}  // namespace vungphu::assess
