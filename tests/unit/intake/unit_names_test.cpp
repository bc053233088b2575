#include "vungphu/intake/unit_names.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace vungphu::intake {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

UnitNames units() {
  const auto in = [](const char* district, const char* province) {
    return std::map<std::string, std::string>{{"district", district}, {"province", province}};
  };
  return UnitNames({{"1", "Xã Kỳ Nam", in("Huyện Kỳ Anh", "Tỉnh Hà Tĩnh")},
                    {"2", "Phường Kỳ Nam", in("Thị xã Kỳ Anh", "Tỉnh Hà Tĩnh")},
                    {"3", "Phường 9", in("Thành phố Tuy Hoà", "Tỉnh Phú Yên")},
                    {"4", "Xã Hòa Bình", in("Huyện A", "Tỉnh P")},
                    {"5", "Thị trấn Hòa Bình", in("Huyện A", "Tỉnh P")}});
}

UnitAsked asked(const char* name, const char* district, const char* province) {
  return {name, {{"province", province}, {"district", district}}};
}

TEST(UnitNames, AreTheSameHoweverAccentsAreSet) {
  EXPECT_THAT(units().find(asked("Phường 9", "Thành phố Tuy Hòa", "Phú Yên")).codes, ElementsAre("3"));
}

TEST(UnitNames, AreFoundUnderAnotherWordWhereNoneHasTheWordAsked) {
  EXPECT_THAT(units().find(asked("Phường Kỳ Nam", "Huyện Kỳ Anh", "Hà Tĩnh")).codes, ElementsAre("1"));
  EXPECT_THAT(units().find(asked("Thị trấn Hòa Bình", "Huyện A", "Tỉnh P")).codes, ElementsAre("5"));
}

TEST(UnitNames, OfDistrictsTellATownFromTheDistrictAroundIt) {
  EXPECT_THAT(units().find(asked("Kỳ Nam", "Thị xã Kỳ Anh", "Tỉnh Hà Tĩnh")).codes, ElementsAre("2"));
  EXPECT_THAT(units().find(asked("Kỳ Nam", "Kỳ Anh", "Tỉnh Hà Tĩnh")).codes, ElementsAre("1", "2"));
}

TEST(UnitNames, WithoutAWordAreThoseOfAllWords) {
  EXPECT_THAT(units().find(asked("Hòa Bình", "", "Tỉnh P")).codes, ElementsAre("4", "5"));
}

TEST(UnitNames, SayWhichNameIsNotFoundAndWhatIsNear) {
  const UnitFound province = units().find(asked("Phường 9", "Thành phố Tuy Hòa", "Phú An"));
  EXPECT_THAT(province.codes, IsEmpty());
  EXPECT_EQ(province.missing, "province");
  EXPECT_EQ(province.nearest.front(), "Tỉnh Phú Yên");
  EXPECT_EQ(units().find(asked("Phường 9", "Huyện Tuy Hòa", "Phú Yên")).missing, "district");
  const UnitFound own = units().find(asked("Phường 8", "Thành phố Tuy Hòa", "Phú Yên"));
  EXPECT_EQ(own.missing, "");
  EXPECT_THAT(own.nearest, ElementsAre("Phường 9 (3)"));
}

TEST(UnitNames, TakeAWordForAUnitsWordOnlyWhereItIsOne) {
  EXPECT_EQ(unit_name("Xã Xa Lý").base, unit_name("Xa Lý").base);
  EXPECT_EQ(unit_name("Xa Lý").word, "");
  EXPECT_EQ(unit_name("THỊ TRẤN  Chũ").word, unit_name("Thị trấn Chũ").word);
}

}  // namespace
}  // namespace vungphu::intake
