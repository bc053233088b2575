#include "vungphu/model/profile.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "vungphu/base/embedded.hpp"
#include "vungphu/model/kinds.hpp"

namespace vungphu {
namespace {

using nlohmann::json;
using namespace std::chrono_literals;

Profile vn_province() {
  auto profile = parse_profile(embedded_file("profiles/vn-province.json"));
  EXPECT_TRUE(profile.has_value());
  return profile ? *profile : Profile{};
}

Error error_of(const json& file) {
  const auto profile = parse_profile(file.dump());
  return profile ? Error{} : profile.error();
}
std::string where(const Error& error) { return error.args.empty() ? "" : error.args[0].second; }

json smallest() {
  return json::parse(R"({"id": "p", "name": {"vi": "P"}, "levels": ["commune"],
    "operators": [{"id": "a", "name": "A"}], "technologies": [{"id": "fiber", "bdc": ["50"]}],
    "indicators": [{"id": "i", "kind": "school", "technology": "fiber", "formula": "places",
      "unit": "percent"}],
    "targets": [{"indicator": "i", "comparator": ">=", "threshold": 80, "deadline": "2025-12-31",
      "decision": "d"}]})");
}

TEST(ProfileVnProvince, HoldsTheTargetsOfThePlanAsWorded) {
  const Profile profile = vn_province();
  const auto target = [&](std::string_view id) {
    for (const Target& one : profile.targets) {
      if (one.indicator == id) return one;
    }
    return Target{};
  };
  EXPECT_EQ(target("household_demand_fiber").comparator, ">");
  EXPECT_EQ(target("household_demand_fiber").threshold, 80);
  EXPECT_EQ(target("household_fiber").comparator, ">=");
  EXPECT_EQ(target("digital_workers").comparator, ">");
  EXPECT_EQ(target("digital_workers").threshold, 2);
  EXPECT_FALSE(target("school_5g").threshold);
  EXPECT_EQ(profile.indicators.size(), profile.targets.size());
  for (const Target& one : profile.targets) {
    EXPECT_EQ(one.deadline, Date(2025y / 12 / 31));
    EXPECT_EQ(one.decision, "411/QĐ-TTg");
  }
}

TEST(ProfileVnProvince, KnowsOperatorsByBrandWhateverTheCaseAndAccents) {
  const Profile profile = vn_province();
  ASSERT_NE(profile.find_operator("VINAPHONE"), nullptr);
  EXPECT_EQ(profile.find_operator("VINAPHONE")->id, "vnpt");
  EXPECT_EQ(profile.find_operator("tong cong ty vien thong mobifone")->id, "mobifone");
  EXPECT_EQ(profile.find_operator("FPT")->id, "fpt");
  EXPECT_EQ(profile.find_operator("Orange"), nullptr);
  EXPECT_EQ(profile.find_operator(" - "), nullptr);
}

TEST(ProfileVnProvince, PinsTheDatumOperationAndKnowsSets) {
  const Profile profile = vn_province();
  EXPECT_EQ(profile.pinned_operations.at("EPSG:4756"), "EPSG:6960");
  EXPECT_EQ(profile.lowest_level(), "commune");
  EXPECT_TRUE(profile.technology("4g+5g")->is_set());
  EXPECT_EQ(profile.technology("fiber")->bdc, std::vector<std::string>{"50"});
  EXPECT_EQ(profile.technology("6g"), nullptr);
}

TEST(ProfileVnProvince, HasALabelInTheCatalogueForEverythingItNames) {
  const Profile profile = vn_province();
  for (const Indicator& one : profile.indicators) {
    EXPECT_TRUE(has_text("indicator." + one.id)) << one.id;
    EXPECT_TRUE(has_text("unit." + one.unit)) << one.unit;
    EXPECT_TRUE(has_text("rule." + one.formula)) << one.formula;
  }
  for (const Technology& one : profile.technologies) EXPECT_TRUE(has_text("technology." + one.id)) << one.id;
  for (const std::string& level : profile.levels) EXPECT_TRUE(has_text("kind." + level)) << level;
  for (const std::string_view kind : kPlaceKinds) EXPECT_TRUE(has_text("kind." + std::string(kind))) << kind;
}

TEST(Profile, ReadsTheSmallestFileAndKeepsItsText) {
  const std::string text = smallest().dump();
  const auto profile = parse_profile(text);
  ASSERT_TRUE(profile) << text;
  EXPECT_EQ(profile->text, text);
  EXPECT_EQ(profile->location_reach_m, 30);
}

TEST(Profile, KnowsFormulasOfPeopleAndOfHamletsWithPower) {
  json file = smallest();
  file["indicators"][0]["formula"] = "people";
  EXPECT_TRUE(parse_profile(file.dump()));
  file["indicators"][0]["formula"] = "powered";
  EXPECT_EQ(error_of(file).code, "model.profile_unknown_name");  // of schools nobody says so
  file["indicators"][0]["kind"] = "hamlet";
  EXPECT_TRUE(parse_profile(file.dump()));
}

TEST(Profile, TakesMilestonesOfOneIndicatorAndATargetWithoutADeadline) {
  json file = smallest();
  file["targets"].push_back(file["targets"][0]);
  EXPECT_EQ(error_of(file).code, "model.profile_duplicate");
  file["targets"][1]["deadline"] = "2030-12-31";
  const auto profile = parse_profile(file.dump());
  ASSERT_TRUE(profile);
  EXPECT_EQ(profile->targets[1].deadline, Date(2030y / 12 / 31));
  file["targets"][1].erase("deadline");
  EXPECT_EQ(parse_profile(file.dump())->targets[1].deadline, kBeginning);
}

TEST(Profile, BuiltInOnesAreReadAndEverythingTheyNameHasALabel) {
  const auto files = embedded_files("profiles/");
  ASSERT_GE(files.size(), 2U);
  for (const std::string_view file : files) {
    const auto profile = parse_profile(embedded_file(file));
    ASSERT_TRUE(profile) << file;
    EXPECT_EQ("profiles/" + profile->id + ".json", file);
    for (const Indicator& one : profile->indicators) {
      EXPECT_TRUE(has_text("indicator." + one.id)) << one.id;
      EXPECT_TRUE(has_text("rule." + one.formula)) << one.formula;
    }
    for (const Target& one : profile->targets) EXPECT_FALSE(one.decision.empty()) << one.indicator;
  }
}

TEST(Profile, RefusesWhatIsNoJson) {
  EXPECT_EQ(parse_profile("{\"id\": ").error().code, "model.profile_syntax");
}

TEST(Profile, SaysWhereAFieldIsMissingOrMistyped) {
  json file = smallest();
  file["operators"][0].erase("name");
  EXPECT_EQ(error_of(file).code, "model.profile_missing");
  EXPECT_EQ(where(error_of(file)), "/operators/0/name");
  file = smallest();
  file["targets"][0]["treshold"] = 80;
  EXPECT_EQ(error_of(file).code, "model.profile_unknown_field");
  EXPECT_EQ(where(error_of(file)), "/targets/0/treshold");
}

TEST(Profile, RefusesValuesItWouldHaveToGuessAbout) {
  const auto code_after = [](auto change) {
    json file = smallest();
    change(file);
    return error_of(file).code;
  };
  EXPECT_EQ(code_after([](json& f) { f["targets"][0]["comparator"] = "<"; }), "model.profile_bad");
  EXPECT_EQ(code_after([](json& f) { f["targets"][0]["threshold"] = "80"; }), "model.profile_bad");
  EXPECT_EQ(code_after([](json& f) { f["targets"][0]["deadline"] = "31/12/2025"; }), "model.profile_bad");
  EXPECT_EQ(code_after([](json& f) { f["targets"][0].erase("comparator"); }), "model.profile_missing");
  EXPECT_EQ(code_after([](json& f) { f["targets"][0].erase("threshold"); }), "model.profile_missing");
  EXPECT_EQ(code_after([](json& f) { f["targets"][0]["indicator"] = "j"; }), "model.profile_unknown_name");
  EXPECT_EQ(code_after([](json& f) { f["indicators"][0]["kind"] = "castle"; }), "model.profile_unknown_name");
  EXPECT_EQ(code_after([](json& f) { f["indicators"][0]["formula"] = "best"; }), "model.profile_bad");
  EXPECT_EQ(code_after([](json& f) { f["operators"].push_back(f["operators"][0]); }),
            "model.profile_duplicate");
  EXPECT_EQ(code_after([](json& f) { f["levels"] = json::array(); }), "model.profile_missing");
  EXPECT_EQ(code_after([](json& f) { f["refuse_error_percent"] = -1; }), "model.profile_bad");
}

TEST(Profile, SurvivesAnyJsonInAnyPlace) {
  const json file = smallest().flatten();
  for (const auto& [pointer, value] : file.items()) {
    for (const json& odd : {json(nullptr), json(1), json("x"), json::array({1}), json::object({{"a", 1}})}) {
      json changed = file.unflatten();
      changed[json::json_pointer(pointer)] = odd;
      (void)parse_profile(changed.dump());
    }
  }
}

}  // namespace
}  // namespace vungphu
