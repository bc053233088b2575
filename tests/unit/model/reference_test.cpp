#include "vungphu/model/reference.hpp"

#include <gtest/gtest.h>

namespace vungphu {
namespace {

CodeFacts named(const std::string& name, const std::string& parent = {}) {
  CodeFacts facts;
  facts.name = name;
  facts.parent = parent;
  return facts;
}

TEST(Reference, FindsACodeOfAKindAndNoOther) {
  Reference reference;
  reference.codes["hamlet"][code_key("h-1", "")] = named("Ấp Một", "32134");
  ASSERT_NE(reference.find("hamlet", "h-1"), nullptr);
  EXPECT_EQ(reference.find("hamlet", "h-1")->parent, "32134");
  EXPECT_EQ(reference.find("school", "h-1"), nullptr);
  EXPECT_EQ(reference.find("hamlet", "h-2"), nullptr);
}

TEST(Reference, TellsASatelliteFromItsMainSite) {
  Reference reference;
  reference.codes["school"][code_key("S1", "")] = named("main");
  reference.codes["school"][code_key("S1", "2")] = named("satellite");
  EXPECT_EQ(reference.find("school", "S1")->name, "main");
  EXPECT_EQ(reference.find("school", "S1", "2")->name, "satellite");
  EXPECT_EQ(reference.find("school", "S12"), nullptr);
}

}  // namespace
}  // namespace vungphu
