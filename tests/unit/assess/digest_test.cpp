// Same inputs, same digits (DESIGN 3.11).
#include <gtest/gtest.h>

#include "province.hpp"

namespace vungphu::assess::testing {
namespace {

Province two_operators(bool swapped = false) {
  Province p;
  p.commune("c", box(0, 0, 100'000, 100'000));
  p.households("c", 20, {100, 100});
  for (int i = 0; i < 2; ++i) {
    const bool first = (i == 0) != swapped;
    p.submit(first ? "viettel" : "vnpt", "fiber").area(first ? box(0, 0, 110, 1000) : box(105, 0, 115, 1000));
    p.stated.back().submission.part = "p";
  }
  return p;
}

TEST(Digest, DoesNotDependOnTheOrderOfSubmissionsThatDoNotSupersedeEachOther) {
  const auto a = two_operators().assess(), b = two_operators(true).assess();
  EXPECT_EQ(a.input_digest, b.input_digest);
  EXPECT_EQ(a.result_digest, b.result_digest);
}

TEST(Digest, DependsOnTheOrderWhereItDecidesWhoSpeaks) {
  const auto digest = [](bool swapped) {
    Province p = two_operators(swapped);
    for (auto& s : p.stated) s.submission.op = "viettel";
    return p.assess().input_digest;
  };
  EXPECT_NE(digest(false), digest(true));
}

TEST(Digest, DoesNotDependOnThreads) {
  Province p = two_operators();
  const auto a = p.assess();
  p.threads = 1;
  const auto b = p.assess();
  EXPECT_EQ(a.input_digest, b.input_digest);
  EXPECT_EQ(a.result_digest, b.result_digest);
}

TEST(Digest, ChangesWithWhateverEnters) {
  const Province p = two_operators();
  const std::string digest = input_digest(p.inputs());
  Inputs later = p.inputs();
  later.as_of = std::chrono::year{2027} / 1 / 1;
  EXPECT_NE(input_digest(later), digest);
  Inputs listed = p.inputs();
  listed.lists.front().content_digest += "0";
  EXPECT_NE(input_digest(listed), digest);
  Inputs claimed = p.inputs();
  claimed.stated.front().submission.content_digest += "0";
  EXPECT_NE(input_digest(claimed), digest);
}

TEST(Digest, OfInputsNeedsNoContent) {
  const Province p = two_operators();  // inputs point at its profile
  Inputs inputs = p.inputs();
  const std::string digest = input_digest(inputs);
  inputs.entries.clear();
  for (auto& s : inputs.stated) s.claims.clear();
  EXPECT_EQ(input_digest(inputs), digest);
}

TEST(Digest, OfTheResultChangesWithACount) {
  Province p = two_operators();
  const auto before = p.assess().result_digest;
  std::get<geo::MultiPolygon>(p.stated.front().claims.front().geometry).polygons[0].rings[0][1].x += 20;
  EXPECT_NE(p.assess().result_digest, before);
}

}  // namespace
}  // namespace vungphu::assess::testing
