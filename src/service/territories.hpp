// Territories by code and by name, for what names them: mappings, groups, reports.
#pragma once

#include <string>
#include <vector>

#include "vungphu/intake/unit_names.hpp"
#include "vungphu/model/profile.hpp"
#include "vungphu/store/store.hpp"

#include "reading.hpp"

namespace vungphu::service {

/// The units of a level in force at `date` with the names of those that they lie in, by parents' codes.
Result<std::vector<intake::NamedUnit>> named_units(const store::Store& store, const Profile& profile,
                                                   const std::string& level, Date date);

/// How a table that is no list of places was read; counts are left open.
ListInfo list_of_table(const OpenedFile& file, const FileRequest& from, std::string_view kind);

}  // namespace vungphu::service
