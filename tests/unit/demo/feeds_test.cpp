// Feed files are the same to the byte for a seed, and say what they are.
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include <gmock/gmock.h>

#include "vungphu/demo/demo.hpp"

namespace vungphu::demo {
namespace {

namespace fs = std::filesystem;

constexpr Options kSmall{.seed = 1, .households = 3000};

/// A folder that goes away with the test.
struct Folder {
  explicit Folder(const std::string& name) : path(testing::TempDir() + "vungphu_demo_" + name) {
    fs::remove_all(path);
  }
  ~Folder() { fs::remove_all(path); }
  std::string path;
};

std::string content_of(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream content;
  content << file.rdbuf();
  return content.str();
}

std::map<std::string, std::string> contents(const std::string& folder) {
  std::map<std::string, std::string> files;
  for (const auto& entry : fs::directory_iterator(folder))
    files[entry.path().filename()] = content_of(entry.path());
  return files;
}

TEST(Feeds, AreTheSameToTheByteForASeedAndOthersForAnother) {
  const Folder one("one"), two("two"), other("other");
  ASSERT_TRUE(write_feeds(one.path, kSmall));
  ASSERT_TRUE(write_feeds(two.path, kSmall));
  ASSERT_TRUE(write_feeds(other.path, {.seed = 2, .households = 3000}));
  const auto first = contents(one.path), second = contents(two.path), third = contents(other.path);
  ASSERT_GT(first.size(), 20U);
  ASSERT_EQ(first.size(), second.size());
  for (const auto& [name, bytes] : first) {
    EXPECT_TRUE(second.at(name) == bytes) << name << " differs";
    EXPECT_FALSE(bytes.empty()) << name;
  }
  EXPECT_NE(first.at("households.csv"), third.at("households.csv"));
  EXPECT_NE(first.at("vnpt_fiber_2026q2.shp"), third.at("vnpt_fiber_2026q2.shp"));
}

TEST(Feeds, NameFilesThatExistInAtLeastFourFormatsForThreeOperatorsAndTwoDates) {
  const Folder folder("names");
  const auto feeds = write_feeds(folder.path, kSmall);
  ASSERT_TRUE(feeds);
  std::set<std::string> formats, operators, technologies, dates;
  for (const ListFeed& feed : feeds->lists)
    EXPECT_TRUE(fs::exists(folder.path + "/" + feed.file)) << feed.file;
  for (const SubmissionFeed& feed : feeds->submissions) {
    EXPECT_TRUE(fs::exists(folder.path + "/" + feed.file)) << feed.file;
    formats.insert(fs::path(feed.file).extension());
    operators.insert(feed.op);
    technologies.insert(feed.technology);
    dates.insert(feed.as_of);
  }
  EXPECT_GE(formats.size(), 4U);
  EXPECT_THAT(operators, testing::ElementsAre("mobifone", "viettel", "vnpt"));
  EXPECT_THAT(technologies, testing::ElementsAre("4g", "5g", "fiber"));
  EXPECT_THAT(dates, testing::ElementsAre("2026-03-31", "2026-06-30"));
  EXPECT_THAT(feeds->closed_levels, testing::ElementsAre("district"));
}

TEST(Feeds, ReportAFolderThatCannotBeMade) {
  const Folder folder("blocked");
  std::ofstream(folder.path) << "a file where the folder should be";
  EXPECT_FALSE(write_feeds(folder.path, kSmall));
}

TEST(Feeds, StopWhenAsked) {
  const Folder folder("stopped");
  std::stop_source source;
  source.request_stop();
  const auto feeds = write_feeds(folder.path, kSmall, {.report = {}, .stop = source.get_token()});
  ASSERT_FALSE(feeds);
  EXPECT_EQ(feeds.error().code, "base.cancelled");
}

TEST(Feeds, HoldEveryHouseholdOnce) {
  const Folder folder("households");
  ASSERT_TRUE(write_feeds(folder.path, kSmall));
  std::istringstream lines(content_of(folder.path + "/households.csv"));
  std::string line;
  std::getline(lines, line);
  EXPECT_EQ(line, "Mã hộ,Mã ấp,Kinh độ,Vĩ độ,Nhu cầu");
  std::set<std::string> codes;
  while (std::getline(lines, line)) codes.insert(line.substr(0, line.find(',')));
  EXPECT_EQ(codes.size(), 3000U);
}

}  // namespace
}  // namespace vungphu::demo
