#include "names.hpp"

#include <array>
#include <utility>

namespace vungphu::demo {
namespace {

constexpr std::array<const char*, 20> kOmens{"Tân",   "Phú",  "Vĩnh", "Long",  "An",    "Bình",  "Hòa",
                                             "Thạnh", "Hưng", "Mỹ",   "Phước", "Lộc",   "Khánh", "Trung",
                                             "Đông",  "Hiệp", "Thới", "Định",  "Thuận", "Lợi"};
constexpr std::array<const char*, 10> kWaters{"Kinh", "Rạch", "Vàm", "Cái",   "Đầm",
                                              "Bàu",  "Xẻo",  "Gò",  "Mương", "Lung"};
constexpr std::array<const char*, 18> kBesides{"Sậy",  "Tràm", "Đước", "Mắm",   "Bần",  "Sen",
                                               "Súng", "Dừa",  "Lá",   "Ngang", "Dài",  "Sâu",
                                               "Mới",  "Cạn",  "Giữa", "Lức",   "Chàm", "Muỗi"};
constexpr std::array<const char*, 8> kFamilies{"Nguyễn", "Trần", "Lê", "Phạm", "Huỳnh", "Võ", "Đặng", "Bùi"};
constexpr std::array<const char*, 8> kMiddles{"Hoài", "Thanh", "Minh", "Ngọc", "Quốc", "Thị", "Văn", "Xuân"};
constexpr std::array<const char*, 8> kGiven{"Mơ", "Mộng", "Sương", "Mây", "Nắng", "Khói", "Gió", "Bến"};

std::string join(const char* a, const char* b) { return std::string(a) + " " + b; }

void shuffle(std::vector<std::string>& names, Prng& prng) {
  for (std::size_t i = names.size(); i > 1; --i)
    std::swap(names[i - 1],
              names[static_cast<std::size_t>(prng.between(0, static_cast<std::int64_t>(i) - 1))]);
}

std::string take(std::vector<std::string>& names) {
  std::string name = std::move(names.back());
  names.pop_back();
  return name;
}

template <class Heads, class Tails>
std::vector<std::string> pairs(const Heads& heads, const Tails& tails) {
  std::vector<std::string> names;
  for (const char* head : heads)
    for (const char* tail : tails)
      if (std::string_view(head) != tail) names.push_back(join(head, tail));
  return names;
}

}  // namespace

std::string bare_name(std::string_view name) {
  for (const std::string_view head : {"Xã ", "Phường ", "Thị trấn ", "Huyện ", "Thành phố "})
    if (name.starts_with(head)) name.remove_prefix(head.size());
  return std::string(name);
}

Names::Names(std::uint64_t seed) : prng_(seed, kNameStream) {
  communes_ = pairs(kOmens, kOmens);
  for (const std::string& two_words : pairs(kOmens, kOmens)) {
    const std::string third = prng_.pick(kOmens);
    if (two_words.find(third) == std::string::npos) communes_.push_back(two_words + " " + third);
  }
  waters_ = pairs(kWaters, kBesides);
  shuffle(communes_, prng_);
  shuffle(waters_, prng_);
}

std::string Names::commune() { return take(communes_); }

std::string Names::water() { return take(waters_); }

std::vector<std::string> Names::hamlets(std::size_t count, bool town) {
  std::vector<std::string> waters = pairs(kWaters, kBesides), names;
  shuffle(waters, prng_);
  for (std::size_t i = 0; i < count; ++i) {
    const std::string number = std::to_string(i + 1);
    if (town)
      names.push_back("Khóm " + number);
    else
      names.push_back("Ấp " + (prng_.percent(25) ? number : take(waters)));
  }
  return names;
}

std::string Names::person() {
  return join(prng_.pick(kFamilies), prng_.pick(kMiddles)) + " " + prng_.pick(kGiven);
}

}  // namespace vungphu::demo
