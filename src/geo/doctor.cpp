#include "vungphu/geo/doctor.hpp"

#include <algorithm>
#include <filesystem>

#include <geos_c.h>

#include "proj.hpp"

namespace vungphu::geo {
namespace {

namespace fs = std::filesystem;

bool is_grid(const fs::path& file) {
  const std::string extension = file.extension().string();
  return extension == ".tif" || extension == ".gsb" || extension == ".gtx" || extension == ".lla";
}

}  // namespace

ProjState proj_state() {
  ProjState state{proj_info().version, GEOSversion(), {}, {}, {}};
  const ProjContext context = make_context();
  const char* database = proj_context_get_database_path(context.get());
  if (!database || !*database) return state;
  state.database = database;
  if (const char* epsg = proj_context_get_database_metadata(context.get(), "EPSG.VERSION")) state.epsg = epsg;
  std::error_code failed;
  for (const fs::directory_entry& entry : fs::directory_iterator(fs::path(database).parent_path(), failed))
    if (is_grid(entry.path())) state.grids.push_back(entry.path().filename().string());
  std::sort(state.grids.begin(), state.grids.end());
  return state;
}

}  // namespace vungphu::geo
