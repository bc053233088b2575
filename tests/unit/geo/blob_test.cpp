#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "shapes.hpp"

namespace vungphu::geo::test {
namespace {

/// Within 90 degrees either way, so that no edge is too long.
rc::Gen<Path> any_path(std::size_t fewest) {
  const auto ordinate = rc::gen::inRange(-899'999'999, 899'999'999);
  const auto point = rc::gen::apply([](int x, int y) { return GridPoint{x, y}; }, ordinate, ordinate);
  return rc::gen::mapcat(rc::gen::inRange(fewest, fewest + 300),
                         [=](std::size_t n) { return rc::gen::container<Path>(n, point); });
}

Geometry any_geometry() {
  const int parts = *rc::gen::inRange(0, 4);
  switch (*rc::gen::inRange(0, 4)) {
    case 1:
      return MultiPoint{*any_path(1)};
    case 2: {
      MultiLine g;
      for (int i = 0; i < parts; ++i) g.lines.push_back(*any_path(2));
      return g;
    }
    case 3: {
      MultiPolygon g;
      for (int i = 0; i < parts; ++i) {
        Polygon& polygon = g.polygons.emplace_back();
        for (int rings = *rc::gen::inRange(1, 4); rings > 0; --rings) polygon.rings.push_back(*any_path(3));
      }
      return g;
    }
    default:
      return {};
  }
}

RC_GTEST_PROP(Blob, ComesBackAsItWas, ()) {
  const Geometry before = any_geometry();
  const std::string bytes = encode(before);
  const Result<Geometry> after = decode(bytes);
  RC_ASSERT(after.has_value());
  RC_ASSERT(after->index() == before.index());
  RC_ASSERT(encode(*after) == bytes);
  RC_ASSERT(to_wkb(*after) == to_wkb(before));
}

RC_GTEST_PROP(Blob, IsRefusedWhenCutOrLonger, ()) {
  const std::string bytes = encode(any_geometry());
  RC_ASSERT(!decode(std::string_view(bytes).substr(0, *rc::gen::inRange<std::size_t>(0, bytes.size()))));
  RC_ASSERT(!decode(bytes + '\0'));
}

RC_GTEST_PROP(Blob, IsReadWithinItsBoundsWhateverItHolds, ()) {
  std::string bytes = encode(any_geometry());
  for (int i = 0; i < 3; ++i) {
    const auto at = *rc::gen::inRange<std::size_t>(0, std::min<std::size_t>(bytes.size(), 20));
    bytes[at] = *rc::gen::arbitrary<char>();
  }
  // A damaged blob is refused, or is the one form of what it says.
  if (const auto g = decode(bytes)) RC_ASSERT(encode(*g) == bytes);
}

TEST(Blob, IsCompactAndHasOneForm) {
  EXPECT_EQ(encode(Geometry{}), "\x10");
  EXPECT_EQ(encode(Geometry{MultiPoint{{{1, 258}}}}), std::string("\x11\x01\x01\0\0\0\x02\x01\0\0", 10));
  EXPECT_FALSE(decode(std::string("\x11\x81\0\x01\0\0\0\x02\x01\0\0", 11)))
      << "a count not in its shortest form";
}

TEST(Blob, OfAShapeThatThePredicatesDoNotExpectIsRefused) {
  for (const Geometry& g :
       {Geometry{area_of({{{0, 0}, {1, 1}}})}, Geometry{area_of({})}, Geometry{MultiLine{{{{0, 0}}}}},
        Geometry{MultiPoint{{{1'800'000'001, 0}}}}, Geometry{MultiPoint{{{0, -900'000'001}}}},
        Geometry{MultiLine{{{{-900'000'000, 0}, {900'000'000, 0}}}}}}) {
    const auto result = decode(encode(g));
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, "geo.bad_blob");
  }
  EXPECT_FALSE(decode(""));
  EXPECT_FALSE(decode("\x14"));
  EXPECT_FALSE(decode("\xff\xff\xff\xff"));
}

}  // namespace
}  // namespace vungphu::geo::test
