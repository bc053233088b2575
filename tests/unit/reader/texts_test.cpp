// What the person reads exists in both languages.
#include <filesystem>
#include <fstream>
#include <regex>
#include <set>

#include <gtest/gtest.h>

#include "vungphu/base/catalogue.hpp"

namespace vungphu {
namespace {

TEST(Texts, EveryErrorOfTheReaderHasASentence) {
  std::set<std::string> codes;
  const std::regex code("\"(reader\\.[a-z_]+)\"");
  for (const auto& entry : std::filesystem::directory_iterator("src/reader")) {
    std::ifstream stream(entry.path());
    const std::string source{std::istreambuf_iterator<char>(stream), {}};
    for (std::sregex_iterator it(source.begin(), source.end(), code), end; it != end; ++it)
      codes.insert((*it)[1]);
  }
  EXPECT_GT(codes.size(), 20u);
  for (const std::string& each : codes) {
    EXPECT_TRUE(has_text("error." + each)) << each;
    EXPECT_NE(text(Lang::vi, "error." + each), text(Lang::en, "error." + each)) << each;
  }
}

}  // namespace
}  // namespace vungphu
