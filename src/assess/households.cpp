#include "vungphu/assess/households.hpp"

#include <algorithm>

#include "vungphu/assess/positions.hpp"

namespace vungphu::assess {

void SmallCounts::add(std::optional<std::int64_t> count) {
  if (count && codes_.empty()) codes_.assign(size_, kUnknown);
  if (count && *count != 1) ++others_;
  if (!codes_.empty() || count) {
    const bool small = count && *count >= 0 && *count < kLarge;
    codes_.push_back(!count ? kUnknown : small ? static_cast<std::uint8_t>(*count) : kLarge);
    if (count && !small) large_.emplace_back(static_cast<std::uint32_t>(size_), *count);
  }
  ++size_;
}

std::optional<std::int64_t> SmallCounts::operator[](std::size_t i) const {
  if (codes_.empty() || codes_[i] == kUnknown) return std::nullopt;
  if (codes_[i] != kLarge) return codes_[i];
  return std::ranges::lower_bound(large_, static_cast<std::uint32_t>(i), {},
                                  &std::pair<std::uint32_t, std::int64_t>::first)
      ->second;
}

std::size_t SmallCounts::bytes() const { return codes_.capacity() + large_.capacity() * sizeof(large_[0]); }

void KeyTable::put(std::size_t count) {
  for (; count >= 0x80; count >>= 7) text_ += static_cast<char>(0x80 | (count & 0x7f));
  text_ += static_cast<char>(count);
}

std::size_t KeyTable::get(std::size_t& at) const {
  std::size_t count = 0;
  for (int shift = 0;; shift += 7) {
    const auto byte = static_cast<unsigned char>(text_[at++]);
    count |= std::size_t{byte & 0x7fU} << shift;
    if ((byte & 0x80) == 0) return count;
  }
}

void KeyTable::next(std::size_t& at, Key& key) const {
  key.code.resize(get(at));
  const std::size_t rest = get(at);
  key.code.append(text_, at, rest);
  at += rest;
  const std::size_t site = get(at);
  key.site.assign(text_, at, site);
  at += site;
}

void KeyTable::add(std::string_view code, std::string_view site) {
  std::size_t shared = 0;
  if (size_ % kBlock == 0) {
    heads_.push_back(text_.size());
  } else {
    const auto differ = std::ranges::mismatch(last_, code);
    shared = static_cast<std::size_t>(differ.in1 - last_.begin());
  }
  put(shared);
  put(code.size() - shared);
  text_.append(code.substr(shared));
  put(site.size());
  text_.append(site);
  last_ = code;
  ++size_;
}

std::pair<std::string, std::string> KeyTable::at(std::size_t i) const {
  Key key;
  std::size_t at = heads_[i / kBlock];
  for (std::size_t k = i / kBlock * kBlock; k <= i; ++k) next(at, key);
  return {std::move(key.code), std::move(key.site)};
}

std::int32_t KeyTable::find(std::string_view code, std::string_view site) const {
  const Key wanted{std::string(code), std::string(site)};
  const auto head = [&](std::size_t at) {
    Key key;
    next(at, key);
    return key;
  };
  const auto behind = std::ranges::upper_bound(heads_, wanted, {}, head);
  if (behind == heads_.begin()) return -1;
  const auto block = static_cast<std::size_t>(behind - heads_.begin()) - 1;
  std::size_t at = heads_[block];
  Key key;
  for (std::size_t i = block * kBlock; i < std::min(size_, (block + 1) * kBlock); ++i) {
    next(at, key);
    if (key == wanted) return static_cast<std::int32_t>(i);
  }
  return -1;
}

void Households::reserve(std::size_t households) {
  points_.reserve(households);
  located_.reserve(households);
  lent_.reserve(households);
  source_.reserve(households);
}

std::uint32_t Households::source_of(std::int64_t list, std::string_view parent) {
  if (!source_.empty()) {  // neighbours in key order mostly share it
    const Source& last = sources_[source_.back()];
    if (last.list == list && last.parent == parent) return source_.back();
  }
  auto& known = by_parent_[list];
  const auto found = known.find(parent);
  if (found != known.end()) return found->second;
  const auto made = static_cast<std::uint32_t>(sources_.size());
  sources_.push_back({list, std::string(parent)});
  known.emplace(parent, made);
  return made;
}

void Households::add(const Entry& entry) {
  const auto i = static_cast<std::uint32_t>(size());
  if (runs_.empty() || entry.id != runs_.back().id + (i - runs_.back().first)) runs_.push_back({i, entry.id});
  const Standing own = own_position(entry);
  points_.push_back(own.point.value_or(geo::GridPoint{}));
  located_.push_back(own.point.has_value());
  lent_.push_back(own.point && !own.proven());
  source_.push_back(source_of(entry.list, entry.parent));
  weight_.add(entry.weight);
  demand_.add(entry.demand);
  people_.add(entry.people);
  keys_.add(entry.code, entry.site);
}

std::vector<std::int64_t> Households::ids() const {
  std::vector<std::int64_t> ids;
  ids.reserve(size());
  for (std::size_t r = 0; r < runs_.size(); ++r) {
    const std::size_t end = r + 1 < runs_.size() ? runs_[r + 1].first : size();
    for (std::size_t i = runs_[r].first; i < end; ++i)
      ids.push_back(runs_[r].id + static_cast<std::int64_t>(i - runs_[r].first));
  }
  return ids;
}

std::size_t Households::bytes() const {
  return points_.capacity() * sizeof(geo::GridPoint) + (located_.capacity() + lent_.capacity()) / 8 +
         source_.capacity() * sizeof(std::uint32_t) + weight_.bytes() + demand_.bytes() + people_.bytes() +
         runs_.capacity() * sizeof(Run) + keys_.bytes();
}

}  // namespace vungphu::assess
