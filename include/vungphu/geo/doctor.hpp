// What of PROJ and GEOS is on this machine.
#pragma once

#include <string>
#include <vector>

namespace vungphu::geo {

struct ProjState {
  std::string proj, geos;          ///< versions
  std::string database;            ///< path of proj.db; empty where there is none
  std::string epsg;                ///< version of EPSG's register in it ("v10.076")
  std::vector<std::string> grids;  ///< files of datum grids beside it; none is needed for VN-2000
};
/// Some milliseconds.
ProjState proj_state();

}  // namespace vungphu::geo
