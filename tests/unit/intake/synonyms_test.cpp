#include <set>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "vungphu/base/embedded.hpp"
#include "vungphu/base/text.hpp"
#include "vungphu/intake/columns.hpp"
#include "vungphu/model/kinds.hpp"

namespace vungphu::intake {
namespace {

nlohmann::json synonyms() { return nlohmann::json::parse(embedded_file("synonyms.json")); }

TEST(Synonyms, EveryMeaningHasNamesOrIsLedToThem) {
  const auto json = synonyms();
  for (const std::string& meaning : meanings())
    EXPECT_TRUE(json["names"].contains(meaning) || json["kinds"]["*"].contains(meaning)) << meaning;
}

TEST(Synonyms, EverySourceOfAKindIsASetOfNames) {
  const auto json = synonyms();
  for (const auto& [kind, redirects] : json["kinds"].items())
    for (const auto& [meaning, sources] : redirects.items())
      for (const auto& source : sources)
        EXPECT_TRUE(json["names"].contains(source)) << kind << ": " << source;
}

TEST(Synonyms, EveryKindOfPlaceSaysWhereItsCodeAndParentAre) {
  const auto json = synonyms();
  for (const std::string_view kind : kPlaceKinds)
    EXPECT_TRUE(json["kinds"][std::string(kind)].contains("code") &&
                json["kinds"][std::string(kind)].contains("parent"))
        << kind;
}

TEST(Synonyms, NoSourceNamesAColumnTwice) {
  const auto json = synonyms();
  for (const auto& [source, names] : json["names"].items()) {
    std::set<std::string> written;
    for (const auto& name : names) {
      EXPECT_FALSE(fold(name.get<std::string>()).empty()) << source << ": " << name;
      EXPECT_TRUE(written.insert(name.get<std::string>()).second) << source << ": " << name;
    }
  }
}

}  // namespace
}  // namespace vungphu::intake
