#include "archive.hpp"
#include "gdal.hpp"
#include "table_file.hpp"

namespace vungphu::reader {
namespace {

/// A sheet as GDAL holds it: rows that the file leaves out are there, empty, so the feature id is the row's
/// number.
class GdalSheet : public Sheet {
 public:
  explicit GdalSheet(OGRLayerH layer) : layer_(layer) {}

  std::string name() const override { return OGR_L_GetName(layer_); }

  Status each_row(const std::function<bool(TableRow&)>& visit) override {
    GdalErrors errors;
    const int width = OGR_FD_GetFieldCount(OGR_L_GetLayerDefn(layer_));
    OGR_L_ResetReading(layer_);
    while (FeaturePtr feature{OGR_L_GetNextFeature(layer_)}) {
      VP_CHECK(errors.check("reader.damaged"));
      TableRow row{OGR_F_GetFID(feature.get()), Cells(static_cast<std::size_t>(width))};
      for (int i = 0; i < width; ++i)
        if (OGR_F_IsFieldSetAndNotNull(feature.get(), i))
          row.cells[static_cast<std::size_t>(i)] = OGR_F_GetFieldAsString(feature.get(), i);
      if (!visit(row)) return {};
    }
    return errors.check("reader.damaged");
  }

 private:
  OGRLayerH layer_;
};

}  // namespace

Result<DataSetPtr> open_sheets(const Format& format, std::span<char> bytes, const Limits& limits) {
  VP_CHECK(screen_zip({bytes.data(), bytes.size()}));
  const std::string name = "/vsimem/data." + std::string(format.extensions[0]);
  if (!mount(name, bytes)) return fail("reader.worker_memory");
  VP_TRY(DatasetPtr dataset, open_with(format, name));
  const int count = GDALDatasetGetLayerCount(dataset.get());
  if (static_cast<std::size_t>(count) > limits.layers)
    return fail("reader.too_many_layers", {{"most", std::to_string(limits.layers)}});
  GdalErrors errors;  // sheets are parsed when they are first asked for
  std::vector<SheetPtr> sheets;
  for (int i = 0; i < count; ++i) {
    OGRLayerH layer = GDALDatasetGetLayer(dataset.get(), i);
    OGR_L_GetLayerDefn(layer);
    VP_CHECK(errors.check("reader.damaged"));
    sheets.push_back(std::make_unique<GdalSheet>(layer));
  }
  return make_table_file(std::move(sheets), {}, std::shared_ptr<void>(std::move(dataset)), limits);
}

}  // namespace vungphu::reader
