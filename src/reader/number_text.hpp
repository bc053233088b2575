// Numbers as a person would write them.
#pragma once

#include <string>

namespace vungphu::reader {

/// The shortest text that reads as the same number: 100000, not 1e+05; the exponent is for what no table
/// holds.
std::string shortest(float value);
std::string shortest(double value);

}  // namespace vungphu::reader
