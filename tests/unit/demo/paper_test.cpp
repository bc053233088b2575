// The paper form of the province: the same people, and hardly a coordinate.
#include "paper.hpp"

#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include <gmock/gmock.h>

namespace vungphu::demo {
namespace {

namespace fs = std::filesystem;

constexpr Options kSmall{.seed = 1, .households = 48'000};

const Paper& paper() {
  static const Paper made = make_paper(kSmall, {});
  return made;
}

/// The hamlets of the older list under ids such as an import gives.
std::vector<Entry> imported() {
  std::vector<Entry> hamlets = paper().province().hamlets_old;
  for (std::size_t h = 0; h < hamlets.size(); ++h) hamlets[h].code = "h-" + std::to_string(h);
  return hamlets;
}

/// A folder that goes away with the test.
struct Folder {
  explicit Folder(const std::string& name) : path(testing::TempDir() + "vungphu_paper_" + name) {
    fs::remove_all(path);
  }
  ~Folder() { fs::remove_all(path); }
  std::string path;
};

struct Written {
  Feeds lists, forms;
};
Written write_all(const std::string& folder) {
  auto lists = write_paper_lists(folder, kSmall);
  auto forms = write_paper_forms(folder, kSmall, imported());
  EXPECT_TRUE(lists && forms);
  return {lists.value_or(Feeds{}), forms.value_or(Feeds{})};
}

std::map<std::string, std::string> contents(const std::string& folder) {
  std::map<std::string, std::string> files;
  for (const auto& entry : fs::directory_iterator(folder)) {
    std::ifstream file(entry.path(), std::ios::binary);
    std::ostringstream content;
    content << file.rdbuf();
    files[entry.path().filename()] = content.str();
  }
  return files;
}

std::int64_t sum_of_weights(const std::vector<Entry>& entries) {
  std::int64_t sum = 0;
  for (const Entry& entry : entries) sum += *entry.weight;
  return sum;
}

TEST(Paper, IsTheSameToTheByteForASeed) {
  const Folder one("one"), two("two");
  write_all(one.path);
  write_all(two.path);
  const auto first = contents(one.path), second = contents(two.path);
  ASSERT_EQ(first.size(), second.size());
  for (const auto& [name, bytes] : first) EXPECT_TRUE(second.at(name) == bytes) << name << " differs";
}

TEST(Paper, NamesEveryFileThatItWrites) {
  const Folder folder("names");
  const Written written = write_all(folder.path);
  std::set<std::string> named, found;
  for (const Feeds* feeds : {&written.lists, &written.forms}) {
    for (const ListFeed& feed : feeds->lists) named.insert(feed.file);
    for (const MapFeed& feed : feeds->maps) named.insert(feed.file);
    for (const GroupFeed& feed : feeds->groups) named.insert(feed.file);
    for (const SubmissionFeed& feed : feeds->submissions) named.insert(feed.file);
  }
  for (const auto& [name, bytes] : contents(folder.path)) found.insert(name);
  EXPECT_EQ(named, found);
}

TEST(Paper, HasNoHouseholdPointsAndTheSameHouseholds) {
  EXPECT_TRUE(paper().province().households.empty());
  EXPECT_EQ(sum_of_weights(paper().province().hamlets), kSmall.households);
  EXPECT_EQ(sum_of_weights(paper().province().communes_new), kSmall.households);
}

TEST(Paper, OneOldCommuneWentToTwoNewOnesOfTwoDistricts) {
  std::map<std::string, std::set<std::string>> into;
  for (std::size_t h = 0; h < paper().world.hamlets.size(); ++h)
    into[paper().province().hamlets_old[h].parent].insert(paper().province().hamlets[h].parent);
  std::size_t split = 0;
  for (const auto& [code, communes] : into) split += communes.size() > 1;
  EXPECT_EQ(split, 1U);
  EXPECT_EQ(into.at(paper().province().communes_old[paper().split].code).size(), 2U);
  for (const Commune& commune : paper().world.communes)
    EXPECT_FALSE(commune.merged == paper().receiver &&
                 commune.district == paper().world.communes[paper().split].district);
}

TEST(Paper, FourHamletsOfOneCommuneShareAName) {
  std::map<std::pair<std::string, std::string>, int> count;
  for (const Entry& hamlet : paper().province().hamlets_old) ++count[{hamlet.parent, hamlet.name}];
  int most = 0;
  for (const auto& [key, times] : count) most = std::max(most, times);
  EXPECT_EQ(most, 4);
}

TEST(Paper, HamletsGetTheIdsUnderWhichTheyWereImported) {
  Paper given = make_paper(kSmall, {});
  give_ids(given, imported());
  std::set<std::string> ids;
  for (std::size_t h = 0; h < given.world.hamlets.size(); ++h) {
    EXPECT_EQ(given.province().hamlets[h].code, given.province().hamlets_old[h].code);
    EXPECT_TRUE(given.has_id(h));
    ids.insert(given.province().hamlets[h].code);
  }
  EXPECT_EQ(ids.size(), given.world.hamlets.size());
}

TEST(Paper, AHamletThatWasNotImportedIsInNoForm) {
  Paper given = make_paper(kSmall, {});
  std::vector<Entry> hamlets = imported();
  hamlets.pop_back();
  give_ids(given, hamlets);
  EXPECT_FALSE(given.has_id(given.world.hamlets.size() - 1));
}

TEST(Paper, HasAFormADistrictAndOperatorAtTwoDatesAndOneOperatorIsSilentOnTheLast) {
  const Folder folder("forms");
  const Written written = write_all(folder.path);
  const std::vector<Entry>& districts = paper().province().districts;
  std::map<std::string, std::set<std::string>> parts;  // by operator and date
  for (const SubmissionFeed& feed : written.forms.submissions)
    if (feed.technology == "fiber" && feed.part.starts_with("huyen-"))
      parts[feed.op + " " + feed.as_of].insert(feed.part);
  ASSERT_EQ(parts.size(), 6U);
  ASSERT_EQ(districts.size(), 4U);
  for (const auto& [who, named] : parts) {
    const bool silent = who.starts_with("mobifone");
    EXPECT_EQ(named.size(), districts.size() - (silent ? 1 : 0)) << who;
    EXPECT_EQ(named.contains("huyen-" + districts.back().code), !silent) << who;
  }
}

TEST(Paper, OldCodesAreSaidToBeOldAfterTheMerger) {
  const Folder folder("codes");
  std::size_t old_codes = 0;
  for (const SubmissionFeed& feed : write_all(folder.path).forms.submissions) {
    if (feed.codes_as_of.empty()) continue;
    ++old_codes;
    EXPECT_EQ(feed.op, "vnpt");
    EXPECT_EQ(feed.codes_as_of, "2025-06-30");
    EXPECT_EQ(feed.as_of, "2025-12-31");
  }
  EXPECT_EQ(old_codes, paper().province().districts.size());
}

TEST(Paper, DoesNotChangeTheProvinceThatHasCoordinates) {
  const World with_points = make_world(kSmall, {});
  EXPECT_EQ(with_points.province.households.size(), static_cast<std::size_t>(kSmall.households));
  EXPECT_EQ(with_points.province.schools.size(), paper().province().schools.size());
  EXPECT_FALSE(with_points.province.communes_new.front().point.has_value());
}

TEST(Paper, IsMadeForSmallAndLargeProvinces) {
  for (const std::int64_t households : {1, 3000, 200'000}) {
    const Options options{.seed = 7, .households = households};
    const Folder folder("size");
    ASSERT_TRUE(write_paper_lists(folder.path, options));
    Paper made = make_paper(options, {});
    std::vector<Entry> hamlets = made.province().hamlets_old;
    for (std::size_t h = 0; h < hamlets.size(); ++h) hamlets[h].code = std::to_string(h);
    EXPECT_TRUE(write_paper_forms(folder.path, options, hamlets));
  }
}

TEST(Paper, StopsWhenAsked) {
  const Folder folder("stopped");
  std::stop_source source;
  source.request_stop();
  const auto lists = write_paper_lists(folder.path, kSmall, {.report = {}, .stop = source.get_token()});
  ASSERT_FALSE(lists);
  EXPECT_EQ(lists.error().code, "base.cancelled");
}

}  // namespace
}  // namespace vungphu::demo
