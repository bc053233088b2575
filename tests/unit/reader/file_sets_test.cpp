#include "reader/file_sets.hpp"

#include <gtest/gtest.h>

namespace vungphu::reader {
namespace {

TEST(FileSets, PartsBelongTogetherByNameWhateverTheirCase) {
  const auto set = only_set(
      {"Data/Phủ.SHP", "Data/phủ.shx", "Data/Phủ.dbf", "Data/Phủ.PRJ", "Data/khác.prj", "readme.txt"});
  ASSERT_TRUE(set);
  EXPECT_EQ(set->format, "shp");
  EXPECT_EQ(set->stem, "Phủ");
  EXPECT_EQ(set->parts.size(), 4u);
  EXPECT_EQ(set->parts.at("prj"), "Data/Phủ.PRJ");
}

TEST(FileSets, SeveralSetsAreNamed) {
  const auto set = only_set({"a.shp", "a.shx", "a.dbf", "b.tab", "b.dat"});
  ASSERT_FALSE(set);
  EXPECT_EQ(set.error().code, "reader.archive_several");
  EXPECT_EQ(set.error().args[0].second, "a.shp, b.tab");
}

TEST(FileSets, AMissingPartIsNamed) {
  const auto shp = only_set({"a.shp", "a.shx"});
  ASSERT_FALSE(shp);
  EXPECT_EQ(shp.error().code, "reader.part_missing");
  EXPECT_EQ(shp.error().args[1].second, ".dbf");
  EXPECT_EQ(only_set({"a.tab", "a.map"}).error().code, "reader.part_missing");
  EXPECT_TRUE(only_set({"a.tab", "a.dbf"}));
}

TEST(FileSets, OtherFilesAreNoSet) {
  EXPECT_EQ(only_set({"a.xml", "shp"}).error().code, "reader.archive_nothing");
}

}  // namespace
}  // namespace vungphu::reader
