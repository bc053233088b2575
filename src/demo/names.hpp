// Names of a province that does not exist, spelt as such names are.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "prng.hpp"

namespace vungphu::demo {

inline constexpr const char* kProvinceName = "Tỉnh Sông Mơ";

/// "Thị trấn Cái Sậy" without its first words, which say what it is.
std::string bare_name(std::string_view name);

class Names {
 public:
  explicit Names(std::uint64_t seed);

  /// "Tân Hưng Thạnh": two or three words of good omen, each name once; there are over 600.
  std::string commune();
  /// "Rạch Sậy": a water and what grows by it, for districts and zones, each name once; there are 180.
  std::string water();
  /// The names of a commune's hamlets: "Ấp Kinh Ngang", "Ấp 5"; in a town "Khóm 1", "Khóm 2" …
  std::vector<std::string> hamlets(std::size_t count, bool town);
  /// Someone a school may be named after: "Lê Hoài Mơ".
  std::string person();

 private:
  Prng prng_;
  std::vector<std::string> communes_, waters_;  ///< still unused, in an order of chance
};

}  // namespace vungphu::demo
