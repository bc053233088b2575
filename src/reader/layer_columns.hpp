// The columns of a layer of features as a person sees them: by their decoded names, filtered by decoded
// texts.
#pragma once

#include <vector>

#include <ogr_api.h>

#include "vungphu/model/raw.hpp"

#include "row_filter.hpp"
#include "text_coding.hpp"

namespace vungphu::reader {

class LayerColumns {
 public:
  /// `definition` is the layer's and outlives this.
  LayerColumns(OGRFeatureDefnH definition, const TextCoding& coding);
  LayerColumns(const LayerColumns&) = delete;
  LayerColumns& operator=(const LayerColumns&) = delete;
  ~LayerColumns();

  /// To compile conditions with.
  OGRFeatureDefnH definition() const { return named_; }
  bool passes(const RowFilter& filter, OGRFeatureH feature) const;
  /// A row with the fields of `feature`.
  RawFeature fields_of(OGRFeatureH feature) const;

 private:
  TextCoding coding_;
  std::vector<int> fields_;
  OGRFeatureDefnH named_;
};

}  // namespace vungphu::reader
