// Which submissions speak, and where (DESIGN 2: part, scope).
#include <algorithm>

#include <gtest/gtest.h>

#include "province.hpp"

namespace vungphu::assess::testing {
namespace {

using std::chrono::day;
using std::chrono::June;
using std::chrono::March;
using std::chrono::year;

Submission submission(std::int64_t id, Date as_of, std::vector<std::string> scope = {"*"},
                      std::string part = "p") {
  Submission s;
  s.id = id;
  s.op = "viettel";
  s.technology = "fiber";
  s.as_of = as_of;
  s.part = std::move(part);
  s.scope = std::move(scope);
  return s;
}

std::vector<std::int64_t> ids(const std::vector<Submission>& all, Date date = year{2026} / 12 / 31) {
  std::vector<std::int64_t> result;
  for (const auto& s : availability(all, date)) result.push_back(s.id);
  return result;
}

const Date kSpring = year{2026} / March / day{31};
const Date kSummer = year{2026} / June / day{30};
using Ids = std::vector<std::int64_t>;

TEST(Availability, IsTheNewestOfEachPart) {
  EXPECT_EQ(ids({submission(1, kSpring), submission(2, kSummer), submission(3, kSpring, {"*"}, "q")}),
            (Ids{2, 3}));
}

TEST(Availability, IsThatOfTheDateAsked) {
  EXPECT_EQ(ids({submission(1, kSpring), submission(2, kSummer)}, year{2026} / 4 / 1), Ids{1});
  EXPECT_EQ(ids({submission(1, kSpring)}, year{2026} / 1 / 1), Ids{});
}

TEST(Availability, GoesByTheAsOfDateBeforeTheOrderOfArrival) {
  EXPECT_EQ(ids({submission(1, kSummer), submission(2, kSpring)}), Ids{1});
  EXPECT_EQ(ids({submission(1, kSummer), submission(2, kSummer)}), Ids{2});
}

TEST(Availability, LeavesOutWhatWasRefusedOrWithdrawn) {
  auto refused = submission(1, kSpring), withdrawn = submission(3, kSummer);
  refused.state = "refused";
  withdrawn.state = "withdrawn";
  EXPECT_EQ(ids({refused, submission(2, kSpring), withdrawn}), Ids{2});
}

TEST(Availability, KeepsWhatALaterOneSupersedesInAPartOfItsScopeOnly) {
  EXPECT_EQ(ids({submission(1, kSpring), submission(2, kSummer, {"commune:c"})}), (Ids{1, 2}));
  EXPECT_EQ(ids({submission(1, kSpring, {"commune:c"}), submission(2, kSummer)}), Ids{2});
  EXPECT_EQ(ids({submission(1, kSpring, {"commune:c", "commune:d"}), submission(2, kSummer, {"commune:d"}),
                 submission(3, kSummer, {"commune:c"})}),
            (Ids{2, 3}));
}

TEST(Availability, OfAnotherOperatorTechnologyOrPartIsLeftAlone) {
  auto other = submission(2, kSummer), five_g = submission(3, kSummer);
  other.op = "vnpt";
  five_g.technology = "5g";
  EXPECT_EQ(ids({submission(1, kSpring), other, five_g}), (Ids{1, 2, 3}));
}

TEST(Scope, DecidesTerritoryByTerritoryWhoSpeaks) {
  Province p;
  p.commune("c", box(0, 0, 1000, 1000));
  p.commune("d", box(1001, 0, 2000, 1000));
  p.at("school", "1", {500, 500});
  p.at("school", "2", {1500, 500});
  auto spring = p.submit("viettel", "fiber").area(box(0, 0, 2000, 1000));
  spring.submission().part = "p";
  spring.submission().as_of = kSpring;
  p.submit("viettel", "fiber", {"commune:d"}).submission().part = "p";  // summer: nothing is left in d
  p.stated.back().claims.push_back(p.stated.front().claims.front());
  p.stated.back().claims.back().geometry = box(5000, 0, 6000, 10);
  const auto a = p.assess();
  EXPECT_EQ(figure(a, "school", "fiber", "viettel", "c").covered, 1);
  EXPECT_EQ(figure(a, "school", "fiber", "viettel", "d").covered, 0);
  EXPECT_EQ(figure(a, "school", "fiber", "viettel").no_data, 0);
  EXPECT_EQ(a.submissions, (Ids{1, 2}));
}

TEST(Scope, MayNameATerritoryOfAnyLevel) {
  Province p;
  p.add("district", "x");
  p.commune("c", box(0, 0, 1000, 1000), "x");
  p.commune("d", box(2000, 0, 3000, 1000));
  p.at("school", "1", {500, 500});
  p.at("school", "2", {2500, 500});
  p.submit("viettel", "fiber", {"district:x"}).area(box(0, 0, 3000, 1000));
  const auto a = p.assess();
  EXPECT_EQ(figure(a, "school", "fiber", "viettel").covered, 1);
  EXPECT_EQ(figure(a, "school", "fiber", "viettel").no_data, 1);
}

}  // namespace
}  // namespace vungphu::assess::testing
