#include "layer_columns.hpp"

#include <ogr_feature.h>

#include "feature_out.hpp"
#include "gdal.hpp"

namespace vungphu::reader {

LayerColumns::LayerColumns(OGRFeatureDefnH definition, const TextCoding& coding)
    : coding_(coding), fields_(kept_fields(definition)), named_(definition) {
  if (coding_.charset != "UTF-8") {
    named_ = OGRFeatureDefn::ToHandle(OGRFeatureDefn::FromHandle(definition)->Clone());
    for (int field : fields_) {
      OGRFieldDefnH column = OGR_FD_GetFieldDefn(named_, field);
      OGR_Fld_SetName(column, decoded(coding_, OGR_Fld_GetNameRef(column)).c_str());
    }
  }
  OGR_FD_Reference(named_);
}

LayerColumns::~LayerColumns() { OGR_FD_Release(named_); }

bool LayerColumns::passes(const RowFilter& filter, OGRFeatureH feature) const {
  if (filter.passes_all()) return true;
  if (coding_.charset == "UTF-8") return filter.passes(feature);
  const FeaturePtr readable(OGR_F_Clone(feature));
  for (int field : fields_)
    if (is_text(feature, field))
      OGR_F_SetFieldString(readable.get(), field, field_text(feature, field, coding_)->c_str());
  return filter.passes(readable.get());
}

RawFeature LayerColumns::fields_of(OGRFeatureH feature) const {
  RawFeature row;
  row.fields.reserve(fields_.size());
  for (int field : fields_) row.fields.push_back(field_text(feature, field, coding_));
  return row;
}

}  // namespace vungphu::reader
