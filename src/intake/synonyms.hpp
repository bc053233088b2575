// The names that columns go by (geodata/synonyms.json), folded for comparison.
//
// A source is a set of names ("commune_code": Mã xã, ma_xa, …). Which sources may carry a meaning, the most
// telling first, depends on the kind of list: the code of a commune is the parent of a hamlet.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace vungphu::intake {

class Synonyms {
 public:
  static const Synonyms& get();

  /// `kind` empty: a submission. A meaning that no kind redirects is its own source.
  std::vector<std::string> sources(std::string_view meaning, std::string_view kind) const;
  /// A source's own name is always one of its names.
  bool has(std::string_view source, const std::string& folded) const;
  /// `column` folded, without the words that say nothing: "Kinh độ (WGS 84)" gives "kinhdo".
  std::string essence(std::string_view column) const;

 private:
  Synonyms();
  std::map<std::string, std::set<std::string>, std::less<>> names_;
  std::map<std::string, std::map<std::string, std::vector<std::string>, std::less<>>, std::less<>> kinds_;
  std::set<std::string> noise_;
};

}  // namespace vungphu::intake
