// Households as figures need them: column by column, about 20 bytes each, where an Entry takes 300. A nation
// has tens of millions of them, and no figure looks at the name of one.
//
// Filled once, in the byte order of (code, site), and read from then on from any number of threads.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "vungphu/model/entry.hpp"

namespace vungphu::assess {

/// Counts that are mostly small or unknown: one byte each, none while all are unknown. O(log large ones).
class SmallCounts {
 public:
  void add(std::optional<std::int64_t> count);
  std::optional<std::int64_t> operator[](std::size_t i) const;
  bool all_unknown() const { return codes_.empty(); }
  bool all_one() const { return others_ == 0; }  ///< as far as they are known
  std::size_t bytes() const;

 private:
  static constexpr std::uint8_t kUnknown = 255, kLarge = 254;
  std::vector<std::uint8_t> codes_;                            // empty: all unknown
  std::vector<std::pair<std::uint32_t, std::int64_t>> large_;  // ascending
  std::size_t size_ = 0, others_ = 0;                          // known and not 1
};

/// Keys in byte order, each kept as what tells it from the one before: 4 to 6 bytes where codes are counted
/// up.
class KeyTable {
 public:
  void add(std::string_view code, std::string_view site);
  std::size_t size() const { return size_; }
  std::pair<std::string, std::string> at(std::size_t i) const;
  /// -1 where there is none. O(log n).
  std::int32_t find(std::string_view code, std::string_view site) const;
  std::size_t bytes() const { return text_.capacity() + heads_.capacity() * sizeof(std::size_t); }

 private:
  struct Key {
    std::string code, site;
    friend auto operator<=>(const Key&, const Key&) = default;
  };
  static constexpr std::size_t kBlock = 32;  // keys read through to come to one
  void put(std::size_t count);
  std::size_t get(std::size_t& at) const;
  /// The key at `at` in text_, given the one before; moves `at` behind it.
  void next(std::size_t& at, Key& key) const;

  std::string text_;
  std::vector<std::size_t> heads_;  // where each block begins in text_
  std::string last_;                // code of the last key
  std::size_t size_ = 0;
};

class Households {
 public:
  /// What a household's parent names, and by which list: few households differ in that.
  struct Source {
    std::int64_t list = 0;
    std::string parent;
  };

  void reserve(std::size_t households);
  /// The next in key order. Position, weight, demand and people as an Entry of kind household has them.
  void add(const Entry& entry);

  std::size_t size() const { return points_.size(); }
  /// Where it stands by its own word, proven or not (positions.hpp).
  std::optional<geo::GridPoint> point(std::size_t i) const {
    return located_[i] ? std::optional(points_[i]) : std::nullopt;
  }
  bool proven(std::size_t i) const { return located_[i] && !lent_[i]; }
  std::uint32_t source(std::size_t i) const { return source_[i]; }
  const std::vector<Source>& sources() const { return sources_; }
  const SmallCounts& weight() const { return weight_; }  ///< unknown: 1
  const SmallCounts& demand() const { return demand_; }
  const SmallCounts& people() const { return people_; }
  const KeyTable& keys() const { return keys_; }
  std::vector<std::int64_t> ids() const;  ///< of the entries
  std::size_t bytes() const;              ///< that it takes in memory

 private:
  struct Run {  ///< ids that follow one another
    std::uint32_t first;
    std::int64_t id;
  };
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };
  std::uint32_t source_of(std::int64_t list, std::string_view parent);

  std::vector<geo::GridPoint> points_;
  std::vector<bool> located_, lent_;
  std::vector<std::uint32_t> source_;
  std::vector<Source> sources_;
  std::map<std::int64_t, std::unordered_map<std::string, std::uint32_t, Hash, std::equal_to<>>> by_parent_;
  SmallCounts weight_, demand_, people_;
  std::vector<Run> runs_;
  KeyTable keys_;
};

}  // namespace vungphu::assess
