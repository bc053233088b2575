#include "row_filter.hpp"

#include <ogr_feature.h>

#include "gdal.hpp"

namespace vungphu::reader {
namespace {

std::string column_list(OGRFeatureDefnH columns) {
  std::string list;
  for (int i = 0; i < OGR_FD_GetFieldCount(columns); ++i) {
    if (i > 0) list += ", ";
    list += '"' + std::string(OGR_Fld_GetNameRef(OGR_FD_GetFieldDefn(columns, i))) + '"';
  }
  return list;
}

}  // namespace

RowFilter::RowFilter() = default;
RowFilter::RowFilter(RowFilter&&) noexcept = default;
RowFilter& RowFilter::operator=(RowFilter&&) noexcept = default;
RowFilter::~RowFilter() = default;

Result<RowFilter> RowFilter::compile(OGRFeatureDefnH columns, const std::string& where) {
  RowFilter filter;
  if (where.empty()) return filter;
  filter.query_ = std::make_unique<OGRFeatureQuery>();
  GdalErrors errors;
  const OGRErr result = filter.query_->Compile(OGRFeatureDefn::FromHandle(columns), where.c_str());
  if (result != OGRERR_NONE || !errors.check("reader.bad_where"))
    return fail("reader.bad_where", {{"where", where}, {"columns", column_list(columns)}});
  return filter;
}

bool RowFilter::passes(OGRFeatureH row) const {
  return !query_ || query_->Evaluate(OGRFeature::FromHandle(row)) != 0;
}

}  // namespace vungphu::reader
