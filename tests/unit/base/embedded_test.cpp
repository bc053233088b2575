#include "vungphu/base/embedded.hpp"

#include <gmock/gmock.h>

#include "unit/base/disk.hpp"

namespace vungphu {
namespace {

using testing::Contains;
using testing::Each;
using testing::StartsWith;

TEST(Embedded, EveryJsonFileOfGeodataIsThereByteForByte) {
  const auto paths = test::files_under("geodata", {".json"});
  ASSERT_FALSE(paths.empty());
  for (const std::string& path : paths) {
    const std::string name = path.substr(std::string("geodata/").size());
    EXPECT_EQ(embedded_file(name), test::content_of(path)) << path;
    EXPECT_THAT(embedded_files(""), Contains(name));
  }
}

TEST(Embedded, AnUnknownNameIsEmpty) {
  EXPECT_EQ(embedded_file("catalogue/none.json"), "");
  EXPECT_EQ(embedded_file(""), "");
  EXPECT_EQ(embedded_file("zzz"), "");
}

TEST(Embedded, NamesAreChosenByPrefixInByteOrder) {
  const auto names = embedded_files("catalogue/");
  EXPECT_THAT(names, Contains("catalogue/base.json"));
  EXPECT_THAT(names, Each(StartsWith("catalogue/")));
  EXPECT_TRUE(std::ranges::is_sorted(names));
  EXPECT_TRUE(embedded_files("no such folder/").empty());
}

}  // namespace
}  // namespace vungphu
