// A sum whose last digit does not hang on how long it is.
#pragma once

#include <cmath>

namespace vungphu {

/// Neumaier's compensated sum (Rundungsfehleranalyse einiger Verfahren zur Summation endlicher Summen, ZAMM
/// 54, 1974). The order of adding is the caller's to fix: equal orders give equal digits.
class CompensatedSum {
 public:
  void add(double value) {
    const double sum = sum_ + value;
    rest_ += std::abs(sum_) >= std::abs(value) ? (sum_ - sum) + value : (value - sum) + sum_;
    sum_ = sum;
  }
  double value() const { return sum_ + rest_; }

 private:
  double sum_ = 0, rest_ = 0;
};

}  // namespace vungphu
