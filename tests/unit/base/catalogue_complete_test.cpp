// Holds geodata/catalogue against the sources: nothing that a person may read is missing in either language.
#include <map>
#include <regex>
#include <set>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "vungphu/base/catalogue.hpp"
#include "vungphu/base/text.hpp"

#include "unit/base/disk.hpp"

namespace vungphu {
namespace {

using Json = nlohmann::json;

std::vector<std::string> catalogue_files() { return test::files_under("geodata/catalogue", {".json"}); }

/// Keys of the outermost object of `content`, doubles included (a JSON object keeps the last of them without
/// a word).
std::vector<std::string> keys_as_written(const std::string& content) {
  std::vector<std::string> keys;
  const auto note = [&](int depth, Json::parse_event_t event, Json& value) {
    if (event == Json::parse_event_t::key && depth == 1) keys.push_back(value.get<std::string>());
    return true;
  };
  [[maybe_unused]] const Json parsed = Json::parse(content, note, false);
  return keys;
}

std::set<std::string> matches(const std::string& subject, const char* pattern) {
  const std::regex regex(pattern);
  std::set<std::string> found;
  for (std::sregex_iterator match(subject.begin(), subject.end(), regex), end; match != end; ++match) {
    found.insert(match->str(1));
  }
  return found;
}

std::set<std::string> placeholders(const std::string& sentence) {
  return matches(sentence, R"(\{([^{}]*)\})");
}

/// First groups of `pattern` in all sources, with the file that holds each.
std::map<std::string, std::string> in_sources(const char* pattern) {
  static const std::regex kComment("//[^\n]*");
  std::map<std::string, std::string> found;
  for (const char* folder : {"include", "src", "collectors"}) {
    for (const std::string& path : test::files_under(folder, {".cpp", ".hpp"})) {
      const std::string code = std::regex_replace(test::content_of(path), kComment, "");
      for (const std::string& match : matches(code, pattern)) found.emplace(match, path);
    }
  }
  return found;
}

TEST(CatalogueFiles, EveryEntryHasVietnameseAndEnglishWithTheSamePlaceholders) {
  ASSERT_FALSE(catalogue_files().empty());
  for (const std::string& path : catalogue_files()) {
    const Json file = Json::parse(test::content_of(path), nullptr, false);
    ASSERT_TRUE(file.is_object()) << path << " is not a JSON object";
    for (const auto& [key, entry] : file.items()) {
      SCOPED_TRACE(path + ": " + key);
      ASSERT_TRUE(entry.is_object() && entry.size() == 2 && entry.contains("vi") && entry.contains("en"));
      ASSERT_TRUE(entry["vi"].is_string() && entry["en"].is_string());
      const auto vi = entry["vi"].get<std::string>();
      const auto en = entry["en"].get<std::string>();
      EXPECT_FALSE(trim(vi).empty() || trim(en).empty());
      // A sentence that comes whole, in both languages, is an argument named by its language.
      const bool comes_whole = vi == "{vi}" && en == "{en}";
      EXPECT_TRUE(comes_whole || placeholders(vi) == placeholders(en)) << vi << " | " << en;
      EXPECT_EQ(vi, nfc(vi)) << "Vietnamese is kept in normal form C";
    }
  }
}

TEST(CatalogueFiles, NoKeyIsWrittenTwice) {
  std::map<std::string, std::string> seen;
  for (const std::string& path : catalogue_files()) {
    for (const std::string& key : keys_as_written(test::content_of(path))) {
      const auto [first, fresh] = seen.emplace(key, path);
      EXPECT_TRUE(fresh) << key << " stands in " << first->second << " and in " << path;
    }
  }
}

TEST(CatalogueFiles, EveryErrorThatSourcesNameHasItsSentence) {
  const auto codes = in_sources(R"re(\b(?:fail\(|Error\{)[^;"]*"([a-z0-9_]+\.[a-z0-9_.]+)")re");
  ASSERT_TRUE(codes.contains("base.cancelled")) << "the scan finds the sources";
  for (const auto& [code, path] : codes) EXPECT_TRUE(has_text("error." + code)) << code << " of " << path;
}

TEST(CatalogueFiles, EveryFindingThatSourcesNameHasItsSentenceAndItsRemedy) {
  auto codes = in_sources(R"re("([a-z0-9_]+)",\s*Severity::)re");
  codes.merge(in_sources(R"re(\bFinding\{\s*(?:\.code\s*=\s*)?"([a-z0-9_]+)")re"));
  for (const auto& [code, path] : codes) {
    EXPECT_TRUE(has_text("finding." + code)) << code << " of " << path;
    EXPECT_TRUE(has_text("finding." + code + ".fix")) << code << " of " << path;
  }
}

TEST(CatalogueFiles, EveryFindingThatIsWordedHasItsRemedyAndTheOtherWayRound) {
  const auto without = [](const std::string& key, std::string_view ending) {
    return key.substr(0, key.size() - ending.size());
  };
  for (const std::string& key : catalogue_keys()) {
    if (!key.starts_with("finding.")) continue;
    const std::string other = key.ends_with(".fix")       ? without(key, ".fix")
                              : key.ends_with(".example") ? without(key, ".example")
                                                          : key + ".fix";
    EXPECT_TRUE(has_text(other)) << key << " stands alone";
  }
}

}  // namespace
}  // namespace vungphu
