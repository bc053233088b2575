#include "vungphu/model/profile.hpp"

#include <algorithm>
#include <array>

#include "vungphu/base/text.hpp"

namespace vungphu {
namespace {

template <class T>
const T* with_id(const std::vector<T>& all, std::string_view id) {
  const auto found = std::ranges::find(all, id, &T::id);
  return found == all.end() ? nullptr : &*found;
}

}  // namespace

bool Technology::is_mobile() const {
  constexpr std::array<std::string_view, 3> kMobile{"300", "400", "500"};
  return std::ranges::any_of(
      bdc, [&](const std::string& code) { return std::ranges::find(kMobile, code) != kMobile.end(); });
}

bool Profile::is_level(std::string_view kind) const {
  return std::ranges::find(levels, kind) != levels.end();
}
const Technology* Profile::technology(std::string_view wanted) const { return with_id(technologies, wanted); }
const Indicator* Profile::indicator(std::string_view wanted) const { return with_id(indicators, wanted); }

const Operator* Profile::find_operator(std::string_view id_or_brand) const {
  return vungphu::find_operator(operators, id_or_brand);
}

const Operator* find_operator(const std::vector<Operator>& operators, std::string_view id_or_brand) {
  const std::string wanted = fold(id_or_brand);
  if (wanted.empty()) return nullptr;
  const auto is_called = [&](const Operator& op) {
    return fold(op.id) == wanted || fold(op.name) == wanted ||
           std::ranges::any_of(op.brands, [&](const std::string& brand) { return fold(brand) == wanted; });
  };
  const auto found = std::ranges::find_if(operators, is_called);
  return found == operators.end() ? nullptr : &*found;
}

}  // namespace vungphu
