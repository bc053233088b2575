// A threshold as the decimal it was written as, so that comparing with it is exact.
#pragma once

#include <cstdint>
#include <string_view>

namespace vungphu::assess {

__extension__ typedef __int128 Wide;  // room for 100 * a count * a power of ten; an extension in ISO C++

/// digits / scale, exactly the shortest decimal that reads back as the double (at most 15 decimals and 1e15
/// in size).
struct Threshold {
  Wide digits = 0, scale = 1;

  explicit Threshold(double value);
  /// numerator / denominator >= (or >) the threshold; the denominator is positive.
  bool met_by(Wide numerator, Wide denominator, std::string_view comparator) const;
};

}  // namespace vungphu::assess
