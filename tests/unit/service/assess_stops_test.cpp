// An assessment that is stopped, whatever it is at, leaves the workspace as it was.
#include <cstdlib>
#include <filesystem>
#include <set>
#include <stop_token>

#include <gtest/gtest.h>

#include "vungphu/base/embedded.hpp"
#include "vungphu/service/use_cases.hpp"

namespace vungphu::service {
namespace {

using namespace std::chrono_literals;

constexpr int kHomes = 5000;

template <class T>
T must(Result<T> result) {
  if (result) return *std::move(result);
  throw std::runtime_error(result.error().code);
}

geo::MultiPolygon square(std::int32_t west, std::int32_t south, std::int32_t size) {
  return {{geo::Polygon{
      {{{west, south}, {west + size, south}, {west + size, south + size}, {west, south + size}}}}}};
}

class Stops : public testing::Test {
 protected:
  Stops() {
    std::string pattern = (std::filesystem::temp_directory_path() / "vungphu-service-XXXXXX").string();
    root_ = ::mkdtemp(pattern.data());
    store_.emplace(must(
        store::Store::create(root_ + "/w", must(parse_profile(embedded_file("profiles/vn-province.json"))))));
    Entry commune;
    commune.kind = "commune";
    commune.code = "1";
    commune.area = square(1'050'000'000, 90'000'000, 1'000'000);
    add({commune});
    std::vector<Entry> homes(kHomes);
    for (int i = 0; i < kHomes; ++i) {
      Entry& home = homes[static_cast<std::size_t>(i)];
      home.kind = "household";
      home.code = std::to_string(100'000 + i);
      home.point = geo::GridPoint{1'050'000'000 + i * 199, 90'000'000 + i * 7 % 1000 * 999};
    }
    add(homes);
    for (const char* op : {"vnpt", "viettel"}) {
      Claim claim;
      claim.geometry = square(1'050'100'000, 90'100'000, 500'000);
      Submission info;
      info.op = op;
      info.technology = "fiber";
      info.as_of = 2026y / 6 / 30;
      info.part = "area";
      info.scope = {"*"};
      info.read = info.accepted = info.operational = 1;
      must(store_->add_submission(info, std::vector{claim}, {}));
    }
  }
  ~Stops() override {
    store_.reset();
    std::filesystem::remove_all(root_);
  }

  void add(const std::vector<Entry>& entries) {
    ListInfo info;
    info.kind = entries.front().kind;
    info.valid_from = info.list_date = 2026y / 1 / 1;
    must(store_->add_list(info, entries, {}));
  }

  std::string root_;
  std::optional<store::Store> store_;
};

TEST_F(Stops, AtEveryStage) {
  const std::size_t entries = must(store_->audit()).size();
  for (const std::string_view at : {"load", "join", "figures", "areas", "store_assessment"}) {
    std::stop_source stop;
    Task task;
    task.stop = stop.get_token();
    task.report = [&](std::string_view stage, std::uint64_t, std::uint64_t) {
      if (stage == at) stop.request_stop();
    };
    const auto done = assess(*store_, {}, task);
    ASSERT_FALSE(done) << at;
    EXPECT_EQ(done.error().code, "base.cancelled") << at;
    EXPECT_TRUE(must(store_->assessments()).empty()) << at;
    EXPECT_EQ(must(store_->audit()).size(), entries) << at;
  }
  EXPECT_EQ(must(assess(*store_, {})).assessment.figures.front().total, kHomes);
  EXPECT_TRUE(must(store_->check()).faults.empty());
}

TEST_F(Stops, AndTellsHowFarItIs) {
  std::uint64_t last = 0, whole = 0;
  Task task;
  task.report = [&](std::string_view stage, std::uint64_t done, std::uint64_t total) {
    if (stage != "load") return;
    EXPECT_GE(done, last);
    EXPECT_LE(done, total);
    last = done, whole = total;
  };
  must(assess(*store_, {}, task));
  EXPECT_EQ(whole, kHomes + 1 + 2U);  // homes, a commune, claims
  EXPECT_GT(last, kHomes - 1024U);
}

}  // namespace
}  // namespace vungphu::service
