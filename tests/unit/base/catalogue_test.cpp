#include "vungphu/base/catalogue.hpp"

#include <gmock/gmock.h>

namespace vungphu {
namespace {

using testing::Contains;

TEST(Catalogue, SpeaksBothLanguages) {
  EXPECT_EQ(text(Lang::vi, "error.base.file_missing", {{"path", "a.csv"}}),
            "Không tìm thấy a.csv. Hãy kiểm tra lại đường dẫn.");
  EXPECT_EQ(text(Lang::en, "error.base.file_missing", {{"path", "a.csv"}}),
            "a.csv was not found. Check the path.");
}

TEST(Catalogue, SaysTheSentenceOfAnError) {
  EXPECT_EQ(text(Lang::en, Error{"base.is_directory", {{"path", "feeds"}}}),
            "feeds is a folder, not a file. Name a file.");
}

TEST(Catalogue, APlaceholderWithoutAValueIsLeftAsItIs) {
  EXPECT_EQ(text(Lang::en, "error.base.file_missing"), "{path} was not found. Check the path.");
  EXPECT_EQ(text(Lang::en, "error.base.file_missing", {{"row", "7"}}),
            "{path} was not found. Check the path.");
}

TEST(Catalogue, AValueIsNeverFilledInAgain) {
  EXPECT_EQ(
      text(Lang::en, "error.base.io", {{"path", "{reason}"}, {"reason", "{0:>99999}{{"}}),
      "{reason} could not be read or written. The system says: {0:>99999}{{. Check the disk or the network "
      "and try again.");
}

TEST(Catalogue, AnUnknownKeyGivesItselfOrNothing) {
  EXPECT_EQ(text(Lang::vi, "error.nobody.wrote_this"), "error.nobody.wrote_this");
  EXPECT_EQ(text_or_empty(Lang::vi, "error.nobody.wrote_this"), "");
  EXPECT_FALSE(has_text("error.nobody.wrote_this"));
}

TEST(Catalogue, KnownKeysAreListed) {
  EXPECT_TRUE(has_text("error.base.cancelled"));
  EXPECT_THAT(catalogue_keys(), Contains("error.base.cancelled"));
  EXPECT_EQ(text_or_empty(Lang::en, "error.base.cancelled"), text(Lang::en, "error.base.cancelled"));
}

}  // namespace
}  // namespace vungphu
