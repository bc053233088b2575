// A form as branches send it: who they are, a title and a letter's number above the head, a sum below.
#pragma once

#include "feed.hpp"
#include "paper.hpp"

namespace vungphu::demo {

inline constexpr std::array<const char*, 3> kOperatorNames{"Viettel", "VNPT", "MobiFone"};

struct FormRow {
  std::string code, name;
  std::int64_t total = 0, passed = 0, connected = 0, requested = 0;
  std::string passed_as_typed = {};  ///< instead of the number
};

struct Form {
  std::string file, office, title, about, letter;
  std::string key;     ///< what the rows are of: "ấp", "xã"
  std::string passed;  ///< head of the column
};

Status write_form(const std::string& folder, const Form& form, const std::vector<FormRow>& rows);

}  // namespace vungphu::demo
