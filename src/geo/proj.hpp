// PROJ objects that free themselves, and the few questions asked of them.
#pragma once

#include <memory>
#include <string>

#include <proj.h>
#include <proj_experimental.h>  // proj_crs_demote_to_2D

namespace vungphu::geo {

struct ProjDeleter {
  void operator()(PJ_CONTEXT* context) const { proj_context_destroy(context); }
  void operator()(PJ* object) const { proj_destroy(object); }
  void operator()(PJ_OBJ_LIST* list) const { proj_list_destroy(list); }
};
using ProjContext = std::unique_ptr<PJ_CONTEXT, ProjDeleter>;
using Proj = std::unique_ptr<PJ, ProjDeleter>;
using ProjList = std::unique_ptr<PJ_OBJ_LIST, ProjDeleter>;

/// Silent, without network.
ProjContext make_context();
/// Null where the database has no such CRS or operation; `code` is "EPSG:4756".
Proj crs_of_code(PJ_CONTEXT* context, const std::string& code);
Proj operation_of_code(PJ_CONTEXT* context, const std::string& code);
/// "EPSG:9207" of the object's own identifier, else empty.
std::string code_of(const PJ* object);
/// Equal but for the order of axes.
bool equivalent(PJ_CONTEXT* context, const PJ* a, const PJ* b);

}  // namespace vungphu::geo
