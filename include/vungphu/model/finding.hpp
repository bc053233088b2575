// One remark on a submission or a list. Its sentence is the catalogue's "finding.<code>", its remedy
// "finding.<code>.fix".
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "vungphu/base/result.hpp"

namespace vungphu {

enum class Severity { note, warning, error };
constexpr std::string_view name_of(Severity s) {
  return s == Severity::error ? "error" : s == Severity::warning ? "warning" : "note";
}

struct Finding {
  std::string code;  ///< stable, snake_case
  Severity severity = Severity::note;
  std::int64_t row = 0;  ///< RawFeature::row; 0 for the file as a whole
  std::string field;     ///< the file's own column name, where one is meant
  std::string value;     ///< what was found there
  Args args;             ///< for the sentence; row, field and value are always available to it
};

}  // namespace vungphu
