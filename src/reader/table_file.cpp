#include "table_file.hpp"

#include <algorithm>
#include <optional>

#include "vungphu/base/text.hpp"

#include "gdal.hpp"
#include "row_filter.hpp"

namespace vungphu::reader {
namespace {

/// What one pass over a sheet finds out.
struct Layout {
  TableHeader header;
  LayerInfo info;
};

/// The columns of a table as OGR sees them: all text. Only conditions need it.
class Columns {
 public:
  explicit Columns(const std::vector<FieldInfo>& fields) : definition_(OGR_FD_Create("table")) {
    OGR_FD_Reference(definition_);
    for (const FieldInfo& field : fields) {
      OGRFieldDefnH column = OGR_Fld_Create(field.name.c_str(), OFTString);
      OGR_FD_AddFieldDefn(definition_, column);
      OGR_Fld_Destroy(column);
    }
  }
  Columns(const Columns&) = delete;
  Columns& operator=(const Columns&) = delete;
  ~Columns() { OGR_FD_Release(definition_); }

  OGRFeatureDefnH definition() const { return definition_; }

  bool passes(const RowFilter& filter, const RawFeature& row) const {
    if (filter.passes_all()) return true;
    FeaturePtr feature(OGR_F_Create(definition_));
    for (std::size_t i = 0; i < row.fields.size(); ++i)
      if (row.fields[i]) OGR_F_SetFieldString(feature.get(), static_cast<int>(i), row.fields[i]->c_str());
    return filter.passes(feature.get());
  }

 private:
  OGRFeatureDefnH definition_;
};

class TableFile : public DataSet {
 public:
  TableFile(std::vector<SheetPtr> sheets, TableText text, std::shared_ptr<void> keeper, const Limits& limits)
      : keeper_(std::move(keeper)),
        sheets_(std::move(sheets)),
        layouts_(sheets_.size()),
        text_(std::move(text)),
        limits_(limits) {}

  std::vector<std::string> layer_names() const override {
    std::vector<std::string> names;
    for (const SheetPtr& sheet : sheets_) names.push_back(sheet->name());
    return names;
  }

  std::string encoding() const override { return text_.encoding; }

  Result<LayerInfo> describe(std::size_t index) override {
    VP_TRY(const Layout* layout, layout_of(index));
    return layout->info;
  }

  Result<ReadCounts> read(std::size_t index, const std::string& where, const RowSink& sink) override {
    VP_TRY(const Layout* layout, layout_of(index));
    const Columns columns(layout->info.fields);
    VP_TRY(RowFilter filter, RowFilter::compile(columns.definition(), where));
    ReadCounts counts;
    Status sent;
    VP_CHECK(sheets_[index]->each_row([&](TableRow& row) {
      if (row.number <= layout->header.data_after || is_blank_row(row.cells)) return true;
      ++counts.read;
      const RawFeature feature = to_feature(row, layout->info.fields.size());
      if (columns.passes(filter, feature))
        sent = sink(feature);
      else
        ++counts.filtered;
      return sent.has_value();
    }));
    VP_CHECK(sent);
    return counts;
  }

 private:
  static RawFeature to_feature(TableRow& row, std::size_t width) {
    RawFeature feature;
    feature.row = row.number;
    feature.fields.resize(width);
    for (std::size_t i = 0; i < std::min(width, row.cells.size()); ++i)
      if (!row.cells[i].empty()) feature.fields[i] = std::move(row.cells[i]);
    return feature;
  }

  Result<const Layout*> layout_of(std::size_t index) {
    if (!layouts_[index]) {
      VP_TRY(Layout found, survey(*sheets_[index]));
      layouts_[index] = std::move(found);
    }
    return &*layouts_[index];
  }

  /// Each cell cut to its start, by which a header is known: the whole of one text that all cells of a
  /// workbook share would be held thousands of times.
  static TableRow start_of(const TableRow& row) {
    constexpr std::size_t kMost = 1024;
    TableRow start{row.number, {}};
    for (const std::string& cell : row.cells)
      start.cells.emplace_back(cell.size() <= kMost ? std::string_view(cell) : trim(cell).substr(0, kMost));
    return start;
  }

  Result<Layout> survey(Sheet& sheet) const {
    std::vector<TableRow> first;
    VP_CHECK(sheet.each_row([&](TableRow& row) {
      if (!is_blank_row(row.cells)) first.push_back(start_of(row));
      return first.size() < kHeaderWindow;
    }));
    Layout layout;
    layout.header = find_header(first);
    layout.info.name = sheet.name();
    layout.info.geometry = "none";
    layout.info.header_row = layout.header.row;
    layout.info.bytes = text_.bytes;
    std::size_t width = last_filled(layout.header.cells);
    std::vector<FieldInfo> columns(width);
    Sampler sampler;
    VP_CHECK(sheet.each_row([&](TableRow& row) {
      if (row.number == layout.header.row) layout.header.cells = row.cells;  // whole, for the names
      if (row.number <= layout.header.data_after || is_blank_row(row.cells)) return true;
      ++layout.info.features;
      width = std::max(width, last_filled(row.cells));
      if (columns.size() < width) columns.resize(width);
      for (std::size_t i = 0; i < std::min(width, row.cells.size()); ++i)
        add_sample(columns[i], row.cells[i]);
      if (sampler.wants_next()) sampler.take(to_feature(row, row.cells.size()));
      return layout.info.features <= limits_.features && width <= limits_.columns;
    }));
    if (layout.info.features > limits_.features)
      return fail("reader.too_many_rows", {{"most", std::to_string(limits_.features)}});
    if (width > limits_.columns)
      return fail("reader.too_many_columns", {{"most", std::to_string(limits_.columns)}});
    const std::vector<std::string> names = column_names(layout.header, width);
    for (std::size_t i = 0; i < width; ++i)
      layout.info.fields.push_back({names[i], "text", std::move(columns[i].samples)});
    layout.info.sample = std::move(sampler).rows();
    for (RawFeature& row : layout.info.sample) row.fields.resize(width);  // rows before the widest one
    return layout;
  }

  /// Number of cells up to the last that is not blank: the commas that fill up a banner line are no columns.
  static std::size_t last_filled(const Cells& cells) {
    const auto last = std::find_if(cells.rbegin(), cells.rend(), is_filled);
    return static_cast<std::size_t>(cells.rend() - last);
  }

  std::shared_ptr<void> keeper_;  // before sheets_, which read from it
  std::vector<SheetPtr> sheets_;
  std::vector<std::optional<Layout>> layouts_;
  TableText text_;
  Limits limits_;
};

}  // namespace

DataSetPtr make_table_file(std::vector<SheetPtr> sheets, TableText text, std::shared_ptr<void> keeper,
                           const Limits& limits) {
  return std::make_unique<TableFile>(std::move(sheets), std::move(text), std::move(keeper), limits);
}

}  // namespace vungphu::reader
