// How exactly positions in degrees are written.
#pragma once

#include <string_view>
#include <vector>

#include "vungphu/intake/prepare.hpp"

namespace vungphu::intake {

/// True for a point at 0, 0, as it came: a cell that nobody filled in.
bool is_origin(std::string_view wkb);

/// Notes a row's ordinates: of a feature its first vertices (most of a shape is drawn alike), of columns the
/// two texts. Anything but a plain decimal number (degrees, minutes, seconds) is not looked at.
void note_exactness(std::string_view wkb, Exactness& exactness);
void note_exactness(std::string_view east, std::string_view north, Exactness& exactness);

/// The findings decimals_few and decimals_mixed, on the file as a whole.
void tell_exactness(const Exactness& exactness, std::vector<Finding>& findings);

}  // namespace vungphu::intake
